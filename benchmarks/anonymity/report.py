"""The tables that a person reads."""

from collections.abc import Mapping

from benchmarks.anonymity.score import QUASI, Passage, Score
from benchmarks.anonymity.speed import Speed


def percent(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:.1f} %"


def labels(score: Score) -> str:
    """Recall by label, direct identifiers first, then by written form of names."""
    lines = [f"{'label':<18}{'found':>9}{'of':>6}{'recall':>10}   called so"]
    for label in sorted(score.labels, key=lambda each: (each in QUASI, -score.labels[each].of)):
        share, right = score.labels[label], score.labelled_right[label]
        quasi = " (quasi)" if label in QUASI else ""
        lines.append(
            f"{label:<18}{share.found:>9}{share.of:>6}{percent(share.percent):>10}   {percent(right.percent)}{quasi}"
        )
    lines.append("")
    for form, share in sorted(score.forms.items()):
        lines.append(f"names, {form:<11}{share.found:>9}{share.of:>6}{percent(share.percent):>10}")
    return "\n".join(lines)


def comparison(scores: Mapping[str, Score]) -> str:
    """One line for each run: the four figures that tell screeners apart."""
    lines = [f"{'':<26}{'direct':>9}{'quasi':>9}{'no leak':>9}{'alarms/1000':>13}{'precision':>11}"]
    for name, score in scores.items():
        alarms = score.alarms_per_1000
        lines.append(
            f"{name:<26}{percent(score.direct):>9}{percent(score.quasi):>9}"
            f"{percent(score.notes_without_leak.percent):>9}{'–' if alarms is None else f'{alarms:.1f}':>13}"
            f"{percent(score.precision):>11}"
        )
    return "\n".join(lines)


def times(speed: Speed) -> str:
    return (
        f"2,000 words: {1000 * speed.cold:.0f} ms cold, {1000 * speed.edited:.0f} ms after one edited paragraph, "
        f"presidio {1000 * speed.presidio:.0f} ms; first answer after {speed.first_answer:.1f} s"
    )


def passages(heading: str, found: list[Passage], most: int) -> str:
    """The first so many misses or alarms, for the person who mends them."""
    lines = [f"{heading}: {len(found)}"] if most else []
    lines += [f"  {each.note:<20} {each.label:<15} {each.words!r}  … {each.around}" for each in found[:most]]
    return "\n".join(lines)
