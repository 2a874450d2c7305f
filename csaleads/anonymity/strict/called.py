"""Where the name of a place stands in the name of something else: a university, a tool, an inquiry, a case at law, a brand, an author."""

import re

from csaleads.anonymity.strict.data import group
from csaleads.anonymity.strict.reading import Reading
from csaleads.anonymity.text.lexicon import fold, lexicon

_UNIVERSITY = re.compile(r"\bUniversit(?:y|ies) (?:College )?of (?:the )?$")
_ITS_UNIVERSITY = re.compile(
    r"(?: (?:Metropolitan|Trent|Hallam|Brookes|Beckett|Solent|Caledonian|Napier|St Mary's|John Moores|Hope|Spa|Christ Church|Solent|Met))"
    r"{0,2} (?:[Uu]niversity|Medical School)\b|(?: (?:Metropolitan|Trent|Hallam|Brookes|Beckett|Solent|Caledonian|Napier|John Moores|Met(?! Police| police)))\b"
)
_STUDIES = re.compile(
    r"\b(?:(?:stud(?:y|ies|ied|ying)|student|place|goes|went|going|gone|started|starts|starting|off|dropped out|accepted|graduated)(?: at| to| of| from)|"
    r"attends|attended|attending)(?: the)? (?:University (?:College )?of (?:the )?)?$",
    re.I,
)
_TOOL = re.compile(
    r"(?:[ -](?:and[ -])?[A-Z][\w'-]*){0,6}(?: [a-z]+)? (?:scales?|grid|index|inventory|stud(?:y|ies)|model|protocols?|framework|toolkit|tool|"
    r"chart|criteria|task|score|test|checklist|triage|questionnaire|judgments?|judgements?)\b",
    re.I,
)
_NAMED_TOOL = re.compile(
    r"(?:[ -][A-Z][\w'-]*){1,6}|(?: (?:stool|coma|grid|model|toolkit|tool|scale|score|study|protocol|index|triage|chart))+"
)
_INQUIRY = re.compile(
    r"(?:'s)?(?: [\w'-]+){0,3}? (?:inquir(?:y|ies)|enquiry|review|reports?|scandals?|cases?|judge?ments?|scr|serious case|findings|trials?)\b",
    re.I,
)
_SAID_OF_PLACE = re.compile(r"\b(?:in|from|near|at|around|to|outside|across|within) $", re.I)
_PUBLISHER = re.compile(
    r": (?:[A-Z][\w&']* ?){0,4}(?:Press|Routledge|Wiley|Blackwell|Palgrave|Sage|SAGE|Publish\w*|OUP|CUP|Books|Kingsley|Springer|NSPCC|HMSO|TSO|BAAF|CoramBAAF|Bedfordshire)\b"
)
_CITATION = re.compile(
    r"(?: [A-Z][\w']+){0,4} v\.? (?:[A-Z\[(])|[^\n]{0,60}\[(?:19|20)\d\d\] (?:EW|UK|AC|QB|FL|WL|All)"
)
_CITED = re.compile(r"[\w)] v\.? (?:(?:[A-Z][\w']+|and) ){0,6}$")
_JUDGMENT = re.compile(r"(?:'s)? (?:judge?ments?|rulings?|case law|appeal)\b")
_ABOUT = re.compile(
    r"\b(?:(?:report|inquir(?:y|ies)|enquiry|review|chapters?|findings|investigation|lessons?|hearings?|books?|articles?|documentary|film|podcast|programme)s? (?:on|into|about|of|from)"
    r"|(?:scandals?|inquir(?:y|ies)|convictions|cover-ups?) (?:in|at)|lessons (?:of|from)|what happened in|the likes of|like|after what happened (?:in|at)) (?:the )?$",
    re.I,
)
_BRAND = re.compile(
    r"(?: and [A-Z]\w+)?(?: [A-Z]\w+)? (?:Building Society|Cereals?|Tea|Gin|Crisps|Cheese|Ice Cream|Biscuits?|Sausages?|Cider|Brewery|Ale|Pottery|China|Porcelain|Carpets?|Soap|Chocolates?|Toffee|Fudge|Shortbread|"
    r"Factor|Formula|Declaration|Convention|Principles|Guidelines|Consensus|Treaty|Accords?|Charter|Pact|Terrier|Spaniel|Press|Publishing|Films?|Festival|Marathon|Gold Cup|Grand Prix|[Ww]eighting|Living Wage)\b"
)
_OF_CLUB = re.compile(
    r"(?: United| City| FC)? (?:football )?(?:shirt|kit|duvet|scarf|top|hat|mug|poster|bedding|pyjamas|strip|tattoo|badge|stickers?|cap)\b"
)
_PUBLIC_INQUIRY = re.compile(r"(?:'s)?(?: (?:[a-z]+ ){0,2}| )inquir(?:y|ies)\b(?! team| officer)", re.I)
_PET = re.compile(
    r", (?:the|our|my|his|her|their|a) (?:[\w-]+ )?(?:dog|cat|teddy|bear|hamster|rabbit|guinea pig|horse|pony|puppy|kitten|cockapoo|labrador|retriever)\b"
)
_CALLED = re.compile(
    r"\b(?:(?:dog|cat|teddy|bear|hamster|rabbit|horse|pony|puppy|kitten|labrador)(?: is| was|'s)?(?: called| named|,)?|loves|likes|watch(?:es|ed|ing)?|dressed as|nickname(?:d|s)?(?: is| was)?) $",
    re.I,
)
_OF_BANK = re.compile(
    r"\b(?:bank(?:s|ed|ing)?|mortgage|account|savings|loan|card|overdraft|isa|insurance|insured)(?: is| was| are)?(?: with| at| from) (?:the )?$",
    re.I,
)
_BANKING = re.compile(r" (?:account|mortgage|card|app|bank|savings|insurance|overdraft|statements?)\b")
_THING_BEFORE = re.compile(
    r"\b(?:the|an?|his|her|my|our|their|your|this|that|old|new|leather|red|green|brown|broken|favourite) $",
    re.I,
)
_AFTER = re.compile(r"(?:'s)?[ -](?P<noun>[A-Za-z][\w'-]*)")
_AUTHOR = re.compile(
    r",? (?:et al\b|(?:and|&|with) (?:(?:her|his|their|other) )?(?:colleagues|co-?authors?|co-?workers)\b)| \((?:19|20)\d\d[a-z]?[),:;]|,? (?:19|20)\d\d[a-z]?[);]"
    r"|(?:,? (?:and|&) [A-Z][\w-]+)+ \((?:19|20)\d\d"
)
_WRITES = re.compile(
    r" (?:(?:also|still|famously|once|himself|herself) )?(?:writes|wrote|argues|theori[sz]es|coined|puts it|would say|reminds us|taught us|is (?:out of print|worth (?:reading|a read)|essential reading|a classic|still the best|"
    r"(?:very |really |so )?(?:good|great|excellent|brilliant|useful|strong|interesting|helpful) on))\b"
    r"|'s (?:\w+ )?(?:book|books|chapter|paper|papers|article|typology|theory|theories|textbook|handbook|writings?|thesis|monograph)\b"
)
_TOLD_AUTHOR = re.compile(
    r",? as in (?:the|an?) (?:surname|author|writer|researcher)\b"
    r"|(?:, [^,.;\n]{2,30},)? (?:has|had|wrote|edited|published) (?:a|an|the|another|that|some|two|three) (?:[a-z]+ ){0,2}(?:chapters?|papers?|articles?|monograph|textbook|handbook|essays?|books?) (?:on|in|about)\b"
    r"| (?:is|was) (?:one of )?(?:the|an) (?:lead |first |second |other )?(?:co-?)?(?:authors?|editors?) (?:on|of|for|in)\b"
)
_AMONG_AUTHORS = re.compile(
    r"(?:,? (?:and|&) [A-Z][\w-]+|, [A-Z][\w-]+)+(?: \(|,? (?:et al|is (?:out of print|a classic|good|excellent|useful)|argue|write|wrote|describe|20\d\d|19\d\d))"
)
_IDIOM = re.compile(
    r"\b(?:(?:be|been|being|was|were|is|are|got|get|getting|gets|feel|felt)(?: \w+)? sent|(?:send|sends|sent|sending)(?: (?:me|him|her|us|them|you|each other|the \w+|everyone))) to $",
    re.I,
)
_IDIOM_ENDS = re.compile(
    r"[.,;:!?)]|$| (?:and|but|by|for|because|at|all|when|again|over|since|until|as|after|now|so|if|last|this)\b(?! (?:\w+ )?(?:placement|a (?:placement|home|hostel)))"
)


