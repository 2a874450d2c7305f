"""What the words around a word say: a title or a role before it, a verb of persons after it, a month, a question."""

import re

from csaleads.anonymity.text.lexicon import Lexicon, word_group
from csaleads.anonymity.text.tokens import Token

SPEAKS = re.compile(
    r"(?:'s\b|\s(?:said|says|told|tells|disclosed|has|is|was|had|asked|asks|went|wants|wanted|"
    r"thinks|thought|lives|lived|came|comes|does|did|doesn't|didn't|isn't|wasn't|can't|won't|"
    r"feels|felt|reported|rang|called|"
    r"texted|messaged|moved|attends|attended|presents|presented|started|denies|denied|cried|cries|"
    r"refused|refuses|shared|stated|states|knows|knew|likes|loves|hates|drew|wrote|and her|"
    r"and his|aged|also|who|hasn't|will|would|would like|needs|goes|gets|got|made|stays|stayed|"
    r"sleeps|looked|seems|seemed|appeared|says)\b"
    r"|,? ?\((?:aged? )?\d{1,2}(?:\b| ?[a-z])|,? (?:aged? )?\d{1,2}(?: ?y\w*)?[,.)]|, (?:who|her|"
    r"his|their|my|aged|the)\b)",
    re.I,
)
_NAMES_IT = re.compile(
    (
        r"(?:\bcalled|\bnamed|\bname is|\bname's|\bnames?:|\bnicknamed|\bknown as|\baka|\bchaired by|"
        r"\bsurname|\bfirst name)\s*(?:is |as )?[\"'(]?$"
    ),
    re.I,
)
_BEFORE_SEASON = re.compile(
    r"(?:\b(?:in|by|edd|due|since|until|till|of|last|next|this|early|late|mid|end|from|to|for|during|the|and|or|before|"
    r"after|over|through|-|/)[ -]?|\d(?:st|nd|rd|th)?\s)$",
    re.I,
)
_AFTER_SEASON = re.compile(r"\s*(?:\d{2,4}\b|term|holidays?|half|break|bank)", re.I)
_AFTER_VERB = re.compile(
    r"\s(?:i|we|she|he|they|you|it|the|a|an|this|that|these|there|mum|dad|be|not|to|of|for|any|all|someone|"
    r"anyone|our|my|her|his|their|somebody|social|child|children|is helpful)\b",
    re.I,
)
_MODAL = frozenset(("will", "may", "can", "hope"))
_TO_DO = re.compile(
    r"\b(?:sw|hv|tm|ssw|fsw|iro|gp|duty|admin|sch|school|police|we|i|need|needs|going|agreed|want|wants|ll|able) to $",
    re.I,
)
_SEASONS = word_group("seasons and months")
_VERBS = word_group("names that are verbs")
_STARTERS = word_group("function words")
_STOPPED_TITLES = word_group("title with a stop")
_WITH_TITLE = re.compile(r"(?: ?[(:=/-] ?| | is | was |'s |, )[\"']?")
_WITH_NAMING = re.compile(r"(?:[.:]? |: ?)[\"']?")


class Cues:
    """Which words lead up to a name."""

    def __init__(self, lists: Lexicon) -> None:
        kinds = lists.cues
        self.title = kinds["title"]
        self.naming = kinds["naming"]
        self.role = frozenset(
            word for kind, words in kinds.items() if kind not in ("title", "naming") for word in words
        )

    def after_title(self, text: str, tokens: list[Token], i: int) -> bool:
        """ "Mr Pelling", "uncle Idris"; not "told her uncle. That"."""
        if i == 0 or tokens[i - 1].word not in self.title or tokens[i].word in _STARTERS:
            return False
        gap = text[tokens[i - 1].end : tokens[i].start]
        return gap == " " or (gap == ". " and tokens[i - 1].word in _STOPPED_TITLES)

    def is_led(self, text: str, tokens: list[Token], i: int) -> bool:
        """ "mum efua", "the carer, Mair", "Dad (Piotr)", "re kwesi", "called Joy"."""
        token = tokens[i]
        if _NAMES_IT.search(text[max(0, token.start - 24) : token.start]):
            return True
        if i == 0:
            return False
        before = tokens[i - 1]
        gap = text[before.end : token.start]
        if before.word in self.role:
            return bool(_WITH_TITLE.fullmatch(gap))
        if before.word in ("is", "was") and i > 1 and tokens[i - 2].word in self.role:
            return token.capital and text[before.end : token.start] == " "
        if before.word in self.naming:
            return bool(_WITH_NAMING.fullmatch(gap)) and (before.word != "about" or not token.english)
        return False


def speaks(text: str, token: Token) -> bool:
    """Whether what follows is said of a person: "Joy said", "Grace (12)", "Hope, 14,"."""
    return bool(SPEAKS.match(text, token.end))


def is_month_or_verb(text: str, token: Token) -> bool:
    """ "in May", "last Summer", "by April"; "Will she", "May I", "Mark the"."""
    after = text[token.end : token.end + 14]
    if token.word in _SEASONS and (
        _BEFORE_SEASON.search(text[max(0, token.start - 14) : token.start]) or _AFTER_SEASON.match(after)
    ):
        return True
    may_be_verb = token.word in _VERBS and (token.opens or token.shape != "T")
    if may_be_verb and token.shape == "l" and _TO_DO.search(text[max(0, token.start - 14) : token.start]):
        return not after.startswith("'s")
    if after.startswith(" not ") and token.word not in _MODAL:  # "rob not picking up"
        return False
    return may_be_verb and bool(_AFTER_VERB.match(after))
