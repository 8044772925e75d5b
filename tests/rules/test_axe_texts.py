"""What we say about axe-core's findings, against what axe-core itself says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import axe_playwright_python
import pytest
import pytest_asyncio
from playwright.async_api import Page, async_playwright

from wcag_audit.model.language import LANGS, Text
from wcag_audit.rules import axe_texts
from wcag_audit.rules.axe_texts import axe_message, axe_text

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

_AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
_CHROMIUM = next(
    (path for path in ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium") if Path(path).exists()), None
)
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_KAZAKH = re.compile(r"[әғқңөұүһі]", re.IGNORECASE)
_FAULTY = """<!DOCTYPE html><html lang="kz"><title></title><body>
<img src="data:,"><a href="/x"><i></i></a><button></button><h1>1</h1><h3></h3><p>Text</p>
<p style="color: #999; background: #fff">Too little contrast to be read</p>
<p style="background: linear-gradient(red, blue)">On a gradient</p>
<div role="buton">1</div><div role="command">1</div><div role="checkbox" aria-foo="1" aria-expanded="maybe">1</div>
<div role="tablist"><button>1</button></div><div role="option">1</div><span aria-label="1">x</span>
<input><select><option>1</select><input aria-labelledby="nowhere" autocomplete="kz"><input type="image">
<ul><a href="/y">y</a></ul><li>1</li><dl><p>1</p></dl><dd>1</dd><marquee>news</marquee>
<div aria-hidden="true"><a href="/z">z</a></div><img src="data:," alt="" aria-live="polite" tabindex="0">
<p id="d">1</p><p id="d">2</p><input aria-describedby="d"><b tabindex="4">1</b>
<iframe title="same" srcdoc="1"></iframe><iframe title="same" srcdoc="2"></iframe>
<table><tr><td headers="none">1</td></tr></table><a href="#nowhere">skip</a>
<div role="button" tabindex="0">1 <a href="/">2</a></div><table><tr><th>1</th></tr></table>
<div><button style="width: 9px; height: 9px; padding: 0">1</button>
<button style="width: 9px; height: 9px">2</button></div>
</body></html>"""


@pytest_asyncio.fixture(scope="module")
async def axe() -> AsyncIterator[Page]:
    """A page of many faults with axe-core loaded."""
    if _CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox"])
        page = await browser.new_page()
        await page.set_content(_FAULTY)
        await page.evaluate(_AXE.read_text(encoding="utf-8"))
        yield page
        await browser.close()


def _texts() -> Iterator[tuple[str, Text]]:
    """Every text in the tables with a name to find it by."""
    for rule, row in axe_texts._rules().items():
        yield from ((f"{rule} {part}", getattr(row, part)) for part in ("title", "why", "fix"))
    for (check, outcome), reasons in axe_texts._messages().items():
        yield from ((f"{check} {outcome} {reason}", text) for reason, text in reasons.items())


def _sentences(*langs: str) -> Iterator[tuple[str, str]]:
    for where, text in _texts():
        yield from ((f"{where} {lang}", text[lang]) for lang in LANGS if lang in langs)


async def _said_by_axe(page: Page) -> dict[tuple[str, str, str], str]:
    """axe's own templates by check, outcome and reason."""
    checks = await page.evaluate("axe._audit.data.checks")
    return {
        (check, outcome, reason): template
        for check, row in checks.items()
        for outcome in ("fail", "incomplete")
        for reason, template in _by_reason(row["messages"].get(outcome)).items()
    }


def _by_reason(said: str | dict[str, str] | None) -> dict[str, str]:
    if said is None:
        return {}
    return said if isinstance(said, dict) else {"": said}


def _named(template: str) -> set[str]:
    """Names that axe fills in: `${data}` is "data", `${data.fgColor}` is "fgColor"."""
    return {name.removeprefix("data.") for name in re.findall(r"\$\{\s?([\w.]+)\s?\}", template)}


@pytest.mark.browser
async def test_every_rule_of_axe_has_texts_and_no_text_lacks_a_rule(axe: Page) -> None:
    rules = await axe.evaluate("axe.getRules().map(rule => rule.ruleId)")
    assert sorted(axe_texts._rules()) == sorted(rules)


@pytest.mark.browser
async def test_every_message_of_axe_is_said_with_the_same_values_in_every_language(axe: Page) -> None:
    said = await _said_by_axe(axe)
    ours = {(*key, reason): text for key, reasons in axe_texts._messages().items() for reason, text in reasons.items()}
    assert len(said) > 200
    assert [key for key in said if key not in ours] == []
    for key, template in said.items():
        for lang in LANGS:
            assert set(re.findall(r"\{(\w+)\}", ours[key][lang])) == _named(template), (*key, lang)


@pytest.mark.browser
async def test_no_message_is_left_of_a_check_that_axe_no_longer_has(axe: Page) -> None:
    said = {(check, outcome) for check, outcome, _ in await _said_by_axe(axe)}
    assert set(axe_texts._messages()) == said


@pytest.mark.browser
async def test_the_english_texts_are_not_copied_from_axe(axe: Page) -> None:
    def plain(sentence: str) -> str:
        return " ".join(re.findall(r"\w+", sentence.lower()))

    helps = await axe.evaluate("axe.getRules().flatMap(rule => [rule.help, rule.description])")
    messages = [re.sub(r"\$\{data\.?(\w*)\}", r"\1", said) for said in (await _said_by_axe(axe)).values()]
    copied = {plain(said) for said in helps + messages}
    assert [where for where, sentence in _sentences("en") if plain(sentence) in copied] == []


