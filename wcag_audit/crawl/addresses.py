"""Addresses as values: one spelling per address, what belongs to a site, what is a page at all.

Everything here is pure: no network, no clock. Input is hostile (it comes from pages), so nothing here raises on bad
text; an address that cannot be used is the empty string.
"""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, unquote_plus, urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

from wcag_audit.commons.language_addresses import language_code

if TYPE_CHECKING:
    from collections.abc import Collection

    from wcag_audit.model.register import Site

MAX_LENGTH = 2_000
"""Addresses longer than this are traps or mistakes; browsers and proxies begin to refuse them near here too."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LONGEST_INPUT = 20_000
_DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(
    r"(?=.{1,253}\Z)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*"
)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_LAST_LABEL_IS_NUMBER = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)\Z")
_HASH_ROUTE = re.compile(r"(?:!/?|/)[^/]")
_SESSION_IN_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", re.IGNORECASE)

_TRACKING = _words(
    "gclid gclsrc dclid gbraid wbraid fbclid yclid ysclid msclkid twclid igshid mc_cid mc_eid _ga _gl _hsenc _hsmi "
    "_openstat"
)
_SESSION = _words("phpsessid jsessionid sessionid session_id sessid aspxautodetectcookiesupport cftoken cfid")
# Such keys also name stories and sections in old content systems, so only a value that looks random is a session.
_SESSION_IF_RANDOM = frozenset(("sid", "s", "session", "token"))
_RANDOM = re.compile(r"(?=.*\d)(?=.*[a-z])[a-z0-9]{20,}", re.IGNORECASE)

DOCUMENT_EXTENSIONS = _words(
    "pdf doc docx docm dot dotx xls xlsx xlsm xlsb csv ppt pptx pps ppsx odt ods odp rtf epub fb2 djvu "
    "zip rar 7z tar gz tgz bz2 xz"
)
NOT_WEB_EXTENSIONS = _words(
    "jpg jpeg jpe png gif svg svgz webp avif bmp ico tif tiff psd heic "
    "mp3 mp4 m4a m4v avi mov wmv flv mkv webm ogg ogv oga wav aac flac 3gp m3u8 mpg mpeg swf "
    "css js mjs map json xml rss atom txt woff woff2 ttf otf eot wasm ics vcf kml kmz webmanifest "
    "exe msi apk dmg iso bin jar deb rpm sig cms p7s cer crt"
)
_PAGE_EXTENSIONS = _words("htm html xhtml shtml php php3 php5 phtml asp aspx jsp jspx do action cgi pl cfm")
_ODD = re.compile(
    r"download|getfile|get_file|attach|export|loadfile|openfile|/files?(?:/|\Z)|/media(?:/|\Z)", re.IGNORECASE
)


def canonical(address: str, *, base: str = "", ignore_query: Collection[str] = ()) -> str:
    """Give the one spelling of an address under which the crawler knows it.

    Host in lower case and Punycode, default ports, credentials, tracking and session parameters and the fragment
    dropped, query sorted, dot segments resolved; the fragment stays where it is a route of a JavaScript application
    (`#/news`, `#!/x`). File names such as `index.html` and trailing slashes are left alone: equality is not guessed.

    Args:
        address: as found in a link, a sitemap or typed by a person.
        base: address of the page it was found on; "" if `address` must be absolute.
        ignore_query: further query keys that do not change the page, compared without regard to case.

    Returns:
        An absolute http(s) address, or "" where the text is none (mailto:, a broken host, an impossible port).
        The result may be longer than `MAX_LENGTH`. Applying the function to its own result changes nothing.
    """
    text = re.sub(r"[\t\r\n]", "", address).strip("".join(map(chr, range(33))))
    if len(text) > _LONGEST_INPUT:
        return ""
    try:
        parts = urlsplit(canonicalize_url(_clean_path(urljoin(base, _clean_path(text))), keep_fragments=True))
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError:  # also UnicodeError: a lone surrogate, a host that cannot be encoded
        return ""
    if parts.scheme not in _DEFAULT_PORTS or not host:
        return ""
    netloc = host if port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"
    ignored = {key.lower() for key in ignore_query}
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _drops(pair, ignored))
    fragment = parts.fragment if _HASH_ROUTE.match(parts.fragment) else ""
    return urlunsplit((parts.scheme, netloc, parts.path or "/", query, fragment))


def _clean_path(text: str) -> str:
    """Before the query, turn backslashes into slashes, as browsers do for http(s), and take out session ids."""
    end = min((at for at in (text.find("?"), text.find("#")) if at >= 0), default=len(text))
    return _SESSION_IN_PATH.sub("", text[:end].replace("\\", "/")) + text[end:]


def _host(host: str) -> str:
    host = host.lower().rstrip(".")
    if ":" in host:
        return f"[{host}]"
    if _LAST_LABEL_IS_NUMBER.match(host):
        # 127.1, 0x7f.1 and 2130706433 are all 127.0.0.1 to a browser; seeing through them keeps private networks shut.
        try:
            return socket.inet_ntoa(socket.inet_aton(host))
        except OSError:
            return ""
    return host if _HOST.fullmatch(host) else ""


def _drops(pair: str, ignored: Collection[str]) -> bool:
    raw_key, _, value = pair.partition("=")
    key = unquote_plus(raw_key).lower()
    if key.startswith(("utm_", "aspsessionid")) or key in _TRACKING or key in _SESSION or key in ignored:
        return True
    return key in _SESSION_IF_RANDOM and _RANDOM.fullmatch(value) is not None


def identity(url: str) -> str:
    """Give the key under which two canonical addresses count as one page.

    The scheme and a leading `www.` are left out: sites link to themselves under all four, and counting them as
    different pages would spend the page budget several times on one page.
    """
    return url.partition("://")[2].removeprefix("www.")


def origin(url: str) -> str:
    """Scheme, host and port of a canonical address, such as "https://example.kz": the key of its robots.txt."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def host_of(url: str) -> str:
    """Host of a canonical address without port and brackets."""
    return urlsplit(url).hostname or ""


