"""The folders of templates that a site is rendered with."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from site_builder.model.looks import ThemeOptions
from site_builder.model.problems import Problem, ProblemsFound
from site_builder.model.similar import did_you_mean
from site_builder.model.text import Located
from site_builder.writing.assets import FOLDER, ThemeFolder


def theme_folders(site: Path) -> tuple[ThemeFolder, ...]:
    """Give the folders of templates, the site's own before the built-in theme."""
    package = Path(__file__).parent
    shipped = package / "templates"
    theme = shipped if shipped.is_dir() else package.parent / "templates"
    own = site / "templates"
    folders = [ThemeFolder(theme, "theme:")]
    if own.is_dir() and own.resolve() != theme.resolve():
        folders.insert(0, ThemeFolder(own, "templates/"))
    return tuple(folders)


def check_added(site: Path, theme: ThemeOptions) -> None:
    """Raise `ProblemsFound` when a style sheet or a module that a site adds is not there."""
    named = [(sheet, ".css") for sheet in theme.stylesheets]
    named += [(module, ".js") for module in theme.modules]
    problems = [problem for name, suffix in named for problem in _missing(site, name, suffix)]
    if problems:
        raise ProblemsFound(tuple(sorted(problems)))


def _missing(site: Path, name: Located, suffix: str) -> Iterator[Problem]:
    folders = [folder.path / FOLDER for folder in theme_folders(site)]
    files = {
        file.relative_to(folder).as_posix()
        for folder in folders
        for file in folder.rglob(f"*{suffix}")
    }
    if name.text not in files:
        message = f"there is no templates/{FOLDER}/{name.text}"
        if not name.text.endswith(suffix):
            message = f"{name.text} does not end with {suffix}"
        hint = did_you_mean(name.text, files) or f"put the file into templates/{FOLDER}/"
        yield Problem("site.toml", name.line, name.column, "missing-file", message, hint)


def problem_folders(site: Path) -> dict[str, Path]:
    """Say for the beginning of a problem's path in which folder the rest of it lies."""
    return {**{folder.label: folder.path for folder in theme_folders(site)}, "": site}


def digest_theme(site: Path) -> bytes:
    """Digest every file of a site's templates and of the built-in ones."""
    digest = hashlib.blake2b(digest_size=16)
    for folder in theme_folders(site):
        for path in sorted(folder.path.rglob("*")):
            if path.is_file():
                content = path.read_bytes()
                digest.update(
                    f"{folder.label}{path.relative_to(folder.path)}\0{len(content)}\0".encode()
                )
                digest.update(content)
    return digest.digest()
