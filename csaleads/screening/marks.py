"""A keyed mark of words in a subject: the same words there have the same mark, and nobody without the key can try words out.

The key is derived from the key of the audit trail, which is kept away from the database and does not change.
"""

import hashlib
import hmac
from uuid import UUID

from flask import current_app

PURPOSE = b"csaleads screening mark 1"


def mark_of(words: str, *, kind: str, subject_id: UUID) -> str:
    """64 hexadecimal digits."""
    key = hmac.digest(current_app.config["AUDIT_KEY"], PURPOSE, hashlib.sha256)
    return hmac.digest(key, "\x1f".join((kind, subject_id.hex, words)).encode(), hashlib.sha256).hex()
