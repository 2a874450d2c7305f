"""Who may see what of somebody's development, and which state leads where. Pure questions: no database, no pages."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Protocol

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.clinics.models import ClinicState
from csaleads.core.errors import NotFound, WrongState
from csaleads.development.models import EntryState, ShadowingState
from csaleads.development.years import EARLIEST, CpdYear

E, S, P = EntryState, ShadowingState, Permission
FIRST_DAY = CpdYear(EARLIEST).first_day

# The life of an entry: (from, verb) → to. Removing it takes the row away, from either state.
ENTRY_MOVES: dict[tuple[EntryState, str], EntryState] = {
    (E.DRAFT, "save"): E.DRAFT,
    (E.DRAFT, "finish"): E.FINISHED,
    (E.FINISHED, "reopen"): E.DRAFT,
}
# The life of sitting in on a clinic. Whoever was not answered in time can have sat in all the same, and the lead says so.
# Calling off and asking anew follow from the clinic, or from a role that ended.
SHADOWING_MOVES: dict[tuple[ShadowingState, str], ShadowingState] = {
    (S.ASKED, "agree"): S.AGREED,
    (S.ASKED, "decline"): S.DECLINED,
    (S.AGREED, "decline"): S.DECLINED,
    (S.ASKED, "withdraw"): S.WITHDRAWN,
    (S.AGREED, "withdraw"): S.WITHDRAWN,
    (S.ASKED, "confirm"): S.DONE,
    (S.AGREED, "confirm"): S.DONE,
    (S.ASKED, "miss"): S.CALLED_OFF,
    (S.AGREED, "miss"): S.CALLED_OFF,
    (S.AGREED, "ask_anew"): S.ASKED,
    (S.ASKED, "call_off"): S.CALLED_OFF,
    (S.AGREED, "call_off"): S.CALLED_OFF,
}
BEFOREHAND = frozenset({"agree", "decline"})
AFTERWARDS = frozenset({"confirm", "miss"})
OF_LEAD = BEFOREHAND | AFTERWARDS
OF_ASKER = frozenset({"withdraw"})  # at any time: nobody has to wait for a lead who has left
OPEN_STATES = (S.ASKED, S.AGREED)


def can_keep_cpd(viewer: Viewer) -> bool:
    return viewer.can(P.KEEP_CPD)


def require_keeper(viewer: Viewer) -> None:
    if not can_keep_cpd(viewer):
        raise NotFound("cpd")


def entry_after(state: EntryState, verb: str) -> EntryState:
    """The state that `verb` leads to; raises WrongState where it leads nowhere."""
    try:
        return ENTRY_MOVES[state, verb]
    except KeyError:
        raise WrongState(verb, state.value) from None


def is_day_of_entry(day: date, today: date) -> bool:
    """An entry tells of something that has been done."""
    return FIRST_DAY <= day <= today


class ClinicFacts(Protocol):
    """What the rules need to know of a clinic."""

    @property
    def area_id(self) -> int: ...
    @property
    def state(self) -> ClinicState: ...
    @property
    def starts_at(self) -> datetime: ...
    @property
    def lead_ids(self) -> Collection[int]: ...


class ShadowingFacts(Protocol):
    """What the rules need to know of somebody's asking."""

    @property
    def area_id(self) -> int: ...
    @property
    def person_id(self) -> int: ...
    @property
    def state(self) -> ShadowingState: ...
    @property
    def starts_at(self) -> datetime: ...
    @property
    def lead_ids(self) -> Collection[int]: ...


def can_ask(viewer: Viewer, clinic: ClinicFacts, now: datetime) -> bool:
    """A lead of the area asks to sit in on a clinic to come that colleagues can book, and that is not their own."""
    return (
        viewer.can_in(P.RUN_CLINICS, clinic.area_id)
        and viewer.person_id not in clinic.lead_ids
        and clinic.state is ClinicState.PUBLISHED
        and now < clinic.starts_at
    )


def require_ask(actor: Viewer, clinic: ClinicFacts, now: datetime) -> None:
    """Raises NotFound to whoever may never ask there, WrongState where it is too late."""
    if not actor.can_in(P.RUN_CLINICS, clinic.area_id) or actor.person_id in clinic.lead_ids:
        raise NotFound("clinic")
    if not can_ask(actor, clinic, now):
        raise WrongState("ask_to_shadow", clinic.state.value)


def answers(viewer: Viewer, shadowing: ShadowingFacts) -> bool:
    """The leads of the clinic give their consent and say afterwards that it happened; nobody answers themselves."""
    return (
        viewer.person_id in shadowing.lead_ids
        and viewer.person_id != shadowing.person_id
        and viewer.can_in(P.RUN_CLINICS, shadowing.area_id)
    )


def shadowing_after(state: ShadowingState, verb: str) -> ShadowingState:
    """The state that `verb` leads to; raises WrongState where it leads nowhere."""
    try:
        return SHADOWING_MOVES[state, verb]
    except KeyError:
        raise WrongState(verb, state.value) from None


def require_move(actor: Viewer, shadowing: ShadowingFacts, verb: str, now: datetime) -> ShadowingState:
    """The state after `verb`. Raises NotFound to whoever may not do it, WrongState where it cannot be done now."""
    of_lead = verb in OF_LEAD and answers(actor, shadowing)
    of_asker = verb in OF_ASKER and actor.person_id == shadowing.person_id
    if not of_lead and not of_asker:
        raise NotFound("shadowing")
    after = shadowing_after(shadowing.state, verb)
    has_begun = now >= shadowing.starts_at
    if verb in (BEFOREHAND if has_begun else AFTERWARDS):
        raise WrongState(verb, "begun" if has_begun else "not_begun")
    return after


def can_do(viewer: Viewer, shadowing: ShadowingFacts, verb: str, now: datetime) -> bool:
    """The same as an answer."""
    try:
        require_move(viewer, shadowing, verb, now)
    except (NotFound, WrongState):
        return False
    return True
