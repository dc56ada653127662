"""The Debian package around the bundle: its tree, its papers, and the .deb."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import tomllib
from collections.abc import Mapping
from pathlib import Path

from installer import licences
from installer.running import ROOT, run

NAME = "second-way"
APP_ID = "io.github.second_way.SecondWay"
LINUX = ROOT / "installer" / "linux"
OPT = Path("opt") / NAME
SHARE = Path("usr") / "share"
PNG_SIZES = (48, 128, 256)
# 132 MB in two minutes on two cores; xz -1 gives 149 MB in one, zstd -10 157 MB in twenty seconds.
COMPRESSION = ("-Zxz", "-z6", "--threads-max=2")


def version() -> str:
    """The version of pyproject.toml, the only place that says it for packages."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def file_name(architecture: str) -> str:
    return f"{NAME}_{version()}_{architecture}.deb"


def stage(bundle: Path, modules: list[str], tree: Path, day: str) -> None:
    """Lay out everything but the control file below ``tree``, which is made anew; ``day`` is the ISO day of release."""
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(bundle, tree / OPT, symlinks=True, copy_function=os.link)
    libraries = licences.gather(modules, tree / OPT / "licences")
    launcher = tree / "usr" / "bin" / NAME
    launcher.parent.mkdir(parents=True)
    launcher.symlink_to(f"/{OPT}/{NAME}")
    write_desktop_files(tree / SHARE, day)
    write_papers(tree / SHARE / "doc" / NAME, libraries)
    draw_icons(tree / SHARE / "icons" / "hicolor")
    _set_modes(tree)


def write_desktop_files(share: Path, day: str) -> None:
    """Desktop entry, metainfo and MIME type, each where the desktop looks for it."""
    words = {"VERSION": version(), "DATE": day}
    for name, folder in (
        (f"{APP_ID}.desktop", "applications"),
        (f"{APP_ID}.metainfo.xml", "metainfo"),
        (f"{APP_ID}.xml", "mime/packages"),
    ):
        _write(share / folder / name, filled((LINUX / name).read_text(encoding="utf-8"), words))


def write_papers(folder: Path, libraries: list[str]) -> None:
    """``copyright`` with the licences of all that is inside, and the changelog."""
    words = {
        "LIBRARIES": "\n".join(f"  {line}" for line in libraries),
        "MIT": _indented(ROOT / "LICENSE"),
        "OFL": _indented(ROOT / "resources" / "fonts" / "Inter-LICENSE.txt"),
        "ISC": _indented(ROOT / "resources" / "icons" / "LICENSE"),
    }
    _write(folder / "copyright", filled((LINUX / "copyright").read_text(encoding="utf-8"), words))
    (folder / "CHANGELOG.md.gz").write_bytes(gzip.compress((ROOT / "CHANGELOG.md").read_bytes(), 9, mtime=0))


def draw_icons(hicolor: Path) -> None:
    """The icon as it was drawn, and as pictures for desktops that take no SVG."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    drawing = LINUX / f"{APP_ID}.svg"
    _write(hicolor / "scalable" / "apps" / drawing.name, drawing.read_text(encoding="utf-8"))
    for size in PNG_SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        QSvgRenderer(str(drawing)).render(painter)
        painter.end()
        file = hicolor / f"{size}x{size}" / "apps" / f"{APP_ID}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        image.save(str(file))


def pack(tree: Path, out: Path, architecture: str, epoch: str) -> Path:
    """Write the control files and the package; ``epoch`` (seconds) is the newest time a file in it may have."""
    control = tree / "DEBIAN"
    kib = sum(path.lstat().st_size for path in tree.rglob("*") if path.is_file()) // 1024
    words = {"VERSION": version(), "ARCHITECTURE": architecture, "KIB": str(kib)}
    sums = "".join(
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(tree)}\n"
        for path in sorted(tree.rglob("*"))
        if path.is_file() and not path.is_symlink()
    )
    _write(control / "control", filled(unfolded((LINUX / "control").read_text(encoding="utf-8")), words))
    _write(control / "md5sums", sums)
    _set_modes(control)
    deb = out / file_name(architecture)
    out.mkdir(parents=True, exist_ok=True)
    run(
        ["dpkg-deb", "--root-owner-group", *COMPRESSION, "--build", str(tree), str(deb)],
        env={"SOURCE_DATE_EPOCH": epoch},
    )
    return deb


def unfolded(control: str) -> str:
    """The control template with its lists of packages on one line each, as a binary package wants them."""
    packages, description, text = control.partition("\nDescription:")
    return packages.replace("\n ", " ") + description + text


def filled(text: str, words: Mapping[str, str]) -> str:
    """A template with each ``@WORD@`` replaced."""
    for word, value in words.items():
        text = text.replace(f"@{word}@", value)
    return text


def _indented(path: Path) -> str:
    """A text as Debian's copyright format wants it: each line after a space, empty ones as a point."""
    lines = path.read_text(encoding="utf-8").strip().splitlines()
    return "\n".join(f" {line.rstrip()}" if line.strip() else " ." for line in lines)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _set_modes(folder: Path) -> None:
    """What everybody may read and only the owner may write, whatever the builder's umask was."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        if not path.is_symlink():
            program = path.is_dir() or path.name == NAME
            path.chmod(0o755 if program else 0o644)
