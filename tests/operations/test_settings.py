"""Production starts with good settings and refuses everything else, naming the variable to mend and never its value."""

import base64
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from csaleads import config
from csaleads.config import NEEDED_IN_PRODUCTION, SECRETS, SettingsError, load_settings

ROOT = Path(__file__).resolve().parents[2]
KEY = base64.b64encode(bytes(range(32))).decode()
OTHER_KEY = base64.b64encode(bytes(range(100, 132))).decode()
GOOD = {
    "CSALEADS_MODE": "production",
    "CSALEADS_SECRET_KEY": "q8Zr2mVx7LwT4yNb9KcD1sHf6JgP3aUe",
    "CSALEADS_AUDIT_KEY": "Xw5nB8tR1kMz4QpV7cLd2GhJ9yFs6TaE",
    "CSALEADS_NARRATIVE_KEYS": f"k1:{KEY}",
    "CSALEADS_DATABASE_URL": "postgresql://csaleads:hushhush@db.example/csaleads",
    "CSALEADS_PUBLIC_URL": "https://csaleads.example.org",
    "CSALEADS_MAIL_FROM": "csaleads <no-reply@example.org>",
    "CSALEADS_SMTP_URL": "smtps://user:hushhush@mail.example.org",
}


def test_production_starts_with_good_settings(tmp_path: Path) -> None:
    settings = load_settings(GOOD, str(tmp_path))

    assert settings["MODE"] == "production"
    assert settings["IS_DEMONSTRATION"] is False
    assert settings["SQLALCHEMY_DATABASE_URI"].startswith("postgresql+psycopg://")
    assert settings["SESSION_COOKIE_NAME"] == "__Host-csaleads"
    assert settings["SESSION_COOKIE_SECURE"] is True
    assert settings["TRUSTED_HOSTS"][0] == "csaleads.example.org"
    assert list(tmp_path.iterdir()) == [], "production keeps no secret of its own"


@pytest.mark.parametrize("name", NEEDED_IN_PRODUCTION)
@pytest.mark.parametrize("value", [None, ""])
def test_production_refuses_to_start_without(name: str, value: str | None, tmp_path: Path) -> None:
    settings = {key: kept for key, kept in GOOD.items() if key != name}
    if value is not None:
        settings[name] = value

    with pytest.raises(SettingsError, match=name):
        load_settings(settings, str(tmp_path))


@pytest.mark.parametrize(
    ("name", "value", "key", "kept"),
    [
        ("CSALEADS_FILES", "/srv/files", "FILES", "/srv/files"),
        ("CSALEADS_FILES", "s3://bucket/files?endpoint=https://s3.example", "FILES", None),
        ("CSALEADS_FILE_MEGABYTES", "40", "FILE_MOST_BYTES", 40 * 1024 * 1024),
        ("CSALEADS_CLAMD", "tcp://clamd.internal:3310", "CLAMD", None),
        ("CSALEADS_CLAMD", "unix:///run/clamav/clamd.ctl", "CLAMD", None),
        ("CSALEADS_CLAMD", "", "CLAMD", None),
    ],
)
def test_settings_of_files_are_taken(name: str, value: str, key: str, kept: object, tmp_path: Path) -> None:
    assert load_settings(GOOD | {name: value}, str(tmp_path))[key] == (value if kept is None else kept)


def test_a_bucket_needs_its_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "find_spec", lambda name: None)

    with pytest.raises(SettingsError, match=r"requirements-s3\.txt"):
        load_settings(GOOD | {"CSALEADS_FILES": "s3://bucket/files"}, str(tmp_path))


def test_files_lie_in_the_instance_folder_unless_told(tmp_path: Path) -> None:
    assert load_settings(GOOD, str(tmp_path))["FILES"] == str(tmp_path / "files")


