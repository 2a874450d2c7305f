"""Passwords: Argon2id, at least twelve characters, nothing that is easy to guess, no rules about their composition.

The parameters are the second choice that OWASP's Password Storage Cheat Sheet gives for Argon2id (19 MiB, two passes, one
lane): about 50 ms. A hash that was made with others is renewed at the next sign-in.
"""

import hmac
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app
from zxcvbn import zxcvbn

from csaleads.accounts.errors import PasswordRefused

DEMONSTRATION_PASSWORD = "northmere-southholt-2026"  # noqa: S105 - public on purpose, refused in production
SHORTEST = 12
LONGEST = 256
LEAST_SCORE = 3  # of zxcvbn's 0 to 4: more than 10^8 guesses
MEASURED = 72  # zxcvbn reads no more characters than these
WORD = re.compile(r"\w{3,}")

_careful = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def hash_password(password: str) -> str:
    """The hash of `password`, which says by itself how it was made."""
    return _hasher().hash(_normal(password))


def verify(password_hash: str | None, password: str) -> bool:
    """Whether `password` is the one behind the hash. It takes the same time where there is no hash at all."""
    if password_hash is None:
        verify_dummy(password)
        return False
    return _matches(password_hash, password) and not is_public_knowledge(password)


def verify_dummy(password: str) -> None:
    """Spend the time that a real check takes, so that an unknown account answers no sooner than a known one."""
    _matches(_dummy_hash(_hasher().memory_cost), password)


def needs_new_hash(password_hash: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return _hasher().check_needs_rehash(password_hash)


def require_good(password: str, *, own_words: Iterable[str] = ()) -> None:
    """Raise PasswordRefused unless the password is long enough and hard to guess, even by somebody who knows its owner."""
    if len(password) < SHORTEST:
        raise PasswordRefused("short")
    if len(password) > LONGEST:
        raise PasswordRefused("long")
    if is_public_knowledge(password):
        raise PasswordRefused("weak")
    words = {"csaleads", *own_words}
    parts = {part.lower() for word in words for part in WORD.findall(word)}
    if zxcvbn(password[:MEASURED], user_inputs=sorted(parts))["score"] < LEAST_SCORE:
        raise PasswordRefused("weak")
    if _is_made_of(password, parts):
        raise PasswordRefused("weak")


def is_public_knowledge(password: str) -> bool:
    """The password of the demonstration opens nothing and protects nothing in production."""
    is_production = current_app.config["MODE"] == "production"
    return is_production and hmac.compare_digest(_normal(password).encode(), DEMONSTRATION_PASSWORD.encode())


def _is_made_of(password: str, parts: set[str]) -> bool:
    """Whether little is left of the password once the owner's own words are taken out of it."""
    rest = password.lower()
    for part in sorted(parts, key=len, reverse=True):
        rest = rest.replace(part, "")
    return len(rest) < SHORTEST // 2


def _matches(password_hash: str, password: str) -> bool:
    try:
        return _hasher().verify(password_hash, _normal(password))
    except (VerificationError, InvalidHashError):
        return False


def _hasher() -> PasswordHasher:
    return _quick if current_app.config.get("ARGON2_IS_QUICK") else _careful


@lru_cache(maxsize=2)
def _dummy_hash(memory_cost: int) -> str:
    hasher = _quick if memory_cost == _quick.memory_cost else _careful
    return hasher.hash("nobody's password")


def _normal(password: str) -> str:
    """One spelling for letters that keyboards send in several (é as one character or two)."""
    return unicodedata.normalize("NFC", password)
