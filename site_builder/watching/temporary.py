"""A path to whether it is one that an editor or a tool keeps for itself, and no edit of a site."""

import re
from collections.abc import Callable
from pathlib import Path

NAMES = (
    r"\.git|\.hg|\.svn|\.cache|__pycache__",  # folders of tools
    r"\.DS_Store",  # Finder
    r".*~|.*\.tmp",  # copies that vim, Emacs and gedit leave; what is renamed when it is whole
    r"\..+\.sw[a-px]x?",  # vim's swap files: `.x.md.swp`, then `.swo`, …; `.swx` for a moment
    r"4913",  # vim tries whether it may write in a folder
    r".*___jb_(tmp|old|bak)___",  # JetBrains
    r"\.goutputstream-.*",  # gedit and whatever else saves through GIO
    r"\.#.*|#.*#",  # Emacs: locks and copies
    r"\.~lock\..*#|\..*\.kate-swp",  # LibreOffice; Kate
    r"sed\w{6}",  # `sed -i`
    r"\.nfs[0-9a-f]+|\.fuse_hidden[0-9a-f]+",  # removed, but open in some process
)
"""Names, as expressions that match the whole of one."""

_TEMPORARY = re.compile("|".join(NAMES))


def is_temporary(path: Path) -> bool:
    """Tell whether a file or folder has a name that editors and tools give to what is their own.

    The folders that it is in are not asked: nobody looks into one that has such a name.
    """
    return _TEMPORARY.fullmatch(path.name) is not None


def passing_over(*folders: Path) -> Callable[[Path], bool]:
    """Return a test that is true of temporary files, some folders, and what is staged for them.

    An `output` has `.output.stage-1f` and the like beside it for as long as a build takes. The
    folders are named as the watched roots are.
    """
    absolute = tuple(folder.absolute() for folder in folders)

    def is_passed_over(path: Path) -> bool:
        return is_temporary(path) or any(_belongs_to(folder, path) for folder in absolute)

    return is_passed_over


def _belongs_to(folder: Path, path: Path) -> bool:
    is_beside = path.parent == folder.parent and path.name.startswith(f".{folder.name}.")
    return path == folder or is_beside
