"""Whether a word names a person: what the model thinks, weighed with lists, capitals and the words around it.

The weights are data (name_weights.txt), fitted to notes that the model had not learnt from; see benchmarks/anonymity/train.
"""

import math
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from csaleads.anonymity.people.bearing import PARENTS, by_its_place
from csaleads.anonymity.people.context import Cues, speaks
from csaleads.anonymity.people.no_names import is_nobody
from csaleads.anonymity.people.no_people import is_in_haste
from csaleads.anonymity.text.lexicon import lexicon, read_lines, word_group
from csaleads.anonymity.text.tokens import Token

DOUBT = 0.01
"""Below this chance only a title or a list of names makes a word worth weighing."""

_EVEN = 0.5
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_STARTERS = word_group("function words")
_NOT_AFTER_TITLE = word_group("not after a title")
_AFTER_SHORT = word_group("said after a short form")
_NEXT_WORD = re.compile(r"[A-Za-z]+")
_ACTING = word_group("short forms that act")
_ROLES = word_group("always roles")
_OF_MEASURES = word_group("said of a measure")
_OF_MATERIALS = word_group("said of materials")
_IS_USED = re.compile(
    r"(?:'s?)? (?:was|were|is|are|has been|have been|had been|to be|being) (?:(?:not|also|then|now|again|partly|fully) )?"
    r"(?:administered|completed|scored|uploaded|repeated|downloaded|installed|rolled out|"
    r"piloted|laminated|printed|normed|validated|handed out|filled in|in use|used in)\b"
)
_ALMOST_SURE, _OWNER = 0.97, 0.04
_PREFIXES = ("un", "re", "non", "pre", "mis", "dis", "over", "under", "out", "semi", "multi", "anti", "inter")


@cache
def weights() -> dict[str, float]:
    """The weight of every sign, by its name."""
    return {
        name: float(value)
        for name, _, value in (line.partition(": ") for line in read_lines("name_weights.txt"))
    }


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph's words, and what leads up to a name in it."""

    text: str
    tokens: list[Token]
    cues: Cues
    loud: bool

    def signs(self, i: int, chance: float) -> list[str]:
        """What speaks for or against word `i` being a name, beside `chance`."""
        token = self.tokens[i]
        shape = "l" if self.loud else token.shape
        known = "english" if token.english else "unknown"
        listed = "first" if token.first else "last" if token.last else "unlisted"
        found = [f"{shape} {known} {listed}", "always"]
        if token.wordlike:
            found.append(f"{shape} wordlike")
        if len(token.word) < 3:
            found.append(f"{shape} of {len(token.word)}")
        for sign, is_so in (
            ("field", token.field),
            ("place", token.place),
            ("opens", token.opens and shape != "l"),
            ("function word", token.word in _STARTERS),
            ("small after a capital", shape == "l" and not self.loud and self._follows_capital(i)),
        ):
            if is_so:
                found.append(sign)
        if chance > 0.001:
            found += self._around(i, token)
            found += _spelling(token, shape)
        return found

    def _follows_capital(self, i: int) -> bool:
        """Whether the word stands right after one with a capital, as no part of a name does."""
        before = self.tokens[i - 1] if i else None
        return before is not None and before.capital and before.end + 1 == self.tokens[i].start

    def _around(self, i: int, token: Token) -> list[str]:
        found = []
        if self.cues.after_title(self.text, self.tokens, i):
            found.append("titled")
        if self.cues.is_led(self.text, self.tokens, i):
            found.append("led")
        if speaks(self.text, token):
            found.append("speaks")
        return found


def _spelling(token: Token, shape: str) -> list[str]:
    """Whether a word that no list knows could be English shortened or misspelt."""
    if token.english or token.first or token.last:
        return []
    found = [] if any(letter in "aeiouy" for letter in token.word) else [f"{shape} without a vowel"]
    if len(token.word) > 5 and near_english(token.word):
        found.append(f"{shape} near English")
    return found


@lru_cache(maxsize=2048)
def near_english(word: str) -> bool:
    """Whether one letter left out, added, changed or swapped with the next makes `word` an English word."""
    english = lexicon().english
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    return any(
        left + right[1:] in english
        or left + right[1:2] + right[:1] + right[2:] in english
        or any(
            left + letter + right in english or left + letter + right[1:] in english for letter in _LETTERS
        )
        for left, right in halves
    )


def is_name(words: Words, i: int, chance: float) -> bool:
    """Whether the signs outweigh the doubt."""
    token = words.tokens[i]
    if token.shape == "l" and not words.loud and _is_no_small_name(token, chance):
        return False
    if is_nobody(words.text, words.tokens, i, words.cues, loud=words.loud):
        return False
    decided = by_its_place(words.text, words.tokens, i, words.cues, loud=words.loud)
    if decided is not None:
        return decided
    if token.shape == "T" and not words.loud and _is_titled_name(words, i):
        return True
    if chance < DOUBT and not (token.first and not token.english):
        return False
    if token.word in _STARTERS and chance < _EVEN:
        return False
    if _is_short_form(words, token) or _is_thing(words, i) or _is_role(words, i) or _only_opens(words, i):
        return False
    if _is_plain_english(words, i) or _is_measure(words, i):
        return False
    if token.shape == "l" and chance < _ALMOST_SURE and token.unknown and made_of_words(token.word):
        return False
    return _sum_of_signs(words, i, chance) >= 0


def _sum_of_signs(words: Words, i: int, chance: float) -> float:
    token, known = words.tokens[i], weights()
    signs = sum(known.get(sign, 0.0) for sign in words.signs(i, chance))
    if token.shape == "T" and token.first and not token.english and _owns(words.text, token.end):
        chance = max(chance, _OWNER)
    return log_odds(chance) * known["model"] + signs


