"""The people of the tests of learning: two areas with those who read, add and approve, and the programme team."""

from tests.learning.conftest import cast

__all__ = ["cast"]
