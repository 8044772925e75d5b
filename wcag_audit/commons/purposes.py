"""What a field asks of the person who fills it in, by its label, in three languages; and the tokens of HTML for it."""

from __future__ import annotations

import re
from typing import Final

_PURPOSES: Final = {
    "email": r"\be-?mail\b|электрон\w* (?:почт|адрес)|эл\.? ?почт|электрондық (?:пошта|мекенжай)|эл\.? ?пошта",
    "tel": r"\b(?:phone|mobile|telephone)\b|телефон|\bмоб(?:ильн|\.)|ұялы",
    "username": r"\b(?:user ?name|login)\b|^\W*логин\W*$|\bимя пользователя|пайдаланушы(?:ның)? аты",
    "name": r"\b(?:your|full) name\b|\bfirst (?:and|&) last name\b|^\W*name\W*$|\bф\.? ?и\.? ?о\b"
    r"|\bфамилия,? (?:и )?имя\b|\bимя и фамилия\b|\bаты[- ]жөні|\bтегі,? (?:және )?аты",
    "additional-name": r"\b(?:middle name|patronymic)\b|\bотчество\b|\bәкесінің аты\b",
    "family-name": r"\b(?:last|family|sur)[ -]?name\b|\bфамилия\b|^\W*(?:сіздің )?тегі(?:ңіз)?\W*$",
    "given-name": r"\b(?:first|given)[ -]?name\b|^\W*(?:ваше )?имя\W*$|^\W*(?:сіздің )?(?:аты|есімі)(?:ңіз)?\W*$",
    "bday": r"\b(?:date of birth|birthday|birth ?date)\b|дата рождения|туған (?:күні|күніңіз)",
    "postal-code": r"\b(?:zip|post(?:al)? ?code)\b|почтовый индекс|пошта(?:лық)? индексі",
    "street-address": r"\b(?:street|mailing|home|your) address\b|адрес (?:проживания|регистрации|прописки)"
    r"|тұрғылықты (?:жер|мекенжай)",
    "current-password": r"\bpassword\b|\bпароль\b|құпия ?сөз",
}
"""By token the labels that ask for it; the first that is found counts."""
_PATTERNS: Final = {token: re.compile(pattern, re.IGNORECASE) for token, pattern in _PURPOSES.items()}
_OTHERS: Final = re.compile(
    r"\b(?:friend|child|kid|spouse|husband|wife|parent|mother|father|guardian|employer|compan(?:y|ies)|organi[sz]ation"
    r"|firm|recipient|beneficiary|manager|director|supervisor|witness|representative|emergency|contact person|school"
    r"|file|pet|user's|applicant's|employee|officer|staff|search|find|filter|key|pin|wi-?fi)"
    r"|\b(?:друг|друз|реб[её]н|дет(?:и|ей|ск)|супруг|муж|жен[ыа]\b|родител|мат(?:ь|ери)\b|от(?:ец|ца)\b|организац|компан"
    r"|предприят|руководител|директор|начальник|получател|работодател|доверен|представител|свидетел|учрежден|школ|юрлиц"
    r"|юридическ|контактн\w+ лиц|сотрудник|файл|поиск|искать|найти|фильтр|эцп|ключ)"
    r"|\b(?:дос(?:ыңыз|ым|тар)|бала(?:ның|ңыз|лар)|жұбай|ата-ана|анасы|ұйым|компания|мекеме|кәсіпорын|басшы|директор|алушы"
    r"|жұмыс беруші|өкіл|куәгер|мектеп|қызметкер|заңды тұлға|файл|іздеу|сүзгі|эцқ|кілт)",
    re.IGNORECASE,
)
"""Words of labels that ask for somebody or something else, or that look for something."""
_NAMES: Final = frozenset({"name", "given-name", "family-name", "additional-name", "nickname", "honorific-prefix"})
_FITTING: Final = {
    "email": frozenset({"email", "username", "impp"}),
    "username": frozenset({"username", "email", "nickname", "tel", "tel-national", "name"}),
    "name": _NAMES | {"username", "cc-name", "given-name", "family-name"},
    "family-name": frozenset({"family-name", "name", "cc-family-name", "cc-name"}),
    "given-name": frozenset({"given-name", "name", "additional-name", "nickname", "cc-given-name", "cc-name"}),
    "additional-name": frozenset({"additional-name", "given-name", "name", "cc-additional-name"}),
    "current-password": frozenset({"current-password", "new-password", "one-time-code"}),
}
_HELD_OFF: Final = frozenset({"new-password", "one-time-code", "current-password"})


def purpose_of(label: str) -> str:
    """The token of what a label asks of the person who fills the field in; "" if it asks for nothing of the kind."""
    if speaks_of_others(label):
        return ""
    return next((token for token, pattern in _PATTERNS.items() if pattern.search(label)), "")


def speaks_of_others(text: str) -> bool:
    """True if a label or a heading of a group speaks of another person, of a body, or of a search."""
    return bool(_OTHERS.search(text))


def fits(purpose: str, token: str) -> bool:
    """True if an autofill field name says what a label of that purpose asks for, or part of it."""
    if purpose in _FITTING:
        return token in _FITTING[purpose]
    if purpose == "street-address":
        return token.startswith(("street-address", "address-", "country", "postal-code"))
    return token == purpose or token.startswith(purpose + "-")


def holds_off(token: str) -> bool:
    """True for tokens that pages are known to put on any field, so that the browser does not fill it in."""
    return token in _HELD_OFF
