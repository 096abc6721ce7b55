"""What hosts are asked to send with the site's files."""

from machine_site import made, site

from newsdigest.outputs.headers import HEADERS

ALL_HOSTS = frozenset({"netlify", "cloudflare", "apache", "nginx"})


def underscore(text: str) -> dict[str, dict[str, str]]:
    """Address -> headers, of a `_headers` file."""
    found: dict[str, dict[str, str]] = {}
    address = ""
    for line in text.splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            assert name not in found[address], "a host would join the two"
            found[address][name] = value
        else:
            address = line
            assert address not in found
            found[address] = {}
    return found


def test_files_are_written_for_the_hosts_that_are_asked_for() -> None:
    assert made(HEADERS, site()) == {}
    assert set(made(HEADERS, site(header_files=frozenset({"nginx"})))) == {"/nginx-headers.conf"}
    assert set(made(HEADERS, site(header_files=frozenset({"cloudflare"})))) == {"/_headers"}
    assert set(made(HEADERS, site(header_files=ALL_HOSTS))) == {
        "/_headers",
        "/.htaccess",
        "/nginx-headers.conf",
    }


def test_every_page_has_a_policy_and_no_header_is_given_twice() -> None:
    told = underscore(made(HEADERS, site(header_files=ALL_HOSTS))["/_headers"].decode())
    assert told["/repo/*"]["X-Content-Type-Options"] == "nosniff"
    for address in (
        "/repo/",
        "/repo/2023/*",
        "/repo/tags/*",
        "/repo/de/",
        "/repo/de/2023/*",
        "/repo/404.html",
    ):
        policy = told[address]["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'none';")
        assert "unsafe" not in policy
    for address, headers in told.items():
        folders = [one for one in told if one.endswith("*") and one != address]
        others = [told[one] for one in folders if address.startswith(one[:-1])]
        assert not [name for other in others for name in headers if name in other], address


def test_what_the_files_do_not_say_themselves_comes_before_the_rules_of_pages() -> None:
    """A host that reads only so many rules still sends types and lets search run."""
    told = list(underscore(made(HEADERS, site(header_files=ALL_HOSTS))["/_headers"].decode()))
    first_page = told.index("/repo/")
    for address in ("/repo/search/*", "/repo/de/search/*", "/repo/de/feed.xml", "/repo/media/*"):
        assert told.index(address) < first_page


def test_feeds_are_open_to_other_sites_and_have_their_type() -> None:
    told = underscore(made(HEADERS, site(header_files=ALL_HOSTS))["/_headers"].decode())
    assert told["/repo/de/feed.xml"] == {
        "Content-Type": "application/atom+xml; charset=utf-8",
        "Access-Control-Allow-Origin": "*",
    }
    only = site(header_files=ALL_HOSTS, outputs=frozenset({"home", "entries", "headers"}))
    assert "feed" not in made(HEADERS, only)["/_headers"].decode()
