"""Further forms of what is told otherwise than written, and what stands beside them and tells nobody."""

import pytest

from csaleads.anonymity.service import screen


def _is_found(text: str, hidden: str) -> bool:
    start = text.index(hidden)
    marked = {at for found in screen(text) for at in range(found.start, found.end)}
    return 2 * len(marked & set(range(start, start + len(hidden)))) >= len(hidden)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        (
            "His mailbox is, in words, copper lantern, dash, six, at sign, example, stop, org.",
            "copper lantern, dash, six, at sign, example, stop, org",
        ),
        (
            "You can email her: first gorse then a dot then finch then at then example dot org dot uk.",
            "gorse then a dot then finch then at then example dot org dot uk",
        ),
        (
            "She's on TikTok, it's at, lemon, underscore, otter, three three.",
            "lemon, underscore, otter, three three",
        ),
        ("His Xbox name: shadow zero zero wolf, all one word, capital S.", "shadow zero zero wolf"),
        ("The email is quietstorm at example dot com", "quietstorm at example dot com"),
        (
            "The address to write to has wild then thyme, the squiggly a, example, a dot and com.",
            "wild then thyme, the squiggly a, example, a dot and com",
        ),
        (
            "his username is little bear with an underscore between and 09 after",
            "little bear with an underscore between and 09 after",
        ),
        ("PSN is capital K, lower case elbow, hyphen, forty.", "capital K, lower case elbow, hyphen, forty"),
        ("He posts under three words run together, moon eats sun.", "moon eats sun"),
        (
            "Her insta is the word daisy twice with a dot in the middle.",
            "the word daisy twice with a dot in the middle",
        ),
        ("The van is Lima Delta six eight Mike November Oscar.", "Lima Delta six eight Mike November Oscar"),
        (
            "Number plate whiskey, alpha, 19, tango, sierra, quebec",
            "whiskey, alpha, 19, tango, sierra, quebec",
        ),
        ("They live at Charlie Foxtrot 99 - 4 Xray Yankee", "Charlie Foxtrot 99 - 4 Xray Yankee"),
        ("The dad: Romeo-Hotel-Yankee-Sierra.", "Romeo-Hotel-Yankee-Sierra"),
        (
            "R for Romeo, H for Hotel, Y for Yankee, S for Sierra is the lad.",
            "R for Romeo, H for Hotel, Y for Yankee, S for Sierra",
        ),
        ("In cop speak he is Lima ... Echo ... Victor ... India.", "Lima ... Echo ... Victor ... India"),
        (
            "Her flat is Bravo one seven on the postcode Sierra Alpha 70 3 Kilo Lima.",
            "Sierra Alpha 70 3 Kilo Lima",
        ),
        ("N for nut, I for ink, A for apple: that's the girl.", "N for nut, I for ink, A for apple"),
        ("she will be ten on the Tuesday after Easter this year", "the Tuesday after Easter this year"),
        (
            "Born New Year's Eve, the year the twin towers came down.",
            "New Year's Eve, the year the twin towers came down",
        ),
        (
            "He was born on the leap day of the Athens Olympics year.",
            "the leap day of the Athens Olympics year",
        ),
        (
            "She came into the world three days after Bonfire Night 2013.",
            "three days after Bonfire Night 2013",
        ),
        (
            "DOB: St David's Day in the year of the Queen's golden jubilee",
            "St David's Day in the year of the Queen's golden jubilee",
        ),
        (
            "Her birthday falls on the shortest day, year of the London riots.",
            "the shortest day, year of the London riots",
        ),
        ("His birthday's the same as Jesus, and he's the year of the first lockdown.", "the same as Jesus"),
        (
            "It happened on Halloween in the year of the royal wedding.",
            "Halloween in the year of the royal wedding",
        ),
        (
            "The baby was born on the eighth day of Christmas last year.",
            "the eighth day of Christmas last year",
        ),
        (
            "Her first breath was on Pancake Day in the year of the coronation.",
            "Pancake Day in the year of the coronation",
        ),
        ("born the day after the day after Boxing Day 2014", "the day after the day after Boxing Day 2014"),
        ("The doc is titled Strategy_mtg_JPowroznik_v2.docx.", "JPowroznik"),
        ("Open Genogram-Tolliver-Adeyemi-2022.vsdx in the folder.", "Tolliver-Adeyemi"),
        ("The bluetooth speaker shows as Kaceys JBL.", "Kacey"),
        ('His phone shows as "Tobiasz\'s iPhone" on my car.', "Tobiasz"),
        ("hotspot: iPhone (Leighanna)", "Leighanna"),
        ("The sheet tab reads Q3_Fenwick.", "Fenwick"),
        ("photo saved as 20210712_kieranbirthday.png", "kieran"),
        ("bookmark: intranet/cases/rees-mostyn/notes", "rees-mostyn"),
        ("Voice note called DadThreats_Okafor.m4a", "Okafor"),
        ("The group chat is called TeamMalakai2020.", "Malakai"),
        ("#PrayForJaxson is all over the town page.", "Jaxson"),
        ("She wrote #ripgrandadwilf under it.", "wilf"),
        ("tagged as #ourbrynleyboy", "brynley"),
        ("He tags himself BigDazzaHolt on walls.", "DazzaHolt"),
        ("They trend #shameonpembury and laugh.", "pembury"),
        ("She signs her drawings ILOVEKAYDEN in one word.", "KAYDEN"),
        ("They say hewhoisdarrenpike did it.", "darrenpike"),
        ("they made a hashtag, #notwithoutzofia", "zofia"),
        ("S // e // r // e // n is who I mean", "S // e // r // e // n"),
        ("she is G · w · e · n to all", "G · w · e · n"),
        ("L _ o _ w _ r _ i is back", "L _ o _ w _ r _ i"),
        ("it was (R)(h)(y)(s) again", "(R)(h)(y)(s)"),
        ("his name, F<->r<->a<->n<->k, as ever", "F<->r<->a<->n<->k"),
        ("the girl is [M] [i] [a] [h]", "[M] [i] [a] [h]"),
        ("Call him R^o^b^i^n.", "R^o^b^i^n"),
        ("Encoded for safety, he is U2lvbmVk.", "U2lvbmVk"),
        ("her name in hex 0x4e 0x69 0x61", "0x4e 0x69 0x61"),
        ("his name as character codes &#79;&#119;&#101;&#110;", "&#79;&#119;&#101;&#110;"),
        ("URL-encoded: %4F%77%65%6E is the lad", "%4F%77%65%6E"),
        ("ROT thirteen gives you Yhxnfm, that is him.", "Yhxnfm"),
        ("counting letters of the alphabet she is 13 9 1, you work it out", "13 9 1"),
        ("position in the alphabet: his name = 12, 5, 15", "12, 5, 15"),
        ("semaphore on the wall read K-A-I", "K-A-I"),
        ("Dash dot, dot dash, dot dot is how she tapped her name.", "Dash dot, dot dash, dot dot"),
        ("his name in Wingdings is ☺♓☜■", "☺♓☜■"),
        ("patient no. in three bits: 999 then 261 then 9406", "999 then 261 then 9406"),
        ("To stop the system eating it, the phone is oh7.7.0.0.9.0.0.1.2.3", "7.7.0.0.9.0.0.1.2.3"),
        ("his mobile, written so it slips through: [077][00][900][456]", "[077][00][900][456]"),
        ("NI number in pieces Q Q / 12 / 34 / 56 / C", "Q Q / 12 / 34 / 56 / C"),
        ("the case ref, cut up: 55 ... 301 ... 88", "55 ... 301 ... 88"),
        ("phone number in twos 07 70 09 00 45 6", "07 70 09 00 45 6"),
        ("To get the NHS no. join 485 with 777 with 3456.", "485 with 777 with 3456"),
        ('Her surname is an anagram of "nailed row".', "nailed row"),
        ("Unscramble LEICHRA and there he is.", "LEICHRA"),
        ("jumbled letters so it's not searchable: HTOSAM", "HTOSAM"),
        ("His surname is the Welsh for blacksmith.", "the Welsh for blacksmith"),
        ("Surname: translate White into Italian.", "translate White into Italian"),
        ("Her name rhymes with Kylie but starts with an M.", "rhymes with Kylie but starts with an M"),
        ("You'll get his name if you swap the first two letters of Lraph.", "Lraph"),
        ("Say her name fast: Anne Jelly Car.", "Anne Jelly Car"),
        ("His initials are what you get from Tall Orange Mice.", "Tall Orange Mice"),
        ("My lips are sealed, but it begins with Zo and ends with e.", "Zo"),
        ("location 52.4140, -4.0810 on her phone", "52.4140, -4.0810"),
        ("She lives at SN 586 817, look it up.", "SN 586 817"),
        ("pin drop: 51°30'12\"N 0°07'39\"W", "51°30'12\"N 0°07'39\"W"),
        ("Not naming him but Xzavior Blenk was there, work it out.", "Xzavior Blenk"),
        ("I'm not allowed names so: the aunt = Ollwynna.", "Ollwynna"),
        ("nudge nudge, it's our old friend Pedrog.", "Pedrog"),
        ("His name as a crossword clue: wee Daniel (5).", "wee Daniel (5)"),
        ("the name, Roman numerals and all, is DaVId MIll", "DaVId MIll"),
        ("in txt spk he is K8e's bf J0rd4n", "J0rd4n"),
        ("The mascot's name plus son: Rob + in + son.", "Rob + in + son"),
    ],
)
def test_forms_beyond_the_examples_are_found(text: str, hidden: str) -> None:
    assert _is_found(text, hidden), [text[found.start : found.end] for found in screen(text)]


