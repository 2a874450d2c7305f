"""The words an area has taught the screening: what identifies somebody here, and what identifies nobody."""
