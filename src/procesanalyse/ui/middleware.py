"""Says that the pages are Danish: Streamlit writes `lang="en"` into every page (WCAG 3.1.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ENGLISH = b'<html lang="en"'
_DANISH = b'<html lang="da"'


class DanishPages:
    """ASGI middleware that rewrites the language of HTML answers and leaves all others alone."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        await self.app(_uncompressed(scope), receive, _Rewriter(send))


def _uncompressed(scope: Scope) -> Scope:
    """The request for a page without its wish for compression: a packed page cannot be rewritten."""
    headers = scope["headers"]
    if not any(name == b"accept" and b"text/html" in value for name, value in headers):
        return scope
    return {**scope, "headers": [(name, value) for name, value in headers if name != b"accept-encoding"]}


class _Rewriter:
    """Holds an HTML answer back until its body is whole, since its length stands in the head."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.head: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_plain_html(message):
            self.head = message
        elif self.head is not None and message["type"] == "http.response.body":
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self.head)
        else:
            await self.send(message)

    async def _finish(self, head: Message) -> None:
        body = self.body.replace(_ENGLISH, _DANISH, 1)
        kept = [(k, v) for k, v in head["headers"] if k.lower() not in {b"etag", b"content-length"}]
        length = (b"content-length", str(len(body)).encode())
        await self.send({**head, "headers": [*kept, length]})
        await self.send({"type": "http.response.body", "body": body})
        self.head, self.body = None, b""


def _is_plain_html(message: Message) -> bool:
    headers = {name.lower(): value for name, value in message["headers"]}
    is_html = headers.get(b"content-type", b"").startswith(b"text/html")
    return is_html and b"content-encoding" not in headers
