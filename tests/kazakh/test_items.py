"""Lists of ordinary words are told by their language; lists of names never are."""

from __future__ import annotations

import random
import tomllib

import pytest
from babel import Locale

from bench.languages import DATA
from wcag_audit.kazakh.items import is_ordinary, list_language

MONTHS = ("Январь", "Февраль", "Март", "Апрель", "Май", "Июнь", "Июль", "Август", "Сентябрь", "Октябрь", "Ноябрь")
TOPICS = ("Выберите тему", "Подать заявление", "Получить справку о доходах", "Задать вопрос", "Жалоба", "Другое")
MENU = ("Басты бет", "Біз туралы", "Жаңалықтар мен хабарландырулар", "Электрондық қызметтер", "Құжаттар", "Байланыс")


@pytest.mark.parametrize(("items", "language"), [(MONTHS, "ru"), (TOPICS, "ru"), (MENU, "kk")])
def test_a_list_of_ordinary_words_has_a_language(items: tuple[str, ...], language: str) -> None:
    found = list_language(items)
    assert found is not None
    assert found.language == language


@pytest.mark.parametrize(
    "items",
    [
        ("Абайская область", "Акмолинская область", "город Астана", "Алматинская область", "Жамбылская область"),
        ("Абай облысы", "Ақмола облысы", "Астана қаласы", "Алматы облысы", "Жамбыл облысы"),
        ("Русский язык", "Казахский язык", "Английский язык", "Немецкий язык", "Турецкий язык"),
        ("Министерство финансов", "Комитет государственных доходов", "Акимат города", "Верховный суд"),
        ("Иванов Иван Иванович", "Алия Серикова", "Ержан Байжанов", "Гүлнар Омарова", "Пётр Петров"),
        ("Астана", "Алматы", "Шымкент", "Караганда", "Актобе", "Тараз", "Павлодар", "Семей", "Атырау", "Кокшетау"),
        TOPICS[:2],
        (*TOPICS[:3], *MENU[:4]),
        (),
    ],
)
def test_names_short_lists_and_mixed_ones_are_left_alone(items: tuple[str, ...]) -> None:
    assert list_language(items) is None


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("kind", ["territories", "languages"])
def test_no_list_of_countries_or_languages_is_told(language: str, kind: str) -> None:
    names = sorted(set(getattr(Locale.parse(language), kind).values()))
    chance = random.Random(7)  # noqa: S311 - a sample that can be drawn again
    drawn = [chance.sample(names, chance.randint(6, 30)) for _ in range(300)]
    assert [items for items in [names, *drawn] if list_language(items) is not None] == []


@pytest.mark.parametrize(("file", "language"), [("kazakh", "kk"), ("russian", "ru")])
def test_no_list_is_taken_for_the_other_language(file: str, language: str) -> None:
    strings = tomllib.loads((DATA / f"{file}.toml").read_text(encoding="utf-8"))[language]
    pieces = [" ".join(text.split()[at : at + 3]).capitalize() for text in strings for at in range(len(text.split()))]
    chance = random.Random(7)  # noqa: S311 - a sample that can be drawn again
    found = [list_language(chance.sample(pieces, chance.randint(4, 12))) for _ in range(500)]
    told = [one.language for one in found if one is not None]
    assert set(told) == {language}
    assert len(told) > 300


def test_a_short_naming_word_is_no_beginning_of_a_longer_one() -> None:
    assert is_ordinary("Сельскохозяйственные судебные расходы")
    assert not is_ordinary("Районный суд")
    assert not is_ordinary("Новое село")


def test_a_long_hostile_list_is_answered() -> None:
    assert list_language(f"слово номер {number}" for number in range(100_000)) is not None
