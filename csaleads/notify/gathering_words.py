"""The words of messages about events of the network: when and where."""

from csaleads.notify.models import MessageKind
from csaleads.notify.words import Words

_SAY_NO = "If you cannot come, say so there, so that somebody else can have the place."

GATHERING_WORDS: dict[MessageKind, Words] = {
    MessageKind.EVENT_CHANGED: Words(
        "An event that you answered has changed{at_short}",
        "An event of the network has changed. It is now{at}.{place}",
        (_SAY_NO,),
    ),
    MessageKind.EVENT_CANCELLED: Words(
        "An event that you answered is cancelled",
        "The event of the network{at} is cancelled.",
    ),
    MessageKind.EVENT_PLACE: Words(
        "There is a place for you at an event{at_short}",
        "You were waiting for a place at the event of the network{at}. There is one for you now.",
        (_SAY_NO,),
    ),
}
