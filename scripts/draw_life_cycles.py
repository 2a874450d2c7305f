"""Draws the life cycles of requests, clinics, slots, records, actions, slips, resources, loans, cohorts, members, swaps,
entries of CPD, shadowing, versions for learning, posts of the forum with their reports and appeals, proposals for the
library, and themes of consultations.

They go into docs/life-cycles.md.

The tables that the services consult are the only source: `python scripts/draw_life_cycles.py` after one of them changed. A
test fails while the file differs from them.
"""

import sys
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from csaleads.advice.policy import LIFE_CYCLE  # noqa: E402 - the path to it is set above
from csaleads.clinics.policy import CLINIC_MOVES, SLOT_MOVES  # noqa: E402
from csaleads.consultations.policy import ACTION_MOVES, RECORD_MOVES  # noqa: E402
from csaleads.development.policy import ENTRY_MOVES, SHADOWING_MOVES  # noqa: E402
from csaleads.forum.library.policy import KNOWLEDGE_MOVES  # noqa: E402
from csaleads.forum.moderation.policy import APPEAL_MOVES, POST_MOVES, REPORT_MOVES  # noqa: E402
from csaleads.learning.policy import RESOURCE_MOVES  # noqa: E402
from csaleads.lending.policy import LOAN_MOVES  # noqa: E402
from csaleads.programmes.policy import COHORT_MOVES, MEMBER_MOVES, SWAP_MOVES  # noqa: E402
from csaleads.sharing.policy import SHARING_MOVES  # noqa: E402
from csaleads.sharing.theme_policy import THEME_MOVES  # noqa: E402
from csaleads.slips.policy import SLIP_MOVES  # noqa: E402

FORUM = "`csaleads/forum/moderation/policy.py`"
TARGET = ROOT / "docs" / "life-cycles.md"
OPENING = """# Life cycles

Drawn by `scripts/draw_life_cycles.py` from the tables in each room's `policy.py`. Change the table, then draw again.

An arrow is a verb: one function of a service, which asks who and from which state, changes the rows and writes the audit
event in one transaction. What no arrow shows cannot happen.
"""

Arrow = tuple[str, str, str]
State = TypeVar("State", bound=StrEnum)


def main() -> None:
    """Write the file."""
    TARGET.write_text(drawn(), encoding="utf-8")
    print(f"{TARGET.relative_to(ROOT)} is drawn.")


def drawn() -> str:
    """The whole file."""
    request = [(move.source.value, move.verb, move.target.value) for move in LIFE_CYCLE]
    parts = [
        section("A request", "`csaleads/advice/policy.py`", request),
        section("A clinic", "`csaleads/clinics/policy.py`", arrows(CLINIC_MOVES)),
        section("A slot", "`csaleads/clinics/policy.py`", arrows(SLOT_MOVES)),
        section("A record", "`csaleads/consultations/policy.py`", arrows(RECORD_MOVES)),
        section("An action", "`csaleads/consultations/policy.py`", arrows(ACTION_MOVES)),
        section("A slip", "`csaleads/slips/policy.py`", arrows(SLIP_MOVES)),
        section("A resource", "`csaleads/learning/policy.py`", arrows(RESOURCE_MOVES)),
        section("A loan between areas", "`csaleads/lending/policy.py`", arrows(LOAN_MOVES)),
        section("A post in the forum", FORUM, arrows(POST_MOVES)),
        section("A report of a post", FORUM, arrows(REPORT_MOVES)),
        section("An appeal against an act of a moderator", FORUM, arrows(APPEAL_MOVES)),
        section("A cohort", "`csaleads/programmes/policy.py`", arrows(COHORT_MOVES)),
        section("A member of a cohort", "`csaleads/programmes/policy.py`", arrows(MEMBER_MOVES)),
        section("A question about a swap of turns", "`csaleads/programmes/policy.py`", arrows(SWAP_MOVES)),
        section("An entry of CPD", "`csaleads/development/policy.py`", arrows(ENTRY_MOVES)),
        section("Sitting in on a clinic", "`csaleads/development/policy.py`", arrows(SHADOWING_MOVES)),
        section("A version for learning", "`csaleads/sharing/policy.py`", arrows(SHARING_MOVES)),
        section("A proposal for the library", "`csaleads/forum/library/policy.py`", arrows(KNOWLEDGE_MOVES)),
        section("A theme of consultations", "`csaleads/sharing/theme_policy.py`", arrows(THEME_MOVES)),
    ]
    return "\n".join([OPENING, *parts])


def arrows(moves: Mapping[tuple[State, str], State]) -> list[Arrow]:
    """The moves of a table (from, verb) → to."""
    return [(source.value, verb, target.value) for (source, verb), target in moves.items()]


def section(title: str, source: str, moves: Iterable[Arrow]) -> str:
    """A heading, where the table is, and the diagram; verbs between the same two states share an arrow."""
    verbs: dict[tuple[str, str], list[str]] = {}
    for start, verb, end in moves:
        verbs.setdefault((start, end), []).append(verb.replace("_", " "))
    reached = {end for start, end in verbs if start != end}
    first = next(start for start, _ in verbs)
    leaving = {start for start, end in verbs if start != end}
    lines = [f"    [*] --> {first}"]
    lines += [f"    {start} --> {end}: {', '.join(words)}" for (start, end), words in verbs.items()]
    lines += [f"    {state} --> [*]" for state in sorted(reached - leaving)]
    return f"## {title}\n\nFrom {source}.\n\n```mermaid\nstateDiagram-v2\n" + "\n".join(lines) + "\n```\n"


if __name__ == "__main__":
    main()
