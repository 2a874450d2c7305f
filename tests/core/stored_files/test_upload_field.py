"""The field for a file that is kept: what it takes, what it says, and how much may be sent to a page that has it."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from flask import Flask, Response, request, session
from werkzeug.datastructures import FileStorage, MultiDict

from csaleads.core.csrf import install as install_csrf
from csaleads.core.forms import CsaForm, StoredUpload
from csaleads.core.stored_files import receiving
from csaleads.core.stored_files.kinds import IMAGES, NotTaken, Reason
from csaleads.core.stored_upload_fields import WORDS, words_for
from tests import sample_files as sample


class GuideForm(CsaForm):
    file = StoredUpload("File", required="Choose a file", hint="A guide")
    picture = StoredUpload("Picture", kinds=IMAGES)


@pytest.fixture
def filled(app: Flask) -> Iterator[Any]:
    with app.test_request_context(method="POST"):

        def fill(**files: tuple[bytes, str]) -> GuideForm:
            sent = {name: FileStorage(BytesIO(content), called) for name, (content, called) in files.items()}
            return GuideForm(formdata=MultiDict(sent))

        yield fill


def test_a_file_is_handed_on_for_what_it_is(filled: Any) -> None:
    form = filled(file=(sample.pdf("Hello"), "Guide.docx"), picture=(sample.png(), "a.png"))

    assert form.validate()
    assert form.file.sent.content.read() == sample.pdf("Hello")
    assert form.file.sent.name == "Guide.docx"
    assert ".webp" in form.picture.accept
    assert ".pdf" not in form.picture.accept


def test_nothing_chosen_is_nothing_sent(filled: Any) -> None:
    form = filled(file=(b"", ""))

    assert not form.validate()
    assert form.file.errors == ["Choose a file"]
    assert not form.picture.errors
    assert form.picture.sent is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty"),
        (b"words", "Choose one of these: PDF, Word, PowerPoint, Excel"),
        (b"<svg/>", "Print it to PDF"),
        (sample.zipped({"a": "b"}), "Unpack it"),
        (sample.docx("x", **{"word/vbaProject.bin": "x"}), "Save it without them"),
    ],
)
def test_what_is_refused_says_what_to_do(filled: Any, content: bytes, said: str) -> None:
    form = filled(file=(content, "guide.pdf"))

    assert not form.validate()
    assert said in form.file.errors[0]


def test_another_kind_names_those_that_are_taken(filled: Any) -> None:
    form = filled(file=(sample.pdf("x"), "a.pdf"), picture=(sample.pdf("x"), "a.png"))

    assert not form.validate()
    assert form.picture.errors == ["The file is of a kind that is not taken here. Choose one of these: Image"]


@pytest.mark.parametrize("reason", list(Reason))
def test_there_are_words_for_every_reason(app: Flask, reason: Reason) -> None:
    assert WORDS.keys() == set(Reason)
    assert "{" not in words_for(NotTaken(reason))


def test_too_large_says_how_large_it_may_be(filled: Any, app: Flask) -> None:
    before, app.config["FILE_MOST_BYTES"] = app.config["FILE_MOST_BYTES"], 1024 * 1024
    form = filled(file=(sample.pdf("x" * 1024 * 1024), "guide.pdf"))
    is_valid = form.validate()
    said = form.file.errors
    app.config["FILE_MOST_BYTES"] = before

    assert not is_valid
    assert said[0].startswith("The file must be smaller than 1 MB")


@pytest.fixture
def small_app() -> Flask:
    """An application with one page that takes files, one that does not, and the order of ours."""
    app = Flask(__name__)
    app.config |= {"SECRET_KEY": "x", "MAX_CONTENT_LENGTH": 1024 * 1024, "FILE_MOST_BYTES": 2 * 1024 * 1024}
    receiving.install(app)
    install_csrf(app)
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False

    @app.before_request
    def read_the_form() -> None:
        _ = request.form

    @app.post("/files")
    @receiving.takes_files
    def files() -> Response:
        return Response(str(len(request.files["file"].read())))

    @app.post("/words")
    def words() -> Response:
        return Response("read")

    @app.get("/sign-in")
    def sign_in() -> Response:
        session["_user_id"] = "1"
        return Response("in")

    return app


@pytest.mark.parametrize(
    ("page", "size", "is_in", "status"),
    [
        ("/files", 2_000_000, True, 200),
        ("/files", 4_000_000, True, 413),
        ("/files", 2_000_000, False, 413),
        ("/words", 2_000_000, True, 413),
        ("/words", 500_000, False, 200),
    ],
)
def test_only_pages_that_take_files_from_people_who_are_in_are_sent_much(
    small_app: Flask, page: str, size: int, is_in: bool, status: int
) -> None:
    client = small_app.test_client()
    if is_in:
        client.get("/sign-in")

    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
    body = head + bytes(size) + b"\r\n--x--\r\n"
    answer = client.post(page, data=body, content_type="multipart/form-data; boundary=x")

    assert answer.status_code == status
    if status == 200 and page == "/files":
        assert answer.text == str(size)
