"""The demonstration holds nothing that could identify somebody: it goes past the screening because this was looked at here."""

from collections.abc import Iterator
from typing import Any

import pytest

from csaleads.demo.content_reader import cases, read
from csaleads.development.content import NAMES
from csaleads.screening import engine

RECORD = ("hypotheses", "evidence_for", "evidence_against", "protective_factors")
RECORD += ("advice", "say_to_child", "lead_note", "manager_decision")


def texts_of(case: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name in ("known", "worrying", "going_well", "question"):
        yield name, case[name]
    record = case["record"]
    for name in RECORD:
        yield name, record[name]
    for number, agency in enumerate(record["agencies"]):
        yield f"agency-{number}-role", agency["role"]
    for number, action in enumerate(record["actions"]):
        yield f"action-{number}-description", action["description"]
    yield "comment", case["feedback"]["comment"]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["key"])
def test_nothing_in_a_case_could_identify_somebody(case: dict[str, Any]) -> None:
    found = engine.find_in(dict(texts_of(case)))

    assert [(one.field, one.words) for one in found] == []


def test_nothing_in_amendments_and_reasons_could_identify_somebody() -> None:
    texts = {f"text-{n}": one["text"] for n, one in enumerate(read("amendments"))}
    texts |= {f"why-{n}": one["reason"] for n, one in enumerate(read("amendments"))}
    reasons = read("cancel_reasons")
    texts |= {f"{kind}-{n}": text for kind in reasons for n, text in enumerate(reasons[kind])}

    assert [(one.field, one.words) for one in engine.find_in(texts)] == []


def test_nothing_in_the_resources_of_the_areas_could_identify_somebody() -> None:
    resources = read("resources")
    texts = {
        f"{name}-{n}": one.get(name, "")
        for n, one in enumerate(resources)
        for name in ("title", "summary", "content_note")
    }

    assert [(one.field, one.words) for one in engine.find_in(texts)] == []


def test_nothing_in_the_entries_of_cpd_could_identify_somebody() -> None:
    texts = {f"{name}-{one['key']}": one.get(name, "") for one in read("cpd") for name in NAMES}

    assert [(one.field, one.words) for one in engine.find_in(texts)] == []


def test_nothing_that_areas_say_about_loans_could_identify_somebody() -> None:
    assert [(one.field, one.words) for one in engine.find_in(read("lending"))] == []


def test_nothing_that_members_say_of_themselves_could_identify_somebody() -> None:
    content = read("network")
    texts = {
        f"{name}-{n}": one[name]
        for n, one in enumerate([*content["entries"], content["programme"]])
        for name in ("ask_me_about", "languages")
    }

    assert [(one.field, one.words) for one in engine.find_in(texts)] == []


def test_nothing_that_is_told_of_learning_days_could_identify_somebody() -> None:
    content = read("learning_days")
    told = [*content["cases"], content["draft"]]
    texts = {
        f"{name}-{n}": one[name]
        for n, one in enumerate(told)
        for name in ("wanted", "known", "worrying", "going_well")
    }
    texts |= {f"points-{n}": text for n, text in enumerate(content["points"])}
    texts["preparation"] = content["preparation"]

    assert [(one.field, one.words) for one in engine.find_in(texts)] == []


def texts_of_thread(thread: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "title", thread["title"]
    yield "body", thread["body"]
    yield "options", "\n".join(thread.get("options", []))
    for number, each in enumerate(thread.get("answers", [])):
        yield f"answer-{number}", each["body"]
    for number, sentence in enumerate(thread.get("sentences", [])):
        yield f"sentence-{number}", sentence
    for name in ("title", "summary"):
        yield f"proposal-{name}", thread.get("proposal", {}).get(name, "")


@pytest.mark.parametrize("thread", read("forum")["threads"], ids=lambda thread: thread["title"][:40])
def test_nothing_in_a_thread_of_the_forum_could_identify_somebody(thread: dict[str, Any]) -> None:
    found = engine.find_in(dict(texts_of_thread(thread)))

    assert [(one.field, one.words) for one in found] == []
