"""Templates and modules → the texts that translators see; `make texts` updates catalogues."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent.parent
LOCALE = ROOT / "templates" / "locale"
TEMPLATE = LOCALE / "site.pot"

KEYWORDS: Mapping[str, tuple[int, ...] | None] = {
    "_": None,
    "marked": None,
    "ngettext": (1, 2),
    "say": None,
    "translate": None,
}
"""Functions whose first argument is a text of the interface."""


def texts() -> Iterator[str | tuple[str, ...]]:
    """Go through all texts of the interface; those that count things as singular and plural."""
    for path in sorted((ROOT / "templates").rglob("*.html")):
        yield from _texts_of("jinja2.ext:babel_extract", path)
    for path in sorted((ROOT / "site_builder" / "writing").rglob("*.py")):
        yield from _texts_of("python", path)


def _texts_of(method: str, path: Path) -> Iterator[str | tuple[str, ...]]:
    found = extract_from_file(method, path, keywords=KEYWORDS, options={"silent": "false"})
    for _, text, _, _ in found:
        yield text if isinstance(text, str) else tuple(text)


def template() -> Catalog:
    """Make the catalogue that all others are translations of."""
    catalogue = Catalog(project="site_builder", charset="utf-8", fuzzy=False)
    for text in texts():
        catalogue.add(text)
    return catalogue


def catalogues() -> dict[str, Catalog]:
    """Read the catalogue of every language."""
    return {path.stem: _read(path) for path in sorted(LOCALE.glob("*.po"))}


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.stem.replace("-", "_"))


def _write(path: Path, catalogue: Catalog) -> None:
    with path.open("wb") as file:
        file.write(_header(catalogue).encode())
        write_po(
            file,
            catalogue,
            width=100,
            no_location=True,
            omit_header=True,
            sort_output=True,
            ignore_obsolete=True,
        )


def _header(catalogue: Catalog) -> str:
    """Say what a reader must know, and nothing that would differ with every run."""
    known = {"Content-Type": "text/plain; charset=utf-8"}
    if catalogue.locale is not None:
        forms = f"nplurals={catalogue.num_plurals}; plural={catalogue.plural_expr};"
        known = {"Language": str(catalogue.locale_identifier), "Plural-Forms": forms, **known}
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in known.items())
    return f'msgid ""\nmsgstr ""\n{lines}\n'


def update() -> int:
    """Write the template and bring every catalogue up to date; give how many texts lack words."""
    pattern = template()
    _write(TEMPLATE, pattern)
    missing = 0
    for path in sorted(LOCALE.glob("*.po")):
        catalogue = _read(path)
        catalogue.update(pattern, no_fuzzy_matching=True, update_header_comment=False)
        _write(path, catalogue)
        lacking = [m for m in catalogue if m.id and not all(_strings(m.string))]
        missing += len(lacking)
        print(f"{path.name}: {len(lacking)} texts without a translation")  # noqa: T201
    return missing


def _strings(string: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (string or "",) if isinstance(string, str) or string is None else tuple(string)


if __name__ == "__main__":
    sys.exit(1 if update() else 0)
