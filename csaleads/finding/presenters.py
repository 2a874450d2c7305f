"""What the search page says: the filters, what was looked for and where, and what to try where nothing was found."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple
from urllib.parse import urlencode

from csaleads.core.formatting import joined, plural
from csaleads.core.full_text.asking import Phrase, Question, Term
from csaleads.core.full_text.folding import words_of
from csaleads.core.full_text.service import pile_of
from csaleads.finding.forms import FILTERS, SearchFilters
from csaleads.finding.kinds import SearchKind
from csaleads.finding.queries import Answer, Part, Result
from csaleads.finding.synonyms import WORDS
from csaleads.learning.queries import TopicLine

MOST_TRIES = 4
SHOWN_OTHERS = 2
SHORTEST = 4  # letters of a word of which another spelling is looked for
ALIKE = 0.75
TITLES_FIRST = "Those with all your words in the title come first, then the newest."
Chosen = Sequence[tuple[str, str, str]]  # filter, its value in the address, what it says


class Try(NamedTuple):
    """Something else to search for, and its address."""

    words: str
    href: str


class Section(NamedTuple):
    """What was found of one kind, under a heading of its own."""

    key: str
    heading: str
    rows: Sequence[Result]
    order: str
    more: Try | None


class Nothing(NamedTuple):
    """What a reader is told where nothing was found."""

    searched: str
    where: str
    filters: list[str]
    without_filters: str
    spellings: list[Try]
    parts: list[Try]


def count_filters(filters: SearchFilters) -> int:
    """How many filters narrow this search down."""
    return len(_chosen(filters))


def sections_of(words: str, filters: SearchFilters, answer: Answer, *, here: str) -> list[Section]:
    """What was found, kind by kind. Where of one more was found than is shown, the way to all of it."""
    chosen = _chosen(filters)
    is_alone = len(answer.parts) == 1
    return [
        Section(
            part.kind.key,
            _heading(part),
            part.page.rows,
            _order(part),
            _all_of(part, words, chosen, here) if part.has_more and not is_alone else None,
        )
        for part in answer.parts
        if part.page.total_count
    ]


def _heading(part: Part) -> str:
    if part.is_cut:
        return f"More than {part.most} {part.kind.several}"
    return plural(part.page.total_count, part.kind.one, part.kind.several)


def _order(part: Part) -> str:
    if part.is_cut:
        return f"{TITLES_FIRST} Add a word to narrow it down."
    return "Best matches first." if pile_of(part.kind.key).is_weighed else TITLES_FIRST


def _all_of(part: Part, words: str, chosen: Chosen, here: str) -> Try:
    rest = f"More {part.kind.several}" if part.is_cut else f"All {part.page.total_count} {part.kind.several}"
    look = ("look", part.kind.key, "")
    return Try(rest, _address(here, words, [look, *chosen]))


def found_besides(question: Question) -> list[str]:
    """A sentence for each word or phrase that was looked for in other ways too, with the first of those."""
    return [_others_of(term) for term in question.terms if len(term.phrases) > 1]


def _others_of(term: Term) -> str:
    typed, *others = map(str, term.phrases)
    rest = len(others) - SHOWN_OTHERS
    named = [*others[:SHOWN_OTHERS], f"{rest} other ways to say it"] if rest > 1 else others
    return f"“{typed.strip('“”')}” also finds {joined(named)}."


def nothing_found(
    words: str,
    filters: SearchFilters,
    question: Question,
    *,
    here: str,
    kinds: Sequence[SearchKind],
    places: Sequence[tuple[int, str]],
    topics: Sequence[TopicLine],
) -> Nothing:
    """What was searched, where, and what else to try."""
    chosen = _chosen(filters)
    return Nothing(
        searched=str(question),
        where=_where(kinds, places),
        filters=[label for _, _, label in chosen],
        without_filters=_address(here, words, ()) if chosen else "",
        spellings=_other_spellings(question, topics, here, chosen),
        parts=_parts(question, here, chosen),
    )


def _where(kinds: Sequence[SearchKind], places: Sequence[tuple[int, str]]) -> str:
    what = joined([f"the {kind.where} of {kind.label}" for kind in kinds]) or "what the filters leave"
    names = [name for _, name in places]
    of = joined([*names, "the network"]) if len(names) <= 3 else "every area and the network"
    return f"{what}, from {of}"


def _chosen(filters: SearchFilters) -> Chosen:
    """The filters that narrow this search down."""
    found = []
    for name in FILTERS:
        field: Any = filters[name]
        if field.data and not field.errors:
            value = next(iter(field.chosen))
            label = next(choice.label for choice in field.choices if choice.value == value)
            found.append((name, value, f"{field.label.text}: {label}"))
    return found


def _address(here: str, words: str, chosen: Chosen) -> str:
    return f"{here}?{urlencode([('q', words), *((name, value) for name, value, _ in chosen)])}"


def _typed(question: Question) -> list[Phrase]:
    return [term.phrases[0] for term in question.terms]


def _parts(question: Question, here: str, chosen: Chosen) -> list[Try]:
    """Each thing of several alone; one long word by its beginning."""
    phrases = _typed(question)
    if len(phrases) > 1:
        words = [_as_typed(phrase) for phrase in phrases]
    else:
        words = [
            f"{word[: max(SHORTEST, len(word) - 3)]}*"
            for phrase in phrases
            for word in phrase.words
            if len(word) > SHORTEST
        ]
    return [Try(each, _address(here, each, chosen)) for each in words[:MOST_TRIES]]


def _as_typed(phrase: Phrase) -> str:
    words = " ".join(phrase.words)
    return f'"{words}"' if len(phrase.words) > 1 else words + ("*" if phrase.is_beginning else "")


def _other_spellings(question: Question, topics: Sequence[TopicLine], here: str, chosen: Chosen) -> list[Try]:
    """Words of the field that are spelt like those that were typed."""
    known = sorted(WORDS.union(*(words_of(topic.title) for topic in topics)))
    typed = [word for phrase in _typed(question) for word in phrase.words]
    found: list[str] = []
    for place, word in enumerate(typed):
        if len(word) >= SHORTEST and word not in known:
            close = get_close_matches(word, known, n=2, cutoff=ALIKE)
            found += [" ".join([*typed[:place], each, *typed[place + 1 :]]) for each in close]
    return [Try(each, _address(here, each, chosen)) for each in found[:MOST_TRIES]]
