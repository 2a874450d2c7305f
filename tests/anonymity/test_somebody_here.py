"""Famous names that somebody bears, street names, names in haste. Both sides of each; nobody here exists."""

import pytest

from csaleads.anonymity.findings import Label
from csaleads.anonymity.people import in_haste, small_objects
from csaleads.anonymity.service import screen
from csaleads.anonymity.text.lexicon import lexicon
from csaleads.anonymity.text.scanning import word_starts
from tests.anonymity.marks import is_found


def people_in(text: str) -> list[str]:
    return [text[each.start : each.end] for each in screen(text) if each.label is Label.PERSON]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Escort log, route 9. Collected Elgar from Pen Bryn, no coat on.", "Elgar"),
        ("Debussy (non-verbal, 7, uses cards) ran out of the room twice.", "Debussy"),
        ("Oldest Marguerite, then Curtis, Fanta (real name Francesca), and the baby.", "Fanta"),
        ("Elvis, Rory and wee Shona were in the van when we came.", "Elvis"),
        ("Santa, 9, who sleeps in the loft, had no bedding.", "Santa"),
        ("The driver was bald, about fifty, and she called him Gandalf.", "Gandalf"),
        ("His teacher this year is Mr Lamb.", "Lamb"),
        ("Spoke with Mrs Lamb at the gate.", "Lamb"),
        ("Message from Amy Constable about the twins.", "Constable"),
        ("The mother Se-ra is at college and cried throughout.", "Se-ra"),
        ("Kayleigh-Jo ate well, Rhi wouldn't come down.", "Rhi"),
        ("Inhaler given at nine, signed BN/KT. Door alarm at two.", "KT"),
    ],
)
def test_somebody_of_the_case_is_found_whatever_list_has_the_name(text: str, name: str) -> None:
    assert is_found(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('He let them move £300 through his account for "Bricks" twice.', "Bricks"),
        ('She is holding a phone for "Spokes" and is frightened.', "Spokes"),
        ("A man Blades waits for her by the shops.", "Blades"),
        ("An older lad Chips gave him the vape.", "Chips"),
        ("He has been running drugs for Gums since half term.", "Gums"),
        ("Missing with Thumbs and two others until four.", "Thumbs"),
        ("mams new bloke baz kettle showers with the door open", "kettle"),
    ],
)
def test_a_street_name_is_told_by_what_is_done_for_somebody(text: str, name: str) -> None:
    assert is_found(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("he has been kipping at jo's since thurs", "jo"),
        ("i dont wanna stay at denises no more", "denises"),
        ("i was at franks on sat", "franks"),
        ("will chase the form wi jan when shes in", "jan"),
        ("left it wiv sue cos i was late", "sue"),
        ("thats all, love from tashy b xx", "tashy b"),
        ("see u soon love from june xx", "june"),
        ("can you ask mark to ring me", "mark"),
        ("she shouted at grace the whole time", "grace"),
        ("dad smacked jack for crying", "jack"),
        ("took hope to nans after", "hope"),
        ("nobody gave rose her bottle", "rose"),
        ("changed dots nappy and put cream on", "dots"),
    ],
)
def test_haste_writes_names_small(text: str, name: str) -> None:
    assert is_found(text, name)


@pytest.mark.parametrize(
    "text",
    [
        "We sang carols, played Elgar and Debussy, and Santa came at three.",
        "The choir sings Haydn and Verdi from September, then Bach for Easter.",
        "Picked up Nutella from the shop and dropped the keys at reception.",
        "He calls the teddy Gandalf and the dog Santa.",
        "Elvis and Santa were on the mug, Gandalf was on the plate.",
        "She loves Mr Bear and sleeps with Mrs Rabbit.",
        "The Head Constable and a Sergeant spoke; the Chief Inspector chaired.",
        "So-so, To-do, Co-op, No-no and De-escalation on the list.",
        "Signed SW/TM. Handover to GP/HV. Checked by CP/LAC.",
        "The FFI form and a SAR are late.",
    ],
)
def test_works_toys_and_ranks_are_nobody(text: str) -> None:
    assert people_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        'The invoice was paid under the heading for "Travel" and the budget code for "Play".',
        'A tick for "Kindness" and a score of two for "Trust".',
        "A man Monday saw nobody. The boy Year 9 knows is safe.",
        "She is running for Parliament and he is selling for charity.",
        "mums new bloke works nights and her fella never picks up",
    ],
)
def test_forms_and_offices_deal_with_nobody(text: str) -> None:
    assert people_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "we were at nans on sat and then at the doctor's again",
        "he goes to games and stays at lanes end, back to lessons tomorrow",
        "wi her mum, wi me, wi no coat, wi nowt on",
        "thanks hun xx love you xx night night xx love from all xx ta babe x",
        "we asked patient to wait and told judge to ring",
        "hit rock bottom, changed page and fed baby, gave love her best",
        "the stars school and two roses nappy",
        "she took comfort from school and took hope from contact",
    ],
)
def test_haste_without_a_name(text: str) -> None:
    words, lists = word_starts(text), lexicon()
    assert not [*in_haste.find(text, words, lists), *small_objects.find(text, words, lists)]
