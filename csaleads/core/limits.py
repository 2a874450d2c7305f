"""Nobody may ask faster than a person can: past the limit the answer is 429, for a minute at most."""

from flask import Flask, request, session
from flask_limiter import Limiter


def _who() -> str:
    return str(session.get("_user_id") or request.remote_addr or "nobody")


limiter = Limiter(key_func=_who, default_limits_per_method=False)


def install(app: Flask) -> None:
    """Limit each person (or each address, before sign-in) to RATE_LIMIT over all pages together."""
    app.config.setdefault("RATELIMIT_APPLICATION", app.config["RATE_LIMIT"])
    app.config.setdefault("RATELIMIT_HEADERS_ENABLED", False)
    limiter.init_app(app)
