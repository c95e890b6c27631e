# SPDX-License-Identifier: EUPL-1.2
"""The long runs in short: a few points of every step, a few lives of the daemon, a small storm."""

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    "arguments",
    [
        ("torture.kill", "--kinds", "kill,torn,full", "--every", "400", "--offset", "110"),
        ("torture.lives", "--every", "600"),
        ("torture.drops", "--drops", "1000", "--kill-seconds", "2"),
    ],
    ids=lambda arguments: " ".join(arguments[:3]),
)
def test_in_short(arguments: tuple[str, ...], folder: Path):
    command = [sys.executable, "-m", *arguments, "--report", str(folder / "report")]
    outcome = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout[-3000:] + outcome.stderr[-6000:]
