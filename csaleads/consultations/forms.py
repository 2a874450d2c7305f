"""Forms of this room: the record with its rows of agencies and actions, and the short ones that follow it."""

import re
from collections.abc import Iterator
from typing import Any

from werkzeug.datastructures import MultiDict

from csaleads.consultations.content import (
    LEAD_NOTE,
    SHARED_NAMES,
    ActionEntry,
    AgencyEntry,
    RecordContent,
)
from csaleads.consultations.models import AGENCY_LABELS, Agency, ExternalAdvice, OwnerRole, RecordState
from csaleads.core.forms import (
    CsaForm,
    DateParts,
    FormError,
    Hidden,
    LongText,
    RadioField,
    Scale,
    SelectField,
    Text,
)
from csaleads.core.input_bounds import whole_number
from csaleads.practice.models import CONCERN_LABELS, Concern

LONGEST_TEXT = 10_000
MOST_ROWS = 25
ROW_NAME = re.compile(r"(agency|action)-(\d{1,3})-")
NO_TOKEN = {"csrf": False}


def _labels(choices: Any) -> list[tuple[str, str]]:
    return [(member.value, member.label) for member in choices]


class AgencyRow(CsaForm):
    """One agency: which, and what it does or waits for."""

    agency = SelectField("Agency", choices=list(AGENCY_LABELS.items()), coerce=Agency)
    role = LongText("Its role, and what it is waiting for", screened=True, rows=1, max_length=500)

    def entry(self) -> AgencyEntry:
        return AgencyEntry(self.agency.data, self.role.typed)


class ActionRow(CsaForm):
    """One action: what, whose, by when."""

    description = LongText("What will be done", screened=True, rows=2, max_length=1000)
    owner_role = SelectField("Who will do it", choices=_labels(OwnerRole), coerce=OwnerRole)
    due_on = DateParts("Do it by", subject="Date of the action", hint="")

    def entry(self) -> ActionEntry:
        return ActionEntry(self.description.typed, self.owner_role.data, self.due_on.data)


class RecordForm(CsaForm):
    """The whole record. Nothing is required to save a draft; the review page says what signing needs."""

    hypotheses = LongText("Hypotheses", screened=True, hint="What could explain what is seen? Name more than one if you can.",
                          max_length=LONGEST_TEXT)  # fmt: skip
    evidence_for = LongText("Evidence for", screened=True, hint="What was seen, said or found that supports them.",
                            max_length=LONGEST_TEXT)  # fmt: skip
    evidence_against = LongText("Evidence against", screened=True, hint="What does not fit, and what is not known yet.",
                                max_length=LONGEST_TEXT)  # fmt: skip
    protective_factors = LongText("Protective factors", screened=True, max_length=LONGEST_TEXT,
                                  hint="People, places and strengths that keep the child safer.")  # fmt: skip
    advice = LongText("Advice", screened=True, hint="What you advised, in words that your colleague can act on.",
                      max_length=LONGEST_TEXT, rows=8)  # fmt: skip
    say_to_child = LongText("What to say to the child", screened=True, max_length=LONGEST_TEXT,
                            hint="Words that can be used as they stand are the most help.")  # fmt: skip
    manager_decision = LongText("The accountable manager’s decision", screened=True, rows=4, max_length=LONGEST_TEXT,
                                hint="What the manager who is accountable for the case has decided, if you know it.")  # fmt: skip
    lead_note = LongText(
        "Your own note",
        screened=True,
        rows=4,
        max_length=LONGEST_TEXT,
        hint="Only you see this. Never shared.",
    )
    version = Hidden(max_length=12)
    page_key = Hidden(max_length=40)

    def __init__(self, formdata: Any, saved: RecordContent) -> None:
        texts = {**saved.texts, LEAD_NOTE: saved.lead_note or ""}
        super().__init__(formdata=formdata, data=texts)
        if formdata is None:
            agencies, actions = list(saved.agencies), list(saved.actions)
            self.agency_rows = [_agency_row(n, data=entry._asdict()) for n, entry in enumerate(agencies)]
            self.action_rows = [_action_row(n, data=entry._asdict()) for n, entry in enumerate(actions)]
        else:
            self.agency_rows = [_agency_row(n, typed=formdata) for n in _row_numbers(formdata, "agency")]
            self.action_rows = [_action_row(n, typed=formdata) for n in _row_numbers(formdata, "action")]

    def rows(self) -> Iterator[CsaForm]:
        yield from self.agency_rows
        yield from self.action_rows

    def validate(self, extra_validators: Any = None) -> bool:
        results = [super().validate(extra_validators), *(row.validate() for row in self.rows())]
        return all(results)

    @property
    def errors(self) -> dict[str, Any]:
        found: dict[str, Any] = dict(super().errors)
        for row in self.rows():
            found.update({field.name: field.errors for field in row if field.errors})
        return found

    def error_list(self) -> list[FormError]:
        lines = super().error_list()
        for row in self.rows():
            lines += row.error_list()
        return lines

    def screened_fields(self) -> list[Any]:
        """Those of the rows too."""
        fields = [field for form in (self, *self.rows()) for field in form]
        return [field for field in fields if getattr(field, "screened", False)]

    def content(self, *, with_note: bool) -> RecordContent:
        """What was typed, blank rows left out."""
        agencies = tuple(row.entry() for row in self.agency_rows)
        actions = tuple(row.entry() for row in self.action_rows)
        return RecordContent(
            texts={name: self[name].data for name in SHARED_NAMES},
            agencies=tuple(entry for entry in agencies if not entry.is_blank),
            actions=tuple(entry for entry in actions if not entry.is_blank),
            lead_note=self.lead_note.data if with_note else None,
        )

    def with_agency(self) -> None:
        """One more empty row for an agency."""
        if len(self.agency_rows) < MOST_ROWS:
            self.agency_rows.append(_agency_row(len(self.agency_rows)))

    def with_action(self) -> None:
        """One more empty row for an action."""
        if len(self.action_rows) < MOST_ROWS:
            self.action_rows.append(_action_row(len(self.action_rows)))

    def has_text_too_long(self) -> bool:
        """Whether a text is longer than can be kept; call after `validate`. A date that is half typed does not count."""
        fields = [field for form in (self, *self.rows()) for field in form]
        return any(field.errors and getattr(field, "max_length", None) for field in fields)

    @property
    def sent_version(self) -> int:
        return whole_number(self.version.typed)