WRONG = [
    ("CSALEADS_MODE", "live"),
    ("CSALEADS_SECRET_KEY", "short"),
    ("CSALEADS_SECRET_KEY", "a" * 64),
    ("CSALEADS_AUDIT_KEY", "abab" * 16),
    ("CSALEADS_AUDIT_KEY", GOOD["CSALEADS_SECRET_KEY"]),
    ("CSALEADS_NARRATIVE_KEYS", "k1:notbase64-notbase64-notbase64-notbase64"),
    ("CSALEADS_NARRATIVE_KEYS", f"k1:{base64.b64encode(bytes(range(16))).decode()},"),
    ("CSALEADS_NARRATIVE_KEYS", f"k1:{base64.b64encode(bytes(32)).decode()}"),
    ("CSALEADS_NARRATIVE_KEYS", f"k1:{KEY},k1:{OTHER_KEY}"),
    ("CSALEADS_NARRATIVE_KEYS", f":{KEY}"),
    ("CSALEADS_NARRATIVE_KEYS", f"{'k' * 21}:{KEY}"),
    ("CSALEADS_DATABASE_URL", "mysql://user:hushhush@db/csaleads"),
    ("CSALEADS_DATABASE_URL", "hushhush"),
    ("CSALEADS_PUBLIC_URL", "http://csaleads.example.org"),
    ("CSALEADS_PUBLIC_URL", "https://csaleads.example.org/app"),
    ("CSALEADS_PUBLIC_URL", "https://csaleads.example.org:many"),
    ("CSALEADS_PUBLIC_URL", "https://"),
    ("CSALEADS_PUBLIC_URL", "csaleads.example.org"),
    ("CSALEADS_RATE_LIMIT", "as fast as you like"),
    ("CSALEADS_SESSION_HOURS", "twelve"),
    ("CSALEADS_SESSION_IDLE_MINUTES", "-5"),
    ("CSALEADS_TRUSTED_PROXIES", "1.5"),
    ("CSALEADS_PORT", "80a"),
    ("CSALEADS_FILES", "files"),
    ("CSALEADS_FILES", "s3://"),
    ("CSALEADS_FILES", "s3://key:hushhush@bucket/files"),
    ("CSALEADS_FILES", "https://bucket.example"),
    ("CSALEADS_FILES_KEY_ID", "half-a-pair"),
    ("CSALEADS_FILES_SECRET", "hushhush"),
    ("CSALEADS_FILE_MEGABYTES", "0"),
    ("CSALEADS_FILE_MEGABYTES", "501"),
    ("CSALEADS_FILE_MEGABYTES", "plenty"),
    ("CSALEADS_CLAMD", "127.0.0.1:3310"),
    ("CSALEADS_CLAMD", "tcp://127.0.0.1:many"),
    ("CSALEADS_CLAMD", "unix://clamd"),
    ("CSALEADS_SMTP_URI", "smtp://mail.example.org"),
    ("CSALEADS_SMTP_URL", ""),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_setting_is_named_and_not_repeated(name: str, value: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=name) as refused:
        load_settings(GOOD | {name: value}, str(tmp_path))

    assert "hushhush" not in str(refused.value)
    if name in SECRETS:
        assert value not in str(refused.value)


def test_two_good_keys_of_different_ids_are_taken(tmp_path: Path) -> None:
    settings = load_settings(GOOD | {"CSALEADS_NARRATIVE_KEYS": f"k2:{OTHER_KEY}, k1:{KEY}"}, str(tmp_path))

    assert settings["NARRATIVE_KEYS"].active_id == "k2"


def test_a_demonstration_makes_its_own_secrets_once_and_for_its_owner_only(tmp_path: Path) -> None:
    first = load_settings({}, str(tmp_path))
    second = load_settings({}, str(tmp_path))

    kept = tmp_path / "secrets.json"
    assert first["SECRET_KEY"] == second["SECRET_KEY"]
    assert first["NARRATIVE_KEYS"] == second["NARRATIVE_KEYS"]
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secrets.json"]


@pytest.mark.parametrize(
    "command",
    [["-m", "flask", "--app", "app", "audit", "verify"], ["-c", "import app"], ["scripts/run.py"]],
    ids=["a command", "the server", "make run"],
)
def test_whoever_starts_it_wrongly_reads_one_sentence_and_no_traceback(command: list[str]) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CSALEADS_")}
    environment["CSALEADS_MODE"] = "production"

    ended = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )

    said = ended.stdout + ended.stderr
    assert ended.returncode != 0
    assert "csaleads cannot start: Production needs CSALEADS_SECRET_KEY" in said
    assert "Traceback" not in said
