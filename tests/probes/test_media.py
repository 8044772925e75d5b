"""What the page plays is measured on copies: length, tracks, sound and speech are told, and the page is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from wcag_audit.probes import media
from wcag_audit.probes.media import MediaProbe

if TYPE_CHECKING:
    from tests.probes.conftest import OpenTab
    from wcag_audit.model.facts_media import MediaItem

pytestmark = pytest.mark.browser


async def looked(open_tab: OpenTab, body: str, **others: str) -> tuple[MediaItem, ...]:
    async with open_tab(body, **others) as tab:
        return (await MediaProbe().collect(tab)).items


async def test_a_page_without_media_has_nothing(open_tab: OpenTab) -> None:
    assert await looked(open_tab, "<p>Text</p>") == ()


async def test_speech_is_told_from_music_and_from_silence(open_tab: OpenTab) -> None:
    names = ("speech", "music", "hush")
    found = await looked(open_tab, "".join(f'<audio src="/media/{name}.oga" controls></audio>' for name in names))
    assert [item.sound for item in found] == ["audible", "audible", "silent"]
    assert found[0].speech > 0.5
    assert found[1].speech == 0.0
    assert 5 < found[0].duration < 7


async def test_a_video_tells_its_size_and_whether_it_has_sound(open_tab: OpenTab) -> None:
    mute, spoken = await looked(
        open_tab, '<video src="/media/mute.webm"></video><video src="/media/speech.webm"></video>'
    )
    assert (mute.sound, mute.width, mute.height) == ("none", 64, 48)
    assert (spoken.sound, spoken.speech > 0.5) == ("audible", True)


async def test_the_first_source_that_can_be_played_is_the_one(open_tab: OpenTab) -> None:
    body = '<video><source src="/media/x.bin" type="video/x-none"><source src="/media/mute.webm"></video>'
    (item,) = await looked(open_tab, body)
    assert (item.state, item.source.rpartition("/")[2]) == ("known", "mute.webm")


async def test_cues_are_counted_and_a_track_that_is_not_there_is_told(open_tab: OpenTab) -> None:
    tracks = '<track kind="captions" srclang="kk" src="/media/captions.vtt"><track kind="captions" src="/media/no.vtt">'
    (item,) = await looked(open_tab, f'<video src="/media/speech.webm">{tracks}</video>')
    whole, gone = item.tracks
    assert (whole.status, whole.cues, whole.first, whole.last, whole.language) == ("loaded", 2, 0.0, 5.5, "kk")
    assert "Қабылдау сағат тоғызда басталады." in whole.text
    assert (gone.status, gone.cues) == ("error", 0)


async def test_what_plays_by_itself_is_known_with_the_part_that_plays(open_tab: OpenTab) -> None:
    body = '<video src="/media/speech.webm#t=1,3" autoplay></video><audio src="/media/music.oga" controls></audio>'
    own, waiting = await looked(open_tab, body)
    assert (own.playing, own.plays) == (True, 2.0)
    assert (waiting.playing, round(waiting.plays)) == (False, 5)


async def test_links_that_promise_the_text_are_opened(open_tab: OpenTab) -> None:
    body = (
        '<audio src="/media/speech.oga" controls></audio><a href="/text.html">Стенограмма</a>'
        '<a href="/gone.html">Transcript</a><a href="/media/music.oga">Жүктеу</a><a href="/text.html">Байланыс</a>'
    )
    (item,) = await looked(open_tab, body, text="<p>Құрметті тұрғындар, қабылдау сағат тоғызда басталады.</p>")
    assert [(link.kind, link.status, link.words) for link in item.links] == [
        ("transcript", 200, 6),
        ("transcript", 404, 2),
        ("media", 0, -1),
    ]


async def test_what_is_gone_or_empty_or_put_together_by_scripts_is_told(open_tab: OpenTab) -> None:
    body = (
        '<video src="/media/gone.webm"></video><video></video><video id="s"></video><script>'
        'document.querySelector("#s").srcObject = document.createElement("canvas").captureStream()</script>'
    )
    assert [item.state for item in await looked(open_tab, body)] == ["error", "empty", "stream"]


async def test_the_pages_own_players_stay_as_they_are(open_tab: OpenTab) -> None:
    async with open_tab('<video src="/media/speech.webm" preload="none" controls></video>') as tab:
        before = await tab.page.content()
        (item,) = (await MediaProbe().collect(tab)).items
        player = "(() => { const v = document.querySelector('video'); return [v.paused, v.muted, v.currentTime]; })()"
        assert item.state == "known"
        assert await tab.page.evaluate(player) == [True, False, 0]
        assert await tab.page.content() == before


async def test_media_in_frames_and_shadow_roots_are_found(open_tab: OpenTab) -> None:
    shadow = '<div><template shadowrootmode="open"><audio src="/media/bell.oga" controls></audio></template></div>'
    frame = '<iframe src="/inner.html"></iframe>'
    found = await looked(open_tab, shadow + frame, inner='<video src="/media/mute.webm"></video>')
    assert [(item.kind, item.state) for item in found] == [("audio", "known"), ("video", "known")]


async def test_what_is_too_much_is_counted(open_tab: OpenTab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media, "_MOST_ITEMS", 1)
    async with open_tab('<video src="/media/mute.webm"></video>' * 3) as tab:
        found = await MediaProbe().collect(tab)
    assert (len(found.items), found.unread) == (1, 2)
