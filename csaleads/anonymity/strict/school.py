"""Strict screening: years of school, which tell an age to within one year: "Year 6", "a y8 pupil", "in reception", "her last year of primary"."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.strict.bands import aged
from csaleads.anonymity.strict.data import WORDS
from csaleads.anonymity.strict.reading import Put, Reading
from csaleads.anonymity.strict.telling import PERSON
from csaleads.anonymity.text.lexicon import either, phrase_group

_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen".split()  # noqa: SIM905
_NUMBER = rf"(?P<number>1[0-3]|[1-9]|(?i:{'|'.join(reversed(_WORDS))})(?=[\W]|$)|R(?=[\W]|$))"
_YEAR = re.compile(
    rf"(?:(?P<year>\b[Yy](?:ea)?rs?[ -]?\.? ?|\bYEAR |\bY ?|(?<![\w/.-])y(?=\d)){_NUMBER}(?![\w.]\d|(?!s\b)\w)|\b(?P<scots>P|S)(?P<scot>[1-7])(?![\w.])|\b[Pp]rimary (?P<primary>[1-7])\b"
    r"|\b(?P<first>[Rr]eception(?: class| year|(?=[ -](?:aged?|boy|girl|child|pupil)))|[Rr]eception|(?i:nursery (?:class|year)|foundation stage (?:1|2|one|two))|F(?:S ?)?[12]\b)(?![\w]))",
)
_STAGE = re.compile(
    r"\b(?P<which>first|second|third|fourth|fifth|sixth|last|final|penultimate|top|1st|2nd|3rd|4th|5th|6th) (?:year|class|term) (?P<of>of|at|in) "
    r"(?:(?:his|her|their|the|a|an) )?(?:[a-z]+ )?(?P<stage>primary|infants?|juniors?|secondary|high|senior|middle|grammar|prep|sixth form)(?: school)?\b"
    r"|\b(?P<exams>GCSE|SATs?|A[- ][Ll]evel) year\b|\b(?P<sixth>(?:upper|lower) sixth)\b",
)
_OF_A_PLAN = re.compile(
    r" (?:of (?:the|our|this|a|its|my|her|his|funding|training|practice)|funding|budget|reports?|evaluations?|targets?|plans?|data|figures?|reviews?|on year|one|in a row|running|to date|progress|money|costs?|grant|accounts?|results?)\b|'?s\b(?! (?:class|teacher|pupil))|\+|s\b",
    re.I,
)
_PLANNED = re.compile(
    r"\b(?:asye|programmes?|projects?|plans?|strategy|grants?|funding|funded|funders?|pilot|contract|course|degree|training|apprentice\w*|evaluation|bid|tenancy|newly qualified|phd|masters|roll-?out|partnership|service|scheme|curriculum of|job|post|role)\b",
    re.I,
)
_WE = re.compile(r",? (?:we|our|i|it|us)\b", re.I)
_MANY = re.compile(
    r" (?:pupils|children|students|girls|boys|classes|lessons?|curriculum|assembl\w+|cohorts?|groups|parents|teachers|kids|SATs|sats|RSE|PSHE|content|resources?|programme|session|sessions|workshops?|unit|topic|and above|upwards|to|onwards|leavers|intake)\b"
    r"|-(?! ?(?:old|aged?))(?!\w+ (?:boy|girl|pupil))| ?/ ?\d| (?:and|to|or) (?:[Yy]ears? ?)?\d",
)
_SOME = re.compile(
    r"\b(?:two|three|four|five|six|several|some|these|those|both|her|his|our|my|a group of|the|\d) (?:[a-z]+ )?$",
    re.I,
)
_WAITING = re.compile(
    r"\b(?:the|at|our|hospital|hotel|main|front|police|waiting in|waited in|sat in|left (?:at|in)|building|to|warm|cold|frosty|radio|phone|poor|good|mixed|first) $",
    re.I,
)
_DESK = re.compile(
    r" (?:desk|staff|area|centre|order|room|phone|window|team|and asked|was (?:cold|warm|poor)|at|of|on)\b"
)
_IN_SCHOOL = re.compile(
    r"\b(?:in|into|starts?|started|starting|finish\w*|from|since|her|his|their|a|an|until|before|after|is|was|through|whole|during|of|the|be) $|\($",
    re.I,
)
_CLASSED = re.compile(r"(?: class| year)$|[ -](?:aged?|boy|girl|child|pupil)", re.I)
_IN = re.compile(r"\bin (?:the )?$", re.I)
_AS = re.compile(r"\b(?P<lead>as|like|from|since|of|by) $", re.I)
_PERSONS = either((*phrase_group(WORDS, "boy"), *phrase_group(WORDS, "girl"), *phrase_group(WORDS, "child")))
_LEAD = re.compile(
    rf"(?:(?:\b(?:is|was|are|were|be|been|now|still|currently|both|only|just|who|and|child|[Cc]hild [A-Z]|{_PERSONS})|\bhes|\bshes|'s|'re|'m|\)|,|^))"
    r" ?(?:in (?:the )?)?$",
    re.I,
)
_APART = re.compile(r"(?:[(,:] ?|\b(?:is|was|'s) |'s )$")
_CLASS_NOUN = re.compile(
    rf"[ -](?P<noun>class|classroom|classmates?|teachers?|tutors?|form|group|boys?|girls?|pupils?|students?|child|children|kids?|lads?|set|head|team|playground|trip|residential|report|parents?|lessons?|places?|school|disco|prom|leavers?|{_PERSONS})(?![\w'-])"
)
_AGED = re.compile(r"-? ?aged?\b")
_ARTICLE = re.compile(r"\b(?P<article>an?|another|this|that|the|one) (?P<words>(?:[a-z-]+ )?)$", re.I)
_SCOTS_BEFORE = re.compile(
    r"\b(?:in|into|is|was|her|his|a|started|since|from|till|until|now|pupil,|\() ?$", re.I
)
_PUPIL = re.compile(r" (?:pupil|boy|girl|child|class|teacher|student)s?\b")
_NEAR_SCHOOL = re.compile(r"\bsch(?:ool|l)?s?\b[^.!?\n]{0,60}$", re.I)
_PLURAL = re.compile(r"'?s\b(?! (?:class|teacher|pupil))")
_OF_PLURAL = re.compile(
    r"\b(?:two|three|four|five|six|some|these|those|couple of|few|pair of|group of|bunch of|our|my|several|\d) (?:[a-z]+ )?$",
    re.I,
)
_NO_YEAR = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten)) (?:to|through) $|\d (?:and )?$|\b(?:old|every|per|each|this|last|next|academic|calendar|financial|one|two|three|five|ten|\w+y) $",
    re.I,
)
_STAGES = ((3, "nursery"), (10, "primary school"), (15, "secondary school"), (17, "sixth form"))
"""Stages of school, and how old children are when they begin the last year of each."""
_PLANS_HAVE = 5
"""Plans and courses have years up to this one."""


def find(reading: Reading) -> Iterator[Put]:
    """Every year of school in `reading` outside of what was found."""
    for found in _YEAR.finditer(reading.text):
        if not reading.is_taken(*found.span()) and (put := _school_year(reading, found)):
            yield put
    for found in _STAGE.finditer(reading.text):
        if not reading.is_taken(*found.span()):
            yield _stage_of(reading, found)


def _school_year(reading: Reading, found: re.Match[str]) -> Put | None:
    before, after = reading.before(found.start()), reading.after(found.end(), 30)
    age = _age_in(found)
    if found["first"]:
        is_room = _WAITING.search(before) or _DESK.match(after) or not _IN_SCHOOL.search(before)
        if is_room and not _CLASSED.search(found.group()) and not _CLASSED.match(after):
            return None
    elif found["scots"] and not _PUPIL.match(after) and not _SCOTS_BEFORE.search(before):
        return None
    if found["year"] and (plural := _PLURAL.match(after)) and _OF_PLURAL.search(before):
        span = Span(found.start(), found.end() + plural.end(), Label.AGE)
        return Put(span, span.start, span.end, f"{_stage(age)} pupils")
    if _is_of_plan(reading, found, after) or (_MANY.match(after) and not _SOME.search(before)):
        return None
    if found["year"] and _NO_YEAR.search(before):
        return None
    return _put_year(reading, found, age, before, after)


def _is_of_plan(reading: Reading, found: re.Match[str], after: str) -> bool:
    """Whether it is a year of a plan or a course: "year 2 of the project", "in year one of the ASYE"."""
    if _OF_A_PLAN.match(after):
        return True
    number = found["number"]
    if not number or _CLASS_NOUN.match(after) or (number.isdigit() and int(number) > _PLANS_HAVE):
        return False
    if not number.isdigit() and (number == "R" or _WORDS.index(number.lower()) >= _PLANS_HAVE):
        return False
    if not number.isdigit() and _WE.match(after):
        return True
    around = reading.before(found.start(), 90) + reading.after(found.end(), 60)
    return bool(_PLANNED.search(around)) and not PERSON.search(around)


def _age_in(found: re.Match[str]) -> int:
    """How old children are when they begin that year of school."""
    if found["number"]:
        number = found["number"].lower()
        if number == "r":
            return 4
        return 4 + (int(number) if number.isdigit() else _WORDS.index(number) + 1)
    if found["scots"]:
        return int(found["scot"]) + (4 if found["scots"] == "P" else 11)
    if found["primary"]:
        return int(found["primary"]) + 4
    return 3 if re.search(r"nursery|1|one", found["first"], re.I) else 4


def _put_year(reading: Reading, found: re.Match[str], age: int, before: str, after: str) -> Put:
    start, end = found.span()
    end -= len(found.group()) - len(found.group().rstrip(" ."))
    stage = "primary school" if found["primary"] or found["scots"] == "P" else _stage(age)
    if spoken := _AGED.match(reading.text, end):
        return Put(Span(start, spoken.end(), Label.AGE), start, spoken.end(), stage)
    span = Span(start, end, Label.AGE)
    article = _ARTICLE.search(before)
    if noun := _CLASS_NOUN.match(reading.text, end):
        if _NEAR_SCHOOL.search(reading.before(start, 80)):
            return _without_school(reading, span, noun, age, article)
        an = article if article and not article["words"] and article["article"].lower() == "an" else None
        return Put(span, start - len(an.group()) if an else start, end, f"a {stage}" if an else stage)
    lead, inside = _LEAD.search(before), _IN.search(before)
    if lead and inside:
        return Put(span, start - len(inside.group()), end, aged([age]))
    if article and not inside and article["article"].lower() != "the":
        first = start - len(article.group()) if article["article"].lower() == "an" else start
        if _NEAR_SCHOOL.search(reading.before(start, 80)):
            stage, end_said = "", f" {aged([age])}"
        else:
            stage, end_said = f"{stage} ", ""
        return Put(span, first, end, f"{'a ' if first < start else ''}{stage}pupil{end_said}")
    if _APART.search(before):
        return Put(span, start, end, aged([age]))
    if led := _AS.search(before):
        said = led["lead"].lower()
        first = start - len(led.group()) if said == "by" else start
        return Put(span, first, end, aged([age]) if said in ("as", "like") else f"when {aged([age])}")
    return Put(span, start, end, stage)


def _without_school(
    reading: Reading, span: Span, noun: re.Match[str], age: int, article: re.Match[str] | None
) -> Put:
    """ "a girl aged 8 to 10", "the teacher", where a school was spoken of: "primary school" would read like its name."""
    word, start = noun["noun"], span.start
    last = noun.end()
    an = article is not None and not article["words"] and article["article"].lower() in ("a", "an")
    first = start - len(article.group()) if an and article else start
    lead = ("an " if word[0] in "aeiou" else "a ") if an else ""
    is_person = re.fullmatch(rf"boys?|girls?|pupils?|students?|children|kids?|lads?|{_PERSONS}", word)
    return Put(span, first, last, f"{lead}{word}" + (f" {aged([age])}" if is_person else ""))


def _stage(age: int) -> str:
    return next(said for oldest, said in _STAGES if age <= oldest)


def _stage_of(reading: Reading, found: re.Match[str]) -> Put:
    """ "in his last year of primary" becomes "in primary school"."""
    start, end = found.span()
    owner = re.search(r"\b(?:(?:his|her|their|the|its) (?:very )?)$", reading.before(start, 14), re.I)
    first = start - len(owner.group()) if owner else start
    stage = found["stage"] or (
        "sixth form" if found["sixth"] or (found["exams"] or "").startswith("A") else "secondary"
    )
    if (found["exams"] or "").startswith("SAT") or stage.startswith(("infant", "junior", "prep")):
        stage = "primary"
    said = stage if stage == "sixth form" else "primary school" if stage == "primary" else "secondary school"
    return Put(Span(start, end, Label.AGE), first, end, said)
