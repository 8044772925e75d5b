"""The templates' side of Jinja: one environment per language, in which the fixed sentences are part of the template.

A report of a country is hundreds of thousands of pages. What a page says whatever it is about is therefore put in when
the template is read, and what it shows is called without Jinja's detours.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined, nodes
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from wcag_audit.i18n import format as fmt
from wcag_audit.i18n.common import meaning, name
from wcag_audit.model.course import Standing
from wcag_audit.model.index import CAP
from wcag_audit.model.kind import Kind
from wcag_audit.model.life import IssueState
from wcag_audit.report import paths
from wcag_audit.report.hostile import is_web_address, language_tag, visible
from wcag_audit.report.page_words import address, code, outside, remark, words
from wcag_audit.report.rule_words import measured, message
from wcag_audit.report.speech import Speech
from wcag_audit.report.views import STATES
from wcag_audit.rules.words import rule_words
from wcag_audit.standards.wcag import CRITERIA, Level

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, MutableMapping
    from enum import StrEnum

    from jinja2.runtime import Macro

    from wcag_audit.model.language import Lang


@cache
def environment(lang: Lang) -> Environment:
    """The templates of pages in a language; what they say and show is in that language."""
    env = _Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.context_class = _Context
    env.filters.update(_language(lang))
    env.globals.update(lang=lang, **_language(lang))
    env.globals.update(
        CRITERIA=CRITERIA, LEVELS=tuple(Level), STATES=STATES, KINDS=tuple(Kind), paths=paths, INDEX_CAP=CAP
    )
    env.globals.update(ISSUE_STATES=tuple(IssueState), STANDINGS=tuple(Standing))
    env.globals.update(is_web_address=is_web_address, language_tag=language_tag, visible=visible)
    return env


class Once:
    """Remembers what macros made of their values, for those that look at nothing else: `once(m.level, "AA")`."""

    _LIMIT = 1024

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._made: dict[str, dict[tuple[object, ...], Markup]] = defaultdict(dict)

    def __call__(self, macro: Macro, *values: Any) -> Markup:
        """What the macro gives for the values, which must be hashable."""
        made = self._made[macro.name]
        if values not in made:
            if len(made) >= self._LIMIT:
                made.clear()
            made[values] = Markup(macro(*values))  # noqa: S704 - a macro escapes what it is given
        return made[values]


class _Environment(Environment):
    """Reads `t("frame.skip")` as `"frame.skip" | t`: filters are called directly, and once where all is known."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What a template knows of itself, in one table: Jinja would look through two of them, for each page."""
        return {**self.globals, **(d or {})}

    def _generate(self, source: nodes.Template, *args: Any, **values: Any) -> str:
        return super()._generate(_CallsToFilters(self).visit(source), *args, **values)


class _CallsToFilters(NodeTransformer):
    """Calls of functions that are filters too are made filters."""

    def __init__(self, env: Environment) -> None:
        self._env = env

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - the name that the visitor looks for
        self.generic_visit(node)
        if not (isinstance(node.node, nodes.Name) and node.node.name in self._env.filters and node.args):
            return node
        first, *rest = node.args
        made = nodes.Filter(
            first, node.node.name, rest, node.kwargs, node.dyn_args, node.dyn_kwargs, lineno=node.lineno
        )
        return made.set_environment(self._env)


class _Context(Context):
    """Calls what a template calls, and does not look for `pass_context` and its like, which no function of ours has."""

    def call(
        self,
        function: Callable[..., Any],
        /,
        *args: Any,
        _loop_vars: object = None,
        _block_vars: object = None,
        **values: Any,
    ) -> Any:
        """What the function gives; variables of loops and blocks are for functions that ask for the context."""
        return function(*args, **values)


@cache
def _language(lang: Lang) -> Mapping[str, Callable[..., Any]]:
    """What every template says and shows in its language."""

    def named(value: StrEnum) -> str:
        return name(value)[lang]

    def meant(value: StrEnum) -> str:
        return meaning(value)[lang]

    formats: Mapping[str, Callable[..., str]] = {
        "number": lambda value, digits=None: fmt.number(value, lang, digits),
        "percent": lambda share, digits=0: fmt.percent(share, lang, digits),
        "day": lambda value: fmt.day(value, lang),
        "month": lambda value: fmt.month(value, lang),
        "moment": lambda value: fmt.moment(value, lang),
    }
    return {
        "once": Once(),
        "t": Speech(lang),
        "name": named,
        "meaning": meant,
        "criterion_name": lambda number: CRITERIA[number].name[lang],
        "rule_words": lambda rule: rule_words(rule, lang),
        "message": lambda finding: message(finding, lang),
        "measured": lambda finding: measured(finding, lang),
        "remark": lambda text, limit=400: remark(text, lang, limit),
        "code": code,
        "words": words,
        "address": address,
        "outside": outside,
        **formats,
    }
