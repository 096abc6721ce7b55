"""Rules over planned outputs and the links of bodies."""

from newsdigest.check.runner import check_links, check_outputs
from newsdigest.load.markdown import render_markdown
from newsdigest.model.config import Config
from newsdigest.model.output import Output


def output(url: str, origin: str = "", kind: str = "entries") -> Output:
    return Output(f"{url.strip('/')}/index.html".lstrip("/"), url, kind, None, (), origin)


ONE = output("/2026/03/04/crane/", "content/entries/2026/03/crane.md")
SITE = [
    output("/", kind="home"),
    ONE,
    output("/about/", "content/pages/about.md", "pages"),
    Output("media/crane.png", "/media/crane.png", "media", None, ()),
]


def test_addresses_of_their_own_are_no_fault() -> None:
    assert check_outputs(SITE) == []


def test_two_entries_at_one_address() -> None:
    other = output("/2026/03/04/crane/", "content/entries/2026/03/second-crane.md")
    for outputs in ([ONE, other], [other, ONE]):
        assert [str(problem) for problem in check_outputs(outputs)] == [
            "content/entries/2026/03/second-crane.md: error[address-taken] the address /2026/03/04/crane/ "
            "is that of content/entries/2026/03/crane.md already\n"
            "  hint: give one of the two another `slug`"
        ]


def test_a_page_at_an_address_of_the_site() -> None:
    outputs = [output("/tags/", "content/pages/tags.md", "pages"), output("/tags/", kind="tags")]
    assert [str(problem) for problem in check_outputs(outputs)] == [
        "content/pages/tags.md: error[address-taken] the address /tags/ "
        "is that of the site's own pages (tags) already\n"
        "  hint: choose another one"
    ]


def test_a_file_that_would_have_to_be_a_folder() -> None:
    file = Output("old.html", "/old.html", "redirects", None, (), "content/entries/2026/03/crane.md")
    outputs = [file, output("/old.html/more/", "content/entries/2026/03/z.md", "redirects")]
    assert [str(problem) for problem in check_outputs(outputs)] == [
        "content/entries/2026/03/z.md: error[address-taken] the address /old.html/more/ lies below "
        "/old.html (content/entries/2026/03/crane.md), which is a file\n"
        "  hint: choose another one"
    ]


def test_addresses_that_differ_in_case() -> None:
    outputs = [ONE, output("/2026/03/04/Crane/", "content/entries/2026/03/z.md", "redirects")]
    (problem,) = check_outputs(outputs)
    assert (problem.rule, problem.severity, problem.file) == (
        "address-case",
        "warning",
        "content/entries/2026/03/z.md",
    )
    assert "content/entries/2026/03/crane.md" in problem.message


def told(text: str) -> list[str]:
    body = render_markdown(text, "/repo/")
    bodies = [("content/entries/2026/03/crane.md", 10, ONE.url, body)]
    return [str(problem) for problem in check_links(bodies, (), SITE, Config())]


def test_links_that_lead_somewhere() -> None:
    assert (
        told(
            "[a](/about/) [b](/about) [c](../../../../about/#us) [d](https://example.com/x) [e](mailto:a@b.c)"
        )
        == []
    )
    assert told("## Us\n\n[a](#us) [b](/2026/03/04/crane/?x=1) ![A crane](/media/crane.png) [c](/)") == []


def test_a_dead_link_is_told_with_its_line_and_the_nearest_address() -> None:
    assert told("Text\n\nand [a](/abuot/)") == [
        "content/entries/2026/03/crane.md:12: warning[dead-link] no page of the site is at `/abuot/`\n"
        "  hint: did you mean `/about/`?"
    ]
    assert told("## Us\n\n[a](#uss)") == [
        "content/entries/2026/03/crane.md:12: warning[dead-link] no heading is meant by `#uss`\n"
        "  hint: did you mean `#us`?"
    ]


def test_a_picture_without_words() -> None:
    assert told("![](/media/crane.png)") == [
        "content/entries/2026/03/crane.md:10: warning[image-alt] the picture `/media/crane.png` "
        "has no alternative text\n"
        "  hint: say what it shows between the brackets: `![...](...)`"
    ]
