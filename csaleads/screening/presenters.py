"""What was kept, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.screening import policy, wording
from csaleads.screening.models import Verdict
from csaleads.screening.queries import KeptRow
from csaleads.screening.subjects import Named

SUBJECTS = {"request": "a request", "consultation": "a record", "clinic": "the cancelling of a clinic"}


@dataclass(frozen=True)
class KeptLine:
    """One line of the list. `reference` and `path` are empty where the viewer may not know of it."""

    id: int
    kind: str
    where: str
    reference: str
    path: str
    reason: str
    person_name: str
    kept_at: datetime
    verdict: str
    verdict_tone: str
    reviewer_name: str
    reviewed_at: datetime | None
    may_review: bool


def lines_of(
    viewer: Viewer, rows: Sequence[KeptRow], names: Mapping[tuple[str, UUID], Named]
) -> list[KeptLine]:
    """The rows as the page shows them."""
    return [_line(viewer, row, names.get(row.subject, Named("", ""))) for row in rows]


def _line(viewer: Viewer, row: KeptRow, name: Named) -> KeptLine:
    verdict, tone = _VERDICTS[row.verdict]
    may_review = policy.can_review(viewer, area_id=row.area_id, person_id=row.person_id)
    return KeptLine(
        id=row.id,
        kind=wording.kind_of(row.label),
        where=f"{wording.field_of(row.field)}, in {SUBJECTS.get(row.subject[0], 'a text')}",
        reference=name.reference,
        path=name.path,
        reason=row.reason.label,
        person_name=row.person_name,
        kept_at=row.kept_at,
        verdict=verdict,
        verdict_tone=tone,
        reviewer_name=row.reviewer_name,
        reviewed_at=row.reviewed_at,
        may_review=may_review and row.verdict is None,
    )


_VERDICTS = {
    None: ("To look at", "attention"),
    Verdict.AGREED: ("Agreed", "good"),
    Verdict.LOOK_AGAIN: ("To look at again", "waiting"),
}
