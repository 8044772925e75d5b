"""Words that promise what stands in for a recording are known in three languages, ordinary words are not mistaken."""

from __future__ import annotations

import pytest

from wcag_audit.commons.media_words import speaks_of_recording, stands_in, stops_motion, stops_sound


@pytest.mark.parametrize(
    ("text", "href", "kind"),
    [
        ("Transcript", "/a.html", "transcript"),
        ("Read the description of the video", "", "transcript"),
        ("Стенограмма заседания", "", "transcript"),
        ("Текст выступления", "", "transcript"),
        ("Бейненің мәтіндік нұсқасы", "", "transcript"),
        ("Видео мәтіні", "", "transcript"),
        ("PDF", "/files/transcript-3.pdf", "transcript"),
        ("Audio described version", "", "description"),
        ("Тифлокомментарий", "", "description"),
        ("Ымдау тілінде", "", "description"),
        ("Жүктеу", "/a.mp3?x=1", "media"),
        ("Texts", "/texts", ""),
        ("Описание услуги", "", ""),
        ("Мәтін көлемі", "", ""),
        ("Contact us", "/mp3", ""),
    ],
)
def test_what_a_link_promises(text: str, href: str, kind: str) -> None:
    assert stands_in(text, href) == kind


@pytest.mark.parametrize(
    "text",
    ["The video above shows a park", "Вы можете посмотреть ролик ниже", "Төмендегі бейнеден көріңіз", "Listen below"],
)
def test_texts_that_speak_of_a_recording(text: str) -> None:
    assert speaks_of_recording(text)


@pytest.mark.parametrize("text", ["The park has three gates", "В парке три входа", "Саябақта үш қақпа бар"])
def test_texts_that_do_not(text: str) -> None:
    assert not speaks_of_recording(text)


@pytest.mark.parametrize("name", ["Mute", "Выключить звук", "Дыбысты өшіру", "⏸"])
def test_names_of_what_stops_sound(name: str) -> None:
    assert stops_sound(name)


@pytest.mark.parametrize("name", ["Pause", "Остановить карусель", "Тоқтату", "Жасыру"])
def test_names_of_what_stops_motion(name: str) -> None:
    assert stops_motion(name)


@pytest.mark.parametrize("name", ["Search", "Поиск", "Іздеу"])
def test_names_that_stop_nothing(name: str) -> None:
    assert not stops_sound(name)
    assert not stops_motion(name)