def is_called_after(reading: Reading, start: int, end: int) -> bool:
    """Whether the place from `start` to `end` stands in the name of a university, a tool, an inquiry, a case at law, a brand or an author."""
    before, after = reading.before(start, 70), reading.after(end, 90)
    shown = fold(reading.text[start:end])
    if _UNIVERSITY.search(before) or _ITS_UNIVERSITY.match(after):
        return not _STUDIES.search(before)
    if _CITED.search(before) or _CITATION.match(after) or _PUBLISHER.match(after):
        return True
    return (
        is_tool(reading, start, end)
        or _is_inquiry(shown, before, after)
        or _is_thing(shown, before, after)
        or _is_author(reading, start, shown, before, after)
        or _is_idiom(shown, before, after)
    )


def is_tool(reading: Reading, start: int, end: int) -> bool:
    """ "Edinburgh Postnatal Depression Scale", "the Leeds model"; not "the Leeds family who failed the test"."""
    found = _TOOL.match(reading.after(end, 90))
    if not found:
        return False
    shown = found.group()
    return bool(_NAMED_TOOL.fullmatch(shown) or _NAMED_TOOL.fullmatch(shown.rpartition(" ")[0]))


def _is_inquiry(shown: str, before: str, after: str) -> bool:
    """ "the Rotherham inquiry", "the Jay report on Rotherham", "the Southwark judgment"."""
    if _SAID_OF_PLACE.search(before) and not _ABOUT.search(before):
        return False
    if (_JUDGMENT.match(after) or _PUBLIC_INQUIRY.match(after)) and not re.search(r"\b(?:our|own) $", before):
        return True
    return shown in group("inquiry") and bool(_INQUIRY.match(after) or _ABOUT.search(before))


