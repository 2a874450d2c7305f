"""The one table of blueprints and commands. The only module that imports every room."""

from click import Command
from flask import Blueprint, Flask

from csaleads.access import guards
from csaleads.accounts import commands as account_commands
from csaleads.accounts import letters, sign_in_guard
from csaleads.accounts.routes import blueprint as accounts
from csaleads.advice.routes import blueprint as advice
from csaleads.audit import commands as audit_commands
from csaleads.clinics.routes import blueprint as clinics
from csaleads.consultations.routes import blueprint as consultations
from csaleads.core import commands as core_commands
from csaleads.core import csrf, formatting, migrations
from csaleads.core.full_text import commands as search_commands
from csaleads.core.stored_files import commands as file_commands
from csaleads.demo import commands as demo_commands
from csaleads.development import commands as development_commands
from csaleads.development.routes import blueprint as development
from csaleads.finding import commands as finding_commands  # noqa: F401 - adds to the commands of learning
from csaleads.finding.routes import blueprint as finding
from csaleads.forum import commands as forum_commands
from csaleads.forum.routes import blueprint as forum
from csaleads.forum.spaces import start_spaces
from csaleads.home import error_pages, health, navigation
from csaleads.home.routes import blueprint as home
from csaleads.insight.routes import blueprint as insight
from csaleads.learning import commands as learning_commands
from csaleads.learning import search_texts, start_data
from csaleads.learning.routes import blueprint as learning
from csaleads.lending import commands as lending_commands
from csaleads.lending.routes import blueprint as lending
from csaleads.network import start_data as conduct
from csaleads.network.routes import blueprint as network
from csaleads.notify import commands as notify_commands
from csaleads.notify import service as notify_service
from csaleads.notify.routes import blueprint as notify
from csaleads.programmes import commands as programme_commands
from csaleads.programmes.afternoons import vignette_start
from csaleads.programmes.routes import blueprint as programmes
from csaleads.screening import commands as screening_commands
from csaleads.screening import letters as screening_letters
from csaleads.screening.routes import blueprint as screening
from csaleads.sharing.routes import blueprint as sharing
from csaleads.slips import commands as slip_commands
from csaleads.slips import hidden_page
from csaleads.slips.routes import blueprint as slips
from csaleads.vocabulary.routes import blueprint as vocabulary

BLUEPRINTS: tuple[Blueprint, ...] = (
    home,
    accounts,
    notify,
    screening,
    clinics,
    learning,
    lending,
    programmes,
    finding,
    network,
    forum,
    advice,
    consultations,
    development,
    slips,
    sharing,
    insight,
    vocabulary,
    health.blueprint,
)
COMMANDS: tuple[Command, ...] = (
    account_commands.group,
    audit_commands.group,
    core_commands.database_group,
    core_commands.keys_group,
    demo_commands.group,
    development_commands.group,
    file_commands.group,
    forum_commands.group,
    learning_commands.group,
    lending_commands.group,
    notify_commands.group,
    programme_commands.group,
    screening_commands.screen_texts,
    search_commands.group,
    slip_commands.group,
)


def furnish(app: Flask) -> None:
    """Put every room into the house: pages, commands, guards, navigation and error pages."""
    letters.carried_by(notify_service.tell, notify_service.register_check)
    screening_letters.carried_by(notify_service.tell)
    migrations.when_ready(start_data.add_missing)
    migrations.when_ready(search_texts.put_missing)
    migrations.when_ready(vignette_start.add_missing)
    migrations.when_ready(conduct.add_missing)
    migrations.when_ready(start_spaces.add_missing)
    app.jinja_env.filters.update(formatting.FILTERS)
    csrf.install(app)
    sign_in_guard.install(app)
    guards.install(app, sign_in_guard.ask_to_sign_in)
    navigation.install(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for command in COMMANDS:
        app.cli.add_command(command)
    error_pages.install(app)
    hidden_page.install(app)
