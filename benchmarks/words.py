"""Made-up text of the length that people write. It is sealed like the real thing and names nobody."""

from random import Random

SENTENCES = (
    "The school rang after a change in mood that has lasted since half term.",
    "There is a new adult in the household and the sleeping arrangements are not clear to us.",
    "A grandparent collects the child on two afternoons and is worried too.",
    "The child does not want to go to one particular house and gives no reason for it.",
    "We have looked at the chronology once and there are gaps in the second year.",
    "Home visits so far were with both carers in the room, so the child has not been seen alone.",
    "Attendance is good and there is a trusted adult at the breakfast club.",
    "The older sibling said something last spring that was recorded and not followed up.",
    "Health colleagues have not been asked yet whether there is anything on their side.",
    "We need to think about what the child would need from us before saying more.",
    "The plan for contact was agreed before any of this was known and has to be looked at again.",
    "It helps to write down what was seen, what was said, and what we make of it, each apart from the other.",
    "Nothing here depends on the child telling us: the pattern itself is reason enough to act.",
    "The carer has been open to advice and came to every meeting in the last three months.",
)


def text(random: Random, sentences: int) -> str:
    """About `sentences` × 80 characters of plain text."""
    return " ".join(random.choices(SENTENCES, k=sentences))
