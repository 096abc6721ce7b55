"""The site as files: what each shows, and how it is made; one module for each kind of output.

`plan` lists every file with the fingerprints of what it is made from; a kind's `view` turns the
subject of a stale one into plain values, and its `render` turns these into bytes, in any process.
"""
