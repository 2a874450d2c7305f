"""What a process that serves does once it is ready."""

import gc

YOUNG, MIDDLE, OLD = 20_000, 20, 50


def settle() -> None:
    """Leave what was loaded at start out of every later search for garbage, and search less often.

    A page makes many objects and lets go of nearly all of them at once, without the collector's help. Searching after every
    700 of them, Python's default, took up to 7 per cent of a page's time here (docs/speed.md).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
