"""What the two fictional areas talk about in the forum: two months of threads, told in the order of time through its services."""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from operator import attrgetter
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.accounts.viewer_queries import find_viewer
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.working_days import is_working_day
from csaleads.demo import gatherings, proposals
from csaleads.demo.content_reader import read
from csaleads.demo.gatherings import Act
from csaleads.demo.network import list_programme
from csaleads.demo.story import Story
from csaleads.forum import changes, service
from csaleads.forum.authorship import author_for
from csaleads.forum.changes import Change
from csaleads.forum.following import announcement_service, reading_service
from csaleads.forum.models import Participant, Space, SpaceKind, Thread, ThreadKind
from csaleads.forum.posts import posting
from csaleads.forum.service import NewThread
from csaleads.forum.spaces import start_spaces

KEYS = UUID(
    "c0a8b5d2-3f0e-4c53-9d5b-2b7d8a7a4c11"
)  # the name space of the keys under which the texts are screened
OPENED_DAYS_AGO = 64
FIRST_HOUR = 9
READ_LAST = timedelta(days=4)
READ_MUCH = ("n1", "n2", "s1", "s2", "p")
STEP = timedelta(minutes=37)  # between two things of one day


class Teller:
    """The people of the forum by the keys of the content, and the threads as they come into being."""

    def __init__(self, stories: list[Story]) -> None:
        self.people = {
            f"{story.cast.key[0]}{place}": viewer_of(person_id)
            for story in stories
            for place, person_id in enumerate(story.cast.leads, start=1)
        }
        self.people["p"] = viewer_of(list_programme()[0])
        self.area_id = stories[0].cast.area_id
        self.threads: dict[int, int] = {}  # place in the content → id
        self.texts = 0

    def key(self) -> UUID:
        self.texts += 1
        return uuid5(KEYS, str(self.texts))


def tell_forum(stories: list[Story]) -> None:
    """All threads with their answers, polls and events up to this moment. Everybody has entered the network by then."""
    start_spaces.add_missing()
    teller, content = Teller(stories), read("forum")
    with clock.at(clock.now() - timedelta(days=OPENED_DAYS_AGO)):
        _open_space_of_area(teller, content["area_space"])
    steps = [
        step for number, thread in enumerate(content["threads"]) for step in _steps(teller, number, thread)
    ]
    for step in sorted(steps, key=attrgetter("at")):
        with clock.at(step.at):
            step.act()
    with clock.at(clock.now() - READ_LAST):
        _read(teller, content["threads"])
    db.session.flush()


def _read(teller: Teller, threads: list[dict[str, Any]]) -> None:
    """Some have read what is older than a few days, so that there is something new for them and not everything."""
    for number, thread in enumerate(threads):
        row = db.session.get_one(Thread, teller.threads[number])
        if row.last_posted_at > clock.now():
            continue
        for name in READ_MUCH:
            if _reads(name, thread):
                reading_service.read_up_to(teller.people[name], thread_id=row.id, number=row.last_number)
        for name in thread.get("ticked", []):
            announcement_service.tick_off(teller.people[name], thread_id=row.id, number=row.last_number)


def _reads(name: str, thread: dict[str, Any]) -> bool:
    if thread["space"] == "one_to_one":
        return name in (thread["by"], thread["with"])
    return thread["space"] != "area" or name.startswith("n")


def _open_space_of_area(teller: Teller, name: str) -> None:
    space = Space(kind=SpaceKind.AREA, name=name, area_id=teller.area_id, position=50, made_at=clock.now())
    db.session.add(space)
    db.session.flush()


def viewer_of(person_id: int) -> Viewer:
    """Somebody of the demonstration, who acts from now on. Raises LookupError where there is nobody of that id."""
    found = find_viewer(person_id)
    if found is None:
        raise LookupError(f"nobody has the id {person_id}")
    return found


def moment(days: int, place: int) -> datetime:
    """A moment on a working day about so many days ago, the later the higher `place`; never in the future."""
    day = clock.today() - timedelta(days=days)
    while not is_working_day(day):
        day -= timedelta(days=1)
    latest = clock.now() - timedelta(minutes=90) + STEP * place / 60
    return min(clock.from_local(day, time(FIRST_HOUR)) + STEP * place, latest)


