"""Kinds of finding, fields and obstacles in words."""

from csaleads.screening.errors import CannotScreen, Obstacle

KINDS: dict[str, str] = {
    "PERSON": "a name",
    "DATE_OF_BIRTH": "a date of birth",
    "DATE": "a date",
    "NHS_NUMBER": "an NHS number",
    "NINO": "a National Insurance number",
    "POSTCODE": "a postcode",
    "ADDRESS": "an address",
    "PHONE": "a telephone number",
    "EMAIL": "an email address",
    "ORG_SCHOOL": "a school or nursery",
    "ORG_GP_HEALTH": "a surgery, hospital or clinic",
    "LOCATION_SMALL": "a small place",
    "CASE_REF": "a case number",
    "VEHICLE": "a vehicle",
    "URL_HANDLE": "an online account or link",
    "PASSPORT": "a passport number",
    "AGE": "an exact age",
    "PLACE": "a place below region",
}
FIELDS: dict[str, str] = {
    "known": "what is known",
    "worrying": "what is worrying",
    "going_well": "what is going well",
    "question": "the question",
    "hypotheses": "hypotheses",
    "evidence_for": "evidence for",
    "evidence_against": "evidence against",
    "protective_factors": "protective factors",
    "advice": "advice",
    "say_to_child": "what to say to the child",
    "manager_decision": "the manager’s decision",
    "lead_note": "the lead’s own note",
    "agency-role": "the role of an agency",
    "action-description": "an action",
    "text": "an amendment",
    "reason": "a reason",
    "comment": "a comment",
}
_WHAT_HAPPENED: dict[Obstacle, str] = {
    Obstacle.TOO_LONG: "One of your texts is too long to be checked for what could identify somebody.",
    Obstacle.TOO_SLOW: "Checking your text for what could identify somebody took too long, and was stopped.",
    Obstacle.FAILED: "Your text could not be checked for what could identify somebody: a part of csaleads failed.",
}
_WHAT_TO_DO: dict[Obstacle, str] = {
    Obstacle.TOO_LONG: "Shorten it, then send it again.",
    Obstacle.TOO_SLOW: "Try again in a minute. If it happens again, send it in shorter parts, or tell your coordinator.",
    Obstacle.FAILED: "Try again in a minute. If it happens again, tell your coordinator.",
}


def kind_of(label: str) -> str:
    """What a finding is, with its article."""
    return KINDS.get(label, "something that could identify somebody")


def field_of(name: str) -> str:
    """In which text it stands."""
    return FIELDS.get(name, name.replace("_", " "))


def what_happened(stopped: CannotScreen) -> tuple[str, str]:
    """(what happened, what to do)."""
    return _WHAT_HAPPENED[stopped.obstacle], _WHAT_TO_DO[stopped.obstacle]
