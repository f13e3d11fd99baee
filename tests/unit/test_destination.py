"""Where something may be sent: a table of addresses, and of what is no web address."""

from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.delivery_errors import DestinationRefused
from qa.destination import check_address, read_address, read_networks

INWARD = [
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "100.100.100.200",  # metadata of one cloud
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",  # of another, though its address looks public
    "169.254.169.254",  # of most
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::10.0.0.1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::10.0.0.1",
    "100::1",
    "2001:db8::1",
    "2002:0a00:0001::1",  # 6to4 of 10.0.0.1
    "2002:7f00:0001::",
    "2001:0:4136:e378:8000:63bf:f5ff:fffe",  # Teredo of 10.0.0.1
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
]
OPEN = [
    "1.1.1.1",
    "8.8.8.8",
    "93.184.216.34",
    "2606:4700:4700::1111",
    "2a00:1450:4001::200e",
    "::ffff:8.8.8.8",
]


@pytest.mark.parametrize("address", INWARD)
def test_nothing_is_sent_inward(address: str) -> None:
    with pytest.raises(DestinationRefused, match="EVERYCALL_WEBHOOK_NETWORKS"):
        check_address(ip_address(address))


@pytest.mark.parametrize("address", OPEN)
def test_the_open_network_is_reached(address: str) -> None:
    check_address(ip_address(address))


@pytest.mark.parametrize("address", ["10.1.2.3", "::ffff:10.1.2.3", "2002:0a01:0203::1"])
def test_a_network_that_was_opened_is_reached_however_it_is_written(address: str) -> None:
    check_address(ip_address(address), read_networks("10.1.0.0/16"))
    with pytest.raises(DestinationRefused):
        check_address(ip_address(address), read_networks("10.2.0.0/16, fd00::/8"))


def test_metadata_is_not_opened_by_the_network_round_it() -> None:
    metadata = ip_address("169.254.169.254")
    with pytest.raises(DestinationRefused):
        check_address(metadata, read_networks("169.254.0.0/16, 0.0.0.0/0"))
    check_address(metadata, read_networks("169.254.169.254"))


@given(st.ip_addresses(v=4, network="10.0.0.0/8") | st.ip_addresses(v=6, network="fc00::/7"))
def test_no_private_address_is_let_through_by_chance(address: object) -> None:
    with pytest.raises(DestinationRefused):
        check_address(address)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://example.com/",
        "file:///etc/passwd",
        "gopher://example.com/",
        "//example.com/",
        "https://",
        "https:///path",
        "https://user:pass@example.com/",
        "https://user@example.com/",
        "https://example.com/#part",
        "https://example.com:99999/",
        "https://[::1/",
        "https://exa mple.com/",
        "https://example.com/\r\nX: y",
        "https://例子.cn/",
        "https://example.com/" + "a" * 2000,
    ],
)
def test_what_is_no_web_address_is_refused_before_anything_is_resolved(url: str) -> None:
    with pytest.raises(DestinationRefused):
        read_address(url)


def test_an_address_is_taken_apart() -> None:
    found = read_address("https://Hooks.Example.com:8443/in?a=b")
    assert (found.scheme, found.host, found.port, found.path) == (
        "https",
        "hooks.example.com",
        8443,
        "/in?a=b",
    )
    assert read_address("http://[2606:4700::1]").host == "2606:4700::1"
    assert read_address("http://example.com").port == 80
    assert read_address("https://example.com").path == "/"


def test_networks_are_read_or_refused() -> None:
    assert read_networks(" 10.0.0.0/8 ,, fd00::/8 ") == (ip_network("10.0.0.0/8"), ip_network("fd00::/8"))
    for name in ("10.0.0.1/8", "localhost", "10.0.0.0/40"):
        with pytest.raises(DestinationRefused, match="no network"):
            read_networks(name)
