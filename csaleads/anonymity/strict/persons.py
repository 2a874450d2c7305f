"""Ages that stand beside a person: "she's 7", "the boy (7)", "her sister, 9, …", "siblings 4, 6 and 9", "a boy of 7"."""

import re

from csaleads.anonymity.strict.bands import aged
from csaleads.anonymity.strict.bounds import NO_AGE_AFTER
from csaleads.anonymity.strict.data import WORDS
from csaleads.anonymity.strict.numbers import UNIT, Number
from csaleads.anonymity.strict.reading import Put, Reading
from csaleads.anonymity.strict.telling import (
    ALMOST,
    ENDS,
    PERSON,
    SOMEBODY,
    apart,
    is_near,
    kept_of,
    owner_in,
    plain_end,
    put,
    said,
)
from csaleads.anonymity.strict.when import behind, is_still_to_come
from csaleads.anonymity.text.lexicon import phrase_group

_BEING = re.compile(
    rf"(?:(?P<pronoun>\b(?:he|she|who|i|they|we|mine|and(?= is now )))|{SOMEBODY}|\b(?P<loose>ours|hers|theirs|yours|(?:all|both|each|either|one|neither) of (?:them|us)|all (?:two|three|four|five|six|\d)|the (?:other|elder|other two|two|three|pair|four)|new admission))"
    rf"(?P<be>'s|'m|'re|'d (?:have )?(?:been|be)| (?:have been|has been|would have been|is|was|are|were|am|will be|would be|would have been|must be|may be|might be|has been|had been|'s)|'ll be) (?P<almost>{ALMOST})$"
    rf"|\b(?:hes|shes|whos|im|theyre|(?:said|thought|believed|claims?|claimed|pretend\w*|turned out|looks?) to be) (?P<tight>{ALMOST})$",
    re.I,
)
_PEOPLE = re.compile(PERSON.pattern + r"|\bof them\b", re.I)
_ONE_ENDS = re.compile(r" (?:when (?:it|he|she|they|mum|dad|her|his|the)|at the time|then)\b", re.I)
_BE = re.compile(r"(?:'s|'m|'re|'d|\b(?:be|been|is|was|are|were|am|hes|shes|whos|im|theyre)) ", re.I)
_NAMED_BEING = re.compile(rf",?(?P<be>'s| is| was| will be) (?P<almost>{ALMOST})$", re.I)
_CLAUSE = re.compile(
    rf"{SOMEBODY}(?:,[^.,;\n]{{1,40}},| (?:in|of|with|from|at|on|i|we|who) [^.,;\n]{{1,40}}) (?:is|was|are|were) (?P<almost>{ALMOST})$"
    rf"|\b(?:[Hh]e|[Ss]he)(?:'s|'d)? [^.;\n]{{1,45}} and (?:is|was) (?P<later>{ALMOST})$"
)
_BESIDE = re.compile(rf"{SOMEBODY}(?P<joint>,? ?\(|, ?| - |: ?| )(?P<almost>{ALMOST})$")
_JOINT = re.compile(r"(?P<joint>,? ?\(|, ?| - | )$")
_OF = re.compile(rf"(?:{SOMEBODY}|\b(?:[Ss]omeone|[Ss]omebody|[Aa]nyone))(?P<of> of {ALMOST})$")
_ONE_OF = re.compile(r"\b(?:eldest|oldest|youngest|middle one|middle child|first-born|one) of $", re.I)
_GROUP = re.compile(r"\b(?:group|pair|set|cohort)$", re.I)
_MOST_CHILDREN = 13
_MANY = re.compile(
    r" (?:[a-z]+ )?(?:children|kids|boys|girls|siblings|sons|daughters|adults|others|parents|per|%)"
)
_PARENTS = frozenset((*phrase_group(WORDS, "man"), *phrase_group(WORDS, "woman")))
_SEX = re.compile(r" ?/? ?(?P<sex>[MFmf])(?![\w'])")
_CLOSED = re.compile(r"\)|,|/| (?:and|&|when|in|now)\b| ?-|;")
_ENDED = re.compile(
    r"[,.;)\n:!?]|$| (?:living|placed|staying|whose|now|currently|known|both|all|girl|boy|male|female|presents|presenting|disclosing|disclosed|missing|seen|referred|subject|under|who'd|and|&|is|was|has|had|who|who's|are|were|lives?|told|disclosed|said|in|with|from|at|came|rang|went)\b| -"
)
_NUMBERED = re.compile(
    r"\b(?:child|children|parent|parents|baby|adult|family|victim|person|client|student|pupil|sibling|worker|carer|young person|mother|father|friend|patient) $",
    re.I,
)
_AGED = re.compile(r"\b(?:child|baby|victim|sibling|student|pupil|young person|friend|patient) $", re.I)
_LABELS = 6
"""Up to here a number after "child" or "victim" is one of several of them rather than an age."""
_NUMBERED_CHILD = re.compile(r"[a-z] \d, $")
_APART_ENDS = re.compile(
    r"\.?\s*$|\.\s|, (?:has|had|is|was|and|who|but|have|lives?|told|says|said|wants?|went|came)\b"
)
_LAST = re.compile(rf"{SOMEBODY} [^.;\n]{{1,45}}, $")
_LETTERED = re.compile(
    r"\b(?:[Cc]hild|YP|[Yy]oung [Pp]erson|[Ss]ibling|[Pp]arent|Mr|Ms|Mrs|[Aa]dult) [A-Z] $"
)
_COUNTED = re.compile(
    r" ?(?:times|weeks|wks|days|months|mths|hours|hrs|mins?|minutes|phones?|texts|messages|pounds|quid|calls?|visits|sessions|miles|others?|people|things|"
    r"boys|girls|kids|children|lads|letters|photos|pics|images|pills|tablets|paracetamol|points|books|sweets|presents|gifts|cigarettes|x|of|more|new|different|"
    r"separate|o'?clock|p|k|doors|steps|feet|foot|ft|stone|st|sips|hugs|nights|evenings|separate|questions|chances|years|other|of|a)\b",
    re.I,
)
_INITIAL = re.compile(r"(?:^|[\s(,])[A-Z]\.?(?:[A-Z]\.?)? $")
_NEAR = 36
"""Characters before a number in which the word for a person beside it stands."""


