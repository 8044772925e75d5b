"""`wcag-audit setup` and `doctor` on machines that lack something; the lack is real, only `apt-get` is a stand-in."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from wcag_audit.browser.executable import installed_browsers, is_root
from wcag_audit.cli import chromium
from wcag_audit.errors import NoBrowserError

if TYPE_CHECKING:
    from conftest import Cli

    from wcag_audit.sample_portal import SamplePortal

pytestmark = pytest.mark.browser


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """The environment of a machine without a browser, and without an internet to download one from."""
    programs = tmp_path / "bin"
    programs.mkdir()
    return {
        "PATH": str(programs),
        "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path / "none"),
        "PLAYWRIGHT_DOWNLOAD_HOST": "http://127.0.0.1:9",
        "WCAG_AUDIT_BROWSER": "",
    }


def _browser() -> Path:
    found = next(installed_browsers(), None)
    if found is None:
        pytest.skip("the only browser here is Playwright's download, which cannot be lent to the bare machine")
    return found


def _stub(folder: Path) -> None:
    """As Ubuntu has it: a program of the browser's name that only says to install something else."""
    stub = folder / "bin" / "chromium-headless-shell"
    stub.write_text("#!/bin/sh\necho 'install the snap' >&2\nexit 1\n", "utf-8")
    stub.chmod(0o755)


def test_setup_says_which_browser_is_ready(process: Cli) -> None:
    done = process("setup")
    assert done.returncode == 0
    assert "The browser is ready:" in done.stdout


def test_without_a_browser_and_a_network_setup_says_in_one_sentence_what_to_do(
    process: Cli, bare: dict[str, str]
) -> None:
    done = process("setup", **bare)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert "sudo apt install chromium" in done.stderr.splitlines()[-1]
    assert "WCAG_AUDIT_BROWSER" in done.stderr.splitlines()[-1]


def test_an_installed_browser_that_does_not_start_is_told(process: Cli, bare: dict[str, str], tmp_path: Path) -> None:
    _stub(tmp_path)
    done = process("setup", **bare)
    assert done.returncode == 3
    assert "A browser is installed but does not start" in done.stderr


@pytest.mark.skipif(not is_root(), reason="packages are installed by the super-user only")
def test_where_the_download_fails_the_package_is_installed(process: Cli, bare: dict[str, str], tmp_path: Path) -> None:
    browser = _browser()
    log = tmp_path / "log"
    apt = tmp_path / "bin" / "apt-get"
    # As on Ubuntu: there is no headless shell, the second package is there.
    apt.write_text(
        "#!/bin/sh\n"
        f'echo "$@" >> {log}\n'
        'case "$*" in\n'
        "  *headless*) exit 100 ;;\n"
        f"  *install*chromium*) /bin/ln -s {browser} {tmp_path}/bin/chromium ;;\n"
        "esac\n",
        "utf-8",
    )
    apt.chmod(0o755)
    done = process("setup", **bare)
    assert done.returncode == 0, done.stderr
    assert str(tmp_path / "bin" / "chromium") in done.stdout
    asked = log.read_text("utf-8").splitlines()
    assert asked[0].startswith("update")
    assert [line.split()[-1] for line in asked if line.startswith("install")] == ["chromium-headless-shell", "chromium"]


def test_a_named_browser_that_does_not_work_is_not_replaced_by_another(process: Cli) -> None:
    done = process("setup", WCAG_AUDIT_BROWSER=sys.executable)
    assert done.returncode == 3
    assert f"The browser {sys.executable} that WCAG_AUDIT_BROWSER names does not work" in done.stderr


def test_a_browser_that_does_not_start_gives_way_to_one_that_does(
    process: Cli, bare: dict[str, str], tmp_path: Path
) -> None:
    browser = _browser()
    _stub(tmp_path)
    (tmp_path / "bin" / "google-chrome").symlink_to(browser)
    done = process("setup", **bare)
    assert done.returncode == 0, done.stderr
    assert str(tmp_path / "bin" / "google-chrome") in done.stdout


def test_letters_that_no_font_has_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium, "KAZAKH_LETTERS", "ә\ue123ғ\U0010fffc")
    proof = asyncio.run(chromium.prove())
    assert set(proof.missing) >= {"\ue123", "\U0010fffc"}
    assert "Chrome" in proof.version


def test_a_program_that_is_no_browser_is_told_from_one() -> None:
    with pytest.raises(NoBrowserError):
        asyncio.run(chromium.prove(Path(sys.executable)))


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("kk", ["Браузер", "Қазақ әріптері"]),
        ("ru", ["Браузер", "Казахские буквы"]),
        ("en", ["Browser", "Kazakh letters"]),
    ],
)
def test_the_doctor_names_what_is_here_in_the_language(
    process: Cli, tmp_path: Path, lang: str, words: list[str]
) -> None:
    done = process("--lang", lang, "doctor", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    assert all(word in done.stdout for word in [*words, "axe-core", "Python"])
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert list(tmp_path.iterdir()) == []


def test_the_doctor_tells_what_is_missing_and_how_to_get_it(process: Cli, bare: dict[str, str]) -> None:
    done = process("doctor", **bare)
    assert done.returncode == 3
    assert "✗" in done.stdout
    assert "wcag-audit setup" in " ".join(done.stdout.split())
    assert "apt install tesseract-ocr tesseract-ocr-kaz tesseract-ocr-rus" in " ".join(done.stdout.split())


def test_the_doctor_reaches_for_the_network_when_told_to(process: Cli, portal: SamplePortal) -> None:
    done = process("doctor", "--network", f"{portal.url}/kk/")
    assert "answers (HTTP 200)" in " ".join(done.stdout.split())
    assert portal.requests[-1].method == "HEAD"
    assert "wcag-audit" in portal.requests[-1].user_agent
    done = process("doctor", "--network", "http://no-such-host.invalid/")
    assert done.returncode == 3
    assert "could not be reached" in " ".join(done.stdout.split())
