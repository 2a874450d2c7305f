"""Who is who among the names of a text, and what each mention becomes, so that the sentence around it still reads.

A role that is written beside a name ("her stepmother Paulette", "the social worker, Temi,") stays and the name goes; a
child, and whoever shows no role, becomes a letter that the text does not use yet.
"""

import re
from functools import cache

from csaleads.anonymity.findings import Span
from csaleads.anonymity.text.lexicon import fold, lexicon, read_lines, word_group

_WORD = re.compile(r"[^\W\d_]{2,}")
_OWNER = r"(?:the|an?|her|his|their|my|our|your|this|that|whose)"
_LEAD = re.compile(r"([\w-]+)(?P<gap> |, | \(|: | - )(?:the )?[\"']?$")
_BEFORE_ROLE = re.compile(
    rf"(?:\b{_OWNER}|'s|s'|\b(?!and\b|or\b|but\b|told\b|met\b|saw\b|with\b|by\b|from\b|to\b|is\b|was\b|"
    rf"that\b|of\b|for\b|rang\b|as\b|in\b|on\b)[a-z]+) $",
    re.I,
)
_OWNED = re.compile(rf"\b{_OWNER} (?:[\w-]+ ){{0,2}}$|'s (?:[\w-]+ ){{0,2}}$", re.I)
_AGED = (
    r"(?:1[0-7]|[1-9]|one|two|three|four|five|six|seven|eight|nine|"
    r"ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)"
)
_CHILD_AFTER = re.compile(
    rf"^,? ?\(?(?:aged? )?{_AGED}(?: ?(?:yo|y/o|yrs?|years?(?: old)?))?(?:[),.;]| (?:and|is|was|has|who|"
    rf"told)\b|$)|^,? (?:is |who is |in )(?:in )?(?:(?:only|just|nearly|almost) )?(?:{_AGED}\b|(?:yr|"
    rf"year) \d)",
    re.I,
)
_ADULT_AFTER = re.compile(
    r"^,? ?\(?(?:aged? )?(?:1[89]|[2-9]\d)[),. ]|^,? (?:is|was) (?:1[89]|[2-9]\d|twenty|thirty|forty|fifty)",
    re.I,
)
_ADULT_BEFORE = re.compile(
    r"\b(?:relationship with|married to|lives with|adult|man called|woman called|lodger|landlord|"
    r"told by)(?:,)? $",
    re.I,
)
_ROLE_AFTER = re.compile(
    rf"^(?P<open>,? \(|, )(?P<words>(?:{_OWNER} )?(?:[a-z][\w-]* ){{0,2}}(?P<role>[a-z][\w-]*))(?P<close>\)|"
    rf",(?= )|(?=[.;]|$))",
    re.I,
)
_TAKEN = re.compile(r"\b(?:child|person|adult) ([A-Z])\b", re.I)
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_TITLES = re.compile(
    r"(?:\bthe )?\b(Mr|Mrs|Ms|Miss|Mx|Dr|Doctor|Prof|Professor|PC|DC|DS|DI|DCI|WPC|PCSO|Sgt|Sergeant|Insp|"
    r"Inspector|HHJ|Cllr|Rev|Reverend|Fr|Pastor|Imam|Rabbi|(?-i:Judge|Father|Sir|Dame|Nurse|Sister|"
    r"Coach))\.? $",
    re.I,
)
_LETTERED = frozenset(("child", "friend", "sibling", "brother", "sister", "cousin"))
_PARENTS = frozenset(
    ("mother", "father", "stepmother", "stepfather", "grandmother", "grandfather", "aunt", "uncle", "partner")
)
_STARTS = word_group("function words")


@cache
def _role_words() -> dict[str, str]:
    """The role that each word beside a name gives its bearer."""
    roles = {
        word: kind
        for kind, words in lexicon().cues.items()
        if kind not in ("title", "naming")
        for word in words
    }
    for line in read_lines("titles.txt"):
        role, _, titles = line.partition(": ")
        for title in titles.split():
            roles.setdefault(title, role)
    roles.update({"baby": "child", "toddler": "child"})
    return roles


