"""The files of the portal and how they are to be served, as `_server.toml` beside them says."""

from __future__ import annotations

import gzip
import tomllib
from dataclasses import dataclass, field
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from wcag_audit.errors import CouldNotDoError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

DESCRIPTION = "_server.toml"
BARRIERS = "barriers.toml"
_ORIGIN = b"{{origin}}"
_TEXT_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".xml": "application/xml",
}
_BINARY_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".jpg": "image/jpeg",
    ".pdf": "application/pdf",
    ".png": "image/png",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server sends: a status, headers and a body."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def portal_folder() -> Path:
    """The folder with the portal's files: `examples/portal` of a checkout, or `site` inside an installed package.

    Raises:
        CouldNotDoError: neither folder is there.
    """
    installed: Traversable = files("wcag_audit.sample_portal") / "site"
    checkout = Path(__file__).resolve().parents[2] / "examples" / "portal"
    for folder in (Path(str(installed)), checkout):
        if (folder / DESCRIPTION).is_file():
            return folder
    raise CouldNotDoError("portal.absent")


class PortalFiles:
    """Answers to GET by path, read from a folder. Holds no state between answers."""

    def __init__(self, folder: Path) -> None:
        """Read the folder's description.

        Raises:
            CouldNotDoError: the folder has no `_server.toml`.
        """
        self._folder = folder.resolve()
        try:
            table = tomllib.loads((folder / DESCRIPTION).read_text("utf-8"))
        except OSError as error:
            raise CouldNotDoError("portal.not-one", folder=str(folder), file=DESCRIPTION) from error
        self._redirects: Mapping[str, Mapping[str, str | int]] = table.get("redirects", {})
        self._headers: Mapping[str, Mapping[str, str]] = table.get("headers", {})
        self._rewrites: Mapping[str, str] = table.get("rewrites", {})
        self._gzipped: Mapping[str, str] = table.get("gzipped", {})
        self._not_found: str = table["not_found"]

    def answer(self, path: str, origin: str) -> Answer:
        """The answer to GET for a decoded path without query; `{{origin}}` in text files becomes `origin`."""
        if path in self._redirects:
            redirect = self._redirects[path]
            return Answer(int(redirect["status"]), {"Location": str(redirect["to"])})
        if path in self._gzipped:
            body = gzip.compress(self._content(self._folder / self._gzipped[path], origin), mtime=0)
            return Answer(HTTPStatus.OK, {"Content-Type": "application/gzip"}, body)
        served = next((to for prefix, to in self._rewrites.items() if path.startswith(prefix)), path)
        file = self._file(served)
        if file is None:
            return self._page(self._folder / self._not_found, HTTPStatus.NOT_FOUND, origin)
        if file.is_dir():
            return Answer(HTTPStatus.MOVED_PERMANENTLY, {"Location": f"{path}/"})
        answer = self._page(file, HTTPStatus.OK, origin)
        return Answer(answer.status, {**answer.headers, **self._headers.get(path, {})}, answer.body)

    def _file(self, path: str) -> Path | None:
        """The file for a path, or the folder of a path without its last slash; None for what is not there to be seen.

        The server's description and the answers to the exercise (`barriers.toml`) are not.
        """
        try:
            file = (self._folder / path.lstrip("/")).resolve()
            if path.endswith("/"):
                file /= "index.html"
            there = file.exists()
        except (OSError, ValueError):  # a name too long or with a zero byte is no name of a file
            return None
        hidden = file.name.startswith(("_", ".")) or file.name == BARRIERS
        return file if there and file.is_relative_to(self._folder) and not hidden else None

    def _page(self, file: Path, status: HTTPStatus, origin: str) -> Answer:
        return Answer(status, {"Content-Type": content_type(file)}, self._content(file, origin))

    @staticmethod
    def _content(file: Path, origin: str) -> bytes:
        body = file.read_bytes()
        return body.replace(_ORIGIN, origin.encode("ascii")) if file.suffix in _TEXT_TYPES else body


def content_type(file: Path) -> str:
    """The Content-Type of a file by its suffix, with charset for text; fixed, so no machine's own table decides."""
    if file.suffix in _TEXT_TYPES:
        return f"{_TEXT_TYPES[file.suffix]}; charset=utf-8"
    return _BINARY_TYPES.get(file.suffix, "application/octet-stream")
