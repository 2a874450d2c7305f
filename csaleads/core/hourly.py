"""Counts that last until the hour of the clock is over: how much each person has done in it. No row is written for them.

They live where CSALEADS_RATE_LIMIT_STORAGE says, like the limits of `core.limits`.
"""

from datetime import datetime, timedelta
from typing import cast

from limits.storage import Storage, storage_from_string

from csaleads.core import clock

HOUR = timedelta(hours=1)


class Hourly:
    """How often each key was counted in this hour."""

    def __init__(self, storage_uri: str) -> None:
        in_memory = storage_uri.startswith("memory:")
        self._storage = None if in_memory else cast(Storage, storage_from_string(storage_uri))
        self._hour = _this_hour()
        self._counts: dict[str, int] = {}

    def count_of(self, key: str) -> int:
        """How often `key` was counted since the hour began."""
        if self._storage is not None:
            return int(self._storage.get(_stamped(key)))
        return self._of_this_hour().get(key, 0)

    def add(self, key: str) -> None:
        """Count `key` once more."""
        if self._storage is not None:
            self._storage.incr(_stamped(key), int(HOUR.total_seconds()))
            return
        counts = self._of_this_hour()
        counts[key] = counts.get(key, 0) + 1

    def ends_at(self) -> datetime:
        """When the counts of now are forgotten."""
        return _this_hour() + HOUR

    def _of_this_hour(self) -> dict[str, int]:
        if self._hour != _this_hour():
            self._hour, self._counts = _this_hour(), {}
        return self._counts


def _this_hour() -> datetime:
    return clock.now().replace(minute=0, second=0, microsecond=0)


def _stamped(key: str) -> str:
    return f"hourly/{_this_hour():%Y%m%d%H}/{key}"
