"""What belongs in the frozen program and what does not: names that no import tells, and things nobody would miss."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import PurePosixPath

# Imported inside functions, or by libraries at run time: named here, so that the bundle does not depend on who imports.
LAZY: Sequence[str] = (
    "ortools.sat.python.cp_model",
    "holidays",
    "icalendar",
    "tzdata",
    "openpyxl",
    "pyqtgraph",
    "fastexcel",
    "xlrd",
    "polars",
    "alembic.command",
    "logging.config",  # with the line above: what alembic's env.py imports, which travels as data
    "sqlalchemy.dialects.sqlite",
    "PySide6.QtPrintSupport",
)

# Their versions are told by Help > About, which reads the distributions' metadata.
SHOWN_VERSIONS: Sequence[str] = (
    "PySide6-Essentials",
    "SQLAlchemy",
    "alembic",
    "polars",
    "numpy",
    "fastexcel",
    "openpyxl",
    "pyqtgraph",
    "ortools",
    "holidays",
    "icalendar",
)

# Reached by an optional import of some library, never by the program. (pandas is not here: OR-Tools needs it. Nor is
# pydantic: typer does.)
EXCLUDED: Sequence[str] = (
    "tkinter", "turtle", "idlelib", "lib2to3", "ensurepip", "test", "curses", "readline",
    "matplotlib", "scipy", "IPython", "jinja2", "lxml", "fontTools", "pyarrow", "numba", "cupy", "h5py", "OpenGL",
    "pytest", "_pytest", "hypothesis", "mypy", "setuptools", "pkg_resources", "pip", "wheel", "tests",
    "numpy.f2py", "pandas.tests", "icalendar.tests", "sqlalchemy.testing", "alembic.testing",
    "pyqtgraph.examples", "pyqtgraph.opengl", "pyqtgraph.canvas", "holidays.financial",
    "psycopg2", "pysqlite2", "MySQLdb", "PIL",
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets", "PySide6.QtQuickControls2", "PySide6.QtDesigner",
    "PySide6.QtTest", "PySide6.QtSql", "PySide6.QtHelp", "PySide6.QtUiTools", "PySide6.QtWebEngineCore",
)  # fmt: skip

# Qt's plugins for machines without a desktop, for other toolkits and for touch screens on a wire, with what only they
# need; links by which OR-Tools' own zlib and bzip2 would stand in for the system's; tests; the pictures of the README.
UNWANTED: Sequence[str] = (
    "PySide6/Qt/plugins/egldeviceintegrations/*",
    "PySide6/Qt/plugins/generic/*",
    "PySide6/Qt/plugins/platforms/libqeglfs.so",
    "PySide6/Qt/plugins/platforms/libqlinuxfb.so",
    "PySide6/Qt/plugins/platforms/libqminimal*.so",
    "PySide6/Qt/plugins/platforms/libqvkkhrdisplay.so",
    "PySide6/Qt/plugins/platforms/libqvnc.so",
    "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
    "PySide6/Qt/lib/libQt6EglF*",
    "libQt6EglF*",
    "PySide6/Qt/translations/qt_*",
    "libz.so.1",
    "libbz2.so.1",
    "desktop_app/_resources/pictures/*",
    "*/tests/*",
    "*/__pycache__/*",
    "*.pyi",
)

# Of the building machine's libraries only Python's travel along: Debian releases differ in them. All others are the
# system's (Depends in linux/control), so that fonts, screens, TLS and SQLite and their mending come from it, and no
# bundled library is older than its system neighbours want: with an old libstdc++, Mesa and so Qt would lack OpenGL.
TRAVELLING: Sequence[str] = ("libpython3*", "libmpdec*")
_SYSTEM = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")


def wanted(name: str, source: str) -> bool:
    """Whether a file goes into the bundle, by its place there and the file it comes from."""
    if any(fnmatch(name, pattern) for pattern in UNWANTED):
        return False
    library = PurePosixPath(name).name
    return not _of_the_system(library, source) or any(fnmatch(library, pattern) for pattern in TRAVELLING)


def _of_the_system(library: str, source: str) -> bool:
    """A shared library of the building machine; not Python's own modules, which Debian keeps under /usr/lib too."""
    return ".so" in library and source.startswith(_SYSTEM) and "/python3" not in source
