"""Reading a call off HTTP: its parameters from the address, JSON, a form or a multipart body.

Here: bytes to raw values. Not here: what the values mean (parameters.py).
"""

import json
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from bot.rehearsal.botapi.errors import Refusal, bad_request
from bot.rehearsal.botapi.parameters import Upload


async def read_call(request: web.BaseRequest) -> dict[str, Any]:
    """The raw parameters of a call; a file stands under the name of the parameter that holds it.

    Raises:
        Refusal: 400 for a body that cannot be read, 413 for one over 50 MB.
    """
    raw: dict[str, Any] = dict(request.query) if request.query_string else {}
    if request.method == "GET" or not request.can_read_body:
        return raw
    kind = request.content_type
    try:
        if kind == "application/json":
            return raw | _from_json(await request.read())
        if kind == "application/x-www-form-urlencoded":
            return raw | _from_form(await request.read())
        if kind == "multipart/form-data":
            return raw | await _from_multipart(request)
    except web.HTTPRequestEntityTooLarge:
        raise Refusal(413, "Request Entity Too Large") from None
    raise bad_request(f"can't read a body of type {kind} (stand-in is strict)")


def _from_json(body: bytes) -> dict[str, Any]:
    if not body:
        return {}
    try:
        parsed = json.loads(body)
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(parsed, dict):
        raise bad_request("can't parse JSON object")
    return parsed


def _from_form(body: bytes) -> dict[str, Any]:
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict"))
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


async def _from_multipart(request: web.BaseRequest) -> dict[str, Any]:
    try:
        form = await request.post()
    except ValueError:
        raise bad_request("can't parse multipart body") from None
    raw: dict[str, Any] = {}
    uploads: dict[str, Upload] = {}
    for name, value in form.items():
        if isinstance(value, web.FileField):
            content = value.file.read()
            value.file.close()
            uploads[name] = Upload(value.filename, value.content_type, len(content), content)
        else:
            raw[name] = value if isinstance(value, str) else value.decode()
    for name, value in raw.items():
        if isinstance(value, str) and value.startswith("attach://"):
            part = value.removeprefix("attach://")
            if part not in uploads:
                raise bad_request(f'the file "{part}" that "{name}" attaches is not in the request')
            raw[name] = uploads.pop(part)
    return raw | uploads
