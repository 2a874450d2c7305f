"""The words of every kind of message: a subject, a line for the app, a mail. Facts only: reference, time and place.

The words are fixed sentences with gaps. `Facts` fills a gap with a readable form of a fact, or with nothing where the
fact was not given, so that a sentence is whole either way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from csaleads.core.formatting import uk_datetime
from csaleads.notify.asking_words import ASKING_WORDS
from csaleads.notify.attendance_words import ATTENDANCE_WORDS
from csaleads.notify.development_words import DEVELOPMENT_WORDS
from csaleads.notify.gathering_words import GATHERING_WORDS
from csaleads.notify.handing_over_words import HANDING_OVER_WORDS
from csaleads.notify.lending_words import LENDING_WORDS
from csaleads.notify.models import MessageKind
from csaleads.notify.moderation_words import MODERATION_WORDS
from csaleads.notify.network_words import NETWORK_WORDS
from csaleads.notify.theme_words import THEME_WORDS
from csaleads.notify.words import Words


@dataclass(frozen=True)
class Facts:
    """The gaps that `Words` may use, filled from the facts of one message."""

    gaps: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: Mapping[str, Any], *, address: str = "") -> "Facts":
        reference, place = _text(facts, "reference"), _text(facts, "place")
        area, when = _text(facts, "area_name"), _moment(facts, "starts_at")
        number = _text(facts, "number")
        before, ends = (
            _moment(facts, "old_starts_at"),
            _moment(facts, "expires_at") or _moment(facts, "until"),
        )
        return cls(
            {
                "reference": f" {reference}" if reference else "",
                "number": f" {number}" if number else "",
                "for_reference": f" for {reference}" if reference else "",
                "on_reference": f" on {reference}" if reference else "",
                "in_reference": f", {reference}" if reference else "",
                "what": _text(facts, "what") or "something",
                "in_where": f" in {_text(facts, 'where')}" if _text(facts, "where") else "",
                "at": f" at {when}" if when else "",
                "booking_gone": f": the booking at {when} is cancelled" if when else "",
                "at_short": f": {when}" if when else "",
                "now_at": f" to {when}" if when else "",
                "was_at": f" It was at {before}." if before else "",
                "place": f" The place is: {place}." if place else "",
                "of_area": f" of {area}" if area else "",
                "until": f" until {ends}" if ends else "",
                "address": address,
            }
        )

    def fill(self, sentence: str) -> str:
        """`sentence` with its gaps filled."""
        return sentence.format_map(self.gaps)


def _text(facts: Mapping[str, Any], name: str) -> str:
    text = facts.get(name)
    return str(text).strip().rstrip(".") if text else ""


def _moment(facts: Mapping[str, Any], name: str) -> str:
    text = facts.get(name)
    if not text:
        return ""
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return ""
    return uk_datetime(moment) if moment.tzinfo else ""


_ASK_AGAIN = "Your request is kept: you can choose another time, or ask for advice between clinics."
_FREE_IT = "If you cannot come, cancel or move the booking there, so that a colleague can have the time."
_ORDER = "The running order of the clinic shows who is coming and when."
_ONCE = "The link works once{until}. Do not pass it on."

WORDS: dict[MessageKind, Words] = ATTENDANCE_WORDS | {
    MessageKind.INVITATION: Words(
        "You are invited to csaleads",
        "You are invited to join csaleads{of_area}.",
        (
            "csaleads is where social workers ask Practice Leads for advice, and where clinics are booked.",
            _ONCE,
        ),
        "Choose your password to begin: {address}",
    ),
    MessageKind.PASSWORD_RESET: Words(
        "Choose a new password for csaleads",
        "A new password was asked for.",
        (_ONCE, "If you did not ask for it, ignore this email: your password stays as it is."),
        "Choose a new password: {address}",
    ),
    MessageKind.PASSWORD_CHANGED: Words(
        "Your csaleads password was changed",
        "Your password was changed, and your other browsers were signed out.",
        ("If it was not you, choose a new password at once and tell the coordinator of your area.",),
        "Your account: {address}",
    ),
    MessageKind.BOOKED: Words(
        "Your slot is booked{at_short}",
        "Your slot for request{reference} is booked{at}.{place}",
        (_FREE_IT,),
    ),
    MessageKind.BOOKED_WITH_YOU: Words(
        "A slot of your clinic is booked{at_short}",
        "Request{reference} is booked with you{at}.{place}",
        (_ORDER,),
    ),
    MessageKind.MOVED: Words(
        "Your slot has moved{at_short}",
        "Your slot for request{reference} has moved{now_at}.{was_at}{place}",
        (_FREE_IT,),
    ),
    MessageKind.MOVED_WITH_YOU: Words(
        "A booking with you has moved{at_short}",
        "The booking{for_reference} has moved{now_at}.{was_at}{place}",
        (_ORDER,),
    ),
    MessageKind.CANCELLED: Words(
        "Your booking is cancelled",
        "Your booking{for_reference}{at} is cancelled.",
        (_ASK_AGAIN,),
    ),
    MessageKind.CANCELLED_WITH_YOU: Words(
        "A request is no longer with you{at_short}",
        "Request{reference} is no longer with you{booking_gone}.",
    ),
    MessageKind.CLINIC_CANCELLED: Words(
        "A clinic is cancelled{at_short}",
        "The clinic{at} is cancelled, and with it the booking{for_reference}.",
        (_ASK_AGAIN,),
    ),
    MessageKind.CLINIC_CHANGED: Words(
        "A clinic that you are booked for has changed",
        "The clinic at which{reference} is booked has changed. Your slot is now{at}.{place}",
        (_FREE_IT,),
    ),
    MessageKind.QUEUED: Words(
        "A request is waiting for a Practice Lead",
        "Request{reference} is waiting for advice between clinics.",
    ),
    MessageKind.ACCEPTED: Words(
        "A Practice Lead has taken on your request",
        "A Practice Lead has taken on your request{reference} and will be in touch.",
    ),
    MessageKind.DECLINED: Words(
        "Your request was not taken on",
        "Your request{reference} was not taken on. The reason and what you can do now are with the request.",
    ),
    MessageKind.ADVICE_READY: Words(
        "Your advice is ready to read",
        "The advice{on_reference} is signed and ready to read.",
        ("Write the reference on the child's file. You can take the advice away as a document.",),
    ),
    MessageKind.ADVICE_AMENDED: Words(
        "Something was added to your advice",
        "The Practice Lead has added to the advice{on_reference}.",
    ),
    MessageKind.BREAK_GLASS: Words(
        "A record of yours was opened by a coordinator",
        "The coordinator of your area has opened the record{reference} for a reason that they had to give.",
        ("The reason is with the record. Speak to the coordinator if you have a question about it.",),
    ),
    MessageKind.LOOK_AGAIN: Words(
        "Look again at something that you kept",
        "A colleague asks you to look again at {what} that you kept as identifying nobody{in_where}{in_reference}. You are "
        "asked about it when you next send that text.",
    ),
    MessageKind.SLIP_TO_CORRECT: Words(
        "Please look at your words again",
        "Something{on_reference} could identify somebody. It is hidden, and waits for you to look at your words.",
        (
            "It happens to everybody, and takes a few minutes to put right.",
            "If you find nothing in your words, tell the coordinator of your area, who looks too.",
        ),
        "Sign in to look at it: {address}",
    ),
    MessageKind.SLIP_REPORTED: Words(
        "Something could identify somebody",
        "Something{on_reference} could identify somebody. It is hidden, and whoever wrote it has been told.",
    ),
    MessageKind.SLIP_TO_CONFIRM: Words(
        "A correction waits for you to confirm it",
        "The words{on_reference} have been corrected. They are shown again once you have confirmed it.",
    ),
    MessageKind.SLIP_CLOSED: Words(
        "A request can be read again",
        "The request{reference} can be read again.",
    ),
    MessageKind.LEARNING_ASKED: Words(
        "A colleague asks you to read a record before it is shared",
        "A colleague wants to share the record{number} for learning. Read it first, and say whether it identifies anybody.",
        ("The first who answers settles it, so somebody else may have done so when you come.",),
    ),
    MessageKind.LEARNING_CONFIRMED: Words(
        "Your record is shared for learning",
        "A colleague has read your version of{reference} for learning and confirmed that it identifies nobody.",
        ("It is shared with the leads of your area. You can take it back at any time.",),
        "Sign in to see it: {address}",
    ),
    MessageKind.LEARNING_SENT_BACK: Words(
        "Your version for learning needs a change",
        "A colleague has read your version of{reference} for learning and says what should change before it is shared.",
    ),
    MessageKind.LEARNING_STOPPED: Words(
        "A record of yours is not shared for learning any more",
        "Sharing your version of{reference} for learning was stopped. Nobody else can open it.",
        ("The reason is with the record. What you wrote is kept.",),
        "Sign in to see it: {address}",
    ),
    MessageKind.NOMINATED: Words(
        "You are nominated for a cohort",
        "You are nominated to take part in a cohort of future Practice Leads. Your manager is asked to agree the time.",
        ("If it does not suit you, you can leave or put it off there.",),
        "Sign in to see it: {address}",
    ),
    MessageKind.TIME_ASKED: Words(
        "A colleague needs you to agree time",
        "Somebody you look after would take part in a cohort of future Practice Leads. Say whether they can have the time.",
        (),
        "Sign in to see who, and what it takes: {address}",
    ),
    MessageKind.TURN_SOON: Words(
        "Your turn to present is coming up{at_short}",
        "You present in your reflective group on the learning day{at}.",
        (
            "If you cannot, swap with somebody of your group now, so that the group is not left without a case.",
        ),
        "Sign in to see your turn: {address}",
    ),
    MessageKind.SWAP_ASKED: Words(
        "A colleague asks to swap turns",
        "Somebody of your reflective group asks to swap a turn to present with you.",
        (),
        "Sign in to answer: {address}",
    ),
    MessageKind.SWAP_ANSWERED: Words(
        "Your question about a swap is answered",
        "The colleague whom you asked to swap turns has answered.",
        (),
        "Sign in to see it: {address}",
    ),
    MessageKind.PART_CHANGED: Words(
        "Your part in a cohort has changed",
        "Something has changed about your part in a cohort.",
        (),
        "Sign in to see it: {address}",
    ),
    MessageKind.LEARNING_DIGEST: Words(
        "What is new in learning this week",
        "These are new, or say something new, since your last email of this kind:",
        (
            "You get this email once a week, and only when there is something new. To stop it, open Messages and choose "
            "“Which emails you get”.",
        ),
        "Sign in to find them: {address}",
    ),
    **ASKING_WORDS,
    **THEME_WORDS,
    **DEVELOPMENT_WORDS,
    **GATHERING_WORDS,
    **HANDING_OVER_WORDS,
    **LENDING_WORDS,
    **MODERATION_WORDS,
    **NETWORK_WORDS,
}


def line_of(kind: MessageKind, facts: Mapping[str, Any]) -> str:
    """The message as the app shows it, in one or two sentences."""
    return Facts.of(facts).fill(WORDS[kind].line)


def subject_of(kind: MessageKind, facts: Mapping[str, Any]) -> str:
    """The subject of the mail."""
    return Facts.of(facts).fill(WORDS[kind].subject)


def body_of(
    kind: MessageKind, facts: Mapping[str, Any], *, name: str, address: str, listed: Sequence[str] = ()
) -> str:
    """The mail in plain text: greeting, what happened, what is listed, where to read it, what else to know."""
    words, filled = WORDS[kind], Facts.of(facts, address=address)
    call = (words.call,) if address else ()
    line, *others = [filled.fill(sentence) for sentence in (words.line, *call, *words.more)]
    paragraphs = [line, "\n".join(f"- {' '.join(each.split())}" for each in listed), *others]
    paragraphs = [paragraph for paragraph in paragraphs if paragraph]
    farewell = "csaleads\nThis email was sent by the service. Nobody reads answers to it."
    return "\n\n".join([f"Hello {name}", *paragraphs, farewell]) + "\n"
