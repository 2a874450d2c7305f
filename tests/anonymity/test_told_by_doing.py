"""People told by their deeds, names in chats and finstas, numbers beside numbers. Both sides of each; nobody here exists."""

import pytest

from csaleads.anonymity.findings import Label
from csaleads.anonymity.people.told_by_doing import find
from csaleads.anonymity.service import screen
from csaleads.anonymity.text.lexicon import lexicon
from csaleads.anonymity.text.scanning import word_starts


def found_in(text: str, *labels: Label) -> list[str]:
    return [text[each.start : each.end] for each in screen(text) if not labels or each.label in labels]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I don't like this one at all. Summer is streaming. Not on the account we know.", "Summer"),
        ("Dawn is self-harming again and the nurse knows.", "Dawn"),
        ("She rang. Faith was tearful on the phone and Mum hung up.", "Faith"),
        ("She took Bones by the ear and walked him home.", "Bones"),
        ("he grabbed smudge by the collar", "smudge"),
        ("Someone called Fanta. Not the drink.", "Fanta"),
        ("her sister is called Mercedes and she is nine", "Mercedes"),
        ("a girl named Elsa, not the film", "Elsa"),
        ('Vm 1652: "its Will, will you ring us"', "Will"),
        ('voicemail: "its faith, ring me"', "faith"),
        ("Actions: Gav to ring Housing; Perpetua to drop the nappies; me to chase.", "Perpetua"),
        ("The one in the cap drives, the tall one is Lurch.", "Lurch"),
        ("a call from one contact, saved as bae. he rang twice", "bae"),
        ("his sister has them. good luck, pip", "pip"),
        ("ACTIONS: GAV TO RING HOUSING; PERPETUA TO DROP THE NAPPIES.", "PERPETUA"),
        ("THE PAYEE ON EACH IS K ASANTE TRADING.", "K ASANTE"),
        ("The payee on each is K Asante Trading.", "K Asante"),
        ("says Terrence sorry. new no for her, old 1 T has", "T"),
        ("I would ask for a named adult, Gboyega, at the studio, and a taxi.", "Gboyega"),
    ],
)
def test_a_deed_tells_a_person(text: str, name: str) -> None:
    assert any(each.startswith(name) for each in found_in(text, Label.PERSON))


@pytest.mark.parametrize(
    "text",
    [
        "Summer is coming and the heating is off. Dawn is breaking. Spring is here, winter is ending.",
        "He took the child by the hand and took him by the arm. They were led by the nose.",
        "We took Monday by storm and the team by surprise, she had cash by her.",
        "Someone called Childline and somebody called the police.",
        "A drink called Fanta, a film called Elsa, a car called Mercedes.",
        '"It\'s fine, really," and "This is hard."',
        '"It\'s May, and the fees are due."',
        "Actions: Housing to ring; School to send the form; Health to chase; Ward to ring on admission.",
        "Actions: CAMHS to ring; MASH to call; DSL to write.",
        "The payee is the council. Payable to the school.",
        "It was saved as docx, stored as evidence, listed as missing, saved as draft.",
        "The main one is Housing. The first one was Monday, the last one is Thursday, the big one is court.",
        "Plan T has gone and Child T says no more.",
        "The adult, at the door, was loud.",
    ],
)
def test_seasons_things_and_offices_do_no_such_deeds(text: str) -> None:
    assert list(find(text, word_starts(text), lexicon())) == []


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("found callums insta finsta its notcallum.cos.why lol", ["notcallum.cos.why"]),
        ("her spam account is rosie.cries.again and mum follows it", ["rosie.cries.again"]),
        ("Server owner shows as hollowed.saint on it.", ["hollowed.saint"]),
        (
            "Not on the account we know, summerrr.ldn, but on summers.ghost, she says.",
            ["summerrr.ldn", "summers.ghost"],
        ),
        (
            'Chat export. Lord Vexley 9: "u still in?". Lord Vexley 9: "u told me"',
            ["Lord Vexley 9", "Lord Vexley 9"],
        ),
        ('Party log. Dark Zayno 77: "send it"', ["Dark Zayno 77"]),
        ('Discord. Silent Hunter: "hi". Silent Hunter: "u up"', ["Silent Hunter", "Silent Hunter"]),
        (
            "on the other one at k-man, all one word, with a z for the a; he said",
            ["at k-man, all one word, with a z for the a"],
        ),
        ("her finsta is crying.in.the.club and mum knows", ["crying.in.the.club"]),
        ("his alt on snap, moneymakerr.g, posts the knife", ["moneymakerr.g"]),
        ('On the party chat: Night Wolf 88: "come outside".', ["Night Wolf 88"]),
        ("The account calling itself Daddy Dom 4U sent her a link.", ["Daddy Dom 4U"]),
        ('He\'s "Ghosty" on Kik.', ["Ghosty"]),
        ("Username on the app was written on her hand: M1LLZ.", ["M1LLZ"]),
        ("SERVER OWNER SHOWS AS HOLLOWED.SAINT, BANNED FROM CHAT", ["HOLLOWED.SAINT"]),
    ],
)
def test_names_in_chats_and_second_accounts_are_handles(text: str, handles: list[str]) -> None:
    assert found_in(text, Label.URL_HANDLE) == handles


@pytest.mark.parametrize(
    "text",
    [
        'Chat with the group. Year 6: "we want chips". Room 4: "so do we".',
        'Transcript. Social worker: "hello". Mum: "no". Social worker: "fine". Mum: "no".',
        'Screenshot 3: "no name". Screenshot 4: "no name".',
        "We agreed.then the call ended and the chat closed.",
        "Her second account of it was the same. A fake account is against the rules.",
        'He asked for "pics" on Snapchat and said "No way" on the app.',
        "Username rules for the app: short, no names.",
        "The page calling itself a helpline was closed.",
        "MUM CALLED.THEN THE CHAT ENDED",
    ],
)
def test_roles_and_glued_sentences_are_no_handles(text: str) -> None:
    assert found_in(text, Label.URL_HANDLE) == []


@pytest.mark.parametrize(
    ("text", "number", "label"),
    [
        ("rang bk x4 07700 900 083. 999 done", "07700 900 083", Label.PHONE),
        ("old bk x2 020 7946 0123. 14 days left", "020 7946 0123", Label.PHONE),
        ("rang bk x4 07700 900 083 999 done", "07700 900 083", Label.PHONE),
        ("I wrote it on the sheet, it's PRF 880142-6.", "880142-6", Label.CASE_REF),
        ("Handed to the crew, EPR 771204-12 on the form.", "771204-12", Label.CASE_REF),
    ],
)
def test_numbers_end_where_they_end(text: str, number: str, label: Label) -> None:
    assert found_in(text, label) == [number]


@pytest.mark.parametrize(
    "text", ["AN EX-OFFENDER AND AN EX-PARTNER CAME", "BS 12345-2 is a standard", "about 12345-6 steps"]
)
def test_what_only_looks_numbered_is_none(text: str) -> None:
    assert found_in(text, Label.CASE_REF) == []
