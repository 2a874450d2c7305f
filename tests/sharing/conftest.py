"""A signed record among five that are alike, and the steps by which it is shared."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from csaleads.core.unit_of_work import roll_back, unit_of_work
from csaleads.sharing import reading, reading_queries, reviewing, service
from csaleads.sharing.broadening import Description
from csaleads.sharing.models import Question
from tests.conftest import NOON
from tests.consultations.conftest import REFERENCE, Scene, scene
from tests.factories import Factory

__all__ = ["scene"]

NOBODY = dict.fromkeys(Question, False)
CHANGE = "changeword: say several siblings"


@dataclass
class Sharing:
    """The record of `scene` on its way to being shared."""

    scene: Scene
    make: Factory

    def alike(self, count: int, **columns: Any) -> None:
        """`count` more signed records of the area with the same description."""
        for _ in range(count):
            request = self.make.request(self.scene.area, self.scene.other_worker, **columns)
            self.make.consultation(
                request, self.scene.stranger, held_at=NOON - timedelta(days=1), signed_at=NOON
            )

    def prepare(self, by: str = "lead") -> None:
        with unit_of_work():
            service.prepare_version(self.scene.actor(by), reference=REFERENCE)

    def save(self, texts: Mapping[str, str], version: int | None = None) -> int:
        version = self.own().version.version if version is None else version
        with unit_of_work():
            return service.save_version(
                self.scene.actor("lead"), reference=REFERENCE, texts=texts, version=version
            )

    def describe(self, said: Description) -> None:
        with unit_of_work():
            service.describe_version(self.scene.actor("lead"), reference=REFERENCE, said=said)

    def propose(self, version: int | None = None) -> None:
        version = self.own().version.version if version is None else version
        with unit_of_work():
            service.propose_sharing(self.scene.actor("lead"), reference=REFERENCE, version=version)

    def open(self, by: str) -> None:
        with unit_of_work():
            reading.open_to_read(self.scene.actor(by), number=self.number)

    def confirm(
        self, by: str = "stranger", answers: Mapping[Question, bool] = NOBODY, version: int = 0
    ) -> None:
        version = version or self.own().version.version
        with unit_of_work():
            reviewing.confirm(self.scene.actor(by), number=self.number, version=version, answers=answers)

    def send_back(self, by: str = "stranger", what_to_change: str = CHANGE) -> None:
        version = self.own().version.version
        answers = NOBODY | {Question.QUOTE: True}
        with unit_of_work():
            reviewing.send_back(
                self.scene.actor(by),
                number=self.number,
                version=version,
                answers=answers,
                what_to_change=what_to_change,
            )

    def take_back(self) -> None:
        with unit_of_work():
            service.take_back_sharing(self.scene.actor("lead"), reference=REFERENCE)

    def waiting(self) -> None:
        """It waits for a colleague."""
        self.alike(4)
        self.prepare()
        self.propose()

    def shared(self, by: str = "stranger") -> None:
        """It is shared, `by` having confirmed it."""
        self.waiting()
        self.open(by)
        self.confirm(by)

    def own(self) -> Any:
        roll_back()
        view = reading_queries.get_own(self.scene.actor("lead"), REFERENCE, with_texts=True)
        roll_back()
        return view

    @property
    def number(self) -> str:
        number: str = self.own().version.number
        return number


@pytest.fixture
def sharing(scene: Scene, make: Factory) -> Sharing:
    scene.signed()
    return Sharing(scene, make)
