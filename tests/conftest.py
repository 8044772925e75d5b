"""What tests of several packages look at: four waves over the sample portal, walked once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.audit.four_waves import walk
from wcag_audit.store import Store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from wcag_audit.model.result import Wave


@dataclass(frozen=True)
class FourWaves:
    """Attributes: path: of the database; store: open on it; waves: oldest first."""

    path: Path
    store: Store
    waves: tuple[Wave, ...]


@pytest.fixture(scope="session")
async def four_waves(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[FourWaves]:
    folder = tmp_path_factory.mktemp("four-waves")
    with Store.open(folder / "audit.db") as store:
        yield FourWaves(folder / "audit.db", store, tuple(await walk(folder, store)))
