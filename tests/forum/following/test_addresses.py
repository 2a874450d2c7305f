"""What messages, mails and calendars lead to is a page of ours, and nobody else writes such a path."""

import re

import pytest
from flask import Flask

from csaleads.forum import addresses
from tests.architecture.source import ROOT

LEADS_TO = {
    addresses.CONSENTS: "forum.consents",
    addresses.MY_ACTS: "forum.my_acts",
    addresses.MY_QUESTIONS: "forum.my_questions",
    addresses.NEW_OF_FOLLOWED: "forum.following",
    addresses.QUEUE: "forum.moderation",
    addresses.APPEALS: "forum.appeals",
    addresses.of_thread(7): "forum.thread",
    addresses.first_unread_of(7): "forum.first_unread",
    addresses.of_post(7): "forum.post",
}
WRITTEN = re.compile(r"[\"'}]/network/")


@pytest.mark.parametrize(("path", "endpoint"), LEADS_TO.items())
def test_each_address_is_that_of_its_page(app: Flask, path: str, endpoint: str) -> None:
    found, _ = app.url_map.bind("localhost").match(path.partition("?")[0], method="GET")

    assert found == endpoint


def test_no_other_module_of_the_forum_writes_a_path() -> None:
    written = [
        f"{file.name}: {line.strip()}"
        for file in sorted((ROOT / "csaleads" / "forum").rglob("*.py"))
        for line in file.read_text().splitlines()
        if WRITTEN.search(line) and file.name != "addresses.py" and not _is_route(line)
    ]

    assert written == []


def _is_route(line: str) -> bool:
    return "@blueprint." in line or "methods=" in line
