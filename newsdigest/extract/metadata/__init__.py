"""Every field of a page but its body: candidates with where they were found, then one ranking a field."""
