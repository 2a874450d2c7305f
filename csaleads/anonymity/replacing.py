"""How a number, a date, a school or a place is put so that its sentence still reads: the article, the words around it."""

import re
from datetime import date

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.places.neutral_kinds import neutral_kind
from csaleads.anonymity.text.lexicon import fold

_FIXED = {
    Label.NHS_NUMBER: "an NHS number",
    Label.NINO: "a National Insurance number",
    Label.PHONE: "a telephone number",
    Label.EMAIL: "an email address",
    Label.CASE_REF: "a reference number",
    Label.VEHICLE: "a car",
    Label.URL_HANDLE: "an online account",
    Label.PASSPORT: "a passport number",
}
_NOUN = (
    r"(?:school|sch|schl|nursery|college|academy|pre-?school|playgroup|surgery|gp surgery|gp practice|"
    r"hospital|hosp|clinic|dentist|pharmacy|sarc|ward|home|refuge|"
    r"club|church|mosque|pub|estate|placement|unit|flats|site|village|prison|hamlet|chapel|temple)"
)
_APPOSED = re.compile(rf"\b({_NOUN})(?P<gap>, | \()(?:the )?$", re.I)
_NOUN_BEFORE = re.compile(
    rf"(?P<owner>\b(?:the|an?|her|his|their|my|our) |'s )?\b(?P<noun>{_NOUN}) (?:the )?$", re.I
)
_ARTICLE = re.compile(r"\b(?:the|an?) $", re.I)
_OWNED = re.compile(r"(?:'s|s'|\b(?:her|his|their|my|our|your)) $", re.I)
_NUMBER_WORD = re.compile(
    r"\b(?:nhs|ni|nino|insurance|passport|phone|mobile|mob|tel|telephone|crime|case|court|police|ref|"
    r"reference|urn|cad|log|reg|registration|plate|e-?mail|"
    r"number|no|num|id|dob|account|handle|username|name|order|record|custody|incident|snap|snapchat|insta|"
    r"instagram|discord|tiktok|mosaic|lcs|[A-Z]{2,6})\.?:? ?\(?$",
    re.I,
)
_COPULA = re.compile(r"(?:\b(?:is|was|are|were)|[:=]) ?$", re.I)
_LINKS = re.compile(
    r"(?:^|[.?!\n,;\-•*\"'(/|>]\s*|\b(?:on|at|to|from|by|with|via|of|or|and|ring|rings|rang|call|called|text|"
    r"texted|dial|use|used|uses|using|gave|give|has|had|drives|drove|drive|in|a|"
    r"messages|messaged|as|mail|email|follow|follows|see|saw|for|about|her|him|them|me|us|under|called|"
    r"add)) ?$",
    re.I,
)
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_NUMERIC = re.compile(r"(\d{1,4})[/.\-_~| \t]{1,2}(\d{1,2})(?:[/.\-_~| \t]{1,2}(\d{2,4}))?")
_YEAR = re.compile(r"(?:19|20)\d\d|'?\d\d$")
_ON = re.compile(r"\b(?:on|dated)(?: the)? $", re.I)
_BORN = re.compile(
    r"(?:\b(?:who was )?(?:born(?: on)?|d\.? ?o\.? ?b\.?:?|date of birth:?|b\.|birth date:?)[\s:=]*)$", re.I
)
_TURNS = re.compile(r"\b(?:is|was|birthday|birthday's|on|bday)(?: on)? (?:the )?$", re.I)


class Kinds:
    """Which schools and places a text has named already: the first is "a school", the next time "the school"."""

    def __init__(self) -> None:
        self._met: set[tuple[Label, str]] = set()

    def suggest(self, text: str, span: Span) -> tuple[int, int, str]:
        """(start, end, wording) for a school, a place of health or a small place."""
        shown = text[span.start : span.end]
        noun = neutral_kind(span.label, shown)
        key = (span.label, fold(re.sub(r"^[Tt]he ", "", shown)).split()[0])
        again = key in self._met
        self._met.add(key)
        return _placed(text, span, noun, again=again)


