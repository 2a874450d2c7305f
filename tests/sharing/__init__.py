"""Sharing for learning."""
