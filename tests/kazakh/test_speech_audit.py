"""The audit of a page says how far its Kazakh is ready to be read aloud."""

from __future__ import annotations

import pytest

from tests.patience import SECONDS
from tests.rules.server import serve
from wcag_audit.audit import AuditOptions, Profile, check_addresses
from wcag_audit.model.speech import SpeechReadiness

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="kk"><title>Қызметтер</title>
<h1>Мүгедектігі бар адамдарға арналған қызметтер</h1>
<p>Жаңа бiлiм порталы <b>Қ</b>азақстан халқына арналған</p>
<div lang="ru"><p>Өтінішті әкімдікке беруге болады</p><p>Заявление можно подать через портал</p></div>
<p hidden>Жасырын қазақ мәтіні</p><script>var сөз = "қазақ";</script></html>"""


async def test_a_page_has_its_three_numbers_and_an_unreached_one_has_none() -> None:
    with serve() as shelf:
        shelf.pages = {"/": PAGE}
        options = AuditOptions(allow_private=True, profile=Profile("quick"), page_limit=SECONDS)
        addresses = [f"{shelf.address}/", f"{shelf.address}/none"]
        reached, missing = [result async for result in check_addresses(addresses, options)]
    assert reached.speech == SpeechReadiness(words=15, well_formed=14, marked=11, ready=10)
    assert missing.speech is None
