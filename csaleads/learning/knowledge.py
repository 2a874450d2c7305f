"""From talk to knowledge: how what somebody proposes for the library stands, and what those say whose words it draws on.

Rooms above keep the proposals. What is true of all of them stands here: nothing is published before everybody has agreed and
somebody else has read it.
"""

from collections.abc import Mapping
from enum import StrEnum

from csaleads.core.errors import WrongState


class KnowledgeState(StrEnum):
    """`ASKED` waits for those whose words it draws on, `AGREED` for a second pair of eyes."""

    ASKED = "asked"
    AGREED = "agreed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Consent(StrEnum):
    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"


Moves = Mapping[tuple[KnowledgeState, str], KnowledgeState]
OPEN = (KnowledgeState.ASKED, KnowledgeState.AGREED)

# The life of every proposal: (from, verb) → to. The last consent leads on by itself. What a refusal does, each room says.
PROPOSAL_MOVES: dict[tuple[KnowledgeState, str], KnowledgeState] = {
    (KnowledgeState.ASKED, "agree"): KnowledgeState.AGREED,
    (KnowledgeState.ASKED, "withdraw"): KnowledgeState.WITHDRAWN,
    (KnowledgeState.AGREED, "withdraw"): KnowledgeState.WITHDRAWN,
    (KnowledgeState.AGREED, "publish"): KnowledgeState.PUBLISHED,
    (KnowledgeState.AGREED, "turn_down"): KnowledgeState.WITHDRAWN,
}
# What a page says of each, and in which tone.
STATE_WORDS = {
    KnowledgeState.ASKED: ("Waits for those who wrote", "plain"),
    KnowledgeState.AGREED: ("Waits for a second check", "attention"),
    KnowledgeState.PUBLISHED: ("In the library", "good"),
    KnowledgeState.WITHDRAWN: ("Not published", "over"),
}


def after(moves: Moves, state: KnowledgeState, verb: str) -> KnowledgeState:
    """The state after `verb`. Raises WrongState where it cannot be done now."""
    if (state, verb) not in moves:
        raise WrongState(verb, state.value)
    return moves[state, verb]
