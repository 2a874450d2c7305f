"""Settings from CSALEADS_* variables. Production refuses to start without its secrets; demonstration makes its own."""

import base64
import json
import os
import secrets
from collections.abc import Mapping
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from limits import parse_many
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from csaleads.core.database import POSTGRESQL_ARGUMENTS
from csaleads.core.encryption import KeyRing

DEMONSTRATION = "demonstration"
PRODUCTION = "production"
TESTING = "testing"
MODES = (DEMONSTRATION, PRODUCTION, TESTING)

SECRETS = ("CSALEADS_SECRET_KEY", "CSALEADS_AUDIT_KEY", "CSALEADS_NARRATIVE_KEYS")
NEEDED_IN_PRODUCTION = (*SECRETS, "CSALEADS_DATABASE_URL", "CSALEADS_PUBLIC_URL", "CSALEADS_MAIL_FROM")
KNOWN = frozenset(
    {
        *NEEDED_IN_PRODUCTION,
        "CSALEADS_MODE",
        "CSALEADS_PORT",
        "CSALEADS_WORKERS",
        "CSALEADS_SMTP_URL",
        "CSALEADS_MAIL_FOLDER",
        "CSALEADS_RATE_LIMIT",
        "CSALEADS_RATE_LIMIT_STORAGE",
        "CSALEADS_TRUSTED_PROXIES",
        "CSALEADS_SESSION_IDLE_MINUTES",
        "CSALEADS_SESSION_HOURS",
        "CSALEADS_FILES",
        "CSALEADS_FILES_KEY_ID",
        "CSALEADS_FILES_SECRET",
        "CSALEADS_FILE_MEGABYTES",
        "CSALEADS_CLAMD",
    }
)
SHORTEST_SECRET = 32
LARGEST_FILE_MEGABYTES = 500
FEWEST_DIFFERENT_CHARACTERS = 12  # a random secret of 32 characters has about 25


class SettingsError(Exception):
    """The settings do not allow a safe start; the message says which variable to mend."""


def load_settings(environ: Mapping[str, str], instance_path: str) -> dict[str, Any]:
    """Flask configuration for the mode that CSALEADS_MODE names (demonstration where it is not set).

    Raises SettingsError when production lacks a secret, or a value cannot be read.
    """
    mode = environ.get("CSALEADS_MODE", DEMONSTRATION)
    if mode not in MODES:
        raise SettingsError(f"CSALEADS_MODE is {mode!r}; use one of {', '.join(MODES)}.")
    values = dict(environ)
    if mode == PRODUCTION:
        _require_production_values(values)
    else:
        values = _kept_secrets(Path(instance_path)) | values
    public_url = _public_url(values)
    is_https = public_url.startswith("https://")
    if mode == PRODUCTION and not is_https:
        raise SettingsError("CSALEADS_PUBLIC_URL must begin with https:// in production.")
    return {
        "MODE": mode,
        "IS_DEMONSTRATION": mode != PRODUCTION,
        "SECRET_KEY": values["CSALEADS_SECRET_KEY"],
        "AUDIT_KEY": values["CSALEADS_AUDIT_KEY"].encode(),
        "NARRATIVE_KEYS": _narrative_keys(values),
        "SQLALCHEMY_DATABASE_URI": _database_url(values, instance_path),
        "SQLALCHEMY_ENGINE_OPTIONS": _engine_options(values, instance_path),
        "PUBLIC_URL": public_url,
        "TRUSTED_HOSTS": _trusted_hosts(public_url) if mode == PRODUCTION else None,
        "MAIL_FROM": values.get("CSALEADS_MAIL_FROM", "csaleads <no-reply@csaleads.example>"),
        "MAIL_FOLDER": values.get("CSALEADS_MAIL_FOLDER", str(Path(instance_path) / "mail")),
        "SMTP_URL": values.get("CSALEADS_SMTP_URL", ""),
        "RATELIMIT_STORAGE_URI": values.get("CSALEADS_RATE_LIMIT_STORAGE", "memory://"),
        "RATE_LIMIT": _rate_limit(values),
        "TRUSTED_PROXIES": _whole_number(values, "CSALEADS_TRUSTED_PROXIES", 0),
        "SESSION_IDLE": timedelta(minutes=_whole_number(values, "CSALEADS_SESSION_IDLE_MINUTES", 60)),
        "SESSION_ABSOLUTE": timedelta(hours=_whole_number(values, "CSALEADS_SESSION_HOURS", 12)),
        "SESSION_COOKIE_NAME": "__Host-csaleads" if is_https else "csaleads",
        "SESSION_COOKIE_SECURE": is_https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "SESSION_REFRESH_EACH_REQUEST": False,
        "WTF_CSRF_TIME_LIMIT": None,  # the token lives as long as the session that it belongs to
        "FILES": _file_store(values, instance_path),
        "FILES_KEY_ID": values.get("CSALEADS_FILES_KEY_ID", ""),
        "FILES_SECRET": values.get("CSALEADS_FILES_SECRET", ""),
        "FILE_MOST_BYTES": _file_megabytes(values) * 1024 * 1024,
        "CLAMD": _clamd(values),
        "MAX_CONTENT_LENGTH": 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
        "MAX_FORM_PARTS": 500,
        "SEND_FILE_MAX_AGE_DEFAULT": timedelta(days=365),
        "IS_HTTPS": is_https,
    }


