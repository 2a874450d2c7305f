"""Consultations: the record a lead writes and signs, its amendments and actions, and what the worker takes away."""
