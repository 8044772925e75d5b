"""Language detection, on texts written for this test and on the opening of the Universal Declaration."""

import pytest

from wcag_audit.kazakh.detect import detect

KAZAKH = (
    "Министрлік азаматтарға электрондық қызметтерді қолжетімді етуге міндетті. Өтінішті сайт арқылы беруге болады, "
    "жауап бес жұмыс күні ішінде келеді."
)
RUSSIAN = (
    "Министерство обязано сделать электронные услуги доступными для граждан. Заявление можно подать через сайт, "
    "ответ придёт в течение пяти рабочих дней."
)
ENGLISH = (
    "The ministry has to make electronic services accessible to citizens. You can apply on the website, "
    "and the answer will come within five working days."
)
KINDRED = {
    "Kyrgyz": "Бардык адамдар өз беделинде жана укуктарында эркин жана тең укуктуу болуп жаралат. Аларга аң-сезим "
    "менен абийир берилген жана бири-бирине бир туугандык мамиле кылууга тийиш.",
    "Tatar": "Барлык кешеләр дә азат һәм үз абруйлары һәм хокуклары ягыннан тиң булып туалар. Аларга акыл һәм вөҗдан "
    "бирелгән һәм бер-берсенә карата туганнарча мөнәсәбәттә булырга тиешләр.",
    "Uzbek": "Барча одамлар эркин, қадр-қиммат ва ҳуқуқларда тенг бўлиб туғиладилар. Улар ақл ва виждон.",
    "Ukrainian": "Всі люди народжуються вільними і рівними у своїй гідності та правах. Вони наділені розумом.",
    "Serbian": "Сва људска бића рађају се слободна и једнака у достојанству и правима. Она су обдарена разумом.",
    "Mongolian": "Хүн бүр төрж мэндлэхэд эрх чөлөөтэй, адилхан нэр төртэй, ижил эрхтэй байдаг.",
    "French": "Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison.",
    "Dutch": "Alle mensen worden vrij en gelijk in waardigheid en rechten geboren. Zij zijn begiftigd met verstand.",
    "German": "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft begabt.",
    "Kazakh in Latin letters": "Barlyq adamdar tumysynan azat jäne qadır-qasietı men quqyqtary teñ bolyp dünie keledı.",
    "Kazakh in a broken encoding": "Ќазаќстан Республикасы Ўлттыќ Банкініѕ їкімет туралы ќызметі жјне жўмысы",
    "Chinese": "人人生而自由 在尊严和权利上一律平等 他们赋有理性和良心",
}


@pytest.mark.parametrize(("text", "language"), [(KAZAKH, "kk"), (RUSSIAN, "ru"), (ENGLISH, "en")])
def test_prose_is_told_with_a_wide_margin(text: str, language: str) -> None:
    found = detect(text)
    assert (found.language, found.margin > 0.9) == (language, True)


@pytest.mark.parametrize(
    ("menu", "language"),
    [
        ("Басты бет Жаңалықтар Қызметтер Құжаттар Байланыс Министрлік туралы Баспасөз орталығы", "kk"),
        ("Главная Новости Услуги Документы Контакты О министерстве Пресс-центр", "ru"),
        ("Home News Services Documents Contacts About us Press centre Public procurement", "en"),
    ],
)
def test_a_menu_without_sentences_is_told(menu: str, language: str) -> None:
    assert detect(menu).language == language


@pytest.mark.parametrize("name", KINDRED)
def test_kindred_and_foreign_languages_are_never_taken_for_one_of_the_three(name: str) -> None:
    assert detect(KINDRED[name]).language in {"other", "unsure"}


def test_latin_look_alike_letters_do_not_hide_kazakh() -> None:
    assert detect(KAZAKH.replace("і", "i").replace("ә", "ə")).language == "kk"


def test_a_text_half_kazakh_and_half_russian_is_unsure() -> None:
    found = detect(f"{KAZAKH} {RUSSIAN}")
    assert (found.language, found.margin) == ("unsure", 0.0)
    assert found.shares["kk"] > 0.3
    assert found.shares["ru"] > 0.3


@pytest.mark.parametrize("text", ["", "12.05.2026 — 18:30", "Портал eGov.kz", "Save"])
def test_names_numbers_and_international_words_tell_nothing(text: str) -> None:
    assert detect(text).language == "unsure"


@pytest.mark.parametrize(
    "text",
    [
        "Qazaqstan Respublikasynyñ Ükımetı jaña qauly qabyldady",
        "Qazaqstan Respýblıkasynyń Úkimeti jańa qaýly qabyldady",
    ],
)
def test_kazakh_in_latin_letters_is_no_verdict_but_a_hint(text: str) -> None:
    found = detect(text)
    assert found.latin_kazakh
    assert found.language in {"other", "unsure"}


@pytest.mark.parametrize(
    "text",
    [
        "The quick question about the queen was answered",
        "Vazirlik fuqarolarga xizmatlarni qulay qilishi va arizalarni koʻrib chiqishi kerak",
        "Qatar Airways, Air Astana",
        KAZAKH,
        "",
    ],
)
def test_english_uzbek_and_brands_are_not_taken_for_kazakh_in_latin_letters(text: str) -> None:
    assert not detect(text).latin_kazakh


def test_words_are_counted_without_numbers() -> None:
    assert detect("Бұйрық № 1143, 30 желтоқсан").words == 2
