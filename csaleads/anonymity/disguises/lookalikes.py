"""Letters of other alphabets that look like Latin ones, and words and marks that are made of nothing else."""

import re

LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТХУаеѕіјорсхуԁһӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧοναıɑɡ"
    "кмнтвгпяЯиИДШшЄєЭЇїѴѵԛԝρυκτιγηωεχβσςμδθπϲΛΣΔΘΩϳɛɩƒŋʋ"
    "օոսհցյՏԼՕՍᎪᏴᏟᎠᎬᏀᎻᎥᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃ",
    "ABESIJKMHOPCTXYaesijopcxydhlABEZHIKMNOPTYXovaiag"
    "kmhtbrnrRnNAWwEeEIiVvqwpuktiynwexbosudoncAEAOOjeifnv"
    "onuhgjSLOUABCDEGHiJKLMPRSTVWZ",
)
"""What each becomes, for str.translate; only in words that have Latin letters too."""

_FIGURES = str.maketrans(
    "\u041e\u043e\u039f\u03bf\u0555\u0585\u0417\u0437\u0431\u0427\u0447\u0406\u0456\u0399\u03b9",
    "000000336441111",
)
"""What letters of other alphabets stand for among figures."""
_TWINS = (
    "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0423\u0430\u0435\u0455\u0456\u0458\u043e\u0440\u0441\u0443\u0445\u0501\u04bb\u04cf"
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf"
)
"""Those that nobody can tell from a Latin letter."""
_ALL_TWINS = re.compile(rf"(?<!\w)[{_TWINS}]{{2,12}}(?!\w)")
_MARKS = re.compile(
    rf"(?<!\w)(?:[A-Z{_TWINS}]{{2}}\d\d ?[A-Z{_TWINS}]{{3}}|[A-Z{_TWINS}]{{1,2}}\d[A-Z\d{_TWINS}]? ?\d[A-Z{_TWINS}]{{2}}"
    rf"|[A-Z{_TWINS}]{{2}}(?: ?\d\d){{3}} ?[A-D{_TWINS}])(?!\w)"
)


def words_beside_mixed(text: str) -> str:
    """`text`, where some word mixed alphabets, with Latin letters in words that are made of twins alone."""
    return marks(_ALL_TWINS.sub(lambda found: found.group().translate(LOOKALIKES), text))


def marks(text: str) -> str:
    """`text` with Latin letters in plates, postcodes and numbers of insurance."""
    return _MARKS.sub(lambda found: found.group().translate(LOOKALIKES), text)


def as_figures(word: str) -> str:
    """ "9\u039f\u039f" as "900"; nothing of a word that has other letters, or no figure."""
    read = word.translate(_FIGURES)
    return read if read.isdecimal() and any(map(str.isdecimal, word)) else ""
