"""Codes like "K7Q4M" that are read out and typed. Pure."""

import secrets
from hmac import compare_digest

from csaleads.programmes.attendance.models import CODE_LENGTH
from csaleads.programmes.certificates.models import NUMBER_LENGTH

# Left out: what is mistaken for something else when it is written or spoken (0 O, 1 I L, 2 Z, 5 S, 8 B, U V N, G for 6), and
# the vowels, so that no code spells a word.
ALPHABET = "34679CDFHJKMPQRTWXY"
PART = 4  # signs of a certificate's number between two hyphens


def new_code() -> str:
    """A joining code drawn by chance."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def new_number() -> str:
    """A certificate's number drawn by chance, like "K7Q4-MD3R-XW9C": nobody finds one by trying."""
    parts = [
        "".join(secrets.choice(ALPHABET) for _ in range(PART))
        for _ in range((NUMBER_LENGTH + 1) // (PART + 1))
    ]
    return "-".join(parts)


def tidy(typed: str) -> str:
    """`typed` in capitals, without what people put between the signs."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())[:NUMBER_LENGTH]


def tidy_number(typed: str) -> str:
    """A number as it is stored, however it was typed."""
    signs = tidy(typed)
    return "-".join(signs[start : start + PART] for start in range(0, len(signs), PART))


def is_same(typed: str, code: str) -> bool:
    """Whether `typed` is that code; takes the same time either way."""
    return compare_digest(tidy(typed).encode(), code.encode())
