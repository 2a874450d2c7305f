"""Links as the forum's posts write them, `[words](address)`, without what a reader of the post never sees."""

import re

_LINK = re.compile(r"\[([^\[\]\n]*)\]\((?:/|https?://)[^\s()]*\)")


def without_addresses(text: str) -> str:
    """`text`, as long as before, with spaces for the brackets and the address of each link: its words stay where they were.

    The model takes "Read" for somebody's name beside some random addresses and not beside others. Whether an address itself
    shows anybody is looked for elsewhere, in the text as it was written.
    """
    return _LINK.sub(_words_alone, text) if "](" in text else text


def _words_alone(link: re.Match[str]) -> str:
    words = link.group(1)
    return f" {words}".ljust(len(link.group()))
