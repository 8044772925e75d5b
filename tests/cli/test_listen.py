"""`wcag-audit listen` writes what a Kazakh voice says of a page, and what it cannot say."""

from __future__ import annotations

import wave
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from tests.rules.server import serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Cli
    from tests.rules.server import Shelf

KAZAKH = """<!doctype html><html lang="kk"><title>Қызметтер</title>
<h1>Мүгедектігі бар адамдарға арналған қызметтер</h1>
<img src="a.png" alt="Әкімдіктің ғимараты">
<p>Жаңа <b>б</b>iлiм порталы\u202eхалыққа арналған</p><p>Министр сообщил о новых услугах для граждан</p>
<p hidden>Жасырын мәтін</p></html>"""
needs_voice = pytest.mark.skipif(
    find_spec("espeakng_loader") is None, reason="no Kazakh voice: espeakng-loader is not installed"
)


@pytest.fixture(scope="module")
def shelf() -> Iterator[Shelf]:
    with serve() as shelf:
        shelf.pages = {"/": KAZAKH, "/ru": "<html lang=ru><title>Услуги</title><p>Новые услуги для граждан</p></html>"}
        yield shelf


@needs_voice
@pytest.mark.browser
def test_the_kazakh_text_is_spoken_and_written_down_in_reading_order(
    process: Cli, shelf: Shelf, tmp_path: Path
) -> None:
    sound = tmp_path / "page.wav"
    done = process("listen", f"{shelf.address}/", "--output", str(sound), "--allow-private")
    assert done.returncode == 0, done.stderr
    assert "The voice cannot say 1 word." in done.stderr
    with wave.open(str(sound)) as heard:
        assert heard.getnframes() / heard.getframerate() > 3
        assert any(heard.readframes(heard.getnframes()))
    lines = sound.with_suffix(".txt").read_text("utf-8").splitlines()
    assert lines == [
        f"{shelf.address}/",
        "",
        "Мүгедектігі бар адамдарға арналған қызметтер",
        "",
        "Әкімдіктің ғимараты",
        "",
        "Жаңа бiлiм порталы\ufffdхалыққа арналған",
        "",
        "Words that a Kazakh voice cannot say, and how often they stand in the text:",
        "бiлiм — 1",
    ]


@needs_voice
@pytest.mark.browser
@pytest.mark.parametrize(
    ("path", "sentence"), [("/ru", "No Kazakh text was found at"), ("/none", "could not be opened")]
)
def test_a_page_with_nothing_to_hear_is_told_in_one_sentence(
    path: str, sentence: str, process: Cli, shelf: Shelf, tmp_path: Path
) -> None:
    done = process("listen", f"{shelf.address}{path}", "--output", str(tmp_path / "a.wav"), "--allow-private")
    assert (done.returncode, done.stdout) == (3, "")
    assert sentence in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_missing_voice_is_told_with_the_remedy(process: Cli, tmp_path: Path) -> None:
    # A package of that name without a specification is, to Python, one that is not there
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['espeakng_loader'] = None\n", "utf-8")
    out = tmp_path / "a.wav"
    done = process("listen", "https://egov.kz/kk", "--output", str(out), PATH=str(tmp_path), PYTHONPATH=f"{tmp_path}:.")
    assert done.returncode == 3
    assert "pip install espeakng-loader" in done.stderr
    assert not out.exists()


@needs_voice
@pytest.mark.parametrize("output", ["missing/a.wav", "a.txt"])
def test_an_output_that_cannot_be_is_wrong_use(output: str, process: Cli, tmp_path: Path) -> None:
    done = process("listen", "https://egov.kz/kk", "--output", str(tmp_path / output))
    assert done.returncode == 2
    assert "name a .wav file in a folder that exists" in done.stderr
