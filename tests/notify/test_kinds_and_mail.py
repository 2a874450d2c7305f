"""The words of each kind of message, and the mail that carries them."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from csaleads.notify.kinds import WORDS, body_of, line_of, subject_of
from csaleads.notify.mail import CannotBeMailed, FolderCarrier, Letter, SmtpServer, compose
from csaleads.notify.models import MessageKind

FACTS = {
    "reference": "K7Q-4MD",
    "starts_at": "2026-12-02T13:30:00+00:00",
    "old_starts_at": "2026-11-25T13:30:00+00:00",
    "place": "Room 2.14",
    "area_name": "Northmere",
    "expires_at": "2026-12-05T09:00:00+00:00",
}


def letter(**changes: str) -> Letter:
    values = {
        "key": "0a1b",
        "to_name": "Amara Okafor",
        "to_email": "amara@northmere.example",
        "subject": "Your slot is booked",
        "body": "Hello Amara\n",
    }
    return Letter(created_at=datetime(2026, 11, 18, 12, tzinfo=UTC), **(values | changes))


@pytest.mark.parametrize("kind", MessageKind)
@pytest.mark.parametrize("facts", [FACTS, {}], ids=["all facts", "no facts"])
def test_every_kind_has_whole_sentences(kind: MessageKind, facts: dict[str, str]) -> None:
    texts = [
        subject_of(kind, facts),
        line_of(kind, facts),
        body_of(kind, facts, name="Amara Okafor", address="https://csaleads.example/x"),
    ]

    for text in texts:
        assert text.strip()
        assert "{" not in text
        assert "  " not in text
        assert " ." not in text
        assert ".." not in text
        assert "None" not in text


@pytest.mark.parametrize("kind", MessageKind)
def test_every_mail_greets_by_name_and_says_where_to_go(kind: MessageKind) -> None:
    body = body_of(kind, FACTS, name="Amara Okafor", address="https://csaleads.example/requests/K7Q-4MD")

    assert body.startswith("Hello Amara Okafor\n")
    assert ": https://csaleads.example/requests/K7Q-4MD\n" in body


def test_a_booking_says_when_where_and_which() -> None:
    assert line_of(MessageKind.BOOKED, FACTS) == (
        "Your slot for request K7Q-4MD is booked at 1:30pm on Wednesday 2 December 2026. The place is: Room 2.14."
    )


def test_times_are_told_as_a_london_clock_shows_them() -> None:
    summer = FACTS | {"starts_at": "2026-07-01T12:30:00+00:00"}

    assert "1:30pm on Wednesday 1 July 2026" in line_of(MessageKind.BOOKED, summer)


def test_the_words_of_every_kind_are_written_down() -> None:
    assert set(WORDS) == set(MessageKind)


def test_a_mail_has_the_headers_that_a_machine_owes() -> None:
    mail = compose(letter(), sender="csaleads <no-reply@csaleads.example>", host="csaleads.example")

    assert mail["Message-ID"] == "<0a1b@csaleads.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "en-GB"
    assert mail["From"] == "csaleads <no-reply@csaleads.example>"
    assert mail["To"] == "Amara Okafor <amara@northmere.example>"
    assert mail["Date"] == "Wed, 18 Nov 2026 12:00:00 +0000"


@pytest.mark.parametrize(
    "breaking", ["\r\nBcc: x@evil.example", "\nBcc: x@evil.example", "\u2028Bcc: x@evil.example"]
)
def test_a_line_break_in_a_name_or_subject_begins_no_header(breaking: str) -> None:
    attacked = letter(to_name=f"Amara{breaking}", subject=f"Booked{breaking}")

    read_back = message_from_bytes(
        compose(attacked, sender="a@b.example", host="h").as_bytes(), policy=policy.default
    )

    assert read_back["Bcc"] is None
    assert [address.addr_spec for address in read_back["To"].addresses] == ["amara@northmere.example"]


@pytest.mark.parametrize("address", ["amara@northmere.example\r\nBcc: x@evil.example", "", "nobody at all"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(CannotBeMailed):
        compose(letter(to_email=address), sender="a@b.example", host="h")


def test_names_and_words_outside_ascii_survive() -> None:
    mail = compose(letter(to_name="Siân Ó Briain", body="Hello Siân\n"), sender="a@b.example", host="h")

    read_back = message_from_bytes(mail.as_bytes(), policy=policy.default)

    assert read_back["To"].addresses[0].display_name == "Siân Ó Briain"
    assert read_back.get_content().strip() == "Hello Siân"


def test_a_mail_in_a_folder_is_one_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    carrier = FolderCarrier(tmp_path / "mail")
    mail = compose(letter(), sender="a@b.example", host="h")

    carrier.send(mail)
    carrier.send(mail)

    (file,) = (tmp_path / "mail").iterdir()
    assert file.name == "0a1b.eml"
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example", SmtpServer("mail.example", 25)),
        (
            "smtp://me:p%40ss@mail.example:2525?starttls=1",
            SmtpServer("mail.example", 2525, "me", "p@ss", starts_tls=True),
        ),
        ("smtp://mail.example?starttls=1", SmtpServer("mail.example", 587, starts_tls=True)),
        ("smtps://mail.example", SmtpServer("mail.example", 465, uses_tls=True)),
    ],
)
def test_the_server_is_read_from_its_address(url: str, expected: SmtpServer) -> None:
    assert SmtpServer.from_url(url) == expected


def test_the_password_of_the_server_is_not_told() -> None:
    with pytest.raises(ValueError, match="CSALEADS_SMTP_URL") as refused:
        SmtpServer.from_url("http://me:secretword@mail.example")

    assert "secretword" not in str(refused.value)
    assert "secretword" not in repr(SmtpServer.from_url("smtp://me:secretword@mail.example"))
