"""Streets, countries and people of sayings: "on Easy Street", "up the Swanee", "it has all gone Pete Tong".

A street is struck out only after what leads to a saying, without a number, and where the sentence speaks of no home.
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.text.scanning import WordStarts

_STREETS = (
    r"Easy Street|Queer Street|Skid Row|Civvy Street|Carey Street|Grub Street|Struggle Street|Memory Lane|"
    r"Millionaires?['’]?s? Row|"
    r"Desolation Row|Tin Pan Alley|Benefits Street|Wisteria Lane|Privet Drive|Diagon Alley|Sesame Street|Walford|Weatherfield"
)
_LANDS = (
    r"Cloud[ -]Cuckoo[ -]Land|La[ -]La[ -]Land|Cloud Nine|Never[ -]Never[ -]Land|Neverland|Wonderland|Narnia|Cold Comfort Farm|"
    r"Hundred Acre Wood|Shangri-La|Xanadu|Utopia|El Dorado|Eldorado|the Land of Nod|the Promised Land|Camelot|Colditz|Alcatraz|"
    r"Fort Knox|Timbuktu|Timbuctoo|Outer Mongolia|Kathmandu|Toytown|Noddyland|Fawlty Towers|"
    r"the Slough of Despond|Groundhog Day|"
    r"Bedlam|Hogwarts|Mordor|the Shire|Lilliput|Brobdingnag|Gotham|Oz|Jurassic Park|Davy Jones['’]s? locker|Animal Farm"
)
_HOME = re.compile(
    r"\b(?:mum|dad|nan|nana|gran|grandma|flat|address|postcode|number|no\.|lives at|moved to|family|child|"
    r"children|carer|tenancy|"
    r"landlord|visit(?:ed)?|house at|home at|hostel|refuge|property)\b",
    re.I,
)
_END = r"(?![\w-])(?!['’]s)(?!,? [A-Z]{1,2}\d)(?! (?:surgery|school|primary|nursery|clinic|hostel|estate|flats)\b)"
_ON = re.compile(
    r"\b(?:(?:is|are|was|were|be|been|not|hardly|exactly|quite|I['’]m|we['’]re|it['’]s|he['’]s|she['’]s|"
    r"they['’]re|all|straight|back|"
    r"trip|walk|wander|stroll|life|a long way|land(?:ed|s)?|ends?(?: up)?|end(?:ed)? up|headed|heading|straight|"
    r"sent|feels?|looks?|like|"
    r"welcome|than|this) )(?:on |in |down |to |for |like |of |from )?(?:the )?"
    rf"(?P<name>{_STREETS}){_END}",
    re.I,
)
_IN = re.compile(
    rf"\b(?:in|to|from|like|than|is|it['’]s|was|welcome to|through|of|as|into|call it|called it) (?:a |total |"
    rf"pure |absolute |utter )?(?P<name>{_LANDS}){_END}",
    re.I,
)
_UP = re.compile(
    r"\bup (?P<name>(?:the )?(?:Khyber(?: Pass)?|Swanee|Suwannee|Swannee|Orinoco|Limpopo)(?: river)?)(?![\w-])|"
    r"\b(?:sent|send|sends|sending) (?:me |us |them |him |her |you )?to (?P<sent>Coventry)(?=[.,;:!]|$| (?:for|"
    r"by|again|over|when|after)\b)|"
    r"\bcoals to (?P<coals>Newcastle)\b|\bBob['’]s (?P<bob>your uncle)\b",
    re.I,
)
_SLANG = re.compile(
    r"\b(?P<name>Scooby[ -]Doo|Ruby Murray|Pete Tong|Hank Marvin|Jack Jones|Rosie Lee|Rosy Lee|Barney Rubble|"
    r"Gregory Peck|Tod Sloan|"
    r"Sweeney Todd|Mickey Bliss|Aunt Sally|Aunt Nell|Mae West|Mutt and Jeff|Adam and Eve|Tom and Dick|Uncle Dick|Conan Doyle|"
    r"Nelson Eddys?|Ayrton Senna|Pat and Mick|Brahms and Liszt|Lionel Blair(?:s)?|Lady Godiva|Bobby Moore|Britney Spears|"
    r"Christian Slater|Darby and Joan|David Gower|Duke of Kent|Jimmy Riddle|J Arthur|Joe Soap|Joe Bloggs|Jack the Lad|Jack Tar|"
    r"Johnny Cash|Kate Moss|Mahatma Gandhi|Nobby Stiles|Oliver Twist|Peckham Rye|Posh and Becks|Septic Tank|Tommy Tucker|"
    r"Tom Thumb|Uri Geller|Vera Lynns?|Wallace and Gromit|Hobson['’]s choice|Gordon Bennett|Murphy['’]s law|Parkinson['’]s law|"
    r"Sod['’]s law|Buggins['’]?s? turn|Morton['’]s fork|Occam['’]s razor|Hanlon['’]s razor|Pandora['’]s box|Achilles['’]? heel|"
    r"Heath Robinson|Larry Lamb|happy as Larry|Tom,? Dick (?:and|or|&) Harry|keeping up with the Joneses|Jack Robinson|"
    r"Davy Jones|Johnny[- ]come[- ]lately|Jekyll and Hyde|Box and Cox|Tweedledum and Tweedledee|Bonnie and Clyde|"
    r"Aladdin['’]s cave|Bermuda Triangle|Mother Hubbard|Billy No[ -]Mates|Norman No[ -]Mates|Nosy Parker|Nosey Parker|"
    r"Moaning Minnie|Negative Nancy|Debbie Downer|Plain Jane|Simple Simon|Smart Alec|Smart Aleck|Clever Dick|Peeping Tom|"
    r"Doubting Thomas|Dr Jekyll and Mr Hyde|Walter Mitty|Hooray Henry|Flash Harry|Jack Frost|Nervous Nellie|Steady Eddie|"
    r"Lazy Susan|Bloody Mary|Tom Collins|Harvey Wallbanger|Molotov cocktail|Rob Roy|Dick Turpin|Fanny Adams|sweet Fanny Adams)"
    r"(?![\w-])",
    re.I,
)
_LED = re.compile(
    r"\b(?:an?|the|no|not|any|every|like|bit|gone|going|goes|went|am|i['’]m|we['’]re|it['’]s|is|was|were|"
    r"on (?:my|your|her|his|their)|"
    r"on|of|for|that['’]s|old|absolutely|totally|completely|bit of|or|by|as|all|done by|real|more) [\"“]?$",
    re.I,
)
_LED_CLOSELY = re.compile(r"\b(?:an?|no|bit of|gone|going|goes|went|on (?:my|your|our|their)) [\"“]?$", re.I)
_LIKE_A_FAMILY = re.compile(
    r"(?:Jack|Bobby|Larry|Kate|Johnny|Gregory|Tommy|David|Christian|Jimmy|Davy|Nelson|Conan|Ruby|Rosie|Rosy|Hank|Tod|Mae|Rob|Tom|"
    r"Britney|Uri|Oliver|Dick|Fanny|Gordon|Lionel|Nobby|Vera|Mickey|Barney|Pete) \w+",
    re.I,
)
_BORNE = re.compile(
    r"['’]s (?:mum|dad|mother|father|nan|house|school|placement)|,? \(|,? (?:aged|who|her|his)\b|"
    r" (?:is|was|has|had|said|says|told|rang|came|will|lives|attended|disclosed|left|and (?:his|her))\b"
)
_PART = re.compile(
    r"\b(?:I|we|I['’]m|we['’]re|was|were|been) (?:played|playing|cast as|read for|auditioned for|auditioning for|understudied) "
    r"(?P<name>Romeo|Juliet|Tybalt|Mercutio|Benvolio|Macbeth|Lady Macbeth|Hamlet|Ophelia|Othello|Desdemona|Iago|Puck|Bottom|"
    r"Titania|Oberon|Malvolio|Viola|Beatrice|Benedick|Prospero|Miranda|Ariel|Cordelia|Matilda|Miss Trunchbull|Nancy|Fagin|Sandy|"
    r"Buttons|Dandini|Dame Trot|Widow Twankey|Scrooge|Bob Cratchit|Tiny Tim|Heathcliff|Cathy|Jane Eyre|Sheila Birling|"
    r"Inspector Goole|Lady Bracknell|Eliza Doolittle|Maria|Annie|Dorothy|Wendy|Peter Pan|Captain Hook)"
    r"(?=[.,;:!]|$| and | in | at the )"
)
_STAGE_WORDS = frozenset(
    ("drama", "panto", "pantomime", "theatre", "musical", "amdram", "am", "play", "stage", "production")
)
_ON_STAGE = re.compile(
    r"\b(?:drama|panto|pantomime|theatre|musical|amdram|am-dram|play|stage|school play|production)\b", re.I
)
_WITHOUT = frozenset(("the", "and", "of", "s", "to", "in", "on", "up", "your", "my", "for", "no", "as", "or"))
_STREET_WORDS, _LAND_WORDS, _SLANG_WORDS = (
    frozenset(re.findall(r"[a-z]{2,}", said.lower())) - _WITHOUT
    for said in (_STREETS, _LANDS, _SLANG.pattern)
)
_UP_WORDS = frozenset(
    ("khyber", "swanee", "suwannee", "swannee", "orinoco", "limpopo", "coventry", "newcastle", "bob")
)


def nobody(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose words begin at `words`."""
    if words.has_any(_STAGE_WORDS) and _ON_STAGE.search(text):
        yield from (found.span("name") for found in _PART.finditer(text))
    for pattern, needed in ((_ON, _STREET_WORDS), (_IN, _LAND_WORDS)):
        for found in pattern.finditer(text) if words.has_any(needed) else ():
            if not _HOME.search(text, max(0, found.start() - 60), min(len(text), found.end() + 60)):
                yield found.span("name")
    for found in _UP.finditer(text) if words.has_any(_UP_WORDS) else ():
        yield found.span(found.lastgroup or 0)
    for found in _SLANG.finditer(text) if words.has_any(_SLANG_WORDS) else ():
        is_said = "'" in found.group() or "’" in found.group() or " and " in found.group().lower()
        leading = _LED_CLOSELY if _LIKE_A_FAMILY.fullmatch(found.group()) else _LED
        led = leading.search(text, max(0, found.start() - 20), found.start())
        if (is_said or led) and not _BORNE.match(text, found.end()):
            yield found.span("name")
