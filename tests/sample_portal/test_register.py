from __future__ import annotations

from wcag_audit.sample_portal import demo_register


def test_the_register_starts_at_the_root_and_is_in_no_hurry_to_wait() -> None:
    for origin in ("http://127.0.0.1:8000", "http://127.0.0.1:8000/"):
        (site,) = demo_register(origin).sites
        assert site.url == "http://127.0.0.1:8000/"
        assert (site.limits.delay, site.limits.concurrency, site.limits.max_pages) == (0.0, 2, 60)


def test_the_site_belongs_to_the_body_that_lists_it() -> None:
    (body,) = demo_register("http://127.0.0.1:1").bodies
    assert [site.body for site in body.sites] == [body.id]
