from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import wcag_audit
from wcag_audit.errors import CouldNotDoError
from wcag_audit.sample_portal import SamplePortal, portal_folder

KIB = 1024


def test_an_installed_package_finds_the_portal_inside_itself(tmp_path: Path) -> None:
    package = tmp_path / "wcag_audit"
    shutil.copytree(Path(wcag_audit.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(portal_folder(), package / "sample_portal" / "site", dirs_exist_ok=True)
    script = "from wcag_audit.sample_portal import barriers, portal_folder; print(portal_folder(), len(barriers()))"
    told = subprocess.run(  # noqa: S603 - our own interpreter and script
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    folder, count = told.stdout.rsplit(maxsplit=1)
    assert Path(folder) == package / "sample_portal" / "site"
    assert int(count) > 0


def test_a_folder_that_is_no_portal_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CouldNotDoError, match=r"is not a sample portal"):
        SamplePortal(folder=tmp_path)


def test_the_pictures_stay_small_enough_for_a_repository() -> None:
    total = sum(file.stat().st_size for file in (portal_folder() / "assets" / "img").iterdir())
    assert 0 < total < 400 * KIB


def test_no_file_of_the_portal_loads_anything_from_elsewhere() -> None:
    """Links may lead away; the reserved names .example never answer."""
    for file in portal_folder().rglob("*"):
        if file.suffix in {".html", ".css", ".js", ".json"}:
            text = file.read_text("utf-8")
            assert "@import" not in text
            for address in text.split("http")[1:]:
                assert address.startswith(("://www.w3.org/", "s://")), f"{file}: http{address[:40]}"
                if address.startswith("s://"):
                    assert address.split("/")[2].endswith(".example"), f"{file}: http{address[:40]}"