def _row_numbers(formdata: Any, kind: str) -> list[int]:
    found = (ROW_NAME.match(name) for name in formdata)
    numbers = sorted({int(match[2]) for match in found if match and match[1] == kind})
    return numbers[:MOST_ROWS]


def _agency_row(number: int, *, typed: Any = None, data: Any = None) -> AgencyRow:
    row: AgencyRow = AgencyRow(formdata=typed, data=data, prefix=f"agency-{number}", meta=NO_TOKEN)
    return row


def _action_row(number: int, *, typed: Any = None, data: Any = None) -> ActionRow:
    row: ActionRow = ActionRow(formdata=typed, data=data, prefix=f"action-{number}", meta=NO_TOKEN)
    return row


def without_row(formdata: Any, kind: str, number: int) -> Any:
    """What was sent, without one row: those after it move up."""
    kept: MultiDict[str, str] = MultiDict()
    for name, value in formdata.items(multi=True):
        match = ROW_NAME.match(name)
        if match and match[1] == kind:
            position = int(match[2])
            if position == number:
                continue
            if position > number:
                name = f"{kind}-{position - 1}-{name[match.end() :]}"
        kept.add(name, value)
    return kept


class AmendForm(CsaForm):
    text = LongText(
        "What do you want to add?",
        screened=True,
        required="Write what you want to add",
        rows=8,
        max_length=LONGEST_TEXT,
    )
    reason = LongText("Why?", screened=True, required="Say why you add it", hint="For example, something new was found out.",
                      rows=3, max_length=1000)  # fmt: skip
    once_key = Hidden(max_length=64)


class GiveForm(CsaForm):
    """Why a resource is given after the record was signed."""

    reason = LongText("Why do you add it?", screened=True, required="Say why you add it", rows=3, max_length=1000,
                      hint="For example, you came across it afterwards.")  # fmt: skip
    once_key = Hidden(max_length=64)


class TitleSearch(CsaForm):
    """A word in the title of a resource."""

    q = Text("Find by a word in the title", max_length=80, exempt="looked for and not stored")


class FeedbackForm(CsaForm):
    confidence_after = Scale(
        "How confident are you now?", low="not at all confident", high="very confident",
        required="Select how confident you are now",
    )  # fmt: skip
    external_advice = RadioField(
        "Would advice from outside otherwise have been bought?",
        hint="For example, from an independent expert or a specialist service.",
        choices=_labels(ExternalAdvice), coerce=ExternalAdvice, required="Select yes, no or I am not sure",
    )  # fmt: skip
    comment = LongText("Is there anything you want to tell the Practice Lead?", screened=True, rows=4, max_length=2000,
                       hint="The Practice Lead reads this. Do not name or describe the child.")  # fmt: skip


class BreakGlassForm(CsaForm):
    reason = LongText("Why do you need to read this record now?", screened=True, required="Say why you need to read it", rows=4,
                      hint="The Practice Lead reads your reason.", max_length=1000)  # fmt: skip


class FindRecordForm(CsaForm):
    reference = Text("Reference", required="Enter the reference", hint="For example, K7Q-4MD", max_length=12,
                     exempt="looked for and not stored")  # fmt: skip


class RecordFilter(CsaForm):
    state = SelectField("State", choices=_labels(RecordState), coerce=RecordState, blank="Drafts and signed")
    month = SelectField("Month", blank="Any month")
    concern = SelectField(
        "Kind of concern", choices=list(CONCERN_LABELS.items()), coerce=Concern, blank="Any kind"
    )
    reference = Text("Reference", max_length=12, exempt="looked for and not stored")
