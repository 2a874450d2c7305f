"""What a version for learning says: the parts of a record as its worker reads them, each one text. Plain data.

It begins as a copy of what is shared with the worker. Actions come without their dates, which could be lined up with others.
"""

from collections.abc import Mapping, Sequence

from csaleads.consultations.content import SHARED_SECTIONS, RecordContent, Section

AGENCIES = Section("agencies", "Agencies involved")
ACTIONS = Section("actions", "Actions")
ADDED = Section("added_later", "Added after signing")
NEEDED = "advice"  # the part without which there is nothing to learn from
_BY_NAME = {section.name: section for section in (*SHARED_SECTIONS, AGENCIES, ACTIONS, ADDED)}

# In the order in which people read: the advice first, as on the record itself.
SECTIONS: tuple[Section, ...] = tuple(
    _BY_NAME[name]
    for name in (
        "advice",
        "say_to_child",
        "hypotheses",
        "evidence_for",
        "evidence_against",
        "protective_factors",
        "agencies",
        "actions",
        "manager_decision",
        "added_later",
    )
)
NAMES: tuple[str, ...] = tuple(section.name for section in SECTIONS)

Texts = Mapping[str, str]


def copied_from(record: RecordContent, additions: Sequence[str]) -> dict[str, str]:
    """The texts with which a version begins. The lead's own note is not among them, whatever `record` carries."""
    texts = {section.name: record.text(section.name) for section in SHARED_SECTIONS}
    texts[AGENCIES.name] = "\n".join(
        f"{entry.role.rstrip('.')} ({entry.agency.label})" if entry.role else entry.agency.label
        for entry in record.agencies
        if entry.agency is not None
    )
    texts[ACTIONS.name] = "\n".join(
        f"{entry.owner_role.label}: {entry.description}" if entry.owner_role else entry.description
        for entry in record.actions
    )
    texts[ADDED.name] = "\n\n".join(additions)
    return texts
