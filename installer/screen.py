"""A screen that is not there (Xvfb), the window that appears on it, and a picture of both."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from installer.running import Failed, run

TOOLS = {"Xvfb": "xvfb", "xwininfo": "x11-utils", "xprop": "x11-utils", "xdotool": "xdotool", "import": "imagemagick"}
SIZE = "1440x900"
_LOOK = 0.02  # seconds between two looks for the window: how exact the start time is
_WINDOW = re.compile(r'^\s+(0x[0-9a-f]+) ".*": \("second-way"', re.MULTILINE)


@contextmanager
def screen() -> Iterator[str]:
    """A free display such as ``:7``, gone afterwards. Its abstract socket is reached from inside a chroot too."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{SIZE}x24", "-ac", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)  # noqa: S603
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        if not number:
            raise Failed("Xvfb did not start.")
        yield f":{number}"
    finally:
        _ended(server)


class Shown:
    """The program's window on ``display``; ``seconds`` is the time from its process to the window."""

    def __init__(self, command: Sequence[str], display: str, log: Path) -> None:
        self._display, self._log = {"DISPLAY": display}, log
        began = time.monotonic()
        with log.open("wb") as said:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said)  # noqa: S603
        self.window = self._appeared()
        self.seconds = time.monotonic() - began

    def picture(self, file: Path) -> int:
        """Write the screen as it is once it stands still; gives how many colours it has."""
        before = b""
        for _look in range(40):
            time.sleep(0.5)
            run(["import", "-silent", "-window", "root", file], env=self._display)
            pixels = run(["identify", "-format", "%#", file]).encode()
            if pixels == before:
                break
            before = pixels
        return int(run(["identify", "-format", "%k", file]))

    def name_class(self) -> str:
        """What a desktop compares with StartupWMClass of the desktop entry."""
        return run(["xprop", "-id", self.window, "WM_CLASS"], env=self._display).strip()

    def close(self) -> None:
        """Quit by the keyboard as its user would. Raises Failed when the program does not end well."""
        run(["xdotool", "windowfocus", "--sync", self.window, "key", "ctrl+q"], env=self._display)
        if not _until(lambda: self.process.poll() is not None, 20) or self.process.returncode:
            raise Failed(f"The program ended with {self.process.returncode}:\n{self._said()}")

    def kill(self) -> None:
        """Make sure that nothing is left running."""
        _ended(self.process)

    def _appeared(self) -> str:
        found: list[str] = []

        def look() -> bool:
            if self.process.poll() is not None:
                raise Failed(f"No window: the program ended with {self.process.returncode}:\n{self._said()}")
            for window in _WINDOW.findall(run(["xwininfo", "-root", "-tree"], env=self._display)):
                if "IsViewable" in run(["xwininfo", "-id", window], env=self._display):
                    found.append(window)
            return bool(found)

        if not _until(look, 60):
            self.kill()
            raise Failed(f"No window within a minute:\n{self._said()}")
        return found[0]

    def _said(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")[-3000:]


def _until(true: Callable[[], bool], seconds: float) -> bool:
    latest = time.monotonic() + seconds
    while time.monotonic() < latest:
        if true():
            return True
        time.sleep(_LOOK)
    return False


def _ended(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
