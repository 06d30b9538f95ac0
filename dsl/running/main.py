"""What the process with TensorFlow runs: one task, which it is told in a file."""

from __future__ import annotations

import sys
from pathlib import Path

from dsl.running.request import Refused, from_json
from dsl.running.run import open_run


def main() -> int:
    """Do what the file named in the arguments asks for; 1 with a line on standard error where it cannot be."""
    request = from_json(Path(sys.argv[1]).read_text(encoding="utf-8"))
    try:
        run = open_run(request)
        match request.task:
            case "evaluate":
                from dsl.running.evaluating import evaluate

                evaluate(run, request)
            case "predict":
                from dsl.running.predicting import predict

                predict(run, request)
            case _:
                from dsl.running.collecting import collect

                collect(run, request)
    except Refused as reason:
        print(f"error: {reason}", file=sys.stderr)
        return 1
    return 0
