"""What states, items and verbs of programmes are called on pages. Plain tables."""

from csaleads.programmes.models import CheckItem, CohortState, MemberState, Mode, PartKind, Way

C, M = CohortState, MemberState

COHORT_LABELS = {
    C.PLANNED: "Being set up",
    C.OPEN: "Open for members",
    C.RUNNING: "Running",
    C.FINISHED: "Finished",
    C.CANCELLED: "Cancelled",
}
COHORT_TONES = {
    C.PLANNED: "plain",
    C.OPEN: "waiting",
    C.RUNNING: "active",
    C.FINISHED: "good",
    C.CANCELLED: "over",
}
CHECK_LABELS = {
    CheckItem.LEADS_NAMED: (
        "Leads named at two levels",
        "Somebody senior who answers for it, and somebody who sees to it week by week",
    ),
    CheckItem.THEORY_OF_CHANGE: (
        "Theory-of-change session held",
        "What should be different in a year, and how the area will know",
    ),
    CheckItem.MANAGERS_TOLD: (
        "Line managers told",
        "What the days cost in time, and that the role needs time afterwards",
    ),
    CheckItem.AGREEMENTS_SIGNED: (
        "Role agreements signed",
        "Protected hours and what is expected, agreed by each member and their manager",
    ),
}
COHORT_REFUSALS = {
    ("open", C.OPEN): "This cohort is open already.",
    ("start", C.RUNNING): "This cohort is running already.",
    ("finish", C.FINISHED): "This cohort is finished already.",
    ("cancel", C.CANCELLED): "This cohort is cancelled already.",
}
COHORT_DONE = {
    "open": "The cohort is open. People can be nominated and apply.",
    "start": "The cohort is running.",
    "finish": "The cohort is finished.",
    "cancel": "The cohort is cancelled.",
}


def cohort_refusal(verb: str, state: str) -> str:
    """Why a cohort was not moved, for a flash message."""
    if state == "days_to_come":
        return "There are learning days to come. The cohort finishes once the last one is over."
    known = COHORT_REFUSALS.get((verb, C(state))) if state in set(C) else None
    return known or f"This cohort is “{COHORT_LABELS[C(state)].lower()}” now, so nothing was changed."


MEMBER_LABELS = {
    M.NOMINATED: "Nominated",
    M.AGREED: "Time agreed",
    M.MEMBER: "Member",
    M.DEFERRED: "Put off",
    M.LEFT: "Left",
    M.REPLACED: "Replaced",
    M.COMPLETED: "Completed",
}
MEMBER_TONES = {
    M.NOMINATED: "waiting",
    M.AGREED: "active",
    M.MEMBER: "good",
    M.DEFERRED: "plain",
    M.LEFT: "over",
    M.REPLACED: "over",
    M.COMPLETED: "good",
}
WAY_LABELS = {
    Way.APPLIED: "Applied",
    Way.BY_MANAGER: "Nominated by their manager",
    Way.BY_COORDINATOR: "Nominated by the coordinator",
    Way.BY_PROGRAMME: "Nominated by the programme team",
}
MEMBER_ACTS = {  # verb → label of the button, its style
    "agree": ("Agree the time", "primary"),
    "take_up": ("Give the place", "primary"),
    "nominate": ("Nominate again", "primary"),
    "defer": ("Put off to a later cohort", "secondary"),
    "leave": ("Record that they leave", "warning"),
}
OWN_ACTS = MEMBER_ACTS | {
    "nominate": ("Apply again", "primary"),
    "leave": ("Leave the cohort", "warning"),
}
MEMBER_DONE = {
    "agree": "The time is agreed.",
    "take_up": "The place is given.",
    "nominate": "Nominated again.",
    "defer": "Put off to a later cohort. The place is free again.",
    "leave": "Left the cohort. The place is free again.",
}


def member_refusal(state: str) -> str:
    """Why a member was not moved, for a flash message."""
    if state in set(M):
        return f"It says “{MEMBER_LABELS[M(state)].lower()}” now, so nothing was changed."
    return f"This cohort is “{COHORT_LABELS[C(state)].lower()}” now, so nothing was changed."


MODE_LABELS = {Mode.ROOM: "In the room", Mode.ONLINE: "Online", Mode.MIXED: "Some in the room, some online"}
PART_LABELS = {PartKind.SESSION: "Session", PartKind.BREAK: "Break"}
