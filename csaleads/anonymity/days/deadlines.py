"""Days with a stop for a stroke by which something is to be done: "to be served by 22.11", "reply wanted before 30.09"."""

import re
from collections.abc import Iterator

_DONE = (
    r"(?:deliver\w*|hand(?:ed)?|send|sent|serv\w+|fil(?:e|ed|ing)|submit\w*|return\w*|complet\w+|circulat\w+|sign\w*|provid\w+|"
    r"updat\w+|issue[ds]?|lodg\w+|repl(?:y|ies)|respon\w+|report\w*|book\w*|finish\w*|draft\w*|shar\w+|invit\w+|refer\w*|"
    r"confirm\w*|review\w*|due|wanted|needed|required|statements?|assessments?|plans?|minutes|letters?|bundle|evidence|actions?|"
    r"decision|transfer\w*|clos\w+|allocat\w+|register\w*|appl\w+|arrang\w+|progress\w*|upload\w*|post\w*|chas\w+|ready|paid|"
    r"sorted|bring\w*|drop(?:ped)? off|collect\w*|pick(?:ed)? up|vacat\w+|evict\w*|mov\w+ out)"
)
_DAY = re.compile(
    r"\b(?:by|before|until|till|no later than|latest|from) (?P<day>(?:1[3-9]|2\d|3[01])\.(?:0[1-9]|1[0-2]))(?![\w:%]|\.\d)"
)
_LED = re.compile(rf"\b{_DONE}\b[^.;\n]{{0,80}}$", re.I)
_TIME = re.compile(
    r"\b(?:home|in|back|asleep|bed|bus|train|curfew|missing|clock|pm|gone|out|tonight|time|logged on|lights)\b"
    r"(?: [a-z]+){0,2} (?:by|before|until|till|from) $",
    re.I,
)
_MEASURED = re.compile(
    r" ?(?:hrs|hours|hundred|h\b|pm|am|per|kg|mm|cm|ml|miles|points|degrees|pounds|tonight|yesterday)", re.I
)


def find(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`."""
    for found in _DAY.finditer(text):
        start = found.start("day")
        before = text[max(0, start - 110) : start]
        if _LED.search(before) and not _TIME.search(before) and not _MEASURED.match(text, found.end()):
            yield found.span("day")
