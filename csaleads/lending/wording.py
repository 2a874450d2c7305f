"""What states, verbs, reasons and recommendations of lending are called on pages. Plain tables."""

from csaleads.lending.models import LoanState, Opinion, Reason

S = LoanState

STATE_LABELS = {
    S.ASKED: "Asked",
    S.AGREED: "Agreed, not there yet",
    S.DELIVERED: "Delivered",
    S.ACKNOWLEDGED: "In use",
    S.DECLINED: "Declined",
    S.WITHDRAWN: "Not wanted any more",
    S.TAKEN_BACK: "Taken back",
    S.GIVEN_BACK: "Given back",
    S.EXPIRED: "Time is over",
    S.OVERTAKEN: "For every area now",
}
STATE_TONES = {
    S.ASKED: "waiting",
    S.AGREED: "waiting",
    S.DELIVERED: "active",
    S.ACKNOWLEDGED: "good",
}
OPINION_LABELS = {
    Opinion.LEND: "Lend it",
    Opinion.LEND_WITH_CARE: "Lend it, with care",
    Opinion.RATHER_NOT: "Rather not",
}
REASON_LABELS = {
    Reason.NOT_READY: "It is not ready to leave our area",
    Reason.ONLY_FITS_US: "It only makes sense with how we work here",
    Reason.LICENCE: "Its licence does not allow it",
    Reason.BETTER_ELSEWHERE: "There is something better that everybody can use",
    Reason.OTHER: "Another reason, said below",
    Reason.NO_LONGER: "It is not in use there any more, or may not leave the area",
}
REASONS_TO_CHOOSE = tuple(reason for reason in Reason if reason is not Reason.NO_LONGER)
EVENT_TITLES = {
    "ask": "Asked for",
    "recommend": "Recommendation",
    "agree": "Agreed with terms",
    "decline": "Declined",
    "withdraw": "Not wanted any more",
    "deliver": "Delivered",
    "acknowledge": "Arrival confirmed",
    "renew": "A new edition delivered",
    "keep": "A new edition is not passed on",
    "take_back": "Taken back",
    "give_back": "Given back",
    "recall": "Taken back, because it is archived or may not leave its area any more",
    "open_to_all": "Everybody reads it now",
    "expire": "Its time is over",
}
DONE = {
    "deliver": "It is in their library now.",
    "renew": "They read the new edition now.",
    "keep": "They keep the edition that they have. You are asked again when there is another one.",
    "acknowledge": "Thank you. The other area knows that it has arrived.",
    "withdraw": "The other area does not need to answer any more.",
    "give_back": "It is not in your library any more.",
}


def refusal(state: str) -> str:
    """Why something did not happen."""
    if state == "not_lendable":
        return "This resource cannot be lent now: it is not approved, may not leave your area, or is everybody's."
    label = STATE_LABELS[S(state)].lower() if state in set(S) else ""
    return f"It says “{label}” now, so nothing was changed." if label else "Nothing was changed."
