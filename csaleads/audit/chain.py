"""The link between audit events: a keyed hash over an event and the hash before it."""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime

from flask import current_app

from csaleads.audit.models import AuditEvent

FIRST_HASH = bytes(32)
Detail = int | bool | str | None


@dataclass(frozen=True)
class Event:
    """An event before it has its place in the chain."""

    chain: int
    at: datetime
    actor_id: int
    verb: str
    subject_kind: str
    subject_id: str
    details: dict[str, Detail]


def link(previous: bytes, sequence: int, event: Event | AuditEvent) -> bytes:
    """The keyed hash that ties an event to the one before it: whoever lacks the key cannot mend a broken chain."""
    body = json.dumps(
        [
            sequence,
            event.chain,
            event.at.isoformat(timespec="microseconds"),
            event.actor_id,
            event.verb,
            event.subject_kind,
            event.subject_id,
            event.details,
        ],
        sort_keys=True,
        separators=(",", ":"),
    )
    key: bytes = current_app.config["AUDIT_KEY"]
    return hmac.digest(key, previous + body.encode(), hashlib.sha256)
