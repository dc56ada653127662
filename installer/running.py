"""How the tools here run other programs, and how they end: with one plain sentence when something is wrong."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Failed(Exception):
    """What went wrong, as a sentence for whoever called ``make``."""


def say(line: str) -> None:
    """A line for the person at the terminal, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def run(
    command: Sequence[str | Path],
    *,
    log: Path | None = None,
    seconds: float = 1800,
    env: Mapping[str, str] | None = None,
) -> str:
    """Run a program to its end and give what it said. Raises Failed with its last lines when it failed.

    ``log`` keeps everything it said; ``env`` is added to the surroundings.
    """
    words = [str(word) for word in command]
    try:
        done = subprocess.run(  # noqa: S603
            words,
            cwd=ROOT,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Failed(f"“{' '.join(words)}” did not work: {error}") from error
    if log is not None:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(done.stdout, encoding="utf-8")
    if done.returncode:
        last = "\n".join(done.stdout.splitlines()[-15:])
        raise Failed(f"“{' '.join(words)}” ended with {done.returncode}:\n{last}")
    return done.stdout


def need_tools(packages: Mapping[str, str]) -> None:
    """Have the Debian packages of these programs: installed when root, otherwise Failed says the one line to run.

    ``packages`` maps a program's name to its package.
    """
    missing = sorted({package for program, package in packages.items() if shutil.which(program) is None})
    if not missing:
        return
    if os.geteuid() != 0:
        raise Failed(f"This needs some Debian packages. Please run: sudo apt-get install -y {' '.join(missing)}")
    say(f"Installing the Debian packages that are needed: {' '.join(missing)}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-qq"], env=quiet)
    run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing], env=quiet)


def ended(work: Callable[[], None]) -> int:
    """Do the work of a tool; 0, or 1 with the sentence on stderr."""
    try:
        work()
    except Failed as failed:
        sys.stderr.write(f"{failed}\n")
        return 1
    return 0