def being(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """ "she's 7", "Child A is 7 and Child B is 9", "they are 8 and 10"."""
    if not _BE.search(before[-36:]):
        return None
    found = _BEING.search(before) or _CLAUSE.search(before) or _after_name(reading, some[0], before)
    if not found:
        return None
    almost = found["almost"] or found.groupdict().get("tight") or found.groupdict().get("later") or ""
    end, ages, has_unit = plain_end(reading, some)
    pronoun = (found.groupdict().get("pronoun") or "").lower()
    if found.groupdict().get("loose") and not _PEOPLE.search(reading.before(some[0].start, 160)):
        return None
    if not ENDS.match(reading.after(end, 30)) or NO_AGE_AFTER.match(reading.after(end, 16)):
        return None
    is_loose = some[0].is_word and len(some) == 1 and not has_unit
    if is_loose and (
        (some[0].value == 1 and not almost and not _ONE_ENDS.match(reading.after(end, 20)))
        or (pronoun in ("they", "we") and some[0].value < 5)
    ):
        return None
    if pronoun == "we" and not has_unit and not re.search(r"\b(?:all|both|only)\b", almost):
        return None
    owner = {"he": "his", "she": "her"}.get(pronoun, "") or owner_in(found)
    wording = said(reading, some, ages, owner)
    last = behind(reading, before, end, some[-1].value)
    if last > end and is_still_to_come(before[: len(before) - len(almost)]):
        wording += " soon"
    return put(some, end, some[0].start - len(almost) + kept_of(almost), last, wording)


def _after_name(reading: Reading, number: Number, before: str) -> re.Match[str] | None:
    """ "… is" after somebody's name."""
    found = _NAMED_BEING.search(before)
    return found if found and reading.person_ends_at(number.start - len(found.group())) else None


def beside(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """ "the boy (7)", "her sister, 9, …", "siblings 4, 6 and 9", "Child A, 7"; not "Child 7"."""
    name = _beside_name(reading, some[0], before)
    found = name or _BESIDE.search(before[-_NEAR:])
    if not found:
        return None
    joint = found["joint"]
    if joint == " " and (name or _LETTERED.search(before)) and _is_said_of_name(reading, some):
        return put(some, some[-1].end, some[0].start, some[-1].end, aged([number.value for number in some]))
    end, ages, has_unit = plain_end(reading, some)
    sex = _SEX.match(reading.text, end)
    end = sex.end() if sex else end
    almost = found.groupdict().get("almost") or ""
    last = behind(reading, before, end, some[-1].value)
    follows = reading.after(last, 16)
    is_told = (is_near(almost) and not has_unit and not _COUNTED.match(follows)) or last > end
    if NO_AGE_AFTER.match(reading.after(end, 16)) or not (
        is_told or _fits(joint, follows, reading, some, before, has_unit=has_unit or bool(sex))
    ):
        return None
    wording = apart(aged(ages, owner_in(found)), joint) + (f", {sex['sex'].upper()}" if sex else "")
    return put(some, end, some[0].start - len(almost) + kept_of(almost), last, wording)


def last(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """ "A lad of Polish heritage from the north, 16."."""
    end, ages, _ = plain_end(reading, some)
    if not 1 < min(ages) <= max(ages) < 20 or not _APART_ENDS.match(reading.after(end, 12)):
        return None
    return put(some, end, some[0].start, end, apart(aged(ages), ",")) if _LAST.search(before) else None


def _is_said_of_name(reading: Reading, some: list[Number]) -> bool:
    """ "Child A 8 grabs at people"; not "Child A 2 phones", "told Child A 3 times"."""
    follows = reading.after(some[-1].end, 24)
    return (
        2 < some[0].value < 100
        and not some[0].is_word
        and not (_COUNTED.match(follows) or NO_AGE_AFTER.match(follows) or UNIT.match(follows))
    )


def _beside_name(reading: Reading, number: Number, before: str) -> re.Match[str] | None:
    found = _JOINT.search(before)
    return found if found and reading.person_ends_at(number.start - len(found.group())) else None


def _fits(
    joint: str, follows: str, reading: Reading, some: list[Number], before: str, *, has_unit: bool
) -> bool:
    """Whether what follows the number shows that it is an age and no number of a thing."""
    if joint == ", " and _NUMBERED_CHILD.search(before):
        return False  # "Child 1, 2 and 3"
    if "(" in joint:
        return bool(_CLOSED.match(follows))
    if not _ENDED.match(follows):
        return False
    values = [number.value for number in some]
    if joint.strip(" ") == "" and not has_unit and _INITIAL.search(before) and not _LETTERED.search(before):
        return False  # "S 47", "T 37"
    if joint.strip(" ") == "" and not has_unit:
        is_label = _NUMBERED.search(before) and (
            (
                len(values) == 1
                and not (values[0] > _LABELS and _AGED.search(before) and follows[:1] in ",.;)")
            )
            or values == list(range(1, len(values) + 1))
        )
        return not is_label and (len(values) > 1 or values[0] > 2)
    return not (some[0].is_word and len(values) == 1 and not re.match(r"[,.)]", follows))


def of(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """ "a boy of 7"."""
    found = _OF.search(before[-_NEAR:])
    end, ages, _ = plain_end(reading, some)
    if (
        not found
        or _MANY.match(reading.after(end, 12))
        or _GROUP.search(before[: found.start("of")])
        or (max(ages) < 15 and (found["he"] or found["she"] or "").lower() in _PARENTS)
    ):
        return None
    if max(ages) < 3 and not ENDS.match(reading.after(end)):
        return None
    if _ONE_OF.search(before) and max(ages) < _MOST_CHILDREN:
        return None
    last = behind(reading, before, end, some[-1].value)
    return put(some, end, some[0].start - len(found["of"]) + 1, last, aged(ages, owner_in(found)))
