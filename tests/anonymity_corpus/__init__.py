"""The corpus that examines the screening, and what scores it."""
