"""Names that are nobody's: authors, Welsh, national bodies, characters, letters that stand for somebody. Both sides of each."""

import pytest

from csaleads.anonymity.findings import Label
from csaleads.anonymity.people.cited import authors
from csaleads.anonymity.people.stand_ins import letters
from csaleads.anonymity.places.bodies import national
from csaleads.anonymity.service import screen
from csaleads.anonymity.text.lexicon import lexicon
from csaleads.anonymity.text.welsh import no_names


def found_in(text: str) -> list[str]:
    return [text[each.start : each.end] for each in screen(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The framework set out by Marchetti and colleagues was used to think about consent.",
        "Holmberg (2019) and Priebe (2018) both say that waiting is usual.",
        "Cited with approval: Trebilcock, Haverson, Oyelaran and Pike's study of residential staff.",
        "A paper by Ullman and Filipas on reactions to disclosure was circulated.",
        "The Kessler scale was filled in by the mother, 31 points.",
        "In supervision we compared Gibbs with Kolb, and Driscoll with Boud.",
        "See also Warrington, Beckett, Allnock and Soares on what children want from services.",
        "Pre-reading: Thornicroft 2018, Ngata and Salmi 2021, chapter 4 of the handbook.",
        "She quoted Zajac on how mothers come to believe.",
        "Melrose is good on young people and exploitation.",
        "Oakden, Morris and MacEachron is out of print.",
        "Weissman, Drabek, Tolan and Ure were cited in the reference list.",
    ],
)
def test_authors_are_told_by_how_they_are_cited(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nasreen and her colleagues at the school saw the bruise.", ["Nasreen"]),
        ("Mr Oduya and colleagues from CAMHS visited.", ["Oduya"]),
        ("Tia (2014) and Rio (2017) live with Nan.", ["Tia", "Rio"]),
        ("Tyler and Kane's work at school has slipped.", ["Tyler", "Kane"]),
        ("We read the chapter by Kempe. Mum, Lorraine, rang after.", ["Lorraine"]),
        ("A guide by Mr Anstey was found.", ["Anstey"]),
        ("Mr Melrose is good on children's rights, says mum.", ["Melrose"]),
        ("Kaiden is good on how to ask for help.", ["Kaiden"]),
        ("Dr Beckett and Nurse Holmberg saw Aneurin.", ["Beckett", "Holmberg", "Aneurin"]),
    ],
)
def test_people_of_the_text_are_no_authors(text: str, names: list[str]) -> None:
    assert found_in(text) == names


def test_once_cited_an_author_is_one_wherever_the_paragraph_names_him() -> None:
    text = "Pellow and colleagues asked girls. Pellow did not ask boys. Mr Pellow rang."

    assert [text[start:end] for start, end in authors(text, lexicon())] == ["Pellow", "Pellow"]


@pytest.mark.parametrize(
    "text",
    [
        "Cafodd y plentyn ei weld ar ei ben ei hun yn yr ysgol.",
        "Dywedodd y ferch ei bod hi'n teimlo'n drist ac yn ofnus.",
        'She says "dw i ddim yn gwybod" when asked about the bath.',
        "Social worker / Gweithiwr Cymdeithasol: newly qualified",
        "Meeting opened with croeso and closed with diolch yn fawr.",
    ],
)
def test_welsh_is_nobodys_name(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dywedodd Gethin Pugh wrth yr athrawes fod ei dad wedi gadael.", ["Gethin Pugh"]),
        ("Mae Mari yn byw gyda'i nain ac mae hi'n drist.", ["Mari"]),
        ("Iolo goes to Ysgol y Garreg Las.", ["Iolo", "Ysgol y Garreg Las"]),
    ],
)
def test_names_in_welsh_sentences_are_found(text: str, names: list[str]) -> None:
    assert found_in(text) == names


def test_english_that_shares_words_with_welsh_is_not_welsh() -> None:
    assert list(no_names("I am at home and dad is at the pen shop, bore or not.", lexicon())) == []


@pytest.mark.parametrize(
    "text",
    [
        "Mr A met Ms B at the home of Mrs C.",
        "Child D, Child E and Child F were minded by X. Y was in the garden with Z's dog.",
        "Miss G and Dr H gave evidence before Judge K.",
        "Re H, Re W and Re L were put before the court.",
        "In the vignette, P tells a teacher, and Q does not. R was in the next room.",
    ],
)
def test_a_letter_that_stands_for_somebody_is_no_name(text: str) -> None:
    assert found_in(text) == []


def test_a_letter_that_shortens_a_name_is_one() -> None:
    assert list(letters("Mrs Tremlett rang. Mrs T was angry.", lexicon())) == []
    assert list(letters("Yasmin T told Ms F.", lexicon())) == []
    assert found_in("K (9) told her carer. K has not eaten.") == ["K", "K"]


