"""Attendance at learning days, and what members say at their end."""
