"""What a room upstairs has to say to a lead beside the list of clinics: a sentence and its next step. Words only."""

from collections.abc import Callable
from typing import NamedTuple

from csaleads.access.viewer import Viewer


class Word(NamedTuple):
    """A heading, what to know, and where it leads."""

    title: str
    text: str
    href: str
    action: str


Speaker = Callable[[Viewer], Word | None]
_speakers: list[Speaker] = []


def subscribe(speaker: Speaker) -> Speaker:
    """Ask `speaker(viewer)` each time that a lead opens the list of clinics to come. Subscribing twice is subscribing once."""
    if speaker not in _speakers:
        _speakers.append(speaker)
    return speaker


def words_for(viewer: Viewer) -> list[Word]:
    """All that there is to say to the viewer."""
    said = (speaker(viewer) for speaker in _speakers)
    return [word for word in said if word is not None]