@dataclass(frozen=True, slots=True)
class SiteScope:
    """What belongs to a site.

    Attributes:
        hosts: host[:port] without `www.`; the scheme plays no part.
        path: path prefix with a leading and without a trailing slash and without language segments; "" for all.
    """

    hosts: frozenset[str]
    path: str = ""

    @classmethod
    def of(cls, site: Site) -> SiteScope:
        """Take the scope from a site of the register: hosts of its start pages, extra hosts and `within_path`."""
        addresses = (site.url, *site.starts, *(f"https://{host.strip('/')}/" for host in site.limits.extra_hosts))
        return cls(
            hosts=frozenset(_bare_host(canonical(address)) for address in addresses),
            path=_path_key(urlsplit(canonical(site.within_path, base=site.url)).path) if site.within_path else "",
        )

    def has_host(self, url: str) -> bool:
        """True where the canonical address is on a host of the site."""
        return _bare_host(url) in self.hosts

    def contains(self, url: str) -> bool:
        """True where the canonical address belongs to the site: host and path prefix (on whole segments)."""
        if not self.has_host(url):
            return False
        path = _path_key(urlsplit(url).path)
        return not self.path or path == self.path or path.startswith(f"{self.path}/")


def belongs(url: str, site: Site) -> bool:
    """True where the canonical address belongs to the site; `SiteScope.of(site)` is cheaper for many addresses."""
    return SiteScope.of(site).contains(url)


def _bare_host(url: str) -> str:
    return urlsplit(url).netloc.removeprefix("www.")


def _path_key(path: str) -> str:
    # A prefix given in one language bounds the site in all of them: /kk/dept and /ru/dept are the same part.
    return "".join(f"/{part}" for part in path.split("/") if part and not language_code(part))


def extension(url: str) -> str:
    """File extension of the address's path in lower case, without the dot; "" if it has none."""
    name = unquote(urlsplit(url).path).rpartition("/")[2]
    stem, dot, suffix = name.rpartition(".")
    return suffix.lower() if dot and stem and suffix.isalnum() else ""


def looks_like_document(url: str) -> bool:
    """True where the name says that this is a document or an archive (pdf, docx, xlsx, zip, ...), not a page."""
    return extension(url) in DOCUMENT_EXTENSIONS


def is_not_web(address: str) -> bool:
    """True for what no page audit can open: mailto:, tel:, javascript:, data: and media, style and script files.

    Args:
        address: a raw link or a canonical address.
    """
    scheme = _SCHEME.match(address.strip())
    if scheme and scheme[0].lower() not in ("http:", "https:"):
        return True
    try:
        return extension(address.strip()) in NOT_WEB_EXTENSIONS
    except ValueError:
        return True


def is_odd(url: str) -> bool:
    """True where the name leaves open whether this is a page, so that a `preflight` is worth a request.

    No extension means a page; an unknown extension, a download-like word or a file name in the query is odd.
    """
    parts = urlsplit(url)
    suffix = extension(url)
    # /v1.2 and /order.124 end in digits: numbers, not file types.
    unknown = bool(suffix) and suffix not in _PAGE_EXTENSIONS and not suffix.isdigit()
    named = any(
        value.rpartition(".")[2].lower() in DOCUMENT_EXTENSIONS for value in parts.query.split("&") if "." in value
    )
    return unknown or named or _ODD.search(f"{parts.path}?{parts.query}") is not None
