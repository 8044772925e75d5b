import pytest

from wcag_audit.crawl.private import is_private_host


@pytest.mark.parametrize(
    "host",
    [
        "localhost", "LOCALHOST.", "a.localhost", "127.0.0.1", "127.8.8.8", "0.1.2.3", "10.1.2.3", "172.16.0.1",
        "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1", "255.255.255.255", "[::1]", "::", "fe80::1%eth0",
        "fd00::1", "::ffff:127.0.0.1", "::ffff:7f00:1", "2002:7f00:1::", "64:ff9b::10.0.0.1", "printer", "nas.local",
        "wiki.internal", "",
    ],
)  # fmt: skip
def test_hosts_behind_the_wall_are_refused(host: str) -> None:
    assert is_private_host(host)


@pytest.mark.parametrize(
    "host", ["gov.kz", "www.gov.kz", "8.8.8.8", "2a00:1450:4010::8a", "xn--d1acr3a5g20b.xn--80ao21a"]
)
def test_public_hosts_are_let_through(host: str) -> None:
    assert not is_private_host(host)


def test_a_public_name_that_leads_inside_is_refused() -> None:
    assert is_private_host("rebind.example.kz", ["93.184.216.34", "10.0.0.5"])
    assert not is_private_host("example.kz", ["93.184.216.34"])
