"""The first text of a process waits for neither lists nor model, and a broken engine keeps no process from starting."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from csaleads.screening import engine
from tests.architecture.source import ROOT

WATCHED = "from csaleads.screening import engine; engine.warm_up = lambda: print('warmed'); import app"


def started(folder: Path, **extra: str) -> str:
    """What a process says that loads the entry point and tells when it warms the engine."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("CSALEADS", "FLASK"))
    }
    environment |= {"CSALEADS_DATABASE_URL": f"sqlite:///{folder / 'warm.sqlite'}"} | extra
    done = subprocess.run(
        [sys.executable, "-c", WATCHED], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_a_process_that_serves_warms_the_engine_before_its_first_page(tmp_path: Path) -> None:
    assert "warmed" in started(tmp_path)


def test_a_command_does_without(tmp_path: Path) -> None:
    assert "warmed" not in started(tmp_path, FLASK_RUN_FROM_CLI="true")


def test_a_broken_engine_keeps_no_process_from_starting(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str, words: object) -> None:
        raise OSError

    monkeypatch.setattr(engine, "screen", fail)

    engine.warm_up()
