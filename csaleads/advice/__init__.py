"""Asking for advice: the safe-route stop, the request, its booking or its place in the queue between clinics."""
