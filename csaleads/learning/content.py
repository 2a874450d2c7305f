"""What an edition says, as plain data: how it is kept, and how it is told to somebody who compares two of them."""

from dataclasses import dataclass
from typing import Any

from csaleads.learning.models import CONCERN_LABELS, Concern

Told = dict[str, str]  # what a part is called → what it says


@dataclass(frozen=True)
class TopicContent:
    """What a topic says. The kinds of concern are in the order in which they are always shown."""

    title: str
    about: str
    concerns: tuple[Concern, ...] = ()

    @property
    def kept(self) -> dict[str, Any]:
        """As an edition keeps it."""
        return {
            "title": self.title,
            "about": self.about,
            "concerns": [concern.value for concern in self.concerns],
        }

    @classmethod
    def read(cls, kept: dict[str, Any]) -> "TopicContent":
        """What an edition keeps."""
        return cls(kept["title"], kept["about"], in_order(map(Concern, kept["concerns"])))

    @property
    def told(self) -> Told:
        """Part by part, for people."""
        return {
            "Title": self.title,
            "What it is about": self.about,
            "Kinds of concern that it answers": "\n".join(concern.label for concern in self.concerns),
        }


def in_order(concerns: Any) -> tuple[Concern, ...]:
    """The kinds of concern in the order in which they are shown, each once."""
    given = set(concerns)
    return tuple(concern for concern in CONCERN_LABELS if concern in given)
