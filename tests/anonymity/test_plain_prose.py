"""Authors alone, gardens and kitchens, what is sung and prayed, the talk of offices: what names nobody there, and what does."""

import pytest

from csaleads.anonymity.service import screen


def _found(text: str) -> list[str]:
    return [text[found.start : found.end] for found in screen(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Gibbs would have me start with what happened, and I started with the rain.",
        "For the log I used Driscoll because it is short: what, so what, now what.",
        "Johns wants to know which internal factors were at work, and the honest answer is hunger.",
        "Rogers spoke of unconditional positive regard and never saw our car park.",
        "Thompson reminds me that theory sits under everything we do on a Friday.",
        "As Kolb has it, concrete experience comes before the learning cycle turns.",
        "Gibbs, 1988, six boxes, done on the train.",
        "Rolfe asks only three questions, and the third is the hard one.",
        "The registrar named Fabry, Pompe and Gaucher in one breath.",
        "Bruises in clotting trouble: Ehlers-Danlos, von Willebrand, Menkes.",
        "The shared drive has nine versions, one called Really Final Copy.",
        "There is a folder called Old Misc Stuff and a file named Do Not Use This.",
        "Young person D is fifteen and will not come to the meeting.",
        "Participant K would do it again, and so would Respondent H.",
        "In the survey one mother sings Whitney in the bath and one recites Surah Ikhlas.",
        "Bedtime words on the flip chart: Psalm 23, Ayat al-Kursi, Hail Mary.",
        "Will somebody swap? It is time and a half plus June's leave.",
        "The book group has settled: August is Angela's Ashes, long, and then a rest.",
        "Fry onions with cumin and garlic, add a tin of tomatoes and a spoon of Patel's. Basil at the end, Rosemary never.",
        "Onions, leeks and beans are sown, slugs permitting. Two rows of Nicola, a tray of Shirley. "
        "Heather by the shed did nothing.",
        "If you want Virginia creeper for the fence, there is plenty.",
        "The tablet has Proloquo2Go 7.4 and Grid 3.",
        "The thermometer's firmware is 4.10.08 and the phones want 12.4.09 or later.",
        "Somebody called Bingo! before the chair had finished.",
        "Squash will be provided. Pizza will be ordered.",
        "Two words stood on the board: Grace, the capacity to forgive, and Faith, the habit of waiting.",
        'Please replace "Mr X" and "Ms Y" in the template with roles.',
        "DoLS, DoLA and DoL, with a CoP lead for each.",
        "to do: frank the letters, bill the council, mark the register",
        "We send the Mark-up to the panel with the comments.",
        "Country notes are out for Syria, Sudan, Georgia and Chad. Georgia is new.",
        "Durham, Barnet and Bristol ran the pilots. Bristol marked hardest.",
        "The names of our meeting rooms: Bevan, Seacole and Nye. Bevan has the good screen.",
        "The sites are called Alder, Hazel and Rowan. Hazel is rural and Rowan merged halfway.",
        "Max capacity is eight. Guy ropes want checking. Penny jars are on each desk.",
        "Bold is for urgent lines only. Long waits for speech therapy go on.",
    ],
)
def test_it_names_nobody(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We used the reflective cycle in supervision. Mr Gibbs rang to say she had moved.", "Gibbs"),
        ("Theory aside, Driscoll told his worker that he would not be at the review.", "Driscoll"),
        ("Hughes said his mother had thrown him out, so what now.", "Hughes"),
        ("Paediatrics thinks of Marfan. Her teacher is Mr Menkes.", "Menkes"),
        ("She has a boyfriend called Kofi Final Warning on her phone.", "Kofi"),
        ("Young person Danielle is sixteen.", "Danielle"),
        ("Mum sings Adele to sleep every night, and then Adele wakes the twins.", "Adele"),
        ("Her dad listens to Dave and does what he says.", "Dave"),
        (
            "We fried onions with cumin and garlic and a tin of tomatoes. Rosemary said she hated it.",
            "Rosemary",
        ),
        ("We planted onions, leeks and beans at the allotment. Jasmine and I weeded till six.", "Jasmine"),
        ("Olive's mum came to see the beans, peas, leeks and onions we had planted.", "Olive"),
        ("April's mum rang about the rota.", "April"),
        ("Her sister is called Bingo by all of them.", "Bingo"),
        ("Grace, the youngest, has stopped eating.", "Grace"),
        ("The dealer is known as frank the nose.", "frank"),
        ("He lives with Jordan, Georgia and their dad in Leeds.", "Jordan"),
        ("Gran believes they drove to Sandy Bay holiday park with him.", "Sandy Bay"),
        ("Spoke to Max and to Penny at the contact centre.", "Penny"),
        ("The boys are kind but he's Mark-ed for trouble, says nan.", "Mark"),
    ],
)
def test_it_names_somebody(text: str, name: str) -> None:
    assert any(name in shown for shown in _found(text))


def test_the_day_of_an_update_is_found() -> None:
    assert "12.4.09" in _found("The app was updated on 12.4.09 by her carer.")
    assert "3.11.24" in _found("We met on Teams on 3.11.24 about her brother.")
