"""One Archive in, files out."""
