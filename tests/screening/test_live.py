"""What the page asks while somebody types: answered, not kept, not logged, and not faster than one types."""

import logging
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from csaleads.core.database import Base, db
from csaleads.screening import engine, live_routes
from tests.page_client import PageClient
from tests.screening.conftest import KNOWN, NAME, Scene

URL = "/screening/check"


@pytest.fixture
def worker(client: PageClient, scene: Scene) -> PageClient:
    return client.sign_in(scene.worker)


def ask(client: PageClient, texts: Any) -> Any:
    return client.post(URL, json={"texts": texts})


def test_findings_come_with_places_reason_and_suggestion(worker: PageClient) -> None:
    answer = ask(worker, {"0": KNOWN, "1": "Child A is quiet."})

    found = answer.get_json()["found"]
    assert found["1"] == []
    assert [KNOWN[one["start"] : one["end"]] for one in found["0"]] == [NAME, NAME]
    assert found["0"][0]["suggestion"] == "Child B"  # the other box has a Child A already
    assert found["0"][0]["same"] == found["0"][1]["same"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_places_count_as_scripts_do(worker: PageClient) -> None:
    typed = f"\N{GRINNING FACE} {KNOWN}"

    found = ask(worker, {"0": typed}).get_json()["found"]["0"]

    units = typed.encode("utf-16-le")
    assert units[2 * found[0]["start"] : 2 * found[0]["end"]].decode("utf-16-le") == NAME


def test_nothing_is_stored_or_logged(worker: PageClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    before = counts()

    ask(worker, {"0": KNOWN})

    assert counts() == before
    assert NAME not in caplog.text


def counts() -> dict[str, int]:
    db.session.rollback()
    return {
        table.name: db.session.execute(text(f'SELECT COUNT(*) FROM "{table.name}"')).scalar_one()
        for table in Base.metadata.sorted_tables
    }


@pytest.mark.parametrize("sent", [None, [], "x", {"texts": []}, {"texts": {"0": 7}}, {"texts": {"0": None}}])
def test_what_is_no_question_is_refused(worker: PageClient, sent: Any) -> None:
    assert worker.post(URL, json=sent).status_code == 400
    assert worker.post(URL, data="{", content_type="application/json").status_code == 400


def test_a_text_that_is_too_long_or_an_engine_that_fails_is_said(
    worker: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    too_long = ask(worker, {"0": "x" * 40_000})
    assert (too_long.status_code, too_long.get_json()) == (422, {"refused": "too_long"})

    def fail(text: str, words: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(engine, "screen", fail)
    assert ask(worker, {"0": KNOWN}).get_json() == {"refused": "failed"}


HOSTILE = {
    "one line without spaces": "x" * 29_000,
    "from right to left": "\u202eשלום ג'יידן\u2066 " * 200,
    "faces": "\N{GRINNING FACE}" * 5_000,
    "nothing between letters": "J\u200ba\u200by\u200bden W\u200dhitlock " * 200,
    "letters of another script": "Jаyden Whitlосk " * 200,
    "markup": "<b>Jayden</b> &lt;script&gt; " * 200,
    "nothing at all": "\x00\x01\x7f" * 200,
    "half characters": "\ud800 Jayden \udfff " * 200,
}


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE)
def test_whatever_is_typed_is_looked_at_or_refused_and_never_breaks(worker: PageClient, typed: str) -> None:
    answer = ask(worker, {"0": typed})

    assert answer.status_code in (200, 422)
    for one in answer.get_json().get("found", {}).get("0", []):
        assert 0 <= one["start"] < one["end"] <= 2 * len(typed)


def test_whoever_asks_faster_than_one_types_is_told_to_wait(
    app: Flask, worker: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = iter([True, False])
    monkeypatch.setitem(app.extensions, live_routes.LIMIT, lambda: next(left))

    assert [ask(worker, {"0": ""}).status_code for _ in range(2)] == [200, 429]


def test_each_person_is_counted_by_themselves(app: Flask, scene: Scene, new_client: Any) -> None:
    first, second = new_client().sign_in(scene.worker), new_client().sign_in(scene.lead)
    statuses = [ask(first, {}).status_code for _ in range(91)]

    assert (statuses[0], statuses[-1]) == (200, 429)
    assert ask(second, {}).status_code == 200


def test_every_box_that_is_screened_says_so_and_no_other(worker: PageClient, scene: Scene) -> None:
    request = scene.request()

    page = worker.get_page(f"/requests/{request.reference}/withdraw")

    assert page.one("textarea[data-screen]")["name"] == "reason"
    assert page.one("meta[name=csa-screen]")["content"] == URL
