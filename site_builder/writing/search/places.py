"""Where in the output lies what readers search in."""

INDEX = "search/index/"
"""The folder of the full-text index."""

NAMES_BEGIN = "search/names-"
"""What the files of names begin with that the jump-to box leads to."""

NAMES = f"{NAMES_BEGIN}1.json"
"""The first of them, which says how many others there are."""
