"""Whoever reads the audit trail finds plain words for everything that is recorded."""

import ast
from typing import Any

from csaleads.development.policy import SHADOWING_MOVES
from csaleads.insight.trail_words import VERBS
from csaleads.lending.policy import LOAN_MOVES
from csaleads.programmes.policy import COHORT_MOVES, SWAP_MOVES
from tests.architecture.source import modules

# Where a service is handed the verb: what it records ends in that.
MOVES: dict[str, Any] = {
    "cohort": COHORT_MOVES,
    "loan": LOAN_MOVES,
    "shadowing": SHADOWING_MOVES,
    "swap": SWAP_MOVES,
}


def test_every_verb_that_is_recorded_has_plain_words() -> None:
    named = {verb for module in modules() for verb in verbs_named_in(module.tree)}
    moved = {f"{verb}_{thing}" for thing, moves in MOVES.items() for _, verb in moves}

    assert len(named) > 150, "they are found"
    assert (named | moved) - set(VERBS) == set()


def test_the_verbs_of_a_module_are_found() -> None:
    module = """
def act(actor, is_on):
    audit.record(actor, "plain", subject=())
    audit.record(actor, "on" if is_on else "off", subject=())
    _note(actor, "handed")
    _move(actor, "open")

def _note(actor, verb):
    audit.record(actor, verb, subject=())

def _move(actor, verb):
    audit.record(actor, f"{verb}_thing", subject=())
"""
    assert verbs_named_in(ast.parse(module)) == {"plain", "on", "off", "handed", "open_thing"}


def verbs_named_in(tree: ast.Module) -> set[str]:
    """Verbs that a module names where it records an event, or where it calls a function of its own that does."""
    found: set[str] = set()
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        names = [each.arg for each in function.args.args]
        for call in calls_of("audit.record", function) + calls_of("trail.record", function):
            verb, ending = verb_of(call.args[1])
            found |= words(verb)
            if isinstance(verb, ast.Name) and verb.id in names:
                place = names.index(verb.id)
                given = [each.args[place] for each in calls_of(function.name, tree) if place < len(each.args)]
                found |= {f"{word}{ending}" for each in given for word in words(each)}
    return found


def calls_of(name: str, tree: ast.AST) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == name]


def verb_of(said: ast.expr) -> tuple[ast.expr, str]:
    """The expression of a verb, and what is put behind it."""
    match said:
        case ast.JoinedStr(values=[ast.FormattedValue(value=verb), ast.Constant(value=str(ending))]):
            return verb, ending
    return said, ""


def words(said: ast.expr) -> set[str]:
    """What an expression can be, where it names that."""
    match said:
        case ast.Constant(value=str(word)):
            return {word}
        case ast.IfExp(body=one, orelse=other):
            return words(one) | words(other)
    return set()
