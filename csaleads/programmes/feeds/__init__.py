"""Calendar feeds of one's own days."""
