"""What somebody broke up, strewed with signs or told in pieces, found in the text as they wrote it."""

from collections.abc import Iterator

from csaleads.anonymity.analysis import paragraphs
from csaleads.anonymity.disguises import on_purpose
from csaleads.anonymity.findings import Span
from csaleads.anonymity.keeping import kept_for
from csaleads.anonymity.text.lexicon import lexicon


def broken_up_in(text: str) -> Iterator[Span]:
    """Each in `text`, paragraph by paragraph; what stands letter by letter below one another in the whole."""
    yield from on_purpose.in_columns(text, lexicon())
    for start, end in paragraphs(text):
        for span in kept_for(b"as written", text[start:end], _found):
            yield Span(span.start + start, span.end + start, span.label)


def _found(paragraph: str) -> tuple[Span, ...]:
    return tuple(on_purpose.find(paragraph, lexicon()))
