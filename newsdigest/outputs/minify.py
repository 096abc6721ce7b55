"""Pages and stylesheets without the blanks and comments that no reader sees, where `delivery.minify` asks."""


def minify_html(text: str) -> str:
    """The page in as few signs as HTML's own rules allow.

    Only what the standard calls conforming: tags that may be left out, and blanks and quotes that
    it requires, stay.
    """
    import minify_html as library

    return str(
        library.minify(
            text,
            allow_noncompliant_unquoted_attribute_values=False,
            allow_optimal_entities=False,
            allow_removing_spaces_between_attributes=False,
            keep_closing_tags=True,
            keep_html_and_head_opening_tags=True,
            minify_css=False,
            minify_doctype=False,
            minify_js=False,
        )
    )


def minify_css(text: str) -> str:
    """The stylesheet without comments and needless blanks."""
    import rcssmin

    return str(rcssmin.cssmin(text))
