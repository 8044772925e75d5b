"""The pictures of a page are read as they are seen, once, within bounds, and the page is as it was afterwards."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.ocr import needs_ocr
from wcag_audit.errors import ProbeError
from wcag_audit.probes import drawn_text, ocr
from wcag_audit.probes.drawn_text import DrawnTextProbe

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.probes.conftest import OpenTab
    from wcag_audit.model.facts_pictures import DrawnText, Picture

    Fake = Callable[..., Path]

pytestmark = pytest.mark.browser

_SVG = (
    "<svg xmlns='http://www.w3.org/2000/svg' width='400' height='80'><rect width='400' height='80' fill='white'/>"
    "<text x='20' y='50' font-size='28' font-family='sans-serif'>{}</text></svg>"
)


def source(words: str) -> str:
    return "data:image/svg+xml;charset=utf-8," + _SVG.format(words)


def image(words: str, attributes: str = "") -> str:
    return f'<img src="{source(words)}" {attributes}>'


def read(picture: Picture) -> str:
    return " ".join(word.text for word in picture.words)


def by_id(fact: DrawnText) -> dict[str, str]:
    return {picture.place.selector.removeprefix("#"): read(picture) for picture in fact.pictures}


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine that is busy with other tests, reading takes long."""
    monkeypatch.setattr(drawn_text, "_SECONDS", 120.0)
    monkeypatch.setattr(drawn_text, "_PICTURE_SECONDS", 60.0)


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    """Puts a program of the engine's name first on the PATH; returns the file in which it notes each reading."""

    def put(languages: str = "kaz rus eng", then: str = "") -> Path:
        program, notes = tmp_path / "tesseract", tmp_path / "notes"
        program.write_text(
            f'#!/bin/sh\nif [ "$1" = --list-langs ]; then echo {languages}; exit; fi\n'
            f"echo read >> {notes}\n{then}\ncat > {tmp_path}/picture\n",
            encoding="utf-8",
        )
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
        return notes

    return put


@needs_ocr
async def test_words_are_read_in_whatever_can_show_them(open_tab: OpenTab) -> None:
    body = f"""<style>#back {{ width: 400px; height: 80px; background: url("{source("Фондағы мәтін")}") }}</style>
    {image("Суреттегі мәтін", "id=img alt=''")}
    <input type="image" id="input" src="{source("Жіберу батырмасы")}">
    <canvas id="canvas" width="400" height="80"></canvas>
    <svg id="svg" width="400" height="80"><image href="{source("Векторлық сурет")}" width="400" height="80"/></svg>
    <video id="poster" width="400" height="80" poster="{source("Бейненің мұқабасы")}"></video>
    <div id="back"></div>
    <script>const pen = document.getElementById("canvas").getContext("2d"); pen.font = "28px sans-serif";
    pen.fillText("Салынған мәтін", 20, 50);</script>"""
    async with open_tab(body) as tab:
        fact = await DrawnTextProbe().collect(tab)
    assert by_id(fact) == {
        "img": "Суреттегі мәтін",
        "input": "Жіберу батырмасы",
        "canvas": "Салынған мәтін",
        "svg": "Векторлық сурет",
        "poster": "Бейненің мұқабасы",
        "back": "Фондағы мәтін",
    }
    assert [picture.kind for picture in fact.pictures] == ["img", "input", "canvas", "svg", "poster", "background"]
    assert fact.unread == 0


@needs_ocr
async def test_a_word_is_where_it_stands_on_the_whole_page(open_tab: OpenTab) -> None:
    async with open_tab(f"<p style='height: 2000px'>x</p>{image('Бірінші екінші', 'id=a')}") as tab:
        fact = await DrawnTextProbe().collect(tab)
    (picture,) = fact.pictures
    first, second = (word.box for word in picture.words)
    assert picture.box.y > 2000
    assert picture.box.x + 15 < first.x < picture.box.x + 30
    assert picture.box.y + 20 < first.y < picture.box.y + 50
    assert first.x + first.width < second.x
    assert 15 < first.height < 40


@needs_ocr
async def test_real_text_over_a_picture_is_not_read_and_has_its_colours_back(open_tab: OpenTab) -> None:
    body = f"""<style>#back {{ width: 400px; height: 80px; background: url("{source("◆ ◆")}") }}
      h1 {{ margin: 0; color: rgb(1, 2, 3) !important; transition: color 2s }}
      h1::before {{ content: "Тағы сөз " }}</style>
      <div id="back"><h1>Нағыз мәтін</h1></div><div id="host"></div>
      <script>document.getElementById("host").attachShadow({{ mode: "open" }}).innerHTML =
        "<style>b {{ position: absolute; left: 20px; top: 60px }}</style><b>Көлеңкедегі мәтін</b>";</script>"""
    async with open_tab(body) as tab:
        fact = await DrawnTextProbe().collect(tab)
        state = "[getComputedStyle(document.querySelector('h1')).color, document.adoptedStyleSheets.length]"
        after = await tab.page.evaluate(state)
    assert by_id(fact) == {"back": ""}
    assert after == ["rgb(1, 2, 3)", 0]


@needs_ocr
async def test_a_word_belongs_to_the_smallest_picture_in_which_it_stands(open_tab: OpenTab) -> None:
    body = f"""<style>#back {{ width: 700px; height: 300px; background: url("{source("Артқы сурет")}") no-repeat }}
      #img {{ margin: 150px 0 0 200px }}</style><div id="back">{image("Алдыңғы сурет", "id=img")}</div>"""
    async with open_tab(body) as tab:
        fact = await DrawnTextProbe().collect(tab)
    assert by_id(fact) == {"back": "Артқы сурет", "img": "Алдыңғы сурет"}
    assert not any(picture.stacked for picture in fact.pictures)


