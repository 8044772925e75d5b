"""The read-aloud probe presses what promises to read, notes what is asked for, and leaves everything as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.patience import LIMITS
from wcag_audit.browser import look, open_page
from wcag_audit.errors import ProbeError
from wcag_audit.model.fact import Known, Missing
from wcag_audit.model.facts_speech import ReadAloud
from wcag_audit.model.snapshot import PageSnapshot, pack, unpack
from wcag_audit.model.visit import Visit
from wcag_audit.probes.keyboard_walk import KeyboardWalkProbe
from wcag_audit.probes.read_aloud import ReadAloudProbe, audio_language

if TYPE_CHECKING:
    from tests.probes.conftest import OpenTab
    from tests.rules.server import Shelf
    from wcag_audit.browser import Browser

pytestmark = pytest.mark.browser

SPEAK = """<button id="read" onclick="
  const said = new SpeechSynthesisUtterance('Жайылымға рұқсат алу үшін өтініш беріңіз');
  said.lang = 'ru-RU'; speechSynthesis.speak(said); speechSynthesis.speak(said)">Мәтінді тыңдау</button>"""
LOADS = "() => performance.timeOrigin"


async def test_what_a_button_has_read_is_noted_with_its_language_once(open_tab: OpenTab) -> None:
    async with open_tab(f"<p>Text</p>{SPEAK}") as tab:
        found = await ReadAloudProbe().collect(tab)
    assert [(r.place.selector, r.source, r.lang, r.voice, r.sample) for r in found.requests] == [
        ("#read", "synthesis", "ru-RU", "", "Жайылымға рұқсат алу үшін өтініш беріңіз")
    ]
    (control,) = found.controls
    assert (control.kind, control.widget, control.name) == ("speech", "own", "Мәтінді тыңдау")
    assert control.reachable
    assert control.operated
    assert unpack(pack(PageSnapshot("u", "u", facts={ReadAloud: Known(found)}))[1])[ReadAloud] == found


async def test_a_page_without_such_a_control_is_not_loaded_again(open_tab: OpenTab) -> None:
    async with open_tab("<button>Іздеу</button><a href='/x.html'>Версия для слабовидящих</a>") as tab:
        before = await tab.page.evaluate(LOADS)
        found = await ReadAloudProbe().collect(tab)
        assert await tab.page.evaluate(LOADS) == before
    assert [(control.operated, control.reason) for control in found.controls] == [(False, "leads-elsewhere")]
    assert found.requests == ()


async def test_a_switch_without_a_player_is_tried_on_one_page_of_a_site_and_a_player_on_each(open_tab: OpenTab) -> None:
    switch = "<button onclick='document.body.className = 1'>Версия для слабовидящих</button>"
    probe = ReadAloudProbe()
    for body, operated, reasons in [
        (switch, [True], [""]),
        (f"<p>Another page</p>{switch}", [False], ["tried-elsewhere"]),
        (f"<button>Іздеу</button>{switch}{SPEAK}", [False, True], ["", ""]),
        (f"{switch}{SPEAK}", [False, True], ["", ""]),
    ]:
        async with open_tab(body) as tab:
            before = await tab.page.evaluate(LOADS)
            found = await probe.collect(tab)
            assert (await tab.page.evaluate(LOADS) != before) is any(operated)
        assert [control.operated for control in found.controls] == operated
        assert [control.reason for control in found.controls] == reasons


async def test_the_page_and_the_tab_are_afterwards_as_before(open_tab: OpenTab, shelf: Shelf) -> None:
    state = """() => [speechSynthesis.speak.toString(), document.cookie,
      JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.documentElement.className, scrollY]"""
    body = """<p style="height: 3000px">Text</p><button id="lv" onclick="
      document.cookie = 'special=on'; localStorage.special = 'on'; sessionStorage.setItem('special', 'on');
      document.documentElement.classList.add('large')">Нашар көретіндерге арналған нұсқа</button>
      <style>.large { font-size: 200% }</style>"""
    async with open_tab(body) as tab:
        before = await tab.page.evaluate(state)
        found = await ReadAloudProbe().collect(tab)
        assert await tab.page.evaluate(state) == before
        await tab.page.goto(f"{shelf.address}/page.html")
        assert await tab.page.evaluate(state) == before
    assert [(control.kind, control.effect) for control in found.controls] == [("version", "style")]


