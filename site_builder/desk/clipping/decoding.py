"""The bytes of a clip or a page → text, by what they, their server or their own head say."""

import codecs
import re

from site_builder.desk.clipping.parts import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE
)
_HEAD = 4096
"""Bytes in which a page says how its signs are written."""

# As browsers take them (WHATWG Encoding 4.2): what the newer says, the older cannot say otherwise.
_WIDER = {
    "ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-9": "cp1254",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "utf8": "utf-8",
}


def decode_clip(content: bytes) -> str:
    """Read a clip in UTF-8, or in UTF-16 with its mark; raise `Unreadable` for any other."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as fault:
        byte = content[fault.start]
        raise Unreadable(f"byte 0x{byte:02x} is not UTF-8; save the file as UTF-8") from None


def decode_page(content: bytes, charset: str) -> str:
    """Read a page; `charset` is what its server says, and may be empty.

    Signs that are no text are shown as such: one bad byte should not cost a whole page.
    """
    said = _META.search(content[:_HEAD])
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, "replace")
    for name in filter(None, (charset, said[1].decode("ascii").lower() if said else "", "utf-8")):
        encoding = _WIDER.get(name, name)
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("utf-8", "replace")
