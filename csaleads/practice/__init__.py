"""Words of the field that several rooms choose from."""
