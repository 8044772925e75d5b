"""Reads examples.md of a rule: the documentation that is also the test (form of the ACT Rules Format).

    # rule-id
    ## Failed
    ### Failed Example 1
    A sentence.
    ```html expect=code target=css-selector page=whole url=/a.html
    <img>
    ```

`expect` is the message code, `target` finds the judged elements (parts through frames and shadow roots joined by
" >>> "; quoted where it has spaces), `page=whole` says that the page itself is judged. Examples of site rules have
several fences, each with its `url`. In these a page may answer with `status=404` or lead `to=` another address, or was
never opened and has a `fate=blocked` (a VisitStatus): such pages are no audited ones, but their fate is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from wcag_audit.model.outcome import Outcome

SECTIONS = {
    "Passed": Outcome.PASSED,
    "Failed": Outcome.FAILED,
    "Inapplicable": Outcome.INAPPLICABLE,
    "Can't tell": Outcome.CANT_TELL,
}
_ATTRIBUTES = {"expect", "target", "page", "url", "status", "to", "fate"}
OK = 200
_LINE = re.compile(r"^(?P<marks>#{1,3}) (?P<heading>.+)$|^```(?P<fence>.*)$", re.MULTILINE)
_ATTRIBUTE = re.compile(r"""(?P<name>[a-z]+)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>\S+))(?:\s+|$)""")
_WRAPPER = '<!DOCTYPE html><html lang="en"><head><title>Example</title></head><body>{}</body></html>'


class ExampleError(ValueError):
    """An examples.md does not keep to the form."""


@dataclass(frozen=True, slots=True)
class ExamplePage:
    """One fenced block: a page, what it answers, and what is expected of it; "" where nothing is said."""

    html: str
    url: str
    expect: str
    target: str
    whole: bool
    status: int = 200
    to: str = ""
    fate: str = ""

    @property
    def audited(self) -> bool:
        """False for addresses of which only the fate is known."""
        return self.status == OK and not self.to and not self.fate


@dataclass(frozen=True, slots=True)
class Example:
    """One example: the section's outcome, and the pages in which it shows."""

    rule: str
    title: str
    outcome: Outcome
    pages: tuple[ExamplePage, ...]

    def __str__(self) -> str:
        return f"{self.rule}: {self.title}"

    @property
    def expected(self) -> ExamplePage:
        """The page that says what is expected: the only one, or the one with a code or a target."""
        return next((page for page in self.pages if page.expect or page.target or page.whole), self.pages[0])


def read_examples(rule: str, text: str) -> tuple[Example, ...]:
    """The examples in the text of an examples.md.

    Raises:
        ExampleError: a heading, a fence or an attribute is not of the form, or an outcome that needs a code has none.
    """
    outcome: Outcome | None = None
    title = ""
    pages: list[ExamplePage] = []
    found: list[Example] = []
    titled = False
    position = 0

    def close() -> None:
        if title:
            found.append(_example(rule, title, outcome, pages))

    while match := _LINE.search(text, position):
        position = match.end()
        marks, heading = match["marks"], (match["heading"] or "").strip()
        if marks == "#":
            if heading != rule or titled:
                raise ExampleError(f"{rule}: the first heading must be '# {rule}', not {heading!r}.")
            titled = True
        elif marks == "##":
            close()
            title, pages = "", []
            if heading not in SECTIONS:
                raise ExampleError(f"{rule}: '## {heading}' is none of {', '.join(SECTIONS)}.")
            outcome = SECTIONS[heading]
        elif marks == "###":
            close()
            title, pages = heading, []
        else:
            end = text.find("\n```", position)
            if not title or end < 0:
                raise ExampleError(f"{rule}: a fence stands outside an example or is not closed.")
            pages.append(_page(rule, title, match["fence"].strip(), text[position + 1 : end + 1]))
            position = end + len("\n```")
    close()
    if not titled or not found:
        raise ExampleError(f"{rule}: there is no '# {rule}' or no example.")
    return tuple(found)


def _example(rule: str, title: str, outcome: Outcome | None, pages: list[ExamplePage]) -> Example:
    if outcome is None or not pages:
        raise ExampleError(f"{rule}: '{title}' stands outside a section or has no page.")
    section = next(name for name, value in SECTIONS.items() if value is outcome)
    if not re.fullmatch(rf"{section} Example \d+", title, re.IGNORECASE):
        raise ExampleError(f"{rule}: '{title}' should read '{section} Example <number>'.")
    example = Example(rule, title, outcome, tuple(pages))
    if outcome in {Outcome.FAILED, Outcome.CANT_TELL} and not example.expected.expect:
        raise ExampleError(f"{rule}: '{title}' does not say which code to expect.")
    if outcome is Outcome.INAPPLICABLE and example.expected.expect:
        raise ExampleError(f"{rule}: '{title}' expects a code, but a rule that does not apply has none.")
    return example


def _page(rule: str, title: str, fence: str, html: str) -> ExamplePage:
    language, _, rest = fence.partition(" ")
    if language != "html":
        raise ExampleError(f"{rule}: '{title}' has a fence of {language!r} instead of html.")
    values: dict[str, str] = {}
    position = 0
    rest = rest.strip()
    while position < len(rest):
        match = _ATTRIBUTE.match(rest, position)
        if not match or match["name"] not in _ATTRIBUTES or match["name"] in values:
            raise ExampleError(f"{rule}: '{title}' has a fence with {rest[position:]!r}.")
        values[match["name"]] = next(value for value in match.group("double", "single", "bare") if value is not None)
        position = match.end()
    if values.get("page", "whole") != "whole":
        raise ExampleError(f"{rule}: '{title}' has page={values['page']}; only page=whole is known.")
    return ExamplePage(
        html=html if re.search(r"<html\b", html, re.IGNORECASE) else _WRAPPER.format(html),
        url=values.get("url", "/example.html"),
        expect=values.get("expect", ""),
        target=values.get("target", ""),
        whole="page" in values,
        status=int(values.get("status", OK)),
        to=values.get("to", ""),
        fate=values.get("fate", ""),
    )
