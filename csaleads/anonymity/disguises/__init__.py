"""What hides a word from a reader of patterns, and how it reads."""
