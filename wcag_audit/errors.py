"""Everything that can go wrong on purpose.

WcagAuditError                 one clear sentence for the person at the keyboard, in their language
├── UsageError                 wrong use: exit code 2
│   ├── TargetsError           targets.yml says something that cannot be meant
│   ├── RoadmapError           roadmap.yml does
│   ├── AcceptedError          exceptions.yml does
│   ├── BaselineError          a baseline is not the output of an earlier check
│   └── AddressError           an address that will not be audited as given
└── CouldNotDoError            the work could not be done: exit code 3
    ├── NoBrowserError         no Chromium found, or it does not start
    ├── StoreError             the database cannot be opened, read or written
    ├── RuleDefinitionError    a rule's folder is incomplete or contradicts itself
    └── ProbeError             a probe could not look (becomes Missing, never a failure of the page)

Statuses of single pages are not errors: a page that cannot be reached has a `VisitStatus` (model.visit).
"""

from __future__ import annotations

from functools import partial
from typing import Any

from wcag_audit.remark import Remark, Value


class WcagAuditError(Exception):
    """Base of all errors: one sentence that says what is wrong and what to do.

    The sentence is raised as a code with values, and stands in three languages in `i18n/catalogues/errors.toml`. As
    text the error is English; `i18n.remarks.sentence` says its remark to people.

    Attributes:
        exit_code: with which the program ends.
        remark: code and values.
    """

    exit_code = 3

    def __init__(self, code: str, /, **values: Value) -> None:
        """Say what is wrong: the code of a sentence, and a value for each of its placeholders."""
        self.remark = Remark(code, **values)
        super().__init__(self.remark)

    def __reduce__(self) -> tuple[Any, ...]:
        """An error may come from another process; it is made there again from its code and values."""
        return partial(type(self), self.remark.code, **self.remark.values), ()


class UsageError(WcagAuditError):
    """The command or its input is wrong; nothing was done."""

    exit_code = 2


class TargetsError(UsageError):
    """The register of bodies and sites is wrong; the text names file and line."""


class RoadmapError(UsageError):
    """The roadmap is wrong; the text names file and line."""


class AcceptedError(UsageError):
    """The file of accepted exceptions is wrong; the text names file and line."""


class BaselineError(UsageError):
    """A baseline cannot be read or is not what an earlier check wrote."""


class AddressError(UsageError):
    """An address cannot be audited as given (no http, a private network, not an address)."""


class CouldNotDoError(WcagAuditError):
    """The request was sound but could not be carried out."""


class NoBrowserError(CouldNotDoError):
    """No Chromium was found or it does not start."""


class StoreError(CouldNotDoError):
    """The database cannot be opened, read or written."""


class RuleDefinitionError(CouldNotDoError):
    """A rule's folder is incomplete or contradicts itself: a mistake of its author, found when rules are loaded."""


class ProbeError(CouldNotDoError):
    """A probe could not look; the fact becomes Missing with this remark as its reason."""
