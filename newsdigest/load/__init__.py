"""YAML and Markdown in, values and problems out: pure, with a line and column for every fault."""
