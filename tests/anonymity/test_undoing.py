"""What hides words is undone paragraph by paragraph, and the positions lead back to the whole text."""

import pytest

from csaleads.anonymity.keeping import forget
from csaleads.anonymity.text import undoing
from csaleads.anonymity.text.normalise import plain

HIDDEN = "He wrote K-i-e-r-a-n on the form."
PLAIN = "A wet morning, and nobody in."


@pytest.fixture(autouse=True)
def nothing_is_kept() -> None:
    forget()


@pytest.mark.parametrize(
    "text",
    [
        f"{PLAIN}\n\n{HIDDEN}\n\n{PLAIN}",
        f"{HIDDEN}\n \n{PLAIN}\n\n{HIDDEN}",
        f"\n\n{PLAIN}\n\n\n{HIDDEN}\n\n",
        f"“{PLAIN}”\u200b\n\n{HIDDEN}",
    ],
)
def test_a_word_undone_leads_back_to_where_it_stood(text: str) -> None:
    for _ in range(2):  # the second time it is known which paragraphs hide nothing
        read = plain(text)
        at = read.text.index("Kieran")
        start, end = read.original(at, at + 6)
        assert text[start:end] == "K-i-e-r-a-n"
        before = read.text.index("A wet")
        assert text[slice(*read.original(before, before + 5))] == "A wet"


def test_a_paragraph_that_hides_nothing_is_gone_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    gone_through: list[str] = []
    before = undoing._steps

    def counted(paragraph: str) -> tuple[str, list[int], list[int]]:
        gone_through.append(paragraph)
        return before(paragraph)

    monkeypatch.setattr(undoing, "_steps", counted)
    plain(f"{PLAIN}\n\n{HIDDEN}")
    plain(f"{PLAIN}\n\n{HIDDEN}")

    assert gone_through == [f"{PLAIN}\n\n", HIDDEN, HIDDEN]