def _require_production_values(values: Mapping[str, str]) -> None:
    missing = [name for name in NEEDED_IN_PRODUCTION if not values.get(name)]
    if missing:
        raise SettingsError(f"Production needs {', '.join(missing)}. README.md says how to make them.")
    weak = [name for name in SECRETS if _is_weak(values[name])]
    if weak:
        raise SettingsError(f"{', '.join(weak)} must be {SHORTEST_SECRET} or more characters made by chance.")
    if values["CSALEADS_SECRET_KEY"] == values["CSALEADS_AUDIT_KEY"]:
        raise SettingsError("CSALEADS_SECRET_KEY and CSALEADS_AUDIT_KEY must differ.")
    if not values.get("CSALEADS_SMTP_URL") and not values.get("CSALEADS_MAIL_FOLDER"):
        raise SettingsError(
            "Production needs CSALEADS_SMTP_URL, or CSALEADS_MAIL_FOLDER to leave mail as files."
        )
    unknown = sorted(name for name in values if name.startswith("CSALEADS_") and name not in KNOWN)
    if unknown:
        raise SettingsError(
            f"{', '.join(unknown)} is no setting of csaleads. docs/operating.md lists them all."
        )


def _is_weak(secret: str) -> bool:
    return len(secret) < SHORTEST_SECRET or len(set(secret)) < FEWEST_DIFFERENT_CHARACTERS


def _narrative_keys(values: Mapping[str, str]) -> KeyRing:
    try:
        return KeyRing.from_text(values["CSALEADS_NARRATIVE_KEYS"])
    except ValueError as error:  # its message names the rule, never the key
        raise SettingsError(f"CSALEADS_NARRATIVE_KEYS cannot be read. {error}") from None


def _public_url(values: Mapping[str, str]) -> str:
    default = f"http://127.0.0.1:{_whole_number(values, 'CSALEADS_PORT', 8000)}"
    url = values.get("CSALEADS_PUBLIC_URL", default).rstrip("/")
    try:
        parts = urlsplit(url)
        is_site = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number
        is_site, parts = False, urlsplit("")
    if not is_site or parts.path or parts.query or parts.fragment or parts.username is not None:
        raise SettingsError(
            "CSALEADS_PUBLIC_URL must look like https://csaleads.example.org, without a path."
        )
    return url


def _trusted_hosts(public_url: str) -> list[str]:
    """Names under which production answers: its own, and the machine's own for whoever checks its health there."""
    return [urlsplit(public_url).hostname or "", "127.0.0.1", "localhost"]


def _rate_limit(values: Mapping[str, str]) -> str:
    text = values.get("CSALEADS_RATE_LIMIT", "600 per minute")
    try:
        parse_many(text)
    except ValueError:
        raise SettingsError(f"CSALEADS_RATE_LIMIT is {text!r}; it must look like 600 per minute.") from None
    return text


