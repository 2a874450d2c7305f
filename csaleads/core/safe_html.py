"""The only importer of bleach: text that a person typed becomes HTML here and nowhere else."""

import re

import bleach
from markupsafe import Markup, escape

from csaleads.core.links import OWN_PATHS, leads_out_of_post, may_lead_to

PARAGRAPH_BREAK = re.compile(r"\n\s*\n")
CLASSES = {
    "a": {"govuk-link"},
    "blockquote": {"govuk-inset-text"},
    "h3": {"govuk-heading-m"},
    "h4": {"govuk-heading-s"},
    "h5": {"govuk-heading-s"},
    "h6": {"govuk-heading-s"},
    "ol": {"govuk-list govuk-list--number"},
    "p": {"govuk-body"},
    "table": {"govuk-table"},
    "tbody": {"govuk-table__body"},
    "td": {"govuk-table__cell"},
    "th": {"govuk-table__header"},
    "thead": {"govuk-table__head"},
    "tr": {"govuk-table__row"},
    "ul": {"govuk-list govuk-list--bullet"},
}
TAGS = frozenset(CLASSES) | {"br", "code", "em", "hr", "li", "pre", "strong"}
POST_CLASSES = CLASSES | {"span": {"csa-mention"}}  # in a post of the network
POST_TAGS = TAGS | {"s", "span"}
SCHEMES = frozenset({"http", "https", "mailto"})
LINK_REL = "noopener noreferrer nofollow"
FIRST_NUMBER = re.compile(r"[0-9]{1,9}")
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
MARK = ("\x02", "\x03")  # around what is to be highlighted; no text that is kept holds either


def paragraphs(text: str) -> Markup:
    """Plain text as escaped paragraphs with line breaks, every sign of it as it was typed."""
    parts = [part.strip() for part in PARAGRAPH_BREAK.split(UNSEEN.sub("\ufffd", text)) if part.strip()]
    drawn = [f'<p class="govuk-body">{str(escape(part)).replace(chr(10), "<br>")}</p>' for part in parts]
    return Markup("".join(drawn))  # noqa: S704


def written_text(html: str) -> Markup:
    """`html`, which was made of what a person wrote, with nothing left in it but text, its structure and links.

    Links lead to http, https or mailto; there is no image, no style, no script and no id.
    """
    return Markup(bleach.clean(html, tags=TAGS, attributes=_may_stand, protocols=SCHEMES, strip=True))  # noqa: S704


def written_post(html: str) -> Markup:
    """The same for a post of the network: it may be struck through, name colleagues, and lead to pages of ours that stay."""
    return Markup(  # noqa: S704
        bleach.clean(html, tags=POST_TAGS, attributes=_may_stand_in_post, protocols=SCHEMES, strip=True)
    )


def stored_html(html: str) -> Markup:
    """What `written_text` made when somebody wrote it and a column has kept since: it is not made anew on each page."""
    return Markup(html)  # noqa: S704


def highlighted(text: str) -> Markup:
    """`text` escaped, with <mark> around what stands between the two signs of MARK, each closed however they stand."""
    before, *pieces = text.split(MARK[0])
    marked = [_marked(*piece.partition(MARK[1])[::2]) for piece in pieces]
    return Markup(f"{escape(before.replace(MARK[1], ''))}{''.join(marked)}")  # noqa: S704


def _marked(inside: str, after: str) -> str:
    return f"<mark>{escape(inside)}</mark>{escape(after.replace(MARK[1], ''))}"


def _may_stand(tag: str, name: str, value: str) -> bool:
    if tag == "a" and name == "href":
        return may_lead_to(value)
    if name == "class":
        return value in CLASSES.get(tag, ())
    if tag == "a":
        return name == "rel" and value == LINK_REL
    return tag == "ol" and name == "start" and FIRST_NUMBER.fullmatch(value) is not None


def _may_stand_in_post(tag: str, name: str, value: str) -> bool:
    if tag == "a" and name == "href":
        return leads_out_of_post(value) or OWN_PATHS.fullmatch(value) is not None
    if tag == "span":
        return name == "class" and value in POST_CLASSES["span"]
    return _may_stand(tag, name, value)
