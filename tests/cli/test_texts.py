"""The catalogue of the command line and the places that read it belong together."""

from __future__ import annotations

import re
from pathlib import Path

import wcag_audit.cli
from wcag_audit.cli.app import texts
from wcag_audit.i18n.remarks import catalogues

_USED = re.compile(
    r'"((?:check|setup|doctor|run|report|demo|rules|export|exceptions|compare|trend|yearly|notify)\.[a-z-]+(?:\.[a-z-]+)?|interrupted|system-refused|internal-error)"'
)
_MADE = {f"doctor.state.{state}" for state in ("good", "optional", "bad")} | {
    f"doctor.{name}.name"
    for name in ("python", "browser", "sandbox", "letters", "axe", "folder", "voices", "ocr", "network")
}


def test_every_sentence_is_used_and_every_used_sentence_is_there() -> None:
    sources = "".join(path.read_text("utf-8") for path in Path(wcag_audit.cli.__file__).parent.glob("*.py"))
    raised = {code for catalogue in catalogues() for code in catalogue.keys}
    used = (set(_USED.findall(sources)) - raised) | _MADE
    assert used == set(texts().keys)
