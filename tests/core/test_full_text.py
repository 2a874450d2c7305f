"""Search finds what fits within the scope and nothing else, on both databases alike, and nothing that is typed is wrong."""

import itertools
import runpy
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy import text as sql

from csaleads.core import migrations
from csaleads.core.database import db
from csaleads.core.full_text import folding, fts5, queries, service, tsvector
from csaleads.core.full_text.asking import MOST_TERMS, Synonyms, understood
from csaleads.core.full_text.models import SearchDocument, StreamDocument
from csaleads.core.full_text.queries import Condition, Scope, search, search_alike
from csaleads.core.full_text.service import Document, put, reindex, remove
from csaleads.core.statements import one
from csaleads.core.unit_of_work import unit_of_work
from tests.conftest import NOON
from tests.statements import count_statements

SAME = Synonyms(
    [
        ("HSB", "harmful sexual behaviour"),
        ("intra-familial", "in the family"),
        ("CSA", "child sexual abuse", "sexual abuse of children"),
    ]
)
ALL = Scope(frozenset({1, 2}), frozenset({"staff", "leads"}), frozenset({"guide", "thread"}))
TALK = Scope(frozenset({1, 2}), frozenset({"staff"}), frozenset({service.streams("talk")}))
Put = Callable[..., str]


def title_is(model: Any = SearchDocument) -> Any:
    return model.title == one("of")


@pytest.fixture
def add(app: Flask) -> Put:
    numbers = itertools.count(1)

    def add_document(
        title: str,
        body: str = "",
        *,
        kind: str = "guide",
        area_id: int | None = 1,
        audience: str = "staff",
        updated_at: datetime = NOON,
        **more: Any,
    ) -> str:
        key = str(next(numbers))
        with unit_of_work():
            put(Document(kind, key, area_id, audience, title, body, updated_at, **more))
        return key

    return add_document


def titles(typed: str, scope: Scope = ALL, **options: Any) -> list[str]:
    return [hit.title for hit in search(typed, scope, **options).page.rows]


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("harmful", True),
        ("HARMFUL behaviour", True),
        ("behaviours", True),
        ("behaviour harmful", True),
        ("harmless", False),
        ('"harmful sexual behaviour"', True),
        ('"behaviour sexual"', False),
        ("“harmful sexual”", True),
        ("behav*", True),
        ("beh* harm*", True),
        ("havi*", False),
        ("sibling", True),
        ("brother-sister", True),
        ("brother sister", True),
        ("sister brother", True),
        ('"sister brother"', False),
        ("child's", True),
        ("childish", False),
        ("the", True),
        ("cafe", True),
        ("café", True),
        ("ty", True),
        ("tŷ", True),
        ("7", True),
        ("harmful nowhere", False),
        ("harmful AND nowhere", False),
        ("", False),
        ('"" * -- !', False),
    ],
)
def test_what_is_found_by_what_is_typed(add: Put, typed: str, is_found: bool) -> None:
    add(
        "Harmful sexual behaviour between siblings",
        "The brother-sister bond, and a child's safety. Canllaw i'r tŷ: 7 steps over a café table.",
    )
    add("Something else", "Not about it")

    assert titles(typed) == (["Harmful sexual behaviour between siblings"] if is_found else [])


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("HSB", {"Short", "Long"}),
        ("hsb", {"Short", "Long"}),
        ("harmful sexual behaviour", {"Short", "Long"}),
        ('"harmful sexual behaviour"', {"Short", "Long"}),
        ("harmful behaviour", {"Long"}),
        ("HSB nowhere", set()),
        ("intra-familial", {"Family"}),
        ("intra familial", {"Family"}),
        ("child sexual abuse", {"Abuse"}),
        ("CSA", {"Abuse"}),
    ],
)
def test_what_means_the_same_is_found_too(add: Put, typed: str, found: set[str]) -> None:
    add("Short", "HSB in primary school")
    add("Long", "About harmful sexual behaviour")
    add("Family", "Abuse in the family home")
    add("Abuse", "Sexual abuse of children")

    assert set(titles(typed, synonyms=SAME)) == found


