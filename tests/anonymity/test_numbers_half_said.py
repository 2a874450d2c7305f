"""Numbers half in figures and half in words, in parts, or with the day of their log; and what only looks like one."""

import pytest

from csaleads.anonymity.service import screen


def labelled(text: str) -> list[tuple[str, str]]:
    return [(found.label.value, text[found.start : found.end]) for found in screen(text)]


@pytest.mark.parametrize(
    ("text", "label", "number"),
    [
        ("nhs no. nine99 03 two77 one 1", "NHS_NUMBER", "nine99 03 two77 one 1"),
        ("His NI number, off a torn slip: QQ-one-two-3456-C.", "NINO", "QQ-one-two-3456-C"),
        ("ni number QQ12 thirty four 56 C", "NINO", "QQ12 thirty four 56 C"),
        ("The NI number is QQ 1 2 34 5 6 C.", "NINO", "QQ 1 2 34 5 6 C"),
        ("N.I. QQ123 456C was on the form.", "NINO", "QQ123 456C"),
        ("her no is 07seven00 9hundred 123", "PHONE", "07seven00 9hundred 123"),
        ("Ring 07700 900123/4 after six.", "PHONE", "07700 900123/4"),
        ("plate YK nineteen ZXC", "VEHICLE", "YK nineteen ZXC"),
        ("postcode is em fourteen six arr tee", "POSTCODE", "em fourteen six arr tee"),
        ("her postcode, double u eff two three pee jay", "POSTCODE", "double u eff two three pee jay"),
        ("post code, S for sugar, K for kilo, eight, one D for dog, P for Peter", "POSTCODE", "S for sugar"),
        ("They live at BD5, 0JT now.", "POSTCODE", "BD5, 0JT"),
        ("postcode bd(5) 0jt", "POSTCODE", "bd(5) 0jt"),
        ("Police log 0731 OF 110725, nothing further.", "CASE_REF", "0731 OF 110725"),
        ("log 482 of 14-9-25 refers", "CASE_REF", "482 of 14-9-25"),
        ("The exhibit is held under 31CD/4471B/24.", "CASE_REF", "31CD/4471B/24"),
        ("Licence shown at the door: MORGA 753116 SM9IJ, in date.", "CASE_REF", "MORGA 753116 SM9IJ"),
        ("Family court BM 25 C 50117 directions", "CASE_REF", "BM 25 C 50117"),
        ("A&E attendance AE25-118827", "CASE_REF", "AE25-118827"),
        ("the order says L S 2 5 / C / 0 0 4 1 1 on top", "CASE_REF", "L S 2 5 / C / 0 0 4 1 1"),
        ("German passport: NR5C41L7Z", "PASSPORT", "NR5C41L7Z"),
        ("sender is zz_ka.yl_zz again", "URL_HANDLE", "zz_ka.yl_zz"),
        ("write to moc.elpmaxe@blek, read from its end", "EMAIL", "moc.elpmaxe@blek"),
    ],
)
def test_a_number_is_found_however_little_of_it_is_in_figures(text: str, label: str, number: str) -> None:
    found = labelled(text)

    assert any(kind == label and number in shown for kind, shown in found), found


@pytest.mark.parametrize(
    "text",
    [
        "The ratings were 4, 4, 2, 9, 1, 0, 7, 5, 3, 8 over ten weeks.",
        "Version 10.0.19045.3803 is on the laptop.",
        "ISBN 978-1-78592-441-1 is the workbook.",
        'Her word for adults who ask is "cr33ps", and the other is "n00dz".',
        "The minibus came. AIM3 is not applicable.",
        "Use @mentions and @everyone sparingly; type @duty to alert duty.",
        "The network is FREE_WIFI_GUEST and the password is on the board.",
        "It was 10/10 for effort.",
    ],
)
def test_scores_versions_and_words_with_figures_are_no_numbers_of_anybody(text: str) -> None:
    assert labelled(text) == []


def test_a_log_with_its_day_reads_well_without_its_number() -> None:
    text = "Police log 0731 OF 110725, nothing further."

    (found,) = screen(text)

    put = text[: found.replace_start] + found.suggestion + text[found.replace_end :]
    assert "0731" not in put
    assert put.endswith(", nothing further.")
