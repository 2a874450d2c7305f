"""What can be picked and typed about attendance, completion and certificates."""

from typing import Any

from csaleads.core.forms import (
    CsaForm,
    Hidden,
    Integer,
    LongText,
    RadioField,
    SelectField,
    Text,
    choices_of,
)
from csaleads.programmes.attendance.models import CorrectionReason, PartCounts, Presence
from csaleads.programmes.attendance.wording import (
    LEVEL_LABELS,
    PART_COUNTS_LABELS,
    PRESENCE_LABELS,
    REASON_LABELS,
    WITHDRAWAL_LABELS,
)
from csaleads.programmes.certificates.models import WithdrawalReason
from csaleads.programmes.cohorts.completion import Level
from csaleads.programmes.cohorts.timetable import MOST_DAYS
from csaleads.programmes.models import MOST_PLACES

MORE_HINT = "For example, the train was cancelled. Name nobody, and say nothing about health."
LONGEST_MORE = 300


class CorrectForm(CsaForm):
    """What a mark should say, and why."""

    presence = RadioField(
        "What should it say?",
        choices=choices_of(PRESENCE_LABELS),
        coerce=Presence,
        required="Select what it should say",
    )
    reason = RadioField(
        "Why is it corrected?",
        choices=choices_of(REASON_LABELS),
        coerce=CorrectionReason,
        required="Select why it is corrected",
    )
    more = LongText("Anything to add?", hint=MORE_HINT, max_length=LONGEST_MORE, screened=True)
    before = Hidden(max_length=20)

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if self.reason.data is CorrectionReason.OTHER and not self.more.data:
            self.fail("more", "Say why it is corrected")
        return not self.errors


class RuleForm(CsaForm):
    """What completes a cohort."""

    days_needed = Integer(
        "How many days complete it?",
        required="Enter how many days complete it",
        minimum=1,
        maximum=MOST_DAYS,
        hint="Both halves of each day are counted. Two mornings missed are one day missed.",
    )
    part_counts = RadioField(
        "What does part of a half day count?",
        choices=choices_of(PART_COUNTS_LABELS),
        coerce=PartCounts,
        default=PartCounts.HALF,
        required="Select what part of a half day counts",
    )


class JoinForm(CsaForm):
    """The code that is shown in the room."""

    code = Text(
        "Joining code",
        required="Enter the code that you are shown",
        hint="Five letters and digits",
        max_length=20,
        exempt="a code of ours",
    )


class StandingFilterForm(CsaForm):
    """Narrows the list of standings down."""

    level = SelectField("Completion", choices=choices_of(LEVEL_LABELS), coerce=Level, blank="Everybody")


class WithdrawForm(CsaForm):
    """Why a certificate does not hold any more."""

    reason = RadioField(
        "Why is it withdrawn?",
        choices=choices_of(WITHDRAWAL_LABELS),
        coerce=WithdrawalReason,
        required="Select why it is withdrawn",
    )
    more = LongText("Anything to add?", hint="Name nobody.", max_length=LONGEST_MORE, screened=True)

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if self.reason.data is WithdrawalReason.OTHER and not self.more.data:
            self.fail("more", "Say why it is withdrawn")
        return not self.errors


class PlacesForm(CsaForm):
    """The places of one area."""

    places = Integer(
        "How many places?", required="Enter how many places there are", minimum=1, maximum=MOST_PLACES
    )
    version = Hidden(max_length=10)


class RemoveDayForm(CsaForm):
    """What becomes of the turns when a day is removed."""

    deals_anew = RadioField(
        "What becomes of who presents when?",
        choices=(
            ("anew", "Deal it anew", "All turns to come are dealt anew in every group"),
            ("stay", "Leave the other turns", "You are told who has no turn any more"),
        ),
        default="anew",
        required="Select what becomes of the turns",
    )
    version = Hidden(max_length=10)
