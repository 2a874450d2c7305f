"""What is hidden with its key beside it: signs said for letters, halves, first letters, names within words; and what is not."""

import pytest

from csaleads.anonymity.service import screen


def found_in(text: str) -> list[str]:
    return [text[found.start : found.end] for found in screen(text)]


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Write it as B star t h a n y please.", "B star t h a n y"),
        ("His name is K, three blanks, n.", "K, three blanks, n"),
        ("She is M asterisk asterisk a n, you know who.", "M asterisk asterisk a n"),
        (
            "call thr33-two-0 / no, call zer0 seven seven zer0 zer0, nine zer0 zer0, six 0ne tw0",
            "zer0 seven seven",
        ),
        ("ring oh-seven-seven | double-oh-nine | double-oh-four | double-one", "oh-seven-seven"),
        (
            "Mobile: 0 seven 7 double 0 // nine hundred // 2 one 6.",
            "0 seven 7 double 0 // nine hundred // 2 one 6",
        ),
        ("Postcode is LD3 then 7ZX, in two bits.", "LD3 then 7ZX"),
        ("The post goes to BN99 (gap) 4QD.", "BN99 (gap) 4QD"),
        ("sy99 followed by 8wj is where", "sy99 followed by 8wj"),
        ("His car is V, E, next 6, 8, then K, R, D.", "V, E, next 6, 8, then K, R, D"),
        ("A van outside, Y K 7 0 and then T W L.", "Y K 7 0 and then T W L"),
        ("Tag number AB / nine four / 0 two one.", "AB / nine four / 0 two one"),
        (
            "The case number, for the sport pages: QT dash 61 for 5 dash 3 0 8, rain.",
            "QT dash 61 for 5 dash 3 0 8",
        ),
        ("Signs herself N*ic*o*la with stars.", "N*ic*o*la"),
        ("He is H#arv#e#y on the wall.", "H#arv#e#y"),
        ("The mug says D3nn1s K1rby.", "D3nn1s K1rby"),
        ("The mug says Dennis K1rby.", "Dennis K1rby"),
        ("Go to Blos-som Ter-race, she said.", "Blos-som Ter-race"),
        ("They live in Mill stone Lane, no. forty two.", "Mill stone Lane, no. forty two"),
        ("Date of birth bonfire night 2012.", "bonfire night 2012"),
        ("I was told not to write it. Her first name is like the month before May, April.", "April"),
        ("No names in this one. His surname rhymes with a bird: Sparrow.", "Sparrow"),
        ("Don't say I told you. The house number is treble one.", "treble one"),
        ("won't have his name in here so its the bird, r-o-b-i-n, you know.", "r-o-b-i-n"),
        ("Somewhere in this sentence: his nan was Adam-ant about it.", "Adam"),
        ("Nothing here is reMARKable.", "MARK"),
    ],
)
def test_what_is_hidden_is_found(text: str, hidden: str) -> None:
    assert any(hidden in each or each == hidden for each in found_in(text)), found_in(text)


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        (
            "The first letters tell you.\nOver the road.\nLeft at the pub.\nIn by the back.\nVery quiet.\nEnd of it.",
            "OLIVE",
        ),
        ("Take the initials of each: Kettle on. Always tired. Not well. Every day worse.", "KANE"),
        ("An acrostic, she says: Red Uniforms Burn Yearly.", "RUBY"),
    ],
)
def test_first_letters_that_spell_a_name_are_found_where_somebody_says_so(text: str, letters: str) -> None:
    assert "".join(found_in(text)) == letters


@pytest.mark.parametrize(
    "text",
    [
        "Use a dash or a star, then a dot, and a line below it.",
        "You press star star nine, hash, then hang up.",
        "A dash of salt, a star in the sky and a dot on the map.",
        "Seven, zero, nine and t3n are passwords nobody uses.",
        "The M25 and then the A3, 2 miles on.",
        "Take the E3 and 1st left. The B4 then 2nd gate.",
        "Vitamin B12 and 3mg of the other, then 4.",
        "They lost 44 for 7 and then won by 2.",
        "It was a 50 / 50 call, one / two / three goes.",
        "What the f*ck, he said, and sh*t after that.",
        "H2o2 Test. Windows11 Pro and Year7 Maths, Mp3 Player.",
        "A semi-detached house on a tree-lined road. Half-term Close of play.",
        "Our first aid Drive was on the Health visitor list.",
        "We went to the fireworks on Guy Fawkes night.",
        "An ex-army man, an Anti-social order and Co-op bags. It was Un-believable.",
        "She clapped it: won-der-ful, el-bow, ba-na-na.",
        "Phonics: first letters of cat, dog and pig.\nBread\nApples\nTea",
        "The number is two for a reason; bus number 4 was late.",
        "Do not write down number seven on the quiz sheet.",
        "It was IMPORTANT, she said, and unFORgettable.",
    ],
)
def test_what_only_looks_hidden_is_left_alone(text: str) -> None:
    assert found_in(text) == []
