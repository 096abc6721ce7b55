"""What a companion loads while it is still being found out what there is to make."""


def get_ready_to_read() -> None:
    """Load what entries are read with: YAML takes longer to load than an entry to read."""
    import newsdigest.build.reading
    import newsdigest.load.entry
    import newsdigest.load.markdown
    import newsdigest.load.page  # noqa: F401


def get_ready_to_render() -> None:
    """Load what pages and feeds are made with: that takes as long as to make hundreds."""
    import newsdigest.build.rendering
    import newsdigest.outputs.environment  # noqa: F401
