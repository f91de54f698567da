"""The ways in which editors save a file that reads "old", by the calls of the system they make."""

import shutil
import subprocess
from pathlib import Path


def save(path: Path, text: str = "new") -> None:
    path.write_text(text, encoding="utf-8")


def save_as_vim(path: Path) -> None:
    probe = path.with_name("4913")
    probe.touch()
    probe.unlink()
    swap = path.with_name(f".{path.name}.swp")
    save(swap)
    copy = path.with_name(f"{path.name}~")
    path.rename(copy)
    save(path)
    copy.unlink()
    swap.unlink()


def save_as_vim_with_backupcopy(path: Path) -> None:
    copy = path.with_name(f"{path.name}~")
    shutil.copy2(path, copy)
    save(path)
    copy.unlink()


def save_as_vim_with_backupdir(path: Path) -> None:
    elsewhere = path.parents[3] / f"{path.name}~"
    path.rename(elsewhere)
    save(path)
    elsewhere.unlink()


def save_as_emacs(path: Path) -> None:
    lock = path.with_name(f".#{path.name}")
    lock.symlink_to("somebody@somewhere.1234:5678")
    save(path.with_name(f"#{path.name}#"))
    path.rename(path.with_name(f"{path.name}~"))
    save(path)
    path.with_name(f"#{path.name}#").unlink()
    lock.unlink()


def save_as_jetbrains(path: Path) -> None:
    written = path.with_name(f"{path.name}___jb_tmp___")
    old = path.with_name(f"{path.name}___jb_old___")
    save(written)
    path.rename(old)
    written.rename(path)
    old.unlink()


def save_as_visual_studio_code(path: Path) -> None:
    with path.open("r+", encoding="utf-8") as file:
        file.truncate(0)
        file.flush()
        file.write("new")


def save_as_gedit(path: Path) -> None:
    written = path.with_name(".goutputstream-A1B2C3")
    save(written)
    written.rename(path)


def save_as_sed(path: Path) -> None:
    subprocess.run(["sed", "-i", "s/old/new/", path], check=True)


def save_atomically(path: Path) -> None:
    written = path.with_name(f".{path.name}.tmp")
    save(written)
    written.replace(path)


WAYS_TO_SAVE = (
    save,
    save_as_vim,
    save_as_vim_with_backupcopy,
    save_as_vim_with_backupdir,
    save_as_emacs,
    save_as_jetbrains,
    save_as_visual_studio_code,
    save_as_gedit,
    save_as_sed,
    save_atomically,
)
