"""Jobs outside the script; the child here is a few lines of Python instead of a simulation."""

from __future__ import annotations

import pickle
import time
from pathlib import Path

import pytest

from procesanalyse.guideline.model import GuidelineHistory
from procesanalyse.ui.job_work import ComparisonInputs
from procesanalyse.ui.jobs import AnotherJobRuns, Job, Registry

_QUICK = """
import json, sys
inputs = sys.stdin.buffer.read()
for i in range(3):
    print(json.dumps({"stage": "compare", "done": i + 1, "total": 3}))
print("a library talks")
asked = json.load(open(sys.argv[1], encoding="utf-8"))
import pathlib, pickle
pathlib.Path(sys.argv[2]).with_suffix(".pickle").write_bytes(pickle.dumps((asked, len(inputs))))
pathlib.Path(sys.argv[2]).write_text("{}")
"""
_ENDLESS = """
import subprocess, sys, time
worker = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print('{"stage": "compare", "done": %d, "total": 9}' % worker.pid, flush=True)
time.sleep(600)
"""
_FAULTY = """
import json, sys
print(json.dumps({"faults": [{"code": "organisation.no_members", "file": "o.yaml", "line": 3}]}))
sys.exit(2)
"""


def _registry(tmp_path: Path, script: str) -> Registry:
    return Registry(tmp_path / "jobs", ("-u", "-c", script))


def _ended(job: Job, patience: float = 20.0) -> Job:
    assert job.reader is not None
    job.reader.join(patience)
    assert not job.reader.is_alive()
    return job


def _running(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_a_job_reports_progress_and_hands_back_its_result(tmp_path: Path) -> None:
    registry = _registry(tmp_path, _QUICK)
    job = _ended(registry.start("compare", "k", {"seed": 7}, b"x" * 200_000))
    assert (job.status, job.stage, job.done, job.total) == ("done", "compare", 3, 3)
    assert job.found() == ({"kind": "compare", "seed": 7}, 200_000)


def test_the_same_request_gives_the_same_job_without_running_again(tmp_path: Path) -> None:
    registry = _registry(tmp_path, _QUICK)
    first = _ended(registry.start("compare", "k", {"seed": 7}))
    assert registry.start("compare", "k", {"seed": 7}) is first
    assert registry.get(first.id) is first
    assert _ended(registry.start("compare", "other", {"seed": 8})) is not first


def test_cancelling_ends_the_job_and_its_workers_within_a_second(tmp_path: Path) -> None:
    registry = _registry(tmp_path, _ENDLESS)
    job = registry.start("compare", "k", {})
    until = time.monotonic() + 20
    while job.done == 0 and time.monotonic() < until:
        time.sleep(0.02)
    worker = job.done
    assert _running(worker)
    begun = time.monotonic()
    job.cancel()
    _ended(job, 1.0)
    while _running(worker) and time.monotonic() - begun < 1.0:
        time.sleep(0.02)
    assert not _running(worker)
    assert job.status == "cancelled"
    with pytest.raises(ValueError, match="cancelled"):
        job.found()


def test_a_second_job_waits_for_its_turn(tmp_path: Path) -> None:
    registry = _registry(tmp_path, _ENDLESS)
    first = registry.start("compare", "k", {})
    with pytest.raises(AnotherJobRuns) as refused:
        registry.start("compare", "other", {})
    assert refused.value.job is first
    registry.stop()
    assert _ended(first).status == "cancelled"


def test_faults_of_the_input_come_back_as_faults(tmp_path: Path) -> None:
    job = _ended(_registry(tmp_path, _FAULTY).start("compare", "k", {}))
    assert job.status == "failed"
    problem = job.problem()
    assert problem is not None
    assert (problem.faults[0].code, problem.faults[0].line) == ("organisation.no_members", 3)


def test_the_real_child_refuses_a_comparison_that_cannot_be_made_and_writes_nothing(tmp_path: Path) -> None:
    nothing = GuidelineHistory(())
    inputs = ComparisonInputs(None, nothing, (), replications=1, seed=1)  # type: ignore[arg-type]
    job = _ended(Registry(tmp_path / "jobs").start("compare", "k", {}, pickle.dumps(inputs)), 60.0)
    assert job.status == "failed"
    problem = job.problem()
    assert problem is not None
    assert {fault.code for fault in problem.faults} == {
        "comparison.too_few_replications",
        "comparison.no_scenarios",
    }
    assert not job.result_path.exists()


def test_the_record_of_a_result_is_copied_to_the_project(tmp_path: Path) -> None:
    record = tmp_path / "results" / "compare.json"
    job = _ended(_registry(tmp_path, _QUICK).start("compare", "k", {"seed": 7}, b"", record))
    assert job.status == "done"
    assert record.read_bytes() == job.result_path.read_bytes()
