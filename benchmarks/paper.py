"""What every piece of scale data needs: numbers and references, sealed words, messages, and the chained audit trail."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from benchmarks.bulk import Batch
from benchmarks.words import text
from csaleads.advice.references import ALPHABET
from csaleads.audit.chain import FIRST_HASH, Event, link
from csaleads.core.encryption import KeyRing
from csaleads.notify.models import MessageKind, OutboxState


@dataclass
class Numbers:
    """The next free numbers, across areas."""

    slot: int = 1
    message: int = 1
    outbox: int = 1
    event: int = 1001  # below are those of what csaleads ships with
    references: set[str] = field(default_factory=set)


class Paper:
    """Writes rows about one area into a batch."""

    now: datetime

    def __init__(
        self, batch: Batch, area_id: int, *, random: Random, ring: KeyRing, numbers: Numbers
    ) -> None:
        self.batch, self.area_id, self.random, self.ring, self.numbers = batch, area_id, random, ring, numbers
        self.events: list[Event] = []

    def _message(
        self, person_id: int, kind: MessageKind, facts: dict[str, Any], path: str, at: datetime
    ) -> None:
        number, self.numbers.message = self.numbers.message, self.numbers.message + 1
        is_read = self.now - at > timedelta(days=4)
        self.batch.add(
            "messages",
            id=number,
            person_id=person_id,
            kind=kind,
            facts=facts,
            path=path,
            created_at=at,
            read_at=at + timedelta(hours=5) if is_read else None,
        )
        self.batch.add(
            "outbox",
            id=self.numbers.outbox,
            person_id=person_id,
            message_id=number,
            kind=kind,
            facts=facts,
            path=path,
            key=f"{self.random.getrandbits(128):032x}",
            state=OutboxState.SENT,
            created_at=at,
            next_try_at=at,
            tries=1,
            sent_at=at + timedelta(seconds=20),
        )
        self.numbers.outbox += 1

    def _event(
        self, at: datetime, actor_id: int, verb: str, kind: str, subject: UUID, details: dict[str, Any]
    ) -> None:
        self.events.append(Event(self.area_id, at, actor_id, verb, kind, subject.hex, details))

    def _chain(self) -> None:
        """Put the events in order of time and tie each to the one before."""
        previous, sequence = FIRST_HASH, 0
        for sequence, event in enumerate(sorted(self.events, key=lambda event: event.at), start=1):
            previous = link(previous, sequence, event)
            number, self.numbers.event = self.numbers.event, self.numbers.event + 1
            self.batch.add("audit_events", id=number, **vars(event), sequence=sequence, hash=previous)
        self.batch.add("audit_heads", chain=self.area_id, sequence=sequence, hash=previous)

    def _sealed(self, model: type, row_id: UUID, words: dict[str, int]) -> dict[str, bytes]:
        row = SimpleNamespace(id=row_id, __tablename__=model.__tablename__)  # type: ignore[attr-defined]
        return {
            (narrative := vars(model)[name]).sealed_name: self.ring.seal(
                text(self.random, count), narrative.bound_to(row)
            )
            for name, count in words.items()
        }

    def _uuid(self) -> UUID:
        return UUID(int=self.random.getrandbits(128), version=4)

    def _reference(self) -> str:
        while True:
            letters = "".join(self.random.choices(ALPHABET, k=6))
            reference = f"{letters[:3]}-{letters[3:]}"
            if reference not in self.numbers.references:
                self.numbers.references.add(reference)
                return reference
