"""Runs a screener as its own process: once over many notes, or in conversation, note by note against the clock."""

import hashlib
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from benchmarks.anonymity.build import Note, Span

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".cache" / "bench-anonymity"
HERE = Path(__file__).parent
OURS = [sys.executable, "-m", "flask", "--app", "app", "screen"]
MOST_SECONDS = 60.0

Answers = dict[str, list[Span]]


class NotMeasured(RuntimeError):
    """A screener could not be started, failed, or did not answer; carries what it said."""


@dataclass(frozen=True)
class Run:
    """What came of one run over many notes."""

    answers: Answers
    seconds: float
    peak_bytes: int


def run(command: Sequence[str], notes: Sequence[Note]) -> Run:
    """Give the command every note on its standard input and read its answers. Raises NotMeasured."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(
        prefix="run-", dir=FOLDER
    ) as own:  # two runs at once tear each other's answers
        return _run_in(Path(own), command, notes)


def _run_in(folder: Path, command: Sequence[str], notes: Sequence[Note]) -> Run:
    given, said, complained = (folder / name for name in ("given.jsonl", "said.jsonl", "complained.txt"))
    given.write_text("".join(_line(note.id, note.text) for note in notes), encoding="utf-8")
    began = time.monotonic()
    with given.open("rb") as source, said.open("wb") as target, complained.open("wb") as errors:
        process = _start(command, source.fileno(), target.fileno(), errors.fileno())
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - began
    if process.returncode:
        raise NotMeasured(_complaint(command, process.returncode, complained))
    lines = said.read_text(encoding="utf-8").splitlines()
    return Run(dict(_answer(line) for line in lines if line.strip()), seconds, _bytes(usage.ru_maxrss))


class Conversation:
    """A screener that is running; `ask` tells the seconds that one note took, there and back."""

    def __init__(self, command: Sequence[str], name: str) -> None:
        FOLDER.mkdir(parents=True, exist_ok=True)
        self._command, self._log = command, FOLDER / f"{name}-{os.getpid()}.txt"
        self._lines: queue.Queue[str] = queue.Queue()

    def __enter__(self) -> Self:
        with self._log.open("wb") as errors:
            self._process = _start(self._command, subprocess.PIPE, subprocess.PIPE, errors.fileno())
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()

    def ask(self, text: str) -> float:
        """Seconds from the question to the answer. Raises NotMeasured where there is none."""
        if not self._process.stdin:
            raise NotMeasured("The screener does not listen.")
        began = time.monotonic()
        try:
            self._process.stdin.write(_line("timed", text).encode())
            self._process.stdin.flush()
            answer = self._lines.get(timeout=MOST_SECONDS)
        except (BrokenPipeError, queue.Empty) as problem:
            raise NotMeasured(
                f"{_complaint(self._command, self._process.poll(), self._log)}\n"
                f"It has to answer each line as it comes, within {MOST_SECONDS:g} seconds."
            ) from problem
        seconds = time.monotonic() - began
        _answer(answer)
        return seconds

    def _listen(self) -> None:
        for line in self._process.stdout or ():
            self._lines.put(line.decode())


def presidio_command() -> list[str]:
    """Make the environment that presidio.txt describes, unless it is there, and say how to run it. Raises NotMeasured."""
    wanted = HERE / "presidio.txt"
    folder = FOLDER / f"presidio-{hashlib.sha256(wanted.read_bytes()).hexdigest()[:12]}"
    python, stamp = folder / "bin" / "python", folder / "installed"
    if not stamp.exists():
        print("Installing presidio-analyzer and its small model, once …", flush=True)
        _install([sys.executable, "-m", "venv", "--clear", str(folder)])
        _install([str(python), "-m", "pip", "install", "--quiet", "--requirement", str(wanted)])
        stamp.touch()
    return [str(python), str(HERE / "presidio_worker.py")]


def _install(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise NotMeasured(f"{' '.join(command)} failed:\n{done.stderr[-600:]}")


def _start(command: Sequence[str], source: int, target: int, errors: int) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
    return subprocess.Popen(
        list(command), stdin=source, stdout=target, stderr=errors, cwd=ROOT, env=environment
    )


def _line(name: str, text: str) -> str:
    return json.dumps({"id": name, "text": text}) + "\n"


def _answer(line: str) -> tuple[str, list[Span]]:
    try:
        said = json.loads(line)
        spans = [Span(each["start"], each["end"], each.get("label", "")) for each in said["spans"]]
        return str(said["id"]), spans
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise NotMeasured(f"This is no answer: {line[:200]!r}") from problem


def _complaint(command: Sequence[str], code: int | None, log: Path) -> str:
    last = log.read_text(encoding="utf-8", errors="replace")[-1200:].strip()
    ended = f"ended with {code}" if code is not None else "is silent"
    return f"`{' '.join(command)}` {ended}.\n{last}"


def _bytes(peak: int) -> int:
    """Linux counts the peak in kibibytes, macOS in bytes."""
    return peak if sys.platform == "darwin" else 1024 * peak
