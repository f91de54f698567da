"""Imports point only down the floors of the architecture, and each library has its doors."""

import ast
import fnmatch
import graphlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import site_builder

PACKAGE = Path(site_builder.__file__).parent

# A part of the package, and the other parts that it may import. The three stages are blind to
# each other: what they share is in `model`, and `build` alone puts them together.
FLOORS: dict[str, set[str]] = {
    "model": set(),
    "reading": {"model"},
    "linking": {"model"},
    "writing": {"model"},
    "scan": {"model"},
    "workers": set(),
    "cache": set(),
    "versions": set(),
    "theme": {"writing", "model"},
    "pictures": {"model"},
    "imaging": {"model"},
    "album": {"imaging", "model"},
    "verification": {"reading", "model"},
    "copies": {"cache", "read", "scan", "state", "verification", "model"},
    "printing": {"model"},
    "history": set(),
    "own": {"reading", "model"},
    "texts": {"cache", "writing", "model"},
    "request": {"own", "texts", "theme", "reading", "model"},
    "beside": {"cache", "scan", "reading", "model"},
    "read": {"beside", "cache", "request", "scan", "workers", "reading", "linking", "model"},
    "render": {"read", "request", "workers", "writing", "model"},
    "touched": {"linking", "writing", "model"},
    "link": {
        *(
            "album",
            "beside",
            "read",
            "touched",
            "pictures",
            "scan",
            "verification",
            "linking",
            "writing",
            "model",
        ),
    },
    "others": {
        *("searching", "cache", "history", "link", "own", "published", "read"),
        *("writing", "model"),
    },
    "shelved": {
        *("cache", "link", "pictures", "read", "linking", "writing", "model"),
    },
    "state": {
        *(
            "shelved",
            "beside",
            "cache",
            "link",
            "read",
            "render",
            "request",
            "scan",
            "theme",
            "verification",
        ),
        *("versions", "linking", "writing", "model"),
    },
    "published": {"model"},
    "index_files": set(),
    "indexing": {"index_files", "writing"},
    "searching": {"indexing", "writing", "model"},
    "build": {
        *(
            "published",
            "shelved",
            "album",
            "beside",
            "cache",
            "copies",
            "link",
            "others",
            "read",
            "render",
            "request",
            "scan",
            "searching",
            "state",
            "theme",
        ),
        *("touched", "workers", "reading", "linking", "writing", "model"),
    },
    "desk": {
        *("beside", "build", "cache", "link", "request", "scan"),
        *("reading", "writing", "model"),
    },
    "watching": set(),
    "serving": {"printing", "model"},
    "preview": {
        *("cache", "link", "read", "render", "request", "scan", "state", "theme", "touched"),
        *("workers", "writing", "model"),
    },
    "serve": {
        *(
            "cache",
            "preview",
            "watching",
            "serving",
            "build",
            "printing",
            "request",
            "state",
            "theme",
        ),
        *("writing", "model"),
    },
    "commands": {
        *("serve", "desk", "build", "cache", "printing", "request", "theme"),
        *("reading", "writing", "model"),
    },
    "cli": {"commands", "printing", "writing"},
    "__main__": {"cli"},
    "__init__": set(),
}
STAGES = {"reading", "linking", "writing"}

# A library, and the modules that may import it. What the standard library has for storing values
# without a schema, and for asking the machine how it writes numbers and dates, has no door.
DOORS: dict[str, tuple[str, ...]] = {
    "PIL": ("imaging/*.py",),
    "ahocorasick": ("desk/suggesting/known.py",),
    "cbor2": ("index_files.py",),
    "babel": ("texts.py", "writing/dates.py", "desk/clipping/written_dates.py"),
    "click": ("cli.py", "commands/*.py"),
    "edtf": ("model/dates.py",),
    "jinja2": ("writing/templates.py",),
    "locale": (),
    "lxml": ("desk/clipping/page*.py",),
    "markdown": ("reading/markdown_*.py",),
    "markupsafe": ("writing/templates.py",),
    "msgspec": ("*",),
    "nh3": ("reading/sanitize.py",),
    "pagefind": ("indexing.py",),
    "pickle": (),
    "pygments": ("reading/markdown_code.py",),
    "rapidfuzz": ("model/similar.py", "reading/nearest.py"),
    "rich": ("commands/showing.py",),
    "ruamel": ("desk/rewriting.py", "desk/suggesting/merge.py"),
    "shelve": (),
    "sqlite3": ("cache.py", "writing/exports/database.py"),
    "starlette": ("serving/application.py",),
    "tomllib": ("reading/site.py",),
    "trafilatura": ("desk/clipping/pages.py",),
    "urllib3": ("desk/fetching.py",),
    "uvicorn": ("serving/server.py",),
    "watchdog": ("watching/*.py",),
    "yaml": ("reading/frontmatter.py",),
}


class Import(NamedTuple):
    """One name that a module imports."""

    path: str
    """Of the module, from the package's folder, with forward slashes."""

    line: int

    name: str
    """Absolute, such as `site_builder.model.article.Article` or `yaml`."""


