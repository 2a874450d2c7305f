"""The only importer of bleach: text that a person typed becomes HTML here and nowhere else."""

import re

import bleach
from markupsafe import Markup

PARAGRAPH_BREAK = re.compile(r"\n\s*\n")


def paragraphs(text: str) -> Markup:
    """Plain text as escaped paragraphs with line breaks; no markup of the writer's survives as markup."""
    parts = [
        bleach.clean(part.strip(), tags=set(), strip=False)
        for part in PARAGRAPH_BREAK.split(text)
        if part.strip()
    ]
    return Markup("".join(f'<p class="govuk-body">{part.replace(chr(10), "<br>")}</p>' for part in parts))  # noqa: S704
