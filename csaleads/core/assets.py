"""Addresses of static files for templates, found once, with a mark of their content.

A static file's address changes when the file does, so that browsers may keep each one for a year.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from flask import Flask


def install(app: Flask) -> None:
    """Give templates the filter `asset_url`: of a path in the text it is worked out when the template is compiled."""
    app.jinja_env.filters["asset_url"] = asset_urls(Path(str(app.static_folder)), str(app.static_url_path))


def asset_urls(folder: Path, prefix: str) -> Callable[[str], str]:
    """A function from the path of a file in `folder` to its address with a mark of its content."""

    @cache
    def asset_url(path: str) -> str:
        try:
            mark = hashlib.sha256((folder / path).read_bytes()).hexdigest()[:10]
        except FileNotFoundError:
            return f"{prefix}/{path}"
        return f"{prefix}/{path}?v={mark}"

    return asset_url
