"""``make package``: freezes the program and writes dist/second-way_<version>_<architecture>.deb."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime

from installer import bundle, debian
from installer.running import ROOT, Failed, ended, need_tools, run, say

DIST = ROOT / "dist"


def main() -> None:
    """Raises Failed with a sentence when the package would not be whole."""
    need_tools({"dpkg-deb": "dpkg", "objdump": "binutils"})
    began = time.monotonic()
    moment = _last_change()
    folder = bundle.build()
    say(f"frozen in {time.monotonic() - began:.0f} s")
    modules = bundle.MODULES.read_text(encoding="utf-8").split()
    tree = bundle.WORK / "tree"
    debian.stage(folder, modules, tree, moment.date().isoformat())
    architecture = run(["dpkg", "--print-architecture"]).strip()
    deb = debian.pack(tree, DIST, architecture, str(int(moment.timestamp())))
    size = deb.stat().st_size / 1e6
    say(f"{deb.relative_to(ROOT)}: {size:.1f} MB, made in {time.monotonic() - began:.0f} s")


def _last_change() -> datetime:
    """When the sources last changed, so that the same sources make the same package; now, outside of git."""
    try:
        stamp = run(["git", "log", "-1", "--format=%ct"]).strip()
    except Failed:
        return datetime.now(UTC)
    return datetime.fromtimestamp(int(stamp), UTC)


if __name__ == "__main__":
    sys.exit(ended(main))