def _placed(text: str, span: Span, noun: str, *, again: bool) -> tuple[int, int, str]:
    before = text[max(0, span.start - 40) : span.start]
    start, end = span.start, span.end
    apposed = _APPOSED.search(before)
    if apposed:  # "Her school (Oakhollow) rang" becomes "Her school rang"
        closing = ")" if apposed["gap"] == " (" else ","
        end += text[end : end + 1] == closing and (closing == ")" or text[end + 1 : end + 2] == " ")
        return start - len(apposed.group()), end, apposed.group(1)
    sort = re.search(r"(?i)(?:\b(?:the|a) )?\b(?:village|hamlet|town|parish) of $", before)
    if sort:
        return start - len(sort.group()), end, f"{_article(noun)} {noun}"
    named = _NOUN_BEFORE.search(before)
    if named:
        start -= len(named.group())
        owner = (named["owner"] or "").strip().lower()
        if owner and owner not in ("a", "an"):
            return start + len(named["owner"]), end, named["noun"]
        return start, end, f"{_article(noun)} {noun}"
    article = _ARTICLE.search(before)
    if article:
        start -= len(article.group())
    following = re.match(r" ([a-z]+)\b", text[end : end + 14])
    if following and (noun.split()[-1] == following.group(1) or noun.split()[0] == following.group(1)):
        end += len(following.group())
    if _OWNED.search(text[max(0, start - 7) : start]):
        return start, end, noun
    return start, end, f"the {noun}" if again else f"{_article(noun)} {noun}"


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeio" else "a"


def number(text: str, span: Span) -> tuple[int, int, str]:
    """(start, end, wording) for a number or an address online: "her number is withheld", "ring a telephone number"."""
    before = text[max(0, span.start - 24) : span.start]
    if (
        _COPULA.search(before)
        or before.endswith('"')
        or (before.endswith("(") and _NUMBER_WORD.search(before[:-1]))
    ):
        return span.start, span.end, "withheld"
    if re.search(r"(?i)\b(?:end(?:s|ing)?|starts?|begins?)(?: in| with)? $", before):
        return span.start, span.end, "(withheld)"
    if _LINKS.search(before) and not re.search(
        r"(?i)\b(?:number|no|ref|reference|name|nhs|id|dob)[.:]? ?\(?$", before
    ):
        article = re.search(r"\b(?:an?|the) $", before, re.I)
        return span.start - (len(article.group()) if article else 0), span.end, _FIXED[span.label]
    if _NUMBER_WORD.search(before):
        return span.start, span.end, "(withheld)"
    return span.start, span.end, "(number withheld)"


def home(text: str, span: Span) -> tuple[int, int, str]:
    """(start, end, wording) for an address: a street is "a street nearby", a house "the family home"."""
    shown = text[span.start : span.end]
    before = text[max(0, span.start - 8) : span.start]
    article = _ARTICLE.search(before)
    start = span.start - (len(article.group()) if article else 0)
    at_home = (
        any(letter.isdigit() for letter in shown)
        or "," in shown
        or re.search(r"(?i)\bat (?:the )?\x00|(?<=\x00).*(?:flat|cottage|number)", f"{before}\x00{shown}")
    )
    wording = "the family home" if at_home else "a street nearby"
    if _OWNED.search(text[max(0, start - 7) : start]):
        wording = re.sub(r"^(?:the family|a) ", "", wording).replace("street nearby", "street")
    return start, span.end, wording


def area(text: str, span: Span) -> tuple[int, int, str]:
    """(start, end, wording) for a postcode."""
    before = text[max(0, span.start - 22) : span.start]
    word = re.search(r"\b(?:post ?code|pc|p/code)(?: is| was)?:? ?$", before, re.I)
    if word:
        return span.start, span.end, "withheld" if _COPULA.search(before) else "(withheld)"
    follows = re.match(r" (?:area|district)\b", text[span.end : span.end + 10])
    reach = span.end + (len(follows.group()) if follows else 0)
    preposition = re.search(r"\b(?:at|in) (?:the )?$", before, re.I)
    if re.search(r"(?i)\b(?:of|to|from|near|around) (?:the )?$", before):
        return span.start, reach, "this area"
    return span.start - (len(preposition.group()) if preposition else 0), reach, "in this area"


