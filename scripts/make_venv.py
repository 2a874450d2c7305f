"""Makes or completes .venv from a requirements file, and says plainly what is missing when it cannot.

Run by the Makefile with the machine's own Python, so it uses the standard library only:

    python3.11 scripts/make_venv.py requirements.txt
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)


def main(requirements: str) -> None:
    refuse_old_python()
    if not venv_works():
        make_venv()
    install(requirements)


def refuse_old_python() -> None:
    if sys.version_info < OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:3])
        sys.exit(
            f"csaleads needs Python 3.11 or newer; {sys.executable} is {found}.\n"
            "Install one, then say which: make PYTHON=/path/to/python3.11 run"
        )


def venv_works() -> bool:
    """Whether .venv has a Python and a pip that start; one copied from elsewhere or half made does not."""
    if not VENV_PYTHON.exists():
        return False
    try:
        answer = subprocess.run(
            [str(VENV_PYTHON), "-m", "pip", "--version"], capture_output=True, check=False
        )
    except OSError:
        return False
    return answer.returncode == 0


def make_venv() -> None:
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        sys.exit(
            f"{sys.executable} lacks its {' and '.join(missing)} module, so no virtual environment can be made.\n"
            f"On Debian or Ubuntu: apt-get install python{version}-venv\n"
            "Or name a complete Python: make PYTHON=/path/to/python3.11 run"
        )
    print(f"Making a virtual environment in {VENV.name} …", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)


def install(requirements: str) -> None:
    print(f"Installing {requirements} …", flush=True)
    command = [str(VENV_PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    answer = subprocess.run([*command, "-r", requirements], cwd=ROOT, stdin=subprocess.DEVNULL, check=False)
    if answer.returncode != 0:
        sys.exit(
            f"pip could not install {requirements}; its own words are above.\n"
            "If it could not reach the package index, check the network and any proxy setting, then run the same again."
        )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
