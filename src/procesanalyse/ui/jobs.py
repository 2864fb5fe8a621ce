"""Long work outside the script: one child process per job, so that a rerun or a page change never kills it.

The child writes one JSON line per step of progress; one reader thread per job takes them in.
No Streamlit call is made in that thread.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import pickle
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Literal

from procesanalyse.errors import Fault, UnusableInput
from procesanalyse.workspace.files import write_bytes

Status = Literal["running", "done", "failed", "cancelled"]
RUNNER = ("-u", "-m", "procesanalyse.ui.job_runner")


class AnotherJobRuns(Exception):
    """The machine is at work on another job; `job` is that one."""

    def __init__(self, job: Job) -> None:
        self.job = job
        super().__init__(job.id)


@dataclass
class Job:
    """One piece of work in a process of its own, and how far it is."""

    id: str
    kind: str
    key: str
    folder: Path
    process: subprocess.Popen[str]
    started: datetime
    stage: str = ""
    done: int = 0
    total: int = 0
    status: Status = "running"
    ended: datetime | None = None
    faults: tuple[Fault, ...] = ()
    reader: threading.Thread | None = field(default=None, repr=False)

    @property
    def result_path(self) -> Path:
        """Where the record of the result stands once the job is done."""
        return self.folder / "result.json"

    @property
    def seconds(self) -> float:
        """How long it has run, or ran."""
        return ((self.ended or datetime.now().astimezone()) - self.started).total_seconds()

    def found(self) -> Any:
        """The object the job made; ValueError while it is not done."""
        if self.status != "done":
            raise ValueError(f"job {self.id} is {self.status}")
        kept = self.result_path.with_suffix(".pickle").read_bytes()
        return pickle.loads(kept)  # noqa: S301 - written by our own child into our own folder

    def problem(self) -> UnusableInput | None:
        """What was wrong with the input, if that is why the job failed."""
        return UnusableInput(self.faults) if self.faults else None

    def cancel(self) -> None:
        """Stop the process now; a job that has ended stays as it is."""
        if self.status == "running":
            self.status = "cancelled"
            _kill_tree(self.process)


class Registry:
    """All jobs of this server, at most one of them running."""

    def __init__(self, root: Path | None = None, runner: Sequence[str] = RUNNER) -> None:
        self._runner = tuple(runner)
        self._root = root or Path(tempfile.mkdtemp(prefix="procesanalyse-"))
        self._owns_root = root is None
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        atexit.register(self.stop)

    def start(
        self,
        kind: str,
        key: str,
        request: dict[str, Any],
        inputs: bytes = b"",
        record: Path | None = None,
    ) -> Job:
        """Begin a job, or give back the one with the same key that is done or running.

        `request` is written beside the result; `inputs` goes through the pipe and never to disk.
        With `record` the finished result is copied there, whole or not at all.
        """
        with self._lock:
            known = self.find(kind, key)
            if known is not None:
                return known
            self._refuse_second()
            job = self._launch(kind, key, request)
            self._jobs[job.id] = job
        job.reader = threading.Thread(target=_follow, args=(job, inputs, record), daemon=True)
        job.reader.start()
        return job

    @property
    def jobs(self) -> tuple[Job, ...]:
        """Every job of this server, the oldest first."""
        return tuple(self._jobs.values())

    def get(self, job_id: str | None) -> Job | None:
        """The job with this id; None if this server has none."""
        return self._jobs.get(job_id or "")

    def find(self, kind: str, key: str) -> Job | None:
        """The job of this kind and key that is done or running, if there is one."""
        job = self.last(kind, key)
        return job if job is not None and job.status in {"running", "done"} else None

    def last(self, kind: str, key: str) -> Job | None:
        """The newest job of this kind and key, whatever became of it."""
        for job in reversed(self._jobs.values()):
            if job.kind == kind and job.key == key:
                return job
        return None

    def stop(self) -> None:
        """Stop whatever runs and remove what this server wrote for itself."""
        for job in self._jobs.values():
            job.cancel()
        if self._owns_root:
            shutil.rmtree(self._root, ignore_errors=True)

    def _refuse_second(self) -> None:
        for job in self._jobs.values():
            if job.status == "running":
                raise AnotherJobRuns(job)

    def _launch(self, kind: str, key: str, request: dict[str, Any]) -> Job:
        job_id = secrets.token_urlsafe(9)
        folder = self._root / job_id
        folder.mkdir(parents=True, mode=0o700)
        asked = folder / "request.json"
        asked.write_text(json.dumps({"kind": kind, **request}, ensure_ascii=False), encoding="utf-8")
        process = subprocess.Popen(  # noqa: S603 - own interpreter, own module, own folder
            [sys.executable, *self._runner, str(asked), str(folder / "result.json")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )
        return Job(job_id, kind, key, folder, process, datetime.now().astimezone())


def _kill_tree(process: subprocess.Popen[str]) -> None:
    """End a child and the workers it started: they share its session (POSIX) or its tree (Windows)."""
    if sys.platform == "win32":
        command = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - Windows' own command
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _follow(job: Job, inputs: bytes, record: Path | None) -> None:
    _hand_over(job.process.stdin, inputs)
    if job.process.stdout is not None:
        for line in job.process.stdout:
            _take_in(job, line)
    code = job.process.wait()
    job.ended = datetime.now().astimezone()
    if job.status == "running":
        finished = code == 0 and job.result_path.exists()
        if finished and record is not None:
            with contextlib.suppress(UnusableInput):  # a folder that cannot be written loses the record only
                write_bytes(record, job.result_path.read_bytes())
        job.status = "done" if finished else "failed"


def _hand_over(pipe: IO[str] | None, inputs: bytes) -> None:
    if pipe is None:
        return
    try:
        pipe.buffer.write(inputs)  # type: ignore[attr-defined]
        pipe.close()
    except (BrokenPipeError, OSError):
        return  # the child ended or was stopped before it had read everything


def _take_in(job: Job, line: str) -> None:
    try:
        message = json.loads(line)
    except json.JSONDecodeError:
        return  # a library printed something of its own
    if "faults" in message:
        job.faults = tuple(Fault(**fault) for fault in message["faults"])
    else:
        job.stage, job.done, job.total = message["stage"], message["done"], message["total"]
