"""A local web server for the sample portal that remembers what was asked of it."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self
from urllib.parse import unquote, urlsplit

from wcag_audit.errors import CouldNotDoError
from wcag_audit.sample_portal.site import Answer, PortalFiles, portal_folder

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

HOST = "127.0.0.1"
MAX_REMEMBERED = 10_000
MAX_POST_BYTES = 1 << 20
IDLE_SECONDS = 30
_THANKS = '<!doctype html><html lang="kk"><title>Қабылданды</title><p>Өтініш қабылданды.</p></html>'


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came: method, path with query, and who said to be asking."""

    method: str
    path: str
    user_agent: str


@dataclass(frozen=True, slots=True)
class Post:
    """A form that was sent: where to, and the first bytes of what."""

    path: str
    body: bytes


class SamplePortal:
    """Serves the sample portal on 127.0.0.1 from a daemon thread while the `with` block runs.

    Attributes:
        posts: every POST that arrived. An audit must leave it empty: it sends no form.
        requests: the last requests of any method, at most 10,000.
    """

    def __init__(self, folder: Path | None = None, port: int = 0) -> None:
        """Prepare a server.

        Args:
            folder: the portal's files; None means the bundled ones.
            port: 0 lets the system choose a free one.

        Raises:
            CouldNotDoError: the folder holds no portal.
        """
        self.posts: list[Post] = []
        self.requests: deque[Request] = deque(maxlen=MAX_REMEMBERED)
        self._files = PortalFiles(folder or portal_folder())
        self._wanted_port = port
        self._server: _Server | None = None

    @property
    def url(self) -> str:
        """The origin, without a slash at its end, such as "http://127.0.0.1:40111".

        Raises:
            CouldNotDoError: the server is not running.
        """
        if self._server is None:
            raise CouldNotDoError("portal.not-running")
        return f"http://{HOST}:{self._server.server_port}"

    @property
    def user_agents(self) -> frozenset[str]:
        """Everyone who asked for something, among the remembered requests."""
        return frozenset(request.user_agent for request in tuple(self.requests))

    def answer(self, path: str) -> Answer:
        """What GET answers for a decoded path without query."""
        return self._files.answer(path, self.url)

    def __enter__(self) -> Self:
        """Start to serve.

        Raises:
            CouldNotDoError: the port is taken.
        """
        try:
            self._server = _Server(self, self._wanted_port)
        except OSError as error:
            port, reason = str(self._wanted_port), error.strerror or str(error)
            raise CouldNotDoError("portal.port", port=port, host=HOST, reason=reason) from error
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop to serve; what was remembered stays readable."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


class _Server(ThreadingHTTPServer):
    """One thread per connection; all of them end with the program."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, portal: SamplePortal, port: int) -> None:
        self.portal = portal
        super().__init__((HOST, port), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay quiet: a browser that hangs up in the middle of an answer is not news here."""


class _Handler(BaseHTTPRequestHandler):
    """GET and HEAD from the files, POST remembered; anything else is answered 501 by the base class."""

    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "SamplePortal"
    sys_version = ""
    timeout = IDLE_SECONDS

    def do_GET(self) -> None:
        self._send(self._look_up(), with_body=True)

    def do_HEAD(self) -> None:
        self._send(self._look_up(), with_body=False)

    def do_POST(self) -> None:
        self._remember()
        length = self.headers.get("Content-Length", "0")
        size = min(int(length), MAX_POST_BYTES) if length.isdecimal() else 0
        self.server.portal.posts.append(Post(self.path, self.rfile.read(size)))
        self.close_connection = True
        self._send(
            Answer(HTTPStatus.OK, {"Content-Type": "text/html; charset=utf-8"}, _THANKS.encode()), with_body=True
        )

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Nothing goes to the terminal: what was asked is in `SamplePortal.requests`."""

    def _look_up(self) -> Answer:
        self._remember()
        return self.server.portal.answer(unquote(urlsplit(self.path).path))

    def _remember(self) -> None:
        agent = self.headers.get("User-Agent", "")
        self.server.portal.requests.append(Request(self.command, self.path, agent))

    def _send(self, answer: Answer, *, with_body: bool) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if with_body:
            self.wfile.write(answer.body)
