"""Sentences, hostile text and the commands that the report prints."""

from __future__ import annotations

import re
import shlex
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from markupsafe import Markup

import wcag_audit.report as package
from wcag_audit.i18n.catalogue import CatalogueError
from wcag_audit.model.finding import Engine, Finding, Maturity
from wcag_audit.model.kind import Kind, kind_of
from wcag_audit.model.language import LANGS
from wcag_audit.model.outcome import Outcome
from wcag_audit.remark import Remark
from wcag_audit.report.hostile import csv_cell, is_web_address, language_tag, shorten_middle, visible
from wcag_audit.report.page_words import address, outside
from wcag_audit.report.paths import slug
from wcag_audit.report.rendering import paged
from wcag_audit.report.rule_words import measured, message, plain_message
from wcag_audit.report.site_pages import check_command
from wcag_audit.report.speech import Speech, catalogues
from wcag_audit.report.templating import environment
from wcag_audit.roadmap import default_roadmap
from wcag_audit.rules.words import rule_words
from wcag_audit.standards.wcag import level_of

FOLDER = Path(package.__file__).parent


def test_sentences_escape_values_and_keep_markup() -> None:
    say = Speech("en")
    assert say("site.heading", site="<b>&") == "Site: &lt;b&gt;&amp;"
    assert say("site.heading", site=Markup("<bdi>x</bdi>")) == "Site: <bdi>x</bdi>"
    assert say.plain("site.heading", site="<b>") == "Site: <b>"


def test_markup_and_the_same_text_are_not_taken_for_each_other() -> None:
    say, tag, markup = Speech("en"), "<b>x</b>", Markup("<b>x</b>")
    for _ in range(2):  # the second time from memory
        assert say("site.heading", site=tag) == "Site: &lt;b&gt;x&lt;/b&gt;"
        assert say("site.heading", site=markup) == f"Site: {markup}"


def test_fixed_sentences_are_part_of_the_templates_and_those_with_values_are_not() -> None:
    source = '{{ t("frame.skip") }}|{{ t("site.heading", site=url) }}'
    env = environment("en")
    assert env.from_string(source).render(url="<b>") == f"{Speech('en')('frame.skip')}|Site: &lt;b&gt;"
    compiled = env.compile(source, raw=True)
    assert "frame.skip" not in compiled
    assert "site.heading" in compiled


def test_an_unknown_sentence_is_a_mistake_of_the_program() -> None:
    with pytest.raises(CatalogueError, match="no catalogue 'nowhere'"):
        Speech("kk").plain("nowhere.key")


@pytest.mark.parametrize("said", sorted(set(catalogues()) - {"verdicts"}))
def test_every_sentence_is_used(said: str) -> None:
    """Keys of the catalogue stand in the sources, whole or up to the part that a template puts in."""
    sources = "".join(file.read_text(encoding="utf-8") for file in [*FOLDER.rglob("*.j2"), *FOLDER.rglob("*.py")])
    literals = set(re.findall(rf"[\"']({said}\.[\w.-]*)", sources))
    beginnings = tuple(literal for literal in literals if literal.endswith((".", "-")))
    keys = {f"{said}.{key}" for key in catalogues()[said].keys}
    assert {key for key in keys - literals if not key.startswith(beginnings)} == set()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb", "a[U+202E]b"),
        ("\x00", "[U+0000]"),
        ("tab\tline\n", "tab\tline\n"),
        ("қазақша 👩‍💻", "қазақша 👩‍💻"),
        ("\ue0000\ue001", "[U+E000]0[U+E001]"),
    ],
)
def test_characters_that_deceive_are_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize("text", ["=1+1", "+7 701", "-x", "@SUM", "\tx", "\r=1", "＝1"])
def test_cells_that_a_spreadsheet_would_run_get_an_apostrophe(text: str) -> None:
    assert csv_cell(text) == f"'{text}"


def test_numbers_and_plain_text_stay_as_they_are_in_cells() -> None:
    assert [csv_cell(value) for value in (-3, 0.5, "a=b", "")] == [-3, 0.5, "a=b", ""]


def test_only_web_addresses_become_links() -> None:
    assert str(outside("https://gov.kz/?a=<b>")).startswith('<a href="https://gov.kz/?a=&lt;b&gt;" rel="noopener')
    for url in (
        "javascript:alert(1)",
        "data:text/html,x",
        "//gov.kz",
        "file:///etc/passwd",
        "https://",
        "http://[",
        "",
    ):
        assert not is_web_address(url)
        assert "<a" not in outside(url)


def test_long_addresses_keep_both_ends() -> None:
    shown = shorten_middle("https://gov.kz/" + "a" * 500 + "/end", 100)
    assert len(shown) == 100
    assert shown.startswith("https://gov.kz/")
    assert shown.endswith("/end")
    assert address("https://gov.kz/a-b").striptags() == "https://gov.kz/a-b"


def test_wrong_language_tags_are_not_passed_on() -> None:
    assert [language_tag(tag) for tag in ("kk", "kk-KZ", "kz", "x<y", "")] == ["kk", "kk-KZ", "", "", ""]


