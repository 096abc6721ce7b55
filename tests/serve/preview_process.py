"""A preview in a process of its own: `preview_process.py FOLDER BASE_PATH`.

Its build joins FOLDER/content/*.html into public/index.html, and then copies that to public/rest.txt, with
the number of copies before; a file that says BROKEN is a fault.
"""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from newsdigest.serve.server import Built, serve

folder, base_path = Path(sys.argv[1]), sys.argv[2]
public = folder / "public"


def build() -> Iterator[Built]:
    first = outcome()
    yield first
    if first.faults:
        return
    page, rest = public / "index.html", public / "rest.txt"
    if page.exists():
        number = int(rest.read_text("utf-8").split()[0]) if rest.exists() else 0
        put(rest, f"{number + 1} {page.read_text('utf-8')}")
    yield Built(changed=False)


def put(file: Path, text: str) -> None:
    """In one step, as a build does: a file that is cut short while it is sent ends the connection."""
    new = file.with_suffix(".new")
    new.write_text(text, "utf-8")
    new.replace(file)


def outcome() -> Built:
    files = [*sorted(folder.glob("content/**/*.html")), folder / "config.yaml"]
    texts = [file.read_text("utf-8") for file in files if file.exists()]
    time.sleep(0.15)
    if any("CRASH" in text for text in texts):
        raise RuntimeError("no such thing")
    if any("BROKEN" in text for text in texts):
        return Built(changed=False, faults="page.html:1: error[broken] it is <broken>")
    page = "<html><head></head><body>" + " ".join(texts) + "</body></html>"
    index = public / "index.html"
    if index.exists() and index.read_text("utf-8") == page:
        return Built(changed=False)
    public.mkdir(exist_ok=True)
    (public / "data.json").write_text(f'"{len(texts)}"')
    put(index, page)
    return Built(changed=True)


serve(
    build,
    public,
    watch=[folder / "content", folder / "templates", folder / "config.yaml"],
    port=0,
    base_path=base_path,
    log=lambda text: print(text, file=sys.stderr, flush=True),
)
