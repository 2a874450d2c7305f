"""Sharing for learning: a lead's signed record, edited to identify nobody, read by a colleague first and then by the area."""
