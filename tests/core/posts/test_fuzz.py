"""Posts that a machine makes up: none gets through, none raises, none breaks the page around it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csaleads.core import safe_html
from csaleads.core.markdown import Written, markdown, markdown_post, mentions_in
from tests.core.posts import making
from tests.core.posts.reading import SITE, Everybody, Only, check, elements_of

pytestmark = pytest.mark.filterwarnings("ignore::bs4.MarkupResemblesLocatorWarning")  # of what is only a text
slowly = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def written(text: str) -> Written:
    return markdown_post(text, resolve=Everybody(), site=SITE)


@given(making.posts)
@slowly
def test_no_post_gets_anything_through(text: str) -> None:
    check(str(written(text).html))


@given(st.lists(making.plain | making.html | st.sampled_from(making.SIGNS), max_size=30).map("".join))
@slowly
def test_no_heap_of_pieces_gets_anything_through(text: str) -> None:
    check(str(written(text).html))


@given(st.text(making.characters, max_size=300))
@slowly
def test_any_characters_are_answered(text: str) -> None:
    check(str(written(text).html))


@given(making.html)
@slowly
def test_the_cleaner_alone_leaves_nothing_that_does_anything(html: str) -> None:
    """A table within a link may be moved when it is read again, as browsers do; whatever is read then is ours all the same."""
    once = str(safe_html.written_post(html))

    for read in (once, str(safe_html.written_post(once))):
        for elements in elements_of(read).values():
            for name, attributes in elements:
                assert name in safe_html.POST_TAGS
                assert attributes.keys() <= {"href", "rel", "class", "start"}


@given(making.posts)
@slowly
def test_those_who_are_named_are_among_the_spellings_that_were_asked_for(text: str) -> None:
    spellings, everybody = mentions_in(text), Everybody()

    people = markdown_post(text, resolve=everybody, site=SITE).person_ids

    assert set(everybody.asked) <= set(spellings)
    assert len(people) == len(everybody.asked)
    assert len(spellings) == len(set(spellings))


@given(making.posts)
@slowly
def test_what_a_post_takes_beyond_a_resource_is_all_that_differs(text: str) -> None:
    """Where a post has no address, no name, nothing struck through and no link of ours, it is written as a resource is."""
    if not any(each in text for each in (":", "~~", "/", "&")):
        assert markdown_post(text, resolve=Only(), site=SITE).html == markdown(text)


@given(making.posts)
@slowly
def test_a_post_is_written_the_same_again(text: str) -> None:
    first, second = written(text), written(text)

    assert first.html == second.html
    assert (first.resource_ids, len(first.person_ids)) == (second.resource_ids, len(second.person_ids))
