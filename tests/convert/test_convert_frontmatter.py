"""Front matter in four forms, and the mends of YAML."""

import pytest

from newsdigest.convert.document import Document
from newsdigest.convert.frontmatter import read_document


def read(text: str, *, headers: bool = False) -> Document:
    document = read_document("post.md", text, headers=headers)
    assert document is not None
    return document


def values(document: Document) -> dict[str, object]:
    return {key: given.value for key, given in document.fields.items()}


def told(document: Document) -> list[tuple[int, str, str]]:
    return [(problem.line, problem.rule, problem.severity) for problem in document.problems]


def test_yaml_keeps_what_was_written_and_where() -> None:
    document = read("---\ntitle: No\ntags: [no, 2024, on]\ndate: 2020-01-02\nempty: ~\n---\nText\n")
    assert values(document) == {
        "title": "No",
        "tags": ("no", "2024", "on"),
        "date": "2020-01-02",
        "empty": "",
    }
    assert {key: given.line for key, given in document.fields.items()} == {
        "title": 2, "tags": 3, "date": 4, "empty": 5,
    }  # fmt: skip
    assert (document.body, document.body_line, document.problems) == ("Text\n", 7, ())


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("title:\tThe crane", "The crane"),
        ("author: \tx\ntitle: The crane", "The crane"),
        ("title: The crane\t", "The crane"),
        ("title: The crane: back", "The crane: back"),
        ("title: 'The crane' returns", "'The crane' returns"),
        ("title: @crane", "@crane"),
        ("title: `crane`", "`crane`"),
        ("title: *crane", "*crane"),
        ("title: %crane", "%crane"),
        ("title:The crane\nauthor: x", "The crane"),
        ("author: x\ntitle:The crane", "The crane"),
        ("title: The crane\nis back", "The crane is back"),
        ("title: The crane\nis back\ntags: [a]", "The crane is back"),
        ("title: The \x07crane", "The crane"),
        ("title: [crane] is back", "[crane] is back"),
        ('title: The "crane": back \\ here', 'The "crane": back \\ here'),
        ('title: "The crane\nauthor: x', "The crane"),
        ("title: 'The crane\ntags: [a]", "The crane"),
        ("title: |crane", "|crane"),
        ("title: The crane\n  tags: [a]", "The crane"),
        ("title:\u00a0The crane", "The crane"),
        ("title: The\u2028crane", "The crane"),
    ],
)
def test_yaml_that_is_mended(text: str, title: str) -> None:
    document = read(f"---\n{text}\n---\n")
    assert values(document)["title"] == title
    assert {rule for _, rule, _ in told(document)} >= {"import-yaml"}
    assert not [problem for problem in document.problems if problem.severity == "error"]


@pytest.mark.parametrize("items", ["- a\n-b\n- c", "- a\nb\n- c", "  - a\n  -b\n  - c", "- a\n- b\nc"])
def test_a_list_with_a_slip_of_the_dash(items: str) -> None:
    document = read(f"---\ntags:\n{items}\ntitle: A\n---\n")
    assert values(document) == {"tags": ("a", "b", "c"), "title": "A"}
    assert {rule for _, rule, _ in told(document)} == {"import-yaml"}


def test_a_list_that_is_not_closed_is_read_by_its_commas() -> None:
    document = read('---\ntags: ["a", \'b, c d\ntitle: A\n---\n')
    assert values(document) == {"tags": ("a", "b", "c d"), "title": "A"}
    assert told(document) == [(2, "import-yaml", "warning")]


def test_two_versions_unmerged_are_told_as_that() -> None:
    document = read("---\ntitle: A\n<<<<<<< HEAD\ntags: [a]\n=======\ntags: [b]\n>>>>>>> b\n---\n")
    assert told(document) == [(3, "yaml", "error")]
    assert "unmerged" in document.problems[0].message


def test_a_word_that_yaml_takes_for_a_type() -> None:
    assert values(read("---\ntitle: !important\n---\n")) == {"title": "!important"}


