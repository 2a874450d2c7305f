"""What a name online looks like, and what only looks like one: blanks to be filled in, headings, numbered things."""

import re

from csaleads.anonymity.text.lexicon import Lexicon, fold, word_group

_NO_HANDLE = word_group("no name online")
_LONGEST_BLANK = 8
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_NUMBERED = re.compile(r"\d{1,2}[a-z]?_(?=[A-Za-z])")
_VERSION = re.compile(r"v?\d{0,4}|[a-z]")


def is_dotted_name(shown: str, lists: Lexicon) -> bool:
    """Whether one of the words that a stop joins is none: "rosegrace.dances", not "closed.then"."""
    return not all(lists.is_english(part) or part in lists.field for part in fold(shown).split("."))


def is_blank_or_heading(shown: str, lists: Lexicon) -> bool:
    """ "N_me" of a word to be filled in, "FREE_WIFI_GUEST" of a form."""
    left, _, right = shown.partition("_")
    if left.isalpha() and right.isalpha() and len(shown) < _LONGEST_BLANK:
        low = (left.lower(), right.lower())
        return any(letter.join(low) in lists.english for letter in _ALPHABET)
    parts = shown.lower().split("_")
    return (
        len(parts) > 2
        and shown.isupper()
        and not any(part in lists.first or part in lists.cues["title"] for part in parts)
        and all(lists.is_english(part) or part in lists.field for part in parts)
    )


def is_numbered_paper(shown: str, lists: Lexicon) -> bool:
    """ "03_Risk_Matrix_v2": a form of a numbered set, all of plain words; "07_Amber_Rose" has names alone."""
    if not _NUMBERED.match(shown) or shown.islower():
        return False
    words = [part for part in shown.lower().rstrip("._").split("_")[1:] if not _VERSION.fullmatch(part)]
    return (
        bool(words)
        and all(lists.is_english(word) or word in lists.field for word in words)
        and any(len(word) > 1 and word not in lists.first and word not in lists.last for word in words)
    )


def is_odd(shown: str, lists: Lexicon) -> bool:
    letters = re.match(r"[A-Za-z]*", shown)[0].lower()  # type: ignore[index]
    if re.fullmatch(r"[A-Za-z]+_\d{1,3}", shown) and (letters in _NO_HANDLE or letters in lists.field):
        return False
    if shown.lower() in _NO_HANDLE or is_blank_or_heading(shown, lists):
        return False
    if is_numbered_paper(shown, lists):
        return False
    bare = shown.rstrip("_").lower()
    if bare != shown.lower() and bare.isalpha() and (lists.is_english(bare) or bare in lists.field):
        return False  # a blank to be filled in: "Signed_"
    if "_" in shown or "." in shown:
        return bool(re.search(r"[A-Za-z]{2}", shown)) and not re.fullmatch(
            r"(?:ss?|paras?|pp?|v|regs?|arts?|ver|nos?|sch|cl|rr?|pt|figs?|chs?|vol|ex|qs?)\.?\d+",
            shown.lower(),
        )
    if shown[:1] == "x" and not any(c.isdigit() for c in shown):
        return len(shown) > 6
    return not (
        letters in lists.field
        or letters in lists.short
        or letters in lists.cues["title"]
        or letters in _NO_HANDLE
    )
