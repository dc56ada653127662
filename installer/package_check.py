"""``make package-check``: installs the package in a clean Debian 12, uses it there, removes it, and prints figures.

The window's picture, the rota's PDF and figures.json are left in build/package-check.
"""

from __future__ import annotations

import json
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from installer import debian
from installer.clean_root import HOME, CleanRoot, refuse_without_chroot
from installer.running import ROOT, Failed, ended, need_tools, run, say
from installer.screen import TOOLS, Shown, screen

OUT = ROOT / "build" / "package-check"
BUNDLE = f"/{debian.OPT}"
SAMPLE = f"{BUNDLE}/_internal/desktop_app/_resources/sample/servicenow_event_log.zip"
INCIDENTS = 890  # of the sample
WORKSPACE = f"{HOME}/My sample.secondway"
DEMO = f"{HOME}/demo/demo.secondway"
COLOURS = 200  # a window with text has more, an empty one a handful
# What the desktop brings: they turn the package's files into menus and file types.
DESKTOP = ("shared-mime-info", "desktop-file-utils", "libglib2.0-bin")

Figures = dict[str, float]


def main() -> None:
    """Raises Failed with the first thing that does not hold."""
    refuse_without_chroot()
    need_tools({"debootstrap": "debootstrap", "pdftotext": "poppler-utils", **TOOLS})
    deb = ROOT / "dist" / debian.file_name(run(["dpkg", "--print-architecture"]).strip())
    if not deb.is_file():
        raise Failed(f"There is no {deb.relative_to(ROOT)} yet; please run “make package” first.")
    OUT.mkdir(parents=True, exist_ok=True)
    root = CleanRoot(OUT)
    say("A clean Debian 12")
    root.renew()
    figures = _install(root, deb)
    _finds_its_libraries(root)
    _speaks(root, figures)
    _imports(root, figures)
    _is_known_to_the_desktop(root)
    _opens_its_window(root, figures)
    _plans_and_prints(root, figures)
    _goes_without_a_trace(root)
    (OUT / "figures.json").write_text(json.dumps(figures, indent=1), encoding="utf-8")
    for name, value in figures.items():
        say(f"  {name:<44}{value:8.2f}")
    shutil.rmtree(root.path)
    say(f"The package holds. Its window: {(OUT / 'window.png').relative_to(ROOT)}")


def _install(root: CleanRoot, deb: Path) -> Figures:
    inside = f"/tmp/{deb.name}"  # noqa: S108  (of the clean root)
    shutil.copyfile(deb, root.path / inside.removeprefix("/"))
    root.download(*DESKTOP)
    root.install(*DESKTOP)
    root.download(inside)
    say(f"Installing {deb.name}")
    seconds = _timed(lambda: root.install(inside))
    kib = int(root.as_root("du", "-sk", BUNDLE).split()[0])
    return {
        "package, MB": deb.stat().st_size / 1e6,
        "installed, MB": kib * 1024 / 1e6,
        "apt install without download, s": seconds,
    }


def _finds_its_libraries(root: CleanRoot) -> None:
    """Every library in the bundle finds those it needs, here or among the package's Depends and Recommends."""
    command = f"LD_LIBRARY_PATH={BUNDLE}/_internal find {BUNDLE} -name '*.so*' -type f -exec ldd {{}} + 2>&1 || true"
    missing = sorted({line.strip() for line in root.as_root("sh", "-c", command).splitlines() if "not found" in line})
    if missing:
        raise Failed("The bundle needs what nothing brings:\n" + "\n".join(missing))


def _speaks(root: CleanRoot, figures: Figures) -> None:
    said = root.as_visitor("second-way", "--version").strip()
    if said != f"second-way {debian.version()}":
        raise Failed(f"“second-way --version” said “{said}”.")
    times = [_timed(lambda: root.as_visitor("second-way", "--version")) for _run in range(5)]
    figures["second-way --version, s (median of 5)"] = statistics.median(times)


def _imports(root: CleanRoot, figures: Figures) -> None:
    """The sample goes through the reader's process, which is this same program frozen."""
    say("Importing the sample")
    command = ("second-way", "import", SAMPLE, "--workspace", WORKSPACE, "--time-zone", "Europe/Berlin", "--json")
    figures["import of the sample, s"] = _timed(lambda: root.as_visitor(*command))
    measured = json.loads(root.as_visitor("second-way", "measures", "--workspace", WORKSPACE, "--json"))
    if measured["all"]["incidents"] != INCIDENTS:
        raise Failed(f"The sample has {INCIDENTS} incidents, the workspace {measured['all']['incidents']}.")


