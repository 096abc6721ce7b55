"""docs/day.md is true: its commands do in the sample site what it says."""

import re
import shlex

from tiny_site import REPOSITORY, TinySite

DAY = (REPOSITORY / "docs/day.md").read_text("utf-8")


def test_the_commands_of_the_day_work_one_after_another(sample: TinySite) -> None:
    commands = [shlex.split(line)[2:] for line in re.findall(r"^    (python build\.py.*)$", DAY, re.M)]
    alone = [command for command in commands if command[:1] not in (["serve"], ["ingest"])]
    assert len(alone) >= 7
    sample.build(date="2026-12-01")
    for command in alone:
        result = sample.run("--date", "2026-12-01", *command)
        assert result.status == 0, (command, result.err)
    sample.build(date="2026-12-01")
    assert "url=/tags/food-and-drink/" in sample.public("tags/food/index.html")
    assert "url=/tags/culture/" in sample.public("tags/museums/index.html")
    entry = sample.root / "content/entries/2026/01/the-museum-opens-its-drawers.md"
    assert "tags: [culture, society]" in entry.read_text("utf-8")


def test_the_correction_of_the_day_is_shown(sample: TinySite) -> None:
    (block,) = re.findall(r"^```yaml\n(corrections:.*?)^```", DAY, re.M | re.S)
    path = sample.root / "content/entries/2026/03/what-the-dredger-brought-up.md"
    path.write_text(path.read_text("utf-8").replace("id: tag:", f"{block}id: tag:", 1), "utf-8")
    sample.build(date="2026-12-01")
    note = "An earlier version gave the wrong height of the tide."
    (page,) = (sample.root / "public/2026/03").glob("*/what-the-dredger-brought-up/index.html")
    for shown in (
        page.read_text("utf-8"),
        sample.public("corrections/index.html"),
        sample.public("corrections/feed.xml"),
    ):
        assert note in shown
