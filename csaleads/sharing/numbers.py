"""Numbers like L-48213, by which colleagues speak of a version. Made by chance, so they tell nothing of the record behind it."""

import secrets

LONGEST = 8


def new_number() -> str:
    """A number drawn at random. Whether it is free, the database says."""
    return f"L-{secrets.randbelow(90_000) + 10_000}"
