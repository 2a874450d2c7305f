"""The strict screening of what all areas read: exact ages, and places below region."""
