"""Full-text search over whatever rooms hand in, the same on SQLite (FTS5) and PostgreSQL (tsvector).

A room puts documents in its own transaction and takes them out again; a search answers what lies within the scope that the
caller gives, best first. Nothing that a person types can be wrong: words, "phrases" and the beginnings of words* are understood,
and all the rest is left out.
"""
