"""Addresses, schools, surgeries and small places."""
