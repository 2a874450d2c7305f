"""What a post may hold beyond a resource: addresses as they are, words struck through, colleagues, and links that lead home."""

import re
from uuid import UUID

import pytest
from flask import Flask

from csaleads.core import markdown as reading
from csaleads.core.links import own_path
from csaleads.core.markdown import MOST_ADDRESSES, MOST_RESOURCES, Written, markdown, markdown_post
from csaleads.core.mentions import MOST_MENTIONS, Mention
from tests.core.posts.reading import RESOURCE, SITE, Everybody, Only, check

HERE = f"/learning/resources/{RESOURCE}"
JO = Mention(7, "Jo Ward")


def written(text: str, **names: Mention) -> Written:
    return markdown_post(text, resolve=Only({"Jo Ward": JO} | names), site=SITE)


def leads_to(text: str) -> list[str]:
    return re.findall(r'href="([^"]*)"', written(text).html)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("see https://e.example/a_b_c.", "https://e.example/a_b_c"),
        ("(https://e.example/a(b))", "https://e.example/a(b)"),
        ("https://e.example/?a=1&b=2", "https://e.example/?a=1&amp;b=2"),
        ("HTTPS://E.example", "HTTPS://E.example"),
        ("http://localhost:8000/x", "http://localhost:8000/x"),
        ("**https://e.example/x**", "https://e.example/x"),
        ("https://llŷn.example", "https://xn--lln-k2a.example"),
        ("https://tref-llŷn.example", "https://xn--tref-lln-z2b.example"),
    ],
)
def test_an_address_that_is_typed_becomes_a_link(typed: str, address: str) -> None:
    assert leads_to(typed) == [address]
    assert leads_to(typed.replace("://", ":")) == []


@pytest.mark.parametrize(
    "typed",
    [
        "www.e.example",
        "e.example",
        "ftp://e.example",
        "//e.example",
        "jo@e.example",
        "mailto:jo@e.example",
        "`https://e.example`",
        "    https://e.example",
        "https://jo:word@e.example",
        "https://e.example:99999",
        "https://",
    ],
)
def test_what_only_looks_like_an_address_stays_text(typed: str) -> None:
    assert leads_to(typed) == []


def test_resources_and_topics_show_none_of_this() -> None:
    text = f"https://e.example ~~no~~ @Jo Ward [x]({HERE}) [y](/network/a)"

    assert markdown(text) == f'<p class="govuk-body">{text}</p>\n'


def test_words_are_struck_through() -> None:
    assert written("~~no~~ yes").html == '<p class="govuk-body"><s>no</s> yes</p>\n'


def test_a_post_is_otherwise_what_a_resource_is() -> None:
    text = "# One\n\n> said\n\n- *a*\n- **b**\n\n3. c\n\n|a|b|\n|-|-|\n|1|2|\n\n`x`\n\n---\n\n    code\n\n[guide](https://e.example)"

    assert written(text).html == markdown(text)


def test_a_resource_that_stands_alone_is_told_of_and_stays_a_link() -> None:
    got = written(f"See\n\n{SITE}{HERE}\n\nand [this]({HERE}) too")

    assert got.resource_ids == (UUID(RESOURCE),)
    assert re.findall(r'href="([^"]*)"', got.html) == [HERE, HERE]


@pytest.mark.parametrize(
    ("text", "stands_alone"),
    [
        (f"[guide]({HERE})", True),
        (f"  [a *fine* guide]({HERE})  ", True),
        (f"<{SITE}{HERE}>", True),
        (f"{SITE}{HERE}?from=search#top", True),
        (f"{SITE}{HERE.upper().replace('/LEARNING/RESOURCES', '/learning/resources')}", True),
        (f"- [guide]({HERE})", True),
        (f"[guide][g]\n\n[g]: {HERE}", True),
        (f"Read [guide]({HERE})", False),
        (f"[guide]({HERE}) is good", False),
        (f"[one]({HERE}) [two]({HERE})", False),
        (f"# [guide]({HERE})", False),
        (f"[guide](https://other.example{HERE})", False),
        (f"`{SITE}{HERE}`", False),
        (f"[guide]({HERE}/edit)", False),
    ],
)
def test_it_stands_alone_where_a_paragraph_says_nothing_else(text: str, stands_alone: bool) -> None:
    assert written(text).resource_ids == ((UUID(RESOURCE),) if stands_alone else ())


