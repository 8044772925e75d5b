"""`wcag-audit judge` reads a database and says what rules and sites changed."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from tests.audit.old_waves import RULE, add_wave
from wcag_audit.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli

WRONG = {"a": "xx-nonsense", "b": "xx-nonsense", "c": "kk"}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "audit.db"
    with Store.open(path) as store:
        add_wave(store, "2026-11-25", WRONG, old=True)
        add_wave(store, "2027-02-25", {**WRONG, "a": "kk"})
    return path


def test_the_changes_of_rules_and_of_the_site_are_printed_apart(cli: Cli, database: Path) -> None:
    before = hashlib.sha256(database.read_bytes()).hexdigest()
    done = cli("judge", "--wave", "2026-11-25", "--store", str(database))
    assert done.returncode == 0, done.stderr
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert "Sites: 1. 3 pages were judged again. Left out because not kept: 0. The database" in lines
    assert any(line.startswith(f"{RULE} 0 → 1 0 → 2 0 → 2 0") for line in lines)
    assert any(line.startswith("3.1.1 Language of Page 0 → 2 0 → 1 2") for line in lines)
    assert "“2026-11-25” → “2027-02-25”: pages that both waves have: 3" in lines
    assert "3.1.1 Language of Page 0 → 1 +2 −1" in lines
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert hashlib.sha256(database.read_bytes()).hexdigest() == before


@pytest.mark.parametrize(("lang", "words"), [("kk", "Сайт себебінен"), ("ru", "Из-за сайта")])
def test_it_speaks_kazakh_and_russian(cli: Cli, database: Path, lang: str, words: str) -> None:
    done = cli("judge", "--wave", "2026-11-25", "--store", str(database), "--lang", lang)
    assert words.split(maxsplit=1)[0] in done.stdout


def test_the_form_for_programs_has_the_parts_worked_out(cli: Cli, database: Path, tmp_path: Path) -> None:
    path = tmp_path / "judged.json"
    done = cli("judge", "--wave", "2026-11-25", "--store", str(database), "--format", "json", "--output", str(path))
    found = json.loads(done.stdout)
    assert found == json.loads(path.read_text("utf-8"))
    assert (found["format"], found["wave"], found["pages"]) == (1, "2026-11-25", 3)
    assert next(rule for rule in found["rules"] if rule["rule"] == RULE)["pages"] == [0, 2]
    assert found["later"]["criteria"]["3.1.1"] == {
        "earlier_then": 0.0,
        "earlier_now": 2.0,
        "later_then": 1.0,
        "later_now": 1.0,
        "by_rules": 2.0,
        "by_site": -1.0,
    }


def test_the_last_wave_has_nothing_later_to_compare_with(cli: Cli, database: Path) -> None:
    done = cli("judge", "--store", str(database), "--format", "json")
    assert json.loads(done.stdout)["later"] is None


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--wave", "nothing"), "nothing"),
        (("--wave", "2027-02-25", "--later", "2026-11-25"), "did not begin after"),
    ],
)
def test_a_wave_that_cannot_be_meant_is_wrong_use(
    cli: Cli, database: Path, options: tuple[str, ...], words: str
) -> None:
    done = cli("judge", "--store", str(database), *options)
    assert done.returncode == 2
    assert words in done.stderr


def test_a_wave_whose_pages_were_not_kept_cannot_be_judged_again(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "bare.db"
    with Store.open(path) as store:
        add_wave(store, "2026-11-25", {"a": "kk"}, bare="a")
    done = cli("judge", "--store", str(path))
    assert done.returncode == 3
    assert "nothing to judge again" in done.stderr
