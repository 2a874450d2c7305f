"""What is dear, sung, cooked, filmed, read, grown or shines is nobody in prose about it; people called so are found."""

import pytest

from csaleads.anonymity.service import screen


def found_in(text: str) -> list[str]:
    return [text[found.start : found.end] for found in screen(text)]


@pytest.mark.parametrize(
    "text",
    [
        '"Habibti", "hinny", "kotku" and "cherie" are endearments.',
        'Nan calls everyone "hinny" and "petal".',
        '"Mein Schatz" is a pet name, and so is "azizam".',
        "A slow episode, and no detective as good as Vera on the telly since Happy Valley.",
        "Recipe for a foolproof pavlova: whisk the egg whites, then into the oven.",
        "Nigella uses butter, Delia prefers oil, and the sauce is better for both.",
        "A clear night with the telescope: the moon, then the whole of Lyra.",
        "Film night: popcorn, Frozen, then the ending of Bambi in silence.",
        "The book club picked novels by Hilary Mantel this year, then Wilson in June, Dickens after.",
        "The choir sang badly and for the encore somebody wanted Bohemian Rhapsody, then Roxanne, somebody else Jolene.",
        "Prune in March, with mulch on the border. Lavender must never be cut into old wood.",
        "Open D tuning is D A D F# A D on a guitar.",
        "The ukulele chords are C, F and G7, then A minor.",
        "Having finished Wolf Hall, a chapter a night, I wanted a shorter novel.",
        "June was wet, July was worse. Autumn came like a thief, and Advent with it.",
        'I read "Rebecca" on the train.',
        "Ask Frank, says the leaflet for the drugs helpline.",
    ],
)
def test_what_prose_speaks_of_is_nobody(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jaan rang from school, and Habibi is just a mate.", ["Jaan"]),
        ('He says "Habibi" sold him the phone.', ["Habibi"]),
        ('"Bella" is a pet name for Isabella.', ["Bella", "Isabella"]),
        ('"Angel" and "Treacle" are his mates from the gang.', ["Angel", "Treacle"]),
        ("Vera rang about Line of Duty after the episode.", ["Vera"]),
        ("We watched the episode on telly with Vera.", ["Vera"]),
        ("Olga Pavlova brought eggs, flour and butter.", ["Olga Pavlova"]),
        ("Delia helped with the oven and the butter.", ["Delia"]),
        ("Nancy read Oliver Twist with her mum at bedtime.", ["Nancy"]),
        ("Orion wants to see the moon and the stars.", ["Orion"]),
        ("Bambi was placed with carers; she likes films and popcorn.", ["Bambi"]),
        ("Wilson came to book club and read a chapter.", ["Wilson"]),
        ("Jolene has gone home with the ukulele and guitar.", ["Jolene"]),
        ("Holly picked the moss. Hazel helped with the compost.", ["Holly", "Hazel"]),
        ("Lavender lives by the moss and the hedge with her dad.", ["Lavender"]),
        ("Autumn came late to school in June and July.", ["Autumn"]),
        ("Autumn was upset, said her mum, in June and July.", ["Autumn"]),
        ("Rang the drugs helpline with him. Frank upset afterwards.", ["Frank"]),
        ("Dickens is our family worker and reads novels and books.", ["Dickens"]),
        ("She moved to 4 Wolf Hall with one book and two novels.", ["4 Wolf Hall"]),
        ("Prue to send the recipe for cake. Nigel back Tuesday with cakes.", ["Prue", "Nigel"]),
        ("Ivy and Rose by the hedge, Holly on the lawn, soil everywhere.", ["Ivy", "Rose", "Holly"]),
        ("Moon out, no coat. Luna under the stars with Leo at midnight.", ["Luna", "Leo"]),
        ("Line of Duty on telly. Vera, Luther asleep on the settee.", ["Vera", "Luther"]),
        ("Jane Eyre on the shelf, lots of books. Nancy quiet.", ["Nancy"]),
        ("Frozen and Paddington 2, two films. Annie quiet, Belle asleep.", ["Annie", "Belle"]),
        ("Lewis is watching telly all night. Stacey, watching tv, ignored me.", ["Lewis", "Stacey"]),
        ("Alfie, guitar, band practice, Thursdays. Ruby: choir Tues, piano Weds.", ["Alfie", "Ruby"]),
        ("Barnes on page 4 of the book. Walker to read chapter 3.", ["Barnes", "Walker"]),
        ("Carrie, Christine and Ruby at the cinema for the film.", ["Carrie", "Christine", "Ruby"]),
        ("Emma and Rebecca were upset by the film night and the popcorn.", ["Emma", "Rebecca"]),
    ],
)
def test_people_called_so_are_found(text: str, names: list[str]) -> None:
    found = found_in(text)
    assert all(name in found for name in names), found
