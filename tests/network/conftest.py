"""Two areas with their leads, and the programme team; nobody has entered the network yet."""

from tests.learning.conftest import Cast, cast

__all__ = ["Cast", "cast"]
