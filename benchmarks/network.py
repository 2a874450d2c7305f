"""The network: 3,500 members, 100,000 threads and 1,000,000 posts at size 1, over three years.

At every size there are a thread of a hundred posts and spaces with more than fifty threads, so that measured pages are full. What
is written comes from a few hundred bodies, each made into HTML once. Members have marked everything as read a month ago, and have
read some of what came since.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import NamedTuple

from sqlalchemy import Connection

from benchmarks.bulk import Batch
from benchmarks.words import text
from csaleads.core.database import table_of
from csaleads.core.full_text.service import Document, columns_of
from csaleads.core.markdown import markdown
from csaleads.forum.gatherings.models import GatheringKind
from csaleads.forum.models import PostState, Space, ThreadKind
from csaleads.forum.search import texts as search_texts
from csaleads.network.models import MailRhythm

THREADS_AT_SIZE_1, FEWEST_THREADS = 100_000, 400
POSTS_OF_A_THREAD = 10  # on average
LEADS_ALONE_AREAS, LEADS_OF_SUCH = 75, 20  # areas that come to the network with their leads only
THREADS_AT_ONCE = 2_000
DAYS = 1_000  # over which threads were begun
UNREAD_DAYS = 30
EVENT_EVERY = 50  # threads: at size 1 there are 2,000 events, some sixty of them ahead
READ_SINCE, FOLLOWED = 40, 30  # threads of each member
BODIES = 400
LONG_THREAD = 100
RARE = "kaleidoscope"  # stands in RARE_POSTS posts at every size: what is searched for
RARE_POSTS = 60


class Long(NamedTuple):
    """What is measured: a thread of LONG_THREAD posts, and the space it stands in."""

    thread_id: int
    space_id: int


def _written(body: str) -> tuple[str, str, str]:
    """A text as it was typed, as it is shown, and as it is found."""
    html = markdown(body)
    return body, str(html), str(html.striptags())


class Network:
    """Writes the forum, after all areas are there."""

    def __init__(self, random: Random, spaces: Sequence[int], today: date) -> None:
        self.random, self.spaces = random, spaces
        self.now = datetime(today.year, today.month, today.day, 7, tzinfo=UTC)
        self.members: list[int] = []
        self.last_numbers: list[int] = []  # of each thread
        self.counts: dict[int, int] = dict.fromkeys(spaces, 0)
        bodies = [text(random, 2 + number % 8) for number in range(BODIES)]
        self._bodies = list(map(_written, bodies))
        self._rare = _written(f"{text(random, 3)} It was like a {RARE}.")
        self._post = self._thread = 0

    def fill(self, factor: float) -> Iterator[tuple[Batch, Long | None]]:
        """Batches in order; the first thread is the long one. Whoever is a member is known by then."""
        batch = Batch()
        self._code(batch)
        yield batch, None
        wanted = max(FEWEST_THREADS, round(THREADS_AT_SIZE_1 * factor))
        rare_every = max(1, wanted // RARE_POSTS)
        for first in range(0, wanted, THREADS_AT_ONCE):
            batch = Batch()
            for number in range(first, min(wanted, first + THREADS_AT_ONCE)):
                has_rare = number % rare_every == 0 and number // rare_every < RARE_POSTS
                self._begin(batch, number, wanted, has_rare=has_rare)
            yield batch, Long(1, self.spaces[0]) if first == 0 else None
        yield from self._readings(wanted)

    def settle(self, connection: Connection) -> None:
        """The spaces know how many threads they hold, and when something was last posted."""
        space = table_of(Space)
        for space_id, count in self.counts.items():
            values = {"thread_count": count, "last_posted_at": self.now, "version": count + 1}
            connection.execute(space.update().where(space.c.id == space_id).values(values))

    def _code(self, batch: Batch) -> None:
        long_ago = self.now - timedelta(days=DAYS + 100)
        for person_id in self.members:
            batch.add(
                "network_members",
                person_id=person_id,
                joined_at=long_ago,
                accepted_number=1,
                hides_name_when_gone=False,
                mail_rhythm=MailRhythm.DAILY,
                read_version=0,
            )
            batch.add("conduct_acceptances", person_id=person_id, number=1, accepted_at=long_ago)

    def _begin(self, batch: Batch, number: int, wanted: int, *, has_rare: bool) -> None:
        self._thread += 1
        space_id = self.spaces[0 if number % 4 == 0 else number % len(self.spaces)]
        self.counts[space_id] += 1
        is_long = self._thread == 1
        days_ago = 0.0 if is_long else DAYS * (1 - number / wanted)
        started = self.now - timedelta(days=days_ago, hours=2 + self.random.random() * 20)
        count = LONG_THREAD if is_long else 1 + int(self.random.expovariate(1 / (POSTS_OF_A_THREAD - 1)))
        author, last = self._member(), 0
        moment = started
        title = f"Thread {self._thread}: what helps a child to be heard"
        for place in range(1, count + 1):
            last = author if place == 1 else self._member()
            moment = started + timedelta(minutes=7 * (place - 1))
            words = self._post_of(batch, last, place, moment, has_rare=has_rare and place == 1)
            self._document(batch, title, place, moment, words)
        self.last_numbers.append(count)
        kind = _kind_of(number)
        if kind is ThreadKind.EVENT:
            self._gather(batch, started + timedelta(days=20 + number % 20))
        batch.add(
            "forum_threads",
            id=self._thread,
            space_id=space_id,
            kind=kind,
            title=title,
            author_id=author,
            started_at=started,
            last_number=count,
            answer_count=count - 1,
            last_posted_at=moment,
            last_author_id=last,
            accepted_post_id=self._post if kind is ThreadKind.QUESTION and count > 1 and number % 2 else None,
            is_pinned=False,
            is_locked=False,
            must_read=False,
            is_listed=True,
            version=1,
        )

    def _gather(self, batch: Batch, starts: datetime) -> None:
        batch.add(
            "forum_gatherings",
            thread_id=self._thread,
            kind=GatheringKind.EVENT,
            starts_at=starts,
            ends_at=starts + timedelta(hours=2),
            place="Online",
            online_link="",
            version=1,
        )

    def _member(self) -> int:
        return self.members[int(self.random.random() * len(self.members))]

    def _post_of(self, batch: Batch, author: int, number: int, moment: datetime, *, has_rare: bool) -> str:
        self._post += 1
        body, html, words = self._rare if has_rare else self._bodies[self._post % BODIES]
        batch.add(
            "forum_posts",
            id=self._post,
            thread_id=self._thread,
            number=number,
            author_id=author,
            body=body,
            body_html=html,
            state=PostState.SHOWN,
            posted_at=moment,
            edition=1,
            thanks_count=self._post % 4,
            correction_count=0,
            resource_ids="",
        )
        return words

    def _document(self, batch: Batch, title: str, number: int, moment: datetime, body: str) -> None:
        """The newest post as the search finds it."""
        document = Document(
            search_texts.KIND,
            search_texts.key_of(self._post),
            None,
            search_texts.AUDIENCE,
            title,
            body,
            moment,
            parts=(search_texts.ALL,),
            by_title=number == 1,
        )
        batch.add("search_stream", id=self._post, **columns_of(document))

    def _readings(self, wanted: int) -> Iterator[tuple[Batch, None]]:
        """What members have marked, read and follow."""
        marked = self.now - timedelta(days=UNREAD_DAYS)
        recent = range(max(1, round(wanted * (1 - UNREAD_DAYS / DAYS))), wanted + 1)
        for first in range(0, len(self.members), 200):
            batch = Batch()
            for person_id in self.members[first : first + 200]:
                for space_id in self.spaces:
                    batch.add("forum_space_reads", person_id=person_id, space_id=space_id, read_before=marked)
                for thread_id in self.random.sample(recent, min(READ_SINCE, len(recent) // 2)):
                    read = self.last_numbers[thread_id - 1]
                    batch.add(
                        "forum_thread_reads", person_id=person_id, thread_id=thread_id, last_number=read
                    )
                for thread_id in self.random.sample(range(1, wanted + 1), min(FOLLOWED, wanted)):
                    batch.add(
                        "forum_thread_follows",
                        person_id=person_id,
                        thread_id=thread_id,
                        heed="follow",
                    )
            yield batch, None


def _kind_of(number: int) -> ThreadKind:
    """What thread `number` is: of those that are no event, two in three ask something."""
    if number % EVENT_EVERY == 1:
        return ThreadKind.EVENT
    return ThreadKind.DISCUSSION if number % 3 == 0 else ThreadKind.QUESTION
