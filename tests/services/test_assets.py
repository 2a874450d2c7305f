"""The front-end files that are fetched: complete, genuine, and without what is reserved for GOV.UK."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from scripts import assets
from scripts.assets import AssetsError, Package

CSS = assets.VENDOR / "govuk" / assets.GOVUK_CSS


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A place of its own for cache and result, with the packages of the real cache if they are there."""
    cache = tmp_path / "cache"
    cache.mkdir()
    for package in assets.PACKAGES:
        if not package.cached.exists():
            pytest.skip("the packages are not in the cache: make assets")
        (cache / package.cached.name).write_bytes(package.cached.read_bytes())
    vendor = tmp_path / "static" / "vendor"
    monkeypatch.setattr(assets, "ROOT", tmp_path)
    monkeypatch.setattr(assets, "CACHE", cache)
    monkeypatch.setattr(assets, "VENDOR", vendor)
    monkeypatch.setattr(assets, "STAMP", vendor / ".stamp")
    return vendor


def no_npm(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_folder: Path) -> list[str]:
        pytest.fail("npm was asked for although everything is in the cache")

    monkeypatch.setattr(assets, "npm_command", refuse)


def registry_that_answers(monkeypatch: pytest.MonkeyPatch, *, content: bytes | None) -> None:
    """Stand in for npm: a tarball of this content arrives, or none does."""

    def run(_command: list[str], *, cwd: Path, **_options: object) -> subprocess.CompletedProcess[str]:
        if content is None:
            return subprocess.CompletedProcess([], 1, stdout="", stderr="network is unreachable")
        (cwd / "package.tgz").write_bytes(content)
        return subprocess.CompletedProcess([], 0, stdout="", stderr="")

    monkeypatch.setattr(assets, "npm_command", lambda _folder: ["npm"])
    monkeypatch.setattr("subprocess.run", run)


def test_the_stylesheet_holds_nothing_reserved_and_points_at_nothing_missing() -> None:
    css = CSS.read_text(encoding="utf-8")

    assert not assets.RESERVED_OR_BROKEN.search(css)
    assert [
        url for url in re.findall(r"url\(([^)]*)\)", css) if not url.strip("'\"").startswith("data:")
    ] == []
    assert css.count("{") == css.count("}")
    assert "--csaleads-font-family:" in css
    assert set(re.findall(r"font-family:([^;}]*)", css)) <= {
        "var(--csaleads-font-family)",
        assets.FONT_STACK,
    }


def test_every_font_file_is_there_with_its_licence() -> None:
    fonts = assets.VENDOR / "fonts"

    assert all((fonts / name).read_bytes().startswith(b"wOF2") for name in assets.FONT_FILES)
    assert "SIL Open Font License" in (fonts / "OFL.txt").read_text(encoding="utf-8")


def test_a_second_run_has_nothing_to_do(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    no_npm(monkeypatch)

    assert assets.prepare() is True
    assert assets.prepare() is False
    assert elsewhere.is_dir()


def test_a_file_that_went_missing_is_put_back(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    no_npm(monkeypatch)
    assets.prepare()
    lost = elsewhere / "govuk" / assets.GOVUK_JS
    lost.unlink()

    assert assets.prepare() is True
    assert lost.exists()


def test_an_interrupted_run_leaves_the_old_folder_whole(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_npm(monkeypatch)
    assets.prepare()
    (elsewhere / "govuk" / assets.GOVUK_JS).unlink()
    before = sorted(elsewhere.rglob("*"))

    with monkeypatch.context() as patch:
        patch.setattr(assets, "govuk_js", lambda _text: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            assets.prepare()

    assert sorted(elsewhere.rglob("*")) == before
    assert assets.prepare() is True


def test_a_package_with_another_digest_is_not_used(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    registry_that_answers(monkeypatch, content=b"not what was asked for")
    assets.GOVUK.cached.write_bytes(b"nor is this")

    with pytest.raises(AssetsError, match="another digest"):
        assets.prepare()

    assert not elsewhere.exists()


def test_a_package_with_the_right_digest_is_kept(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = b"a package"
    digest = base64.b64encode(hashlib.sha512(content).digest()).decode()
    package = replace(assets.GOVUK, name="another", integrity=f"sha512-{digest}")
    registry_that_answers(monkeypatch, content=content)

    assets.fetch_missing((package,))

    assert package.cached.read_bytes() == content
    assert not elsewhere.exists()


def test_without_the_registry_it_says_what_to_do(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    registry_that_answers(monkeypatch, content=None)
    assets.GOVUK.cached.unlink()

    with pytest.raises(
        AssetsError, match=r"npm ping[\s\S]*npm pack govuk-frontend[\s\S]*network is unreachable"
    ):
        assets.prepare()

    assert not elsewhere.exists()


@pytest.mark.parametrize("left", ["@font-face {", "/assets/images/", "govuk-crest"])
def test_a_stylesheet_built_in_another_way_is_refused(left: str) -> None:
    with pytest.raises(AssetsError, match="not built as this script expects"):
        assets.govuk_css(f'a{{font-family:GDS Transport,arial,sans-serif}}b{{content:"{left}"}}')


def test_a_scoped_package_is_kept_under_the_name_that_npm_gives_it() -> None:
    package = Package(name="@scope/thing", version="1.2.3", integrity="")

    assert package.cached.name == "scope-thing-1.2.3.tgz"
