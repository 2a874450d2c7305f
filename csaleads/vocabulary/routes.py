"""The pages of this room: the words of an area."""

from csaleads.vocabulary import word_routes  # noqa: F401 - registers its pages
from csaleads.vocabulary.blueprint import blueprint

__all__ = ["blueprint"]
