#!/usr/bin/env python3
"""Time from a save to the browser: an entry is edited in a preview, and Chromium shows it.

    python benchmarks/preview.py [--size 10000] [--site full|plain] [--edits 15] [--work FOLDER]

Prints the median and the longest of edits with pauses between them; then saves an entry 50 times within a
second, and tells how long after the last of them its text is shown. Needs the corpus maker of the benchmark
beside the checkout, playwright, and Chromium.
"""

import argparse
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from run import HARNESS, REPO, _memory_disk

PATIENCE_MS = 60_000
BURST = 50
PAUSE_MS = 2000
"""At most, between two edits: some come while the preview is still at work on the one before."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Time from a save to the browser.")
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--site", choices=("plain", "full"), default="full")
    parser.add_argument("--edits", type=int, default=15)
    parser.add_argument("--work", type=Path, default=_memory_disk())
    args = parser.parse_args()
    corpus = args.work / f"preview-{args.size}"
    shutil.rmtree(corpus, ignore_errors=True)
    subprocess.run([sys.executable, HARNESS / "gen_corpus.py", str(args.size), corpus], check=True)
    site = corpus / "newsdigest"
    shutil.copytree(REPO / "benchmarks" / args.site, site, dirs_exist_ok=True)
    try:
        _measure(site, corpus, args.edits)
    finally:
        shutil.rmtree(corpus, ignore_errors=True)
    return 0


def _measure(site: Path, corpus: Path, edits: int) -> None:
    targets = dict(line.split("\t") for line in (corpus / "edit-target.tsv").read_text().splitlines())
    entry = site / targets["newsdigest"]
    command = [sys.executable, str(REPO / "build.py"), "-C", str(site), "serve", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as preview, sync_playwright() as run:
        try:
            address = _address(preview)
            browser = run.chromium.launch(
                executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
            )
            page = browser.new_page()
            page.goto(address + _path(entry), timeout=PATIENCE_MS)
            page.wait_for_timeout(2000)
            text = entry.read_text("utf-8")
            took = []
            pause = random.Random(1)
            for number in range(edits):
                took.append(_shown(page, entry, text, f"Saved {number}."))
                page.wait_for_timeout(pause.uniform(0, PAUSE_MS))
            print(f"an edit is shown after {statistics.median(took):.2f} s, at most {max(took):.2f} s")
            for number in range(BURST):
                entry.write_text(f"{text}\n\nBurst {number}.\n", "utf-8")
                time.sleep(1 / BURST)
            last = _shown(page, entry, text, f"Burst {BURST}.")
            print(f"after {BURST} saves within a second, the last is shown after {last:.2f} s")
            browser.close()
        finally:
            preview.terminate()


def _address(preview: "subprocess.Popen[str]") -> str:
    """Where it serves, once the first build has ended."""
    address = ""
    assert preview.stderr is not None
    for line in preview.stderr:
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        address = found[0] if found else address
        if "entries:" in line:
            return address
    raise SystemExit("the preview did not begin")


def _path(entry: Path) -> str:
    (day,) = re.findall(r"^date: [\"']?(\d{4})-(\d\d)-(\d\d)", entry.read_text("utf-8"), re.M)[:1]
    return f"/{'/'.join(day)}/{entry.stem}/"


def _shown(page: Page, entry: Path, text: str, words: str) -> float:
    """Seconds from a save to its being shown."""
    began = time.perf_counter()
    entry.write_text(f"{text}\n\n{words}\n", "utf-8")
    page.get_by_text(words, exact=True).wait_for(timeout=PATIENCE_MS)
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