def _is_known_to_the_desktop(root: CleanRoot) -> None:
    """The desktop entry is valid, and a workspace is known by its name and, renamed, by its content."""
    root.as_root("desktop-file-validate", f"/usr/share/applications/{debian.APP_ID}.desktop")
    renamed = f"{HOME}/renamed"
    root.as_visitor("cp", WORKSPACE, renamed)
    for file in (WORKSPACE, renamed):
        told = root.as_visitor("gio", "info", "--attributes=standard::content-type", file)
        if "application/x-secondway" not in told:
            raise Failed(f"The desktop does not know {file} as a workspace:\n{told}")


def _opens_its_window(root: CleanRoot, figures: Figures) -> None:
    """A double click on a workspace shows it: twice, since the first start reads everything for the first time."""
    say("Opening the window")
    entry = root.path / f"usr/share/applications/{debian.APP_ID}.desktop"
    command = desktop_command(entry.read_text("utf-8"), WORKSPACE)
    with screen() as display:
        for start in ("first", "second"):
            shown = Shown(root.visiting(command, {"DISPLAY": display}), display, OUT / "window.log")
            try:
                figures[f"{start} start, process to window, s"] = shown.seconds
                colours = shown.picture(OUT / "window.png")
                if colours < COLOURS:
                    raise Failed(f"The window has only {colours} colours; look at {OUT / 'window.png'}.")
                if '"second-way"' not in shown.name_class():
                    raise Failed(f"The desktop entry names another window than {shown.name_class()}.")
                shown.close()
            finally:
                shown.kill()


def desktop_command(entry: str, file: str) -> list[str]:
    """The words by which a desktop opens ``file`` with this desktop entry."""
    line = next(line for line in entry.splitlines() if line.startswith("Exec="))
    return [file if word == "%f" else word for word in line.removeprefix("Exec=").split()]


def _plans_and_prints(root: CleanRoot, figures: Figures) -> None:
    """The demo's rota is planned by OR-Tools and printed."""
    say("Making the demo, planning with OR-Tools, printing")
    demo = ("second-way", "demo", "--out", f"{HOME}/demo")
    figures["demo, s"] = _timed(lambda: root.as_visitor(*demo, QT_QPA_PLATFORM="offscreen"))
    trace = {"LD_DEBUG": "files", "LD_DEBUG_OUTPUT": f"{HOME}/loaded"}
    plan = ("second-way", "rota", "plan", "-w", DEMO)
    figures["rota plan, s"] = _timed(lambda: root.as_visitor(*plan, **trace))
    home = root.path / HOME.removeprefix("/")
    if not any("libortools" in path.read_text(errors="replace") for path in home.glob("loaded.*")):
        raise Failed("The rota was planned without OR-Tools.")
    pdf = f"{HOME}/rota.pdf"
    printing = ("second-way", "rota", "print", "-w", DEMO, "--layout", "month", "--paper", "A4", "--out", pdf)
    figures["rota print, s"] = _timed(lambda: root.as_visitor(*printing, QT_QPA_PLATFORM="offscreen"))
    shutil.copyfile(home / "rota.pdf", OUT / "rota.pdf")
    words = run(["pdftotext", OUT / "rota.pdf", "-"]).split()
    if len(words) < 50:
        raise Failed(f"The printed rota has only {len(words)} words; look at {OUT / 'rota.pdf'}.")


def _goes_without_a_trace(root: CleanRoot) -> None:
    """After removal nothing of it is left, and the desktop has forgotten the file type."""
    say("Removing the package")
    listed = root.as_root("dpkg", "-L", debian.NAME).splitlines()
    root.as_root("apt-get", "purge", "-y", "-qq", debian.NAME)
    left = traces(root.path, listed)
    if "application/x-secondway" in (root.path / "usr/share/mime/globs2").read_text("utf-8"):
        left.append("application/x-secondway in /usr/share/mime")
    if left:
        raise Failed("The package leaves something behind:\n" + "\n".join(left))


def traces(root: Path, listed: Iterable[str]) -> list[str]:
    """What is left below ``root`` of the files of a package, or bears its name outside of homes and apt's own store."""
    files = {path for path in listed if (root / path.lstrip("/")).is_symlink() or (root / path.lstrip("/")).is_file()}
    named = (
        f"/{path.relative_to(root)}"
        for folder in ("etc", "opt", "usr", "var")
        for path in (root / folder).rglob("*")
        if path.name.startswith((debian.NAME, debian.APP_ID)) and path.suffix != ".deb"
    )
    return sorted(files | set(named))


def _timed(work: Callable[[], object]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began


if __name__ == "__main__":
    sys.exit(ended(main))
