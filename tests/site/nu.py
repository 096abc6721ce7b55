"""The Nu HTML checker over a folder; `npm ci --ignore-scripts` brings it, Java 17 runs it."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

JAR = Path(__file__).parents[2] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

OF_FILES = ".*violates Content Security Policy.*"
"""To the checker, files have no origin: it takes no stylesheet to come from the page's own, `'self'`."""


def html_errors(folder: Path) -> list[str]:
    """Every error and warning in the pages and stylesheets below a folder: `file:line: message`.

    Skips the test that asks where the checker cannot run.
    """
    if shutil.which("java") is None:
        pytest.skip("the Nu checker needs Java: apt-get install default-jre-headless")
    if not JAR.is_file():
        pytest.skip("the Nu checker is not here: npm ci --ignore-scripts")
    done = subprocess.run(
        ["java", "-Xss4m", "-jar", str(JAR), "--format", "json", "--stdout", "--exit-zero-always",
         "--skip-info-messages", "--no-langdetect", "--skip-non-html", "--also-check-css",
         "--filterpattern", OF_FILES, str(folder)],
        capture_output=True,
        check=False,
        # Without UTF-8 Java cannot open files whose names are not ASCII.
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    found = json.loads(done.stdout)["messages"]
    return [
        f"{one['url'].rpartition(folder.name + '/')[2]}:{one.get('lastLine', 0)}: {one['message']}"
        for one in found
    ]
