"""Entries in, the whole site as data out; pure."""
