"""What is shattered, strewn with signs, turned, told in figures or in pieces, whatever its form; and what only looks so.

The lines are shapes/broken_up.txt: half of what stands in braces or more must be found, and nothing in a line after "- ".
"""

import time
from pathlib import Path

import pytest

from csaleads.anonymity.disguises import on_purpose
from csaleads.anonymity.disguises.fragments import is_in_words, is_name, mark_of, may_be_word, readings
from csaleads.anonymity.disguises.strewn import signs_strewn
from csaleads.anonymity.findings import Label
from csaleads.anonymity.service import screen
from csaleads.anonymity.text.lexicon import lexicon
from csaleads.anonymity.text.normalise import plain

LINES = [
    line.replace("\\n", "\n").replace("\\\\", "\\")
    for line in (Path(__file__).parent / "shapes" / "broken_up.txt").read_text("utf-8").splitlines()[1:]
    if line and not line.startswith("===")
]
HIDDEN = [line for line in LINES if not line.startswith("- ")]
INNOCENT = [line[2:] for line in LINES if line.startswith("- ")]


@pytest.mark.parametrize("line", HIDDEN)
def test_what_is_broken_up_is_found(line: str) -> None:
    start, end = line.index("{"), line.index("}") - 1
    text = line.replace("{", "").replace("}", "")

    named = {at for found in screen(text) for at in range(found.start, found.end)}

    assert 2 * len(named & set(range(start, end))) >= end - start


@pytest.mark.parametrize("text", INNOCENT)
def test_what_only_looks_so_is_left(text: str) -> None:
    assert [text[found.start : found.end] for found in screen(text)] == []


def test_there_are_many_of_each() -> None:
    assert len(HIDDEN) > 200
    assert len(INNOCENT) > 90


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The reg is L-K 1~4 X..Z_Q and it is blue.", Label.VEHICLE),
        ("We live at S,A,9/9, ~1,Z,Z now.", Label.POSTCODE),
        ("number 0.7,7/0-0 9*0_0 1~2 3 is hers", Label.PHONE),
        ("Read from the end: 614 009 00770", Label.PHONE),
        ("ring oh seven seven, double oh, a pair of nines, oh oh one two three", Label.PHONE),
        ("The street name is the same as the tree that conkers come from.", Label.ADDRESS),
        ("The school is named after the saint with the dragon.", Label.SCHOOL),
    ],
)
def test_it_is_called_what_it_is(text: str, label: Label) -> None:
    assert label in {found.label for found in on_purpose.find(text, lexicon())}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("4 R*ope*walk C*t", "4 Ropewalk Ct"),
        ("Mc#Far~lane came", "McFarlane came"),
        ("5 Oak~field R~oad", "5 Oakfield Road"),
        ("bri*dget@exa*mple.com", "bridget@example.com"),
        ("yes/no, Mon-Fri, his/her", "yes/no, Mon-Fri, his/her"),
        ("my_list_name and R&B", "my_list_name and R&B"),
    ],
)
def test_signs_are_taken_out_of_words(text: str, read: str) -> None:
    assert plain(text).text == read


def test_places_are_those_of_the_original() -> None:
    text = "Ask J>>o>>s>>h>>u>>a, and Oa%kfi%eld Ro%ad too."

    assert "J>>o>>s>>h>>u>>a" in {text[found.start : found.end] for found in screen(text)}


def test_an_alphabet_in_a_column_is_none() -> None:
    for text in ("A\nB\nC\nD\nE", "b\na\na\nb\na\nc\nd", "X\nO\nX\nX"):
        assert not list(on_purpose.find(text, lexicon()))
    assert screen("It says\nm\na\nr\nt\na\nand no more")


def test_what_pieces_make() -> None:
    lists = lexicon()

    assert "mcfarlane" in set(readings("McF@rl4ne"))
    assert mark_of("KL14XZQ") is Label.VEHICLE
    assert mark_of("07700900123") is Label.PHONE
    assert mark_of("1234567") is None
    assert is_name("grahamtufnell", lists) == ("tufnell" in lists.last)
    assert is_in_words("hellomum", lists)
    assert may_be_word("drzewiecki")
    assert not may_be_word("wwldwl")


def test_a_long_text_takes_no_longer() -> None:
    text = (
        "We met at ten. He is to go on to the GP, and his name was told to us, then I rang. a, b, c, d; "
        * 100
    )
    began = time.thread_time()

    list(on_purpose.find(text, lexicon()))
    list(signs_strewn(text))

    assert time.thread_time() - began < 1
