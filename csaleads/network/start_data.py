"""The code of conduct that csaleads ships with, put into a database that has none. What was published since stays."""

from pathlib import Path

from sqlalchemy import select

from csaleads.access.viewer import SYSTEM
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.markdown import markdown
from csaleads.core.unit_of_work import begin_writing
from csaleads.network.models import ConductVersion

FILE = Path(__file__).parent / "start" / "conduct.md"


def read() -> str:
    """Version 1 in Markdown."""
    return FILE.read_text(encoding="utf-8").strip()


def add_missing() -> None:
    """There is a code of conduct. Belongs into a unit of work; nothing is written where one was ever published."""
    if db.session.scalar(select(ConductVersion.number).limit(1)) is not None:
        return
    begin_writing()
    words = read()
    db.session.add(
        ConductVersion(
            number=1,
            words=words,
            words_html=str(markdown(words)),
            published_at=clock.now(),
            published_by_id=None,
        )
    )
    audit.record(SYSTEM, "publish_code", subject=("code", 1), area_id=None)
    db.session.flush()
