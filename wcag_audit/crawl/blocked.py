"""Is this the page, or a wall in front of it? Block pages, captchas and bot checks of protection services.

A wall says nothing about the site's accessibility, so it must never be audited as if it were the page: that would be a
pass or a failure of somebody else's template. On the other side, a page that only speaks of captchas or of closed
access is a page: apart from plain HTTP refusals, a wall is only seen where the page holds next to nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wcag_audit.model.visit import VisitStatus
from wcag_audit.remark import Remark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_REFUSALS: Mapping[int, Callable[[], Remark]] = {
    401: lambda: Remark("wall.login"),
    403: lambda: Remark("wall.forbidden"),
    407: lambda: Remark("wall.proxy"),
    429: lambda: Remark("wall.too-many"),
    451: lambda: Remark("wall.legal"),
}
_HTTP_UNAVAILABLE = 503
_SMALL = 1_500  # characters of visible text on a wall with all its explanations, in three languages at most
_TINY = 400
_START = 120
_PROTECTED_BY = (
    "cloudflare", "ddos-guard", "qrator", "stormwall", "sucuri", "imperva", "incapsula", "akamaighost", "variti",
)  # fmt: skip

_CLOSED = (
    r"access (?:is )?(?:denied|forbidden|restricted)|"
    r"доступ (?:к (?:сайту|ресурсу|странице|порталу) )?(?:ограничен|запрещ[её]н|заблокирован)|"
    r"(?:кіруге|қол\s?жеткізуге) (?:тыйым салынған|шектеу қойылған)|"
    r"қол\s?жеткізу (?:шектелген|бұғатталған)|қолжетімділік (?:шектелген|шектеулі)|"
    r"(?:confirm|prove) (?:that )?you are (?:human|not a robot)|"
    r"подтвердите,? что вы не робот|робот емес екеніңізді растаңыз"
)
# The whole title, or its part before a divider: "Доступ ограничен | Портал" is a wall, a page about
# "Доступ ограничен на озёра" is none.
_TITLES = re.compile(
    rf"^(?:{_CLOSED}|(?:4\d\d|5\d\d)[\s:.-]*forbidden|forbidden|request (?:rejected|blocked)|"
    r"just a moment|один момент|attention required|ddos-guard|stormwall|qrator|variti|ddos protection.*|"
    r"checking your browser.*|security check|bot verification|are you (?:a )?(?:human|robot)|you have been blocked|"
    r"проверка (?:браузера|безопасности)|проверяем (?:ваш )?браузер|вы не робот|"
    r"браузерді тексеру|сіз робот емессіз бе)\s*(?:$|[|:.!?…—–-])",
    re.IGNORECASE,
)
# Sentences of the services themselves; nobody else writes them.
_SENTENCES = re.compile(
    r"checking (?:if the site connection is secure|your browser before accessing)|verify(?:ing)? you are human|"
    r"enable javascript and cookies to continue|performance (?:&|and) security by cloudflare|"
    r"sorry, you have been blocked|request unsuccessful\. incapsula incident|the requested url was rejected|"
    r"ddos protection by|protected by (?:ddos-guard|stormwall|qrator|variti)|sucuri website firewall|"
    r"you don't have permission to access .{1,300} on this server|"
    r"(?:проверяем|проверка),? что вы не (?:робот|бот)|"
    r"ваш браузер проверяется|идёт проверка (?:вашего )?браузера|сіздің браузеріңіз тексерілуде|"
    r"ваш (?:ip|ip-адрес|запрос) (?:был )?заблокирован|сіздің (?:ip|ip-мекенжайыңыз|сұрауыңыз) бұғатталды|"
    r"доступ (?:возможен )?только (?:с|из) территории (?:республики казахстан|казахстана|рк)",
    re.IGNORECASE,
)
# Words that pages use as well: alone they tell only where they open a page that has hardly anything else to read.
_WORDS = re.compile(_CLOSED, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Blocked:
    """A wall was recognised.

    Attributes:
        reason: remark for the visit's record.
        status: always BLOCKED.
    """

    reason: str
    status: VisitStatus = VisitStatus.BLOCKED


def recognise_block(http_status: int, headers: Mapping[str, str], title: str, text: str) -> Blocked | None:
    """Decide whether an answer is a wall in front of the page.

    Args:
        http_status: status of the main document.
        headers: its headers, in any case.
        title: the document's title.
        text: visible text of the body as the browser has it (not its source); may be cut after a few thousand
            characters, as long as what is longer than 1,500 stays longer.

    Returns:
        Why this is a wall; None where it is a page, or an error of another kind (404, 500).
    """
    low = {name.lower(): value.lower() for name, value in headers.items()}
    if low.get("cf-mitigated") == "challenge":
        return Blocked(Remark("wall.cloudflare"))
    if http_status in _REFUSALS:
        return Blocked(_REFUSALS[http_status]())
    words = " ".join(text.split())
    served_by = " ".join((low.get("server", ""), low.get("x-cdn", ""), "imperva" if "x-iinfo" in low else ""))
    guard = next((name for name in _PROTECTED_BY if name in served_by), "")
    if http_status == _HTTP_UNAVAILABLE and guard and len(words) < _SMALL:
        return Blocked(Remark("wall.unavailable", guard=guard))
    return _by_text(" ".join(title.split())[:300], words)


def _by_text(title: str, words: str) -> Blocked | None:
    if len(words) >= _SMALL:
        return None
    found = _TITLES.search(title) or _SENTENCES.search(words)
    if found is None and len(words) < _TINY:
        found = _WORDS.search(words[:_START])
    return Blocked(Remark("wall.says", words=found[0][:100])) if found else None
