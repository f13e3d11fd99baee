"""Where something may be sent: addresses that lie outside of the house, and those that its administrator opened.

A receiver's address is given by a person and resolved by a name server that is somebody else's. If the house sent
wherever it was told, it could be made to reach into its own network (server-side request forgery, CWE-918): so each
resolved address is looked at, and the connection is made to the very address that was looked at.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from qa.delivery_errors import DestinationRefused

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

LONGEST = 2000
_PORTS = {"http": 80, "https": 443}
_FIRST_PRINTABLE = 0x21
_LAST_PRINTABLE = 0x7E

_METADATA = frozenset(
    map(
        ip_address,
        (
            "169.254.169.254",
            "169.254.170.2",
            "100.100.100.200",
            "168.63.129.16",
            "192.0.0.192",
            "fd00:ec2::254",
        ),
    )
)
"""What clouds tell their machines, keys among it. A network that holds one does not open it: it is named by itself."""

_TUNNELS = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"), ip_network("::/96"))
"""IPv6 that stands for IPv4 in its last 32 bits: NAT64 (RFC 6052, RFC 8215) and IPv4-compatible (RFC 4291)."""

_SITE_LOCAL = ip_network("fec0::/10")


@dataclass(frozen=True, slots=True)
class Destination:
    """A web address, taken apart.

    Attributes:
        scheme: `http` or `https`.
        host: lower case; without brackets where it is an IPv6 address.
        port: to connect to.
        path: with its query.
    """

    scheme: str
    host: str
    port: int
    path: str


def read_address(url: str) -> Destination:
    """Take a web address apart.

    Raises:
        DestinationRefused: it is none that something is sent to.
    """
    if not url or len(url) > LONGEST:
        raise DestinationRefused(f"The address has {len(url)} characters; give one of 1 to {LONGEST}.")
    if any(not _FIRST_PRINTABLE <= ord(letter) <= _LAST_PRINTABLE for letter in url):
        raise DestinationRefused(
            "The address holds blanks, line breaks or letters beyond ASCII; write its host in Punycode and the rest"
            " percent-encoded."
        )
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise DestinationRefused(f"The address cannot be read ({error}); write https://host/path.") from error
    if parts.scheme not in _PORTS or not parts.hostname:
        raise DestinationRefused(
            "The address is not one of http or https with a host; write https://host/path."
        )
    if parts.username is not None or parts.password is not None:
        raise DestinationRefused(
            "The address holds a user or password, which would be shown and logged; leave them out: what is sent is"
            " signed."
        )
    if parts.fragment:
        raise DestinationRefused("The address holds a fragment (#…), which is never sent; leave it out.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Destination(parts.scheme, parts.hostname, _PORTS[parts.scheme] if port is None else port, path)


def read_networks(names: str) -> tuple[Network, ...]:
    """Read networks as `EVERYCALL_WEBHOOK_NETWORKS` names them, with commas between.

    Raises:
        DestinationRefused: one is no network.
    """
    found = []
    for name in filter(None, map(str.strip, names.split(","))):
        try:
            found.append(ip_network(name))
        except ValueError as error:
            raise DestinationRefused(
                f"{name!r} is no network ({error}); write one as 10.1.0.0/16, or a single address as 10.1.2.3."
            ) from error
    return tuple(found)


def check_address(address: Address, allowed: Iterable[Network] = ()) -> None:
    """See that something may be sent to an address.

    Args:
        address: as the name was resolved.
        allowed: networks that the administrator opened.

    Raises:
        DestinationRefused: it lies within the house or is nobody's, and no opened network holds it.
    """
    plain = _plain(address)
    is_metadata = plain in _METADATA
    for network in allowed:
        if (
            plain.version == network.version
            and plain in network
            and (not is_metadata or network.num_addresses == 1)
        ):
            return
    if is_metadata or not _is_public(plain):
        raise DestinationRefused(
            f"{address} is not an address of the open network: loopback, private, link-local, multicast, reserved and"
            " metadata addresses are not sent to. Where receivers lie there, have their network named in"
            " EVERYCALL_WEBHOOK_NETWORKS."
        )


def _plain(address: Address) -> Address:
    """Give the IPv4 address that an IPv6 one stands for, where it does; else the address itself, without its zone."""
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    bare = IPv6Address(int(address))
    if any(bare in tunnel for tunnel in _TUNNELS) and int(bare) > 1:  # :: and ::1 are themselves
        return IPv4Address(int(bare) & 0xFFFFFFFF)
    return bare


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv6Address) and address in _SITE_LOCAL:
        return False
    inward = address.is_loopback or address.is_link_local or address.is_private
    nobodys = address.is_multicast or address.is_reserved or address.is_unspecified
    return address.is_global and not inward and not nobodys
