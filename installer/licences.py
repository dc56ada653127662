"""Whose work travels in the bundle: the licence texts of each library, gathered from what was really frozen."""

from __future__ import annotations

import re
import shutil
import sysconfig
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

from installer.running import Failed

_TEXTS = re.compile(r"(LICEN[CS]E|COPYING|NOTICE|AUTHORS)[^/]*$", re.IGNORECASE)
_OURS = "second-way"
# Their wheels carry no text; Debian has it for everybody.
COMMON = {"PySide6_Essentials": "LGPL-3", "shiboken6": "LGPL-3"}


def gather(modules: Iterable[str], folder: Path) -> list[str]:
    """Copy every text below ``folder``, one folder per library; gives a line per library, sorted.

    Raises Failed when a library has no text at all: it must not be passed on without one.
    """
    lines = []
    for distribution in sorted(_distributions(modules), key=lambda found: found.name.lower()):
        place = folder / distribution.name
        copied = list(_copied(distribution, place))
        if not copied and distribution.name not in COMMON:
            raise Failed(f"{distribution.name} is in the bundle, but its licence is not found.")
        where = place.name if copied else f"/usr/share/common-licenses/{COMMON[distribution.name]}"
        lines.append(f"{distribution.name} {distribution.version}: {licence(distribution)} ({where})")
    python = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    if python.is_file():
        _copy(python, folder / "Python" / python.name)
        lines.append("Python: PSF-2.0 (Python)")
    return lines


def licence(distribution: metadata.Distribution) -> str:
    """The licence in a few words, as the library itself names it."""
    told = distribution.metadata
    named = next((told[key].strip() for key in ("License-Expression", "License") if key in told), "")
    classifiers = [line for line in told.get_all("Classifier") or () if line.startswith("License")]
    whole_text = len(named) > 60 or "\n" in named
    return (
        ", ".join(line.rpartition(" :: ")[2] for line in classifiers) or "see its text"
        if whole_text or not named
        else named
    )


def _distributions(modules: Iterable[str]) -> list[metadata.Distribution]:
    """The installed libraries that these modules belong to."""
    owners = metadata.packages_distributions()
    tops = {module.partition(".")[0] for module in modules}
    names = {owner for top in tops for owner in owners.get(top, ())} - {_OURS}
    return [metadata.distribution(name) for name in names]


def _copied(distribution: metadata.Distribution, place: Path) -> Iterator[Path]:
    for file in distribution.files or ():
        if _TEXTS.search(str(file)) and file.suffix not in {".py", ".pyc", ".so"}:
            parts = (part for part in file.parts if not part.endswith(".dist-info") and part != "licenses")
            path = place / "-".join(parts)
            _copy(Path(str(distribution.locate_file(file))), path)
            yield path


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
