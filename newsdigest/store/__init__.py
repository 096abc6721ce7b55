"""The only I/O: files, cache, manifest, publishing, worker pool."""
