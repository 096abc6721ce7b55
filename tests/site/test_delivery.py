"""The site as hosts deliver it: in few bytes, and with the headers that the build asks for."""

import gzip
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import brotli
import pytest
from lxml import html
from tiny_site import CONFIG, TinySite

from newsdigest.outputs import policy


def words(page: bytes) -> list[str]:
    """Every word of a page that a reader sees, and every attribute that is meant for one."""
    root = html.fromstring(page)
    for hidden in root.xpath("//script | //style"):
        hidden.drop_tree()
    shown = " ".join(root.xpath("//text()")).split()
    return shown + root.xpath("//@alt | //@title | //@href")


def settings(site: TinySite, more: str = "") -> None:
    site.write("config.yaml", f"{CONFIG}lists: {{per_page: 2}}\n{more}")


def contents(site: TinySite) -> dict[str, bytes]:
    """Path -> bytes of every published file."""
    top = site.root / "public"
    return {path: (top / path).read_bytes() for path in site.published()}


def pages(site: TinySite) -> dict[str, bytes]:
    return {path: data for path, data in contents(site).items() if path.endswith(".html")}


def test_minified_pages_say_the_same(full: TinySite) -> None:
    full.build()
    plain = pages(full)
    settings(full, "delivery: {minify: all}\n")
    full.build()
    small = pages(full)
    assert sum(map(len, small.values())) < 0.97 * sum(map(len, plain.values()))
    for path, page in plain.items():
        if b'http-equiv="refresh"' not in page:
            assert sorted(words(small[path])) == sorted(words(page)), path
    settings(full)
    full.build()
    assert pages(full) == plain, "and back"


def test_compressed_copies_are_those_of_the_files(full: TinySite) -> None:
    settings(full, "delivery: {compress: [gzip, br]}\n")
    full.build()
    files = contents(full)
    text = [path for path in files if re.search(r"\.(html|xml|json|css|svg|txt)$", path)]
    assert len(text) > 50
    for path in text:
        assert gzip.decompress(files[f"{path}.gz"]) == brotli.decompress(files[f"{path}.br"]) == files[path]
    assert not [path for path in files if path.endswith((".gz.gz", ".br.gz", ".png.gz"))]
    before = full.published()
    full.build("--clean")
    assert full.published() == before


def test_a_template_makes_copies_anew_and_they_go_when_no_longer_wanted(full: TinySite) -> None:
    full.build()
    before = full.published()
    settings(full, "delivery: {compress: [gzip]}\n")
    full.build()
    base = full.root / "templates/404.html"
    base.parent.mkdir(exist_ok=True)
    base.write_text(
        "{% extends 'base.html' %}{% block main %}<h1>Nowhere, it seems</h1>{% endblock %}", "utf-8"
    )
    full.build()
    assert b"Nowhere, it seems" in gzip.decompress((full.root / "public/404.html.gz").read_bytes())
    base.unlink()
    settings(full)
    full.build()
    assert full.published() == before


def test_an_edited_stylesheet_has_a_new_address_on_every_page(full: TinySite) -> None:
    full.build()
    (old,) = set(html.fromstring(contents(full)["index.html"]).xpath("//link[@rel='stylesheet']/@href"))
    full.write("templates/static/style.css", "/* a comment */ body { color: red }\n")
    full.build()
    files = contents(full)
    for path, page in pages(full).items():
        for address in html.fromstring(page).xpath("//link[@rel='stylesheet']/@href"):
            assert address != old, path
            assert files[address.lstrip("/")] == files["static/style.css"] == b"body{color:red}"


def test_an_edited_search_script_has_a_new_address(full: TinySite) -> None:
    def script() -> str:
        full.build()
        (address,) = html.fromstring(contents(full)["search/index.html"]).xpath("//script/@src")
        assert re.fullmatch(r"/static/search\.[0-9a-f]{8}\.js", address)
        assert contents(full)[address.lstrip("/")] == contents(full)["static/search.js"]
        return str(address)

    shipped = script()
    full.write("templates/static/search.js", "// our own\n")
    assert script() != shipped
    assert shipped.lstrip("/") not in contents(full)


