"""Finding: one search box over all that a person may see, who knows a topic well, and the weekly mail of what is new.

What somebody searched for is answered and forgotten: it is in no table, no log line and no memory of the process.
"""
