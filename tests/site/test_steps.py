"""benchmarks/steps.py measures functions by their names: each must be there under its own."""

import subprocess
import sys

from tiny_site import REPOSITORY, TinySite


def test_every_step_is_measured(full: TinySite) -> None:
    command = [sys.executable, str(REPOSITORY / "benchmarks/steps.py"), str(full.root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for step in ("read: fields", "read: YAML", "render: templates", "index: made", "all"):
        assert f"| {step} |" in done.stdout
