"""What is spelt after itself, run together, parted by lines, written in another alphabet or read by a machine."""

import pytest

from csaleads.anonymity.service import screen


def labelled(text: str) -> list[tuple[str, str]]:
    return [(found.label.value, text[found.start : found.end]) for found in screen(text)]


@pytest.mark.parametrize(
    ("text", "label", "shown"),
    [
        # spelt after itself, or with examples among bare letters
        ("it's Faith, F-A-I-T-H, like hope", "PERSON", "Faith"),
        ("it's Summer, that's s-u-m-m-e-r, who rang", "PERSON", "s-u-m-m-e-r"),
        ("mum is Wetherelt, W, E, T for tommy, H, E, R, E, L, T, she rang", "PERSON", "Wetherelt"),
        ("mum is Wetherelt, W, E, T for tommy, H, E, R, E, L, T, she rang", "PERSON", "W, E, T for tommy, H, E, R, E, L, T"),
        ("Surname's K for kilo, O, W, A, L for lemon, I, K, I think.", "PERSON", "K for kilo, O, W, A, L for lemon, I, K"),
        ("Forename is J for jam, O, R, Y, N, with one N", "PERSON", "J for jam, O, R, Y, N"),
        # days over three lines
        ("DOB:\n04 -\n11 -\n2015\nSex: F", "DATE_OF_BIRTH", "04 -\n11 -\n2015"),
        ("date of birth\n21.\n06.\n2012 on the slip", "DATE_OF_BIRTH", "21.\n06.\n2012"),
        ("born 4\n/ 11\n/ 2013 in the printout", "DATE_OF_BIRTH", "4\n/ 11\n/ 2013"),
        ("DOB\n09\n.\n08\n.\n2013\ndown the margin", "DATE_OF_BIRTH", "09\n.\n08\n.\n2013"),
        # references and numbers apart, or misread
        ("unit no. 3 3 - 9 1 0 - 6 R on the band", "CASE_REF", "3 3 - 9 1 0 - 6 R"),
        ("the postcode is LSl 4AP on the envelope", "POSTCODE", "LSl 4AP"),
        ("tel O114 496 O3S2 on the fax", "PHONE", "O114 496 O3S2"),
        ("NHS 999 OOO IOIO on the fax", "NHS_NUMBER", "999 OOO IOIO"),
        # letters of another alphabet that look alike
        ("a white Corsa, ВН52 ХТР, outside", "VEHICLE", "ВН52 ХТР"),
        ("he typed СF10 3ХО and sent it", "POSTCODE", "СF10 3ХО"),
        ("her number is АВ 12 34 56 С", "NINO", "АВ 12 34 56 С"),
        ("ring me on О77ОО 9ОО Зб5 tonight", "PHONE", "О77ОО 9ОО Зб5"),
        # tags
        ("she put #willowbankfarm under it", "LOCATION_SMALL", "willowbankfarm"),
        ("she put #elmtreeclose under it", "ADDRESS", "elmtreeclose"),
        ("she put #stmarysprimary under it", "ORG_SCHOOL", "stmarysprimary"),
        ("the tag was #idrisandpetra", "PERSON", "idrisandpetra"),
        ("the tag was #justiceforcarolineblount", "PERSON", "carolineblount"),
        # files
        ("stmt_rosalindhobbs_signed.pdf came", "PERSON", "rosalindhobbs"),
        ("see IMG_ElmFieldCourt_hallway.png", "LOCATION_SMALL", "ElmFieldCourt"),
        ("see IMG_HolliesCareHome_room2.jpg", "LOCATION_SMALL", "HolliesCareHome"),
        ("see tariq_and_me_at_WexbridgeMarina.mp4", "LOCATION_SMALL", "WexbridgeMarina"),
        ("see bruises_ivo.jpg and the rest", "PERSON", "ivo"),
        ("see mrsdhillon_statement.docx first", "PERSON", "mrsdhillon"),
        # names in code, spoken to
        ('user sent "k41 u r so mature"', "PERSON", "k41"),
        ('it says "hey m1a dont show ur mum"', "PERSON", "m1a"),
        ("each letter is one on, Tbnvfm means the uncle", "PERSON", "Tbnvfm"),
        ('it says "3v4 send me one" and no more', "PERSON", "3v4"),
        # streets and places
        ("they live at one hundred and twelve a miller's way now", "ADDRESS", "one hundred and twelve a miller's way"),
        ("the caller gave what3words ///cable.minnow.drift", "ADDRESS", "cable.minnow.drift"),
        ("the wifi was TheHendersons5G", "PERSON", "Hendersons"),
        # hosts
        ("he sent little_ava.example.com/join to her", "URL_HANDLE", "little_ava.example.com/join"),
    ],
)  # fmt: skip
def test_what_is_disguised_so_is_found(text: str, label: str, shown: str) -> None:
    assert (label, shown) in labelled(text)


@pytest.mark.parametrize(
    "text",
    [
        "She learnt to spell c-a-t, d-o-g and s-u-n at nursery.",
        "Spelt aloud in phonics: s, a, t, p, i, n, then m, d, g, o, c, k.",
        "The acronym is S for specific, M, A, R, T, as everybody knows.",
        "Birth to:\n17/\n5 children\n2014 onwards the data are kept.",
        "1.\n2.\n2014 was better",
        "The scores were 7 7 - 0 0 1 in the board game. Form no. 3 - 2 - 1 is on the shelf.",
        "NO 3RD PARTY ADDRESS IS HELD, SO 5GB IS ENOUGH",
        "Post it with #safeguardingweek #fosteringlife #careleaversweek #worldbookday #childrenscommissioner",
        "The campaign uses #kidsandteens #mumsanddads #safeandwell #blackandwhite #tomandjerry #crowncourt #carpark",
        "#openhouse #countrycottage #holidaypark #familycourt #filmschool #backtoschool #offroad #homefarm #childrenshome",
        "chronology_template_v2.docx, bodymap_blank.pdf, consent_form_signed.pdf, genogram.png, photo_one.jpg, notes_new.docx",
        "ChildrensHome_regulations.pdf, homevisit_checklist.docx, socialwork_england.pdf, OpenHouse_flyer.pdf",
        "He wrote gr8, m8, b4, l8r and 2nite. \"b4 u go, m8\" and \"4yo you saw\" and \"5am i left\"",
        "Two hundred and four a year is a rise of one third; at two a child's way of coping shows.",
        "She spelt the sounds: a, e, i, o, u.",
        "The next letter goes out on Monday and every letter back from Cafcass is filed.",
        "what3words is a useful app. It helps.",
        "See photos_at_contact.jpg and notes_at_review.docx.",
    ],
)  # fmt: skip
def test_ordinary_words_like_these_are_nobodys(text: str) -> None:
    assert labelled(text) == []
