"""`python -m benchmarks.anonymity`: every figure of the screening beside its bar. See docs/anonymity-corpus.md."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.anonymity import report, strict_score
from benchmarks.anonymity.bars import (
    Bar,
    bars_for_adversarial,
    bars_for_machine,
    bars_for_notes,
    bars_for_retyped,
    bars_for_sentences,
)
from benchmarks.anonymity.build import NOTES, Note, read_corpus, read_rows
from benchmarks.anonymity.retype import STYLES, retype
from benchmarks.anonymity.score import BadAnswer, Score, score
from benchmarks.anonymity.screeners import OURS, NotMeasured, Run, presidio_command, run
from benchmarks.anonymity.speed import Speed, measure_speed
from csaleads.anonymity.service import screen_strictly

PLAIN, ADVERSARIAL, SENTENCES = "as written", "adversarial", "other sentences"


def main() -> int:
    """Measure; 0 where every bar is reached, 1 where one was missed, 2 where something could not be measured."""
    asked = arguments()
    if asked.strict:
        return strictly(asked.misses, asked.alarms)
    sets = note_sets(read_corpus(asked.notes), asked.sentences)
    try:
        ran, scores = score_sets(OURS, sets)
        print_scores(scores, asked.misses, asked.alarms)
    except (NotMeasured, BadAnswer) as problem:
        print(f"\nNOT MEASURED: {problem}", file=sys.stderr)
        return 2
    speed, trouble = (
        compare_with_presidio(sets) if not asked.skip_presidio else (None, "it was not asked for")
    )
    reached = all_bars(scores, ran, speed)
    print("\n" + "\n".join(map(str, reached)))
    if trouble:
        print(f"\nNOT COMPARED WITH PRESIDIO: {trouble}", file=sys.stderr)
    missed = sum(not bar.is_reached for bar in reached)
    print(f"\n{len(reached) - missed} of {len(reached)} bars reached.")
    return 2 if trouble else min(missed, 1)


def strictly(misses: int, alarms: int) -> int:
    """Measure the strict screening on its own lines; 0 where every bar is reached, 1 where one was missed."""
    reached = strict_score.report(screen_strictly, misses, alarms)
    print("\n" + "\n".join(map(str, reached)))
    return min(sum(not bar.is_reached for bar in reached), 1)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.anonymity", description=__doc__)
    parser.add_argument("--misses", type=int, default=0, help="show so many of the spans that were missed")
    parser.add_argument("--alarms", type=int, default=0, help="show so many of the false alarms")
    parser.add_argument(
        "--notes", type=Path, default=NOTES, help="a folder of notes (benchmarks/anonymity/later)"
    )
    parser.add_argument(
        "--sentences", type=Path, help="also score JSON lines of the same shape, such as presidio-research's"
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help="measure the strict screening on its own lines, and nothing else",
    )
    parser.add_argument(
        "--skip-presidio", action="store_true", help="leave out the comparison, and its bars are missed"
    )
    return parser.parse_args()


def note_sets(notes: Sequence[Note], sentences: Path | None) -> dict[str, list[Note]]:
    """What is scored apart: the notes as written, the adversarial ones, each re-typing, and sentences from elsewhere."""
    written = [note for note in notes if note.kind != "adversarial"]
    sets = {PLAIN: written, ADVERSARIAL: [note for note in notes if note.kind == "adversarial"]}
    sets |= {style: [retype(note, style) for note in written] for style in STYLES}
    if sentences:
        sets[SENTENCES] = read_rows(sentences)
    return sets


def score_sets(command: Sequence[str], sets: dict[str, list[Note]]) -> tuple[Run, dict[str, Score]]:
    """Every set through one run of the command, each scored by itself. Raises NotMeasured and BadAnswer."""
    numbered = {
        name: [replace(note, id=f"{name}: {note.id}") for note in notes] for name, notes in sets.items()
    }
    ran = run(command, [note for notes in numbered.values() for note in notes])
    return ran, {name: score(notes, ran.answers) for name, notes in numbered.items()}


def print_scores(scores: dict[str, Score], misses: int, alarms: int) -> None:
    print(report.labels(scores[PLAIN]))
    print("\n" + report.comparison(scores))
    for name in (PLAIN, ADVERSARIAL):
        for heading, found, most in (
            ("missed", scores[name].misses, misses),
            ("false alarms", scores[name].alarms, alarms),
        ):
            if most:
                print("\n" + report.passages(f"{name}, {heading}", found, most))


def compare_with_presidio(sets: dict[str, list[Note]]) -> tuple[Speed | None, str]:
    """Presidio on the same notes, and both against the clock; or why that could not be had."""
    try:
        command = presidio_command()
        _, scores = score_sets(command, {name: sets[name] for name in (PLAIN, ADVERSARIAL)})
        print("\n" + report.comparison({f"presidio, {name}": each for name, each in scores.items()}))
        speed = measure_speed(OURS, command, sets[PLAIN])
    except (NotMeasured, BadAnswer) as problem:
        return None, str(problem)
    print(f"\n{report.times(speed)}")
    return speed, ""


def all_bars(scores: dict[str, Score], ran: Run, speed: Speed | None) -> list[Bar]:
    retyped = {style: scores[style] for style in STYLES}
    reached = bars_for_notes(scores[PLAIN]) + bars_for_adversarial(scores[ADVERSARIAL])
    reached += bars_for_retyped(retyped)
    if SENTENCES in scores:
        reached += bars_for_sentences(scores[SENTENCES])
    return reached + bars_for_machine(ran.peak_bytes, speed)


if __name__ == "__main__":
    sys.exit(main())
