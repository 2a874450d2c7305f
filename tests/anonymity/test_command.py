"""`flask --app app screen` answers a line for a line."""

import json

from click.testing import CliRunner

from csaleads.screening.commands import screen_texts


def test_each_line_gets_its_findings_by_position() -> None:
    notes = [
        {"id": "a", "text": "Mum says that Oluwaseun is at his nan's."},
        {"id": "b", "text": "Child A is in Year 6."},
    ]

    result = CliRunner().invoke(screen_texts, input="".join(json.dumps(note) + "\n" for note in notes))

    answers = [json.loads(line) for line in result.output.splitlines()]
    assert answers == [
        {"id": "a", "spans": [{"start": 14, "end": 23, "label": "PERSON"}]},
        {"id": "b", "spans": []},
    ]


def test_ages_and_places_are_found_where_that_is_asked_for() -> None:
    note = json.dumps({"id": "b", "text": "Child A is in Year 6 in Leeds."})

    result = CliRunner().invoke(screen_texts, ["--strict"], input=note)

    assert json.loads(result.output)["spans"] == [
        {"start": 14, "end": 20, "label": "AGE"},
        {"start": 24, "end": 29, "label": "PLACE"},
    ]


def test_a_text_that_is_too_long_is_refused_by_name() -> None:
    result = CliRunner().invoke(screen_texts, input=json.dumps({"id": 1, "text": "x" * 30_001}))

    assert "more than 30000 characters" in json.loads(result.output)["refused"]
