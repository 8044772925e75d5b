from __future__ import annotations

import pytest

from wcag_audit.kazakh.latin import best_language, phrase_language, plain_language

SENTENCES = {
    "en": "The ministry answers within five working days, and you can write to us if you have questions.",
    "nl": "Het ministerie moet zijn diensten toegankelijk maken, en u kunt de aanvraag ook via de website indienen.",
    "de": "Das Ministerium ist für alle Bürger da, und der Antrag kann auch auf der Website gestellt werden.",
    "fr": "Le consulat est ouvert au public du lundi au vendredi, et vous pouvez nous écrire sur le site.",
    "es": "El consulado está abierto al público de lunes a viernes, y también puede escribir a la oficina por correo.",
    "it": "Il consolato è aperto al pubblico, e la domanda può essere presentata anche sul sito della città.",
    "pl": "Wniosek można złożyć na stronie, ale nie jest to konieczne, jeśli już go złożyłeś przez urząd.",
    "fi": "Hakemus on jätettävä ennen kuin se voi tulla voimaan, mutta se ei ole kaikki mitä on tehtävä.",
    "hu": "A kérelmet nem csak az irodában lehet benyújtani, hanem az interneten is, ha már van azonosítója.",
    "tr": "Bu başvuru için belgeler gerekli değil, ama daha sonra bir form ile verilmesi gerekir ve çok önemli.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_is_plainly_in_its_language_whatever_else_is_declared(language: str) -> None:
    text = SENTENCES[language]
    assert best_language(text) == language
    assert not plain_language(text, language)
    told = [plain_language(text, other) for other in SENTENCES if other != language]
    assert set(told) <= {language, ""}
    assert told.count(language) >= len(told) - 1


def test_kindred_languages_are_not_told_apart() -> None:
    text = "Vi kan ikke finde den side, som du leder efter, men der er andre sider på det samme sted."
    assert not plain_language(text, "nb")
    assert not plain_language(text, "da")


def test_nothing_is_said_of_few_words_of_unknown_languages_and_of_other_letters() -> None:
    assert not plain_language("The ministry of finance", "fr")
    assert not plain_language(SENTENCES["en"], "la")
    assert not plain_language("Министерство обязано сделать услуги доступными для всех граждан the and of", "en")
    assert not plain_language(SENTENCES["tr"], "kk")


def test_a_text_that_quotes_another_language_is_in_its_own() -> None:
    text = 'She said "het is niet zo dat wij er niet zijn" to me when the two of us were in town.'
    assert plain_language(text, "nl") == "en"


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("Bonne année !", "nl", "fr"),
        ("Guten Morgen und gute Nacht", "en", "de"),
        ("Le Monde", "en", ""),
        ("Fireworks over Paris", "nl", ""),
        ("van het", "fr", "nl"),
        ("de la", "nl", ""),
    ],
)
def test_a_phrase_of_the_commonest_words_tells_its_language(text: str, declared: str, language: str) -> None:
    assert phrase_language(text, declared) == language
