"""Figures of pay, stationery and months that are no case, no day and no plate: "45p a mile", "toner TN-2420", "staples 26/6",
"end of November, two CPD pieces".
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.scanning import WordStarts

_NEAR = 40
_PENCE = re.compile(r"\d{1,3}(?:\.\d)?p")
_PER = re.compile(
    r" (?:an?|per|each|every|off|more|less|extra|for (?:a|the|each)|to|on|in the pound|rate|stamp|coin|piece|"
    r"bag|charge|increase|"
    r"mile\w*|mileage|or|and)\b|[.,;:)\n]|$",
    re.I,
)
_PAID = re.compile(
    r"\b(?:claim\w*|paid|pays?|cost\w*|charge[sd]?|rate|mileage|pence|price|at|for|only|still|is|was|now|the|of|"
    r"just|than|to|up|by|"
    r"another|extra) $",
    re.I,
)
_OF_STOCK = re.compile(
    r"\b(?:catalogue|catalog|item|product|part|stock|order code|sku|barcode|isbn|toners?|cartridges?|inks?|drum|printer|copier|"
    r"photocopier|laminator|shredder|batter(?:y|ies)|bulbs?|fuses?|refills?|envelopes?|labels?|filters?|lamps?|"
    r"staples?|stapler|"
    r"screws?|reams?|paper|desk|chair|model|avery|viking|lyreco|banner|ikea|argos|dymo|epson|canon|lexmark|ricoh|kyocera|"
    r"monitor|keyboard|headset|laptop|docking station|cable|plug|wallpaper|paint|yarn|shade|pattern|lego|set|kettle|hoover)"
    r"(?: (?:item|number|no\.?|code|ref(?:erence)?|model|part|type|size|cartridges?|toners?|set|pack|"
    r"refill))*(?: is|:|,)? ?#?$",
    re.I,
)
_OF_CASES = re.compile(
    r"\b(?:exhibits?|case|client|child|family|file|mosaic|liquidlogic|nhs|crime|police|log|incident|court|urn|hearing)\b",
    re.I,
)
_STAPLES = re.compile(
    r"\b(?P<name>staples?) (?:size |no\.? ?|number )?(?:2[346]|10|13|66|53)/\d{1,2}\b", re.I
)
_STAPLE_SIZE = re.compile(r"(?:2[346]|10|13|66|53)/\d{1,2}")
_OF_STAPLES = re.compile(r"\b(?:staples?|stapler|tacker)\b[^.\n]{0,20}$|\b(?:staples?)$", re.I)
_MONTH_TOLD = re.compile(
    r"(?:november),? (?:(?:one|two|three|four|five|six|seven|eight|nine|ten|a|an|no|all|both|the)\b|\d{1,2}\b)[ ,]*[\w ,&/-]*",
    re.I,
)
_OF_MONTHS = re.compile(
    r"\b(?:end|start|beginning|middle|mid|half|rest|week|most|part|whole|day|in|by|of|since|until|till|early|"
    r"late|from|last|this|next|"
    r"during|for|to|before|after|every|each|october|december|sunday|monday|tuesday|wednesday|thursday|friday|saturday|"
    r"\d{1,2}(?:st|nd|rd|th)?)(?: in| of)?[ -]$",
    re.I,
)
_OF_PLATES = re.compile(
    r"\b(?:reg|registration|plate|number ?plate|vehicle|car|van|vrm|index|phonetic|alpha|bravo|"
    r"kilo|charlie|echo|foxtrot|sierra|tango|"
    r"zulu|lima|oscar|papa|romeo|victor|whiskey|yankee|xray|x-ray|uniform|quebec|juliet|hotel|golf|delta|india|mike)\b",
    re.I,
)
_STAPLE_WORDS = frozenset(("staple", "staples"))


def nobody(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of "staples" before their size in `text`, whose words begin at `words`."""
    if words.has_any(_STAPLE_WORDS):
        for found in _STAPLES.finditer(text):
            yield found.span("name")


def is_told(text: str, span: Span) -> bool:
    """Whether the words beside `span` tell that its figures are paid, ordered or counted."""
    before, shown = text[max(0, span.start - _NEAR) : span.start], text[span.start : span.end]
    if span.label is Label.CASE_REF:
        if _PENCE.fullmatch(shown):
            return bool(_PAID.search(before) and _PER.match(text, span.end))
        return bool(_OF_STOCK.search(before)) and not _OF_CASES.search(before)
    if span.label is Label.DATE:
        return bool(_STAPLE_SIZE.fullmatch(shown) and _OF_STAPLES.search(before))
    if span.label is Label.VEHICLE:
        told = _MONTH_TOLD.fullmatch(shown) and _OF_MONTHS.search(before)
        return bool(told) and not _OF_PLATES.search(text)
    return False