@pytest.mark.parametrize(
    "text",
    [
        "In ICT they learned how to write an email address with a dot and an at sign.",
        "He got an email at work and dashed to the hospital.",
        "She posted a star and a dot on Instagram, nothing else.",
        "We use one word answers with him, all one word, on the form.",
        "The wifi was down so I could not log in; the dot on the router was red.",
        "On the radio he heard Golf, Tango and Romeo are cars.",
        "Christmas in the year of lockdown was hard for them all.",
        "They have not been right since the lockdown year.",
        "She was born by section and turned blue; the first days of the year were hard.",
        "He was old enough to choose in the summer.",
        "She turned round the day after Boxing Day and went.",
        "Her birthday is in the Easter holidays, and her party is the day after Christmas.",
        "The baby is due around Easter this year.",
        "The form is called Core_Assessment_Template_FINAL_v3.docx.",
        "Open S:/Templates/Supervision_2021/Blank_record.docx.",
        "She wore a T-shirt saying #BlackLivesMatter and #MeToo.",
        "#WorldMentalHealthDay was on the board, with #EndChildPoverty.",
        "The tag was #savethelibrary and #keepourschoolopen.",
        "He is on step 1/3 and scored 12 / 20 / 15 in the system.",
        "The number of sessions was split 3 / 4 / 5 over the weeks, 100 / 200 / 300 in all.",
        "The budget code is split: 30% / 20% / 50%, 1200 / 800 / 2000 pounds.",
        "The password is in code and nobody may know it.",
        "They use an old Nokia and he plays snake; his name is on the contract. Aged 2, 3, 4.",
        "Section 47, section 20, section 17: the number is in the system.",
        "I have been told not to write opinions. The house is clean.",
        "No names please, said the chair, then we went through the agenda: attendance, MASH, CAMHS and PRU.",
        "She was told not to put ketchup on it.",
        "He scrambled eggs. They read between the lines of the letter.",
        "Rearrange the visit for Monday and tell the team.",
        "We rearranged Tuesday. The meeting is now Thursday.",
        "The motto is kindness first.",
        "The school's motto is on the wall.",
        "I won't name names but the team was short.",
        "He hid the Xbox. I cannot write more today.",
        "The phone number was blocked, and she split up with him in 2019.",
        "A score of 3.125, 4.500 was given.",
        "Polish for the table was on the shelf. The word for it in Welsh is hiraeth.",
    ],
)
def test_what_stands_beside_them_is_left(text: str) -> None:
    assert not screen(text), [(text[found.start : found.end], found.label) for found in screen(text)]
