"""What labels ask of the person who fills a form in, in three languages."""

from __future__ import annotations

import pytest

from wcag_audit.commons.autocomplete import PURPOSES, REACHES
from wcag_audit.commons.purposes import fits, purpose_of

ASKED = {
    "email": ("Электрондық пошта", "Эл. пошта мекенжайы", "Электронный адрес", "Ваш e-mail", "Confirm email"),
    "tel": ("Ұялы телефон нөмірі", "Контактный телефон", "Моб. телефон", "Phone number (optional)"),
    "username": ("Пайдаланушы аты", "Логин", "Имя пользователя", "Username"),
    "name": ("Аты-жөніңіз", "Тегі, аты, әкесінің аты", "Ф.И.О. заявителя", "Фамилия, имя, отчество", "Имя и фамилия"),
    "family-name": ("Тегі", "Фамилия *", "Last name"),
    "given-name": ("Аты", "Ваше имя", "First name:"),
    "additional-name": ("Әкесінің аты", "Отчество (при наличии)", "Middle name"),
    "bday": ("Туған күні", "Дата рождения", "Date of birth"),
    "postal-code": ("Пошта индексі", "Почтовый индекс", "Zip code"),
    "street-address": ("Тұрғылықты мекенжайы", "Адрес проживания", "Home address"),
    "current-password": ("Құпиясөз", "Повторите пароль", "Password"),
    "": (
        "ЖСН", "Ұйымның атауы", "Мекеме телефоны", "Балаңыздың аты-жөні", "Хабарлама тегі", "Іздеу: аты",
        "ФИО ребёнка", "ФИО руководителя", "Телефон организации", "Имя файла", "Пароль от ЭЦП", "Поиск по фамилии",
        "Company name", "File name", "IP address", "Wi-Fi password", "Friend's email", "Mother's maiden name",
        "Emergency contact phone", "Product name", "Search by name", "",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("token", "label"), [(token, label) for token, labels in ASKED.items() for label in labels])
def test_a_label_asks_for_what_a_person_would_read_in_it(token: str, label: str) -> None:
    assert purpose_of(label) == token


def test_every_purpose_is_a_token_that_fits_itself() -> None:
    tokens = set(ASKED) - {""}
    assert tokens <= PURPOSES | REACHES
    assert all(fits(token, token) for token in tokens)


@pytest.mark.parametrize(
    ("purpose", "token", "does"),
    [
        ("tel", "tel-national", True),
        ("bday", "bday-day", True),
        ("name", "given-name", True),
        ("username", "email", True),
        ("street-address", "address-line1", True),
        ("family-name", "given-name", False),
        ("email", "tel", False),
        ("tel", "email", False),
        ("bday", "name", False),
    ],
)
def test_a_token_fits_what_it_says_or_says_part_of(purpose: str, token: str, does: bool) -> None:
    assert fits(purpose, token) is does
