"""Texts and values to XML and JSON; what XML cannot hold, reading has refused already."""

from xml.sax.saxutils import escape, quoteattr

import msgspec


def xml_text(text: str) -> str:
    """Write a text as the content of an element."""
    return escape(text, {"\r": "&#13;"})


def xml_attribute(text: str) -> str:
    """Write a text as the value of an attribute, quotation marks included."""
    return quoteattr(text)


def json_file(value: object) -> bytes:
    """Write a value as a JSON file that people can read too."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
