"""Connections to public addresses only, and only for so long.

A name is looked up once, and the connection goes to the address that was checked: a name that leads
elsewhere the next time (DNS rebinding) leads nowhere.
"""

import socket
import time
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

import httpcore

_NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052: the last 32 bits are an address of IPv4."""

_NO_HOST = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
"""What a look-up says of a name that nobody has; all else may be other in a minute."""

Lookup = Callable[[str, int], Iterable[str]]
"""Host and port -> its addresses."""


class UnknownHostError(httpcore.ConnectError):
    """There is no host of that name."""


class NotPublicError(httpcore.ConnectError):
    """The host is at an address of a private network, or of this machine."""


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet, also where it is wrapped in another."""
    found: IPv4Address | IPv6Address = ip_address(address)
    if isinstance(found, IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo and found.teredo[1])
        if not inner and found in _NAT64:
            inner = IPv4Address(int(found) & 0xFFFFFFFF)
        if inner:
            return is_public(str(inner))
        if found.is_site_local:
            return False
    return found.is_global and not (found.is_multicast or found.is_reserved)


def look_up(host: str, port: int) -> list[str]:
    """The addresses of a host, best first. Raises OSError where it has none."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class Network(httpcore.NetworkBackend):
    """Opens connections for one fetch, which has to end by a moment of `time.monotonic`."""

    def __init__(self, deadline: float, *, private: bool, lookup: Lookup = look_up) -> None:
        """`private` lets connections to private networks through."""
        self._inner = httpcore.SyncBackend()
        self._deadline = deadline
        self._private = private
        self._lookup = lookup

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the host's first address that answers."""
        try:
            addresses = list(dict.fromkeys(self._lookup(host, port)))
        except (OSError, UnicodeError) as error:
            known = isinstance(error, OSError) and error.errno not in _NO_HOST
            fault = httpcore.ConnectError if known else UnknownHostError
            raise fault(f"no host of the name {host} is known") from error
        if not self._private and not all(map(is_public, addresses)):
            raise NotPublicError(f"{host} is at {', '.join(addresses)}")
        failure: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in addresses:
            try:
                left = _left(self._deadline, timeout)
                return _Timed(self._inner.connect_tcp(address, port, left), self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError(f"{host} has no address")


class _Timed(httpcore.NetworkStream):
    """A connection on which nothing takes longer than till the end of the fetch: no drip keeps it open."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = _left(self._deadline, timeout)
        return _Timed(self._inner.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time for this fetch is up")
    return left if timeout is None else min(left, timeout)
