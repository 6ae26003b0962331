"""Writing an organisation's own workshops: files go in, a version comes out, and nobody's work is written over.

Here: what a file that somebody brings is kept as; a workshop copied under another id; a change put on the newest
version, file by file. Not here: what is wrong with a script (`scripting`), where versions are kept (`own_scripts`).
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Final

import msgspec
from msgspec.structs import replace

from bot.errors import Defect
from bot.facilitation.conduct import ATTEMPTS
from bot.facilitation.own_scripts import OwnScript, OwnScripts, ScriptVersion
from bot.facilitation.ports import Clock
from bot.facilitation.records import ScriptSource

MOST_BYTES: Final = 3_000_000
"""Of one version, all its files."""
LONGEST_NOTE: Final = 200
MOST_WORKSHOPS: Final = 30
"""Of one organisation, those put away left out."""

_YAML: Final = re.compile(r"[^.]*\.(?:(?P<what>[a-z]{2}|lexicon)\.)?ya?ml")
_PICTURE: Final = re.compile(r"(?P<stem>[A-Za-z0-9_-]{1,60})\.(?P<end>png|jpe?g)", re.IGNORECASE)
_ID: Final = re.compile(rb"""(?m)^id:[ \t]*["']?(?P<id>[A-Za-z0-9_.-]+)["']?""")
_TRANSLATES: Final = re.compile(rb"""(?m)^translates:[ \t]*["']?[A-Za-z0-9_.-]+["']?""")


def called(workshop: str, name: str) -> str:
    """What a file is kept as, whatever its path and the beginning of its name; empty if it is none of a workshop."""
    last = PurePosixPath(name.replace("\\", "/")).name
    script = _YAML.fullmatch(last)
    if script is not None:
        return f"{workshop}.{script['what']}.yaml" if script["what"] else f"{workshop}.yaml"
    picture = _PICTURE.fullmatch(last)
    return f"{workshop}.images/{picture['stem']}.{picture['end'].lower()}" if picture is not None else ""


def id_in(source: bytes) -> str:
    """The id that a script gives itself, as far as can be seen without reading it; empty if none is seen."""
    found = _ID.search(source)
    return found["id"].decode() if found is not None else ""


def stem_of(name: str) -> str:
    """The beginning of a file's name, which may be an id."""
    return PurePosixPath(name.replace("\\", "/")).name.partition(".")[0]


def is_text(content: bytes) -> bool:
    """Whether these bytes can be shown in an editor and come back the same."""
    try:
        return "\0" not in content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False


def as_typed(text: str) -> str:
    """What a browser's field held, with the line ends of a file and one at its end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    return f"{lines}\n"


def files(source: ScriptSource) -> dict[str, bytes]:
    """Every file of a workshop by name, the script first."""
    return {source.file_name: source.source, **dict(source.beside)}


def of_files(workshop: str, those: Mapping[str, bytes]) -> ScriptSource:
    """The workshop that these files make."""
    script = f"{workshop}.yaml"
    beside = tuple(sorted((name, content) for name, content in those.items() if name != script))
    return ScriptSource(script, those.get(script, b""), beside)


def renamed(source: ScriptSource, workshop: str) -> ScriptSource:
    """A copy under another id: the files are called by it, the script and its translations say it."""
    copied = {}
    for name, content in files(source).items():
        script = name.endswith((".yaml", ".yml"))
        said = _TRANSLATES.sub(f"translates: {workshop}".encode(), content, count=1) if script else content
        if name == source.file_name:
            said = _ID.sub(f"id: {workshop}".encode(), content, count=1)
        copied[called(workshop, name)] = said
    return of_files(workshop, copied)


class Changed(msgspec.Struct, frozen=True):
    """What became of it: the version that holds it; or the file that somebody else changed; neither: too large."""

    version: ScriptVersion | None = None
    clash: str = ""


class ScriptWriting:
    """Changes to the workshops of an organisation. `sound`: whether one may be launched; `hashed`: what pins it."""

    def __init__(
        self,
        own: OwnScripts,
        clock: Clock,
        *,
        sound: Callable[[str, ScriptSource], bool],
        hashed: Callable[[ScriptSource], str],
    ) -> None:
        self._own = own
        self._clock = clock
        self._sound = sound
        self._hashed = hashed

    async def newest(self, organisation: str, workshop: str) -> OwnScript | None:
        """The newest version of a workshop; None if the organisation has written none of that id."""
        versions = await self._own.versions(organisation, workshop)
        return await self._own.one(organisation, workshop, versions[-1].version) if versions else None

    async def put_away(self, about: ScriptVersion, *, by: str, note: str) -> bool:
        """Take a workshop off the shelf: a version without files, after `about`. False if that is not the newest."""
        empty = ScriptSource(f"{about.workshop}.yaml", b"")
        gone = replace(about, version=about.version + 1, hash="", sound=False, at=self._clock.now(), by=by, note=note)
        return await self._own.add(OwnScript(gone, empty))

    async def room(self, organisation: str) -> bool:
        """Whether the organisation may begin another workshop: what the chat offers has to fit a message."""
        there = await self._own.newest([organisation], sound=False)
        return sum(not one.about.away for one in there) < MOST_WORKSHOPS

    async def change(
        self,
        organisation: str,
        workshop: str,
        given: Mapping[str, bytes | None],
        *,
        base: int,
        by: str,
        note: str,
    ) -> Changed:
        """Put these files on the newest version; None takes one away. `base`: the version they were made from, or 0.

        Somebody else's change to other files stays, one to the same file is a clash and keeps nothing. What changes
        nothing makes no version.
        """
        for _ in range(ATTEMPTS):
            newest = await self.newest(organisation, workshop)
            there = files(newest.source) if newest is not None and not newest.about.away else {}
            number = newest.about.version if newest is not None else 0
            if number != base:
                before = await self._own.one(organisation, workshop, base)
                was = files(before.source) if before is not None else {}
                for name, content in given.items():
                    if there.get(name) not in (was.get(name), content):
                        return Changed(clash=name)
            kept = {name: content for name, content in {**there, **given}.items() if content is not None}
            if newest is not None and kept == there:
                return Changed(newest.about)
            if sum(map(len, kept.values())) > MOST_BYTES:
                return Changed()
            source = of_files(workshop, kept)
            sound = await asyncio.to_thread(self._sound, workshop, source)
            about = ScriptVersion(
                organisation,
                workshop,
                number + 1,
                self._hashed(source),
                sound,
                self._clock.now(),
                by,
                " ".join(note.split())[:LONGEST_NOTE],
            )
            if await self._own.add(OwnScript(about, source)):
                return Changed(about)
        raise Defect("a version was never settled")  # pragma: no cover - somebody would have to write fifty times
