"""A small command loads only what it needs."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import wcag_audit
from wcag_audit.cli import check
from wcag_audit.export import CHECK_LOGS

PACKAGES = ("audit", "export", "report")


@pytest.mark.parametrize("package", PACKAGES)
def test_every_public_name_is_found_and_none_is_hidden_by_a_module(package: str) -> None:
    found = import_module(f"wcag_audit.{package}")
    modules = {path.stem for path in (Path(wcag_audit.__file__).parent / package).glob("*.py")}
    assert found.__all__
    for name in found.__all__:
        assert name not in modules
        assert getattr(found, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = found.nothing


def test_a_check_offers_the_formats_that_are_written_without_loading_them() -> None:
    assert set(check.LOGS) == set(CHECK_LOGS)


def test_a_check_loads_neither_the_store_nor_the_reports() -> None:
    code = "import sys, wcag_audit.cli.check; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - ours
    loaded = ran.stdout.split()
    assert "wcag_audit.audit.check" in loaded
    assert not {"wcag_audit.store", "sqlite_utils", "wcag_audit.report.writing", "xlsxwriter"} & set(loaded)