def test_it_says_what_it_searched() -> None:
    question = understood('talking "in the family" HSB guid*', SAME)

    assert str(question) == (
        "talking, “in the family” (or “intra familial”), hsb (or “harmful sexual behaviour”), guid…"
    )


def test_too_many_words_are_left_out_and_that_is_told() -> None:
    question = understood(" ".join(f"word{number}" for number in range(40)))

    assert len(question.terms) == MOST_TERMS
    assert question.is_cut
    assert not understood("word").is_cut


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        (ALL, {"mine", "theirs", "all", "leads", "thread"}),
        (Scope(frozenset({1}), ALL.audiences, ALL.kinds), {"mine", "all", "leads", "thread"}),
        (Scope(frozenset({1}), ALL.audiences, ALL.kinds, network=False), {"mine", "leads", "thread"}),
        (Scope(frozenset(), ALL.audiences, ALL.kinds), {"all"}),
        (Scope(frozenset({1}), frozenset({"staff"}), ALL.kinds), {"mine", "all", "thread"}),
        (Scope(frozenset({1}), ALL.audiences, frozenset({"thread"})), {"thread"}),
        (Scope(frozenset({1}), frozenset(), ALL.kinds), set()),
        (Scope(frozenset({1}), ALL.audiences, frozenset()), set()),
        (Scope(frozenset(), ALL.audiences, ALL.kinds, network=False), set()),
        (
            Scope(ALL.area_ids, ALL.audiences, ALL.kinds, also=(Condition(title_is, (), {"of": "theirs"}),)),
            {"theirs"},
        ),
    ],
)
def test_nothing_outside_the_scope_is_found_or_counted(add: Put, scope: Scope, found: set[str]) -> None:
    add("mine", "word")
    add("theirs", "word", area_id=2)
    add("all", "word", area_id=None)
    add("leads", "word", audience="leads")
    add("thread", "word", kind="thread")
    add("elsewhere", "word", area_id=3)

    answer = search("word", scope)

    assert {hit.title for hit in answer.page.rows} == found
    assert answer.page.total_count == len(found)
    assert answer.scope is scope


def test_a_title_counts_more_and_of_equals_the_newest_comes_first(add: Put) -> None:
    add("Old", "consent and more", updated_at=NOON - timedelta(days=9))
    add("New", "consent and more", updated_at=NOON)
    add("Consent", "nothing and more", updated_at=NOON - timedelta(days=99))

    assert titles("consent") == ["Consent", "New", "Old"]


def test_pages_follow_one_another_and_count_all(add: Put) -> None:
    for number in range(7):
        add(f"Title {number}", "word", updated_at=NOON - timedelta(days=number))

    pages = [search("word", ALL, page=number, rows_per_page=3).page for number in (1, 2, 3, 4)]

    assert [[hit.title for hit in page.rows] for page in pages] == [
        ["Title 0", "Title 1", "Title 2"],
        ["Title 3", "Title 4", "Title 5"],
        ["Title 6"],
        [],
    ]
    assert [page.total_count for page in pages] == [7, 7, 7, 7]


def test_a_snippet_shows_the_words_and_nothing_that_runs(add: Put) -> None:
    add("Guide", "x " * 300 + "<script>alert(1)</script> about \x02consent\x03 & \x00more " + "y " * 300)

    (hit,) = search("consent", ALL).page.rows

    assert "<mark>consent</mark>" in hit.snippet
    assert "<script" not in hit.snippet
    assert "&amp;" in hit.snippet
    assert len(hit.snippet) < 500


def test_a_document_is_found_as_it_reads_now(add: Put) -> None:
    key = add("Before", "old words")
    with unit_of_work():
        put(Document("guide", key, 2, "staff", "After", "new words", NOON))

    assert titles("old") == []
    assert titles("new") == ["After"]
    assert db.session.scalars(select(SearchDocument.area_id)).all() == [2]

    with unit_of_work():
        remove("guide", key)
        remove("guide", "unknown")

    assert titles("new") == []


