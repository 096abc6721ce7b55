"""From an article to a drafted entry."""