def imports_of(package: Path) -> Iterator[Import]:
    """Yield every import of a package's modules, those inside functions too."""
    for file in sorted(package.rglob("*.py")):
        path = file.relative_to(package)
        for node in ast.walk(ast.parse(file.read_bytes(), filename=str(file))):
            if isinstance(node, ast.Import | ast.ImportFrom):
                for name in _imported_names(node, (package.name, *path.parts)):
                    yield Import(path.as_posix(), node.lineno, name)


def _imported_names(node: ast.Import | ast.ImportFrom, parts: tuple[str, ...]) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
        return
    # One dot is the folder of the module itself, each further dot the one above.
    above = parts[: len(parts) - node.level] if node.level else ()
    module = ".".join((*above, *filter(None, [node.module])))
    yield from (f"{module}.{alias.name}" for alias in node.names)


def find_faults(package: Path) -> list[str]:
    """Return a sentence for each import up the floors or past a door, and each unknown part."""
    floors = {file.relative_to(package).parts[0] for file in package.rglob("*.py")}
    unknown = [
        f"{name} stands on no floor"
        for name in sorted(floors)
        if name.removesuffix(".py") not in FLOORS
    ]
    faults = (_find_fault(package, found) for found in imports_of(package))
    return [*unknown, *filter(None, faults)]


def _find_fault(package: Path, found: Import) -> str | None:
    library, *rest = found.name.split(".")
    place = f"{found.path}:{found.line}"
    if library == package.name:
        above = found.path.split("/")[0].removesuffix(".py")
        below = rest[0] if rest and _has_part(package, rest[0]) else "__init__"
        if below in {above, "__init__"} or below in FLOORS.get(above, set()):
            return None
        return f"{place}: {above} may not import {below}"
    if library in DOORS:
        if any(fnmatch.fnmatchcase(found.path, door) for door in DOORS[library]):
            return None
        return f"{place}: the door to {library} is {' or '.join(DOORS[library]) or 'shut'}"
    return None if library in sys.stdlib_module_names else f"{place}: {library} has no door"


def _has_part(package: Path, name: str) -> bool:
    return (package / name).is_dir() or (package / f"{name}.py").is_file()


def test_imports_point_down_the_floors_and_libraries_come_through_their_doors() -> None:
    assert find_faults(PACKAGE) == []


def test_the_floors_can_be_stood_on_each_other() -> None:
    order = list(graphlib.TopologicalSorter(FLOORS).static_order())

    assert set(order) == set(FLOORS)


@pytest.mark.parametrize("stage", sorted(STAGES))
def test_a_stage_is_blind_to_the_other_stages(stage: str) -> None:
    assert FLOORS[stage].isdisjoint(STAGES)


@pytest.mark.parametrize(
    ("path", "source", "fault"),
    [
        ("reading/prose.py", "from shop import writing", "reading may not import writing"),
        ("reading/prose.py", "import shop.linking.collect", "reading may not import linking"),
        ("reading/prose.py", "from ..linking import x", "reading may not import linking"),
        ("reading/prose.py", "from .. import linking", "reading may not import linking"),
        ("model/article.py", "from shop.reading import prose", "model may not import reading"),
        ("build.py", "def f():\n    import shop.cli", "build may not import cli"),
        ("build.py", "from . import cli", "build may not import cli"),
        ("writing/exports/calendar.py", "from ...reading import x", "writing may not import"),
        ("linking/collect.py", "import yaml", "the door to yaml is reading/frontmatter.py"),
        ("linking/collect.py", "from yaml.nodes import Node", "the door to yaml is"),
        ("cache.py", "import pickle", "the door to pickle is shut"),
        ("cli.py", "import requests", "requests has no door"),
        ("gadgets.py", "", "gadgets.py stands on no floor"),
        ("gadgets/__init__.py", "", "gadgets stands on no floor"),
    ],
)
def test_an_import_up_the_floors_or_past_a_door_is_found(
    tmp_path: Path, path: str, source: str, fault: str
) -> None:
    package = _write_package(tmp_path, path, source)

    faults = find_faults(package)

    assert len(faults) == 1
    assert fault in faults[0]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("build.py", "from shop.reading import prose"),
        ("build.py", "from shop import __version__, writing"),
        ("reading/prose.py", "from .anchoring import mark\nfrom shop.model import article"),
        ("reading/frontmatter.py", "import yaml\nimport msgspec, json"),
        ("writing/__init__.py", "from ..model import article"),
    ],
)
def test_an_import_down_the_floors_and_through_a_door_is_none_of_them(
    tmp_path: Path, path: str, source: str
) -> None:
    package = _write_package(tmp_path, path, source)

    faults = find_faults(package)

    assert faults == []


def _write_package(folder: Path, path: str, source: str) -> Path:
    package = folder / "shop"
    for part in ("cli", "linking", "model", "reading", "writing"):
        (package / part).mkdir(parents=True)
    module = package / path
    module.parent.mkdir(parents=True, exist_ok=True)
    module.write_text(source, encoding="utf-8")
    return package
