"""What is told otherwise than written: addresses said in words, radio letters, feasts, names in file names; and what is not."""

import pytest

from csaleads.anonymity.service import screen
from tests.anonymity.marks import is_found


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        (
            "She gets mail as little underscore wren seventy two, then the curly a, then example, full stop, com, he reads it.",
            "little underscore wren seventy two, then the curly a, then example, full stop, com",
        ),
        (
            "Find him under the at sign, then night, then owl, then seven seven, no gaps on TikTok.",
            "the at sign, then night, then owl, then seven seven",
        ),
        (
            "His email is moss dot harrow forty, at, example dot com if you want it.",
            "moss dot harrow forty, at, example dot com",
        ),
        (
            "Write to bright hyphen kestrel, then an at, then post dot example dot net.",
            "bright hyphen kestrel, then an at, then post dot example dot net",
        ),
        (
            "On Snap he is pale underscore fox underscore nineteen, she says.",
            "pale underscore fox underscore nineteen",
        ),
        (
            "Her Insta is moon, then a dot, then child, then two zeros.",
            "moon, then a dot, then child, then two zeros",
        ),
        ("Look on Instagram for tiny, underscore, badger, then 88.", "tiny, underscore, badger, then 88"),
        ("His gamer tag is all one word dark night rider plus ninety.", "dark night rider plus ninety"),
        (
            "Her user name is sleepy and then panda and then the number four twice.",
            "sleepy and then panda and then the number four twice",
        ),
        (
            "The email goes, stone, full stop, gull, monkey sign, example, point, org.",
            "stone, full stop, gull, monkey sign, example, point, org",
        ),
        ("It is river underscore jay at the G one, dot com.", "river underscore jay at the G one, dot com"),
        ("Add him on Discord as hash, hollow, knight, nine, no spaces.", "hash, hollow, knight, nine"),
        (
            "For the sat nav, and only for the sat nav, Sierra Kilo niner niner, Zulu Bravo. Park by the skip.",
            "Sierra Kilo niner niner, Zulu Bravo",
        ),
        (
            "plate Foxtrot Echo seven-zero, Uniform Juliet Bravo",
            "Foxtrot Echo seven-zero, Uniform Juliet Bravo",
        ),
        (
            "School, for those who know their alphabet, is Lima Oscar November Golf Mike Echo Alpha Delta juniors.",
            "Lima Oscar November Golf Mike Echo Alpha Delta",
        ),
        ("The lad is Kilo, India, Romeo, Alfa, November.", "Kilo, India, Romeo, Alfa, November"),
        ("Postcode: lima lima five niner, two x-ray yankee", "lima lima five niner, two x-ray yankee"),
        ("He drives Golf Victor one nine then Kilo Lima Papa.", "Golf Victor one nine then Kilo Lima Papa"),
        ("mum is sierra/oscar/papa/hotel/india/echo, over", "sierra/oscar/papa/hotel/india/echo"),
        ("In the old alphabet her initials are Nan Dog Easy.", "Nan Dog Easy"),
        ("his name in police alphabet Delta Alpha November", "Delta Alpha November"),
        (
            "the girl turned twelve on the last day of Feb in the leap year just gone, and he had the card",
            "the last day of Feb in the leap year just gone",
        ),
        (
            "Her birthday is the day after Christmas Day in the year of the London Olympics, so she will be old enough.",
            "the day after Christmas Day in the year of the London Olympics",
        ),
        (
            "He was born on bonfire night the year England won the World Cup.",
            "bonfire night the year England won the World Cup",
        ),
        (
            "She was born two days before Halloween in the first lockdown year.",
            "two days before Halloween in the first lockdown year",
        ),
        (
            "His birthday is the eve of St Patrick's Day, the year of the millennium.",
            "the eve of St Patrick's Day, the year of the millennium",
        ),
        (
            "dob is the first of the month of fools, year of the Brexit vote",
            "the first of the month of fools, year of the Brexit vote",
        ),
        ("She turns ten on the longest day of this year.", "the longest day of this year"),
        ("Born on the day the Queen died, that one.", "the day the Queen died"),
        ("He was born the night of the millennium, as she tells it.", "the night of the millennium"),
        (
            "Their birthday is a week before Valentine's, the year Diana died.",
            "a week before Valentine's, the year Diana died",
        ),
        ("He turned nine on April Fool's Day this year.", "April Fool's Day"),
        (
            "Saved on the shared drive as CPconf_Ottoline_Brack_final_FINAL2.docx since it broke.",
            "Ottoline_Brack",
        ),
        ("See S:/Cases/2021/Wren_Tallis/chronology v3.xlsx for the rest.", "Wren_Tallis"),
        ("The wifi is called TheOkonkwos-Guest and it is strong.", "Okonkwos"),
        ("The tab is called pinnock_g_2019 in the spreadsheet.", "pinnock"),
        ("Subject: RE: FW: LAC review (Tallis, Wren) - urgent", "Tallis, Wren"),
        ("The file is cin-plan-rafferty-quayle.pdf, page two.", "rafferty-quayle"),
        ("The playlist is called Dantes_Bangers_4.", "Dante"),
        ("https://intranet.example.net/people/jarek-nowak/plan", "jarek-nowak"),
        ("IMG_20190611_MarlonBeckett.jpg was on the phone.", "MarlonBeckett"),
        ("He typed it as a hashtag to get past the filter, #tellMarcinekisawhim, and shrugged.", "Marcinek"),
        ("They put #freetyrone on the wall.", "tyrone"),
        ("posted with #bringAnoushkahome last night", "Anoushka"),
        ("The banner said #wheresmilo and #teamOttilie.", "Ottilie"),
        (
            "So I'm told to keep names out, but it's V . e . r . i . t . y we spoke about before.",
            "V . e . r . i . t . y",
        ),
        ("you'll need to know it's B , r , a , n again", "B , r , a , n"),
        ("it was T : o : m : a : s who did it", "T : o : m : a : s"),
        ("called K ; a ; y ; d ; e at home", "K ; a ; y ; d ; e"),
        ("he is O ! w ! e ! n to us", "O ! w ! e ! n"),
        ("Put it in code for you so the system doesn't moan: T3dlbg==. He is seven.", "T3dlbg=="),
        ("In base 64 she is S2VycnlzIFBydWRv if you must.", "S2VycnlzIFBydWRv"),
        ("Decoded by moving thirteen along: Onegubybzrj. Old fashioned name.", "Onegubybzrj"),
        ("His name in hex is 4f77656e.", "4f77656e"),
        ("the name in ASCII: 79 119 101 110", "79 119 101 110"),
        ("Her name in binary is 01000001 01101101 01111001.", "01000001 01101101 01111001"),
        ("In Morse the lad is --- .-- . -. and that is all.", "--- .-- . -."),
        ("His name in Braille: ⠕⠺⠑⠝", "⠕⠺⠑⠝"),
        ("On an old phone keypad her name is 2 6 6 2, work it out.", "2 6 6 2"),
        ("On T9 his name is 66656.", "66656"),
        ("each letter one along, his name is Pxfo.", "Pxfo"),
        ("A is 1, B is 2, her name is 1-14-14-1.", "1-14-14-1"),
        ("He is ROT-13 Tenunz, you can work it out.", "Tenunz"),
        ("shift the keys one to the left and you get her name: lstr", "lstr"),
        (
            "For the letter you'll want the number, chopped up so it gets through, 999 / 26 19 / 406, and no.",
            "999 / 26 19 / 406",
        ),
        ("The number, split so it is not blocked: 077-00 ~ 90 01 ~ 23.", "077-00 ~ 90 01 ~ 23"),
        ("NHS number in bits: 999, 26, 194 and 06.", "999, 26, 194 and 06"),
        ("Her mobile with stars in: 07700*900*1*23.", "07700*900*1*23"),
        ("I broke the number up for you | 01 | 632 | 960 | 0 | 12 |", "01 | 632 | 960 | 0 | 12"),
        ("Case number, spaced out to dodge the filter: 4 4 1 8 - 02 - 7", "4 4 1 8 - 02 - 7"),
    ],
)
def test_what_is_told_otherwiseis_found(text: str, hidden: str) -> None:
    assert is_found(text, hidden), [text[found.start : found.end] for found in screen(text)]


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("I was told no names so she is Mrgrt with the vowels left out.", "Mrgrt"),
        ("His name in Pig Latin is Owenyay.", "Owenyay"),
        ("Her name is Way Knee if you say it aloud.", "Way Knee"),
        ("Say it aloud and you have him: Owe When Pry Tchard.", "Owe When Pry Tchard"),
        ("Her name is an anagram of nosy lad, work it out.", "nosy lad"),
        ("Rearrange STIRKY and you know who I mean.", "STIRKY"),
        ("Her surname is Smith in Polish.", "Smith in Polish"),
        ("His first name is like the singer but with a K.", "like the singer but with a K"),
        ("The school is the one whose motto is Onward in Faith.", "Onward in Faith"),
        ("what3words for the door is filled.count.soap.", "filled.count.soap"),
        ("They are at grid reference SO 123 456, by the gate.", "SO 123 456"),
        ("The house is at 51.5034, -0.1276 on the map.", "51.5034, -0.1276"),
        ("His name in chemical symbols is O W Er N.", "O W Er N"),
        ("Her name in emoji letters is 🇦🇳🇳🇦.", "🇦🇳🇳🇦"),
        ("He is known as 🌹 so that it gets through, or 'Zbigny' to friends.", "Zbigny"),
        ("So the filter won't catch it he is xQv7-Tallen.", "xQv7-Tallen"),
        ("You did not hear it from me, but it is Borvek.", "Borvek"),
        ("I have disguised it: the dad is ~~!Dr@kko!~~ on here.", "Dr@kko"),
        ("I'm hiding it from the system so read between: (Lu)(ka)(sz).", "(Lu)(ka)(sz)"),
    ],
)
def test_other_tricks_are_found_where_the_text_says_so(text: str, hidden: str) -> None:
    assert is_found(text, hidden), [text[found.start : found.end] for found in screen(text)]


