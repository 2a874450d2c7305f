"""Nobody may ask faster than a person can: past the limit the answer is 429, until the minute (or whatever it is) is over.

Counts live where CSALEADS_RATE_LIMIT_STORAGE says. In the memory of one process they are plain numbers in a dictionary; the
`limits` library, which would start a thread to forget them, serves the storages that several processes share.
"""

from collections.abc import Callable
from time import monotonic

from flask import Flask, abort, request, session
from limits import RateLimitItem, parse_many
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

Count = Callable[[str], bool]  # whether whoever it is may still ask


def install(app: Flask) -> None:
    """Limit each person (or each address, before sign-in) to RATE_LIMIT over all pages together."""
    items = parse_many(app.config["RATE_LIMIT"])
    counts = _counts(items, app.config["RATELIMIT_STORAGE_URI"])

    @app.before_request
    def refuse_haste() -> None:
        if request.endpoint == "static":
            return
        who = _who()
        answers = [may_ask(who) for may_ask in counts]  # every limit counts, whatever the first one says
        if not all(answers):
            abort(429)


def limit_of(app: Flask, text: str) -> Callable[[], bool]:
    """A limit of its own for one page ("60 per minute"): asked, it counts whoever asks, and says whether they may go on."""
    counts = _counts(parse_many(text), app.config["RATELIMIT_STORAGE_URI"], apart=text)

    def may_go_on() -> bool:
        who = _who()
        answers = [may_ask(who) for may_ask in counts]
        return all(answers)

    return may_go_on


def _who() -> str:
    return str(session.get("_user_id") or request.remote_addr or "nobody")


def _counts(items: list[RateLimitItem], storage_uri: str, *, apart: str = "") -> list[Count]:
    if storage_uri.startswith("memory:"):
        return [WindowInMemory(item.amount, item.get_expiry()).count for item in items]
    limiter = FixedWindowRateLimiter(storage_from_string(storage_uri))
    return [_shared(limiter, item, apart) for item in items]


def _shared(limiter: FixedWindowRateLimiter, item: RateLimitItem, apart: str) -> Count:
    return lambda who: limiter.hit(item, who, apart)


class WindowInMemory:
    """Counts within one stretch of time after another, and forgets all of them when the next begins."""

    def __init__(self, most: int, seconds: int, clock: Callable[[], float] = monotonic) -> None:
        self.most, self.seconds, self.clock = most, seconds, clock
        self.window = -1
        self.asked: dict[str, int] = {}

    def count(self, who: str) -> bool:
        """Count one more of `who`; whether it is within the limit."""
        window = int(self.clock() // self.seconds)
        if window != self.window:
            self.window, self.asked = window, {}
        asked = self.asked  # another thread may begin the next window meanwhile
        asked[who] = number = asked.get(who, 0) + 1
        return number <= self.most
