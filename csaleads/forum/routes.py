"""The pages of this room, by journey. Nobody enters who has not agreed to the code of conduct."""

from csaleads.forum.blueprint import blueprint

__all__ = ["blueprint"]
