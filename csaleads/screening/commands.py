"""`flask --app app screen`: what in these texts could identify somebody? For measuring and for imports."""

import json
from typing import IO, Any

import click

from csaleads.anonymity.errors import TextTooLong
from csaleads.anonymity.service import screen, screen_strictly


@click.command("screen")
@click.argument("source", type=click.File("r", encoding="utf-8"), default="-")
@click.option(
    "--strict",
    "is_strict",
    is_flag=True,
    help="Exact ages and places below region too, as in posts to the network.",
)
def screen_texts(source: IO[str], is_strict: bool) -> None:
    """Read lines of {"id", "text"}; write {"id", "spans"} for each, positions in characters, ends exclusive."""
    for line in source:
        if line.strip():
            click.echo(json.dumps(answer(json.loads(line), is_strict=is_strict)))


def answer(note: dict[str, Any], *, is_strict: bool = False) -> dict[str, Any]:
    """What one note holds, or why it was not screened."""
    look = screen_strictly if is_strict else screen
    try:
        found = look(str(note["text"]))
    except TextTooLong as refused:
        return {"id": note["id"], "spans": [], "refused": f"more than {refused.limit} characters"}
    spans = [{"start": f.start, "end": f.end, "label": f.label.value} for f in found]
    return {"id": note["id"], "spans": spans}