def day(text: str, span: Span) -> tuple[int, int, str]:
    """ "on 14 March 2024" becomes "in mid-March 2024"; a day without a month becomes "that week"."""
    number_, month, year = _parts(text[span.start : span.end])
    before = text[max(0, span.start - 12) : span.start]
    on = _ON.search(before)
    start = span.start - len(on.group()) if on else span.start
    if not month or not 1 <= month <= 12:
        start -= 0 if on else len((re.search(r"\bthe $", before) or re.match("", "")).group())  # type: ignore[union-attr]
        return start, span.end, "that week"
    part = "early" if (number_ or 15) <= 10 else "mid" if (number_ or 15) <= 20 else "late"
    when = f"{part}{'-' if part == 'mid' else ' '}{_MONTHS[month - 1]}" + (f" {year}" if year else "")
    lead = "around" if re.search(r"\bin $", text[max(0, start - 4) : start]) else "in"
    return start, span.end, f"{lead} {when}" if on else when


def birth(text: str, span: Span, today: date) -> tuple[int, int, str]:
    """ "born 8 June 2015" becomes "aged 9 to 11"."""
    before = text[max(0, span.start - 26) : span.start]
    _, month, year = _parts(text[span.start : span.end])
    born = _BORN.search(before)
    start = span.start - len(born.group()) if born else span.start
    if not year or year > today.year:
        if re.search(r"(?i)born(?: on)? (?:the )?$", before) or _TURNS.search(before):
            on = _ON.search(before)
            start = span.start - (len(on.group()) if on else 0)
            return start, span.end, f"in {_MONTHS[month - 1]}" if month and 1 <= month <= 12 else "that month"
        return start, span.end, "of known age"
    if re.search(r"(?i)\b(?:birth|dob|d\.o\.b\.?|birthday) (?:is|was) (?:on )?(?:the )?$", before):
        return span.start, span.end, "withheld"
    age = today.year - year
    if age >= 18:
        return start, span.end, f"in their {age // 10 * 10}s" if age >= 20 else "aged 18 or 19"
    if age < 3:
        return start, span.end, "under 3"
    low = age // 3 * 3
    return start, span.end, f"aged {low} to {low + 2}"


def _parts(shown: str) -> tuple[int | None, int | None, int | None]:
    """(day, month, year) as far as they are written."""
    numeric = _NUMERIC.search(shown)
    if numeric:
        first, second, third = numeric.groups()
        if len(first) == 4:
            return int(third or 15), int(second), int(first)
        if int(second) > 12:
            first, second = second, first
        return int(first), int(second), _full_year(third)
    solid = re.search(r"(?<!\d)(?:((?:19|20)\d\d)(\d\d)(\d\d)|(\d\d)(\d\d)(\d\d|\d{4}))(?!\d)", shown)
    if solid:
        y, m, d, d2, m2, y2 = solid.groups()
        return int(d or d2), int(m or m2), int(y) if y else _full_year(y2)
    named = next(
        (
            i
            for i, name in enumerate(_MONTHS, 1)
            if re.search(rf"\b{name[:3]}|\d{name[:3]}|_{name[:3]}", shown, re.I)
        ),
        None,
    )
    number_ = re.search(r"(?<!\d)\d{1,2}(?!\d)", shown)
    year = _YEAR.search(shown, number_.end() if number_ else 0)
    return int(number_.group()) if number_ else None, named, _full_year(year.group()) if year else None


def _full_year(shown: str | None) -> int | None:
    if not shown:
        return None
    year = int(shown.lstrip("'"))
    return year if year > 99 else year + (1900 if year > 40 else 2000)
