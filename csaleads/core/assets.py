"""Addresses for templates, found once: static files with a mark of their content, and pages of ours without parameters.

A static file's address changes when the file does, so that browsers may keep each one for a year.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, has_request_context, request, url_for


def install(app: Flask) -> None:
    """Give templates `asset_url(path)` and a quicker `url_for`."""
    app.jinja_env.globals["asset_url"] = asset_urls(Path(str(app.static_folder)), str(app.static_url_path))
    app.jinja_env.globals["url_for"] = quick_url_for()


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


def quick_url_for() -> Callable[..., str]:
    """Flask's `url_for`, which remembers the pages that every page links to.

    What is remembered is the path under which this application is mounted, and addresses that need nothing else.
    """
    known: dict[tuple[str, str], str] = {}

    def url_for_template(endpoint: str, **values: Any) -> str:
        if values or endpoint.startswith(".") or not has_request_context():
            return url_for(endpoint, **values)
        key = (request.script_root, endpoint)
        if key not in known:
            known[key] = url_for(endpoint)
        return known[key]

    return url_for_template
