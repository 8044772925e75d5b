"""A yearly paper as a Word file: real headings and tables, so that it can be read by ear and signed by hand."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.document import Document as DocumentObject

    from wcag_audit.model.language import Lang
    from wcag_audit.report.yearly import Paper, Section, Table

_LOCALES: Mapping[Lang, str] = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
_FONT = "Times New Roman"  # what state papers are set in
_WIDTH = Cm(25.7)
_PLAN_SHARES = (0.05, 0.30, 0.12, 0.14, 0.15, 0.12, 0.12)
_BLACK = RGBColor(0, 0, 0)


def docx_of(paper: Paper) -> bytes:
    """The paper as the bytes of a DOCX file."""
    document = Document()
    _set_up(document, paper)
    _line(document, paper.addressee, WD_ALIGN_PARAGRAPH.RIGHT, bold=True)
    if paper.sender.endswith(":"):
        _blank(document, paper.sender)
    else:
        _line(document, paper.sender, WD_ALIGN_PARAGRAPH.RIGHT)
    title = document.add_heading(paper.title, level=1)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text in paper.about:
        document.add_paragraph(text)
    _section(document, paper.plan, _PLAN_SHARES)
    for section in paper.sections:
        _section(document, section)
    document.add_paragraph(paper.made_by)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _set_up(document: DocumentObject, paper: Paper) -> None:
    """Language, title, page and styles; spacing comes from styles, never from empty paragraphs."""
    core = document.core_properties
    core.title, core.language, core.author, core.comments = paper.title, _LOCALES[paper.lang], "", ""
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Cm(29.7), Cm(21.0)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.0)
    for name, size, before in (("Normal", 12, 0), ("Heading 1", 14, 12), ("Heading 2", 13, 14), ("Caption", 11, 6)):
        style: Any = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), _BLACK
        style.font.italic = False
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), _FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(theme), None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(6)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), _LOCALES[paper.lang])
    properties = document.styles["Normal"].element.get_or_add_rPr()
    properties.append(language)


def _line(document: DocumentObject, text: str, alignment: WD_ALIGN_PARAGRAPH, *, bold: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = alignment
    paragraph.add_run(text).bold = bold


def _blank(document: DocumentObject, text: str) -> None:
    """A line to be filled in by hand: a tab whose leader is the rule, so that nothing has to be typed to draw it."""
    paragraph = document.add_paragraph(f"{text}\t")
    paragraph.paragraph_format.space_before = Pt(14)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(17), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)


def _section(document: DocumentObject, section: Section, shares: tuple[float, ...] = ()) -> None:
    document.add_heading(section.heading, level=2)
    for text in section.paragraphs:
        document.add_paragraph(text)
    for text in section.blanks:
        _blank(document, text)
    for table in section.tables:
        _table(document, table, shares or (1 / len(table.heads),) * len(table.heads))
    for number, text in enumerate(section.notes):
        note = document.add_paragraph(text)
        note.paragraph_format.space_before = Pt(0 if number else 6)


def _table(document: DocumentObject, table: Table, shares: tuple[float, ...]) -> None:
    """A plain grid: no merged cells; the row of heads is marked as such and repeats on every page."""
    caption = document.add_paragraph(table.caption, style="Caption")
    caption.paragraph_format.keep_with_next = True
    made = document.add_table(rows=0, cols=len(table.heads), style="Table Grid")
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    about = OxmlElement("w:tblCaption")
    about.set(qn("w:val"), table.caption)
    made._tbl.tblPr.append(about)  # noqa: SLF001 - the library has no word for a table's title
    for column, share in zip(made.columns, shares, strict=True):
        column.width = round(_WIDTH * share)  # Word goes by the cells, LibreOffice by the columns
    for number, cells in enumerate((table.heads, *table.rows)):
        row = made.add_row()
        for cell, text, share in zip(row.cells, cells, shares, strict=True):
            cell.width = round(_WIDTH * share)
            run = cell.paragraphs[0].add_run(text)
            run.font.size, run.bold = Pt(10), number == 0
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - nor for a row that repeats
        whole = OxmlElement("w:cantSplit")
        properties.append(whole)
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
