"""httpx over connections of our own: httpx's transport can be given no other network."""

import ssl
from collections.abc import Iterator
from contextlib import closing

import httpcore
import httpx

from newsdigest.fetch.network import Network


class Transport(httpx.BaseTransport):
    """Sends requests as httpx's own transport does. Raises what httpcore raises."""

    def __init__(self, network: Network, tls: ssl.SSLContext) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=tls, network_backend=network)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The response, its body still to be read."""
        response = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(response.status, headers=response.headers, stream=_Stream(response))

    def close(self) -> None:
        """Close the connections."""
        self._pool.close()


class _Stream(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        with closing(self._response):
            yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()
