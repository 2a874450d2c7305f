"""Names and addresses online."""