async def _found(page: Page) -> list[dict[str, Any]]:
    """Every check of a run that failed or could not be decided: rule, check, outcome, data and axe's own message."""
    found: list[dict[str, Any]] = await page.evaluate(
        """async () => {
            const results = await axe.run(document, { rules: { "target-size": { enabled: true } } });
            const said = (rules, outcome) => rules.flatMap(rule => rule.nodes.flatMap(node =>
                [...node.any, ...node.all, ...node.none].map(
                    ({ id, data, message }) => ({ rule: rule.id, check: id, outcome, data, message }))));
            return [...said(results.violations, "fail"), ...said(results.incomplete, "incomplete")];
        }"""
    )
    return found


@pytest.mark.browser
async def test_every_finding_of_a_real_run_can_be_said(axe: Page) -> None:
    found = await _found(axe)
    assert len({entry["rule"] for entry in found if entry["outcome"] == "fail"}) > 30
    assert len({entry["check"] for entry in found if entry["outcome"] == "incomplete"}) > 2
    silent = [entry for entry in found if not axe_message(entry["check"], entry["outcome"], "", entry["data"])]
    assert silent == []


@pytest.mark.browser
async def test_the_reason_is_chosen_as_axe_chooses_it(axe: Page) -> None:
    templates = await _said_by_axe(axe)
    with_reasons = 0
    for entry in await _found(axe):
        outcome = entry["outcome"] if (entry["check"], entry["outcome"]) in axe_texts._messages() else "fail"
        reasons = {key[2]: said for key, said in templates.items() if key[:2] == (entry["check"], outcome)}
        chosen = axe_texts._reason(axe_texts._messages()[entry["check"], outcome], entry["data"])
        pattern = ".*".join(re.escape(part) for part in re.split(r"\$\{[^}]*\}", reasons[chosen]))
        assert re.fullmatch(pattern, entry["message"], re.DOTALL), (entry, chosen)
        with_reasons += len(reasons) > 1
    assert with_reasons > 20


def test_a_contrast_message_carries_the_colours_and_the_decimal_mark_of_the_language() -> None:
    text = axe_message(
        "color-contrast",
        "fail",
        "",
        {
            "contrastRatio": 2.84,
            "expectedContrastRatio": "4.5:1",
            "fgColor": "#999999",
            "bgColor": "#ffffff",
            "fontSize": "12.0pt (16px)",
            "fontWeight": "normal",
            "messageKey": None,
        },
    )
    assert text is not None
    assert text.en.startswith("The contrast ratio of text and background is 2.84:1 but must be at least 4.5:1 ")
    assert text.kk.startswith("Мәтін мен фонның контраст арақатынасы 2,84:1, ал кемінде 4,5:1 болуы керек")
    assert "#999999" in text.ru
    assert "12.0pt (16px)" in text.ru


def test_the_enhanced_contrast_speaks_as_the_minimum_one_does() -> None:
    reason = {"messageKey": "bgImage"}
    assert axe_message("color-contrast-enhanced", "incomplete", "", reason) == axe_message(
        "color-contrast", "incomplete", "bgImage", None
    )


@pytest.mark.parametrize(
    ("data", "english"),
    [
        (["aria-checked"], "An ARIA attribute that the role requires is missing: aria-checked."),
        (["aria-a", "aria-b"], "ARIA attributes that the role requires are missing: aria-a, aria-b."),
    ],
)
def test_a_list_of_one_is_singular_and_a_longer_one_plural(data: list[str], english: str) -> None:
    text = axe_message("aria-required-attr", "fail", "", data)
    assert text is not None
    assert text.en == english


def test_a_bare_value_fills_its_place() -> None:
    text = axe_message("meta-viewport", "fail", "", "user-scalable=no")
    assert text is not None
    assert "user-scalable=no" in text.kk


def test_an_undecided_element_may_hold_a_check_that_failed() -> None:
    assert axe_message("internal-link-present", "incomplete", "", None) == axe_message(
        "internal-link-present", "fail", "", None
    )


def test_what_cannot_be_said_is_none() -> None:
    assert axe_message("no-such-check", "fail", "", None) is None
    assert axe_message("color-contrast", "fail", "", {"fgColor": "#000"}) is None
    assert axe_message("aria-conditional-attr", "fail", "", {"messageKey": "unheard-of"}) is None


def test_an_unknown_rule_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        axe_text("no-such-rule")


def test_values_from_the_page_are_bounded_and_never_expanded() -> None:
    text = axe_message("landmark-is-top-level", "fail", "", {"role": "{role}" + "x" * 9999})
    assert text is not None
    assert "{role}xxx" in text.kk
    assert max(len(text[lang]) for lang in LANGS) < 400


def test_no_word_mixes_latin_and_cyrillic_letters() -> None:
    words = [(where, word) for where, sentence in _sentences("kk", "ru") for word in re.findall(r"\w+", sentence)]
    assert len(words) > 5000
    assert [found for found in words if _LATIN.search(found[1]) and _CYRILLIC.search(found[1])] == []


def test_each_language_is_written_in_its_own_letters() -> None:
    for where, text in _texts():
        assert _KAZAKH.search(text.kk), where
        assert _CYRILLIC.search(text.ru), where
        assert not _KAZAKH.search(text.ru), where
        assert not _CYRILLIC.search(text.en), where


def test_every_text_is_whole_sentences_of_bearable_length() -> None:
    for where, sentence in _sentences(*LANGS):
        assert sentence.endswith("."), where
        assert sentence == " ".join(sentence.split()), where
        assert len(sentence) < 330, where


def test_examples_show_the_wrong_line_and_the_right_one() -> None:
    for rule, text in axe_texts._rules().items():
        assert text.fix_code.startswith("<!-- ✗ --> "), rule
        assert "\n<!-- ✓ --> " in text.fix_code, rule
