"""Addresses: what is the same page is the same address, however it was written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdigest.model import url
from newsdigest.model.url import canonical

SIGNS = "htps:/.?#&=;[]@%ABab09 -_~!$'()*+,|^`\t\u00e9{}\\"
HEADS = (
    "http://",
    "https://",
    "http://a.example",
    "https://x-y.example/",
    "https://x.example/a?utm_a=1&b=",
    "HTTPS://A.example:443",
    "",
)


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("HTTPS://News.Example:443/a?utm_source=x&id=7#top", "https://news.example/a?id=7"),
        ("http://news.example", "http://news.example/"),
        (" https://news.example/A/b.html ", "https://news.example/A/b.html"),
        ("http://news.example:8080/?fbclid=1", "http://news.example:8080/"),
        ("mailto:desk@news.example", "mailto:desk@news.example"),
        ("http://[", "http://["),
    ],
)
def test_an_address_has_one_form(written: str, same: str) -> None:
    assert canonical(written) == same


@given(st.sampled_from(HEADS), st.text(SIGNS, max_size=9))
def test_a_plain_address_is_what_taking_it_apart_would_give(head: str, rest: str) -> None:
    fast = canonical(head + rest)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(url, "_PLAIN", re.compile(r"(?!)"))
        assert fast == canonical(head + rest)


@given(st.sampled_from(HEADS), st.text(SIGNS, max_size=9))
def test_the_form_is_stable(head: str, rest: str) -> None:
    assert canonical(canonical(head + rest)) == canonical(head + rest)
