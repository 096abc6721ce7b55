"""Rights notices and who holds them."""

from newsdigest.extract.rights import agency_of_rights, holder_of, rights_in


def test_notices_stand_as_on_the_page_each_once() -> None:
    lines = ["Copyright rules changed last year in court.", "© 2019 The Example Press. All rights reserved.",
             "Menu",
             "©2019 Example  Inc.", "©2019 Example Inc.", "Photo © Jane Roe"]  # fmt: skip
    assert rights_in(lines) == "© 2019 The Example Press. All rights reserved.\n©2019 Example Inc."


def test_an_agency_that_holds_the_rights_is_named() -> None:
    assert (
        agency_of_rights("© Copyright 2019 The Associated Press. All rights reserved.") == "Associated Press"
    )
    assert agency_of_rights("©2019 Example Inc.") == ""


def test_the_holder_is_without_year_and_formula() -> None:
    assert holder_of("© 2017-2019 Example Times. All rights reserved.") == "Example Times"
    assert holder_of("Copyright by Example Post, 2020") == "Example Post"


def test_an_agency_that_no_list_knows_is_told_by_the_terms_of_its_notice() -> None:
    terms = "© 2026 Exwire. This report may not be printed, broadcast or passed on"
    assert agency_of_rights(terms + " without the agency's consent.") == "Exwire"
    assert agency_of_rights(terms + ".\n© 2026 Example Media") == "Exwire"
    assert agency_of_rights(terms + ".") == ""
    assert agency_of_rights("© 2026 Example Media. All rights reserved.\n© 2026 Example Group") == ""