@needs_ocr
async def test_what_nobody_sees_is_not_read_and_what_is_cut_off_is_read_as_far_as_it_is_seen(open_tab: OpenTab) -> None:
    body = f"""<div style="display: none">{image("Жасырын")}</div><div style="opacity: 0">{image("Жасырын")}</div>
      {image("Жасырын", "style='visibility: hidden'")}{image("Жасырын", "style='position: absolute; left: -9999px'")}
      <div style="overflow: hidden; height: 0">{image("Жасырын")}</div>{image("Жасырын", "width=30")}
      <div style="overflow: hidden; width: 170px">{image("Көрінеді кесілген", "id=cut")}</div>"""
    async with open_tab(body) as tab:
        fact = await DrawnTextProbe().collect(tab)
    assert by_id(fact) == {"cut": "Көрінеді"}


@needs_ocr
async def test_pictures_in_the_same_place_are_told_apart_from_those_beside_each_other(open_tab: OpenTab) -> None:
    body = f"""<div style="position: relative; height: 100px">{image("Бір", "id=one style='position: absolute'")}
      {image("Екі", "id=two style='position: absolute'")}</div>{image("Үш", "id=three")}"""
    async with open_tab(body) as tab:
        fact = await DrawnTextProbe().collect(tab)
    assert [picture.stacked for picture in fact.pictures] == [True, True, False]


async def test_a_picture_is_read_once_on_however_many_pages_it_stands(open_tab: OpenTab, fake: Fake) -> None:
    notes = fake()
    probe = DrawnTextProbe()
    for _ in range(2):
        async with open_tab(image("Бірдей", "id=a") + "<br>" + image("Бірдей", "id=b") + image("Өзге", "id=c")) as tab:
            fact = await probe.collect(tab)
            assert len(fact.pictures) == 3
    assert notes.read_text().split() == ["read", "read"]


async def test_a_picture_that_takes_too_long_is_counted_as_unread(
    open_tab: OpenTab, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake(then="exec sleep 60")
    monkeypatch.setattr(drawn_text, "_PICTURE_SECONDS", 0.2)
    async with open_tab(image("Бір") + image("Екі")) as tab:
        fact = await DrawnTextProbe().collect(tab)
    assert (fact.pictures, fact.unread) == ((), 2)


async def test_no_picture_is_begun_when_the_time_of_the_page_is_over(
    open_tab: OpenTab, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = fake()
    monkeypatch.setattr(drawn_text, "_SECONDS", -1.0)
    async with open_tab(image("Бір")) as tab:
        fact = await DrawnTextProbe().collect(tab)
    assert fact.unread == 1
    assert not notes.exists()


async def test_plain_pictures_are_read_before_photos(
    open_tab: OpenTab, fake: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = fake()
    monkeypatch.setattr(drawn_text, "_PHOTO", 0.3)  # dots that a script draws are not as rich as a photo
    photo = """<canvas id="photo" width="400" height="200"></canvas><script>
      const pen = document.getElementById("photo").getContext("2d");
      for (let i = 0; i < 80000; i += 1) {
        pen.fillStyle = `#${((i * 2654435761) % 16777216).toString(16).padStart(6, "0")}`;
        pen.fillRect(i % 400, Math.floor(i / 400), 1, 1);
      }</script>"""
    async with open_tab(photo + image("Жазу")) as tab:
        fact = await DrawnTextProbe().collect(tab)
    assert [picture.kind for picture in fact.pictures] == ["canvas", "img"]
    assert notes.read_text().split() == ["read", "read"]
    with Image.open(tmp_path / "picture") as last:  # the photo, and not enlarged as what is plain is
        assert last.size == (400, 200)


async def test_of_more_pictures_than_the_limit_the_largest_are_read(
    open_tab: OpenTab, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake()
    monkeypatch.setattr(drawn_text, "_MOST", 2)
    async with open_tab(image("Кіші", "id=small width=100") + image("Үлкен", "id=a") + image("Үлкен", "id=b")) as tab:
        fact = await DrawnTextProbe().collect(tab)
    assert list(by_id(fact)) == ["a", "b"]
    assert fact.unread == 1


async def test_a_machine_without_the_engine_or_its_kazakh_says_so(
    open_tab: OpenTab, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake(languages="eng rus")
    async with open_tab(image("Бір")) as tab:
        with pytest.raises(ProbeError, match="lacks the language data kaz"):
            await DrawnTextProbe().collect(tab)
        monkeypatch.setenv("PATH", os.devnull)
        with pytest.raises(ProbeError, match="is not installed"):
            await DrawnTextProbe().collect(tab)


async def test_an_engine_that_fails_is_no_reason_to_fail(open_tab: OpenTab, fake: Fake) -> None:
    fake(then="exit 1")
    async with open_tab(image("Бір")) as tab:
        assert (await DrawnTextProbe().collect(tab)).unread == 1


def test_doubtful_words_and_signs_are_dropped() -> None:
    def row(text: str, confidence: str, level: str = "5") -> str:
        return f"{level}\t1\t1\t1\t1\t1\t10\t20\t30\t40\t{confidence}\t{text}"

    rows = (("«Күні»,", "96.4"), ("күмәнді", "69.9"), ("—", "99"), ("A", "99"), ("№5", "99"), ("16:00", "88"))
    table = "\n".join(["level\ttext", row("x", "-1", "4"), *(row(*pair) for pair in rows)])
    assert [(word.text, word.confidence) for word in ocr.words(table)] == [("Күні", 96), ("16:00", 88)]
    assert next(ocr.words(table)) == ocr.OcrWord("Күні", 96, 10, 20, 30, 40)
