"""The child process of a job: `python -m procesanalyse.ui.job_runner request.json result.json`.

What the job works on comes pickled through stdin from the app that started it, so an
uploaded log never lies on disk. Progress goes out as JSON lines; exit code 2 means that
the input cannot be used (its faults are the last line), 1 that something unforeseen happened:
then stderr says where, under the job's id, and never what the data were.
"""

from __future__ import annotations

import dataclasses
import json
import os
import pickle
import sys
from pathlib import Path
from typing import Any

from procesanalyse.errors import UnusableInput
from procesanalyse.ui.error_places import places
from procesanalyse.workspace.files import write_bytes, write_json

UNUSABLE, FAILED = 2, 1


def main(arguments: list[str]) -> int:
    """Do the job and write what it found, whole or not at all."""
    asked, result = (Path(argument) for argument in arguments)
    request = json.loads(asked.read_text(encoding="utf-8"))
    kind = request["kind"]
    try:
        inputs = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the app that started this process
        outcome = inputs.run(lambda done, total: _say({"stage": kind, "done": done, "total": total}))
        write_bytes(result.with_suffix(".pickle"), pickle.dumps(outcome.found))
        write_json(result, {"request": request, "result": outcome.record})
    except UnusableInput as error:
        _say({"faults": [dataclasses.asdict(fault) for fault in error.faults]})
        return UNUSABLE
    except Exception as error:  # noqa: BLE001 - whatever it is, its message could quote the log
        sys.stderr.write(f"{asked.parent.name} {type(error).__name__} at {places(error)}\n")
        return FAILED
    return 0


def _say(message: dict[str, Any]) -> None:
    """One line of progress; the app being gone ends the job."""
    try:
        sys.stdout.write(json.dumps(message, ensure_ascii=False, default=str) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os._exit(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
