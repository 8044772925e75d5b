"""Which hosts are off limits without leave: loopback, private networks and everything else that is not public.

The auditor may run inside a ministry's network; a page must not be able to send it to machines behind the wall.
"""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_PRIVATE_ZONES = ("localhost", "local", "localdomain", "internal", "intranet", "lan", "home.arpa", "corp", "private")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_private_address(text: str) -> bool:
    """True where the text is an IP address that is not public: loopback, private, link-local, reserved, multicast.

    IPv4 wrapped in IPv6 (mapped, 6to4, NAT64) is judged by what it wraps. False for text that is no IP address.
    """
    try:
        address = ipaddress.ip_address(text.strip("[]").partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        wrapped = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            wrapped = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if wrapped is not None:
            address = wrapped
    return not address.is_global or address.is_multicast


def is_private_host(host: str, resolved_ips: Iterable[str] = ()) -> bool:
    """True where a host must not be visited without leave (`--allow-private`).

    Args:
        host: name or IP address, brackets allowed.
        resolved_ips: what the name resolves to, as the caller found out; one private address among them is enough.
            Without any, the name alone decides.
    """
    name = host.lower().strip("[]").rstrip(".")
    if not name or any(is_private_address(ip) for ip in (name, *resolved_ips)):
        return True
    is_ip = ":" in name or name.replace(".", "").isdigit()
    # A name without a dot is resolved by the local network's search list.
    return not is_ip and ("." not in name or any(name == zone or name.endswith(f".{zone}") for zone in _PRIVATE_ZONES))
