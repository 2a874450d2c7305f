"""While one types: what in the texts of a page could identify somebody. Answers and forgets; nothing is logged or kept."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, cast

from flask import Flask, abort, current_app, jsonify, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from csaleads.access.guards import signed_in, viewer
from csaleads.core.limits import limit_of
from csaleads.screening import service
from csaleads.screening.blueprint import blueprint
from csaleads.screening.findings import Found, grouped
from csaleads.screening.service import CannotScreen
from csaleads.screening.subjects import is_knower

AS_OFTEN = "90 per minute"  # a page asks once a second at most, while somebody types
MOST_TEXTS = 80
LIMIT = "csaleads_live_screening"


@blueprint.record_once
def _prepare(state: BlueprintSetupState) -> None:
    state.app.extensions[LIMIT] = limit_of(cast(Flask, state.app), AS_OFTEN)


@blueprint.post("/screening/check")
@signed_in
def check() -> ResponseReturnValue:
    """`{"texts": {name: text}}` is answered by `{"found": {name: […]}}`; positions count UTF-16 units, as scripts do.

    With `"strict": true` they are looked at as what all areas read; `"knows": {name: word}` is what the field of a text says of
    colleagues whom it may name.
    """
    if not current_app.extensions[LIMIT]():
        abort(429)
    sent = request.get_json(silent=True)
    texts = _texts(sent)
    try:
        found = service.look_live(viewer(), texts, is_strict=_is_strict(sent), knows=_knows(sent, texts))
    except CannotScreen as stopped:
        return jsonify(refused=stopped.obstacle.value), 422
    answer: dict[str, list[dict[str, Any]]] = {name: [] for name in texts}
    of_two = {name: _of_two_units(text) for name, text in texts.items()}
    for number, group in enumerate(grouped(found)):
        for one in group:
            answer[one.field].append(_as_scripts_count(one, number, of_two[one.field]))
    for places in answer.values():
        places.sort(key=lambda place: int(place["start"]))
    return jsonify(found=answer)


def _texts(sent: Any) -> dict[str, str]:
    texts = sent.get("texts") if isinstance(sent, dict) else None
    is_right = isinstance(texts, dict) and len(texts) <= MOST_TEXTS
    if not is_right or not all(isinstance(text, str) for text in texts.values()):  # type: ignore[union-attr]
        abort(400)
    return dict(texts)  # type: ignore[arg-type]


def _is_strict(sent: Any) -> bool:
    strict = sent.get("strict", False)
    if not isinstance(strict, bool):
        abort(400)
    return strict


def _knows(sent: Any, texts: dict[str, str]) -> dict[str, str]:
    knows = sent.get("knows", {})
    if not isinstance(knows, dict) or not knows.keys() <= texts.keys():
        abort(400)
    if not all(isinstance(word, str) and is_knower(word) for word in knows.values()):
        abort(400)
    return knows


def _of_two_units(text: str) -> tuple[int, ...]:
    """Where those characters of `text` stand that are two units to a script."""
    return tuple(at for at, character in enumerate(text) if character > "\uffff")


def _as_scripts_count(one: Found, question: int, of_two: Sequence[int]) -> dict[str, Any]:
    def units(position: int) -> int:
        return position + bisect_left(of_two, position)

    return {
        "start": units(one.start),
        "end": units(one.end),
        "replaceStart": units(one.replace_start),
        "replaceEnd": units(one.replace_end),
        "same": question,
        "reason": one.reason,
        "suggestion": one.suggestion,
    }
