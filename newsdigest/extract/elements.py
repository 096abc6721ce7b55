"""The elements of HTML by what they mean for text."""

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hgroup", "hr", "html", "li", "main", "menu", "nav", "ol", "p", "pre",
    "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"
})  # fmt: skip
"""Elements that begin and end a block of text."""

SKIPPED = frozenset({
    "applet", "area", "audio", "base", "button", "canvas", "datalist", "embed", "frame", "frameset",
    "head", "iframe", "input", "link", "map", "meta", "noembed", "noframes", "noscript", "object",
    "optgroup", "option", "param", "progress", "script", "select", "source", "style", "svg", "template",
    "textarea", "title", "track", "video"
})  # fmt: skip
"""Elements whose content is no text of the article."""
