"""Who did what to which thing, and when. Append-only, one hash chain an area; ids, verbs and counts, never narrative."""
