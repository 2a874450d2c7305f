"""Programmes: cohorts, who learns in them, their learning days, and who presents in which reflective group."""
