"""What makes a password good enough, and what the demonstration's password is worth in production."""

import pytest
from flask import Flask

from csaleads.accounts import passwords
from csaleads.accounts.errors import PasswordRefused
from csaleads.demo.password import DEMONSTRATION_PASSWORD

OWN_WORDS = ["Amara Okafor", "amara.okafor@northmere.example", "Northmere"]


@pytest.mark.parametrize(
    "password",
    [
        "kettle marble lantern",
        "correct horse battery",
        "zq8!vR2#mLp0",
        "ein langer Satz mit Umlauten: Übung",
        "x9" + "wobble tangerine " * 7,
    ],
)
def test_long_and_unguessable_passwords_are_taken(app: Flask, password: str) -> None:
    passwords.require_good(password, own_words=OWN_WORDS)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("zq8!vR2#mLp", "short"),
        ("", "short"),
        ("x" * 257, "long"),
        ("password1234", "weak"),
        ("aaaaaaaaaaaaaaaa", "weak"),
        ("qwertyuiop123456", "weak"),
        ("amaraokafor2026", "weak"),
        ("northmereokafor", "weak"),
        ("Northmere-Okafor-1", "weak"),
        ("csaleadscsaleads", "weak"),
    ],
)
def test_short_common_and_personal_passwords_are_refused(app: Flask, password: str, reason: str) -> None:
    with pytest.raises(PasswordRefused) as refused:
        passwords.require_good(password, own_words=OWN_WORDS)

    assert refused.value.reason == reason


def test_128_characters_are_allowed_and_all_of_them_count(app: Flask) -> None:
    password = "wobble tangerine 7 " * 7
    kept = passwords.hash_password(password[:128])

    assert passwords.verify(kept, password[:128])
    assert not passwords.verify(kept, password[:127])


def test_one_letter_counts_as_one_however_the_keyboard_sends_it(app: Flask) -> None:
    kept = passwords.hash_password("caf\u00e9 lantern kettle")

    assert passwords.verify(kept, "cafe\u0301 lantern kettle")


def test_a_hash_is_argon2id_with_a_salt_of_its_own(app: Flask) -> None:
    one, two = passwords.hash_password("kettle marble"), passwords.hash_password("kettle marble")

    assert one.startswith("$argon2id$")
    assert one != two


def test_without_a_hash_the_dummy_is_checked(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []
    monkeypatch.setattr(passwords, "verify_dummy", called.append)

    assert not passwords.verify(None, "kettle marble lantern")
    assert called == ["kettle marble lantern"]


@pytest.mark.parametrize(("mode", "opens"), [("demonstration", True), ("production", False)])
def test_the_demonstrations_password_opens_nothing_in_production(
    app: Flask, monkeypatch: pytest.MonkeyPatch, mode: str, opens: bool
) -> None:
    kept = passwords.hash_password(DEMONSTRATION_PASSWORD)
    monkeypatch.setitem(app.config, "MODE", mode)

    assert passwords.verify(kept, DEMONSTRATION_PASSWORD) is opens


@pytest.mark.parametrize(("mode", "is_taken"), [("demonstration", True), ("production", False)])
def test_the_demonstrations_password_cannot_be_chosen_in_production(
    app: Flask, monkeypatch: pytest.MonkeyPatch, mode: str, is_taken: bool
) -> None:
    monkeypatch.setitem(app.config, "MODE", mode)
    try:
        passwords.require_good(DEMONSTRATION_PASSWORD)
        taken = True
    except PasswordRefused:
        taken = False

    assert taken is is_taken
