"""Accepted exceptions: told where they are wrong, holding only as long and as far as they say."""

# ruff: noqa: E501  # a sentence under test is read best on one line
from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from wcag_audit.accepted import Acceptances, find_exceptions, load_exceptions
from wcag_audit.errors import AcceptedError
from wcag_audit.model.finding import Finding, Target
from wcag_audit.model.life import Excepted
from wcag_audit.model.outcome import Outcome

if TYPE_CHECKING:
    from wcag_audit.model.accepted import AcceptedException

LOGO = Finding("image-alt", Outcome.FAILED, "none", ("1.1.1",), Target("header img.logo"), also=("axe-image-alt",))
_ENTRY = "reason: The logo is replaced in March, owner: Press office, expires: 2027-03-31"


def load(tmp_path: Path, *entries: str) -> tuple[AcceptedException, ...]:
    file = tmp_path / "exceptions.yml"
    file.write_text("exceptions:\n" + "".join(f"  - {{{entry}}}\n" for entry in entries), encoding="utf-8")
    return load_exceptions(file)


def held(tmp_path: Path, entry: str, *sites: str, day: date = date(2027, 3, 31)) -> Excepted | None:
    return Acceptances(load(tmp_path, f"{entry}, {_ENTRY}"), day).of(LOGO, *sites)


def test_an_exception_gives_reason_owner_and_last_day(tmp_path: Path) -> None:
    found = held(tmp_path, f"site: portal, fingerprint: {LOGO.fingerprint}", "portal")
    assert found == Excepted("The logo is replaced in March", "Press office", date(2027, 3, 31))


@pytest.mark.parametrize(
    ("which", "sites", "holds"),
    [
        ("site: portal, rule: image-alt, selector: header img.logo", ("portal",), True),
        ("site: portal, rule: axe-image-alt, selector: header img.logo", ("portal",), True),
        ("site: portal, rule: image-alt, selector: header img", ("portal",), False),
        ("site: portal, rule: label, selector: header img.logo", ("portal",), False),
        ("site: other, rule: image-alt, selector: header img.logo", ("portal", "portal.kz"), False),
        ("site: portal.kz, rule: image-alt, selector: header img.logo", ("portal", "portal.kz"), True),
        ("site: gov-*, rule: image-alt, selector: header img.logo", ("gov-abay",), True),
        ("site: '*', rule: image-alt, selector: header img.logo", ("anything",), True),
        (f"site: portal, fingerprint: {'f' * 20}", ("portal",), False),
    ],
)
def test_an_exception_is_only_for_what_it_names(
    tmp_path: Path, which: str, sites: tuple[str, ...], holds: bool
) -> None:
    assert (held(tmp_path, which, *sites) is not None) is holds


def test_the_example_is_sound() -> None:
    example = load_exceptions(Path(__file__).parents[2] / "examples" / "exceptions.yml")
    assert [item.site for item in example] == ["gov-*", "egov.kz"]


def test_an_expired_exception_no_longer_holds_and_is_told(tmp_path: Path) -> None:
    entry = f"site: portal, fingerprint: {LOGO.fingerprint}, {_ENTRY}"
    after = Acceptances(load(tmp_path, entry), date(2027, 4, 1))
    assert after.of(LOGO, "portal") is None
    assert not after
    assert [(item.line, item.expires) for item in after.expired] == [(2, date(2027, 3, 31))]


def test_of_several_the_one_that_holds_longest_is_shown(tmp_path: Path) -> None:
    which = f"site: portal, fingerprint: {LOGO.fingerprint}, reason: r, owner: o, expires"
    found = Acceptances(load(tmp_path, f"{which}: 2027-01-01", f"{which}: 2028-01-01"), date(2026, 1, 1))
    shown = found.of(LOGO, "portal")
    assert shown is not None
    assert shown.expires == date(2028, 1, 1)


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ("site: a, rule: r, selector: s, owner: o, expires: 2027-01-01", "exceptions.yml:2: exception no. 1 has no reason — add a line 'reason: …'"),
        ("site: a, rule: r, selector: s, reason: r, expires: 2027-01-01", "exceptions.yml:2: exception no. 1 has no owner — add a line 'owner: …'"),
        ("site: a, rule: r, selector: s, reason: r, owner: o", "exceptions.yml:2: exception no. 1 has no last day — add a line 'expires: 2027-03-31'; an exception for ever is none"),
        ("site: a, rule: r, selector: s, reason: r, owner: o, expires: never", "exceptions.yml:2: exception no. 1 has 'never' as expires — write a day such as 2026-12-31, without quotes"),
        ("site: a, rule: r, reason: r, owner: o, expires: 2027-01-01", "exceptions.yml:2: exception no. 1 does not say which issue — add 'fingerprint: …', or 'rule: …' and 'selector: …'"),
        ("site: a, fingerprint: abc, reason: r, owner: o, expires: 2027-01-01", "exceptions.yml:2: exception no. 1 has a fingerprint that is not 20 digits 0-9 and a-f — copy it from the report"),
        ("site: a, fingerprint: abc, rule: r, reason: r, owner: o, expires: 2027-01-01", "exceptions.yml:2: exception no. 1 has both a fingerprint and a rule — delete one of the two"),
        ("site: A B, rule: r, selector: s, reason: r, owner: o, expires: 2027-01-01", "exceptions.yml:2: exception no. 1 has 'A B' as site — write its id in the register or its host; * stands for anything"),
        ("sites: a, rule: r, selector: s, reason: r, owner: o, expires: 2027-01-01", "exceptions.yml:2: exception no. 1 has the unknown key 'sites' — did you mean 'site'?"),
    ],
)  # fmt: skip
def test_each_mistake_is_told_with_its_line(tmp_path: Path, entry: str, sentence: str) -> None:
    with pytest.raises(AcceptedError) as caught:
        load(tmp_path, entry)
    assert sentence in str(caught.value).replace(f"{tmp_path}/", "").splitlines()


def test_a_file_is_looked_for_in_the_folder_and_may_be_missing_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_exceptions(None) == ()
    load(tmp_path, f"site: a, rule: r, selector: s, {_ENTRY}")
    assert [item.rule for item in find_exceptions(None)] == ["r"]
    with pytest.raises(AcceptedError, match="There is no file"):
        find_exceptions(tmp_path / "other.yml")
    (tmp_path / "exceptions.yml").write_text("{}\n", encoding="utf-8")
    with pytest.raises(AcceptedError, match="has no exceptions"):
        find_exceptions(None)
