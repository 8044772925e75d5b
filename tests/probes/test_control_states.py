"""Controls are operated twice: what is told of them is what happened, and nothing is left changed, sent or opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.browser import look, open_page, plan
from wcag_audit.browser.visit import Limits
from wcag_audit.model.facts_behaviour import ControlStates
from wcag_audit.model.visit import Visit
from wcag_audit.probes.catalogue import all_probes
from wcag_audit.probes.control_states import ControlStatesProbe

if TYPE_CHECKING:
    from tests.probes.conftest import OpenTab

MENU = """<button id="menu" aria-expanded="false" aria-controls="list"
  onclick="list.hidden = !list.hidden; this.setAttribute('aria-expanded', !list.hidden)">Мәзір</button>
<ul id="list" hidden><li>Жаңалықтар</li></ul>"""


async def test_a_menu_is_opened_and_closed_again_and_the_page_is_as_before(open_tab: OpenTab) -> None:
    async with open_tab(
        f"<input id='field' aria-label='Іздеу' autofocus><div style='height:2000px'></div>{MENU}"
    ) as tab:
        await tab.page.evaluate("document.getElementById('field').focus()")
        before = await tab.page.content()
        found = await ControlStatesProbe().collect(tab)
        assert await tab.page.content() == before
        assert await tab.page.evaluate("document.activeElement.id") == "field"
        assert await tab.page.evaluate("scrollY + document.adoptedStyleSheets.length") == 0
    (control,) = found.operated
    assert (control.kind, control.name, control.reacted) == ("expanded", "Мәзір", True)
    assert (control.says, control.shown) == (("false", "true", "false"), (False, True, False))
    assert (control.changed, control.changed_back, control.as_before) == (True, True, True)


async def test_the_page_is_not_left_and_no_form_is_sent(open_tab: OpenTab) -> None:
    leaves = """<p id="list"></p>
    <button aria-expanded="false" aria-controls="list" onclick="location.href = '/other.html'">Бір</button>
    <a role="button" aria-expanded="false" aria-controls="list" href="#part">Екі</a>
    <form action="/other.html"><button type="button" aria-expanded="false" aria-controls="list"
      onclick="this.form.requestSubmit()">Үш</button></form>
    <form action="/other.html"><button type="button" class="x" aria-expanded="false" aria-controls="list"
      onclick="this.form.submit()">Төрт</button></form>
    <p role="switch" aria-checked="false" onclick="window.open('/other.html'); document.title = 'clicked'">Бес</p>"""
    async with open_tab(leaves, other="<p>other</p>") as tab:
        address, pages = tab.url, len(tab.page.context.pages)
        found = await ControlStatesProbe().collect(tab)
        assert await tab.page.evaluate("document.title") == "clicked"
        assert (tab.url, len(tab.page.context.pages)) == (address, pages)
        assert await tab.page.evaluate("document.querySelectorAll('form').length") == 2
    assert found.operated


async def test_what_could_change_the_site_is_stopped_on_its_way(open_tab: OpenTab) -> None:
    asks = """<span role="switch" aria-checked="false" onclick="this.ariaChecked = 'true';
      fetch('/page.html', {method: 'POST'})
        .then(() => { document.title = 'sent' }, () => { document.title = 'stopped' })">Хабарлама</span>"""
    async with open_tab(asks) as tab:
        opened = await open_page(tab, Visit(tab.url, "probes"), Limits())
        looked = await look(tab, opened, plan({ControlStates}, all_probes()))
        assert looked.snapshot[ControlStates].operated[0].reacted
        assert await tab.page.evaluate("document.title") == "stopped"
        assert tab.guard.stopped


async def test_links_away_buttons_that_send_and_openers_of_dialogs_are_left_alone(open_tab: OpenTab) -> None:
    tempting = """<script>window.clicked = [];
    document.addEventListener("click", (event) => clicked.push(event.target.id), true)</script>
    <div id="r" hidden>x</div>
    <a id="away" href="/other.html" aria-expanded="false" aria-controls="r">Бір</a>
    <a id="route" href="#/cart" aria-expanded="false" aria-controls="r">Екі</a>
    <form><button id="send" aria-expanded="false" aria-controls="r">Үш</button>
    <span id="agree" role="checkbox" aria-checked="false">Төрт</span></form>
    <button id="dialog" aria-haspopup="dialog" aria-expanded="false" aria-controls="r">Бес</button>
    <button id="off" disabled aria-expanded="false" aria-controls="r">Алты</button>
    <button id="unseen" style="display:none" aria-expanded="false" aria-controls="r">Жеті</button>
    <button id="plain">Сегіз</button><input id="box" type="checkbox" aria-label="Тоғыз">"""
    async with open_tab(tempting) as tab:
        assert (await ControlStatesProbe().collect(tab)).operated == ()
        assert await tab.page.evaluate("window.clicked") == []


async def test_two_of_those_that_are_alike_stand_for_all(open_tab: OpenTab) -> None:
    pair = "<h3><button aria-expanded='false' onclick='this.ariaExpanded = true'>{0}</button></h3><p>{0}</p>"
    async with open_tab("".join(pair.format(number) for number in range(40))) as tab:
        found = await ControlStatesProbe().collect(tab)
    assert [control.name for control in found.operated] == ["0", "1"]


async def test_a_page_that_draws_its_controls_anew_is_not_judged_by_the_old_ones(open_tab: OpenTab) -> None:
    anew = """<div id="app"></div><script>
    const draw = (open) => {
      app.innerHTML = `<button aria-expanded="${open}">Мәзір</button><p ${open ? "" : "hidden"}>x</p>`;
      app.firstChild.onclick = () => draw(!open); };
    draw(false);</script>"""
    async with open_tab(anew) as tab:
        assert (await ControlStatesProbe().collect(tab)).operated == ()
