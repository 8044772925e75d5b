"""A real web server on this machine that misbehaves as a test wants, and remembers what it was asked."""

from __future__ import annotations

import ssl
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Reply:
    """What a path answers.

    Attributes:
        stream: sends the body by itself; there is then no Content-Length unless the headers have one.
        raw: bytes in place of a whole HTTP answer, before the connection is closed.
    """

    body: str | bytes = b""
    type: str = HTML
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    stream: Callable[[Handler], object] | None = None
    raw: bytes | None = None


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    at: float
    method: str
    path: str
    host: str
    agent: str


class Web:
    """The server's address and answers; paths without an answer are 404.

    Attributes:
        address: "http://127.0.0.1:port", without a slash at its end.
        elsewhere: the same server as another site: "http://localhost:port".
        closing: set when the test is over; whoever keeps a connection silent waits for it.
    """

    def __init__(self) -> None:
        self.address = ""
        self.elsewhere = ""
        self.answers: dict[str, Reply | Callable[[str], Reply]] = {}
        self.asked: list[Asked] = []
        self.closing = threading.Event()

    def put(self, path: str, body: str | bytes, **more: object) -> str:
        """Answer a path with a body; gives the path's address."""
        self.answers[path] = Reply(body, **more)  # type: ignore[arg-type]
        return self.address + path

    def reply(self, path: str) -> Reply:
        found = self.answers.get(path) or self.answers.get(path.split("?", 1)[0])
        if found is None:
            return Reply("<!DOCTYPE html><html lang=en><title>Gone</title><p>Not here.", status=404)
        return found if isinstance(found, Reply) else found(path)

    def paths(self, method: str = "GET") -> list[str]:
        """Paths asked for, without what every browser asks by itself."""
        return [one.path for one in self.asked if one.method == method and one.path != "/favicon.ico"]


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    web: Web
    protocol_version = "HTTP/1.1"

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        self.rfile.read(length)
        agent, host = self.headers.get("User-Agent", ""), self.headers.get("Host", "")
        self.web.asked.append(Asked(time.monotonic(), self.command, self.path, host, agent))
        reply = self.web.reply(self.path)
        try:
            self._send(reply)
        except OSError:  # the client had enough
            self.close_connection = True

    def _send(self, reply: Reply) -> None:
        if reply.raw is not None:
            self.wfile.write(reply.raw)
            self.close_connection = True
            return
        body = reply.body.encode("utf-8", "surrogatepass") if isinstance(reply.body, str) else reply.body
        self.send_response(reply.status)
        if reply.type:
            self.send_header("Content-Type", reply.type)
        self.send_header("Cache-Control", "no-store")
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.stream is not None:
            self.send_header("Connection", "close")
            self.end_headers()
            if self.command != "HEAD":
                reply.stream(self)
            self.close_connection = True
            return
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_OPTIONS = _answer  # noqa: N815 - http.server calls these names

    def log_message(self, *_: object) -> None:
        """Keep the tests' output clean."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up in the middle of an answer is not news here."""


@contextmanager
def serve(certificate: Path | None = None) -> Iterator[Web]:
    """A fresh server on a free port, with TLS if a file with certificate and key is given."""
    web = Web()
    server = _Server(("127.0.0.1", 0), type("Bound", (Handler,), {"web": web}))
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    scheme = "https" if certificate else "http"
    web.address = f"{scheme}://127.0.0.1:{server.server_port}"
    web.elsewhere = f"{scheme}://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        web.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


def page(body: str = "", head: str = "", lang: str = "en") -> str:
    """A small page without a fault of its own."""
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>A page</title>{head}</head>'
        f"<body><main><h1>A page</h1>{body}</main></body></html>"
    )