def _is_thing(shown: str, before: str, after: str) -> bool:
    """ "Dorset Cereals", "the Bradford Factor", "the Halifax froze his account", "the Chesterfield has a hole"."""
    if _BRAND.match(after) or _OF_CLUB.match(after) or _PET.match(after) or _CALLED.search(before):
        return True
    if shown not in group("also a thing"):
        return False
    if shown == "halifax" and (_OF_BANK.search(before) or _BANKING.match(after)):
        return True
    follows = _AFTER.match(after)
    noun = follows["noun"].lower() if follows else ""
    return bool(_THING_BEFORE.search(before)) and not (noun in group("after a place") or noun[:1].isupper())


def _is_author(reading: Reading, start: int, shown: str, before: str, after: str) -> bool:
    """ "Warrington and colleagues", "Durham writes", "Bolton, Morris and Pell is out of print"."""
    if not reading.text[start].isupper() or shown not in lexicon().last or _SAID_OF_PLACE.search(before):
        return False
    return bool(
        _AUTHOR.match(after)
        or _TOLD_AUTHOR.match(after)
        or _WRITES.match(after)
        or _AMONG_AUTHORS.match(after)
    )


def _is_idiom(shown: str, before: str, after: str) -> bool:
    """ "we were sent to Coventry"; not "she was sent to Coventry to live with an aunt"."""
    return shown == "coventry" and bool(_IDIOM.search(before) and _IDIOM_ENDS.match(after))
