"""A record in the order in which people read it, for the page, the print-out, the Word document and the plain text alike."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from csaleads.consultations.content import (
    AFTER_ACTIONS,
    BEFORE_ACTIONS,
    BEFORE_AGENCIES,
    SHARED_SECTIONS,
    RecordContent,
    Section,
)
from csaleads.consultations.given_queries import GivenView
from csaleads.consultations.models import Agency
from csaleads.consultations.reading_queries import ActionView, AmendmentView, RecordView
from csaleads.core.formatting import joined, uk_date, uk_datetime

NOT_DECISION = "Advice, not decision"
NOT_DECISION_TEXT = (
    "This is a colleague’s advice. It decides nothing: the social worker and the accountable manager decide, "
    "and follow the safeguarding procedures of their area."
)
NOT_NOTED = "Not noted"


class Fact(NamedTuple):
    """A line at the head of a record."""

    key: str
    value: str


class Part(NamedTuple):
    """A heading and the words under it."""

    heading: str
    text: str


class Difference(NamedTuple):
    """A part that two people wrote differently: what the other one saved."""

    field_name: str
    heading: str
    saved: str


def facts_of(record: RecordView) -> list[Fact]:
    """What stands at the head of a record that is taken away. Names nobody but Practice Leads."""
    lines = [
        Fact("Reference", record.reference),
        Fact("Practice Lead", f"{record.lead_name}, {record.area_name}"),
        Fact("Asked by", record.worker_role),
        Fact("Asked on", uk_date(record.asked_at, "long")),
        Fact("Talked on", uk_date(record.held_at, "long")),
        Fact(
            "Clinic led by",
            f"{joined(record.met_names)}; the record was taken over" if record.met_names else "",
        ),
        Fact("Signed", uk_datetime(record.signed_at, "long")),
        Fact("Kind of concern", record.concern.label if record.concern else ""),
        Fact("Age of the child", record.age_band.label if record.age_band else ""),
        Fact("Stage of the response", record.stage.label if record.stage else ""),
        Fact("Corrected", corrected_text(record.corrected_at, record.corrected_parts)),
    ]
    return [line for line in lines if line.value]


def corrected_text(at: datetime | None, parts: str) -> str:
    """That words were taken out after they were first written, when and from which parts; nothing where none were."""
    if at is None:
        return ""
    return f"On {uk_date(at, 'long')}, because something could have identified somebody. Changed: {parts}"


def fact_rows(record: RecordView) -> list[dict[str, str]]:
    """The same for the component summary_list."""
    return [fact._asdict() for fact in facts_of(record)]


def parts_of(content: RecordContent, sections: Sequence[Section]) -> list[Part]:
    return [Part(section.heading, content.text(section.name)) for section in sections]


def first_parts(content: RecordContent) -> list[Part]:
    """How the case was understood: read after the advice, before the agencies."""
    return parts_of(content, BEFORE_AGENCIES)


def advice_parts(content: RecordContent) -> list[Part]:
    """The advice, which people read first."""
    return parts_of(content, BEFORE_ACTIONS)


def manager_decision(content: RecordContent) -> str:
    return content.text(AFTER_ACTIONS[0].name) or NOT_NOTED


def agency_label(agency: Agency | None) -> str:
    return agency.label if agency else "Agency not chosen yet"


def action_lines(action: ActionView) -> list[str]:
    """What a document says under the description of an action."""
    owner = action.owner_role.label if action.owner_role else "nobody yet"
    lines = [f"Who: {owner}", f"By: {uk_date(action.due_on, 'long') or 'no date set'}"]
    if action.done_at is not None:
        lines.append(f"Done on {uk_date(action.done_at, 'long')}")
    return lines


GIVEN = "Resources given"


def given_text(given: Sequence[GivenView]) -> str:
    """What a document says of the resources that are given: title, publisher, edition, and where it is found."""
    return "\n".join(f"{number}. {given_line(each)}" for number, each in enumerate(given, start=1))


def given_line(given: GivenView) -> str:
    """One of them, in a few sentences."""
    said = given.text
    origin = ", ".join(part for part in (said.publisher, str(said.year or "")) if part)
    note = f"Before you open it: {' '.join(said.content_note.split())}" if said.content_note else ""
    named = f"{said.title} ({said.kind.lower()})"
    parts = [named, origin, f"Edition {given.edition}", said.credit, note, said.link]
    return ". ".join(part.rstrip(".") for part in parts if part)


def given_parts(record: RecordView) -> list[Part]:
    """The part of a document that names them; none where none are given."""
    return [Part(GIVEN, given_text(record.given))] if record.given else []


def amendment_text(amendment: AmendmentView) -> str:
    """What was added after signing: words, or resources."""
    return "\n".join(part for part in (amendment.text, given_text(amendment.given)) if part)


def differences(typed: RecordContent, saved: RecordContent) -> list[Difference]:
    """The parts in which what was saved meanwhile is not what was typed."""
    found = [
        Difference(section.name, section.heading, saved.text(section.name))
        for section in SHARED_SECTIONS
        if typed.text(section.name) != saved.text(section.name)
    ]
    if typed.agencies != saved.agencies:
        lines = [f"{agency_label(entry.agency)}: {entry.role}" for entry in saved.agencies]
        found.append(Difference("agencies", "Agencies involved", "\n".join(lines)))
    if typed.actions != saved.actions:
        found.append(Difference("actions", "Actions", "\n".join(_as_typed(saved))))
    if typed.lead_note is not None and typed.lead_note != (saved.lead_note or ""):
        found.append(Difference("lead_note", "Your own note", saved.lead_note or ""))
    return found


def _as_typed(content: RecordContent) -> list[str]:
    return [
        " – ".join(
            filter(
                None,
                (
                    entry.description,
                    entry.owner_role.label if entry.owner_role else "",
                    uk_date(entry.due_on, "long"),
                ),
            )
        )
        for entry in content.actions
    ]


def typed_parts(content: RecordContent) -> list[Part]:
    """Everything that was typed and is not empty, to be copied from a page that could not save it."""
    parts = [part for part in parts_of(content, SHARED_SECTIONS) if part.text]
    agencies = "\n".join(f"{agency_label(entry.agency)}: {entry.role}" for entry in content.agencies)
    actions = "\n".join(_as_typed(content))
    rest = [Part("Agencies involved", agencies), Part("Actions", actions)]
    rest.append(Part("Your own note", content.lead_note or ""))
    return parts + [part for part in rest if part.text]


def tidy_reference(typed: str) -> str:
    """A reference as it is stored, from what a person types: k7q4md, K7Q 4MD or K7Q-4MD."""
    bare = "".join(letter for letter in typed.upper() if letter.isalnum())[:10]
    return f"{bare[:3]}-{bare[3:]}" if len(bare) > 3 else bare
