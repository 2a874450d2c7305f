"""A link's address, which no reader of a post sees, changes nothing of what its words are taken for."""

from collections.abc import Callable, Sequence
from random import Random
from uuid import UUID

import pytest

from csaleads.anonymity.findings import Finding, Label
from csaleads.anonymity.service import screen, screen_strictly
from csaleads.anonymity.text.linked import without_addresses

Look = Callable[[str], Sequence[Finding]]
ADDRESSES = [
    f"/learning/resources/{UUID(int=Random(seed).getrandbits(128), version=4)}" for seed in range(200)
]


BEFORE = "A pebble note.\n\n[Read]("


@pytest.mark.parametrize("look", [screen, screen_strictly])
def test_read_is_nobody_beside_any_address(look: Look) -> None:
    for address in ADDRESSES:
        found = look(f"{BEFORE}{address})")
        assert not [one for one in found if one.start < len(BEFORE)], address


@pytest.mark.parametrize(
    "text",
    [
        "[Jayden Smith](/learning/resources/a)",
        "See [what Jayden Smith told us](https://example.org/a).",
        "[guide](/learning/resources/a) for Jayden Smith",
    ],
)
def test_somebody_named_in_or_beside_a_link_is_found(text: str) -> None:
    (found,) = (one for one in screen(text) if one.label is Label.PERSON)
    assert text[found.start : found.end] == "Jayden Smith"


def test_somebody_named_in_an_address_is_found() -> None:
    assert screen("[guide](https://example.org/users/jayden.smith.2011)")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a [b](/c) d", "a  b      d"),
        ("[b](https://c) [d](/e)", " b              d     "),
        ("[b](c d)", "[b](c d)"),
        ("[b]", "[b]"),
    ],
)
def test_what_is_left_of_a_link(written: str, read: str) -> None:
    assert without_addresses(written) == read
