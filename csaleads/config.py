"""Settings from CSALEADS_* variables. Production refuses to start without its secrets; demonstration makes its own."""

import base64
import json
import os
import secrets
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from csaleads.core.encryption import KeyRing

DEMONSTRATION = "demonstration"
PRODUCTION = "production"
TESTING = "testing"
MODES = (DEMONSTRATION, PRODUCTION, TESTING)

SECRETS = ("CSALEADS_SECRET_KEY", "CSALEADS_AUDIT_KEY", "CSALEADS_NARRATIVE_KEYS")
NEEDED_IN_PRODUCTION = (*SECRETS, "CSALEADS_DATABASE_URL", "CSALEADS_PUBLIC_URL", "CSALEADS_MAIL_FROM")
SHORTEST_SECRET = 32


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
    is_https = values.get("CSALEADS_PUBLIC_URL", "").startswith("https://")
    if mode == PRODUCTION and not is_https:
        raise SettingsError("CSALEADS_PUBLIC_URL must begin with https:// in production.")
    port = values.get("CSALEADS_PORT", "8000")
    return {
        "MODE": mode,
        "IS_DEMONSTRATION": mode != PRODUCTION,
        "SECRET_KEY": values["CSALEADS_SECRET_KEY"],
        "AUDIT_KEY": values["CSALEADS_AUDIT_KEY"].encode(),
        "NARRATIVE_KEYS": KeyRing.from_text(values["CSALEADS_NARRATIVE_KEYS"]),
        "SQLALCHEMY_DATABASE_URI": _database_url(values, instance_path),
        "SQLALCHEMY_ENGINE_OPTIONS": _engine_options(values, instance_path),
        "PUBLIC_URL": values.get("CSALEADS_PUBLIC_URL", f"http://127.0.0.1:{port}").rstrip("/"),
        "MAIL_FROM": values.get("CSALEADS_MAIL_FROM", "csaleads <no-reply@csaleads.example>"),
        "MAIL_FOLDER": values.get("CSALEADS_MAIL_FOLDER", str(Path(instance_path) / "mail")),
        "SMTP_URL": values.get("CSALEADS_SMTP_URL", ""),
        "RATELIMIT_STORAGE_URI": values.get("CSALEADS_RATE_LIMIT_STORAGE", "memory://"),
        "RATE_LIMIT": values.get("CSALEADS_RATE_LIMIT", "600 per minute"),
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
    short = [name for name in SECRETS if len(values[name]) < SHORTEST_SECRET]
    if short:
        raise SettingsError(f"{', '.join(short)} must have at least {SHORTEST_SECRET} characters.")


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
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


def _engine_options(values: Mapping[str, str], instance_path: str) -> dict[str, Any]:
    is_sqlite = _database_url(values, instance_path).startswith("sqlite")
    return {} if is_sqlite else {"pool_pre_ping": True, "pool_size": 5, "max_overflow": 5}


def _whole_number(values: Mapping[str, str], name: str, default: int) -> int:
    text = values.get(name, str(default))
    if not text.isdigit():
        raise SettingsError(f"{name} is {text!r}; it must be a whole number.")
    return int(text)