def _steps(teller: Teller, number: int, thread: dict[str, Any]) -> Iterator[Act]:
    """Beginning a thread and everything in it, each later than the one before."""
    at = moment(thread["days"], number % 6)
    yield Act(at, lambda: _begin(teller, number, thread))
    yield from gatherings.steps_of(teller, number, thread, at)
    for each in answers_of(thread):
        at = max(moment(each["days"], number % 6), at + timedelta(minutes=4))
        yield Act(at, _answering(teller, number, each))
    if "proposal" in thread:
        proposed = max(moment(thread["proposal"]["days"], number % 6), at + timedelta(minutes=4))
        yield from proposals.steps_of(teller, number, thread["proposal"], proposed)


def answers_of(thread: dict[str, Any]) -> list[dict[str, Any]]:
    """The answers of a thread; sentences that were collected come from the leads in turn, a few on each day."""
    writers = ("s1", "n2", "s3", "n1", "p", "s2", "n4", "s4", "n3")
    sentences = thread.get("sentences", [])
    return [
        *thread.get("answers", []),
        *(
            {
                "by": writers[(place * 4 + place // 9) % len(writers)],
                "days": max(1, thread["days"] - place // 2),
                "body": body,
            }
            for place, body in enumerate(sentences)
        ),
    ]


def _begin(teller: Teller, number: int, thread: dict[str, Any]) -> None:
    actor, kind = teller.people[thread["by"]], ThreadKind(thread["kind"])
    space = thread["space"]
    if space == "one_to_one":
        teller.threads[number] = _ask_privately(teller, thread)
    elif kind in (ThreadKind.POLL, ThreadKind.EVENT):
        teller.threads[number] = gatherings.begin(teller, thread, space_id=_space_id(teller, space))
    else:
        new = NewThread(kind, thread["title"], thread["body"], thread.get("anonymous", False))
        teller.threads[number] = service.begin_thread(
            actor, space_id=_space_id(teller, space), new=new, key=teller.key()
        )
    if thread.get("must_read"):
        announcement_service.ask_to_read(actor, thread_id=teller.threads[number], is_asked=True)


def _space_id(teller: Teller, key: str) -> int:
    query = select(Space.id).order_by(Space.position, Space.id)
    if key == "topic":
        query = query.where(Space.kind == SpaceKind.TOPIC)
    elif key == "area":
        query = query.where(Space.area_id == teller.area_id)
    else:
        query = query.where(Space.start_key == key)
    return db.session.scalars(query).all()[0]


def _ask_privately(teller: Teller, told: dict[str, Any]) -> int:
    """A thread that two people read."""
    asker, asked = teller.people[told["by"]], teller.people[told["with"]]
    now = clock.now()
    thread = Thread(
        space_id=_space_id(teller, "one_to_one"),
        kind=ThreadKind(told["kind"]),
        title=told["title"],
        author_id=asker.person_id,
        started_at=now,
        last_posted_at=now,
        last_number=0,
        answer_count=0,
    )
    db.session.add(thread)
    db.session.flush()
    db.session.add_all(Participant(thread_id=thread.id, person_id=each.person_id) for each in (asker, asked))
    posting.touch_space(thread.space_id, threads=1)
    author = author_for(asker, is_anonymous=False)
    post = posting.append(thread, author, posting.written(told["body"]))
    posting.note_read(asker.person_id, thread.id, post.number)
    changes.announce(asker, Change.POSTED, thread, post)
    return thread.id


def _answering(teller: Teller, number: int, each: dict[str, Any]) -> Callable[[], None]:
    def act() -> None:
        actor, thread_id = teller.people[each["by"]], teller.threads[number]
        seen = db.session.get_one(Thread, thread_id).last_number
        post_id = service.answer(
            actor,
            thread_id=thread_id,
            body=each["body"],
            key=teller.key(),
            is_anonymous=each.get("anonymous", False),
            seen_number=seen,
        )
        if each.get("accepted"):
            db.session.get_one(Thread, thread_id).accepted_post_id = post_id

    return act
