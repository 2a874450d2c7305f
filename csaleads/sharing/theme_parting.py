"""What a theme rests on is left out of it: its lead does not agree, it is shared no longer, or it could identify somebody.

The theme is told of it, by a message to whoever proposed it. Where too few are left the theme stops, in the library too. What was
left out does not come back, even where it is shared again.
"""

from sqlalchemy import delete

from csaleads.access.permissions import Role
from csaleads.access.viewer import SYSTEM, Viewer
from csaleads.accounts.role_ends import subscribe
from csaleads.audit import service as audit
from csaleads.core.database import db
from csaleads.core.unit_of_work import writes
from csaleads.learning.knowledge import Consent, KnowledgeState
from csaleads.learning.resource_service import take_out
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.notify.service import News
from csaleads.sharing import theme_lock_queries as queries
from csaleads.sharing import theme_policy
from csaleads.sharing.models import LearningVersion
from csaleads.sharing.theme_models import LearningTheme, LearningThemeVersion


def leave_themes(version: LearningVersion, *, in_doubt: bool = False) -> None:
    """No theme rests on `version`, which is locked, any more; part of the write that ends its sharing or hides it.

    `in_doubt` where somebody could be recognised in it: then whoever checked a published theme is told as well.
    """
    themes = queries.lock_themes_on(version.id)
    db.session.execute(
        delete(LearningThemeVersion).where(LearningThemeVersion.learning_version_id == version.id)
    )
    for row in themes:
        if row.state is not KnowledgeState.WITHDRAWN:
            go_on_without(row, in_doubt=in_doubt)


@subscribe
@writes
def leave_unanswered(actor: Viewer, person_id: int, area_id: int, role: Role) -> None:
    """What a lead who leaves was asked about and cannot answer any more is left out. What they agreed to stays."""
    if role is Role.PRACTICE_LEAD:
        for version in queries.unanswered_versions_of(person_id, area_id):
            leave_themes(version)
        db.session.flush()


def go_on_without(row: LearningTheme, *, in_doubt: bool = False) -> None:
    """`row`, which is locked, goes on with what is left, or stops; part of a write that left something out."""
    db.session.flush()
    left = queries.used_by(row.id)
    if len(left) < theme_policy.SMALLEST_THEME:
        _stop(row)
        return
    row.state = theme_policy.after(row.state, "leave_out")
    row.version += 1
    note(row, "leave_out_of_theme", by=SYSTEM, left=len(left))
    _tell_of_less(row, in_doubt=in_doubt)
    agree_when_all_do(row)


def _tell_of_less(row: LearningTheme, *, in_doubt: bool) -> None:
    kind = MessageKind.THEME_IN_DOUBT if in_doubt else MessageKind.THEME_SMALLER
    told = {row.proposed_by_id}
    if in_doubt and row.checked_by_id is not None:
        told.add(row.checked_by_id)
    notify.tell_all([News(person_id, kind, {}, path_of(row)) for person_id in sorted(told)])


def end(row: LearningTheme, verb: str) -> None:
    """`row` is over, and stands in the library no longer; part of a write. Raises WrongState where it cannot be done now."""
    was_published = row.state is KnowledgeState.PUBLISHED
    row.state = theme_policy.after(row.state, verb)
    row.version += 1
    if was_published and row.resource_id is not None:
        take_out(SYSTEM, row.resource_id)


def _stop(row: LearningTheme) -> None:
    end(row, "stop")
    note(row, "stop_theme", by=SYSTEM)
    notify.tell(row.proposed_by_id, MessageKind.THEME_ENDED, facts={}, path=path_of(row))


def agree_when_all_do(row: LearningTheme) -> None:
    """`row` waits for the second check once nobody is asked any more; part of a write."""
    db.session.flush()
    used = queries.used_by(row.id)
    if row.state is KnowledgeState.ASKED and all(one.consent is Consent.GIVEN for one in used):
        row.state = theme_policy.after(row.state, "agree")
        row.version += 1


def path_of(row: LearningTheme) -> str:
    """The page of the theme."""
    return f"/themes/{row.id}"


def note(row: LearningTheme, verb: str, *, by: Viewer, **details: int) -> None:
    """An event of the trail of its area about `row`: counts, never what it rests on."""
    audit.record(by, verb, subject=("learning_theme", row.id), area_id=row.area_id, **details)
