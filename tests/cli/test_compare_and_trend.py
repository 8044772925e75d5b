"""`wcag-audit compare` and `wcag-audit trend` over four real waves."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Cli

    from tests.conftest import FourWaves

pytestmark = pytest.mark.browser
_STATES = ("regressed", "new", "fixed", "not-retested", "still-there")


def counts(text: str, site: str) -> list[int]:
    """How many failures of a site went which way, in the order of `_STATES`."""
    found = next(item for item in json.loads(text)["sites"] if item["site"] == site)
    return [found["failures"][state] for state in _STATES]


def test_comparing_tells_what_became_of_every_issue(cli: Cli, four_waves: FourWaves) -> None:
    done = cli("compare", "wave-1", "wave-2", "--store", str(four_waves.path), "--format", "json")
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert [document[end]["name"] for end in ("before", "after")] == ["wave-1", "wave-2"]
    assert counts(done.stdout, "english")[:4] == [0, 0, 1, 0]
    assert counts(done.stdout, "russian")[:4] == [0, 0, 1, 0]
    fixed = [issue for site in document["sites"] for issue in site["issues"] if issue["state"] == "fixed"]
    button = next(issue for issue in fixed if issue["kind"] == "failures" and issue["pages"] == 3)
    assert (button["rule"], button["last_seen"], button["since"]) == ("control-has-name", "wave-1", "wave-2")
    assert button["looked_again"] == 3
    assert button["target"]["selector"]
    assert len(button["urls"]) == 3


def test_what_comes_back_is_exit_code_1(cli: Cli, four_waves: FourWaves) -> None:
    base = ("compare", "wave-3", "wave-4", "--store", str(four_waves.path))
    text = cli(*base)
    assert text.returncode == 1
    assert "↩ Every link, button and field has a name" in text.stdout
    assert "not every page was looked at again" in text.stdout
    assert all(len(line) <= 80 for line in text.stdout.splitlines() if "http" not in line)
    assert counts(cli(*base, "--format", "json").stdout, "english")[:4] == [1, 0, 0, 1]
    assert cli(*base, "--fail-on", "never").returncode == 0
    assert cli(*base, "--site", "kazakh").returncode == 0


def test_waves_in_between_are_not_looked_at(cli: Cli, four_waves: FourWaves) -> None:
    done = cli("compare", "wave-1", "wave-4", "--store", str(four_waves.path), "--format", "json")
    found = next(item for item in json.loads(done.stdout)["sites"] if item["site"] == "english")
    states = {issue["rule"]: issue["state"] for issue in found["issues"] if issue["kind"] == "failures"}
    assert states["control-has-name"] == "still-there"  # fixed in between, and back: between these two it is there
    assert states["axe-color-contrast"] == "fixed"


def test_an_excepted_issue_does_not_stop_a_comparison(cli: Cli, four_waves: FourWaves, tmp_path: Path) -> None:
    entries = "".join(
        f"  - {{site: {site}, rule: control-has-name, selector: '{selector}', reason: New design., owner: Press,"
        f" expires: 2199-12-31}}\n"
        for site, selector in (("english", "form > button"), ("russian", "a.news-channel"))
    )
    (tmp_path / "exceptions.yml").write_text(f"exceptions:\n{entries}", "utf-8")
    base = ("compare", "wave-3", "wave-4", "--store", str(four_waves.path))
    text = cli(*base, cwd=tmp_path)
    assert text.returncode == 0
    whole = " ".join(text.stdout.split())
    assert "Accepted as an exception. Reason: New design. Owner: Press. Last day: 31 December 2199." in whole
    assert "Accepted as exceptions: 2." in whole
    assert "Regressed: 2" in whole  # it stays what it is


def test_waves_are_named_in_their_order_or_refused(cli: Cli, four_waves: FourWaves) -> None:
    store = ("--store", str(four_waves.path))
    wrong = cli("compare", "wave-2", "wave-1", *store)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "name the earlier one first" in wrong.stderr
    assert cli("compare", "wave-1", "wave-9", *store).returncode == 2


def test_the_trend_says_the_clock_the_assumption_and_no_conformance(cli: Cli, four_waves: FourWaves) -> None:
    done = cli("trend", "--store", str(four_waves.path), "--as-of", "2026-10-20", "--sites")
    assert done.returncode == 0, done.stderr
    whole = " ".join(done.stdout.split())
    assert "As of 20 October 2026: 4 finished waves, 15 January 2026 – 15 October 2026." in whole
    assert "Level AA by 31 December 2026." in whole
    assert "Assumption: the document names no day; we read it as 31 December 2026." in whole
    assert "The nation: Off course" in whole
    assert "2 of 6 failing became clean, 1 of 6 clean ones relapsed. These rates lead to 62.5" in whole
    assert "W3C does not recommend requiring level AAA of entire sites" in whole
    assert "there is no ranking" in whole
    assert all(len(line) <= 80 for line in done.stdout.splitlines())


def test_the_trend_as_json_is_the_whole_tree(cli: Cli, four_waves: FourWaves) -> None:
    done = cli("trend", "--store", str(four_waves.path), "--as-of", "2026-10-20", "--format", "json")
    tree = json.loads(done.stdout)
    assert (tree["format"], tree["as_of"]) == (1, "2026-10-20")
    english = next(site for site in tree["sites"] if site["site"] == "english")
    assert [point["clean_pages"] for point in english["points"]["AA"]] == [0, 1, 1, 0]
    assert english["courses"][0]["standing"] == "no-direction"
    assert len(tree["nation"]["criteria"]) == 86


def test_a_roadmap_of_ones_own_and_another_day_change_the_answer(
    cli: Cli, four_waves: FourWaves, tmp_path: Path
) -> None:
    (tmp_path / "roadmap.yml").write_text(
        "targets:\n  - {id: own, level: AA, metric: index, value: 90, by: 2026-06-30}\n"
    )
    store = ("--store", str(four_waves.path))
    done = cli("trend", *store, "--as-of", "2026-10-20", cwd=tmp_path)
    assert "Level AA by 30 June 2026. Progress index: 90" in done.stdout
    assert "Assumption" not in done.stdout
    early = cli("trend", *store, "--as-of", "2026-01-01")
    assert early.returncode == 2
    assert "no wave that was finished by 2026-01-01" in early.stderr
    (tmp_path / "roadmap.yml").write_text("targets:\n  - {id: own, level: B, by: 2026}\n")
    wrong = cli("trend", *store, cwd=tmp_path)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "roadmap.yml:2: target 'own' has the unknown level 'B'" in wrong.stderr


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_other_languages_are_spoken_whole(cli: Cli, four_waves: FourWaves, lang: str) -> None:
    store = ("--store", str(four_waves.path))
    for command in (("trend", "--as-of", "2026-10-20", "--sites"), ("compare", "wave-3", "wave-4")):
        done = cli("--lang", lang, *command, *store)
        assert done.stdout
        assert "Still there" not in done.stdout
        assert all(len(line) <= 80 for line in done.stdout.splitlines() if "http" not in line)
