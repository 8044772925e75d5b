"""Words of two scripts, and the traps that must not be reported."""

import pytest

from wcag_audit.kazakh.mixed import mixed_words, repair


@pytest.mark.parametrize(
    ("word", "repaired", "letters"),
    [
        ("бiлiм", "білім", "i"),
        ("жөнiндегі", "жөніндегі", "i"),
        ("Қазақстaн", "Қазақстан", "a"),
        ("Реcпублика", "Республика", "c"),
        ("ҚAЗAҚСТАН", "ҚАЗАҚСТАН", "A"),
        ("əлеумет", "әлеумет", "ə"),
        ("Iшкі", "Ішкі", "I"),
        ("Yкімет", "Укімет / Үкімет", "Y"),
        ("қaлa-сының", "қала", "a"),
    ],
)
def test_a_mixed_word_is_found_with_its_repair(word: str, repaired: str, letters: str) -> None:
    [found] = mixed_words(f"Бұл {word}, деп оқылады.")
    assert (found.repaired, found.letters) == (repaired, letters)


@pytest.mark.parametrize(
    "text",
    [
        "білім беру жүйесі",
        "Web-порталдың eGov-тың SMSті PDFтен",
        "eҮкімет және eӨтініш, iБанк",
        "ХХI ғасыр, VІ тарау, XIХ век",
        "A4 форматы, Б2C, қағаз А4, 01A-құжат, B2Б",
        "пошта: әкiм@aqmola.kz, https://сaйт.қаз/жaңа www.сaйт.kz",
        "Zürich қаласы, Kaspi Bank, pH-тың мәні",
        "Аccordi",
        "kk ru en",
        "",
        "қызмет\u00adтер",
    ],
)
def test_brands_numerals_codes_and_addresses_are_left_alone(text: str) -> None:
    assert list(mixed_words(text)) == []


def test_repairing_a_text_touches_only_words_with_cyrillic_letters() -> None:
    assert repair("Tiлi: kk, site iшкі") == "Тілі: kk, site ішкі"
