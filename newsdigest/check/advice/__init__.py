"""Rules that advise: what a good desk would see before its readers do. Only `check` runs them."""
