"""Clips of other tools, pasted texts and saved pages → an article's front matter and text."""
