"""Asking without one's name, and asking one person privately: who asked, and who may learn it."""
