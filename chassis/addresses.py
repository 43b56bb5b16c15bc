"""Which network addresses belong to the public internet, and to nobody's own machines."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

Address = IPv4Address | IPv6Address
_CARRIES_IPV4: Final = (IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"))
"""Mapped (RFC 4291) and NAT64 (RFC 6052): the last 32 bits say where the packet goes."""
_NEVER: Final = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8",  # this host
        "100.64.0.0/10",  # carriers' own; one cloud's metadata is at 100.100.100.200
        "168.63.129.16/32",  # one cloud's agent, on a public number
        "192.0.0.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "198.18.0.0/15",  # benchmarks
        "224.0.0.0/4",  # to many
        "240.0.0.0/4",
        "::/96",  # IPv4-compatible, long given up
        "64:ff9b:1::/48",  # NAT64 inside of one network
        "100::/64",
        "2001::/23",  # Teredo and others that carry IPv4
        "2002::/16",  # 6to4 carries IPv4
        "3fff::/20",  # documentation
        "5f00::/16",
        "fec0::/10",  # site-local, long given up
        "ff00::/8",
    )
)


def is_public(text: str) -> bool:
    """Whether it is one machine's address on the public internet; for nonsense it is not."""
    try:
        return _is_public(ip_address(text))
    except ValueError:
        return False


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv6Address):
        if address.scope_id is not None:
            return False  # good on one link only
        if any(address in network for network in _CARRIES_IPV4):
            return _is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
    inside = any(address in network for network in _NEVER if network.version == address.version)
    return address.is_global and not inside
