"""How well pages are read: the development data, readers, scores, and the floor under them."""
