"""What a benchmark found: a line on the terminal and an entry of build/bench.json."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Finding:
    """``value`` and ``bound`` in the unit that ``figure`` names; ``baseline`` says against what."""

    figure: str
    value: float
    bound: float
    holds: bool
    baseline: str


@dataclass
class Report:
    findings: list[Finding] = field(default_factory=list)

    def at_most(self, figure: str, value: float, bound: float, baseline: str) -> None:
        self._add(Finding(figure, round(value, 3), bound, value <= bound, baseline), "at most")

    def at_least(self, figure: str, value: float, bound: float, baseline: str) -> None:
        self._add(Finding(figure, round(value, 3), bound, value >= bound, baseline), "at least")

    def write(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps([asdict(f) for f in self.findings], indent=1) + "\n", encoding="utf-8")

    def _add(self, finding: Finding, relation: str) -> None:
        self.findings.append(finding)
        sign = "holds " if finding.holds else "MISSED"
        print(
            f"{sign} {finding.figure}: {finding.value:g} ({relation} {finding.bound:g}; {finding.baseline})", flush=True
        )


def process_seconds(module: str, *arguments: str | Path) -> float:
    """Wall seconds of a whole fresh process, from its start to its end. Raises when it fails."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    began = time.perf_counter()
    done = subprocess.run(
        command, cwd=ROOT, env=_environment(), capture_output=True, text=True, timeout=900, check=False
    )
    seconds = time.perf_counter() - began
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return seconds


def pair(ours: Callable[[], float], bare: Callable[[], float], rounds: int = 3) -> tuple[float, float, float]:
    """Ratio of the medians, ours and the baseline's seconds: both measured in turn, so that noise hits both."""
    timed = [(ours(), bare()) for _ in range(rounds)]
    mine, theirs = (statistics.median(side) for side in zip(*timed, strict=True))
    return mine / theirs, mine, theirs


def median_ms(action: Callable[[], object], rounds: int = 7) -> float:
    """Median milliseconds of an action in this process, after one warm-up."""
    action()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        action()
        times.append(1000 * (time.perf_counter() - began))
    return statistics.median(times)


def megabytes(what: str) -> float:
    """Memory of this process: ``VmRSS`` now, ``VmHWM`` at most so far. Linux alone tells it without its parent's."""
    return int(Path("/proc/self/status").read_text(encoding="ascii").split(f"{what}:")[1].split()[0]) / 1024


def slope(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """How the cost grows: 1 is linear in size, by the last step of tenfold size."""
    import math

    return math.log(seconds[-1] / seconds[-2]) / math.log(sizes[-1] / sizes[-2])


def printed(module: str, *arguments: str | Path) -> str:
    """What a whole fresh process prints. Raises when it fails."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(
        command, cwd=ROOT, env=_environment(), capture_output=True, text=True, timeout=1800, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def moments(module: str, *arguments: str | Path) -> dict[str, tuple[float, float]]:
    """When a fresh process printed each of its lines, a word and its processor's seconds: wall seconds since its start,
    and those. Raises when it fails.
    """
    command = [sys.executable, "-m", module, *map(str, arguments)]
    found = {}
    began = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, env=_environment(), stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            word, spent = line.split()
            found[word] = (time.perf_counter() - began, float(spent))
    if process.returncode:
        raise RuntimeError(" ".join(command))
    return found


def _environment() -> dict[str, str]:
    """Both sides find their modules compiled, as installed programs do; a first run leaves them there."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(ROOT / "build" / "bytecode")}
