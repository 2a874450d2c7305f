"""Threads and posts as the search finds them, and threads that are like the one being begun."""
