"""Addresses of static files that change when the file does, so that browsers may keep each one for a year."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, current_app


def install(app: Flask) -> None:
    """Give templates `asset_url(path)`."""
    app.jinja_env.globals["asset_url"] = asset_url


def asset_url(path: str) -> str:
    """Address of the file `path` under static/, with a mark of its content."""
    return _marked(str(current_app.static_folder), path, str(current_app.static_url_path))


@lru_cache(maxsize=256)
def _marked(folder: str, path: str, prefix: str) -> str:
    try:
        mark = hashlib.sha256((Path(folder) / path).read_bytes()).hexdigest()[:10]
    except FileNotFoundError:
        return f"{prefix}/{path}"
    return f"{prefix}/{path}?v={mark}"
