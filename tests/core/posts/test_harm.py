"""What is known to do harm does none: each payload alone, within every structure, and given to the cleaner without a reader."""

import itertools

import pytest

from csaleads.core import safe_html
from csaleads.core.markdown import markdown_post
from tests.core.posts.reading import PAYLOADS, SITE, Everybody, check, elements_of

pytestmark = pytest.mark.filterwarnings("ignore::bs4.MarkupResemblesLocatorWarning")  # of what is only a text
EVERY = list(itertools.chain.from_iterable(PAYLOADS.values()))
STRUCTURES = (
    "> {}",
    "[{}](https://e.example)",
    "| {} |\n|-|\n| {} |",
    "[x]({})",
    '[x](https://e.example "{}")',
)
FURTHER = (  # in a browser, which is much faster
    "{}",
    "- {}",
    "1. {}",
    "<{}>",
    "`{}`",
    "~~{}~~",
    "# {}",
    "**{}**",
    "![{}](https://e.example)",
    "```\n{}\n```",
    "@Jo {}",
    "https://e.example/{}",
)


def drawn(text: str) -> str:
    return str(markdown_post(text, resolve=Everybody(), site=SITE).html)


def test_there_are_many_payloads_and_none_twice() -> None:
    assert len(EVERY) == len(set(EVERY)) >= 350


@pytest.mark.parametrize("kind", PAYLOADS)
def test_what_is_known_to_do_harm_does_none_in_a_post(kind: str) -> None:
    for payload in PAYLOADS[kind]:
        check(drawn(payload))


@pytest.mark.parametrize("structure", STRUCTURES)
def test_nor_inside_of_any_structure(structure: str) -> None:
    for payload in EVERY:
        check(drawn(structure.replace("{}", payload)))


@pytest.mark.parametrize("kind", PAYLOADS)
def test_the_cleaner_alone_would_be_enough(kind: str) -> None:
    """Whatever the reader of Markdown let through: HTML as somebody hostile would send it, cleaned."""
    for payload in PAYLOADS[kind]:
        for html in (payload, f"<p>{payload}</p>", f"<table><tr><td>{payload}", f"<a href='{payload}'>x</a>"):
            once = str(safe_html.written_post(html))

            for elements in elements_of(once).values():
                for name, attributes in elements:
                    assert name in safe_html.POST_TAGS
                    assert not any(
                        each.startswith(("on", "style", "id", "src", "data")) for each in attributes
                    )


@pytest.mark.parametrize(
    "harm",
    [
        "<script>1</script>",
        "<p onclick=x>x</p>",
        "<p id=x>x</p>",
        "<p style=x>x</p>",
        '<p class="govuk-header">x</p>',
        '<a href="javascript:x" rel="noopener noreferrer nofollow">x</a>',
        '<a href="/sign-out" rel="noopener noreferrer nofollow">x</a>',
        '<a href="https://e.example">x</a>',
        "<img src=x>",
        "<svg></svg>",
        "<!-- x -->",
        "</div>",
        "<p>x<p>",
        "<table><p>x</p></table>",
        '<ol start="-1"></ol>',
        "<div>x</div>",
        "<em>x",
    ],
)
def test_a_cleaner_that_let_something_through_would_be_noticed(harm: str) -> None:
    with pytest.raises((AssertionError, KeyError)):
        check(harm)
