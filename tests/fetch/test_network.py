"""Only public addresses are asked, and the address that was checked is the one that is asked."""

import time

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdigest.fetch.network import Network, NotPublicError, is_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1",
        "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
        "2001:db8::1", "fec0::1",
    ],
)  # fmt: skip
def test_no_address_of_a_private_network_is_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_addresses_of_the_internet_are(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_wrapping_an_address_makes_it_no_more_public(address: object) -> None:
    assert is_public(f"::ffff:{address}") == is_public(str(address))


def test_a_host_with_one_private_address_is_not_asked_at_all() -> None:
    network = Network(time.monotonic() + 5, private=False, lookup=lambda host, port: ["93.184.216.34", "::1"])
    with pytest.raises(NotPublicError, match="::1"):
        network.connect_tcp("two.example", 80)


def test_a_name_is_looked_up_once_for_a_connection() -> None:
    """The second answer of a rebinding name is never asked for."""
    answers = iter([["127.0.0.1"]])
    network = Network(time.monotonic() + 5, private=False, lookup=lambda host, port: next(answers))
    with pytest.raises(NotPublicError):
        network.connect_tcp("rebinds.example", 80)
    with pytest.raises(StopIteration):
        next(answers)


def test_nothing_is_begun_after_the_end() -> None:
    network = Network(time.monotonic() - 1, private=True, lookup=lambda host, port: ["127.0.0.1"])
    with pytest.raises(httpcore.ReadTimeout):
        network.connect_tcp("late.example", 80)
