from __future__ import annotations

import pytest

from wcag_audit.crawl.blocked import recognise_block
from wcag_audit.model.visit import VisitStatus

LONG = "Министрлік азаматтарды қабылдау кестесін жариялады. " * 60


@pytest.mark.parametrize("status", [401, 403, 407, 429, 451])
def test_plain_refusals_are_walls_whatever_they_say(status: int) -> None:
    blocked = recognise_block(status, {}, "Әділет министрлігі", LONG)
    assert blocked is not None
    assert blocked.status is VisitStatus.BLOCKED
    assert str(status) in blocked.reason


@pytest.mark.parametrize(
    ("status", "headers", "title", "text"),
    [
        (200, {"CF-Mitigated": "challenge"}, "", LONG),
        (503, {"Server": "cloudflare"}, "example.kz", "One more step"),
        (503, {"server": "QRATOR"}, "", ""),
        (200, {}, "Just a moment...", "example.kz needs to review the security of your connection"),
        (200, {}, "Один момент…", "Проверка безопасности подключения"),
        (200, {}, "DDoS-Guard", "Checking your browser before accessing example.kz"),
        (200, {}, "Проверка браузера", "Подождите"),
        (200, {}, "Браузерді тексеру", "Күте тұрыңыз"),
        (200, {}, "Доступ ограничен | Портал", "Обратитесь к администратору"),
        (200, {}, "Access Denied", "You don't have permission"),
        (200, {}, "403 Forbidden", "nginx"),
        (200, {}, "", "Доступ запрещён. Обратитесь в службу поддержки."),
        (200, {}, "", "Қолжетімділік шектелген. Кейінірек қайталап көріңіз."),
        (200, {}, "Портал", "Подтвердите, что вы не робот"),
        (200, {}, "Request Rejected", "The requested URL was rejected. Your support ID is 1"),
        (200, {}, "x", "Доступ возможен только с территории Республики Казахстан."),
    ],
)
def test_walls_are_recognised(status: int, headers: dict[str, str], title: str, text: str) -> None:
    assert recognise_block(status, headers, title, text) is not None


@pytest.mark.parametrize(
    ("status", "headers", "title", "text"),
    [
        (200, {}, "Что такое captcha", "Captcha защищает сайты. " * 5),
        (200, {}, "Вход", "Логин Пароль Введите код с картинки (captcha) Войти"),
        (200, {"server": "cloudflare"}, "Әділет министрлігі", "Басты бет"),
        (200, {}, "Доступ ограничен на озёра Алматинской области", "Причина - паводок. Дорога закрыта до мая."),
        (200, {}, "Кіруге тыйым салынған аумақтар тізімі", "Тізім бекітілді."),
        (200, {}, "Проверка безопасности школ", "Министр посетил школы."),
        (200, {}, "Доступ запрещён", LONG),
        (200, {}, "Новости", "Суд постановил. " * 10 + "Доступ запрещён"),
        (404, {}, "404 Not Found", "nginx"),
        (500, {}, "Internal Server Error", ""),
        (503, {}, "Технические работы", "Сайт временно недоступен"),
        (200, {}, "", ""),
    ],
)
def test_pages_are_not_taken_for_walls(status: int, headers: dict[str, str], title: str, text: str) -> None:
    assert recognise_block(status, headers, title, text) is None
