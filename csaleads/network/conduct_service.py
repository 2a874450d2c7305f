"""Publishing a version of the code of conduct: from then on every member is asked to agree anew."""

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile
from csaleads.core.markdown import markdown
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.network import policy
from csaleads.network.models import ConductVersion
from csaleads.network.queries import find_standing
from csaleads.network.screened import code_subject
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers


@writes
def publish(
    actor: Viewer, *, based_on: int, words: str, what_changed: str, screened: Answers = NO_ANSWERS
) -> int:
    """The words are in force; the number of the version. `based_on` is the version that the page showed.

    Raises NotFound to whoever is not of the programme team, ChangedMeanwhile where a colleague published another one since,
    CouldIdentify and CannotScreen.
    """
    policy.require_programme(actor)
    policy.require_not_suspended(find_standing(actor))
    newest = db.session.scalar(select(func.max(ConductVersion.number))) or 0
    if newest != based_on:
        raise ChangedMeanwhile
    number = newest + 1
    passed = screening.pass_texts(
        actor,
        subject=code_subject(number),
        texts={"words": words, "what_changed": what_changed},
        answers=screened,
    )
    version = ConductVersion(
        number=number,
        words=str(passed["words"]),
        words_html=str(markdown(str(passed["words"]))),
        what_changed=str(passed["what_changed"]),
        published_at=clock.now(),
        published_by_id=actor.person_id,
    )
    try:
        with savepoint():
            db.session.add(version)
    except IntegrityError:  # a colleague in the same moment
        raise ChangedMeanwhile from None
    audit.record(actor, "publish_code", subject=("code", number), area_id=None, **passed.counts)
    db.session.flush()
    return number
