"""Teaches the small model in csaleads/anonymity/data/rampart this register. See README.md; no part of the application."""
