"""The yearly papers: in the decree's columns, in real headings and tables, and without a claim."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml.ns import qn

from wcag_audit.model.language import LANGS
from wcag_audit.model.speech import SpeechReadiness
from wcag_audit.report.rendering import paper_html
from wcag_audit.report.trend_views import positions
from wcag_audit.report.yearly import Paper, PaperKind, Subject, group_of, paper
from wcag_audit.report.yearly_docx import docx_of

if TYPE_CHECKING:
    from wcag_audit.model.language import Lang
    from wcag_audit.model.trend import Trend

SPEECH = SpeechReadiness(words=1000, well_formed=990, marked=700, ready=695)
COLUMNS = [
    "Р/с №",
    "Негізгі іс-шаралардың атауы",
    "Аяқталу нысаны",
    "Аяқталу мерзімі",
    "Жауапты орындаушылар",
    "Қаржыландыру көлемі",
    "Қаржыландыру көзі",
]


def consolidated(trend: Trend, lang: Lang = "kk") -> Paper:
    return paper(trend, Subject(PaperKind.CONSOLIDATED, 2026, trend.nation, SPEECH), lang)


def information(trend: Trend, body: str = "ministry-2", lang: Lang = "kk") -> Paper:
    group = group_of(trend, body)
    assert group is not None
    return paper(trend, Subject(PaperKind.INFORMATION, 2026, group, SPEECH), lang)


def word_file(written: Paper) -> Any:
    return docx.Document(BytesIO(docx_of(written)))


def said(written: Paper) -> str:
    return "\n".join(text for section in written.sections for text in section.paragraphs)


def test_the_plan_stands_in_the_decree_s_columns_with_its_own_words(small_trend: Trend) -> None:
    (table,) = consolidated(small_trend).plan.tables
    assert list(table.heads) == COLUMNS
    assert [row[0] for row in table.rows] == ["35", "36"]
    assert table.rows[1][3] == "2025 - 2030 жылдардағы желтоқсан"
    assert table.rows[1][4] == "МАМ, Еңбекмині, ЦДИАӨМ, ЖАО"
    assert "2026 жылға қарай AA деңгейіне, ал 2030 жылға қарай AAA деңгейіне сәйкес келтіру" in table.rows[1][1]


def test_each_paper_goes_to_whom_the_decree_says_and_by_when(small_trend: Trend) -> None:
    both = information(small_trend), consolidated(small_trend)
    assert [item.addressee for item in both] == [
        "Қазақстан Республикасының Еңбек және халықты әлеуметтік қорғау министрлігіне",
        "Қазақстан Республикасының Үкіметіне",
    ]
    assert "2027 жылғы 1 ақпаннан кешіктірмей" in both[0].about[1]
    assert "2027 жылғы 15 наурызға дейін" in both[1].about[1]


def test_the_numbers_are_those_of_the_body_and_of_no_other(small_trend: Trend) -> None:
    group = next(group for group in small_trend.ministries if group.id == "ministry-2")
    position = positions(group)[0]
    text = said(information(small_trend, lang="en"))
    assert f"no failure on {position.clean} of {position.course.sites} sites" in text
    assert information(small_trend, lang="en").sender == "From: Ministry of Affairs 2"


def test_a_year_that_is_not_over_is_said_so_on_the_paper(small_trend: Trend) -> None:
    last_day = replace(small_trend, as_of=small_trend.as_of.replace(month=12, day=31))
    assert len(consolidated(small_trend).about) == len(consolidated(last_day).about) + 1


def test_a_year_without_a_wave_says_so_and_names_the_wave_it_takes_numbers_from(small_trend: Trend) -> None:
    subject = Subject(PaperKind.CONSOLIDATED, 2027, small_trend.nation, None)
    text = said(paper(small_trend, subject, "en"))
    assert "No audit was finished in 2027" in text
    assert "begun on 19 July 2026" in text
    assert "was not measured" in text


def test_speech_readiness_is_told_as_measured(small_trend: Trend) -> None:
    text = said(consolidated(small_trend, "en"))
    assert "1,000 words" in text
    assert "70%" in text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", list(PaperKind))
def test_a_word_file_has_headings_repeated_heads_a_language_and_no_empty_paragraph(
    small_trend: Trend, lang: Lang, kind: PaperKind
) -> None:
    written = paper(small_trend, Subject(kind, 2026, small_trend.nation, SPEECH), lang)
    document = word_file(written)
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles.count("Heading 1") == 1
    assert styles.count("Heading 2") == 1 + len(written.sections)
    assert document.core_properties.title == written.title
    assert document.core_properties.language.startswith(lang)
    assert document.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:val")).startswith(lang)
    assert all(paragraph.text.strip() for paragraph in document.paragraphs)
    for table in document.tables:
        first = table.rows[0]._tr.trPr
        assert first.find(qn("w:tblHeader")) is not None
        assert not table._tbl.xpath(".//w:vMerge | .//w:gridSpan")
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None


def test_columns_of_the_word_file_are_as_wide_as_their_cells(small_trend: Trend) -> None:
    plan, *others = word_file(information(small_trend)).tables
    for table in (plan, *others):
        # LibreOffice goes by the columns, Word by the cells.
        assert [column.width for column in table.columns] == [cell.width for cell in table.rows[0].cells]
    assert plan.columns[1].width > 5 * plan.columns[0].width


@pytest.mark.parametrize("lang", LANGS)
def test_no_sentence_of_a_paper_ends_twice(small_trend: Trend, lang: Lang) -> None:
    for written in (information(small_trend, lang=lang), consolidated(small_trend, lang=lang)):
        assert ".." not in said(written)


def test_the_word_file_says_what_the_page_says(small_trend: Trend) -> None:
    written = consolidated(small_trend)
    document = word_file(written)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    in_word = {paragraph.text.strip() for paragraph in document.paragraphs} | set(cells)
    page = paper_html(written)
    body = page[page.index("<main>") :]
    on_page = {text.strip() for text in re.findall(r">([^<>]+)<", body) if text.strip()}
    assert {html.unescape(text) for text in on_page} - in_word == set()


def test_hostile_names_are_text_in_every_file(small_trend: Trend) -> None:
    name = small_trend.ministries[0].id
    written = information(small_trend, name)
    assert "<script>" not in paper_html(written)
    assert "\u202e" not in written.sender
    assert "<script>document.title='owned'</script>[U+202E]мис" in word_file(written).paragraphs[1].text


@pytest.mark.parametrize("lang", LANGS)
def test_no_paper_claims_conformance(small_trend: Trend, lang: Lang) -> None:
    text = said(consolidated(small_trend, lang))
    claims = {
        "kk": "сәйкестікті тек адам растайды",
        "ru": "подтвердить его может только человек",
        "en": "only a person",
    }
    assert claims[lang] in text
    caution = {"kk": "W3C консорциумы", "ru": "Консорциум W3C", "en": "W3C does not recommend"}
    assert caution[lang] in text
