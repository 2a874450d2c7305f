"""What looks like somebody's address online and is nobody's: sites of national bodies, fields of a form, notes, recordings."""

import re

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import Lexicon, fold, word_group

_SITES = "|".join(re.escape(site) for site in sorted(word_group("sites of national bodies")))
_NATIONAL_SITE = re.compile(rf"(?:https?://)?(?:[a-z0-9\-]{{1,40}}\.)*(?:{_SITES})(?:/[\w\-/.#?=&%]*)?", re.I)
_KEY = re.compile(r"[\"'] ?:")  # "worker_role": the name of a field, not of a person
_NOTED = re.compile(r"([A-Za-z]+)\.\d{1,2}")  # a sentence's end with the number of its note
_SENTENCE_FOLLOWS = re.compile(r"\s+[A-Z\"“]|\s*$")
_ONLINE = re.compile(
    r"(?:@|\b(?:snap\w*|insta\w*|ig|tiktok|discord|roblox|kik|user\w*|handle|account|acc|tag|name|as|called|"
    r"add|on)\W{0,3}(?:is )?)$",
    re.I,
)
_RECORDING = re.compile(r".*\.(?:mp[34]|m4[av]|7z)", re.I)


def leads_to_nobody(text: str, span: Span, lists: Lexicon) -> bool:
    """Whether what a rule takes for a name or an address online points at no person."""
    if span.label is not Label.URL_HANDLE:
        return False
    shown = text[span.start : span.end]
    noted = _NOTED.fullmatch(shown) if _SENTENCE_FOLLOWS.match(text, span.end) else None
    if noted and _ONLINE.search(text[max(0, span.start - 20) : span.start]):
        return False
    return bool(
        _NATIONAL_SITE.fullmatch(shown)
        or _KEY.match(text, span.end)
        or _RECORDING.fullmatch(shown)
        or (noted and lists.is_english(fold(noted.group(1))))
    )
