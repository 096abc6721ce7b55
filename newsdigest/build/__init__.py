"""The build: what the stages do, joined from content to published site."""