def test_a_body_of_ordinary_words_is_national_and_one_with_a_name_is_not() -> None:
    for text in ("The Single Competent Authority decided.", "The Youth Endowment Fund pays."):
        assert list(national(text, lexicon()))
    for text in ("The Fernhollow Respite Unit took him.", "The Hopwood Centre Network met."):
        assert not list(national(text, lexicon()))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He would be Miles Morales and not Peter Parker.", []),
        ("He loves Spider-Man. Peter lives next door with Miles.", ["Peter", "Miles"]),
        ("Karma Nirvana and the St Giles Trust were rung.", []),
        ("fella next door gives him sweets til mum rings", []),
        ("fella called deano hangs about, til kayleigh tells him", ["deano", "kayleigh"]),
    ],
)
def test_characters_charities_and_slang(text: str, names: list[str]) -> None:
    assert found_in(text) == names


@pytest.mark.parametrize(
    ("text", "references"),
    [
        ("Budget line 07/1142 is overspent by £3,960.", []),
        ("Invoice 2024/118 and purchase order 88/2231 were passed to finance.", []),
        ("Crime ref 42/11903/25 and policy HR/12/07.", ["42/11903/25"]),
        ("He found the audiobook on Spotify.", []),
    ],
)
def test_numbers_of_an_office_are_no_case(text: str, references: list[str]) -> None:
    kinds = (Label.CASE_REF, Label.URL_HANDLE)

    assert [text[each.start : each.end] for each in screen(text) if each.label in kinds] == references


@pytest.mark.parametrize(
    "text",
    [
        "The Barthel was 14 and the Waterlow 12.",
        "Her Katz index fell, and the Zarit gave the carer 61.",
        "He told me his star sign, Virgo, and that he is in Ravenclaw.",
        "sch 3 nia 2002 is about adults; destitution dom viol concession asked for",
    ],
)
def test_scores_signs_and_acts_are_nobody(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Braden is asleep upstairs.", "Braden"),
        ("Leo said no.", "Leo"),
        ("nia is 4 and hides when he comes", "nia"),
        ("Katz rang: she cannot come.", "Katz"),
        ("Spoke to Mr Barthel about it.", "Barthel"),
        ("Reynell came home late and told mum.", "Reynell"),
        ("Mrs Wechsler is the childminder.", "Wechsler"),
        ("The Zarit family moved out on Friday.", "Zarit"),
        ("Is the Snellen boy still living with his nan?", "Snellen"),
    ],
)
def test_whoever_is_called_as_a_score_a_sign_or_an_act_is_somebody(text: str, name: str) -> None:
    assert found_in(text) == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Philomena was found missing; philomena protocol started. Philomena is 14.", ["Philomena"] * 2),
        ("Storm Ciara hit the coast. Ciara is 14 and lives with her nan.", ["Ciara"]),
        ("Storm Dennis took the shed. Dennis hit his brother, and mum rang Dennis's worker.", ["Dennis"] * 2),
        ("Storm Freya shut the road. Freya means well.", ["Freya"]),
        ("Storm Isha came over. Isha was told by her nan.", ["Isha"]),
        (
            "The ship left the dock. MS Sarah Jenkins rang, PS Emily Gage came.",
            ["Sarah Jenkins", "Emily Gage"],
        ),
    ],
)
def test_who_is_called_as_a_storm_a_form_or_a_ship_stays_found(text: str, names: list[str]) -> None:
    assert [name for name in found_in(text) if name[0].isupper()][-len(names) :] == names


def test_storms_and_ships_that_are_told_of_again_are_nobody() -> None:
    assert found_in("Storm Freya shut the school. Freya was worse than the last.") == []
    assert found_in("The crew of HMS Belfast let them aboard.") == []


@pytest.mark.parametrize(
    "name",
    [
        "Sam Browne",
        "Joe Cool",
        "John Bull",
        "Ben Sherman",
        "Karen Millen",
        "Harley Davidson",
        "Sue Ryder",
        "Laura Davis",
        "Katie Price",
        "Jack Robinson",
        "Les Paul",
        "Orla Kiely",
        "Russell Hobbs",
        "Charlotte Tilbury",
        "John Hancock",
        "Jack Frost",
    ],
)
def test_whoever_is_called_as_a_make_or_a_saying_is_somebody(name: str) -> None:
    for text in (
        f"On the visit {name} came home late and told mum.",
        f"I asked {name} about school.",
        f"{name} is 14 and lives with her nan.",
        f"Mr {name} rang.",
        f"{name}'s mum wants her home.",
    ):
        found = " | ".join(found_in(text)).lower()
        assert [half for half in name.lower().split() if half not in found] == []


def test_the_famous_stay_nobody_where_nothing_is_said_of_one_of_this_text() -> None:
    for text in (
        "The boys quote Andrew Tate to each other.",
        "Andrew Tate says such things, and so he does too.",
        "She dances to Ed Sheeran and Katie Price was on the telly.",
        "Laura Davis wrote a chapter on this.",
    ):
        assert found_in(text) == []


def test_an_order_to_a_speaker_is_not_taken_from_a_child_of_its_name() -> None:
    assert found_in("I asked Alexa how school was.") == ["Alexa"]
    assert found_in("Simon says that he is hungry.") == ["Simon"]
    assert found_in("They stayed at Uncle Ben's.") == ["Ben's"]
    assert found_in("Mrs Brown rang, and Mr Small will visit.") == ["Brown", "Small"]
    assert found_in("She read Mr Small and Mr Tickle, with Uncle Ben's rice for tea.") == []
    assert found_in("He wore a Ben Sherman shirt, and they play Simon says.") == []
