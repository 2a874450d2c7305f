"""Words that could be names, where capitals would not tell, in a place where only a person can stand: "told amber that", "hope, the ta,"."""

import re
from functools import cache

from csaleads.anonymity.lexicon import lexicon
from csaleads.anonymity.tokens import Token

_CLAUSE_BEGINS = re.compile(
    r"(?:^|[.?!:;\n\"(–] ?|, |\b(?:and|but|that|when|if|because|so|then|as|while|says|said) )$", re.I
)
_SPEAKS = re.compile(
    r" (?:says|said|told|tells|asked|asks|thinks|thought|likes|loves|hates|wants|wanted|cried|cries|laughed|prays|denies|denied|disclosed|lives|"
    r"rang|phoned|texted|drew|sleeps|(?:is|was|isn't|wasn't) (?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|scared|frightened|afraid|crying|asleep|upset|safe at|at (?:school|home|nursery|nan's))|"
    r"(?:will not|won't|wont|would not|wouldn't|would like to|wd like to|doesn't want|doesnt want|didn't want|didnt want|refuses to|refused to) ?(?:see|speak|talk|say|tell|know|go|come|sit|eat|sleep|be|let|to|me|her|him)?)\b",
    re.I,
)
_TOLD = re.compile(
    r"\b(?:told|asked|texted|messaged|phoned|rang|hit|hurt|touched|kissed|groomed|raped|met) $", re.I
)
_AFTER_TOLD = re.compile(r" (?:that|to|about|she|he|if|not|when|on the|in the|at)\b|[,.]? ?\(|[.,;]", re.I)
_IN = re.compile(
    r"\b(?:in|of|for|at|by|with|this|last|next|from|since|until|the|a|an|her|his|their|my|our|some|any|no) $",
    re.I,
)


@cache
def _presented() -> re.Pattern[str]:
    """ ", a boy in the room", ", the ta,", " (cook)", ", resident, 15"."""
    roles = {
        word for kind, words in lexicon().cues.items() if kind not in ("title", "naming") for word in words
    }
    roles |= {
        "man",
        "woman",
        "lad",
        "lass",
        "resident",
        "pupil",
        "cook",
        "caretaker",
        "cleaner",
        "driver",
        "coach",
        "carer",
        "worker",
        "ta",
        "sister",
        "brother",
    }
    role = "|".join(sorted(map(re.escape, roles), key=len, reverse=True))
    return re.compile(
        rf", (?:(?:an?|the|her|his|their|my|our|mum's|dad's) (?:[a-z]+ )?(?:{role})\b(?! (?:said|says|told|asked|was|is|has|had|will|and)\b)|(?:{role}), ?\d)| \((?:{role}|(?:aged? )?\d{{1,2}})\)|, (?:aged )?\d{{1,2}}(?=[,.;]| and\b)",
        re.I,
    )


def can_only_be_a_person(text: str, token: Token) -> bool:
    """Whether what stands around `token` says so."""
    before = text[max(0, token.start - 14) : token.start]
    if _IN.search(before):
        return False
    if _presented().match(text, token.end):
        return True
    if _TOLD.search(before) and _AFTER_TOLD.match(text, token.end):
        return True
    return bool(_CLAUSE_BEGINS.search(before)) and bool(_SPEAKS.match(text, token.end))
