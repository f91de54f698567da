"""The bytes of a file → its text, or the place of the first sign that no text may hold."""

import re

from site_builder.model.problems import Problem, ProblemsFound

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
"""What neither YAML nor HTML may hold."""


def decode_text(content: bytes, path: str) -> str:
    """Read UTF-8 with any line ends; raise `ProblemsFound` at the first byte that is not."""
    if _is_utf_16(content):
        message = "the file is in UTF-16"
        raise ProblemsFound((Problem(path, 1, 1, "bad-encoding", message, "save it as UTF-8"),))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _undecodable(content, error.start, path) from None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    refuse(CONTROL, text, path, first_line=1)
    return text


def refuse(signs: re.Pattern[str], text: str, path: str, *, first_line: int) -> None:
    """Raise `ProblemsFound` at the first of some signs in a text."""
    if found := signs.search(text):
        line = text.count("\n", 0, found.start()) + first_line
        column = found.start() - text.rfind("\n", 0, found.start())
        raise bad_character(found[0], path, line, column)


def bad_character(sign: str, path: str, line: int, column: int) -> ProblemsFound:
    """Make the problem of a sign that nobody sees and nothing can hold."""
    message = f"the control character U+{ord(sign):04X} stands here"
    hint = f"delete it{_in_windows(ord(sign))}"
    return ProblemsFound((Problem(path, line, column, "bad-character", message, hint),))


def _is_utf_16(content: bytes) -> bool:
    return content.startswith((b"\xff\xfe", b"\xfe\xff")) or content.count(0) > len(content) // 3


def _undecodable(content: bytes, place: int, path: str) -> ProblemsFound:
    line = content.count(b"\n", 0, place) + 1
    before = content[content.rfind(b"\n", 0, place) + 1 : place]
    column = len(before.decode("utf-8-sig", "replace")) + 1
    message = f"byte 0x{content[place]:02x} is not UTF-8"
    hint = f"save the file as UTF-8{_in_windows(content[place])}"
    return ProblemsFound((Problem(path, line, column, "bad-encoding", message, hint),))


def _in_windows(code: int) -> str:
    """Say what a byte that stands where UTF-8 has none means in the encoding it mostly is of."""
    sign = bytes((code,)).decode("cp1252", "ignore") if code in range(0x80, 0x100) else ""
    return f'; in Windows-1252 it is "{sign}"' if sign else ""
