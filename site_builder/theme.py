"""The folders of templates that a site is rendered with."""

import hashlib
from pathlib import Path

from site_builder.writing.assets import ThemeFolder


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
