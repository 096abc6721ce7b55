"""The schemas in a site's folder: written by their command, pointed to by files that the program begins."""

import json
from pathlib import Path

from newsdigest.store.files import write_whole

FOLDER = "schemas"


def write_schemas(root: Path) -> tuple[str, ...]:
    """Write every schema anew; returns their paths below the site's folder."""
    from newsdigest.load.schema import schemas

    written = []
    for name, schema in schemas().items():
        path = f"{FOLDER}/{name}.json"
        text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        write_whole(root / path, text.encode())
        written.append(path)
    return tuple(written)


def pointing(root: Path, file: str, text: str) -> str:
    """An entry's text with a line by which editors' programs find its schema, in a site that has one."""
    if not (root / FOLDER / "entry.json").exists():
        return text
    up = "../" * file.count("/")
    return text.replace("---\n", f"---\n# yaml-language-server: $schema={up}{FOLDER}/entry.json\n", 1)
