"""The engine at work on the texts of one submission, together: one person has one wording in all of them.

Fails closed: whatever goes wrong, too long or too slow, is CannotScreen. Nothing of a text is logged or kept.
"""

import logging
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from contextlib import suppress
from contextvars import copy_context

from csaleads.anonymity.findings import Finding
from csaleads.anonymity.service import LONGEST_TEXT, AreaWords, screen, screen_strictly
from csaleads.screening.errors import CannotScreen, Obstacle
from csaleads.screening.findings import Found

SECONDS = 10.0  # for one batch of texts; a long record takes less than two
AT_ONCE = threading.BoundedSemaphore(
    4
)  # looks under way in this process; more wait, so that a hang cannot pile up
A_DOUBT = (
    "Grace and Rose were there. Art spoke with April."  # the model is loaded only where a name is in doubt
)
GAP = "\n\n"  # between two texts: the engine looks at paragraphs

log = logging.getLogger("csaleads.screening")


def find_in(
    texts: Mapping[str, str], words: AreaWords | None = None, *, is_strict: bool = False
) -> list[Found]:
    """Everything in `texts` (by the name of the field) that could identify somebody, in order. Raises CannotScreen.

    `is_strict` finds exact ages and places below region too, as texts are looked at that all areas will read.
    """
    found: list[Found] = []
    for batch in _batches(texts):
        joined = GAP.join(batch.values())
        starts = _starts(batch)
        for finding in _within_time(joined, words, is_strict=is_strict):
            name, start = next((n, s) for n, s in reversed(starts) if s <= finding.start)
            found.append(Found.within(batch[name], finding, name=name, start=start))
    return found


def warm_up() -> None:
    """Lists and model are loaded, so that the first text of this process waits for neither.

    A process whose engine is broken starts all the same: its texts are refused, one by one.
    """
    with suppress(CannotScreen):
        find_in({"": A_DOUBT})


def _batches(texts: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The texts that are not empty, as many at a time as the engine takes."""
    batch: dict[str, str] = {}
    length = 0
    for name, text in texts.items():
        if not text:
            continue
        if len(text) > LONGEST_TEXT:
            raise CannotScreen(Obstacle.TOO_LONG, name)
        if batch and length + len(text) > LONGEST_TEXT:
            yield batch
            batch, length = {}, 0
        batch[name] = text
        length += len(text) + len(GAP)
    if batch:
        yield batch


def _starts(batch: Mapping[str, str]) -> list[tuple[str, int]]:
    found, start = [], 0
    for name, text in batch.items():
        found.append((name, start))
        start += len(text) + len(GAP)
    return found


def _within_time(text: str, words: AreaWords | None, *, is_strict: bool) -> list[Finding]:
    """What the engine finds. A thread does the work, so that a hang costs this text its turn and not the whole process."""
    answer: Future[list[Finding]] = Future()
    here = copy_context()
    look = screen_strictly if is_strict else screen

    def work() -> None:
        try:
            answer.set_result(here.run(look, text, words))
        except BaseException as error:  # noqa: BLE001 - handed over whole to whoever waits for the answer
            answer.set_exception(error)
        finally:
            AT_ONCE.release()

    if not AT_ONCE.acquire(timeout=SECONDS):
        raise CannotScreen(Obstacle.TOO_SLOW)
    threading.Thread(target=work, daemon=True).start()
    try:
        return answer.result(timeout=SECONDS)
    except TimeoutError:
        obstacle = Obstacle.TOO_SLOW
    except Exception as error:  # noqa: BLE001 - whatever it is, the text was not looked at: refused below
        obstacle = Obstacle.FAILED
        log.error("not_screened", extra={"kind": type(error).__name__})  # noqa: TRY400 - its words could be the text's
    raise CannotScreen(obstacle)
