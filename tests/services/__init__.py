"""Real services for tests and benchmarks: a PostgreSQL server and a Chromium, found on the machine or started by us."""

from __future__ import annotations


class Unavailable(Exception):
    """The service cannot be had on this machine; the message says why and how to get it."""
