"""Who is who among the names of a text, so that the same person gets the same wording throughout.

The role comes from the words around any mention; a child, and whoever shows no role, becomes a letter.
"""

import re
from functools import cache

from csaleads.anonymity.findings import Span
from csaleads.anonymity.lexicon import fold, lexicon, read_lines

_WORD = re.compile(r"[^\W\d_]{2,}")
_LEAD = re.compile(r"([\w'-]+)(\.? |, | \(| is | was |: |'s )[\"']?$")
_CHILD_AFTER = re.compile(
    r"^,? ?\(?(?:aged? )?(?:1[0-7]|[1-9])(?: ?(?:yo|yrs?|years?))?[),. ]|^,? (?:in )?(?:yr|year) \d", re.I
)
_ROLE_AFTER = re.compile(r"^,? \(?(?:the |her |his |their |my |our )?([a-z][\w-]+(?: [a-z]+)?)\b", re.I)
_TAKEN = re.compile(r"\b(?:[Cc]hild|[Pp]erson|CHILD|PERSON) ([A-Z])\b")
_PARENTS = (
    "mother",
    "father",
    "stepmother",
    "stepfather",
    "grandmother",
    "grandfather",
    "aunt",
    "uncle",
    "partner",
)
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx)\.? $", re.I)


@cache
def _role_words() -> dict[str, str]:
    """The role that each word before a name gives its bearer."""
    roles = {
        word: kind
        for kind, words in lexicon().cues.items()
        if kind not in ("title", "naming")
        for word in words
    }
    for line in read_lines("titles.txt"):
        role, _, titles = line.partition(": ")
        roles.update(dict.fromkeys(titles.split(), role))
    return roles


class Cast:
    """The people of one text."""

    def __init__(self, text: str, spans: list[Span]) -> None:
        self._text = text
        self._of_word: dict[str, int] = {}
        self._wording: dict[int, str] = {}
        self._role_of = _role_words()
        people = [self._identify(span) for span in spans]
        self._people = dict(zip(spans, people, strict=True))
        self._name_all(spans)

    def suggest(self, span: Span) -> tuple[int, int, str]:
        """(start, end, wording) for one mention: "mum Donna" as a whole becomes "the mother"."""
        wording = self._wording[self._people[span]]
        start, end = span.start - self._title_length(span), span.end
        lead = self._lead(span)
        if lead and self._role_of.get(fold(lead.group(1))) and lead.group(2) not in (" is ", " was ", "'s "):
            start = span.start - self._title_length(span) - len(lead.group())
            owner = re.search(
                r"\b(?:the|an?|her|his|their|my|our) $", self._text[max(0, start - 7) : start], re.I
            )
            start -= len(owner.group()) if owner else 0
            if lead.group(2) == " (" and self._text[end : end + 1] == ")":
                end += 1
        if self._text[max(0, start - 3) : start].lower() in ("'s ", "s' "):
            wording = re.sub(r"^(?:the|an?) ", "", wording)
        return start, end, wording

    def _title_length(self, span: Span) -> int:
        title = _TITLE.search(self._text[max(0, span.start - 6) : span.start])
        return len(title.group()) if title else 0

    def _lead(self, span: Span) -> re.Match[str] | None:
        start = span.start - self._title_length(span)
        return _LEAD.search(self._text[max(0, start - 30) : start])

    def _identify(self, span: Span) -> int:
        """The number of the person: whoever bears the first of these words already."""
        words = [fold(w) for w in _WORD.findall(self._text[span.start : span.end])] or [
            fold(self._text[span.start : span.end])
        ]
        known = [self._of_word[word] for word in words[:1] if word in self._of_word]
        if not known:
            known = [
                person
                for word, person in self._of_word.items()
                if len(word) > 3 and (word.startswith(words[0]) or words[0].startswith(word))
            ][:1]
        person = known[0] if known else len(set(self._of_word.values()))
        for word in words:
            self._of_word.setdefault(word, person)
        return person

    def _name_all(self, spans: list[Span]) -> None:
        letters = [letter for letter in _LETTERS if letter not in _TAKEN.findall(self._text)] or list(
            _LETTERS
        )
        roles: dict[int, str] = {}
        for span in spans:
            role = self._role(span)
            if role:
                roles.setdefault(self._people[span], role)
        grown = {self._people[span] for span in spans if self._title_length(span)}
        used: set[str] = set()
        for span in spans:
            person = self._people[span]
            if person in self._wording:
                continue
            role = roles.get(person)
            if role is None or role in ("child", "friend", "sibling") or f"the {role}" in used:
                letter = letters.pop(0) if letters else "Z"
                self._wording[person] = (
                    f"{'Person' if role == 'friend' or person in grown else 'Child'} {letter}"
                )
            elif role in _PARENTS:
                self._wording[person] = f"the {role}"
            else:
                self._wording[person] = f"{'an' if role[0] in 'aeiou' else 'a'} {role}"
            used.add(self._wording[person])

    def _role(self, span: Span) -> str | None:
        if _CHILD_AFTER.match(self._text[span.end : span.end + 14]):
            return "child"
        lead = self._lead(span)
        if lead and (role := self._role_of.get(fold(lead.group(1)))):
            return role
        after = _ROLE_AFTER.match(self._text[span.end : span.end + 30])
        if (after and self._text[span.end : span.end + 1] in ",(") or (
            after and self._text[span.end : span.end + 2] == " ("
        ):
            words = fold(after.group(1)).split()
            return next(
                (self._role_of[w] for w in (" ".join(words).replace(" ", "-"), *words) if w in self._role_of),
                None,
            )
        return None
