"""Slows guessing down without locking anybody out: failures are counted in buckets, and a bucket empties by itself.

A try is counted before it is judged, and taken back if it succeeds, so that many tries at once cannot slip through. The
table holds keyed hashes: it tells nobody whose account was tried, or from where.
"""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import BigInteger, bindparam, delete, func, select

from csaleads.accounts.errors import TooManyTries
from csaleads.accounts.models import SignInFailure
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import writes

KEPT_FOR = timedelta(days=1)  # longer than the longest window
BUCKET_BYTES = 16


@dataclass(frozen=True)
class Limit:
    """At most `most` failures of this `kind` for these `values` within the time given."""

    kind: str
    values: tuple[str, ...]
    most: int
    within: timedelta

    @property
    def bucket(self) -> bytes:
        text = "\x1f".join((self.kind, *self.values))
        key = current_app.config["SECRET_KEY"].encode()
        return hmac.digest(key, b"throttle\x1f" + text.encode(), hashlib.sha256)[:BUCKET_BYTES]


def sign_in_limits(*, account: str, address: str, device: str | None) -> list[Limit]:
    """What a try to sign in to `account` (an e-mail address) from the network address counts against.

    A browser that has signed in to the account before is counted by itself, so that strangers who guess wrongly cannot
    keep the owner out (OWASP Authentication Cheat Sheet, "device cookies").
    """
    if device is not None:
        return [Limit("device", (account, device), 10, timedelta(minutes=15))]
    return [
        Limit("account-address", (account, address), 5, timedelta(minutes=15)),
        Limit("account", (account,), 20, timedelta(hours=1)),
        Limit("address", (address,), 60, timedelta(minutes=15)),
    ]


def reset_limits(*, account: str, address: str) -> tuple[list[Limit], list[Limit]]:
    """(per account, per address) limits on asking for a reset link: one mailbox is not flooded, nor are many."""
    return (
        [Limit("reset-account", (account,), 3, timedelta(hours=1))],
        [Limit("reset-address", (address,), 30, timedelta(hours=1))],
    )


def current_password_limits(person_id: int) -> list[Limit]:
    """How often somebody who is signed in may get their own password wrong."""
    return [Limit("current-password", (str(person_id),), 10, timedelta(hours=1))]


def find_wait(limits: Iterable[Limit]) -> datetime | None:
    """When the next try is allowed, or None where it is allowed now."""
    waits = [until for limit in limits if (until := _full_until(limit)) is not None]
    return max(waits, default=None)


def _full_until(limit: Limit) -> datetime | None:
    query = (
        select(SignInFailure.failed_at)
        .where(SignInFailure.bucket == limit.bucket, SignInFailure.failed_at > clock.now() - limit.within)
        .order_by(SignInFailure.failed_at.desc())
        .limit(limit.most)
    )
    found = list(db.session.scalars(query))
    return found[-1] + limit.within if len(found) >= limit.most else None


@writes
def count_try(limits: Sequence[Limit]) -> list[int]:
    """Count one try against each limit; the answer is for `take_back`. Raises TooManyTries and counts nothing."""
    _take_turns(limits)
    until = find_wait(limits)
    if until is not None:
        raise TooManyTries(until)
    rows = [SignInFailure(bucket=limit.bucket, failed_at=clock.now()) for limit in limits]
    db.session.add_all(rows)
    db.session.flush()
    return [row.id for row in rows]


def _take_turns(limits: Sequence[Limit]) -> None:
    """Those who try at once are counted one after the other. On SQLite only one writes at a time anyway."""
    if db.session.get_bind().dialect.name != "postgresql":
        return
    for bucket in sorted(limit.bucket for limit in limits):
        key = int.from_bytes(bucket[:8], signed=True)
        db.session.execute(select(func.pg_advisory_xact_lock(bindparam("key", key, BigInteger))))


@writes
def take_back(tries: Sequence[int]) -> None:
    """Those tries were no failures."""
    db.session.execute(delete(SignInFailure).where(SignInFailure.id.in_(tries)))


@writes
def empty(limits: Iterable[Limit]) -> None:
    """The owner has shown who they are: what was counted against these limits is forgotten."""
    db.session.execute(
        delete(SignInFailure).where(SignInFailure.bucket.in_([limit.bucket for limit in limits]))
    )


@writes
def forget_old() -> int:
    """Delete failures that count no longer; how many there were."""
    query = delete(SignInFailure).where(SignInFailure.failed_at <= clock.now() - KEPT_FOR)
    return int(db.session.execute(query).rowcount)  # type: ignore[attr-defined]  # a DELETE has a row count
