"""Reading a text: its words, its spelling and its language, the lists and the small model."""
