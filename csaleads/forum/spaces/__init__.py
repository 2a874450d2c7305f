"""The spaces: which there are, what was changed of them, the list of threads in each, what of a topic is said elsewhere."""
