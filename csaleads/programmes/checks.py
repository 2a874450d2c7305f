"""Asked at the moment of sending: is what the mail tells still so? Where it is not, the mail is not sent."""

from csaleads.core import clock
from csaleads.notify.models import MessageKind
from csaleads.notify.service import OutboxFacts, register_check
from csaleads.programmes.afternoons.turn_queries import find_turn
from csaleads.programmes.attendance.checkout_queries import is_asked
from csaleads.programmes.certificates.queries import is_lead_without
from csaleads.programmes.cohorts.completion_service import is_still_so
from csaleads.programmes.members.queries import find_state
from csaleads.programmes.models import MemberState


def still_needs_time(mail: OutboxFacts) -> bool:
    """Time is asked for only while nobody has agreed it."""
    return find_state(mail.facts.get("member_id")) is MemberState.NOMINATED


def still_in_state(mail: OutboxFacts) -> bool:
    """A change is told of unless there was another one since."""
    found = find_state(mail.facts.get("member_id"))
    return found is not None and found.value == mail.facts.get("state")


def is_still_their_turn(mail: OutboxFacts) -> bool:
    """A presenter is reminded only of a turn that is theirs, on that day, in a cohort that goes on."""
    turn = find_turn(int(mail.facts.get("turn_id", 0)))
    if turn is None or turn.person_id != mail.person_id:
        return False
    return clock.from_local(turn.held_on, turn.starts).isoformat() == mail.facts.get("starts_at")


def still_asks_for_contact(mail: OutboxFacts) -> bool:
    """A colleague is asked to get in touch unless the question was taken back, or they have been in touch meanwhile."""
    return is_asked(mail.person_id, str(mail.facts.get("check_out_id", "")))


def does_role_go_on(mail: OutboxFacts) -> bool:
    """Coordinators are told of a role whose certificate was withdrawn while it goes on and no other certificate is there."""
    return is_lead_without(mail.facts.get("member_id"))


def is_word_still_so(mail: OutboxFacts) -> bool:
    """An early word is sent only while completion is in danger, or out of reach, as it says."""
    member_id, word = mail.facts.get("member_id"), mail.facts.get("word")
    return isinstance(member_id, int) and is_still_so(member_id, str(word))


for _kind in (
    MessageKind.COMPLETION_IN_DANGER,
    MessageKind.COMPLETION_OUT_OF_REACH,
    MessageKind.MEMBER_IN_DANGER,
    MessageKind.MEMBER_OUT_OF_REACH,
):
    register_check(_kind, is_word_still_so)
register_check(MessageKind.CONTACT_ASKED, still_asks_for_contact)
register_check(MessageKind.LEAD_ROLE_GOES_ON, does_role_go_on)
register_check(MessageKind.TURN_SOON, is_still_their_turn)
register_check(MessageKind.TIME_ASKED, still_needs_time)
register_check(MessageKind.NOMINATED, still_needs_time)
register_check(MessageKind.PART_CHANGED, still_in_state)
