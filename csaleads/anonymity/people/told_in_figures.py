"""Figures that are no date, number of a case or address for the words beside them: "odds of 14/1", "marked 1/10 to 10/10",
"the meter read 41877", "Hb of 92, ferritin 6", "the field comes at number 38 and allows 500 characters", "in the 63rd minute".
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.scanning import WordStarts

_FRACTION = re.compile(r"(?<![\d/.])(?P<mark>\d{1,2})/(?P<whole>\d{1,2})(?![\d/])")
_OUT_OF = frozenset((5, 10))
_OF_MARKS = re.compile(
    r"\b(?:ratios?|odds|marks?|marked|scor\w+|scales?|scaling|rated?|rating|ratings|rates it|pain|mood|pizzas?|fractions?|"
    r"out of|stars|bet|betting|each way|starting price|gears?|gearing|sprockets?|time signature|crotchets?|spanners?|sockets?|"
    r"would (?:do|recommend|eat|go|watch) again|would not recommend|effort|"
    r"difficulty|confidence|satisfaction|wellbeing|stress)\b",
    re.I,
)
_OF_DAYS = re.compile(
    r"\b(?:born|dob|d\.o\.b|on|since|until|by|before|after|from|due|dated|date|seen|visit(?:ed)?|meeting|review (?:on|of|is)|"
    r"conference|hearing|contact|appointment|booked|week commencing|w/c|mon|tues?|wed|thurs?|fri|sat|sun)\.? $",
    re.I,
)
_NEAR = 40
_METER = re.compile(
    r"\b(?:(?:meters?|odometer|mileage|milometer|clock|counter|pedometer|step count|speedo|dial|gauge|till)(?: \w+){0,2}? "
    r"(?:read|reads|reading|readings|says|said|shows|showed|showing|stood at|stands at|at|was|is|of)|"
    r"(?:meter|mileage|odometer|opening|closing) (?:reading|readings|count)(?: \w+)?)[: ]+$",
    re.I,
)
_SINGLE_NUMBER = re.compile(r"\d{3,7}(?:\.\d)?")
_BLOODS = (
    r"(?:Hb|Hba1c|HbA1c|haemoglobin|ferritin|iron|b12|folate|tsh|t4|egfr|creatinine|urea|sodium|potassium|glucose|crp|esr|wcc|"
    r"wbc|platelets|inr|cholesterol|hdl|ldl|triglycerides|vitamin d|vit d|albumin|alt|alp|ggt|bilirubin|calcium|psa|mcv|lithium|"
    r"cortisol|ketones|lactate|neutrophils)"
)
_BLOOD = re.compile(
    rf"\b{_BLOODS}\b,?(?: (?:level|result|count|score))?(?: (?:of|is|was|at|up to|down to|came back))?[ :=]*$",
    re.I,
)
_BLOOD_WITHIN = re.compile(rf"\b{_BLOODS}\b", re.I)
_BLOOD_WORDS = frozenset(
    (
        "hb",
        "hba1c",
        "ferritin",
        "folate",
        "tsh",
        "crp",
        "esr",
        "wcc",
        "inr",
        "egfr",
        "b12",
        "creatinine",
        "lithium",
    )
)
_BLOOD_NAMED = re.compile(rf"\b(?P<name>{_BLOODS})(?=,? (?:of |is |was |at )?\d)", re.I)
_FORM = re.compile(
    r"\b(?:fields?|questions?|box|boxes|columns?|tabs?|items?|section|screen|drop-?down|template|form)\b",
    re.I,
)
_OF_FORMS = re.compile(
    r"\b(?:characters|words|allows|mandatory|optional|required|blank|drop-?down|validation|saves?|autosave|tick|ticked)\b",
    re.I,
)
_NUMBERED = re.compile(r"(?:(?:number|no\.?|nr|field|question|box|column|item) ?)?\d{1,3}", re.I)
_COUNTED = (
    "minute min over hole lap frame game set round fence furlong mile episode series season attempt draft version slide page "
    "chapter verse move row stitch"
)
_ORDINALS = frozenset(_COUNTED.split())
_MINUTE = re.compile(rf"\b(?P<name>\d{{1,3}}(?:st|nd|rd|th))(?= (?:{'|'.join(_ORDINALS)})\b)", re.I)
_PLACES = frozenset((Label.HEALTH, Label.SCHOOL))
_KIND_OF_FEAR = re.compile(r"\b(?:refusal|avoidance|phobia|anxiety|absence)\b(?: and| or|,)? (?:\w+)$", re.I)
_FEAR_FOLLOWS = re.compile(
    r" (?:phobias?|avoidance|refusal|anxiety|trauma|food|passports?|gowns?|car parks?|parking)\b", re.I
)
_OF_PARTS = re.compile(
    r"\b(?:ratios?|odds|fractions?|price|gears?|gearing|signature|bet|spanners?|sockets?)\b[^.?!\n]{0,25}$",
    re.I,
)


def nobody(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of what is counted in `text`, whose words begin at `words`: "63rd" before "minute"."""
    if words.has_any(_ORDINALS):
        for found in _MINUTE.finditer(text):
            yield found.span("name")
    if words.has_any(_BLOOD_WORDS):
        for found in _BLOOD_NAMED.finditer(text):
            yield found.span("name")


def is_told(text: str, span: Span) -> bool:
    """Whether the words beside `span` tell that its figures are no day, no case and no address."""
    before, shown = text[max(0, span.start - _NEAR) : span.start], text[span.start : span.end]
    if span.label is Label.DATE:
        return _is_mark(text, span, shown, before)
    if span.label is Label.CASE_REF:
        return bool(_SINGLE_NUMBER.fullmatch(shown) and _METER.search(before))
    if span.label is Label.ADDRESS:
        if _BLOOD.search(before) and re.match(r"\d", shown):
            return bool(_BLOOD_WITHIN.search(shown)) or shown.isdigit()
        return bool(_NUMBERED.fullmatch(shown)) and _is_of_a_form(text, span)
    if span.label in _PLACES:
        return bool(_KIND_OF_FEAR.search(shown) and _FEAR_FOLLOWS.match(text, span.end))
    return False


def _is_mark(text: str, span: Span, shown: str, before: str) -> bool:
    """ "1/10 to 10/10", "3/2" near a word that speaks of marks, odds or parts."""
    found = _FRACTION.fullmatch(shown)
    if not found or _OF_DAYS.search(before):
        return False
    mark, whole = int(found["mark"]), int(found["whole"])
    near = _OF_MARKS.search(before) or _OF_MARKS.match(text[span.end : span.end + 1 + _NEAR].lstrip(" ,;:("))
    if whole in _OUT_OF and mark <= whole:
        return bool(near) or bool(_range_of(text, span))
    return bool(_OF_PARTS.search(before))


def _range_of(text: str, span: Span) -> re.Match[str] | None:
    """ "from 1/10 to 10/10"."""
    return re.match(r" (?:to|or|and|then|-|–) \d{1,2}/10\b(?!/)", text[span.end :]) if _marked(text) else None


def _marked(text: str) -> bool:
    return bool(_OF_MARKS.search(text))


def _is_of_a_form(text: str, span: Span) -> bool:
    begin = max(text.rfind(".", 0, span.start), text.rfind("\n", 0, span.start)) + 1
    end = text.find(".", span.end)
    sentence = text[begin : end if end >= 0 else len(text)]
    return bool(_FORM.search(sentence) and _OF_FORMS.search(sentence))