async def test_a_widget_that_announces_itself_is_heard_on_until_it_reads_the_page(open_tab: OpenTab) -> None:
    body = """<p id="text">Жайылымға рұқсат
      алу үшін өтініш беріңіз</p>
    <script>
      const say = (text) => {
        const said = new SpeechSynthesisUtterance(text);
        said.lang = "ru-RU";
        speechSynthesis.speak(said);
      };
    </script>
    <button class="bvi-open" onclick="panel.hidden = false; say('Панель открыта')">Версия для слабовидящих</button>
    <div id="panel" hidden><a href="#" class="bvi-speech-off" onclick="say('Выключено')">A</a>
      <a href="#" class="bvi-speech-on" onclick="say('Включено')">B</a>
      <a href="#" class="bvi-speech-play" onclick="say(document.getElementById('text').innerText)">C</a></div>"""
    async with open_tab(body) as tab:
        found = await ReadAloudProbe().collect(tab)
    assert [(request.sample, request.on_page) for request in found.requests] == [
        ("Панель открыта", False),
        ("Жайылымға рұқсат алу үшін өтініш беріңіз", True),
    ]
    assert [(control.name, control.operated) for control in found.controls] == [
        ("Версия для слабовидящих", True),
        ("B", True),
        ("C", True),
    ]


async def test_a_player_that_did_not_exist_before_has_no_place_on_the_page(open_tab: OpenTab) -> None:
    body = f"""<button id="lv" onclick='document.body.insertAdjacentHTML("afterbegin", panel.innerHTML)'>
      Версия для слабовидящих</button><template id="panel">{SPEAK}</template>"""
    async with open_tab(body) as tab:
        found = await ReadAloudProbe().collect(tab)
    assert [request.place.selector for request in found.requests] == ["#lv"]
    assert [(control.place.selector, bool(control.place.frame)) for control in found.controls] == [
        ("#lv", True),
        ("#read", False),
    ]


async def test_the_page_cannot_tell_the_watchers_from_the_browsers_own_functions(open_tab: OpenTab) -> None:
    body = """<div id="out"></div><script>
      const odd = [];
      const getter = Object.getOwnPropertyDescriptor(Document.prototype, "cookie").get;
      const text = Function.prototype.toString;
      for (const one of [SpeechSynthesis.prototype.speak, Audio.prototype.play, getter])
        if (!text.call(one).includes("[native code]")) odd.push(text.call(one));
      if (SpeechSynthesis.prototype.speak.name !== "speak") odd.push("name");
      if (SpeechSynthesis.prototype.speak.length !== 1) odd.push("length");
      if (Object.getOwnPropertySymbols(window).length) odd.push("symbols");
      for (const name of Object.getOwnPropertyNames(window)) if (/wcag|audit|hook/i.test(name)) odd.push(name);
      if (!(localStorage instanceof Storage)) odd.push("storage");
      document.cookie = "seen=1"; localStorage.a = 1;
      if (document.cookie !== "seen=1" || localStorage.getItem("a") !== "1") odd.push("store");
      if (localStorage.length !== 1 || Object.keys(localStorage).join() !== "a") odd.push("keys");
      document.cookie = "seen=; max-age=0"; localStorage.removeItem("a");
      if (document.cookie !== "" || localStorage.a !== undefined || "a" in localStorage) odd.push("forget");
      function read() {
        const said = new SpeechSynthesisUtterance(odd.join(" ") || "nothing odd"); speechSynthesis.speak(said);
      }
    </script><button onclick="read()">Озвучить</button>"""
    async with open_tab(body) as tab:
        found = await ReadAloudProbe().collect(tab)
    assert [request.sample for request in found.requests] == ["nothing odd"]


async def test_a_player_that_a_version_opens_is_pressed_too_and_named_by_what_opened_it(open_tab: OpenTab) -> None:
    body = f"""<button id="lv" class="bvi-open" onclick="panel.hidden = false">Көзі нашар көретіндерге</button>
    <div id="panel" hidden>{SPEAK}</div>"""
    async with open_tab(body) as tab:
        found = await ReadAloudProbe().collect(tab)
    assert [(request.place.selector, request.lang) for request in found.requests] == [("#lv", "ru-RU")]
    assert [(control.widget, control.operated) for control in found.controls] == [("bvi", True), ("own", True)]
    assert found.controls[0].effect == "controls"


