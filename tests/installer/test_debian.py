"""The Debian package's papers: what the desktop, apt and a lawyer read."""

from __future__ import annotations

import configparser
import gzip
import re
import sqlite3
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from desktop_app import __version__
from desktop_app.storage import schema
from installer import debian, licences
from installer.package_check import desktop_command, traces

ROOT = Path(__file__).parents[2]
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


@pytest.fixture(scope="module")
def share(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("share")
    debian.write_desktop_files(folder, "2026-11-23")
    return folder


@pytest.fixture(scope="module")
def entry(share: Path) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # keys of desktop entries know upper case
    parser.read(share / "applications" / f"{debian.APP_ID}.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def _parsed(path: Path) -> ElementTree.Element:
    return ElementTree.parse(path).getroot()  # noqa: S314  (our own file)


def test_the_version_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert debian.version() == project["version"] == __version__
    assert debian.file_name("amd64") == f"second-way_{__version__}_amd64.deb"


def test_the_desktop_entry_has_what_a_desktop_needs(entry: configparser.SectionProxy) -> None:
    assert entry["Type"] == "Application"
    assert entry["Name"] == "Second Way"
    assert entry["Terminal"] == "false"
    assert entry["Icon"] == debian.APP_ID
    assert re.fullmatch(r"[a-z]+(\.[A-Za-z_][A-Za-z0-9_]*){2,}", debian.APP_ID), "a reverse domain name"
    for key in ("Categories", "Keywords", "MimeType"):
        assert entry[key].endswith(";"), f"{key} is a list"
    known = {
        "Type", "Version", "Name", "GenericName", "Comment", "Exec", "TryExec", "Icon", "Terminal", "StartupNotify",
        "StartupWMClass", "Categories", "Keywords", "MimeType",
    }  # fmt: skip
    assert {key.partition("[")[0] for key in entry} <= known


def test_the_desktop_entry_opens_a_file_with_spaces_as_one_word(share: Path) -> None:
    text = (share / "applications" / f"{debian.APP_ID}.desktop").read_text(encoding="utf-8")
    assert desktop_command(text, "/home/a b/c.secondway") == ["second-way", "/home/a b/c.secondway"]


def test_the_file_type_is_known_by_name_and_by_the_id_that_storage_writes(
    share: Path, entry: configparser.SectionProxy, tmp_path: Path
) -> None:
    kind = _parsed(share / "mime" / "packages" / f"{debian.APP_ID}.xml").find(f"{MIME}mime-type")
    assert kind is not None
    assert f"{kind.get('type')};" == entry["MimeType"]
    assert [glob.get("pattern") for glob in kind.iter(f"{MIME}glob")] == ["*.secondway"]
    match = kind.find(f"{MIME}magic/{MIME}match/{MIME}match")
    assert match is not None
    assert match.get("type") == "big32"
    database = tmp_path / "any.secondway"
    connection = sqlite3.connect(database)
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.close()
    at = int(match.get("offset", ""))
    assert database.read_bytes()[at : at + 4] == int(match.get("value", ""), 16).to_bytes(4, "big")


def test_the_metainfo_speaks_of_this_version_and_this_desktop_entry(share: Path) -> None:
    root = _parsed(share / "metainfo" / f"{debian.APP_ID}.metainfo.xml")
    release = root.find("releases/release")
    assert release is not None
    assert (release.get("version"), release.get("date")) == (__version__, "2026-11-23")
    assert root.findtext("id") == debian.APP_ID
    assert root.findtext("launchable") == f"{debian.APP_ID}.desktop"
    assert root.findtext("provides/mediatype") == "application/x-secondway"


def test_the_control_file_is_filled_and_its_lists_are_single_lines() -> None:
    words = {"VERSION": debian.version(), "ARCHITECTURE": "amd64", "KIB": "500000"}
    text = debian.filled(debian.unfolded((debian.LINUX / "control").read_text(encoding="utf-8")), words)
    fields = dict(re.findall(r"^([A-Z][\w-]*): (.*)$", text, re.MULTILINE))
    assert fields["Package"] == "second-way"
    assert fields["Version"] == __version__
    assert fields["Installed-Size"] == "500000"
    assert "@" not in text.replace(fields["Maintainer"], "")
    wanted = [name.strip() for name in fields["Depends"].split(",")]
    assert all(re.fullmatch(r"[a-z0-9.+-]+( \([^)]+\))?( \| [a-z0-9.+-]+)*", name) for name in wanted), wanted
    assert any(name.startswith("libstdc++6") for name in wanted), "the bundled one is deleted"
    assert text.endswith("\n")


def test_apt_brings_every_library_that_running_from_source_needs() -> None:
    script = (ROOT / "installer" / "system-packages.sh").read_text(encoding="utf-8").replace("\\\n", "")
    asked = " ".join(re.findall(r'^(?:offscreen|screen)="([^"]*)"', script, re.MULTILINE)).split()
    control = (debian.LINUX / "control").read_text(encoding="utf-8")
    assert len(asked) > 20
    for package in asked:
        assert re.search(rf"(?<![\w.-]){re.escape(package)}(?![\w-])", control), package


def test_the_copyright_file_names_what_is_bundled_with_its_licences(tmp_path: Path) -> None:
    debian.write_papers(tmp_path, ["numpy 2.4.6: BSD-3-Clause (numpy)"])
    text = (tmp_path / "copyright").read_text(encoding="utf-8")
    for words in ("numpy 2.4.6", "SIL OPEN FONT LICENSE", "Lucide", "10.24432/C57S4H", "LGPL version 3", "MIT License"):
        assert words in text
    assert "@" not in re.sub(r"\S+@\S+\.\S+", "", text)
    paragraphs = text.split("\n\n")
    named = {re.findall(r"^License: (\S+)$", part, re.MULTILINE)[0] for part in paragraphs if part.startswith("Files:")}
    told = {part.split()[1] for part in paragraphs if part.startswith("License:")}
    assert named == told == {"MIT", "OFL-1.1", "ISC", "CC-BY-4.0"}
    assert gzip.decompress((tmp_path / "CHANGELOG.md.gz").read_bytes()).startswith(b"# Changelog")


def test_nobody_whose_font_icon_or_sample_is_bundled_is_forgotten() -> None:
    text = (debian.LINUX / "copyright").read_text(encoding="utf-8")
    for path in [*ROOT.glob("resources/*/LICENSE*"), *ROOT.glob("resources/*/*-LICENSE.txt")]:
        owner = re.search(r"Copyright (?:\(c\) |© )?(\d{4}) (\w+ \w+)", path.read_text(encoding="utf-8"))
        assert owner is not None, path
        assert " ".join(owner.groups()) in text, path
    for folder in (path.name for path in (ROOT / "resources").iterdir() if path.is_dir()):
        own = {"pictures", "translations"}  # ours, the first not bundled
        assert folder in own or f"_resources/{folder}/" in text, folder


def test_the_licence_of_each_library_is_copied(tmp_path: Path) -> None:
    lines = licences.gather(["numpy.linalg", "PySide6.QtCore", "desktop_app.cli"], tmp_path)
    names = [line.partition(" ")[0].rstrip(":") for line in lines]
    assert names == ["numpy", "PySide6_Essentials", "Python"]
    assert "LGPL-3" in lines[1]
    assert any((tmp_path / "numpy").iterdir())


def test_the_icon_is_drawn_in_every_size(tmp_path: Path) -> None:
    debian.draw_icons(tmp_path)
    for size in debian.PNG_SIZES:
        png = (tmp_path / f"{size}x{size}" / "apps" / f"{debian.APP_ID}.png").read_bytes()
        assert (int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")) == (size, size)
    assert _parsed(tmp_path / "scalable" / "apps" / f"{debian.APP_ID}.svg").tag.endswith("svg")


def test_what_a_package_leaves_behind_is_found(tmp_path: Path) -> None:
    for name in ("usr/share/doc/second-way/copyright", "opt/other/file", "var/cache/apt/archives/second-way_1.deb"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    listed = ["/.", "/usr", "/usr/share/doc/second-way/copyright", "/opt/second-way/gone"]
    assert traces(tmp_path, listed) == ["/usr/share/doc/second-way", "/usr/share/doc/second-way/copyright"]
    assert traces(tmp_path, ["/opt/other"]) == ["/usr/share/doc/second-way"]
