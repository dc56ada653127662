"""A Debian 12 with nothing in it, to install the package into: made once by debootstrap, started anew from a tar."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from installer.running import Failed, need_tools, run, say

SUITE = "bookworm"
MIRROR = "http://deb.debian.org/debian"
SECURITY = "http://deb.debian.org/debian-security"
VISITOR = 1000  # who uses the program in there: nobody special
HOME = "/home/visitor"
REFUSED = "The package can only be tried in a clean root by someone who may use chroot and mount: {reason}."

# Mounts live in a name space of their own and end with the command: nothing outside can be deleted through them.
_ENTER = 'mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" && root=$1 && shift && exec chroot "$@"'


def refuse_without_chroot() -> None:
    """Raises Failed with one sentence where chroot or mount is not allowed."""
    if os.geteuid() != 0:
        raise Failed(REFUSED.format(reason="this is not root; try “sudo make package-check”"))
    tried = subprocess.run(
        ["unshare", "--mount", "chroot", "/", "true"],  # noqa: S607
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if tried.returncode:
        raise Failed(REFUSED.format(reason=tried.stderr.strip() or "the system does not allow it"))


class CleanRoot:
    """A fresh Debian below ``folder``/root; downloads are kept beside it, so that a second run is quick."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "root"
        self._bare = folder / f"{SUITE}.tar"
        self._archives = folder / "archives"
        self._archives.mkdir(parents=True, exist_ok=True)

    def renew(self) -> None:
        """Throw away what was there and unpack the bare system. Raises Failed."""
        if not self._bare.is_file():
            self._bootstrap()
        shutil.rmtree(self.path, ignore_errors=True)
        self.path.mkdir(parents=True)
        run(["tar", "--extract", "--file", self._bare, "--directory", self.path, "--numeric-owner"])
        (self.path / "etc/resolv.conf").write_bytes(Path("/etc/resolv.conf").read_bytes())
        home = self.path / HOME.removeprefix("/")
        home.mkdir(parents=True)
        os.chown(home, VISITOR, VISITOR)
        with (self.path / "etc/passwd").open("a", encoding="utf-8") as people:
            people.write(f"visitor:x:{VISITOR}:{VISITOR}:Visitor:{HOME}:/bin/sh\n")
        self.as_root("apt-get", "update", "-qq")

    def as_root(self, *command: str) -> str:
        """Run a command inside as its administrator and give what it says. Raises Failed."""
        surroundings = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
        return run(self.entering((), command), env=surroundings)

    def as_visitor(self, *command: str, **surroundings: str) -> str:
        """Run a command inside as a plain user with nothing but ``surroundings``. Raises Failed."""
        return run(self.visiting(command, surroundings))

    def visiting(self, command: Sequence[str], surroundings: dict[str, str]) -> list[str]:
        """The words that run a command as the plain user in their home."""
        known = {"HOME": HOME, "USER": "visitor", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", **surroundings}
        words = ["env", "-i", f"--chdir={HOME}", *(f"{key}={value}" for key, value in known.items()), *command]
        return self.entering((f"--userspec={VISITOR}:{VISITOR}",), words)

    def entering(self, options: Sequence[str], command: Sequence[str]) -> list[str]:
        """The words that run a command inside, with /proc and /dev."""
        return ["unshare", "--mount", "sh", "-c", _ENTER, "sh", str(self.path), *options, str(self.path), *command]

    def install(self, *packages: str) -> None:
        """Install Debian packages or .deb files, those already downloaded."""
        self.as_root("apt-get", "install", "-y", "-qq", *packages)

    def download(self, *packages: str) -> None:
        """Have at hand what ``install`` will need."""
        inside = self.path / "var/cache/apt/archives"
        _copied(self._archives, inside)
        self.as_root("apt-get", "install", "-y", "-qq", "--download-only", *packages)
        _copied(inside, self._archives)

    def _bootstrap(self) -> None:
        need_tools({"debootstrap": "debootstrap"})
        say(f"Making a bare Debian 12 once, kept in {self._bare}")
        shutil.rmtree(self.path, ignore_errors=True)
        run(["debootstrap", "--variant=minbase", SUITE, self.path, MIRROR])
        suites = ((MIRROR, SUITE), (MIRROR, f"{SUITE}-updates"), (SECURITY, f"{SUITE}-security"))
        sources = "".join(f"deb {mirror} {suite} main\n" for mirror, suite in suites)
        (self.path / "etc/apt/sources.list").write_text(sources, encoding="utf-8")
        half = self._bare.with_suffix(".half")
        run(["tar", "--create", "--file", half, "--directory", self.path, "--numeric-owner", "."])
        half.rename(self._bare)


def _copied(source: Path, target: Path) -> None:
    """Packages that ``target`` has not yet."""
    for deb in source.glob("*.deb"):
        if not (target / deb.name).exists():
            shutil.copyfile(deb, target / deb.name)
