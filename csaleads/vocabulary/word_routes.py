"""Pages of an area's own words: the list, one word, and reading a list in."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core import once
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.formatting import plural
from csaleads.core.paging import page_number
from csaleads.core.unit_of_work import roll_back
from csaleads.vocabulary import queries, reading, service
from csaleads.vocabulary.blueprint import blueprint
from csaleads.vocabulary.errors import ListUnreadable, WordKnown, WordRefused
from csaleads.vocabulary.forms import ImportForm, WordForm, WordsFilterForm
from csaleads.vocabulary.models import Meaning
from csaleads.vocabulary.presenters import LIST_PROBLEMS, WORD_PROBLEMS, known_text, unread_lines
from csaleads.vocabulary.queries import WordsFilter
from csaleads.vocabulary.reading import ReadList

P = Permission
NOTHING_READ = "There are no names in what you sent. Choose a file or paste the names"


@blueprint.get("/words")
@requires(P.TEACH_WORDS)
def words() -> ResponseReturnValue:
    """The words of the viewer's areas."""
    form = WordsFilterForm.from_query(request.args)
    form.validate()
    asked = WordsFilter(text=form.text.data or "", meaning=None if form.meaning.errors else form.meaning.data)
    return render_template(
        "vocabulary/words.html",
        page=queries.page_of_words(viewer(), asked=asked, number=page_number()),
        filter_form=form,
        is_narrowed=asked != WordsFilter(),
        has_several_areas=len(viewer().areas_with(P.TEACH_WORDS)) > 1,
    )


@blueprint.get("/words/new")
@requires(P.TEACH_WORDS)
def new_word() -> ResponseReturnValue:
    """One more word."""
    kept = held_forms.take_back(viewer(), request)
    return _show_word(WordForm(formdata=kept) if kept is not None else WordForm(), is_kept=kept is not None)


@blueprint.post("/words/new")
@requires(P.TEACH_WORDS)
def teach_word() -> ResponseReturnValue:
    """The word is taught, or the page says why not."""
    form = WordForm()
    area_id = _area_of(form)
    if not form.validate_on_submit() or area_id is None:
        return _show_word(form), 422
    try:
        service.teach_word(viewer(), area_id=area_id, word=form.word.typed, meaning=form.meaning.data)
    except WordRefused as refused:
        form.fail("word", WORD_PROBLEMS[refused.problem])
        return _show_word(form), 422
    except WordKnown as known:
        form.fail("word", known_text(Meaning(known.meaning)))
        return _show_word(form), 422
    held_forms.let_go(viewer(), request)
    flash(f"“{form.word.typed}” is added. The screening knows it from now on.", "success")
    return redirect(url_for("vocabulary.words"))


def _area_of(form: WordForm | ImportForm) -> int | None:
    """The area that was chosen, or the only one; None, with the error beside the field, where it is open."""
    area_ids = viewer().areas_with(P.TEACH_WORDS)
    form.area.choices = viewer().area_names(area_ids)
    if len(area_ids) == 1:
        return area_ids[0]
    if form.is_submitted():
        form.validate()
        if form.area.data is None:
            form.fail("area", "Select an area")
    chosen: int | None = form.area.data
    return chosen


def _show_word(form: WordForm, *, is_kept: bool = False) -> str:
    if not form.is_submitted():
        _area_of(form)
    return render_template("vocabulary/new_word.html", form=form, is_kept=is_kept, asks_area=_asks_area())


def _asks_area() -> bool:
    return len(viewer().areas_with(P.TEACH_WORDS)) > 1


@blueprint.get("/words/<int:word_id>/remove")
@requires(P.TEACH_WORDS)
def ask_to_remove(word_id: int) -> ResponseReturnValue:
    """What removing it means."""
    return render_template("vocabulary/remove_word.html", word=queries.get_word(viewer(), word_id))


@blueprint.post("/words/<int:word_id>/remove")
@requires(P.TEACH_WORDS)
def remove_word(word_id: int) -> ResponseReturnValue:
    """The word is forgotten; a second click finds it gone."""
    try:
        written = service.forget_word(viewer(), word_id=word_id)
        flash(f"“{written}” is removed.", "success")
    except NotFound:
        roll_back()  # gone already, or never theirs: the list shows what there is
    return redirect(url_for("vocabulary.words"))


@blueprint.get("/words/import")
@requires(P.TEACH_WORDS)
def choose_list() -> ResponseReturnValue:
    """A list from a file, or pasted."""
    kept = held_forms.take_back(viewer(), request)
    form = ImportForm(formdata=kept) if kept is not None else ImportForm(kind=Meaning.SCHOOL)
    form.once_key.data = form.once_key.data or once.new_key()
    return _show_import(form, is_kept=kept is not None)


@blueprint.post("/words/import")
@requires(P.TEACH_WORDS)
def import_list() -> ResponseReturnValue:
    """The names of the list are taught; the next page says what was read and can take it back."""
    form = ImportForm()
    area_id = _area_of(form)
    if not form.validate_on_submit() or area_id is None:
        return _show_import(form), 422
    try:
        found = _read(form)
    except ListUnreadable as refused:
        form.fail("file" if form.file.content else "lines", LIST_PROBLEMS[refused.reason])
        return _show_import(form), 422
    if not found.words:
        form.fail("file", NOTHING_READ)
        return _show_import(form, found), 422
    done = once.claim(form.once_key.typed, person_id=viewer().person_id)
    if done is not None:
        return redirect(done)
    import_id = service.import_words(viewer(), area_id=area_id, words=found.words)
    page = url_for("vocabulary.imported", import_id=import_id)
    once.leave_result(page)
    held_forms.let_go(viewer(), request)
    if found.unread:
        flash(f"{unread_lines(found)} The other names were added.", "warning")
    return redirect(page)


def _read(form: ImportForm) -> ReadList:
    text = reading.decode(form.file.content) if form.file.content else form.lines.typed
    return reading.read_list(text, default=form.kind.data)


def _show_import(form: ImportForm, found: ReadList | None = None, *, is_kept: bool = False) -> str:
    if not form.is_submitted():
        _area_of(form)
    unread = unread_lines(found) if found is not None and found.unread else ""
    return render_template(
        "vocabulary/import.html", form=form, is_kept=is_kept, unread_text=unread, asks_area=_asks_area()
    )


@blueprint.get("/words/imports/<int:import_id>")
@requires(P.TEACH_WORDS)
def imported(import_id: int) -> ResponseReturnValue:
    """What an import did, and the way to take it back."""
    return render_template("vocabulary/imported.html", done=queries.get_import(viewer(), import_id))


@blueprint.post("/words/imports/<int:import_id>/undo")
@requires(P.TEACH_WORDS)
def undo_import(import_id: int) -> ResponseReturnValue:
    """The words of the import are forgotten again."""
    try:
        count = service.undo_import(viewer(), import_id=import_id)
        flash(f"The import is undone: {plural(count, 'name was', 'names were')} removed.", "success")
    except WrongState:
        roll_back()
        flash("This import was undone already.", "info")
    return redirect(url_for("vocabulary.imported", import_id=import_id))
