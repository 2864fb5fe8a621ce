"""The language of the pages."""

from __future__ import annotations

import asyncio
from typing import Any

from procesanalyse.ui.middleware import DanishPages


def _answer(content_type: bytes, parts: list[bytes]) -> tuple[dict[bytes, bytes], bytes]:
    """What a browser gets when the app inside answers with these parts."""

    async def inner(_scope: Any, _receive: Any, send: Any) -> None:
        headers = [(b"content-type", content_type), (b"content-length", b"99"), (b"etag", b"old")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for i, part in enumerate(parts):
            more = i < len(parts) - 1
            await send({"type": "http.response.body", "body": part, "more_body": more})

    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(DanishPages(inner)({"type": "http", "headers": []}, None, send))  # type: ignore[arg-type]
    head = dict(sent[0]["headers"])
    return head, b"".join(message["body"] for message in sent[1:])


def test_a_page_in_two_parts_says_that_it_is_danish_and_how_long_it_is() -> None:
    head, body = _answer(
        b"text/html; charset=utf-8", [b"<!doctype html><html la", b'ng="en"><p>en</p></html>']
    )
    assert body == b'<!doctype html><html lang="da"><p>en</p></html>'
    assert head[b"content-length"] == str(len(body)).encode()
    assert b"etag" not in head


def test_other_answers_are_left_alone() -> None:
    head, body = _answer(b"text/javascript", [b'<html lang="en">'])
    assert body == b'<html lang="en">'
    assert head[b"etag"] == b"old"


def test_a_page_is_asked_for_uncompressed_and_a_script_as_the_browser_likes() -> None:
    seen: list[list[tuple[bytes, bytes]]] = []

    async def inner(scope: Any, _receive: Any, _send: Any) -> None:
        seen.append(scope["headers"])

    packed = (b"accept-encoding", b"gzip")
    for accept in (b"text/html,*/*", b"*/*"):
        scope = {"type": "http", "headers": [(b"accept", accept), packed]}
        asyncio.run(DanishPages(inner)(scope, None, None))  # type: ignore[arg-type]
    assert packed not in seen[0]
    assert packed in seen[1]
