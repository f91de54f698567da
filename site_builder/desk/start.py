"""An empty folder to a small site that builds at once."""

import json
from collections.abc import Iterator
from pathlib import Path

from site_builder.reading.schema import schemas

STARTER = Path(__file__).parent / "starter"
"""The files of a new site; a name that begins with `dot-` is published with a dot."""


def start_site(folder: Path) -> Iterator[tuple[Path, bool]]:
    """Write the files of a new site; what is already there stays. Tells of each if it is new."""
    for path, content in _files():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with target.open("xb") as file:
                file.write(content)
        except FileExistsError:
            yield path, False
            continue
        yield path, True


def _files() -> Iterator[tuple[Path, bytes]]:
    for source in sorted(STARTER.rglob("*")):
        if source.is_file():
            parts = source.relative_to(STARTER).parts
            named = (f".{part[4:]}" if part.startswith("dot-") else part for part in parts)
            yield Path(*named), source.read_bytes()
    for kind, schema in schemas().items():
        written = json.dumps(schema, indent=2, ensure_ascii=False)
        yield Path(".schemas", f"{kind}.json"), f"{written}\n".encode()
