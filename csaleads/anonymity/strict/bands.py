"""Bands of ages as requests choose them (csaleads.practice.AgeBand), and how they are said in a sentence."""

from collections.abc import Iterable

ADULT = 18
BANDS = ((0, 4, "under 5"), (5, 7, "5 to 7"), (8, 10, "8 to 10"), (11, 13, "11 to 13"), (14, 15, "14 to 15"))
OLDER_BANDS = ((16, 17, "16 to 17"), (18, 19, "18 to 19"))
OLDEST = 80
_DECADES = {20: "twenties", 30: "thirties", 40: "forties", 50: "fifties", 60: "sixties", 70: "seventies"}


def band(years: int) -> str:
    """The band of somebody who is `years` old."""
    for first, last, said in (*BANDS, *OLDER_BANDS):
        if first <= years <= last:
            return said
    if years >= OLDEST:
        return f"{OLDEST} or over"
    return f"{years // 10 * 10} to {years // 10 * 10 + 9}"


def bands(ages: Iterable[int]) -> str:
    """The bands of several, each once, from the youngest: "under 5, 5 to 7 and 8 to 10"."""
    said = list(dict.fromkeys(band(years) for years in sorted(ages)))
    return " and ".join(filter(None, (", ".join(said[:-1]), said[-1])))


def aged(ages: Iterable[int], owner: str = "") -> str:
    """ "aged 5 to 7", "under 5"; of one adult "in his thirties" where `owner` tells whose."""
    some = list(ages)
    if owner and len(some) == 1 and some[0] // 10 * 10 in _DECADES:
        return f"in {owner} {_DECADES[some[0] // 10 * 10]}"
    said = bands(some)
    return said if said == BANDS[0][2] else f"aged {said}"


def before_noun(years: int) -> str:
    """ "5- to 7-year-old", before a name or a noun."""
    said = band(years)
    first, _, last = said.partition(" to ")
    if last:
        return f"{first}- to {last}-year-old"
    return "under-5" if said == "under 5" else "elderly"


def somebody(years: int, months: int) -> str:
    """The noun for somebody of whom nothing but an age was told."""
    if months < 12:
        return "baby"
    return "child" if years < ADULT else "adult"
