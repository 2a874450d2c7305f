"""Slips: something in a text that could identify somebody. Reported, hidden at once, corrected, wiped."""
