"""What a record says, as plain data: the parts of the form, in their order, and the rows of agencies and actions."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from csaleads.consultations.models import Agency, OwnerRole


class Section(NamedTuple):
    """A part of the record that is text: the column's name, and its heading wherever it is shown."""

    name: str
    heading: str


BEFORE_AGENCIES = (
    Section("hypotheses", "Hypotheses"),
    Section("evidence_for", "Evidence for"),
    Section("evidence_against", "Evidence against"),
    Section("protective_factors", "Protective factors"),
)
BEFORE_ACTIONS = (
    Section("advice", "Advice"),
    Section("say_to_child", "What to say to the child"),
)
AFTER_ACTIONS = (Section("manager_decision", "The accountable manager’s decision"),)
SHARED_SECTIONS = BEFORE_AGENCIES + BEFORE_ACTIONS + AFTER_ACTIONS
SHARED_NAMES = tuple(section.name for section in SHARED_SECTIONS)
LEAD_NOTE = "lead_note"


class AgencyEntry(NamedTuple):
    """An agency and what it does or waits for. The agency may still be unchosen in a draft."""

    agency: Agency | None = None
    role: str = ""

    @property
    def is_blank(self) -> bool:
        return self.agency is None and not self.role


class ActionEntry(NamedTuple):
    """An action as it is written in the form."""

    description: str = ""
    owner_role: OwnerRole | None = None
    due_on: date | None = None

    @property
    def is_blank(self) -> bool:
        return not self.description and self.owner_role is None and self.due_on is None


@dataclass(frozen=True)
class RecordContent:
    """Everything that the form of a record holds. `lead_note` is None where the writer may not see the note."""

    texts: dict[str, str] = field(default_factory=dict)
    agencies: tuple[AgencyEntry, ...] = ()
    actions: tuple[ActionEntry, ...] = ()
    lead_note: str | None = None

    def text(self, name: str) -> str:
        return self.texts.get(name, "")


class Gap(NamedTuple):
    """Something that must be filled in before signing: what to say, and the field of the form it leads to."""

    message: str
    field_id: str


def gaps_before_signing(content: RecordContent) -> list[Gap]:
    """What keeps the record from being signed. Advice is needed; every row that was begun must be complete."""
    gaps = [] if content.text("advice") else [Gap("Write the advice you gave", "advice")]
    for number, agency in enumerate(content.agencies):
        if agency.agency is None:
            gaps.append(Gap(f"Select which agency agency {number + 1} is", f"agency-{number}-agency"))
    for number, action in enumerate(content.actions):
        if not action.description:
            gaps.append(Gap(f"Say what action {number + 1} is", f"action-{number}-description"))
        if action.owner_role is None:
            gaps.append(Gap(f"Select who will do action {number + 1}", f"action-{number}-owner_role"))
    return gaps


def empty_parts(content: RecordContent) -> list[str]:
    """Headings of the parts that are empty and may stay so: shown as a reminder before signing."""
    empty = [
        part.heading for part in SHARED_SECTIONS if part.name != "advice" and not content.text(part.name)
    ]
    empty += [] if content.agencies else ["Agencies involved"]
    return empty + ([] if content.actions else ["Actions"])
