"""What the report of a wave costs: time, memory, files."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bench.measure import measure

if TYPE_CHECKING:
    from pathlib import Path

_BLOCK = 4096


def print_cost(store: Path, folder: Path) -> None:
    """Write the report of the last wave in `store` into `folder` by `wcag-audit report`, and print what it cost."""
    command = [sys.executable, "-m", "wcag_audit", "report", "--store", str(store), "--output", str(folder)]
    cost = measure(command, "")
    sizes = {file: file.stat().st_size for file in folder.rglob("*") if file.is_file()}
    pages = {file: size for file, size in sizes.items() if file.suffix == ".html"}
    largest = max(pages, key=lambda file: pages[file])
    disk = sum(-(-size // _BLOCK) * _BLOCK for size in sizes.values())
    print(f"wall time            {cost.wall / 60:.1f} min ({cost.cpu / 60:.1f} min of CPU)")
    print(f"peak memory          {cost.memory:,.0f} MiB, all processes together")
    print(f"pages                {len(pages):,}")
    print(f"largest page         {pages[largest] / 1e6:.2f} MB ({largest.relative_to(folder)})")
    print(f"size, and on a disk  {sum(sizes.values()) / 2**30:.1f} GiB, {disk / 2**30:.1f} GiB")
