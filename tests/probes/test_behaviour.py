"""Keys, tilting and time: a page is tried only where it listens or hints at movement, and only what answers is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from wcag_audit.probes.behaviour import CharacterKeysProbe, DeviceMotionProbe, MovementProbe

if TYPE_CHECKING:
    from tests.probes.conftest import OpenTab

pytestmark = pytest.mark.browser


async def test_no_key_is_pressed_on_a_page_that_does_not_listen(open_tab: OpenTab) -> None:
    async with open_tab("<input onkeydown='this.title = 1'>") as tab:
        found = await CharacterKeysProbe().collect(tab)
    assert (found.listeners, found.pressed) == (0, 0)


async def test_the_key_that_acts_is_told_with_what_it_did(open_tab: OpenTab) -> None:
    script = "document.onkeydown = (event) => { if (event.key === 'q') out.append(' Есеп'); }"
    async with open_tab(f"<p id='out'>Мәтін</p><script>{script}</script>") as tab:
        found = await CharacterKeysProbe().collect(tab)
    assert found.listeners == 1
    assert [(effect.key, effect.effect, effect.text) for effect in found.effects] == [("q", "content", "Мәтін Есеп")]


async def test_what_a_key_opens_once_only_is_told_too_and_is_put_back(open_tab: OpenTab) -> None:
    script = "document.onkeydown = (event) => { if (event.key === 'q') out.hidden = false; }"
    async with open_tab(f"<p>Мәтін</p><p id='out' hidden>Іздеу</p><script>{script}</script>") as tab:
        found = await CharacterKeysProbe().collect(tab)
    assert [(effect.key, effect.effect, effect.text) for effect in found.effects] == [("q", "content", "Іздеу")]


async def test_what_changes_once_by_itself_while_keys_are_pressed_is_no_effect_of_a_key(open_tab: OpenTab) -> None:
    script = "document.onkeydown = () => { setTimeout(() => { out.hidden = false; }, 300); document.onkeydown = null; }"
    body = f"<p>Мәтін</p><p id='out' hidden>Іздеу</p><script>document.onkeyup = () => {{}}; {script}</script>"
    async with open_tab(body) as tab:
        found = await CharacterKeysProbe().collect(tab)
    assert found.effects == ()


async def test_a_key_that_leads_away_is_told_and_ends_the_trial(open_tab: OpenTab) -> None:
    script = "addEventListener('keyup', (event) => { if (event.key === 'b') location.hash = ''; "
    script += "if (event.key === 'c') location.href = '/other.html'; })"
    async with open_tab(f"<p>Мәтін</p><script>{script}</script>", other="<p>Басқа</p>") as tab:
        tab.guard.hold = False
        found = await CharacterKeysProbe().collect(tab)
    assert [effect.effect for effect in found.effects][-1:] == ["left"]
    assert found.pressed < 10


async def test_the_device_is_tilted_only_where_the_page_listens(open_tab: OpenTab) -> None:
    async with open_tab("<p>Мәтін</p>") as tab:
        assert (await DeviceMotionProbe().collect(tab)).listens == ()
    script = "addEventListener('devicemotion', (event) => { out.textContent = event.accelerationIncludingGravity.x; })"
    async with open_tab(f"<p id='out'>0</p><script>{script}</script>") as tab:
        found = await DeviceMotionProbe().collect(tab)
    assert found.listens == ("devicemotion",)
    assert found.changed is not None
    assert found.changed.selector == "#out"


async def test_a_page_without_hints_is_not_waited_for(open_tab: OpenTab) -> None:
    async with open_tab("<p>Мәтін</p><script>document.title = 'x'</script>") as tab:
        assert (await MovementProbe().collect(tab)).watched == 0


async def test_text_that_goes_on_changing_is_told_and_what_is_hidden_is_not(open_tab: OpenTab) -> None:
    script = "setInterval(() => { out.textContent += '.'; unseen.textContent += '.'; }, 400)"
    async with open_tab(f"<p id='out'>Мәтін</p><p id='unseen' hidden>x</p><script>{script}</script>") as tab:
        found = await MovementProbe().collect(tab)
    (item,) = found.moving
    assert (item.place.selector, item.kind, item.changes > 5, item.seconds > 4) == ("#out", "text", True, True)


async def test_marquees_and_endless_animations_are_known_without_waiting(open_tab: OpenTab) -> None:
    style = (
        "<style>@keyframes go { to { translate: 9px } } b { animation: go 1s infinite } i { animation: go 1s }</style>"
    )
    body = f"{style}<marquee>Жаңалық</marquee><p><b>Жаңа</b> <i>Ескі</i></p>"
    async with open_tab(body) as tab:
        found = await MovementProbe().collect(tab)
    assert found.watched == 0
    assert [(item.kind, item.text) for item in found.moving] == [("marquee", "Жаңалық"), ("animation", "Жаңа")]


async def test_an_animation_that_plainly_carries_text_along_or_blinks_is_told_from_a_pulse(open_tab: OpenTab) -> None:
    style = """@keyframes run { to { transform: translateX(-200px) } } @keyframes blink { 50% { opacity: 0 } }
    @keyframes pulse { 50% { transform: translateX(4px); opacity: .7 } }"""
    moving = "".join(f"<p style='animation: {name} 2s infinite'>{name}</p>" for name in ("run", "blink", "pulse"))
    async with open_tab(f"<style>{style}</style>{moving}") as tab:
        found = await MovementProbe().collect(tab)
    assert [(item.text, item.kind) for item in found.moving] == [
        ("run", "endless"), ("blink", "endless"), ("pulse", "animation"),
    ]  # fmt: skip
