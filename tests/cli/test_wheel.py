"""What is installed without a checkout: the wheel has everything and works from anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_LEFT_OUT = {".pyc"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=_ROOT, check=True, capture_output=True)  # noqa: S603 - our own build
    (built,) = folder.glob("*.whl")
    return built


def _files(folder: Path) -> set[str]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix not in _LEFT_OUT)
    return {path.relative_to(folder).as_posix() for path in files}


def test_the_wheel_holds_the_package_the_sample_portal_and_the_licence(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    assert {f"wcag_audit/{name}" for name in _files(_ROOT / "wcag_audit")} <= held
    assert {f"wcag_audit/sample_portal/site/{name}" for name in _files(_ROOT / "examples" / "portal")} <= held
    assert any(name.endswith("licenses/LICENSE") for name in held)


def test_the_wheel_brings_no_tests(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"wcag_audit"}


@pytest.mark.browser
def test_the_unpacked_wheel_audits_a_page_of_its_own_portal(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    program = (
        "import wcag_audit\nfrom wcag_audit.cli import main\nfrom wcag_audit.sample_portal import SamplePortal\n"
        "print(wcag_audit.__file__)\n"
        "with SamplePortal() as portal:\n"
        "    main(['check', '--allow-private', '--profile', 'quick', portal.url + '/kk/'])\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "installed"), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", program]
    done = subprocess.run(  # noqa: S603 - our own program
        command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.stdout.startswith(str(tmp_path / "installed"))
    assert done.returncode == 1, done.stderr
    assert "img.banner" in done.stdout