@contextmanager
def host(command: list[str], port: int) -> Iterator[HTTPConnection]:
    """A real web server, until the test ends."""
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if process.poll() is not None:
                raise AssertionError(process.stdout.read().decode() if process.stdout else "")
            time.sleep(0.05)
        yield HTTPConnection("127.0.0.1", port, timeout=10)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def ask(connection: HTTPConnection, path: str, encodings: str = "") -> tuple[HTTPResponse, bytes]:
    connection.request("GET", path, headers={"Accept-Encoding": encodings, "Connection": "close"})
    answer = connection.getresponse()
    return answer, answer.read()


def nginx(folder: Path, public: Path, port: int) -> list[str]:
    config = folder / "nginx.conf"
    config.write_text(
        f"""daemon off; master_process off; pid {folder}/pid; error_log stderr;
events {{}}
http {{
  include /etc/nginx/mime.types; access_log off;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{ listen 127.0.0.1:{port}; root {public}; include {public}/nginx-headers.conf; }}
}}
""",
        "utf-8",
    )
    return ["nginx", "-c", str(config), "-p", str(folder)]


def apache(folder: Path, public: Path, port: int) -> list[str]:
    modules = "/usr/lib/apache2/modules"
    wanted = ("mpm_event", "authz_core", "mime", "dir", "headers", "rewrite")
    config = folder / "apache.conf"
    loads = "\n".join(f"LoadModule {name}_module {modules}/mod_{name}.so" for name in wanted)
    user = "User #65534\nGroup #65534" if os.getuid() == 0 else ""
    config.write_text(
        f"""ServerRoot {folder}
{loads}
{user}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {folder}/pid
ErrorLog /dev/stderr
TypesConfig /etc/mime.types
DocumentRoot {public}
<Directory {public}>
AllowOverride All
Require all granted
</Directory>
""",
        "utf-8",
    )
    return ["apache2", "-X", "-f", str(config)]


@pytest.mark.parametrize("server", [nginx, apache], ids=["nginx", "apache"])
def test_a_real_server_sends_what_was_asked(full: TinySite, tmp_path: Path, server) -> None:
    name = {nginx: "nginx", apache: "apache2"}[server]
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not on this machine")
    settings(full, "delivery: {headers: [nginx, apache], compress: [gzip, br]}\n")
    full.build()
    for folder in (full.root, *full.root.parents):  # a server may run as a user of its own
        if folder.is_relative_to("/tmp") and folder != Path("/tmp"):
            folder.chmod(0o755)
    public, port = full.root / "public", free_port()
    with host(server(tmp_path, public, port), port) as connection:
        for path in ("/", "/2026/03/04/cranes-return/", "/tags/harbour/", "/de/"):
            answer, data = ask(connection, path)
            assert answer.status == 200, path
            assert answer.headers.get_all("Content-Security-Policy") == [policy.PAGE + policy.UNFRAMED], path
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert data == (public / path.strip("/") / "index.html").read_bytes()
            packed, small = ask(connection, path, "gzip")
            assert packed.headers["Content-Encoding"] == "gzip"
            assert packed.headers["Content-Type"].startswith("text/html")
            assert gzip.decompress(small) == data
        answer, _ = ask(connection, "/feed.xml")
        assert answer.headers["Content-Type"].lower() == "application/atom+xml; charset=utf-8"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        sheet = html.fromstring((public / "index.html").read_bytes()).xpath(
            "//link[@rel='stylesheet']/@href"
        )[0]
        answer, _ = ask(connection, sheet)
        assert "immutable" in answer.headers["Cache-Control"]
        answer, _ = ask(connection, "/index.html")
        assert "must-revalidate" in answer.headers["Cache-Control"]
        answer, data = ask(connection, "/no/such/page/")
        assert answer.status == 404
        assert data == (public / "404.html").read_bytes()
