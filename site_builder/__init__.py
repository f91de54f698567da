"""Turn annotated news articles in Markdown into a static site."""

__version__ = "0.1.0"
