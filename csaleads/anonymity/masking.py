"""What names nobody is struck out before names are looked for: phrases, authors, bodies, works, sorts, sayings, plants."""

from collections.abc import Iterable

from csaleads.anonymity.disguises import hidden, in_file_names, spelt_words
from csaleads.anonymity.people import (
    as_it_is_said,
    cited,
    endearments,
    famous,
    figures_of_speech,
    idle_words,
    in_company,
    in_plain_prose,
    in_the_garden,
    lone_authors,
    named_after,
    named_again,
    names_of_goods,
    namesakes,
    no_people,
    nobodies,
    notes_of_music,
    office_talk,
    plants,
    rows_of_places,
    sayings,
    scriptures,
    stand_ins,
    sung_and_prayed,
    things_called,
    told_in_figures,
    told_in_stock,
    told_no_person,
    well_known,
)
from csaleads.anonymity.places import bodies
from csaleads.anonymity.places.words import lowered
from csaleads.anonymity.text import welsh
from csaleads.anonymity.text.lexicon import Lexicon
from csaleads.anonymity.text.scanning import WordStarts


def mask(text: str, starts: WordStarts, lists: Lexicon) -> str:
    """`text`, as long as before, without well-known phrases and names, plain hashtags and words with stars for letters."""
    low = lowered(text)
    listed = [*lists.phrases.find(text, low, starts), *famous.nobody(text, lists, starts)]
    listed += named_after.nobody(text, starts, lists)
    struck = [
        *well_known.unless_met(namesakes.without(listed, text, lists), text, lists),
        *hidden.starred_words(text, lists),
        *hidden.plain_hashtags(text, lists),
        *in_file_names.plain(text, lists),
        *cited.authors(text, lists, starts),
        *bodies.national(text, lists, starts),
        *figures_of_speech.nobody(text, starts, lists),
        *stand_ins.letters(text, lists, starts),
        *welsh.no_names(text, lists, starts),
        *spelt_words.nobody(text, starts, lists),
        *no_people.nobody(text, starts),
        *told_no_person.nobody(text),
        *told_in_figures.nobody(text, starts),
        *namesakes.unless_said_of_somebody(
            (*things_called.nobody(text, low, starts), *idle_words.nobody(text, starts)), text
        ),
        *scriptures.nobody(text, starts),
        *sayings.nobody(text, starts),
        *told_in_stock.nobody(text, starts),
        *plants.nobody(text, starts),
        *in_the_garden.nobody(text, starts, lists),
        *endearments.nobody(text, starts, lists),
        *notes_of_music.nobody(text, starts),
        *as_it_is_said.nobody(text, starts),
        *in_company.nobody(text, starts, lists),
        *well_known.nobody(text, low, starts, lists),
        *named_again.nobody(text, starts),
        *lone_authors.nobody(text, low, starts),
        *sung_and_prayed.nobody(text, low, starts),
        *in_plain_prose.nobody(text, starts, lists),
        *office_talk.nobody(text, starts),
        *rows_of_places.nobody(text, starts),
        *names_of_goods.nobody(text, starts),
    ]
    text = _without(nobodies.struck_out(text, starts), struck)
    return _without(text, office_talk.of_books(text, starts))


def _without(text: str, struck: Iterable[tuple[int, int]]) -> str:
    for start, end in struck:
        text = text[:start] + "\x01" * (end - start) + text[end:]
    return text
