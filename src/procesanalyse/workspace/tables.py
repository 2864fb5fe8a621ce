"""Tables of a log as files."""

from __future__ import annotations

import io
from pathlib import Path

from procesanalyse.eventlog.table import EventLog
from procesanalyse.workspace.files import write_bytes


def write_events(log: EventLog, path: Path) -> None:
    """The log's events with their case id, all or nothing: Parquet (times UTC), or a CSV that a
    Danish spreadsheet opens (`;`, UTF-8 with BOM, local times as dd-mm-åååå tt:mm:ss)."""
    frame = log.events.copy()
    frame.insert(0, "case_id", log.cases["case_id"].array.take(frame["case"].to_numpy()))
    frame.insert(1, "case_type", log.cases["case_type"].array.take(frame["case"].to_numpy()))
    buffer = io.BytesIO()
    if path.suffix == ".parquet":
        frame.to_parquet(buffer, index=False)
        write_bytes(path, buffer.getvalue())
        return
    for column in frame.columns:
        if isinstance(frame[column].dtype, type(log.events["time"].dtype)):
            local = frame[column].dt.tz_convert(log.zone)
            frame[column] = local.dt.strftime("%d-%m-%Y %H:%M:%S")
    write_bytes(path, ("\ufeff" + frame.to_csv(index=False, sep=";", lineterminator="\r\n")).encode("utf-8"))
