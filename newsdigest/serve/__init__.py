"""The preview: it is told how to build and what to watch, and knows nothing of sites."""
