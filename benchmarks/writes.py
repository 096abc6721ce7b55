#!/usr/bin/env python3
"""Which files a build writes after one edit and after one new entry, beside those whose bytes changed.

    python benchmarks/writes.py [--sizes 1000,10000] [--site plain|full] [--work FOLDER]

A file counts as written when its time, inode or size has changed; the folder may be on any file system.
"""

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

REPO = Path(__file__).resolve().parents[1]
HARNESS = REPO.parent / "shared" / "bench" / "ssg"

Mark = tuple[int, int, int, bytes]
"""Time, inode, size and hash of a file."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Count the files that a small change writes.")
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--site", choices=("plain", "full"), default="plain")
    parser.add_argument("--work", type=Path, default=REPO / ".newsdigest" / "benchmark")
    args = parser.parse_args()
    print("| entries | change | seconds | files written | bytes changed | gone |")
    print("| ---: | --- | ---: | ---: | ---: | ---: |")
    for size in map(int, args.sizes.split(",")):
        corpus = args.work / f"writes-{size}"
        shutil.rmtree(corpus, ignore_errors=True)
        generator = [sys.executable, str(HARNESS / "gen_corpus.py"), str(size), str(corpus)]
        subprocess.run([*generator, "--formats", "newsdigest"], check=True, stdout=sys.stderr)
        site = corpus / "newsdigest"
        shutil.copytree(REPO / "benchmarks" / args.site, site, dirs_exist_ok=True)
        _build(site)
        target = site / (corpus / "edit-target.tsv").read_text("utf-8").strip().split("\t")[1]
        for change, make in (
            ("body edited", _edit_body),
            ("title edited", _edit_title),
            ("entry added", _add),
        ):
            before = _marks(site / "public")
            make(target)
            seconds = _build(site)
            after = _marks(site / "public")
            written = {
                path for path, mark in after.items() if before.get(path, (0, 0, 0, b""))[:3] != mark[:3]
            }
            changed = {path for path, mark in after.items() if before.get(path, (0, 0, 0, b""))[3] != mark[3]}
            cells = (
                f"{size:,}",
                change,
                f"{seconds:.2f}",
                len(written),
                len(changed),
                len(before.keys() - after),
            )
            print(f"| {' | '.join(map(str, cells))} |", flush=True)
            for path in sorted(written - changed):
                print(f"written for nothing: {path}", file=sys.stderr)
        shutil.rmtree(corpus)
    return 0


def _build(site: Path) -> float:
    begin = time.perf_counter()
    subprocess.run([sys.executable, str(REPO / "build.py"), "-C", str(site)], check=True, stdout=sys.stderr)
    return time.perf_counter() - begin


def _edit_body(entry: Path) -> None:
    entry.write_text(entry.read_text("utf-8") + "\nOne more paragraph.\n", "utf-8")


def _edit_title(entry: Path) -> None:
    entry.write_text(entry.read_text("utf-8").replace('title: "', 'title: "Edited ', 1), "utf-8")


def _add(entry: Path) -> None:
    text = re.sub(r"(?m)^slug: .*$", "slug: added", entry.read_text("utf-8"), count=1)
    entry.with_name("added.md").write_text(text, "utf-8")


def _marks(folder: Path) -> dict[str, Mark]:
    found = {}
    for path in folder.rglob("*"):
        if path.is_file() and path.name != ".newsdigest-manifest":
            stat = path.stat()
            mark = hashlib.blake2b(path.read_bytes(), digest_size=16).digest()
            found[path.relative_to(folder).as_posix()] = (stat.st_mtime_ns, stat.st_ino, stat.st_size, mark)
    return found


if __name__ == "__main__":
    sys.exit(main())
