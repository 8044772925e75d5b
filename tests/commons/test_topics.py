from __future__ import annotations

import pytest

from wcag_audit.commons.topics import is_about_another, promised


@pytest.mark.parametrize(
    ("heading", "topic"),
    [("Opening hours:", "hours"), ("Часы работы", "hours"), ("АУА РАЙЫ", "weather"), ("Weather centre", "")],
)
def test_a_heading_promises_a_topic_if_it_says_nothing_else(heading: str, topic: str) -> None:
    assert promised(heading) == topic


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("weather", "We are open Monday through Friday from 10 to 16"),
        ("weather", "Мы открыты с понедельника по пятницу"),
        ("hours", "Ертең қатты жаңбыр мен боран күтіледі"),
        ("login", "Стоимость услуги указана в тарифах"),
    ],
)
def test_a_text_with_signs_of_another_topic_only_is_about_another(topic: str, text: str) -> None:
    assert is_about_another(topic, text)


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("weather", "Monday 12, Tuesday 14, Friday 9"),
        ("weather", "We are open Monday through Friday unless it rains"),
        ("contacts", "We are open Monday through Friday from 10 to 16"),
        ("prices", "Вход открыт с понедельника по пятницу"),
        ("weather", "The museum keeps old maps and letters"),
    ],
)
def test_what_may_stand_under_a_heading_is_not_about_another(topic: str, text: str) -> None:
    assert not is_about_another(topic, text)