def test_commands_survive_a_shell() -> None:
    url = "https://gov.kz/?q='; rm -rf ~; echo '$(id)"
    assert shlex.split(check_command(url)) == ["wcag-audit", "check", url]
    assert check_command("http://127.0.0.1:8000/kk/") == "wcag-audit check --allow-private http://127.0.0.1:8000/kk/"
    assert check_command("javascript:alert(1)") == ""


def test_ids_that_are_no_file_names_are_hashed() -> None:
    assert slug("abay-akimat") == "abay-akimat"
    assert re.fullmatch(r"[0-9a-f]{20}", slug("../../etc/passwd"))


def test_lists_are_cut_into_parts_and_an_empty_one_is_one_part() -> None:
    assert [(pager.number, pager.first, len(rows)) for pager, rows in paged(range(201), "x.html")] == [
        (1, 1, 100),
        (2, 101, 100),
        (3, 201, 1),
    ]
    assert [len(rows) for _, rows in paged([], "x.html")] == [0]


@pytest.mark.parametrize(
    ("outcome", "criteria", "maturity", "kind"),
    [
        (Outcome.FAILED, ("1.1.1",), Maturity.STABLE, Kind.PROVEN),
        (Outcome.FAILED, ("1.1.1",), Maturity.EXPERIMENTAL, Kind.POSSIBLE),
        (Outcome.CANT_TELL, ("1.1.1",), Maturity.STABLE, Kind.REVIEW),
        (Outcome.FAILED, (), Maturity.STABLE, Kind.PRACTICE),
    ],
)
def test_only_a_stable_failure_of_a_criterion_is_proven(
    outcome: Outcome, criteria: tuple[str, ...], maturity: Maturity, kind: Kind
) -> None:
    assert kind_of(Finding("rule", outcome, "code", criteria, maturity=maturity)) is kind


def test_an_issue_counts_at_the_lowest_level_it_breaks() -> None:
    assert level_of(("1.4.6", "1.4.3")) == "AA"
    assert level_of(()) is None


@pytest.mark.parametrize("lang", LANGS)
def test_messages_mark_what_came_from_the_page(lang: str) -> None:
    finding = Finding(
        "image-name-is-file-name", Outcome.FAILED, "file-name", ("1.1.1",), values={"name": "<i>\u202e.png"}
    )
    assert "<bdi>&lt;i&gt;[U+202E].png</bdi>" in message(finding, lang)  # type: ignore[arg-type]
    assert "<i>\u202e.png" in plain_message(finding, lang)  # type: ignore[arg-type]


def test_rules_and_codes_that_this_program_does_not_have_are_named() -> None:
    gone = Finding("gone-rule", Outcome.FAILED, "<gone>", ())
    assert "gone-rule / &lt;gone&gt;" in message(gone, "ru")
    assert "gone-rule / <gone>" in plain_message(gone, "ru")
    assert rule_words("gone-rule", "kk").title == "gone-rule"
    without_value = Finding("image-name-is-file-name", Outcome.FAILED, "file-name", ("1.1.1",))
    assert "image-name-is-file-name / file-name" in message(without_value, "en")


def test_axe_core_that_did_not_run_says_so() -> None:
    reason = Remark("fact.time-limit", seconds=40)
    values = {"fact": "AxeResults", "reason": reason}
    finding = Finding("axe-core", Outcome.CANT_TELL, "missing-fact", (), engine=Engine.AXE, values=values)
    assert "axe-core did not run on this page (<bdi>time limit of 40 s reached</bdi>)" in message(finding, "en")
    assert "исчерпан предел времени 40 с" in message(finding, "ru")
    assert "40 с уақыт шегі бітті" in plain_message(finding, "kk")
    assert "не сработал" in message(replace(finding, values={}), "ru")


def test_what_axe_core_measured_is_said_in_the_reader_s_language_and_listed() -> None:
    data = '[{"fgColor": "#777", "bgColor": "#fff", "contrastRatio": 4.48, "fontSize": "12pt", "fontWeight": "normal",'
    data += ' "messageKey": null, "expectedContrastRatio": "4.5:1"}]'
    values = {"selector": "p", "checks": "color-contrast", "data": data}
    finding = Finding("axe-color-contrast", Outcome.FAILED, "violation", ("1.4.3",), values=values, engine=Engine.AXE)
    assert "4,48:1" in message(finding, "ru")
    assert "4.48:1" in message(finding, "en")
    assert measured(finding, "ru")["contrastRatio"] == "4.48"
    assert not {"messageKey", "selector", "checks"} & set(measured(finding, "ru"))


def test_damaged_data_of_axe_core_leaves_the_plain_sentence() -> None:
    values = {"checks": "color-contrast", "data": "[{"}
    finding = Finding("axe-color-contrast", Outcome.FAILED, "violation", ("1.4.3",), values=values, engine=Engine.AXE)
    assert measured(finding, "ru") == {}
    assert message(finding, "en") == "The element does not meet this requirement."


def test_the_roadmap_counts_whole_days() -> None:
    day = date(2026, 11, 20)
    assert [target.days_left(day) for target in default_roadmap()] == [41, 1502]
    assert default_roadmap()[0].days_left(date(2027, 1, 1)) == -1
