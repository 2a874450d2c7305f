"""What states, items and verbs of programmes are called on pages. Plain tables."""

from csaleads.programmes.models import CheckItem, CohortState

C = CohortState

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
    known = COHORT_REFUSALS.get((verb, C(state))) if state in set(C) else None
    return known or f"This cohort is “{COHORT_LABELS[C(state)].lower()}” now, so nothing was changed."
