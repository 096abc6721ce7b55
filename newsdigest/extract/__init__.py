"""Reading a source page: bytes in, an Article out; a field that is not there stays empty."""
