"""What attendance, completion and certificates are called on pages. Plain tables."""

from csaleads.programmes.attendance.models import CorrectionReason, Half, MarkWay, PartCounts, Presence
from csaleads.programmes.certificates.models import WithdrawalReason
from csaleads.programmes.cohorts.completion import Level

HALF_LABELS = {Half.MORNING: "Morning", Half.AFTERNOON: "Afternoon"}
PRESENCE_LABELS = {
    Presence.PRESENT: "Present",
    Presence.PART: "Part",
    Presence.APOLOGY: "Apology",
    Presence.ABSENT: "Absent",
}
PRESENCE_TONES = {
    Presence.PRESENT: "good",
    Presence.PART: "waiting",
    Presence.APOLOGY: "plain",
    Presence.ABSENT: "attention",
}
WAY_LABELS = {
    MarkWay.BY_REGISTER: "Marked by",
    MarkWay.BY_CODE: "With the joining code",
    MarkWay.BY_CORRECTION: "Corrected by",
}
REASON_LABELS = {
    CorrectionReason.WRONG_ENTRY: "It was marked by mistake",
    CorrectionReason.CAME_LATER: "They came later than it says",
    CorrectionReason.LEFT_EARLIER: "They left earlier than it says",
    CorrectionReason.APOLOGY_FOUND: "They had sent an apology",
    CorrectionReason.CODE_FAILED: "The joining code did not work for them",
    CorrectionReason.OTHER: "Something else",
}
PART_COUNTS_LABELS = {
    PartCounts.HALF: "Half of it",
    PartCounts.WHOLE: "All of it",
    PartCounts.NOTHING: "Nothing",
}
WITHDRAWAL_LABELS = {
    WithdrawalReason.ISSUED_BY_MISTAKE: "It was issued by mistake",
    WithdrawalReason.ATTENDANCE_WRONG: "Attendance was not as recorded",
    WithdrawalReason.NAME_WRONG: "The name on it is wrong",
    WithdrawalReason.OTHER: "Something else",
}
LEVEL_LABELS = {
    Level.ON_THE_WAY: "On the way",
    Level.IN_DANGER: "Days running short",
    Level.OUT_OF_REACH: "Too few days left",
    Level.MET: "Enough days",
}
LEVEL_TONES = {
    Level.ON_THE_WAY: "active",
    Level.IN_DANGER: "waiting",
    Level.OUT_OF_REACH: "attention",
    Level.MET: "good",
}
LEVEL_WORDS = {
    Level.ON_THE_WAY: "",
    Level.IN_DANGER: "Counting the days that you are away, there is nothing left to miss. Talk to your coordinator now.",
    Level.OUT_OF_REACH: "The days that are left are too few. Talk to your coordinator about what is possible.",
    Level.MET: "You have the days that it takes.",
}
TAKE_REFUSALS = {
    "ahead": "This half day has not begun. Attendance can be taken from half an hour before it.",
    "closed": "A joining code is shown from half an hour before a half day until half an hour after it, on that day alone.",
    "completed": "They have a certificate. Withdraw it first, then correct attendance.",
    "shown": "Somebody else has just shown the code. Open this page again.",
    "cancelled": "This cohort is cancelled, so nothing was changed.",
}
TAKE_REFUSED = "Something has changed meanwhile, so nothing was saved."
