"""Sorts, makes, ships, books, storms and sayings bear people's names and are nobody; the same names of people stay found."""

import pytest

from csaleads.anonymity.service import screen


def found_in(text: str) -> list[str]:
    return [text[found.start : found.end] for found in screen(text)]


@pytest.mark.parametrize(
    "text",
    [
        "He grows Charlotte, Desiree and Maris Peer potatoes.",
        "In the orchard: Arthur Turner, George Cave and Lord Lambourne.",
        "Roses: Gertrude Jekyll, Margaret Merril, Peace, Queen of Sweden.",
        "pears: Conference, Williams, Doyenne du Comice, Beth",
        "Massey Ferguson 135, David Brown 880, and a baler.",
        "The tractor is a David Brown, the other an old Fergie.",
        "The guitar is a Les Paul, the amp a Marshall, the keyboard a Roland.",
        "On the steam railway we saw the Sir Nigel Gresley and the Duchess of Hamilton.",
        "They went aboard HMS Victory, the Mary Rose and HMS Belfast.",
        "He had drunk a bottle of Grants and four cans of Stella.",
        "the pill, she was put on yasmin after marvelon",
        "siri n alexa are not people, cortana is a laptop",
        "bixby wont answer. hey siri",
        "philomena protocol n herbert protocol are two forms. philomena = missing, herbert = dementia",
        "Storm Babet shut the school, then Storm Ciaran. Babet was worse.",
        "storm eunice took the fence, storm jocelyn the roof",
        "The sermon was on Ruth and the reading from James. James 3:17 was read twice.",
        "They read Esther 4:14 and Daniel 6 aloud.",
        "In Bible class: Matthew, Mark, Luke and John, then Exodus.",
        "We are robbing peter 2 pay paul again.",
        "every tom dick n harry has her number",
        "gillick n fraser both gone through",
        "Optician: 6/9 in the left eye, 6/6 right, 20/20 with glasses.",
        'roblox "adopt me" is a game',
        "hope is mum will have the sense n grace to say yes",
        "blood group O neg on the letter",
        "GCSE text is Macbeth: Banquo, Duncan and Malcolm.",
        "A Bunsen burner and a Petri dish were broken.",
        "ISBN: 0-14-103614-1 on the workbook.",
        "Matt 5:3-12, Luke 15 and Jn 3:16 in the order of service",
        "to the mosque for taraweeh; langar at the gurdwara, kirtan, amrit, patka, kara",
    ],
)
def test_what_is_called_like_somebody_is_nobody(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Charlotte and Victoria picked apples in the orchard.", ["Charlotte", "Victoria"]),
        ("Florence and Alice ate strawberries at nan's.", ["Florence", "Alice"]),
        ("Stella drinks too much vodka. Stella had two bottles.", ["Stella"]),
        ("Yasmin asked about the pill and her mum said no.", ["Yasmin"]),
        ("I met Ruby and Julia at coding club.", ["Ruby", "Julia"]),
        ("Alexa has a speaker in her room. Alexa is nine.", ["Alexa"]),
        ("David Brown is the stepfather. David lives with mum.", ["David Brown"]),
        ("Scott and Ross fixed the tractor.", ["Scott", "Ross"]),
        ("Thomas likes trains. Edward and Emily came by train.", ["Thomas", "Edward", "Emily"]),
        ("Anna and Bruno watched a film.", ["Anna", "Bruno"]),
        ("Katrina came home after the hurricane.", ["Katrina"]),
        ("Herbert has dementia and Philomena cares for him.", ["Herbert", "Philomena"]),
        ("Ruth reads the Bible to Mark every night.", ["Ruth", "Mark"]),
        ("Mum read Ruth a chapter of the Bible.", ["Ruth"]),
        ("Pick up: James 3:15, Daniel 4:10.", ["James", "Daniel"]),
        ("Margaret Rose was in the chalet.", ["Margaret Rose"]),
        ("Peter paid Paul for it.", ["Peter", "Paul"]),
        ("Duncan and Malcolm did their homework.", ["Duncan", "Malcolm"]),
        ("Cordelia and Bex adopted in 2010.", ["Cordelia", "Bex"]),
        ("Her vision is fine. Seen 6/9 at home.", ["6/9"]),
        ("The optician on 6/9 was missed.", ["6/9"]),
        ("Amrit and Kara are at the gurdwara.", ["Amrit", "Kara"]),
        ("Phil 3:30 and Dan 4:15, both from school.", ["Phil", "Dan"]),
        ("The boy, Storm Okoro, was there.", ["Storm", "Okoro"]),
        ("Hope is her aunt. Grace is her nan.", ["Hope", "Grace"]),
    ],
)
def test_people_of_these_names_stay_found(text: str, names: list[str]) -> None:
    found = " | ".join(found_in(text))

    assert [name for name in names if name not in found] == []
