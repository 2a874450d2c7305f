"""Tells a marked note again about other people, elsewhere, on other days; each person keeps one new name throughout."""

import random
import re
from dataclasses import dataclass
from functools import cache

from benchmarks.anonymity.build import Note
from benchmarks.anonymity.train import invent
from csaleads.anonymity.text.lexicon import lexicon, word_group

Segment = tuple[str, str]
"""Text and its label: "" where it identifies nobody, "?" where two careful people would differ."""

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_TITLE_BEFORE = re.compile(
    r"\b(?:mr|mrs|ms|miss|mx|dr|prof|pc|dc|ds|di|sgt|judge|hhj|cllr|coach|sir)\.? $", re.I
)
_INITIALS = re.compile(r"(?:[^\W\d_][.\s/-]*){1,3}")
_SPELT = re.compile(r"[^\W\d_](?:[ .\-*_][^\W\d_]){3,}")
_AGE = re.compile(r"(?<![\w/.,:£-])(?:[2-9]|1[0-7])(?![\w/.,:%-])")
_MAKERS = {
    "ORG_SCHOOL": invent.school,
    "ORG_GP_HEALTH": invent.surgery,
    "LOCATION_SMALL": invent.place,
    "ADDRESS": invent.address,
    "DATE": invent.date,
    "DATE_OF_BIRTH": invent.date,
}
_KEPT = 0.2  # how often a school, place or date stays what it was


@dataclass
class Chances:
    """How likely a note is told in each of these ways."""

    swap: float = 0.35
    lower: float = 0.25
    lower_names: float = 0.08
    capitals: float = 0.02
    bare: float = 0.12
    typos: float = 0.15
    shortened: float = 0.2
    slips: float = 0.08
    raised: float = 0.15


def segments(note: Note) -> list[Segment]:
    """The note cut where its marks begin and end."""
    cuts = [(s.start, s.end, s.label) for s in note.spans] + [(s.start, s.end, "?") for s in note.optional]
    found: list[Segment] = []
    reached = 0
    for start, end, label in sorted(cuts):
        found += [(note.text[reached:start], ""), (note.text[start:end], label)]
        reached = end
    return [(text, label) for text, label in [*found, (note.text[reached:], "")] if text]


def retell(parts: list[Segment], dice: random.Random, chances: Chances | None = None) -> list[Segment]:
    """The same story of others, as somebody else would type it."""
    chances = chances or Chances()
    told = with_others(parts, dice)
    if dice.random() < chances.swap:
        told = _swapped(told, dice)
    return _typed(told, dice, chances)


def with_others(parts: list[Segment], dice: random.Random) -> list[Segment]:
    """New names, schools, places, days and numbers; whoever was named twice still is."""
    cast: dict[str, str] = {}
    places: dict[str, str] = {}
    told: list[Segment] = []
    for text, label in parts:
        if label == "PERSON":
            before = told[-1][0] if told else ""
            told.append((_other_person(text, bool(_TITLE_BEFORE.search(before)), cast, dice), label))
        elif label and label != "?":
            told.append((places.setdefault(text.lower(), _other(text, label, dice)), label))
        else:
            told.append((text, label))
    return told


def _other(text: str, label: str, dice: random.Random) -> str:
    if label not in _MAKERS:
        return invent.like(text, dice)
    if dice.random() < _KEPT:
        return text
    made = _MAKERS[label](dice)
    return made.lower() if text == text.lower() and any(c.isalpha() for c in text) else made


def _other_person(text: str, titled: bool, cast: dict[str, str], dice: random.Random) -> str:
    if _SPELT.fullmatch(text):
        name = _other_word("".join(_WORD.findall(text)), "first", cast, dice)
        return dice.choice([" ", "-", ".", "*"]).join(name)
    if _is_initials(text):
        return re.sub(r"[^\W\d_]", lambda found: _other_letter(found.group(), cast, dice), text)
    words = list(_WORD.finditer(text))
    told, reached = "", 0
    for number, found in enumerate(words):
        alone = titled or (len(words) == 1 and _is_family_name(found.group()))
        role = "last" if alone or (number and number == len(words) - 1) else "first"
        word = found.group()
        ending = word[-2:] if word[-2:] in ("'s", "’s") else ""
        word = word.removesuffix(ending) if ending else word
        if word.lower() not in word_group("particles"):
            word = _other_word(word, role, cast, dice)
        told += text[reached : found.start()] + word + ending
        reached = found.end()
    return told + text[reached:]