def test_a_mend_names_its_line() -> None:
    document = read("---\ntitle: A\nauthor:\tB\ntags:\n- x: y: z\n---\n")
    assert told(document) == [(3, "import-yaml", "warning"), (5, "import-yaml", "warning")]
    assert document.problems[0].column == 8


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: A\n",
        "---\n- a\n- b\n---\n",
        "---\ntitle: }{\n  x: ]\n y: [\n---\n",
        "---\na: &a [x, x, x]\nb: &b [*a, *a, *a]\n"
        + "".join(f"c{n}: &c{n} [{', '.join([f'*c{n - 1}' if n else '*b'] * 9)}]\n" for n in range(9))
        + "---\n",
        "---\n" + "[" * 30_000 + "\n---\n",
        "---\na: " + "[" * 9_000 + "\nb: [\n---\n",
        "---\n" + "a: " + "[" * 3_000 + "]" * 3_000 + "\n---\n",
        "+++\ntitle = \n+++\n",
        '{"title": }\n',
        '{"title": ' + "[" * 100_000,
    ],
)
def test_what_cannot_be_read_is_an_error(text: str) -> None:
    assert [severity for *_, severity in told(read(text))].count("error") == 1


def test_a_key_that_comes_twice_has_its_last_value() -> None:
    document = read("---\ntitle: A\ntitle: B\n---\n")
    assert values(document) == {"title": "B"}
    assert told(document) == [(3, "import-yaml", "warning")]


def test_blanks_are_told_once() -> None:
    document = read("---\n\ntitle: A \ntags:\n- b  \n---\n")
    assert told(document) == [(2, "import-blank-line", "warning"), (3, "import-blanks", "warning")]
    assert told(read("\n---\ntitle: A\n---\n")) == [(1, "import-blank-line", "warning")]


def test_toml_and_json() -> None:
    toml = read(
        '+++\ntitle = "A"\ndate = 2020-01-02T03:04:05Z\ndraft = true\n[cover]\nimage = "x"\n+++\nText'
    )
    assert values(toml) == {
        "title": "A", "date": "2020-01-02T03:04:05+00:00", "draft": "true", "cover": {"image": "x"},
    }  # fmt: skip
    assert toml.fields["cover"].line == 5
    json = read('{\n  "title": "A",\n  "tags": ["b"]\n}\n\nText')
    assert values(json) == {"title": "A", "tags": ("b",)}
    assert (json.fields["tags"].line, json.body) == (3, "Text")


def test_lines_of_key_and_value() -> None:
    document = read("Title: A: b\nSummary: One\n  two\nDate: 2020-01-02\n\nText: here\n", headers=True)
    assert values(document) == {"title": "A: b", "summary": "One\ntwo", "date": "2020-01-02"}
    assert (document.body, document.body_line) == ("Text: here\n", 6)
    assert read_document("post.md", "Title: A\n\nText\n") is None
    assert read_document("post.md", "Just a text.\n", headers=True) is None
    assert read_document("post.md", "", headers=True) is None


def test_lines_that_slipped_and_keys_that_stand_twice() -> None:
    document = read(" Title: A\nDate : 2020-01-02\nTitle: B\n    more of B\nTags: a\n\nText", headers=True)
    assert values(document) == {"title": "A", "date": "2020-01-02", "tags": "a"}
    assert told(document) == [(3, "import-value", "warning")]


def test_a_page_of_html() -> None:
    text = (
        "<html><head><title>A &amp;\n B</title>\n<meta name='tags' content=\"a, b\">\n"
        '<meta content="2020-01-02" name="date"/>\n</head>\n<body class="x">\n<p>Text</p>\n</body></html>'
    )
    document = read_document("post.html", text, headers=True)
    assert document is not None
    assert values(document) == {"title": "A & B", "tags": "a, b", "date": "2020-01-02"}
    assert (document.body, document.body_line, document.fields["date"].line) == ("<p>Text</p>", 6, 4)
    assert read_document("post.html", "<p>No fields</p>", headers=True) is None
    assert read_document("post.html", text) is None


def test_a_text_alone_is_a_document_where_that_is_so() -> None:
    document = read_document("post.md", "# A\r\n\r\nText\n", bare=True)
    assert document is not None
    assert (document.fields, document.body) == ({}, "# A\n\nText")
    assert read_document("post.md", "\n \n", bare=True) is None


def test_half_a_pair_of_signs_in_json() -> None:
    assert values(read('{"title": "A \\ud83d"}\n')) == {"title": "A \ufffd"}
