"""How one kind of message reads: fixed sentences with gaps. `notify/kinds.py` says which gaps there are."""

from dataclasses import dataclass

READ_IT = "Sign in to read it: {address}"


@dataclass(frozen=True)
class Words:
    """How one kind of message reads. `more` are further paragraphs of the mail; `call` leads to the page."""

    subject: str
    line: str
    more: tuple[str, ...] = ()
    call: str = READ_IT