def _kept_secrets(instance: Path) -> dict[str, str]:
    """Secrets made on the first start outside production, kept beside the database and readable by the owner only."""
    path = instance / "secrets.json"
    if not path.exists():
        instance.mkdir(parents=True, exist_ok=True)
        made = {
            "CSALEADS_SECRET_KEY": secrets.token_urlsafe(48),
            "CSALEADS_AUDIT_KEY": secrets.token_urlsafe(48),
            "CSALEADS_NARRATIVE_KEYS": "k1:" + base64.b64encode(secrets.token_bytes(32)).decode(),
        }
        draft = path.with_name(f".secrets-{secrets.token_hex(8)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(made, file)
        try:
            os.link(draft, path)  # the first of several starting processes wins, the others read its file
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    kept: dict[str, str] = json.loads(path.read_text())
    return kept


def _database_url(values: Mapping[str, str], instance_path: str) -> str:
    url = values.get("CSALEADS_DATABASE_URL", f"sqlite:///{Path(instance_path) / 'csaleads.sqlite'}")
    for plain in ("postgres://", "postgresql://"):
        if url.startswith(plain):
            url = "postgresql+psycopg://" + url.removeprefix(plain)
    try:
        kind = make_url(url).get_backend_name()
    except (
        ArgumentError,
        ValueError,
    ):  # neither its words nor the address go on: the address holds a password
        kind = ""
    if kind not in ("sqlite", "postgresql"):
        raise SettingsError(
            "CSALEADS_DATABASE_URL must look like postgresql://user:password@host/database or sqlite:////path/to/file."
        )
    return url


def _engine_options(values: Mapping[str, str], instance_path: str) -> dict[str, Any]:
    if _database_url(values, instance_path).startswith("sqlite"):
        return {"hide_parameters": True}
    return {
        "hide_parameters": True,  # an error of the database never repeats what was to be stored
        "pool_size": 5,
        "max_overflow": 5,
        "connect_args": POSTGRESQL_ARGUMENTS,
    }


def _file_store(values: Mapping[str, str], instance_path: str) -> str:
    text = values.get("CSALEADS_FILES") or str(Path(instance_path) / "files")
    parts = urlsplit(text)
    is_bucket = parts.scheme == "s3" and bool(parts.netloc) and parts.username is None
    if not is_bucket and not Path(text).is_absolute():
        raise SettingsError(
            "CSALEADS_FILES must be a folder like /var/lib/csaleads/files, "
            "or a bucket like s3://bucket/prefix?endpoint=https://host&region=name, without keys in it."
        )
    if is_bucket and find_spec("obstore") is None:
        raise SettingsError(
            "CSALEADS_FILES names a bucket: install requirements-s3.txt as well, or name a folder."
        )
    if bool(values.get("CSALEADS_FILES_KEY_ID")) != bool(values.get("CSALEADS_FILES_SECRET")):
        raise SettingsError(
            "CSALEADS_FILES_KEY_ID and CSALEADS_FILES_SECRET belong together: set both or none."
        )
    return text


def _file_megabytes(values: Mapping[str, str]) -> int:
    most = _whole_number(values, "CSALEADS_FILE_MEGABYTES", 25)
    if not 1 <= most <= LARGEST_FILE_MEGABYTES:
        raise SettingsError(f"CSALEADS_FILE_MEGABYTES must be between 1 and {LARGEST_FILE_MEGABYTES}.")
    return most


def _clamd(values: Mapping[str, str]) -> str:
    text = values.get("CSALEADS_CLAMD", "")
    parts = urlsplit(text)
    try:
        is_port = parts.port != 0
    except ValueError:  # no number, or none that a port can have
        is_port = False
    is_address = parts.scheme == "tcp" and bool(parts.hostname) and is_port
    if text and not is_address and not (parts.scheme == "unix" and parts.path.startswith("/")):
        raise SettingsError(
            "CSALEADS_CLAMD must look like tcp://127.0.0.1:3310 or unix:///run/clamav/clamd.ctl."
        )
    return text


def _whole_number(values: Mapping[str, str], name: str, default: int) -> int:
    text = values.get(name, str(default))
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise SettingsError(f"{name} is {text!r}; it must be a whole number.")
    return int(text)
