"""Errors and reasons are said as codes with values: every one has its sentence in three languages, and none is idle."""

from __future__ import annotations

import ast
import copy
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from wcag_audit import errors
from wcag_audit.errors import UsageError, WcagAuditError
from wcag_audit.i18n.catalogue import placeholders
from wcag_audit.i18n.remarks import catalogues, language_of, sentence, spoken
from wcag_audit.model.language import LANGS
from wcag_audit.remark import Remark, restored, stored

if TYPE_CHECKING:
    from collections.abc import Iterator

_SOURCE = Path(errors.__file__).parent
_TREES = {path.relative_to(_SOURCE): ast.parse(path.read_text("utf-8")) for path in sorted(_SOURCE.rglob("*.py"))}
_MAKERS = ("remark.py", "errors.py")
_REASONED = {"Missing", "Fate", "NoReply", "GivenUp", "Blocked", "_ended", "_not_reached"}
_CODES = {code: catalogue for catalogue in catalogues() for code in catalogue.keys}


def _errors() -> set[str]:
    """Names of all classes of errors of ours, those made outside errors.py too."""
    classes = [node for tree in _TREES.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    known = {"WcagAuditError"}
    while found := {
        one.name for one in classes if one.name not in known and {getattr(base, "id", "") for base in one.bases} & known
    }:
        known |= found
    return known


_SAYERS = _errors() | {"Remark"}


def _said(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """(code, problem) of everything that is said; the problem is "" where there is none."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name in _SAYERS or ast.unparse(node.func).endswith((".error", ".remark")):
            yield _of_sayer(node)
        elif name in _REASONED or ast.unparse(node.func).endswith("gaps.append"):
            yield from (("", f"free text {ast.unparse(given)}") for given in node.args if _is_text(given))


def _of_sayer(call: ast.Call) -> tuple[str, str]:
    first = call.args[0] if len(call.args) == 1 else None
    if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
        return "", "the code is not written out"
    code = first.value
    if code not in _CODES:
        return code, "there is no such sentence"
    given = {keyword.arg for keyword in call.keywords}
    wanted = placeholders(_CODES[code].template(code, "en"))
    return code, "" if given == wanted else f"needs {sorted(wanted)}, is given {sorted(map(str, given))}"


def _is_text(node: ast.expr) -> bool:
    written = node.value if isinstance(node, ast.Constant) else ""
    return isinstance(node, ast.JoinedStr) or (isinstance(written, str) and bool(written))


def _all() -> Iterator[tuple[str, str, str]]:
    for path, tree in _TREES.items():
        if path.name not in _MAKERS:
            yield from ((str(path), code, problem) for code, problem in _said(tree))


def test_every_error_and_reason_is_raised_with_a_code_that_has_a_sentence_and_with_all_its_values() -> None:
    assert not [found for found in _all() if found[2]]


def test_no_sentence_is_idle_and_no_code_stands_in_two_catalogues() -> None:
    assert not set(_CODES) - {code for _, code, _ in _all()}
    assert len(_CODES) == sum(len(catalogue.keys) for catalogue in catalogues())


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("raise UsageError('Free text.')", "no such sentence"),
        ("raise StoreError(f'The database {path}')", "not written out"),
        ("raise StoreError('store.newer')", "needs ['path'], is given []"),
        ("raise StoreError('store.newer', path=path, line=3)", "needs ['path']"),
        ("raise StoreError('store.newer', **values)", "is given ['None']"),
        ("gaps.append(f'The frame {frame}')", "free text"),
        ("Missing('no time')", "free text"),
        ("raise problems.error('Free text.')", "no such sentence"),
    ],
)
def test_what_this_file_looks_for_it_finds(code: str, problem: str) -> None:
    assert [found for _, found in _said(ast.parse(code)) if problem in found]


def _filled(code: str) -> Remark:
    catalogue = _CODES[code]
    names = placeholders(catalogue.template(code, "en"))
    numbers = {name for name in names if name == "n"}
    return Remark(code, **{name: 3 if name in numbers else f"<{name}>" for name in names})


@pytest.mark.parametrize("lang", LANGS)
def test_every_remark_can_be_said_in_every_language(lang: str) -> None:
    for code in _CODES:
        said = sentence(_filled(code), lang)
        assert said
        assert "{" not in said, code


def test_a_remark_is_english_where_no_language_is_known() -> None:
    for code in _CODES:
        assert str(_filled(code)) == sentence(_filled(code), "en")


def test_an_error_says_its_sentence_in_the_persons_language() -> None:
    error = UsageError("wave.not-unfinished", name="2026")
    assert str(error) == "There is no unfinished wave called '2026': start one without --resume."
    assert sentence(error.remark, "ru").startswith("Незавершённой волны проверки «2026» нет")
    assert sentence(error.remark, "kk").startswith("«2026» деген аяқталмаған тексеру кезеңі жоқ")
    assert isinstance(error, WcagAuditError)


def test_a_remark_within_a_remark_is_said_in_the_same_language_and_numbers_choose_their_plural() -> None:
    inner = Remark("visit.redirects", address="https://a.kz/")
    assert sentence(Remark("robots.unread", reason=inner), "ru") == (
        "robots.txt не удалось прочесть: перенаправляет на https://a.kz/"
    )
    assert [sentence(Remark("register.more", n=n), "ru") for n in (1, 2, 5)] == [
        "…и ещё 1 ошибка.", "…и ещё 2 ошибки.", "…и ещё 5 ошибок.",
    ]  # fmt: skip
    several = Remark("register.problems", problems=(Remark("hint.look"), Remark("meant.table")))
    assert sentence(several, "ru") == " — найдите его id в файле\nтаблица"
    assert str(several) == " — look for its id in the file\na table"


@pytest.mark.parametrize(
    "remark",
    [
        Remark("gap.loading", seconds=10.0),
        Remark("visit.redirects-there", address="https://a.kz/", reason=Remark("robots.forbids")),
        Remark("register.problems", problems=(Remark("meant.table"), Remark("register.more", n=2))),
    ],
)
def test_what_is_stored_is_code_and_values_and_comes_back_as_it_was(remark: Remark) -> None:
    assert json.loads(stored(remark))["code"] == remark.code
    back = restored(stored(remark))
    assert isinstance(back, Remark)
    assert (back, back.code, back.values) == (remark, remark.code, remark.values)
    assert [sentence(back, lang) for lang in LANGS] == [sentence(remark, lang) for lang in LANGS]
    assert copy.deepcopy(remark).values == remark.values


@pytest.mark.parametrize(
    "text",
    ["", "HTTP 404", '{"code":', '{"code":"a"}', '{"code":"a","values":3}', '{"code":1,"values":{"1":[2]}}', "{}"],
)
def test_text_that_older_waves_have_stored_is_shown_as_it_is(text: str) -> None:
    assert restored(stored(text)) == text
    assert sentence(restored(text), "kk") == text
    assert language_of(restored(text), "kk") == "en"


def test_a_remark_of_another_version_still_says_what_it_knows() -> None:
    strange = restored('{"code":"visit.of-tomorrow","values":{"address":"https://a.kz/"}}')
    assert sentence(strange, "kk") == "visit.of-tomorrow address='https://a.kz/'"
    assert language_of(strange, "kk") == "en"
    other = restored('{"code":"visit.http","values":{"number":404}}')
    assert "404" in sentence(other, "kk")
    assert spoken(3, "kk") == 3
