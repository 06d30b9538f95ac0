"""Programs are as a linter would have them: nothing that is not used, imports in their order."""

from __future__ import annotations

import json
import re
import subprocess
import sys

from tests.cases import discover


def test_linters_find_nothing_to_take_out_or_to_sort() -> None:
    paths = sorted(
        path for folder in ("examples", "valid") for path in (discover.HERE / folder).rglob("*.py") if path.is_file()
    )
    assert len(paths) > 100
    own = {name for path in paths for name in re.findall(r"^from (\w+)[\w.]* import", path.read_text("utf-8"), re.M)}
    own -= sys.stdlib_module_names
    options = ["--isolated", "--no-cache", "--select", "F,I", "--output-format", "json"]
    options += ["--config", f"lint.isort.known-first-party = {json.dumps(sorted(own))}"]
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", *options, *paths], capture_output=True, text=True, check=False
    )
    found = {f"{one['filename'].rpartition('cases/')[2]}: {one['message']}" for one in json.loads(done.stdout)}
    assert not found, done.stderr
