"""Which spellings somebody may have meant by `@…`."""

import pytest

from csaleads.core.markdown import markdown_post, mentions_in
from csaleads.core.mentions import Mention, spelt
from tests.core.posts.reading import SITE, Only


@pytest.mark.parametrize(
    ("text", "spellings"),
    [
        ("@Jo Ward", ["Jo Ward", "Jo"]),
        ("@Jo Ann Ward Lee", ["Jo Ann Ward", "Jo Ann", "Jo"]),
        ("@Jo and Pat", ["Jo"]),
        ("(@Jo Ward), \u201c@Pat Lee\u201d", ["Jo Ward", "Jo", "Pat Lee", "Pat"]),
        ("@Jo Ward @Jo Ward", ["Jo Ward", "Jo"]),
        ("@Jo\nWard", ["Jo"]),
        ("@Jo  Ward", ["Jo Ward", "Jo"]),
        ("@Jo\u00a0Ward", ["Jo Ward", "Jo"]),
        ("@Jo Ward\u2019s view", ["Jo Ward's", "Jo Ward", "Jo"]),
        ("@Zo\u00eb O\u2019Brien", ["Zo\u00eb O'Brien", "Zo\u00eb"]),
        ("@Zoe\u0308", ["Zo\u00eb"]),
        ("@Ann-Marie Smith-Jones", ["Ann-Marie Smith-Jones", "Ann-Marie"]),
        ("@J. Ward.", ["J. Ward", "J."]),
        ("@Maria de Souza", ["Maria de Souza", "Maria"]),
        ("@Jan van der Berg said", ["Jan van der Berg", "Jan"]),
        ("@\u0141ukasz \u00d8stby", ["\u0141ukasz \u00d8stby", "\u0141ukasz"]),
        ("@\u674e\u660e", ["\u674e\u660e"]),
        ("@\u092a\u094d\u0930\u093f\u092f\u093e", ["\u092a\u094d\u0930\u093f\u092f\u093e"]),
        ("**@Jo Ward** and # @Pat", ["Jo Ward", "Jo", "Pat"]),
        ("> @Jo Ward", ["Jo Ward", "Jo"]),
        ("|@Jo Ward|\n|-|", ["Jo Ward", "Jo"]),
        ("&#64;Jo Ward", ["Jo Ward", "Jo"]),
    ],
)
def test_a_name_after_the_sign_may_be_meant_longest_first(text: str, spellings: list[str]) -> None:
    assert mentions_in(text) == spellings


@pytest.mark.parametrize(
    "text",
    [
        "jo@Ward.example",
        "jo.ward@North Mere",
        "<jo@Ward.example>",
        "@Ward.example",
        "@ward",
        "@ Jo",
        "@",
        "@@Jo",
        "@Jo@Ward",
        "@1st",
        "a/@Jo",
        "_@_Jo",
        "@Jo_Ward",
        "`@Jo`",
        "```\n@Jo\n```",
        "[@Jo](https://e.example)",
        "[x](https://e.example '@Jo')",
        "https://e.example/@Jo",
        "![@Jo](https://e.example/x.png)",
    ],
)
def test_an_address_code_or_a_link_names_nobody(text: str) -> None:
    assert mentions_in(text) == []


def test_the_longest_name_that_somebody_has_is_meant() -> None:
    both = Only({"Jo": Mention(1, "Jo"), "Jo Ward": Mention(2, "Jo Ward")})

    assert markdown_post("@Jo Ward Lee", resolve=both, site=SITE).person_ids == (2,)
    assert markdown_post("@Jo Lee", resolve=both, site=SITE).person_ids == (1,)


def test_each_person_is_told_of_once_in_the_order_of_the_text() -> None:
    both = Only({"Jo": Mention(1, "Jo"), "Pat": Mention(2, "Pat")})

    assert markdown_post("@Pat @Jo @Pat", resolve=both, site=SITE).person_ids == (2, 1)


def test_a_name_that_is_nobodys_or_more_than_ones_stays_text() -> None:
    got = markdown_post("@Jo Ward", resolve=Only(), site=SITE)

    assert (got.html, got.person_ids) == ('<p class="govuk-body">@Jo Ward</p>\n', ())


def test_names_are_compared_composed_and_with_straight_apostrophes() -> None:
    assert spelt(" Zoe\u0308  O\u2019Brien ") == "Zo\u00eb O'Brien"
