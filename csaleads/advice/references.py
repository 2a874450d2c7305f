"""References like K7Q-4MD: what a social worker writes on a child's file, so they must survive handwriting and the telephone."""

import re
import secrets

# Left out: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V N (each mistaken for another in handwriting or when spoken), G (for 6), and
# the vowels, so that no reference spells a word.
ALPHABET = "34679CDFHJKMPQRTWXY"
PART_LENGTH = 3
SHAPE = re.compile(f"[{ALPHABET}]{{{PART_LENGTH}}}-[{ALPHABET}]{{{PART_LENGTH}}}")


def new_reference() -> str:
    """A reference drawn at random. Whether it is free, the database says."""
    first, second = ("".join(secrets.choice(ALPHABET) for _ in range(PART_LENGTH)) for _ in range(2))
    return f"{first}-{second}"


def tidy_reference(typed: str) -> str:
    """`typed` as it is stored: capitals, without spaces around it."""
    return typed.strip().upper()[:12]
