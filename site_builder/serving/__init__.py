"""The last good site to the browser of whoever writes it."""
