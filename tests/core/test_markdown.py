"""Markdown becomes HTML that can do nothing but be read; bleach and nh3, which share no code, agree about every word of it."""

import re
import time

import nh3
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from csaleads.core import safe_html
from csaleads.core.markdown import LONGEST, markdown

ATTRIBUTES = {tag: {"class"} for tag in safe_html.CLASSES} | {
    "a": {"class", "href", "rel"},
    "ol": {"class", "start"},
}
pytestmark = pytest.mark.filterwarnings("ignore::bs4.MarkupResemblesLocatorWarning")  # of what is only a text
PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext></p><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;avascript&colon;alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](%6aavascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "[x](/sign-out)",
    "[x](http:javascript:alert(1))",
    '[x](http://e.example/"onmouseover="alert(1))',
    "[x](http://e.example/ 'a\" onmouseover=\"alert(1)')",
    "[x][y]\n\n[y]: javascript:alert(1)",
    '[x][y]\n\n[y]: http://e.example "t\\" onclick=\\"alert(1)"',
    "<javascript:alert(1)>",
    "<http://e.example/onclick=alert(1)>",
    "![x](javascript:alert(1))",
    "![x](https://tracker.example/pixel.png)",
    '![x"onerror="alert(1)](http://e.example/a.png)',
    "```<script>\nx\n```",
    '```x"onclick="alert(1)\nx\n```',
    "|<script>|\n|:-:|\n|<b onclick=x>|",
    "<!-- --><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "<style>*{display:none}</style>",
    "<form action=https://e.example><input name=password>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;",
    "`<script>`",
    "<p id=main-content class=govuk-header>",
]


def check(html: str) -> BeautifulSoup:
    """What is said of every answer: only our elements, classes and links; and nh3 leaves it as it is."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(True):
        assert element.name in safe_html.TAGS
        for name, value in element.attrs.items():
            text = " ".join(value) if isinstance(value, list) else value
            assert name in ATTRIBUTES.get(element.name, set())
            assert name != "class" or text in safe_html.CLASSES[element.name]
            assert name != "href" or re.match(r"(?:https?://|mailto:)", text, re.IGNORECASE)
        if element.name == "a" and element.get("href"):
            assert element["rel"] == safe_html.LINK_REL.split()
    theirs = nh3.clean(
        html,
        tags=set(safe_html.TAGS),
        attributes=ATTRIBUTES,
        url_schemes=set(safe_html.SCHEMES),
        link_rel=None,
    )
    assert as_read(theirs) == as_read(html)
    return soup


def as_read(html: str) -> list[object]:
    """The elements, attributes and texts of `html`, however its characters were written."""
    soup = BeautifulSoup(html, "html.parser")
    return [
        (node.name, sorted((k, str(v)) for k, v in node.attrs.items())) if node.name else str(node)
        for node in soup.descendants
    ]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_is_known_to_do_harm_does_none(payload: str) -> None:
    for text in (payload, f"> {payload}", f"- {payload}", f"# {payload}", f"**{payload}**"):
        soup = check(str(markdown(text)))

        assert not soup.find_all(["script", "img", "svg", "iframe", "form", "style"])


@given(
    st.lists(st.sampled_from([*PAYLOADS, "\n", "\n\n", "> ", "# ", "* ", "|", "`", "<", ">", '"', "[", "]("]))
)
@settings(max_examples=150, deadline=None)
def test_no_mixture_of_what_does_harm_gets_through(parts: list[str]) -> None:
    check(str(markdown("".join(parts))))


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_text_is_answered_and_safe(text: str) -> None:
    check(str(markdown(text)))


@given(st.text(alphabet="<>/=\"'& abimgsrctonlkhef:javp-!#[]()`*\n\t\x00", max_size=300))
@settings(max_examples=150, deadline=None)
def test_anything_cleaned_by_one_is_clean_to_the_other(html: str) -> None:
    once = str(safe_html.written_text(html))

    assert not BeautifulSoup(
        nh3.clean(once, tags=set(safe_html.TAGS), attributes=ATTRIBUTES, link_rel=None), "html.parser"
    ).find_all(lambda element: element.name not in safe_html.TAGS)
    assert str(safe_html.written_text(once)) == once


def test_headings_begin_below_those_of_the_page() -> None:
    html = markdown("# One\n\n## Two\n\n###### Six\n\nUnder\n=====")

    assert re.findall(r"<h(\d)", html) == ["3", "4", "6", "3"]


def test_tables_quotes_lists_and_links_look_like_ours() -> None:
    html = markdown(
        "> said\n\n|a|b|\n|-|-|\n|1|2|\n\n3. three\n\n[guide](https://e.example/a?b=1&c=2 'title')\n\n<pat@e.example>"
    )

    assert '<blockquote class="govuk-inset-text">' in html
    assert '<td class="govuk-table__cell">2</td>' in html
    assert re.search(r'<ol [^>]*start="3"', html)
    assert 'href="https://e.example/a?b=1&amp;c=2"' in html
    assert 'href="mailto:pat@e.example"' in html
    assert html.count('rel="noopener noreferrer nofollow"') == 2


def test_an_image_becomes_its_description() -> None:
    html = markdown("See ![a *bowl* of fruit](https://e.example/bowl.png)")

    assert html == '<p class="govuk-body">See a bowl of fruit</p>\n'


@pytest.mark.parametrize(
    "piece", ["[", "![", "*a ", "> ", "`", "<", "- ", "a**b", "|-|\n", "[a](", "&", "_ _"]
)
def test_what_is_made_to_take_long_does_not(piece: str) -> None:
    before = time.monotonic()

    markdown(piece * (LONGEST // len(piece)))

    assert time.monotonic() - before < 10


def test_a_text_of_too_many_parts_is_shown_as_it_was_typed() -> None:
    html = markdown("|a|\n|-|\n" * 5000)

    assert "<table" not in html
    assert html.startswith('<p class="govuk-body">|a|<br>|-|')


def test_highlights_are_closed_and_their_words_escaped() -> None:
    marked = safe_html.highlighted("a<b \x02x&y\x03 z\x03 \x02open \x02again\x03 end")

    assert marked == "a&lt;b <mark>x&amp;y</mark> z <mark>open </mark><mark>again</mark> end"