@pytest.mark.parametrize(
    "text",
    [
        "In phonics we did ch, sh and th, then the spelling test had cat, dot and hat.",
        "The password policy wants an underscore, a dot and twelve letters, then a number.",
        "Put a full stop at the end, then a comma, then start again.",
        "The crossword had an anagram of listen, and I was silent.",
        "We played Scrabble and he got quiz on a triple, forty two points.",
        "The quiz asked for the radio alphabet: Alpha, Bravo, Charlie, Delta, Echo, Foxtrot.",
        "He ran the golf club, and went to the hotel bar in November.",
        "The prices were 3.50 / 2.20 / 4.10 and the number of meals was 12, 14, 9.",
        "Saved as CP_conference_minutes_final_v2.docx on the shared drive.",
        "The form is assessment-template-2021.pdf, and the log is in chronology.xlsx.",
        "She put #StopItNow, #nomeansno and #EndViolence on her post.",
        "In maths they did 3 x 4, 12 / 6 and 25 + 17, and split the number into tens and units.",
        "In geography they read maps and learnt about grid references and coordinates.",
        "He came the day after Boxing Day and stayed till New Year.",
        "She has not slept since bonfire night, and Halloween is worse.",
        "Contact is on Christmas Eve and Easter Sunday as ever.",
        "The wifi is called Guest and the printer is called Upstairs.",
        "The file is called risk assessment and the tab is called totals.",
        "The playlist is called sad songs for rainy days.",
        "We hid the crisps so the kids would not find them.",
        "He writes backwards when he is tired, and his letters are mixed up.",
        "The number of visits went 3, 5, 8 and then 12.",
        "The training covered base 64, hex and binary, which nobody followed.",
        "Put it in code, she said: code red means call the police.",
        "It does not add up, read between the lines, we all said.",
        "Work it out with the team before the review, and tell nobody else.",
        "You know who to call in an emergency; the number is on the wall.",
        "She said it aloud, then said sorry, and we all went home.",
        "The email said thank you, full stop, nothing else.",
        "On TikTok she watches dances, then cats, then more dances.",
        "He uses Snapchat, Instagram and Discord, then deletes everything.",
        "Her birthday is in the summer holidays and she wants a cake.",
    ],
)
def test_what_only_looks_so_is_left(text: str) -> None:
    assert not screen(text), [(text[found.start : found.end], found.label) for found in screen(text)]
