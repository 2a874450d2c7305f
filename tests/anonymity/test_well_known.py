"""Players, authors, works, characters, makes and brands mentioned in passing are nobody; people of a case so called are found."""

import pytest

from csaleads.anonymity.service import screen


def found_in(text: str) -> list[str]:
    return [text[found.start : found.end] for found in screen(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Rashford should have started.",
        "Saka and Foden on the bench, and we wonder why there were no goals.",
        "Watched the Lionesses on Saturday and cried at the penalties.",
        "The Springboks were better in every scrum.",
        "Raducanu lost in three sets on the radio while I typed.",
        "Nobody at work will talk to me about Verstappen and the grid.",
        "Trump potted the black, then Hendry missed, and that was the frame.",
        "Reading Hilary Mantel at the moment.",
        "I read Dickens on the train.",
        "Dostoevsky would have liked our new system.",
        "My book group did Claire Keegan after Bernardine Evaristo, with a novel by Pratchett for the summer.",
        "My Name Is Why should be on every course.",
        "Quoted Winnicott in the essay, then Bowlby.",
        "Bring Hershman and McFarlane to court.",
        "Titchmarsh was on the telly, Paxman on the radio.",
        "Springsteen at the stadium, then Sheeran for support.",
        "Starmer was on the news again, then Badenoch.",
        "I'd go by Eurostar.",
        "The Archers omnibus on Sunday.",
        "I am using Stylecraft Special DK, 4mm hook.",
        "My bag: a Mulberry. My biscuits: Jacob's. My car: a Megane, before that a Clio.",
        "The kitchen is in Farrow and Ball: Elephant's Breath, with Hague Blue on the doors.",
        "New trainers: a pair of Hokas, since my Birkenstocks gave up.",
        "Three Kallax, a Billy bookcase and an allen key.",
        "Somebody has eaten all the Tunnock's and left the Garibaldis.",
        "The Chablis was corked and the Malbec was not.",
        "I drive a Qashqai; the team leader has a Picanto.",
        "My evenings are Happy Valley and toast; Catherine's scarf is the real hero of the series.",
        "Hastings is me at every conference, I said, and nobody at the table had watched Line of Duty.",
        "I love The Archers, and poor Lynda deserved better.",
        "I am watching that Danish one about the prime minister.",
        "Alan Bennett would have written this meeting better.",
        "Aneurin Bevan would weep, and William Beveridge too.",
        "It's all a bit Malcolm Tucker in here.",
        "Les Mis again, and I cried at Eponine.",
        "Comic Sans should be an offence; Calibri is fine.",
        "Poirot would have asked for the chronology.",
        "My cat is a Maine Coon, and the dog is a Vizsla.",
    ],
)
def test_what_is_mentioned_in_passing_is_nobody(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kayleigh Rashford was seen at home with mum.", ["Kayleigh", "Rashford"]),
        ("Spoke to Mr Rashford about the contact.", ["Rashford"]),
        ("Grace was upset after Bake Off finished.", ["Grace"]),
        ("Ted Hastings is 14 and lives with his aunt.", ["Ted Hastings"]),
        ("Emma jumped off the sofa and hurt her arm.", ["Emma"]),
        ("Zoe drives a Clio.", ["Zoe"]),
        ("Adam likes cars.", ["Adam"]),
        ("Billy climbed on the bookcase again.", ["Billy"]),
        ("Call from Hilary Mantel, the health visitor.", ["Hilary Mantel"]),
        ("Steve Davis (dad) attended the meeting.", ["Steve Davis"]),
        ("Mason Mount, aged 9, plays football.", ["Mason Mount"]),
        ("I saw Lauren James at the match with her mum.", ["Lauren James"]),
        ("Rooney was excluded from football.", ["Rooney"]),
        ("Katie Price told me that she is leaving.", ["Katie Price"]),
        ("Jordan Henderson, Year 9, disclosed in football club.", ["Jordan Henderson"]),
        ("James Bay came home late after the gig.", ["James Bay"]),
        ("Rowan knitted a scarf.", ["Rowan"]),
        ("Dan Snow was seen in clinic.", ["Dan Snow"]),
        ("Kate Bush, social worker, will visit on Monday. She sang.", ["Kate Bush"]),
        ("Tom Jones has been absent again.", ["Tom Jones"]),
        ("Email from Rosie Jones about the rota.", ["Rosie Jones"]),
        ("Jim Henson hit her.", ["Jim Henson"]),
        ("Aneurin Bevan was bruised on the arm.", ["Aneurin Bevan"]),
        ("Rashford Academy rang.", ["Rashford Academy"]),
        ("Leon ate all the biscuits.", ["Leon"]),
        ("Flora brought cake to the group.", ["Flora"]),
        ("Claude rang me about his phone.", ["Claude"]),
        ("Vera lives with nan and watches Line of Duty.", ["Vera"]),
        ("Kim has no food in. She watches Emmerdale. I rang the council.", ["Kim"]),
        ("Danish watches telly with mum.", ["Danish"]),
    ],
)
def test_people_called_like_the_famous_are_somebody(text: str, names: list[str]) -> None:
    assert found_in(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "The field comes at number 38 and allows 500 characters.",
        "Hb of 92, ferritin 6.",
        "We scored in the 63rd minute.",
        "Her thesis was on school refusal and hospital phobia.",
        "Ratio 3/2, odds 14/1.",
        "Pain was marked 1/10 to 10/10.",
        "I would rate the canteen 3/10.",
        "The meter read 41877.",
        "The mileage reading was 88214.",
    ],
)
def test_figures_are_read_with_the_words_beside_them(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Seen on 1/10 and scored well.", ["1/10"]),
        ("Contact 3/10 went well.", ["3/10"]),
        ("Review 4/10 at school.", ["4/10"]),
        ("Case 41877 closed.", ["41877"]),
        ("Lives at 92 Ferritin Street.", ["92 Ferritin Street"]),
        ("She is at Refusal Road Hospital.", ["Refusal Road Hospital"]),
    ],
)
def test_days_numbers_and_addresses_are_still_found(text: str, found: list[str]) -> None:
    assert found_in(text) == found
