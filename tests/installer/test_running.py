"""The tools end with a sentence and a number that is not 0 when something is wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from installer.running import ROOT, Failed, ended, need_tools, run


def test_what_a_failed_program_said_is_told() -> None:
    with pytest.raises(Failed, match=r"(?s)ended with 3:.*the reason"):
        run([sys.executable, "-c", "print('the reason'); raise SystemExit(3)"])


def test_a_program_that_is_not_there_is_told() -> None:
    with pytest.raises(Failed, match="no-such-program"):
        run(["no-such-program"])


def test_what_a_program_said_is_kept(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "said.log"
    assert run([sys.executable, "-c", "print('words')"], log=log) == "words\n"
    assert log.read_text(encoding="utf-8") == "words\n"


def test_a_failure_is_a_sentence_on_stderr_and_one(capsys: pytest.CaptureFixture[str]) -> None:
    def work() -> None:
        raise Failed("It cannot be done.")

    assert ended(work) == 1
    assert capsys.readouterr().err == "It cannot be done.\n"
    assert ended(lambda: None) == 0


def test_tools_that_are_there_are_not_installed_again() -> None:
    need_tools({"sh": "dash"})


def _checked(before: str, path: str) -> subprocess.CompletedProcess[str]:
    """Run ``make package-check``'s program after some Python, with this search path for programs."""
    code = (
        f"import os, sys; from installer import package_check as p, running; {before}; sys.exit(running.ended(p.main))"
    )
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def _is_one_sentence_of_refusal(done: subprocess.CompletedProcess[str]) -> bool:
    plain = done.stderr.startswith("The package can only be tried in a clean root by someone who may use chroot")
    return done.returncode == 1 and not done.stdout and plain and done.stderr.count("\n") == 1


def test_whoever_is_not_root_is_told_so_in_one_sentence() -> None:
    done = _checked("os.geteuid() or os.setuid(65534)", os.environ["PATH"])
    assert _is_one_sentence_of_refusal(done), done
    assert "this is not root" in done.stderr


def test_where_even_root_may_not_chroot_it_is_said_in_one_sentence(tmp_path: Path) -> None:
    refusing = tmp_path / "unshare"
    refusing.write_text(
        "#!/bin/sh\necho 'unshare: unshare failed: Operation not permitted' >&2\nexit 1\n", encoding="utf-8"
    )
    refusing.chmod(0o755)
    done = _checked("pass", f"{tmp_path}:{os.environ['PATH']}")
    assert _is_one_sentence_of_refusal(done), done
    assert ("Operation not permitted" if os.geteuid() == 0 else "this is not root") in done.stderr
