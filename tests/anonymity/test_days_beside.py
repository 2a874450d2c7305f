"""Days that stand beside a word or a feast, and numbers in groups. Nobody's day, nobody's number."""

import pytest

from csaleads.anonymity.service import screen


def found_in(text: str) -> list[str]:
    return [text[found.start : found.end] for found in screen(text)]


@pytest.mark.parametrize(
    "text, shown",
    [
        ("tickets booked 2moro 8th", "8th"),
        ("seeing them tmrw, 19th", "19th"),
        ("The fall was on Boxing Day, 26/12. Then she rang.", "26/12"),
        ("He fell on New Year's Eve (31/12).", "31/12"),
        ("uasc age disputed. arr port lorry 28.6. ref later", "28.6"),
        ("placed with carer 17.9. Settled.", "17.9"),
        ("went missing from unit 30.4, back by tea", "30.4"),
        ("dr will attend mhrt 18th", "18th"),
        ("cpa review 24th, bring the plan", "24th"),
        ("the card says one one two thousand and ten", "one one two thousand and ten"),
        ("it reads fourteen three two thousand and eleven", "fourteen three two thousand and eleven"),
        ("admitted as KB 774-018.", "KB 774-018"),
        ("pass TRN 0071/443 was issued to the wrong one", "TRN 0071/443"),
        ("housing bid 448812-B is live", "448812-B"),
        ("EMIS no 218 874. Reception rang.", "218 874"),
        ("misper MP-7402. Pic sent.", "MP-7402"),
        ("father's van B 604 CVU was outside", "B 604 CVU"),
        ("a silver lorry with plates AB-123-CD", "AB-123-CD"),
        ("a grey van CJ 12 XBV behind the shop", "CJ 12 XBV"),
    ],
)
def test_it_is_found(text: str, shown: str) -> None:
    assert any(shown in found for found in found_in(text))


@pytest.mark.parametrize(
    "text",
    [
        "seen with bmi 18.6. left arm 28.5. returned hb 13.2.",
        "weighed in at 28.6. He came back up to 21.5.",
        "he shared 3/4 of the cake on Boxing Day",
        "it is the 2nd time today",
        "about two thousand and ten people came",
        "BP 140/90, HR 110-120 and sats fine",
        "between 600-650 places each year",
        "BS 5839-1 and EN 13501-1 apply to the building",
        "a budget number of 120 000 a year",
        "an MP3 player and an MP4 file",
        "he drove home and the van was slow at 12",
    ],
)
def test_what_is_none_is_left_alone(text: str) -> None:
    assert found_in(text) == []