def test_each_is_told_of_once_and_no_flood_of_them() -> None:
    many = [f"[x](/learning/resources/{number:08d}{RESOURCE[8:]})" for number in range(MOST_RESOURCES + 5)]

    assert len(written("\n\n".join([many[0], *many, many[0]])).resource_ids) == MOST_RESOURCES


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("/network/threads/12", "/network/threads/12"),
        ("/network/threads/12#post-3", "/network/threads/12#post-3"),
        (f"{SITE}/network/threads/12#post-3", "/network/threads/12#post-3"),
        (f"{SITE}/network/threads/12?page=2#post-3", "/network/threads/12?page=2#post-3"),
        (f"{SITE}/people/3", f"{SITE}/people/3"),
        ("https://other.example/network/threads/12", "https://other.example/network/threads/12"),
        (f"{SITE}.evil.example/network/a", f"{SITE}.evil.example/network/a"),
    ],
)
def test_links_lead_home_where_an_address_stays(address: str, leads: str) -> None:
    assert leads_to(f"[x]({address})") == [leads]


@pytest.mark.parametrize(
    "address", ["/", "/sign-out", "/people/3", "/network/../x", "//network/a", "/network/a?b=1", "x", "#x"]
)
def test_no_other_page_of_ours_is_led_to(address: str) -> None:
    assert leads_to(f"[x]({address})") == []
    assert own_path(address, SITE) is None


def test_the_page_of_a_resource_is_where_links_lead(migrated_app: Flask) -> None:
    found, values = migrated_app.url_map.bind("localhost").match(HERE)

    assert (found, values) == ("learning.resource", {"resource_id": UUID(RESOURCE)})


def test_the_site_is_the_one_that_is_set_unless_another_is_given() -> None:
    app = Flask(__name__)
    app.config["PUBLIC_URL"] = "https://set.example"
    with app.app_context():
        set_one = markdown_post(f"https://set.example{HERE}", resolve=Only())
        given = markdown_post(f"https://set.example{HERE}", resolve=Only(), site=SITE)

    assert (len(set_one.resource_ids), len(given.resource_ids)) == (1, 0)
    assert markdown_post(f"https://set.example{HERE}", resolve=Only()).resource_ids == ()


def test_a_colleague_is_set_apart_by_name_and_no_id_is_shown() -> None:
    got = written("Ask @Jo Ward's team, @Jo Ward.")

    assert got.person_ids == (7,)
    assert got.html == (
        '<p class="govuk-body">Ask <span class="csa-mention">@Jo Ward</span>\'s team, '
        '<span class="csa-mention">@Jo Ward</span>.</p>\n'
    )


def test_a_name_is_shown_as_it_is_and_never_as_markup() -> None:
    got = markdown_post("@Jo", resolve=Everybody(called="<b onclick=x>*Jo*</b>"), site=SITE)

    check(str(got.html))
    assert "&lt;b onclick=x&gt;*Jo*&lt;/b&gt;" in got.html


@pytest.mark.parametrize(
    "text", ["`@Jo Ward`", "    @Jo Ward", "[@Jo Ward](https://e.example)", "https://e.example/@Jo Ward"]
)
def test_nobody_is_named_in_code_or_links(text: str) -> None:
    assert written(text).person_ids == ()
    assert written("@Jo Ward").person_ids == (7,)


def test_nobody_is_named_by_a_picture_that_is_not_shown() -> None:
    assert written("![@Jo Ward](https://e.example/x.png)").person_ids == ()


def test_no_flood_of_names_is_asked_for() -> None:
    everybody = Everybody()

    got = markdown_post("@Jo " * (MOST_MENTIONS + 5), resolve=everybody, site=SITE)

    assert len(everybody.asked) == len(got.person_ids) == MOST_MENTIONS


def test_with_more_addresses_than_anybody_writes_none_becomes_a_link() -> None:
    assert len(leads_to("https://e.example " * MOST_ADDRESSES)) == MOST_ADDRESSES
    assert leads_to("https://e.example " * (MOST_ADDRESSES + 1)) == []


def test_half_a_character_is_answered() -> None:
    got = written("a \ud800 b")

    assert got.html.encode() == '<p class="govuk-body">a \ufffd b</p>\n'.encode()


def test_a_post_of_too_many_parts_is_shown_as_it_was_typed() -> None:
    text = "@Jo Ward <!-- & --> &amp;\n\n" + "*a* " * reading.MOST_PARTS

    got = written(text)

    assert got.html.startswith('<p class="govuk-body">@Jo Ward &lt;!-- &amp; --&gt; &amp;amp;</p>')
    assert (got.person_ids, reading.mentions_in(text)) == ((), [])
