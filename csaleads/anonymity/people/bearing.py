"""Words whose place in the sentence decides whether they are names: "told amber that", "hope, the ta,"; "in kent".

Most of it is for texts whose capitals do not tell.
"""

import re
from functools import cache

from csaleads.anonymity.people.context import Cues, speaks
from csaleads.anonymity.text.lexicon import lexicon, word_group
from csaleads.anonymity.text.tokens import Token

_CLAUSE_BEGINS = re.compile(
    r"(?:^|[.?!:;\n\"(–] ?|, |\b(?:and|but|that|when|if|because|so|then|as|while|says|said) )$", re.I
)
_SPEAKS = re.compile(
    r" (?:says|said|told|tells|asked|asks|thinks|thought|likes|loves|hates|wants|wanted|cried|cries|laughed|"
    r"prays|denies|denied|disclosed|lives|calls (?:him|her|me|them|it)|"
    r"rang|phoned|texted|drew|sleeps|(?:is|was|isn't|wasn't) (?:\d{1,2}|one|two|three|four|five|six|seven|"
    r"eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|scared|frightened|afraid|crying|asleep|upset|safe at|at (?:school|home|nursery|"
    r"nan's))|"
    r"signed|signs|nodded|nods|pointed|points (?:at|to)|smiled|shrugged|whispered|whispers|shouted|shouts|"
    r"screamed|screams|giggled|sobbed|"
    r"mumbled|hugged|hugs|cuddled|kissed|walked|ran(?! out)|hid|woke|ate|drank|wrote|played|plays|sat|stood|"
    r"vomited|absconded|attends|attended|"
    r"wet (?:herself|himself|the bed)|came (?:in|out|to|back|home|with|over|down|round)|went (?:to|home|back|"
    r"out|in|with|quiet|up|upstairs|missing)|"
    r"left (?:with|the|school|home|at)|got (?:up|upset|home|dressed)|gave (?:me|him|her|us)|turned up|"
    r"showed (?:me|her|him|us)|"
    r"back (?:w|with|at|home|from|in)|scared|crying|upset|tearful|clingy|settled|missing (?:again|agn|since|"
    r"from)|late (?:again|agn)|"
    r"not (?:picking up|answering|replying|available|engaging|well|happy)|off (?:sick|today|until|till?|"
    r"on leave)|"
    r"in (?:mtg|meeting|court|clinic|work)|on (?:leave|annual leave)|"
    r"refusing|biting|hitting|kicking|sleeping|self.?harm\w*|disclosing|"
    r"(?:has|had) (?:said|told|gone|got|asked|moved|disclosed|seen|made|started|stopped|refused)|"
    r"(?:hasnt|hasn't|didnt|didn't|doesnt|doesn't|couldnt|couldn't|isnt|isn't|wasnt|wasn't) (?:want|seen|"
    r"been|said|told|know|like|come|go|eat|sleep|at|in|back|here|ready|speak|answer)|"
    r"(?:will not|won't|wont|would not|wouldn't|would like to|wd like to|doesn't want|doesnt want|"
    r"didn't want|didnt want|refuses to|refused to) ?(?:see|speak|talk|say|tell|know|go|come|sit|eat|sleep|"
    r"be|let|to|me|her|him)?)\b",
    re.I,
)
_TOLD = re.compile(
    r"\b(?:told|asked|texted|messaged|phoned|rang|hit|hurt|touched|kissed|groomed|raped|met) $", re.I
)
_AFTER_TOLD = re.compile(
    r" (?:that|to|about|she|he|if|not|not to|when|on the|in the|at)\b|[,.]? ?\(|[.,;]", re.I
)
_SEEN = re.compile(
    r"\b(?:saw|see|seen|seeing|visit(?:ed|ing)?|collect(?:ed|ing)?|fetch(?:ed)?|visits? to|spoke (?:to|with)|"
    r"speak (?:to|with)|spk (?:to|w)|tell|tells|telling|ask|asks|asking|"
    r"hugged|pushed|slapped|punched|kicked|grabbed|bathed|dressed|fed|left) $",
    re.I,
)
_AFTER_SEEN = re.compile(
    r" (?:(?:on|by) (?:her|his|their) own|alone|(?:she|he|who) |(?:and|n|&) [a-z]+|(?:that|if|to|about|not|"
    r"why|what|how) |(?:at|in|from|after|before) (?:school|home|nursery|class|contact|nan|his|her|their|"
    r"the office)|"
    r"with (?:her|his|mum|dad|nan|carer|interp\w*|the interpreter|an interpreter|sw)|today|yday|yesterday|"
    r"2day|again)",
    re.I,
)
_IN = re.compile(
    r"\b(?:in|of|for|at|by|with|this|last|next|from|since|until|the|a|an|her|his|their|my|our|some|any|no) $",
    re.I,
)
_IN_A_PLACE = re.compile(r"\b(?:in|near|across|throughout|of) $", re.I)
_ARTICLE = re.compile(r"\b(?:the|a|an) $", re.I)
PARENTS = frozenset("mf")  # "m says f is out": mother and father
_PARENT_DOES = re.compile(
    r" (?:is|was|says|said|has|had|did|does|works?|wants?|thinks?|denies|denied|not|and [mf]|& [mf])\b"
)
_IS_KIN = re.compile(
    r" (?:is|was) (?:the|an?|her|his|their|my|our|mum's|dad's|mums|dads) (?:[a-z]+ )?(?:grand|great-?grand|"
    r"step|foster )?"
    r"(?:mother|mum|father|dad|parents?|daughter|son|sister|brother|child|carer|aunt|uncle|cousin|niece|"
    r"nephew|twin)s?\b"
    r"|,? the (?:younger|elder|older|eldest|youngest|oldest)(?: one| twin| girl| boy)?(?= ?[.,;)]|$| (?:is|"
    r"was|has|and)\b)",
    re.I,
)
_AND = re.compile(r"\b(?:he|she|they|I) and $")
_SEASONS = word_group("seasons and months")
_NEVER_NAMES = word_group("never a name in small letters")
_OF_A_THING = re.compile(
    r"(?<![\w-])(?:an?|the|this|that|no|any|one|each|every|another|some) (?:[a-z-]+ )?$", re.I
)
"""What stands before a thing, whoever follows: "an unexplained mark, the nurse on call"."""


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
        rf", (?:(?:an?|the|her|his|their|my|our|mum's|dad's) (?:[a-z]+ )?(?:{role})\b(?! (?:said|says|told|"
        rf"asked|was|is|has|had|will|and)\b)|(?:{role}), ?\d)| \((?:{role}|(?:aged? )?\d{{1,2}})\)|"
        rf", (?:aged )?\d{{1,2}}(?=[,.;]| and\b)",
        re.I,
    )


