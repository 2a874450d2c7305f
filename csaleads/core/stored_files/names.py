"""Names of files: the one under which a file lies, which says nothing, and the one that people see."""

import re
import unicodedata
from secrets import token_hex

from csaleads.core.stored_files.kinds import SHAPES, FileKind

LONGEST = 120
INCOMING = "incoming-"  # before the stored name of a file that is being written
STORED = re.compile(f"(?:{INCOMING})?[0-9a-f]{{32}}")
FORBIDDEN = set('<>:"|?*')  # what some systems refuse in a name
RESERVED = {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}
LONGEST_SUFFIX = 5  # letters that are taken for a suffix: "Report v1. Final words" has none


def new_stored_name() -> str:
    """A name that nobody can guess and that says nothing: 128 random bits."""
    return token_hex(16)


def is_stored_name(name: str) -> bool:
    """Whether `name` is one that we give: of a file, or of its draft. Whatever else lies in the store is not ours."""
    return STORED.fullmatch(name) is not None


def display_name(name: str, kind: FileKind) -> str:
    """`name` as others may see and save it: one line, no path, no hidden characters, and the suffix of what it is."""
    last = name.replace("\\", "/").rpartition("/")[2]
    visible = "".join(_shown(character) for character in unicodedata.normalize("NFC", last))
    stem = _without_suffix(" ".join(visible.split()).strip(". "))
    suffix = _suffix_of(last, kind)
    stem = stem[: LONGEST - len(suffix)].strip(". ")
    if not stem or stem.lower() in RESERVED:
        stem = "file"
    return stem + suffix


def _shown(character: str) -> str:
    """The character, a space for what separates, nothing for what is not seen."""
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp", "Zs") or character in FORBIDDEN:
        return " "
    return "" if category.startswith("C") else character


def _without_suffix(name: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    return stem if dot and stem and suffix.isalnum() and len(suffix) <= LONGEST_SUFFIX else name


def _suffix_of(name: str, kind: FileKind) -> str:
    suffixes = SHAPES[kind].suffixes
    return next((suffix for suffix in suffixes if name.lower().endswith(suffix)), suffixes[0])