def test_two_who_put_the_same_at_once_both_succeed(add: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    key = add("First", "word")
    answers = [None, *[service._find] * 5]
    find = service._find
    monkeypatch.setattr(service, "_find", lambda document: answers.pop(0) and find(document))

    with unit_of_work():
        put(Document("guide", key, 1, "staff", "Second", "word", NOON))

    assert titles("word") == ["Second"]


def test_what_is_rolled_back_is_not_found(add: Put) -> None:
    with pytest.raises(ZeroDivisionError), unit_of_work():
        put(Document("guide", "9", 1, "staff", "Never", "word", NOON))
        raise ZeroDivisionError

    assert titles("word") == []


def test_a_search_is_one_statement_however_much_there_is(add: Put) -> None:
    for number in range(3):
        add(f"Title {number}", "word " * number)
    with count_statements() as few:
        search("word title", ALL, synonyms=SAME)
    for number in range(30):
        add(f"Title {number}", "word " * number)
    with count_statements() as many:
        search("word title", ALL, synonyms=SAME)

    assert few.count == many.count == 1
    assert few.texts == many.texts


def test_a_text_of_more_different_words_than_an_index_takes_is_kept_in_part(add: Put) -> None:
    add("Endless", "first " + " ".join(f"{number:x}q" for number in range(400_000)))

    assert titles("first") == ["Endless"]


def test_a_long_word_does_no_harm(add: Put) -> None:
    add("Long", "first " + "x" * 5000 + " last")

    assert titles("last") == ["Long"]
    assert titles("x" * 200) == []


def test_the_index_is_made_anew_from_what_the_rooms_have(
    app: Flask, add: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("Stale", "word")
    kept = add("Thread", "word", kind="thread")
    monkeypatch.setattr(service, "_sources", {})

    @service.fills("guide")
    def guides() -> list[Document]:
        return [Document("guide", "fresh", 1, "staff", "Fresh", "word", NOON)]

    answer = app.test_cli_runner().invoke(args=["search", "reindex"])

    assert answer.output == "1 documents of kind guide.\nThe index is new.\n"
    assert set(titles("word")) == {"Fresh", "Thread"}
    assert kept in {hit.key for hit in search("word", ALL).page.rows}


def test_an_index_that_was_lost_comes_back(add: Put) -> None:
    add("Guide", "word")
    add("Talk", "word", kind="talk")
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL works its column out by itself")
    with unit_of_work():
        for index in ("search_index", "search_stream_index"):
            db.session.execute(db.text(f"INSERT INTO {index}({index}) VALUES ('delete-all')"))
    assert titles("word") == titles("word", TALK) == []

    with unit_of_work():
        reindex()

    assert titles("word") == ["Guide"]
    assert titles("word", TALK) == ["Talk"]


@pytest.mark.parametrize("written", ["0014_search", "0038_search_stream"])
def test_questions_are_folded_as_the_index_is(written: str) -> None:
    names = runpy.run_path(str(migrations.FOLDER / "versions" / f"{written}.py"))

    assert [names[name] for name in ("JOINING", "ACCENTS")] == [folding.JOINING, folding.ACCENTS]
    assert names.get("BLOCKS", tsvector.BLOCKS) == tsvector.BLOCKS


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a search looked at five documents, and at two with the words in their titles."""
    monkeypatch.setattr(queries, "MOST", 5)
    monkeypatch.setattr(queries, "MOST_TITLED", 2)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("kind", ["talk", "guide"])
def test_where_more_fits_than_is_looked_at_titles_come_first_then_the_newest(add: Put, kind: str) -> None:
    scope = TALK if kind == "talk" else ALL
    for number in range(9):
        title = "A zebra" if number in (0, 1, 2, 8) else f"Title {number}"
        add(title, f"zebra {number}", kind=kind, updated_at=NOON + timedelta(days=number))

    answer = search("zebra", scope)

    assert [hit.snippet.striptags() for hit in answer.page.rows] == [
        f"zebra {number}" for number in (8, 2, 7, 6, 5, 4, 3)
    ]
    assert answer.is_cut
    assert answer.page.total_count == 7


@pytest.mark.usefixtures("few")
def test_where_all_that_fits_is_looked_at_nothing_is_cut(add: Put) -> None:
    for number in range(5):
        add("A zebra", f"zebra {number}", kind="talk")

    answer = search("zebra", TALK)

    assert (answer.is_cut, answer.page.total_count) == (False, 5)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("by", ["part", "area", "condition"])
def test_the_newest_are_those_within_the_scope(add: Put, by: str) -> None:
    ours = [add(f"Ours {number}", "zebra", kind="talk", parts=("ours",)) for number in range(3)]
    for _ in range(20):
        add("Theirs", "zebra", kind="talk", area_id=3 if by == "area" else 1, parts=("theirs",))
    scope = {
        "part": replace(TALK, parts=frozenset({"ours", "others"})),
        "area": TALK,
        "condition": replace(TALK, also=(Condition(_is_ours),)),
    }[by]

    answer = search("zebra", scope)

    assert {hit.key for hit in answer.page.rows} == set(ours)
    assert (answer.is_cut, answer.page.total_count) == (False, 3)


def _is_ours() -> Any:
    return StreamDocument.title.startswith("Ours")


@pytest.mark.usefixtures("few")
def test_pages_of_what_is_cut_show_each_document_once(add: Put) -> None:
    for number in range(9):
        add(
            "A zebra" if number < 3 else "Title",
            "zebra",
            kind="talk",
            updated_at=NOON + timedelta(days=number),
        )

    pages = [search("zebra", TALK, page=number, rows_per_page=3).page for number in (1, 2, 3, 4)]

    keys = [hit.key for page in pages for hit in page.rows]
    assert len(keys) == len(set(keys)) == pages[0].total_count == pages[3].total_count == 8


def test_documents_far_apart_are_found_newest_first(add: Put) -> None:
    """As far as PostgreSQL asks for blocks of documents, one after another."""
    keys = [
        add("Title", "zebra", kind="talk", updated_at=NOON + timedelta(days=number)) for number in range(6)
    ]
    places = dict(zip(keys, (3, 600, 5_000, 40_000, 300_000, 2_000_000), strict=True))
    with unit_of_work():
        for key, place in places.items():
            of_it = StreamDocument.__table__.update().where(StreamDocument.key == key)
            db.session.execute(of_it.values(id=1_000_000_000 + place))

    found = search("zebra", TALK).page

    assert [hit.key for hit in found.rows] == keys[::-1]
    assert found.total_count == 6


def test_a_document_that_is_not_found_by_its_title_first_is_found_by_its_words(add: Put) -> None:
    add("Zebra", "old", kind="talk", updated_at=NOON - timedelta(days=9))
    add("Zebra", "new", kind="talk", updated_at=NOON, by_title=False)

    assert [hit.snippet for hit in search("zebra", TALK).page.rows] == ["old", "new"]


def test_kinds_of_which_there_are_many_stand_apart_from_others(add: Put) -> None:
    key = add("Zebra", "quartz", kind="talk")
    add("Zebra", "quartz")

    assert [hit.kind for hit in search("zebra", TALK).page.rows] == ["talk"]
    assert [hit.kind for hit in search("zebra", ALL).page.rows] == ["guide"]
    with unit_of_work():
        put(Document("talk", key, 1, "staff", "Pebble", "amber", NOON))
    assert titles("quartz", TALK) == []
    assert titles("amber", TALK) == ["Pebble"]
    with unit_of_work():
        remove("talk", key)
    assert titles("amber", TALK) == []


def test_marks_are_no_words_that_can_be_asked_for(add: Put) -> None:
    add("Title", "words", parts=("ours",))

    if db.engine.dialect.name == "sqlite":
        assert titles("zmours") == titles("zqtitle") == []
    assert titles("ours") == []


@pytest.mark.parametrize("kind", ["talk", "guide"])
def test_what_has_two_of_the_words_is_more_alike_than_what_has_one(add: Put, kind: str) -> None:
    scope = TALK if kind == "talk" else ALL
    add("Two", "zebra and pebble", kind=kind, updated_at=NOON - timedelta(days=9))
    add("One", "zebra", kind=kind)
    add("None", "quartz", kind=kind)

    with count_statements() as asked:
        found = search_alike("How about a zebra, a pebble or amber?", scope, limit=5)

    assert [hit.title for hit in found] == ["Two", "One"]
    assert asked.count == 2
    assert [hit.title for hit in search_alike("zebra", scope, limit=1)] in (["Two"], ["One"])


ODD = [
    '"', "'", "*", "(", ")", "^", "-", "+", ":", "{", "}", "NEAR(", "AND", "OR", "NOT", "title:", "rank",
    "search_index", "a*b", "**", '""', '"a', "a\"b", "\x00", "\x02", "\\", "\\'", "'; DROP TABLE people; --", "%s", ":wanted",
    "!", "&", "|", "<->", "a:*", "a:A", "\ud800", "²", "ⅷ", "ﬁ", "İ", "ß", "日本", "😀", "é", "e\u0301", "\u200b", "؀",
]  # fmt: skip


@pytest.mark.parametrize("typed", ODD, ids=ascii)
def test_nothing_that_is_typed_is_an_error(add: Put, typed: str) -> None:
    add("Guide", "word")

    for text in (typed, f"word {typed}", f'"{typed} word', f"{typed}*"):
        search(text, ALL, synonyms=SAME)
    assert titles("word") == ["Guide"]


@given(typed=st.one_of(st.text(max_size=80), st.lists(st.sampled_from([*ODD, " ", "word"])).map("".join)))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_can_be_typed(app: Flask, typed: str) -> None:
    search(typed, ALL, synonyms=SAME)


def test_the_index_is_put_together_bit_by_bit_and_finds_the_same(app: Flask, add: Put) -> None:
    if db.engine.dialect.name != "sqlite":
        assert app.test_cli_runner().invoke(args=["search", "tidy"]).exit_code == 0  # its index is one
        return
    keys = [
        add(f"Title {number}", f"zebra pebble word{number}", kind="talk", audience="staff")
        for number in range(40)
    ]
    remove_first = keys.pop(0)
    with unit_of_work():
        remove("talk", remove_first)

    def segments() -> int:
        found = db.session.scalar(sql("SELECT count(DISTINCT segid) FROM search_stream_index_idx"))
        db.session.rollback()
        return int(found or 0)

    def found() -> list[str]:
        hits = [hit.key for hit in search("zebra", TALK, rows_per_page=100).page.rows]
        db.session.rollback()
        return hits

    before, many = found(), segments()
    said = app.test_cli_runner().invoke(args=["search", "tidy"])

    assert many >= fts5.WORTH_MERGING
    assert (said.exit_code, said.output) == (0, "The index is tidy.\n")
    assert segments() == 1
    assert found() == before
    assert set(before) == set(keys)


def test_fewer_may_be_looked_at_and_it_is_said(app: Flask, add: Put) -> None:
    for number in range(6):
        add(f"Title {number}", "zebra", kind="talk", updated_at=NOON + timedelta(minutes=number))

    few = search("zebra", TALK, most=4)
    all_ = search("zebra", TALK)

    assert (few.page.total_count, few.is_cut) == (5, True)
    assert [hit.title for hit in few.page.rows][:4] == [hit.title for hit in all_.page.rows][:4]
    assert (all_.page.total_count, all_.is_cut) == (6, False)
