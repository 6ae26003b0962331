"""Pages from templates: one Jinja environment, everything escaped, nothing missing tolerated.

Here: the environment, moments and counts as people read them. What people typed reaches a page as data, in an element
that isolates its direction (`bdi`, `dir="auto"`), and never as a template.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from babel.dates import format_date, format_skeleton
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from bot.console.permissions import may
from bot.console.visit import TOKEN, Visit
from bot.console.words import Words

HERE: Final = Path(__file__).parent
STATIC: Final = HERE / "static"


_TICKED: Final = re.compile(r"`([^`]*)`")


def in_code(text: str) -> Markup:
    """A sentence in which what stands between backquotes is to be typed as it is. All of it is data."""
    parts = _TICKED.split(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if number % 2 else part for number, part in enumerate(parts)
    )


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["in_code"] = in_code
    return made


@cache
def stamp() -> str:
    """What the addresses of static files end with, so that a new version is not taken from a browser's cache."""
    content = b"".join(file.read_bytes() for file in sorted(STATIC.iterdir()))
    return hashlib.sha256(content).hexdigest()[:12]


def render(visit: Visit, template: str, **values: Any) -> str:
    """The text of a page or of a part of one."""
    words = Words(visit.language)
    zone = visit.house.policy.timezone

    def moment(at: datetime, *, there: bool = False) -> str:
        """« 25 novembre, 20:04 », on the clocks of the installation, or `there`: of the place it is given in."""
        local = at if there else at.astimezone(zone)
        day = format_date(local.date(), "long", locale=visit.language)
        return f"{day}, {format_skeleton('Hm', local, tzinfo=local.tzinfo, locale=visit.language)}"

    context: Mapping[str, Any] = {
        "t": words,
        "moment": moment,
        "language": visit.language,
        "token": visit.token,
        "token_field": TOKEN,
        "signed_in": visit.person is not None,
        "record": visit.session,
        "opens": lambda door: any(may(role, door) for role in visit.roles),
        "stamp": stamp(),
        "notice": visit.house.policy.notice,
        "door": "",
    }
    return _environment().get_template(template).render({**context, **values})


def page(visit: Visit, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A whole page."""
    return HTMLResponse(render(visit, template, **values), status_code=status)
