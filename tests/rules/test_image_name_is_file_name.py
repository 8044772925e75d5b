"""Names that are files' and names that are not, and hostile ones; the examples show the rest."""

from __future__ import annotations

import pytest

from wcag_audit.model.dom import AxNode, Document, Dom, Node, NodeKind
from wcag_audit.model.fact import Known
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.snapshot import PageSnapshot
from wcag_audit.rules.image_name_is_file_name.rule import RULE
from wcag_audit.rules.judge import run_page_rule


def code_of(name: str, src: str = "/a.png") -> tuple[Outcome, str]:
    image = Node(2, NodeKind.ELEMENT, 1, "img", attributes={"src": src}, ax=AxNode("image", name))
    dom = Dom(
        (Node(0, NodeKind.DOCUMENT, -1, "#document"), Node(1, NodeKind.ELEMENT, 0, "html"), image),
        (Document("u", "f", 0),),
        (),
    )
    (judged,) = run_page_rule(RULE, PageSnapshot("u", "u", facts={Dom: Known(dom)})).judged
    return judged.judgement.outcome, judged.judgement.code


@pytest.mark.parametrize(
    "name", ["IMG_2041", "DSC00012", "PXL_20260101_121212", "WhatsApp Image 2026-01-02 at 10.11.12"]
)
def test_names_that_cameras_give_are_failures(name: str) -> None:
    assert code_of(name) == (Outcome.FAILED, "camera-name")


@pytest.mark.parametrize(
    "name",
    [
        "Astana.Expo",
        "Форма 001.00",
        "IMGs of the year",
        "IMG_2041 Ramp at the entrance",
        "Screenshot 2026",
        "VK",
        "Decree 1143",
        "ASP.NET",
    ],
)
def test_names_with_dots_and_numbers_are_no_files(name: str) -> None:
    assert code_of(name) == (Outcome.PASSED, "ok")


def test_an_address_that_cannot_be_read_has_no_file_name() -> None:
    assert code_of("logo", "http://[broken/logo.png") == (Outcome.PASSED, "ok")
    assert code_of("png;base64,AAAA1", "data:image/png;base64,AAAA1") == (Outcome.PASSED, "ok")


def test_a_name_made_to_slow_the_pattern_down_is_judged() -> None:
    """Takes for ever if the pattern backtracks."""
    assert code_of("IMG_0000" + "_-" * 5_000 + "!") == (Outcome.PASSED, "ok")
