"""The Python file of a site's own export to what it declares, without running it."""

import ast
import re
import unicodedata

from site_builder.model.config import OwnExport
from site_builder.model.problems import Problem, ProblemsFound
from site_builder.reading.characters import decode_text

HINT = 'write FILES = {"data/people.txt": "What is in it."}'


def read_own_export(content: bytes, path: str) -> OwnExport:
    """Read which files it makes, and what it says of them; raise `ProblemsFound`."""
    source = decode_text(content, path)
    try:
        tree = ast.parse(source)
    except SyntaxError as fault:
        raise _broken(path, fault.lineno or 1, "this is no Python", fault.msg) from None
    if not any(isinstance(n, ast.FunctionDef) and n.name == "export" for n in tree.body):
        hint = "write def export(archive): and yield paths and bytes"
        raise _broken(path, 1, "it has no function export", hint)
    declared = next((n for n in tree.body if _is_declaration(n)), None)
    if declared is None:
        raise _broken(path, 1, "it does not say which files it makes", HINT)
    files = _files(declared, path)
    return OwnExport(path=path, source=source, files=files, line=declared.lineno)


def _is_declaration(node: ast.stmt) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else ()
    return any(isinstance(target, ast.Name) and target.id == "FILES" for target in targets)


def _files(node: ast.stmt, path: str) -> dict[str, str]:
    try:
        declared = ast.literal_eval(node.value) if isinstance(node, ast.Assign) else None
    except ValueError:
        declared = None
    if not isinstance(declared, dict) or not declared:
        message = "FILES is no table of paths and what is in each, written out"
        raise _broken(path, node.lineno, message, HINT)
    for file, about in declared.items():
        if not isinstance(file, str) or not isinstance(about, str):
            raise _broken(path, node.lineno, "FILES holds what is no text", HINT)
        if not _is_path(file):
            message = f'"{file}" is no path of a file in the output'
            hint = "write it from the output folder, as data/people.txt"
            raise _broken(path, node.lineno, message, hint)
    return declared


PART = re.compile(r"[^\x00-\x1f\x7f/\\:?#%*\"<>|]+")

LONGEST = 200
"""Bytes of a name; systems allow 255."""


def _is_path(file: str) -> bool:
    """Tell whether every system and every host can have a file there."""
    parts = file.split("/")
    return (
        unicodedata.is_normalized("NFC", file)
        and parts[0] != "assets"
        and all(PART.fullmatch(part) and len(part.encode()) <= LONGEST for part in parts)
        and not any(part.startswith(".") or part.endswith((".", " ")) for part in parts)
    )


def _broken(path: str, line: int, message: str, hint: str) -> ProblemsFound:
    return ProblemsFound((Problem(path, line, 1, "export-broken", message, hint),))
