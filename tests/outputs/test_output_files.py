"""Redirects lead on without script; assets are copied."""

import re

import pytest
from lxml import html
from machine_site import made, site
from msgspec.structs import replace

from newsdigest.model.site import Redirect
from newsdigest.outputs.assets import MEDIA_FILES, STATIC, STYLESHEET, lasting_address
from newsdigest.outputs.redirects import REDIRECTS


def test_a_redirect_works_without_script_and_is_not_indexed() -> None:
    page = html.fromstring(made(REDIRECTS, site())["/old/story/"])
    target = "/repo/2023/01/04/story-4/"
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={target}"]
    assert page.xpath("//link[@rel='canonical']/@href") == [f"https://example.com{target}"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//body//a/@href") == [target]
    assert not page.xpath("//script | //style")


def test_other_names_of_a_tag_lead_to_it() -> None:
    assert {"/tags/commerce/", "/de/tags/commerce/"} <= set(made(REDIRECTS, site()))


@pytest.mark.parametrize(
    ("url", "path"),
    [("/old/", "old/index.html"), ("/old", "old/index.html"), ("/old.html", "old.html"),
     ("/v1.2", "v1.2/index.html"), ("/a.html/", "a.html/index.html")],
)  # fmt: skip
def test_where_a_redirect_stands(url, path) -> None:
    asked = replace(site(), redirects=(Redirect(url, "/about/", "content/pages/about.md"),))
    (output,) = REDIRECTS.plan(asked)
    assert (output.path, output.url, output.origin) == (path, url, "content/pages/about.md")
    assert output.lastmod is None


def test_signs_of_markup_in_a_target_are_escaped() -> None:
    asked = replace(site(), redirects=(Redirect("/old/", 'https://example.org/?a="><b>&c', "x.md"),))
    data = made(REDIRECTS, asked)["/old/"]
    assert b"<b>" not in data
    assert html.fromstring(data).xpath("//a/@href") == ['https://example.org/?a="><b>&c']


def test_assets_are_copied() -> None:
    assert made(STATIC, site(minify="none"))["/static/style.css"] == b"bytes of templates/static/style.css"
    assert made(MEDIA_FILES, site()) == {"/media/quay.jpg": b"bytes of content/media/quay.jpg"}


def test_what_pages_load_also_has_an_address_of_its_contents() -> None:
    def address(**settings):
        of = site(**settings)
        (plain, lasting) = made(STATIC, of).items()
        assert (plain[0], plain[1]) == ("/static/style.css", lasting[1])
        assert lasting[0] == lasting_address(STYLESHEET, of.assets, of.config)
        return lasting[0]

    assert re.fullmatch(r"/static/style\.[0-9a-f]{8}\.css", address())
    assert address() != address(minify="none"), "other bytes, another address"
