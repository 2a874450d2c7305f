"""What is made to take long does not: the work is bounded by counts, and grows with the text and not with its square."""

import sys
import time
from types import FrameType
from typing import Any

import pytest

from csaleads.core.markdown import LONGEST, MOST_PARTS, markdown_post
from tests.core.posts.reading import SITE, Everybody, check_balance

pytestmark = pytest.mark.filterwarnings("ignore::bs4.MarkupResemblesLocatorWarning")  # of what is only a text
LENGTH = 20_000
PATIENCE = 30.0  # seconds of this process; each takes less than one, and what grows with the square would take minutes
PIECES = [
    *(
        "[",
        "![",
        "[[",
        "]",
        "[]",
        "[](",
        "[a](",
        "[a][b]",
        "![a](b",
        "[a]: b\n",
        "[a]: https://a.b\n",
        "[a](https://a.b '",
    ),
    *("*", "**", "*a ", "a**b", "*_", "**_a", "_ _", "~", "~~", "~~a ", "~~*", "***a** "),
    *("`", "`a ", "``` \n", "~~~\n", "`\n", "\\", "\\\n", "    a\n", "\t", "\n", "\r", " ", "\x00", "\ufeff"),
    *(">", "> ", "\n> - ", "- ", "- - ", "1. ", "-\n", "* a\n\n", "# ", "a\n=\n", "a\n\n", "---\n"),
    *("|", "|-|\n", "|a|\n|-|\n", "|a" * 50 + "\n" + "|-" * 50 + "\n", "a|b\n"),
    *(
        "<",
        "<a ",
        "<!--",
        "<!-",
        "<![CDATA[",
        "<?",
        "</",
        "<https://",
        "<a@",
        "<a href='",
        "<div>",
        "<svg><math>",
        "<table><tr>",
    ),
    *("&", "&#", "&#x", "&amp;", "&lt;", "&nosuch;", "&#99999999;"),
    *(
        "http://",
        "https://",
        "http://a",
        "http://a.",
        "http://a.b ",
        "http://a.b/(",
        "http://a.b/?(",
        "https://[",
        "http://-",
    ),
    *(
        "a://",
        "://",
        "http:",
        "https:/",
        "http://a@",
        "http://a:b@",
        "http://a:1",
        "//",
        "www.",
        "a@b.c ",
        "mailto:a@b ",
    ),
    *("@", "@A ", "@A B C ", "@Jo-", "@Jo'", "@J. ", "@Jo de ", "@" + "A" * 50, "A-", "A'b", "@A\u0301"),
    *("\u202e", "\u200b", "\u0301", "é", "😀", "\u2028", "ſ"),
]
SHAPES = {
    "brackets that close": "[" * 10_000 + "]" * 10_000,
    "links within links": "[" * 6_000 + "](a)" * 3_500,
    "quotes within quotes": ">" * 5_000 + "a",
    "lists within lists": "".join("  " * depth + "- a\n" for depth in range(140)),
    "lists on one line": "- " * 9_000 + "a",
    "ticks of every length": "".join("`" * length + " " for length in range(198)),
    "fences of every length": "".join("~" * length + "\n" for length in range(3, 198)),
    "parentheses": "[a](" + "(" * 9_990 + ")" * 9_990,
    "parentheses of an address": "http://e.example/" + "(" * 9_000 + ")" * 9_000,
    "a host of many parts": "http://" + "a." * 9_900 + "example",
    "a host of many dashes": "http://" + "a-" * 9_900,
    "a long name of a host": "http://" + "a" * 19_900,
    "whoever signs in": "http://" + "a" * 10_000 + "@" + "b" * 9_000,
    "strokes before stars": "~~" * 5_000 + "**" * 5_000,
    "a wide table": "|a" * 3_000 + "\n" + "|-" * 3_000 + "\n" + "|a" * 3_000,
    "a long table": "|a|b|\n|-|-|\n" + "|1|2|\n" * 3_000,
    "a table with one wide head": "|a" * 4_900 + "\n" + "|-" * 4_900 + "\n" + "|\n" * 100,
    "a table of many short rows": "|a" * 2_500 + "\n" + "|-" * 2_500 + "\n" + "|\n" * 5_000,
    "many tables of wide heads": ("|a" * 700 + "\n" + "|-" * 700 + "\n" + "|\n" * 90 + "\n") * 6,
    "many definitions": "".join(f"[{n}]: https://e.example\n" for n in range(700)),
    "one definition of much, used often": "[a]: https://e.example/" + "a" * 9_000 + "\n\n" + "[a] " * 2_500,
    "a long name": "@" + "A" * 19_990,
    "a name of many parts": "@" + "A-" * 9_990,
    "a name of many marks": "@A" + "\u0301" * 19_990,
    "emphasis that never closes": "*a _b " * 3_300,
    "tags that never close": "<a b='" * 3_300,
}


@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_a_piece_over_and_over_is_answered(piece: str) -> None:
    answer_in_time(piece * (LENGTH // len(piece)))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_that_grows_is_answered(shape: str) -> None:
    answer_in_time(SHAPES[shape])


def answer_in_time(text: str) -> None:
    """Time of the process and not of the clock on the wall: what others do meanwhile does not count."""
    before = time.thread_time()

    got = markdown_post(text, resolve=Everybody(), site=SITE)
    took = time.thread_time() - before

    assert took < PATIENCE
    check_balance(str(got.html))
    assert got.html.count("<") <= 2 * MOST_PARTS + 2 * text.count("\n") + 4


@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_twice_the_text_is_not_four_times_the_work(piece: str) -> None:
    once, twice = (work(piece * (length // len(piece))) for length in (800, 1_600))

    assert twice <= 3 * once + 1_000


def work(text: str) -> int:
    """How many functions were called to write `text`; the same on every machine."""
    count = 0

    def notice(_frame: FrameType, event: str, _about: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(notice)
    try:
        markdown_post(text, resolve=Everybody(), site=SITE)
    finally:
        sys.setprofile(None)
    return count


def test_a_table_of_few_signs_and_many_cells_is_not_read_to_its_end() -> None:
    wide = "|a" * 700 + "\n" + "|-" * 700 + "\n"

    assert work(wide + "|\n" * 90) < 3 * work(wide + "|\n")


def test_a_text_that_is_longer_than_any_is_cut() -> None:
    assert markdown_post("a" * (LONGEST + 9), resolve=Everybody(), site=SITE).html.count("a") < LONGEST + 20