def _owns(text: str, end: int) -> bool:
    """ "Keira's": whoever owns is seldom nobody, however sure the model is of it."""
    return text[end : end + 2] in ("'s", "’s")


def _is_no_small_name(token: Token, chance: float) -> bool:
    return (chance < DOUBT and _is_no_name(token)) or (token.unknown and is_in_haste(token.word, lexicon()))


def _is_no_name(token: Token) -> bool:
    """Whether a word in small letters that the model does not doubt is in no list of names, whatever stands around it."""
    return not (token.wordlike or token.first or token.place or token.word in PARENTS)


@lru_cache(maxsize=2048)
def made_of_words(word: str) -> bool:
    """Whether two English words, the second no name, make `word`, or a prefix and one: "lovebite", "unallocated"."""
    lists = lexicon()
    rests = (word.removeprefix(prefix) for prefix in _PREFIXES if word.startswith(prefix))
    return any(len(rest) > 4 and lists.is_english(rest) for rest in rests) or any(
        word[:at] in lists.english and word[at:] in lists.english and word[at:] not in lists.first
        for at in range(3, len(word) - 2)
    )


def _is_measure(words: Words, i: int) -> bool:
    """ "BRAT score", "COLT: high", "Quellmark was administered": no name of a list, and what is said of measures."""
    token = words.tokens[i]
    if words.loud or token.shape == "l" or token.first or words.cues.after_title(words.text, words.tokens, i):
        return False
    if _IS_USED.match(words.text, token.end):
        return True
    if i + 1 == len(words.tokens):
        return False
    after = words.tokens[i + 1]
    gap = words.text[token.end : after.start]
    if token.shape == "U":
        return not token.last and after.word in _OF_MEASURES and gap in (" ", ": ", "-", " - ", "'s ")
    return after.word in _OF_MATERIALS and gap in (" ", "'s ")


def _is_thing(words: Words, i: int) -> bool:
    """ "a teddy", "AN ANGEL": an English word after an article, where capitals say nothing."""
    token = words.tokens[i]
    if not i or not (token.english or token.wordlike) or (token.shape != "l" and not words.loud):
        return False
    before = words.tokens[i - 1]
    if before.english and i > 1 and not before.wordlike and before.end + 1 == token.start:  # "a huge teddy"
        token, before = before, words.tokens[i - 2]
    return before.word in ("a", "an", "any", "every") and before.end + 1 == token.start


def _is_short_form(words: Words, token: Token) -> bool:
    """Whether short forms are all that the word can be: "SW", "fc", "sez", "doin"."""
    if token.shape == "T" and not words.loud:
        return False
    if token.shape == "U" and not words.loud and _heads_a_noun(words, token):
        return True
    if token.word in _ROLES or (
        len(token.word) == 2 and token.word in _ACTING and (words.loud or token.shape == "l")
    ):
        return True
    lists = lexicon()
    if token.shape != "l" or len(token.word) < 3 or token.first or token.last or token.wordlike:
        return False
    is_clipped = token.word.endswith("in") and lists.is_english(f"{token.word}g")
    return token.word in lists.short or is_clipped


def _heads_a_noun(words: Words, token: Token) -> bool:
    """ "CP visit", "RUI status": a short form before what only the field's words stand before."""
    if token.word not in lexicon().short or words.text[token.end : token.end + 1] != " ":
        return False
    after = _NEXT_WORD.match(words.text, token.end + 1)
    return bool(after) and after.group().lower() in _AFTER_SHORT  # type: ignore[union-attr]


def _is_plain_english(words: Words, i: int) -> bool:
    """ "by stealth": a word in small letters that no list has as a name, among words that do use capitals."""
    token = words.tokens[i]
    if words.loud or token.shape != "l" or not token.english or token.first or token.last or token.wordlike:
        return False
    near = words.tokens[max(0, i - 15) : i]
    return any(each.shape == "T" for each in near) and not words.cues.is_led(words.text, words.tokens, i)


def _only_opens(words: Words, i: int) -> bool:
    """ "Toenails.": an English word that no list has as a name and that takes its capital from the sentence."""
    token = words.tokens[i]
    listed = token.first or token.last or token.wordlike
    return (
        token.opens and token.shape == "T" and token.english and not listed and not speaks(words.text, token)
    )


def _is_role(words: Words, i: int) -> bool:
    """ "the CG", "a DP": letters after an article are a role or a body."""
    if words.loud or words.tokens[i].shape != "U" or len(words.tokens[i].word) > 3:
        return False
    before = words.tokens[i - 1] if i else None
    if before and before.shape == "U" and before.english and not before.field:  # "ON CALL KIT:"
        return words.tokens[i].english and words.text.startswith(":", words.tokens[i].end)
    return (
        before is not None and before.word in ("the", "a", "an") and before.end + 1 == words.tokens[i].start
    )


def _is_titled_name(words: Words, i: int) -> bool:
    """ "Gramps Jim", "coach Tel": what no English word or short form in capitals would say after a title."""
    token = words.tokens[i]
    if token.shape != "T" or token.english or len(token.word) < 3:
        return False
    if token.word in lexicon().field or token.place or token.word in _NOT_AFTER_TITLE:
        return False
    return words.cues.after_title(words.text, words.tokens, i)


def log_odds(chance: float) -> float:
    """The chance as the model weighs it, within ±7."""
    kept = min(max(chance, 0.001), 0.999)
    return math.log(kept / (1 - kept))
