"""Names of people, and names that are nobody's."""