def by_its_place(text: str, tokens: list[Token], i: int, cues: Cues, *, loud: bool) -> bool | None:
    """Whether word `i` is a name, where its place decides; else None."""
    token = tokens[i]
    small = loud or token.shape == "l"
    if small and token.word in _NEVER_NAMES:
        return False
    if token.word in PARENTS and token.shape == "l" and not loud and _PARENT_DOES.match(text, token.end):
        return cues.after_title(text, tokens, i)
    if small and token.wordlike and token.first and not token.field and can_only_be_a_person(text, token):
        return True
    if not small and _is_subject(text, tokens, i):
        return True
    if not small and token.wordlike and token.first and not token.field and _IS_KIN.match(text, token.end):
        return True
    if token.place and not cues.after_title(text, tokens, i):
        before = text[max(0, token.start - 12) : token.start]
        if not token.first or _IN_A_PLACE.search(before):
            return False
    if small and token.wordlike and _ARTICLE.search(text[max(0, token.start - 5) : token.start]):
        return False
    return None


def _is_subject(text: str, tokens: list[Token], i: int) -> bool:
    """ "tell her that Will is away": a capital within a sentence, of whom is told what people do; not "in May", "the Rose is"."""
    token = tokens[i]
    if not (i and token.shape == "T" and token.wordlike and token.first) or token.opens or token.field:
        return False
    before = tokens[i - 1]
    alone = before.shape == "l" and text[before.end : token.start] == " "
    if alone and _AND.search(text, max(0, token.start - 10), token.start):
        return True
    return (
        alone
        and token.word not in _SEASONS
        and not _IN.search(text[max(0, token.start - 12) : token.start])
        and speaks(text, token)
    )


def can_only_be_a_person(text: str, token: Token) -> bool:
    """Whether what stands around `token` says so."""
    before = text[max(0, token.start - 14) : token.start]
    if _IN.search(before):
        return False
    if _presented().match(text, token.end) and not _OF_A_THING.search(
        text, max(0, token.start - 24), token.start
    ):
        return True
    if _TOLD.search(before) and _AFTER_TOLD.match(text, token.end):
        return True
    if _SEEN.search(before) and _AFTER_SEEN.match(text, token.end):
        return True
    return bool(_CLAUSE_BEGINS.search(before)) and bool(_SPEAKS.match(text, token.end))
