"""Nothing that comes from a file is ever run, unpickled or sent: the source is walked for what could."""

from __future__ import annotations

import ast

from tests.sources import trees

FORBIDDEN_MODULES = {
    *("pickle", "cPickle", "dill", "shelve", "marshal", "yaml", "jsonpickle", "joblib", "cloudpickle"),
    *("socket", "ssl", "http", "urllib", "urllib3", "requests", "httpx", "aiohttp", "ftplib", "smtplib", "telnetlib"),
    *("xmlrpc", "socketserver", "asyncio", "webbrowser", "code", "codeop", "imp", "pty"),
}
FORBIDDEN_QT = {"QtNetwork", "QtWebEngineWidgets", "QtWebEngineCore", "QtQml", "QtQuick", "QtWebSockets"}
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__", "system", "popen", "read_pickle", "load_extension"}
_HARMLESS = {"re"}  # modules whose compile is another


_OUR_CONSTANTS = {"schema.READER", "schema.APPLICATION_ID"}  # whole numbers


def test_no_module_that_sends_runs_or_unpickles_is_imported() -> None:
    found = []
    for path, tree in trees().items():
        for node in ast.walk(tree):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
            found += [
                f"{path}: {n}"
                for n in names
                if n.split(".")[0] in FORBIDDEN_MODULES or set(n.split(".")) & FORBIDDEN_QT
            ]
    assert found == []


def test_no_text_becomes_code_and_no_shell_is_asked() -> None:
    found = []
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            called = node.func
            bare = called.id if isinstance(called, ast.Name) else ""
            owner = called.value.id if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) else ""
            method = called.attr if isinstance(called, ast.Attribute) else ""
            if bare in FORBIDDEN_CALLS or (owner in ("os", "builtins", "subprocess") and method in FORBIDDEN_CALLS):
                found.append(f"{path}:{node.lineno} {bare or method}")
            if (
                method in ("read_pickle", "load_extension", "enable_load_extension", "restoreState")
                and owner not in _HARMLESS
            ):
                found.append(f"{path}:{node.lineno} {method}")
            if any(word.arg == "shell" for word in node.keywords):
                found.append(f"{path}:{node.lineno} shell")
    assert found == []


def test_sql_is_never_put_together_from_anything_but_our_own_names() -> None:
    """What is executed may hold no call, attribute or index in its braces: only names of the house."""
    found = []
    for path, tree in trees().items():
        if not path.startswith("storage/") or "migrations" in path:
            continue
        for node in ast.walk(tree):
            called = node.func if isinstance(node, ast.Call) else None
            name = (
                called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
            )
            if name not in ("text", "exec_driver_sql") or not isinstance(node, ast.Call) or not node.args:
                continue
            if isinstance(node.args[0], ast.BinOp):
                found.append(f"{path}:{node.lineno}")
            for value in node.args[0].values if isinstance(node.args[0], ast.JoinedStr) else ():
                if isinstance(value, ast.FormattedValue) and not isinstance(value.value, ast.Name):
                    told = ast.unparse(value.value)
                    if told not in _OUR_CONSTANTS:
                        found.append(f"{path}:{node.lineno} {told}")
    assert found == []
