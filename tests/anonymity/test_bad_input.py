"""Whatever is pasted is screened or refused by name, and quickly."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csaleads.anonymity.errors import TextTooLong
from csaleads.anonymity.keeping import forget
from csaleads.anonymity.service import LONGEST_TEXT, screen
from csaleads.anonymity.text import model

AWKWARD = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from(list("ABab 0123456789/-.'@:,()\n\x00\u200b\u202e\u00a0\ud800\udfff\u0301ﬁİß")),
    ),
    max_size=300,
)


@settings(max_examples=150, deadline=None)
@given(AWKWARD)
def test_any_text_gives_findings_in_order_inside_the_text(text: str) -> None:
    last = 0
    for finding in screen(text):
        assert last <= finding.start < finding.end <= len(text)
        assert 0 <= finding.replace_start <= finding.start
        assert finding.end <= finding.replace_end <= len(text)
        last = finding.end


def test_a_text_beyond_the_limit_is_refused_by_name() -> None:
    with pytest.raises(TextTooLong) as refused:
        screen("a" * 100_000)

    assert (refused.value.length, refused.value.limit) == (100_000, LONGEST_TEXT)


@pytest.mark.parametrize("figure", ["²", "⑴", "①", "٣"])
def test_figures_that_are_no_ordinary_figures_are_read_and_never_break(figure: str) -> None:
    assert screen(" ".join([figure] * 8)) == []


@pytest.mark.parametrize(
    "piece",
    [
        *("a", "A", "1", "a.", "A.", "A ", "1 ", "1/", "Aa ", "aa ", "@", "-", "'", "\n", "0 ", "x@x."),
        *("\u0301", "\u05d0", "St ", "the ", "Flat 1, ", "<b>", "1.1.", "a@", "mum ", "Ab, "),
        *("Tyler07", "#MrBell", "a_b_1.pdf ", "caravan 1 ", "13th and 14th, ", "like Elvis, "),
    ],
)
def test_no_repeated_piece_makes_a_rule_run_away(piece: str) -> None:
    text = (piece * LONGEST_TEXT)[:LONGEST_TEXT]
    screen("warm up")
    forget()

    began = time.thread_time()
    screen(text)

    assert time.thread_time() - began < 4  # a second on a machine of its own; tests share theirs


@pytest.mark.parametrize("name", ["Jo Cox", "Brene Brown", "Carol Ann Duffy", "Adam Smith"])
def test_a_listed_name_again_and_again_makes_no_rule_run_away(name: str) -> None:
    between = (
        f"{name}, " * 30 + f"w{number}x " for number in range(LONGEST_TEXT)
    )  # no piece is like another
    text = "".join(part for _, part in zip(range(LONGEST_TEXT // (31 * len(name))), between, strict=False))
    screen("warm up")
    forget()

    began = time.thread_time()
    screen(text[:LONGEST_TEXT])

    assert time.thread_time() - began < 4


def test_rules_answer_without_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "reader", lambda: None)
    forget()

    found = screen("Mum says that Oluwaseun has gone. Ring 07700 900456.")

    forget()
    assert [finding.label.value for finding in found] == ["PERSON", "PHONE"]
