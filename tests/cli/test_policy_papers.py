"""`trend --format html|pdf` and `yearly` on a small simulated nation: files are where they are said to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pikepdf
import pytest

from bench.nation import fill, simulate
from wcag_audit.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli


@pytest.fixture(scope="module")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("nation") / "audit.db"
    with Store.open(path) as store:
        fill(store, simulate(sites=20, waves=2))
    return path


def test_the_trend_is_written_as_pages_linked_to_the_last_wave_s_report(
    cli: Cli, store_path: Path, tmp_path: Path
) -> None:
    report = store_path.parent / "2026-03-21"
    report.mkdir(exist_ok=True)
    (report / "index.html").touch()
    folder = tmp_path / "trend"
    result = cli("--lang", "en", "trend", "--store", str(store_path), "--format", "html", "--output", str(folder))
    assert result.returncode == 0
    assert str(folder / "index.html") in result.stdout
    sites = (folder / "kk" / "sites.html").read_text(encoding="utf-8")
    assert "/2026-03-21/kk/sites/ministry-1-1/index.html" in sites


@pytest.mark.browser
def test_the_trend_is_printed_in_three_languages(cli: Cli, store_path: Path, tmp_path: Path) -> None:
    result = cli("trend", "--store", str(store_path), "--format", "pdf", "--output", str(tmp_path))
    assert result.returncode == 0
    for lang in ("kk", "ru", "en"):
        with pikepdf.open(tmp_path / f"trend-{lang}.pdf") as pdf:
            assert str(pdf.Root.Lang) == lang


def test_a_yearly_paper_is_written_in_kazakh_unless_told_otherwise(cli: Cli, store_path: Path, tmp_path: Path) -> None:
    target = tmp_path / "paper.docx"
    asked = ("yearly", "--kind", "consolidated", "--year", "2026", "--store", str(store_path), "--output", str(target))
    result = cli(*asked)
    assert result.returncode == 0
    assert str(target) in result.stdout
    assert docx.Document(str(target)).paragraphs[0].text == "Қазақстан Республикасының Үкіметіне"


@pytest.mark.browser
def test_a_yearly_paper_is_printed_with_its_title(cli: Cli, store_path: Path, tmp_path: Path) -> None:
    target = tmp_path / "paper.pdf"
    asked = ("yearly", "--kind", "information", "--body", "ministry-1", "--year", "2026", "--lang", "ru")
    assert cli(*asked, "--format", "pdf", "--store", str(store_path), "--output", str(target)).returncode == 0
    with pikepdf.open(target) as pdf:
        assert str(pdf.docinfo.Title).startswith("Информация о ходе реализации Концепции")
        assert pdf.Root.MarkInfo.Marked


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--kind", "information", "--body", "nobody", "--year", "2026"), "no site of a body 'nobody'"),
        (("--kind", "consolidated", "--body", "ministry-1"), "leave out --body"),
        (("--kind", "information", "--year", "2030"), "has not begun"),
        (("--kind", "information", "--year", "2025"), "No wave was finished"),
    ],
)
def test_what_cannot_be_meant_is_told_in_one_sentence(
    cli: Cli, store_path: Path, more: tuple[str, ...], said: str
) -> None:
    result = cli("--lang", "en", "yearly", "--store", str(store_path), *more)
    assert result.returncode in (2, 3)
    assert said in result.stderr
