"""`wcag-audit run`, `report` and `demo`: waves that are stopped, gone on with and reported."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from wcag_audit.model.visit import VisitStatus
from wcag_audit.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Cli

    from wcag_audit.sample_portal import SamplePortal

pytestmark = pytest.mark.browser
_PAGES = 14
_PATIENCE = 300.0
_QUICK = ("--profile", "quick", "--allow-private")
_ROOT = Path(__file__).parents[2]


class _Slow(BaseHTTPRequestHandler):
    """A start page with many links; what they lead to takes its time."""

    def do_GET(self) -> None:
        if not self.path.startswith("/page") and self.path != "/":
            self.send_error(404)
            return
        if self.path != "/":
            time.sleep(0.7)
        links = "".join(f'<p><a href="/page-{number}">Бет {number}</a></p>' for number in range(1, _PAGES))
        title = f"Бет {self.path}"
        body = f'<!doctype html><html lang="kk"><title>{title}</title><h1>{title}</h1>{links}<img src="/x"></html>'
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def slow_site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Slow) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def _targets(folder: Path, url: str, max_pages: int = 60) -> Path:
    file = folder / "targets.yml"
    file.write_text(
        f"""
defaults: {{max_pages: {max_pages}, delay: 0, concurrency: 2}}
bodies:
  - id: springs
    name: {{kk: Бұлақтар агенттігі, ru: Агентство родников, en: Agency for Springs}}
    kind: central
    sites:
      - {{id: springs-site, url: "{url}"}}
""",
        "utf-8",
    )
    return file


def _audited(store: Path) -> set[str]:
    with Store.open(store, create=False, read_only=True) as reader:
        wave = reader.latest_wave()
        assert wave is not None
        return {page.record.visit.url for page in reader.pages(wave.id, "springs-site")}


def _start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "wcag_audit", "--lang", "en", "run", *arguments, *_QUICK],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


def _wait_for_pages(process: subprocess.Popen[str], store: Path, count: int) -> None:
    """Until that many pages are stored."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"The run ended by itself: {process.communicate()}")
        if store.exists() and len(_stored(store)) >= count:
            return
        time.sleep(0.05)
    pytest.fail(f"{count} pages were not stored in {_PATIENCE:g} s.")


def _wait_for_word(process: subprocess.Popen[str], word: str) -> None:
    assert process.stderr
    while word not in (line := process.stderr.readline()):
        assert line, "The run ended by itself."


def _stored(store: Path) -> set[str]:
    try:
        return _audited(store)
    except Exception:  # noqa: BLE001 - the database is just being made
        return set()


def test_a_wave_that_is_stopped_twice_keeps_what_is_finished_and_goes_on(slow_site: str, tmp_path: Path) -> None:
    targets, store = _targets(tmp_path, slow_site), tmp_path / "reports" / "audit.db"
    with _start(tmp_path, str(targets)) as process:
        _wait_for_pages(process, store, 2)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=_PATIENCE)
    assert process.returncode == 130
    assert "Finishing the open pages" in told
    assert "--resume" in told
    first = _audited(store)
    assert 2 <= len(first) < _PAGES

    with _start(tmp_path, "--resume") as process:
        _wait_for_pages(process, store, len(first) + 1)
        process.send_signal(signal.SIGINT)
        _wait_for_word(process, "Finishing the open pages")  # two signals at the same instant are one to the system
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=_PATIENCE)
    assert process.returncode == 130
    assert "Traceback" not in told
    second = _audited(store)
    assert first < second

    with _start(tmp_path, "--resume") as process:
        said, told = process.communicate(timeout=_PATIENCE * 2)
    assert process.returncode == 0, told
    assert second < _audited(store)
    assert len(_audited(store)) == _PAGES
    assert f"Pages audited: {_PAGES}" in said
    with Store.open(store, read_only=True) as reader:
        (wave,) = reader.waves()
        assert wave.finished
        assert VisitStatus.PENDING not in reader.coverage(wave.id, "springs-site")
        assert VisitStatus.INTERRUPTED not in reader.coverage(wave.id, "springs-site")
    assert (tmp_path / "reports" / wave.name / "index.html").is_file()


def test_nobody_loses_pages_when_the_whole_terminal_is_interrupted(slow_site: str, tmp_path: Path) -> None:
    """A terminal sends Ctrl-C to all our processes, Playwright's included: no page may get a false fate from that."""
    targets, store = _targets(tmp_path, slow_site), tmp_path / "reports" / "audit.db"
    with _start(tmp_path, str(targets)) as process:
        _wait_for_pages(process, store, 2)
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=_PATIENCE)
    assert process.returncode == 130
    with Store.open(store, read_only=True) as reader:
        wave = reader.latest_wave()
        assert wave is not None
        statuses = set(reader.coverage(wave.id, "springs-site"))
    assert statuses <= {VisitStatus.AUDITED, VisitStatus.INTERRUPTED, VisitStatus.PENDING}


def test_a_wave_can_be_reported_again_in_one_language(cli: Cli, portal: SamplePortal, tmp_path: Path) -> None:
    targets = _targets(tmp_path, f"{portal.url}/kk/")
    done = cli("run", str(targets), *_QUICK, "--max-pages", "3", "--name", "first", "--no-report", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Pages audited: 3" in done.stdout
    assert not (tmp_path / "reports" / "first").exists()

    done = cli("report", "--lang", "kk", "--output", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "kk").is_dir()
    assert not (tmp_path / "out" / "ru").exists()

    done = cli("report", "--wave", "second", cwd=tmp_path)
    assert done.returncode == 2
    assert "There are: first." in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no-such-file.yml"], "no-such-file.yml"),
        (["targets.yml", "--body", "spring"], "There is no body 'spring'"),
        (["--resume", "--max-pages", "3"], "as it was begun"),
        (["--max-pages", "0"], "--max-pages"),
    ],
)
def test_wrong_use_is_told_and_makes_no_database(cli: Cli, tmp_path: Path, arguments: list[str], said: str) -> None:
    _targets(tmp_path, "https://example.kz/")
    done = cli("run", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "reports").exists()


def test_nothing_to_go_on_with_is_told(cli: Cli, tmp_path: Path) -> None:
    assert cli("run", "--resume", cwd=tmp_path).returncode == 3
    assert cli("report", cwd=tmp_path).returncode == 3
