"""`dotmodel evaluate`: how the model of the last trained run does on test or validation data."""

from __future__ import annotations

import argparse
import json
import sys

from dsl.cli.programs import Failed, answered, build


def run(options: argparse.Namespace) -> int:
    """Print the metrics; 1 where there is no run, or the model is another one by now."""
    built = build(options)
    if built is None:
        return 1
    try:
        with answered("evaluate", built, options.file, options.run_dir or built.interface.run_dir) as result:
            found = json.loads(result.read_text(encoding="utf-8"))
    except Failed as reason:
        print(reason, file=sys.stderr)
        return 1
    if options.format == "json":
        print(json.dumps(found))
        return 0
    print(f"on {found['data']} data", file=sys.stderr)
    for name, value in found["metrics"].items():
        print(f"{name} {value:.6g}")
    return 0
