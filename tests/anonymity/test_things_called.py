"""Works, songs, rows of kinds, brands and words that are explained are nobody; people with the same names are found."""

import pytest

from csaleads.anonymity.service import screen


def found_in(text: str) -> list[str]:
    return [text[found.start : found.end] for found in screen(text)]


@pytest.mark.parametrize(
    "text",
    [
        'Book group read Jane Eyre. "Mr Rochester is a red flag, miss." Helen Burns got the most tears.',
        "They did Holes, in which Stanley Yelnats carries the pig.",
        "It was Noughts & Crosses, where Sephy and Callum split the room.",
        "GCSE text: An Inspector Calls. Inspector Goole frightened them more than Daisy Renton.",
        "Blood Brothers next, since they are rooting for Mickey and Eddie.",
        "The panto is Jack and the Beanstalk: Dame Trot is the deputy, Fleshcreep is from finance.",
        "We saw Stranger Things, and half of them fancy Steve and Robin.",
        'Playlist: "Come On Eileen", "Jolene", "Valerie", "Roxanne" by mistake.',
        'At karaoke she sang "Delilah" and everybody sang "Angie".',
        "Dice, snacks, and a bard named Sir Loin who died.",
        "In the D&D game with the dice a wizard was called Ulric Bright.",
    ],
)
def test_characters_and_songs_are_nobody_beside_their_work(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mr Rochester rang the school about Jane Eyre.", ["Rochester", "Jane Eyre"]),
        ("Spoke to Mr Darcy about the Pride and Prejudice trip.", ["Darcy"]),
        ("Nick and Charlie watched Heartstopper with nan.", ["Nick", "Charlie"]),
        ("Helen Burns, 14, read Jane Eyre.", ["Helen Burns"]),
        ("Helen Burns is 14. Helen Burns's copy of Jane Eyre was found.", ["Helen Burns", "Helen Burns"]),
        ("Sephy is 14 and likes Noughts & Crosses.", ["Sephy"]),
        ("Mickey and Eddie went to Blood Brothers with school.", ["Mickey", "Eddie"]),
        ("On the visit Stanley came home late and told mum. He is reading Holes.", ["Stanley"]),
        ('"Valerie" sent the pictures. She sang a song about it.', ["Valerie"]),
        ('He goes by "Daniel" online, she met "Emily" at karaoke.', ["Daniel", "Emily"]),
        ("a knight called Simon from the next street", ["Simon"]),
    ],
)
def test_readers_singers_and_players_are_somebody(text: str, names: list[str]) -> None:
    assert found_in(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Birds seen by the window: robin, jay, wren, martin (house), a heron who is after the fish.",
        "Birds on the feeder were Robin, Jay and Martin.",
        "Plants by the path at the Centre, for Spring: rosemary, basil, iris, heather, ivy, holly.",
        "We sowed herbs: Basil, Rosemary and Sage.",
        "NATO alphabet on the wall: Charlie, Juliett, Mike, Oscar, Romeo, Victor. Then Papa and Sierra and Lima.",
        "The phonetic alphabet goes Oscar, Papa, Quebec, Romeo.",
        "Bingo calls: legs eleven, Kelly's eye, Tom Mix, Dirty Gertie, Burlington Bertie.",
        "Birthstones on the poster: Ruby, Pearl, Amber, Jade.",
        "The cardinal virtues are Prudence, Justice, Temperance and Fortitude.",
        "Seasoning: ginger, saffron, basil, and then the rice.",
    ],
)
def test_a_row_of_one_kind_is_nobody(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The flowers were brought by Rose, Lily and Violet.", ["Rose", "Lily", "Violet"]),
        ("A bouquet for Rose, Lily and Heather.", ["Rose", "Lily", "Heather"]),
        ("The gems of the group: Ruby, Amber and Jade.", ["Ruby", "Amber", "Jade"]),
        ("The NATO exercise had Charlie, Mike and Victor.", ["Charlie", "Mike", "Victor"]),
        ("Robin, Jay and Martin saw the birds.", ["Robin", "Jay", "Martin"]),
        ("The birds flew off when Robin, Jay and Wren came out.", ["Robin", "Jay", "Wren"]),
        ("children: Rose, Lily, Daisy. The garden is overgrown.", ["Rose", "Lily", "Daisy"]),
        ("saw rose, lily and daisy in the garden at nans", ["rose", "lily", "daisy"]),
        ("Rose, Lily and Heather were in the garden with mum.", ["Rose", "Lily", "Heather"]),
        ("Charlie, Mike and Victor learnt the alphabet at cadets.", ["Charlie", "Mike", "Victor"]),
        ("Grace, Hope and Joy came to the session on virtues.", ["Grace", "Hope", "Joy"]),
        ("Ginger, Basil and Rosemary baked biscuits.", ["Ginger", "Basil", "Rosemary"]),
        ("Ruby, Amber and Jade made beads.", ["Ruby", "Amber", "Jade"]),
        ("Kelly's eye is swollen. She went to bingo.", ["Kelly"]),
    ],
)
def test_children_stand_in_rows_too(text: str, names: list[str]) -> None:
    assert found_in(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Kendal is a mint cake in this context.",
        "One in six positive. Cali is cannabis, and ket ruins bladders.",
        "Slang sheet: a Gary is a pill, Molly the powder, Henry is an eighth, Becky an insult, Billy's speed.",
        "Lost Mary and Elf Bar are brands not girls.",
        "Meeting rooms are Nightingale, Seacole and Turing.",
        "The servers were named after gods: Apollo, Freya and Loki.",
        "Our hens are called Doris, Mavis and Betty.",
        "Molly is slang for MDMA, and Tina is a street name for meth.",
        "Hurricane names this year: Andrea, Barry, Chantal, Dexter.",
        'The lads renamed the network to "FBI van".',
        "Curry night: tikka, jalfrezi, balti and naan, then yoga and a ceilidh.",
        "Lucille is a song, they said.",
        "Firmin's circles were drawn on the board again.",
        "Morrison's 4x4x4 if the auditor is in.",
        "The Jay Report and Casey's after it both say so.",
        "Bonne Maman raspberry in the sponge, Tate & Lyle icing sugar over it.",
        "Vango tent, Trangia, Silva compass pointing at the microwave.",
        "Monzo and Starling both do under-18s; GoHenry takes more.",
        "Chess: Sicilian, Najdorf, then a Fool's Mate.",
        "Heading font Lato, body in the font Georgia.",
        "A Ted Baker tie and a Paul Smith sock from the charity shop, Dr. Martens in a five.",
        "Uno, Yu-Gi-Oh and Top Trumps are kept with the Magic cards.",
    ],
)
def test_what_is_said_to_be_a_thing_is_nobody(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Molly is a cannabis user.", ["Molly"]),
        ("Henry is on crack.", ["Henry"]),
        ("The twins were named after uncles: Luca and Theo.", ["Luca", "Theo"]),
        ("The rabbits are with Doris and Betty.", ["Doris", "Betty"]),
        ("The puppies were for Ava, Noor and Tom.", ["Ava", "Noor", "Tom"]),
        ("The meeting rooms are full. Doris, Mavis and Betty waited.", ["Doris", "Mavis", "Betty"]),
        ("Jay is at the shop. Mia is near the bank.", ["Jay", "Mia"]),
        ("Noah is eating cake, Ava is playing games.", ["Noah", "Ava"]),
        ("I told Jay, Molly is a drug.", ["Jay"]),
        (
            "Spoke to Magnus Carlsen about the chess. Clarice Cliff is 14 and broke a teapot.",
            ["Magnus Carlsen", "Clarice Cliff"],
        ),
        ("Molly is short for Mollyanna, mum says.", ["Molly", "Mollyanna"]),
        ("After the hurricane Andrea and Barry came home.", ["Andrea", "Barry"]),
        ('She lost the phone to "Bigz" and he left.', ["Bigz"]),
        ("Ludo and Brie did yoga with nan.", ["Ludo", "Brie"]),
        ("Jade: cannabis, alcohol.", ["Jade"]),
        ("Tina is the drug dealer's girlfriend.", ["Tina"]),
        ("Amir is Class B in the school's list.", ["Amir"]),
        ("Ryan's circles were in red.", ["Ryan"]),
        ("Morrison's sister rang. Casey's mum said no.", ["Morrison", "Casey"]),
        ("Read the Jay report and Casey's mum rang.", ["Casey"]),
        ("Mr Starling opened a bank account for her.", ["Starling"]),
        ("Silva took her compass. Silva is nine.", ["Silva", "Silva"]),
        ("Silva's compass was lost with her rucksack.", ["Silva"]),
        ("Erik Carlsen plays chess. Carlsen lives with nan.", ["Erik Carlsen", "Carlsen"]),
        ("Georgia picked the font. Georgia's font was pink.", ["Georgia", "Georgia"]),
        ("Karla and Oswald chose fonts.", ["Karla", "Oswald"]),
        ("Jacob's biscuits were taken.", ["Jacob"]),
        ("Flora made jam with nan.", ["Flora"]),
        ("Chloe had a jacket and Farah had trainers.", ["Chloe", "Farah"]),
    ],
)
def test_people_called_like_things_are_somebody(text: str, names: list[str]) -> None:
    assert found_in(text) == names
