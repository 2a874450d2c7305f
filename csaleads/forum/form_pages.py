"""What pages with a form do with it: look at the texts, act once, say what happened. Nothing typed is lost."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from csaleads.access.guards import viewer
from csaleads.accounts import held_forms
from csaleads.core import once
from csaleads.core.errors import InvalidChoice, WrongState
from csaleads.core.forms import CsaForm
from csaleads.core.unit_of_work import roll_back
from csaleads.forum.keys import key_of
from csaleads.screening import asking
from csaleads.screening.service import Answers, NotPassed, Subject

Act = Callable[[UUID, Answers], Any]
CHANGED = "It was changed a moment ago, by its author or another moderator. Look at it again."


def opened(form_class: type[Any], **data: Any) -> tuple[Any, bool]:
    """The form of this page: as it was held while somebody had to sign in, as it is sent, or new with `data`."""
    held = held_forms.take_back(viewer(), request)
    form = form_class(formdata=held) if held else form_class(data=data)
    form.once_key.data = form.once_key.data or once.new_key()
    return form, held is not None


def carried_out(
    form: Any,
    subject: Callable[[UUID], Subject],
    act: Act,
    *,
    location: str | Callable[[Any], str],
    message: str | Callable[[Any], str],
    wrong: Mapping[str, str] | None = None,
    fail: Callable[[CsaForm, WrongState], ResponseReturnValue] | None = None,
    leaves: str = "",
) -> ResponseReturnValue | None:
    """The answer where the form was right and `act(key, answers)` was done or cannot be; None where the page is shown (again).

    `location` and `message` may depend on what `act` answers; `leaves` is where the second of two clicks is led instead.
    """
    key = key_of(viewer(), form.once_key.typed)
    taken = asking.take_up(form, subject(key))
    if not taken.is_complete(form):
        return None
    first = once.claim(form.once_key.typed, person_id=viewer().person_id)
    if first is not None:
        return redirect(first)
    try:
        found = act(key, taken.answers)
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    except InvalidChoice as chosen:
        roll_back()
        form.fail(chosen.field, "Choose again: that is not there any more")
        return None
    except WrongState as state:
        roll_back()
        if fail is not None:
            return fail(form, state)
        flash((wrong or {}).get(state.state, CHANGED), "info")
        return redirect(location if isinstance(location, str) else leaves or request.path)
    there = location if isinstance(location, str) else location(found)
    once.leave_result(leaves or there)
    held_forms.let_go(viewer(), request)
    flash(message if isinstance(message, str) else message(found), "success")
    return redirect(there)
