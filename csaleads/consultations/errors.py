"""Rules of records, each named for what was about to be broken."""

from csaleads.core.errors import DomainError


class TooManyGiven(DomainError):
    """The record gives as many resources as one person can be asked to read."""
