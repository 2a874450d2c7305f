"""The one password of the demonstration's people. It is public, and production refuses it."""

from csaleads.accounts.passwords import DEMONSTRATION_PASSWORD

__all__ = ["DEMONSTRATION_PASSWORD"]