def _is_family_name(word: str) -> bool:
    """Whether the lists know `word` as a family name only."""
    known = invent.key(word)
    return known in lexicon().last and known not in lexicon().first


def _is_initials(text: str) -> bool:
    letters = "".join(_WORD.findall(text))
    if not _INITIALS.fullmatch(text):
        return False
    known = letters.lower() in lexicon().first
    return "." in text or len(letters) == 1 or letters.isupper() or not known


def _other_letter(letter: str, cast: dict[str, str], dice: random.Random) -> str:
    new = cast.setdefault(f"letter {letter.lower()}", dice.choice("ABCDEFGHJKLMNPRSTVWYZ"))
    return new if letter.isupper() else new.lower()


def _other_word(word: str, role: str, cast: dict[str, str], dice: random.Random) -> str:
    known = invent.key(word)
    if known not in cast:
        longer = [name for name in cast if len(known) > 2 and name.startswith(known)]
        made = invent.first_name(dice) if role == "first" else invent.last_name(dice)
        if dice.random() < 0.1:
            made = word
        elif longer and dice.random() < 0.7:
            made = cast[longer[0]][: max(3, len(known))]
        cast[known] = made
    return _cased(cast[known], word)


def _cased(new: str, old: str) -> str:
    if old.islower():
        return new.lower()
    return new.upper() if old.isupper() and len(old) > 1 else new[:1].upper() + new[1:]


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    groups = [tuple(line.split()) for line in invent.lines_of("swaps.txt")]
    return {word: group for group in groups for word in group}


def _swapped(parts: list[Segment], dice: random.Random) -> list[Segment]:
    """Kin, days and ages exchanged for others, each the same way throughout."""
    chosen: dict[str, str] = {}

    def swap(found: re.Match[str]) -> str:
        word = found.group()
        group = _groups().get(word.lower())
        if not group:
            return word
        return _cased(chosen.setdefault(word.lower(), dice.choice(group)), word)

    def age(found: re.Match[str]) -> str:
        return chosen.setdefault(found.group(), str(dice.randint(2, 17)))

    return [
        (text, label) if label else (_AGE.sub(age, _WORD.sub(swap, text)), label) for text, label in parts
    ]


def _typed(parts: list[Segment], dice: random.Random, chances: Chances) -> list[Segment]:
    told = parts
    if dice.random() < chances.slips * 3:
        told = [
            (invent.slip(t, dice) if label == "PERSON" and dice.random() < 0.4 else t, label)
            for t, label in told
        ]
    if dice.random() < chances.typos:
        told = [(_mistyped(t, dice), label) if not label else (t, label) for t, label in told]
    if dice.random() < chances.shortened:
        told = [(_shortened(t, dice), label) if not label else (t, label) for t, label in told]
    if dice.random() < chances.raised:
        told = [(_raised(t, dice), label) if not label else (t, label) for t, label in told]
    if dice.random() < chances.bare:
        told = [(re.sub(r"[.,;:()\"?!]", "", t), label) if not label else (t, label) for t, label in told]
    throw = dice.random()
    if throw < chances.lower:
        return [(t.lower(), label) for t, label in told]
    if throw < chances.lower + chances.lower_names:
        return [(t.lower() if label == "PERSON" else t, label) for t, label in told]
    if throw < chances.lower + chances.lower_names + chances.capitals:
        return [(t.upper(), label) for t, label in told]
    return told


def _mistyped(text: str, dice: random.Random) -> str:
    return _WORD.sub(
        lambda found: invent.slip(found.group(), dice) if dice.random() < 0.06 else found.group(), text
    )


def _shortened(text: str, dice: random.Random) -> str:
    """ "mgr", "chrono", "lang": words cut off or without their vowels, as hurried people write."""

    def short(found: re.Match[str]) -> str:
        word = found.group()
        if len(word) < 5 or dice.random() > 0.12:
            return word
        cut = word[: dice.choice([3, 4, 4, 5])] + dice.choice(["", "", "s"])
        return dice.choice([cut, word[0] + re.sub(r"[aeiou]", "", word[1:])])

    return _WORD.sub(short, text)


def _raised(text: str, dice: random.Random) -> str:
    """A capital here and there where none is due, as people write Strategy Meeting."""
    return _WORD.sub(
        lambda found: found.group().capitalize() if dice.random() < 0.06 else found.group(), text
    )
