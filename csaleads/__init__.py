"""csaleads: consultation, records and uptake of the Practice Leads who advise colleagues on child sexual abuse."""

import os
from collections.abc import Mapping
from typing import Any

from flask import Flask

from csaleads import config, rooms
from csaleads.core import assets, database, http, limits, logs, reading, templates, unit_of_work
from csaleads.core.application import Application
from csaleads.core.stored_files import receiving, stores


def create_app(overrides: Mapping[str, Any] | None = None) -> Flask:
    """The application, ready to serve. `overrides` take the place of settings (tests and benchmarks use them)."""
    app = Application(__name__, instance_relative_config=True)
    app.config.from_mapping(config.load_settings(os.environ, app.instance_path))
    app.config.from_mapping(overrides or {})
    templates.install(app)
    logs.install(app)
    database.db.init_app(app)
    with app.app_context():
        database.listen_to(database.db.engine)
        reading.install(app)
    unit_of_work.install(app)
    http.install(app)
    limits.install(app)
    assets.install(app)
    stores.install(app)
    receiving.install(app)
    rooms.furnish(app)
    return app
