"""Catalogues of texts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from wcag_audit.i18n.catalogue import CatalogueError, parse, read
from wcag_audit.model.language import LANGS, Text

if TYPE_CHECKING:
    from pathlib import Path

_GOOD = """
[saved]
note = "After a report is written."
kk = "{file} сақталды."
ru = "Файл {file} сохранён."
en = "{file} was saved."

[check.pages]
kk = "{n} бет тексерілді"
ru = { one = "Проверена {n} страница", few = "Проверены {n} страницы", many = "Проверено {n} страниц", other = "Проверено {n} страницы" }
en = { one = "{n} page audited", other = "{n} pages audited" }

[style]
kk = "Осылай жазыңыз: a {{ color: {color} }}"
ru = "Напишите так: a {{ color: {color} }}"
en = "Write: a {{ color: {color} }}"

[title]
kk = "Есеп"
ru = "Отчёт"
en = "Report"
"""  # noqa: E501  # a TOML inline table must stay on its line
_CATALOGUE = parse(_GOOD, "good.toml")


def test_a_text_is_said_in_each_language_with_its_values() -> None:
    said = [_CATALOGUE.say("saved", lang, file="a.html") for lang in LANGS]
    assert said == ["a.html сақталды.", "Файл a.html сохранён.", "a.html was saved."]
    assert _CATALOGUE.text("title") == Text(kk="Есеп", ru="Отчёт", en="Report")


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (1, ["1 бет тексерілді", "Проверена 1 страница", "1 page audited"]),
        (3, ["3 бет тексерілді", "Проверены 3 страницы", "3 pages audited"]),
        (12, ["12 бет тексерілді", "Проверено 12 страниц", "12 pages audited"]),
        (1521, ["1 521 бет тексерілді", "Проверена 1 521 страница", "1,521 pages audited"]),
        (1.5, ["1,5 бет тексерілді", "Проверено 1,5 страницы", "1.5 pages audited"]),
    ],
)
def test_the_number_picks_the_plural_form(n: float, expected: list[str]) -> None:
    said = [_CATALOGUE.say("check.pages", lang, n=n).replace("\u00a0", " ") for lang in LANGS]
    assert said == expected


def test_a_leaf_may_name_the_value_that_picks_the_form() -> None:
    toml = """
    [a]
    plural = "pages"
    kk = "{n} сайт, {pages} бет"
    ru = "{n} сайт, {pages} стр."
    en = { one = "{n} sites, {pages} page", other = "{n} sites, {pages} pages" }
    """
    assert parse(toml, "a.toml").say("a", "en", n=2, pages=1) == "2 sites, 1 page"


def test_a_value_that_ends_with_a_full_stop_ends_its_sentence() -> None:
    catalogue = parse('[due]\nkk = "Мерзімі: {day}."\nru = "Срок: {day}."\nen = "Due: {day}."', "due.toml")
    assert catalogue.say("due", "ru", day=date(2026, 12, 31)) == "Срок: 31 декабря 2026\u202fг."
    assert catalogue.say("due", "en", day="soon...") == "Due: soon...."


def test_doubled_braces_are_braces_and_values_are_not_read_again() -> None:
    assert _CATALOGUE.say("style", "en", color="{n} {{x}}") == "Write: a { color: {n} {{x}} }"


def test_texts_and_dates_as_values_come_in_the_language() -> None:
    name = Text(kk="Есеп", ru="Отчёт", en="Report")
    assert _CATALOGUE.say("saved", "kk", file=name) == "Есеп сақталды."
    assert _CATALOGUE.say("saved", "ru", file=date(2026, 1, 2)) == "Файл 2 января 2026\u202fг. сохранён."


@pytest.mark.parametrize(
    ("key", "values", "message"),
    [
        ("nothing", {}, "good.toml has no text 'nothing'"),
        ("check", {}, "good.toml has no text 'check'"),
        ("saved", {}, "good.toml: saved needs a value for 'file'"),
        ("saved", {"File": "a"}, "needs a value for 'file'"),
        ("saved", {"file": True}, "yes-or-no value"),
        ("check.pages", {}, "needs a number as 'n'"),
        ("check.pages", {"n": "3"}, "needs a number as 'n'"),
    ],
)
def test_what_cannot_be_said_is_an_error(key: str, values: dict[str, object], message: str) -> None:
    with pytest.raises(CatalogueError, match=message):
        _CATALOGUE.say(key, "ru", **values)  # type: ignore[arg-type]  # wrong on purpose


_BODY = 'kk = "Есеп"\nru = "Отчёт"\nen = "Report"\n'


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ('[a]\nkk = "Есеп"\nen = "Report"', r"bad.toml: a \(ru\) is missing or empty"),
        ('[a]\nkk = " "\nru = "Отчёт"\nen = "Report"', r"a \(kk\) is missing or empty"),
        ('[a]\nkk = 1\nru = "Отчёт"\nen = "Report"', r"a \(kk\) is missing or empty"),
        ("[a]\n" + _BODY + 'de = "Bericht"', "a has the unknown key 'de'"),
        ('a = "Report"', "a is not a table with kk, ru and en"),
        (
            '[a]\nkk = "{n} бет"\nru = "{n} стр."\nen = "pages"',
            r"a has different placeholders \(kk: n; ru: n; en: none\)",
        ),
        ('[a]\nkk = "{n.real}"\nru = "{n.real}"\nen = "{n.real}"', "single '{'"),
        ('[a]\nkk = "{n[0]}"\nru = "{n[0]}"\nen = "{n[0]}"', "single '{'"),
        ('[a]\nkk = "{n!r}"\nru = "{n!r}"\nen = "{n!r}"', "single '{'"),
        ('[a]\nkk = "{}"\nru = "{}"\nen = "{}"', "single '{'"),
        ('[a]\nkk = "}"\nru = "}"\nen = "}"', "single '}'"),
        ('[a]\nkk = "Eсеп"\nru = "Отчёт"\nen = "Report"', r"a \(kk\) mixes Latin and Cyrillic letters in 'Eсеп'"),
        ('[a]\nkk = "бiлiм"\nru = "Отчёт"\nen = "Report"', "mixes Latin and Cyrillic letters in 'бiлiм'"),
        ('[a]\nkk = "Есеп"\nru = "Отчeт"\nen = "Report"', r"\(ru\) mixes Latin and Cyrillic"),
        ('[a]\nkk = "ќазаќ"\nru = "Отчёт"\nen = "Report"', r"not Kazakh \(ќ\) in 'ќазаќ'"),
        ('[a]\nkk = "Есеп"\nru = "Мои\u0306"\nen = "Report"', r"\(ru\) has letters put together from parts"),
        ('[a]\nkk = "Есеп\u200b"\nru = "Отчёт"\nen = "Report"', r"invisible character U\+200B"),
        (
            '[a]\nkk = "{n}"\nru = { one = "{n}", other = "{n}" }\nen = "{n}"',
            "needs the plural forms few, many, one, other",
        ),
        ('[a]\nkk = "{n}"\nru = "{n}"\nen = { one = "{n}" }', "needs the plural form 'other'"),
        ('[a]\nkk = "а"\nru = "а"\nen = { one = "a", other = "b" }', "no placeholder 'n'"),
        ("[a\n", "bad.toml: "),
        ("[a]\n" + _BODY + "[a]\n" + _BODY, "bad.toml: "),
    ],
)
def test_a_wrong_catalogue_does_not_load(toml: str, message: str) -> None:
    with pytest.raises(CatalogueError, match=message):
        parse(toml, "bad.toml")


def test_all_problems_of_a_catalogue_are_told_at_once() -> None:
    with pytest.raises(CatalogueError) as caught:
        parse('[a]\nkk = "Есеп"\n[b]\nru = "Отчёт"\n', "bad.toml")
    assert len(str(caught.value).splitlines()) == 4


def test_words_and_brands_of_either_script_may_stand_side_by_side() -> None:
    toml = '[a]\nkk = "web-ресурс, WCAG 2.2 AA деңгейі, {n}-бет"\nru = "HTML-код {n}"\nen = "Әділет {n}"\n'
    assert parse(toml, "a.toml").say("a", "kk", n=2) == "web-ресурс, WCAG 2.2 AA деңгейі, 2-бет"


def test_keys_keep_the_order_of_the_file() -> None:
    assert _CATALOGUE.keys == ("saved", "check.pages", "style", "title")
    assert "check.pages" in _CATALOGUE
    assert "check" not in _CATALOGUE


def test_a_catalogue_is_read_from_a_file_and_named_after_it(tmp_path: Path) -> None:
    path = tmp_path / "texts.toml"
    path.write_text("[a]\n" + _BODY, encoding="utf-8")
    assert read(path).say("a", "en") == "Report"
    path.write_text("[a]\n", encoding="utf-8")
    assert read(path).keys == ()
    path.write_text('[a]\nkk = ""\n', encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"texts\.toml: a"):
        read(path)
