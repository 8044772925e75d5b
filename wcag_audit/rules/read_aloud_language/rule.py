"""What reads a Kazakh page aloud reads it in Kazakh (best practice; decree 1143, item 35).

A Russian voice spells the letters that only Kazakh has, or leaves them out. A read-aloud function changes no verdict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.special_versions import SPEECH
from wcag_audit.kazakh.detect import detect
from wcag_audit.model.dom import Dom
from wcag_audit.model.facts_speech import ReadAloud, SpecialVersion, SpeechRequest
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed
from wcag_audit.standards.languages import has_known_primary, primary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.facts import Place
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_KAZAKH: Final = "kk"
_MOST: Final = 20_000
"""Characters of the page that are read to tell its language."""
_SYNTHESIS: Final = "synthesis"


def targets(page: PageSnapshot) -> Iterator[tuple[Place, SpeechRequest | SpecialVersion]]:
    """Kazakh text that the page has spoken; on a Kazakh page all it plays, or else the control that was pressed."""
    fact = page[ReadAloud]
    speech = [control for control in fact.controls if control.kind == SPEECH]
    if not (fact.requests or speech):
        return
    kazakh_page = _is_kazakh(page[Dom])
    spoken = [request for request in fact.requests if _says_kazakh(request)]
    if kazakh_page and not spoken:  # what a widget says of itself counts only where nothing else was heard
        spoken = [request for request in fact.requests if request.source != _SYNTHESIS] or list(fact.requests)
    for request in spoken:
        yield request.place, request
    if kazakh_page and not spoken:
        control = next((control for control in speech if control.operated), speech[0])
        yield control.place, control


def expectation(target: tuple[Place, SpeechRequest | SpecialVersion], page: PageSnapshot) -> Judgement:
    """The voice, or else the utterance, has the language kk."""
    _, item = target
    if isinstance(item, SpecialVersion):
        return cant_tell("silent", voices=page[ReadAloud].voices) if item.operated else cant_tell("not-pressed")
    lang = item.voice or item.lang
    if primary(lang.replace("_", "-")) == _KAZAKH:
        return passed()
    if item.source != _SYNTHESIS:
        return cant_tell("sound")
    if not _says_kazakh(item):
        return cant_tell("other-text", text=item.sample)
    return _in_another_language(lang, item.sample, page[Dom])


def _in_another_language(lang: str, text: str, dom: Dom) -> Judgement:
    """Web Speech API: an utterance without a language has that of the document; Chromium takes the user's."""
    if lang:
        known = has_known_primary(lang.replace("_", "-"))
        return failed("other-language", lang=lang, text=text) if known else cant_tell("unknown-tag", lang=lang)
    declared = dom.root is not None and primary(dom.root.get("lang")) == _KAZAKH
    return cant_tell("left-to-browser", text=text) if declared else failed("no-language", text=text)


def _says_kazakh(request: SpeechRequest) -> bool:
    return request.source == _SYNTHESIS and detect(request.sample).language == _KAZAKH


def _is_kazakh(dom: Dom) -> bool:
    if dom.root is None:
        return False
    written = detect(dom.text(dom.root)[:_MOST]).language
    return written == _KAZAKH or (written == "unsure" and primary(dom.root.get("lang")) == _KAZAKH)


RULE = Rule(
    id="read-aloud-language",
    criteria=(),
    needs=(Dom, ReadAloud),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
)
