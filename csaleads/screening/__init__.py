"""Screening as a service of the application: here, its command."""