async def test_sounds_and_the_search_for_voices_are_noted(open_tab: OpenTab) -> None:
    body = """<a href="#" onclick="event.preventDefault(); speechSynthesis.getVoices();
      new Audio('/tts.mp3?tl=kk&q=x').play().catch(() => {})">Озвучить страницу</a>"""
    async with open_tab(body) as tab:
        found = await ReadAloudProbe().collect(tab)
    (request,) = found.requests
    assert (request.source, request.lang) == ("media", "kk")
    assert request.sample.endswith("/tts.mp3?tl=kk&q=x")
    assert found.voices_asked


async def test_what_plays_by_itself_is_not_put_down_to_the_button(open_tab: OpenTab) -> None:
    body = """<script>speechSynthesis.speak(new SpeechSynthesisUtterance("Welcome"))</script>
    <button>Read aloud</button>"""
    async with open_tab(body) as tab:
        found = await ReadAloudProbe().collect(tab)
    assert found.requests == ()
    assert [(control.operated, control.effect) for control in found.controls] == [(True, "nothing")]


async def test_forms_are_not_sent_and_what_is_covered_is_not_pressed(open_tab: OpenTab) -> None:
    body = """<form action="/sent.html"><button>Дауыстап оқу</button></form>
    <button id="under" onclick="location = '/gone.html'">Озвучить текст</button>
    <div style="position: fixed; inset: 0; background: white">Notice</div>"""
    async with open_tab(body, sent="<p>sent", gone="<p>gone") as tab:
        found = await ReadAloudProbe().collect(tab)
        assert tab.url.endswith("/page.html")
    assert [(control.operated, control.reason) for control in found.controls] == [(False, "form"), (False, "covered")]


async def test_a_page_that_a_control_leads_away_from_is_opened_again(open_tab: OpenTab) -> None:
    body = """<span onclick="location = '/special.html'" style="cursor: pointer">Версия для слабовидящих</span>"""
    async with open_tab(body, special="<!DOCTYPE html><title>Special</title><p>x") as tab:
        found = await ReadAloudProbe().collect(tab)
        assert tab.url.endswith("/page.html")
        assert await tab.page.title() == "Page"
    (control,) = found.controls
    assert (control.effect, control.reachable) == ("left", False)


async def test_the_keyboard_can_be_walked_after_it(browser: Browser, shelf: Shelf, open_tab: OpenTab) -> None:
    async with open_tab(SPEAK):
        pass
    async with browser.tab("probes") as tab:
        opened = await open_page(tab, Visit(f"{shelf.address}/page.html", "probes"), LIMITS)
        looked = await look(tab, opened, (ReadAloudProbe(), KeyboardWalkProbe()))
    assert looked.gaps == ()
    assert looked.snapshot[ReadAloud].requests


async def test_a_page_that_hangs_when_pressed_costs_its_tab_and_nothing_more(browser: Browser, shelf: Shelf) -> None:
    class Impatient(ReadAloudProbe):
        budget = 2.0

    shelf.pages = {"/page.html": "<!DOCTYPE html><title>Page</title><button onclick='for (;;);'>Озвучить</button>"}
    async with browser.tab("hanging") as tab:
        opened = await open_page(tab, Visit(f"{shelf.address}/page.html", "hanging"), LIMITS)
        looked = await look(tab, opened, (Impatient(),))
        assert tab.broken
    assert looked.snapshot.fact(ReadAloud) == Missing("time limit of 2 s reached")


async def test_a_page_that_throws_away_its_document_is_brought_back(open_tab: OpenTab) -> None:
    rewrite = "document.open(); document.write('<p>new'); document.close()"
    async with open_tab(f'<p id="old">Text</p><button onclick="{rewrite}">Озвучить</button>') as tab:
        with pytest.raises(ProbeError, match="put away"):
            await ReadAloudProbe().collect(tab)
        assert await tab.page.locator("#old").count() == 1


@pytest.mark.parametrize(
    ("address", "lang"),
    [
        ("https://example.kz/say?tl=ru&q=x", "ru"),
        ("https://example.kz/say?voice=kk-KZ-AigulNeural#t=1", "kk-KZ-AigulNeural"),
        ("https://example.kz/say?lang=kk_KZ", "kk_KZ"),
        ("https://example.kz/ru/say.mp3", ""),
        ("https://example.kz/say?voice=aigul", ""),
        ("data:audio/mp3;base64,lang=", ""),
    ],
)
def test_the_language_of_a_sound_is_read_from_its_query_alone(address: str, lang: str) -> None:
    assert audio_language(address) == lang