class Cast:
    """The people of one text."""

    def __init__(self, text: str, spans: list[Span]) -> None:
        self._text = text
        self._of_word: dict[str, int] = {}
        self._by_letter: dict[str, list[str]] = {}
        self._people_met = 0
        self._titles: dict[int, str] = {}
        self._role_of = _role_words()
        self._people = {span: self._identify(span) for span in spans}
        self._wording: dict[int, str] = {}
        self._met: set[int] = set()
        self._name_all(spans)

    def suggest(self, span: Span) -> tuple[int, int, str]:
        """(start, end, wording) for one mention, from the first to the last; mentions are asked in their order."""
        person = self._people[span]
        wording = self._wording[person]
        start, end = span.start - len(self._title(span)), span.end
        beside = self._beside(span, start, end)
        if beside:
            self._met.add(person)
            return beside
        before = self._text[max(0, start - 14) : start]
        if (
            wording[:4] == "the "
            and not re.search(r"\b(?:mother|father|grand\w+|aunt|uncle|partner)$", wording)
            and person not in self._met
        ):
            wording = f"{'an' if wording[4] in 'aeiou' else 'a'} {wording[4:]}"
        self._met.add(person)
        if re.search(rf"(?:'s|s'|\b{_OWNER}) $", before, re.I):
            wording = re.sub(r"^(?:the|an?) ", "", wording)
        return start, end, wording

    def _beside(self, span: Span, start: int, end: int) -> tuple[int, int, str] | None:
        """What takes in the role that is written before or after a name."""
        lead = self._lead(start)
        role = self._role_of.get(fold(lead.group(1))) if lead else None
        if lead and role and role not in _LETTERED and lead["gap"] != ": ":
            return self._with_role_before(lead, role, start, end)
        after = self._after(end)
        if (
            after
            and self._role_of.get(fold(after["role"])) not in (None, *_LETTERED)
            and re.match(rf"{_OWNER} ", after["words"], re.I)
        ):
            return start, end + after.end(), after["words"]
        return None

    def _with_role_before(self, lead: re.Match[str], role: str, start: int, end: int) -> tuple[int, int, str]:
        """ "mum Donna" becomes "the mother", "her mum Donna" "her mum", "the worker, Temi, said" "the worker said"."""
        begins = start - len(lead.group())
        shown = lead.group(1)
        if (lead["gap"] == ", " and self._text[end : end + 2] == ", ") or (
            lead["gap"] == " (" and self._text[end : end + 1] == ")"
        ):
            end += 1
        before = self._text[max(0, begins - 30) : begins]
        owned = _OWNED.search(before) or _BEFORE_ROLE.search(before)
        if owned or (shown.islower() and fold(shown) in lexicon().short):  # "fc says" is how it was typed
            return begins, end, shown
        return begins, end, f"the {role if role in _PARENTS else fold(shown)}"

    def _title(self, span: Span) -> str:
        if span.start not in self._titles:
            title = _TITLES.search(self._text[max(0, span.start - 18) : span.start])
            self._titles[span.start] = title.group() if title else ""
        return self._titles[span.start]

    def _lead(self, start: int) -> re.Match[str] | None:
        return _LEAD.search(self._text[max(0, start - 30) : start])

    def _after(self, end: int) -> re.Match[str] | None:
        return _ROLE_AFTER.match(self._text[end : end + 44])

    def _identify(self, span: Span) -> int:
        """The number of the person: whoever bears the first of these words already."""
        words = [fold(w) for w in _WORD.findall(self._text[span.start : span.end])] or [
            fold(self._text[span.start : span.end])
        ]
        titled = bool(self._title(span))
        known = [
            self._of_word[word] for word in (words[-1:] if titled else words[:1]) if word in self._of_word
        ]
        if not known and len(words[0]) > 2:
            known = [
                self._of_word[word]
                for word in self._by_letter.get(words[0][0], ())
                if len(word) > 3 and (word.startswith(words[0]) or words[0].startswith(word))
            ][:1]
        person = known[0] if known else self._people_met
        self._people_met = max(self._people_met, person + 1)
        for word in words:
            if word not in self._of_word:
                self._of_word[word] = person
                self._by_letter.setdefault(word[:1], []).append(word)
        return person

    def _name_all(self, spans: list[Span]) -> None:
        taken = {letter.upper() for letter in _TAKEN.findall(self._text)}
        letters = [letter for letter in _LETTERS if letter not in taken] or list(_LETTERS)
        roles: dict[int, str] = {}
        for span in spans:
            role = self._role(span)
            if role and (roles.get(self._people[span]) in (None, "adult")):
                roles[self._people[span]] = role
        used: set[str] = set()
        for span in spans:
            person = self._people[span]
            if person in self._wording:
                continue
            role = roles.get(person)
            if role is None or role in _LETTERED or role in ("adult", "neighbour") or f"the {role}" in used:
                letter = letters.pop(0) if letters else "Z"
                kind = (
                    "Child" if role in (None, "child", "sibling", "brother", "sister", "cousin") else "Person"
                )
                self._wording[person] = f"{kind} {letter}"
            else:
                self._wording[person] = f"the {role}"
            used.add(self._wording[person])

    def _role(self, span: Span) -> str | None:
        rest = self._text[span.end : span.end + 34]
        if _CHILD_AFTER.match(rest):
            return "child"
        start = span.start - len(self._title(span))
        lead = self._lead(start)
        if lead and lead["gap"] != ": " and (role := self._role_of.get(fold(lead.group(1)))):
            return role
        after = self._after(span.end)
        if (
            after
            and (role := self._role_of.get(fold(after["role"])))
            and (re.match(rf"{_OWNER} ", after["words"], re.I) or "(" in after["open"])
        ):
            return role
        title = self._title(span).strip(" .").lower().removeprefix("the ")
        if title:
            return (
                self._role_of.get(title, "adult")
                if title not in ("mr", "mrs", "ms", "miss", "mx")
                else "adult"
            )
        before = self._text[max(0, span.start - 26) : span.start]
        full = len(self._text[span.start : span.end].split()) > 1
        if _ADULT_AFTER.match(rest) or _ADULT_BEFORE.search(before) or full:
            return "adult"
        return None
