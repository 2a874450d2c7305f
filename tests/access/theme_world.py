"""The theme of the world: proposed by a lead, resting on five records of another one who agreed, waiting for a second check."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from csaleads.accounts.models import Area, Person
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.encryption import Screened
from csaleads.core.unit_of_work import unit_of_work
from csaleads.learning.knowledge import Consent, KnowledgeState
from csaleads.sharing.broadening import AgeGroup, ConcernGroup, StageGroup
from csaleads.sharing.models import SharingState
from csaleads.sharing.theme_models import LearningTheme, LearningThemeTopic, LearningThemeVersion
from tests.factories import Factory


def make_theme(make: Factory, people: Mapping[str, Person], area: Area) -> UUID:
    """The id of it: `other_lead` proposed it, the records are the lead's, who was asked in them by the asker."""
    topic = make.topic("Of a theme")
    signed_at = clock.now() - timedelta(hours=3)
    records = [
        make.consultation(make.request(area, people["asker"]), people["lead"], signed_at=signed_at)
        for _ in range(5)
    ]
    versions = [make.learning_version(record, state=SharingState.SHARED) for record in records]
    with unit_of_work():
        theme = LearningTheme(
            area_id=area.id,
            state=KnowledgeState.AGREED,
            proposed_by_id=people["other_lead"].id,
            proposed_at=clock.now(),
            age_group=AgeGroup.ANY_AGE,
            concern=ConcernGroup.ANY_CONCERN,
            stage=StageGroup.ANY_STAGE,
            title=Screened("A wet morning"),
            summary=Screened("A walk in the rain."),
        )
        db.session.add(theme)
        db.session.flush()
        db.session.add(LearningThemeTopic(theme_id=theme.id, topic_id=topic.id, position=0))
        db.session.add_all(
            LearningThemeVersion(theme_id=theme.id, learning_version_id=version.id, consent=Consent.GIVEN)
            for version in versions
        )
        return theme.id
