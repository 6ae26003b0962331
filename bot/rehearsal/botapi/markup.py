"""Telegram's HTML to text and entities, and back.

Here: the parser with Telegram's own complaints, byte offsets included, the checks on entities a bot passes itself, and
the cleaning of a text before it is stored. Not here: links and commands that Telegram finds by itself (detection.py)
and the limits on length (the methods know whether it is a text or a caption).
Offsets and lengths of entities are UTF-16 code units.
"""

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bot.rehearsal.botapi.errors import bad_request

Entity = dict[str, Any]
"""A MessageEntity as the Bot API writes it."""

MAX_ENTITIES = 100

_STYLES = {
    "b": "bold", "strong": "bold",
    "i": "italic", "em": "italic",
    "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "tg-spoiler": "spoiler", "span": "spoiler",
}  # fmt: skip
_TAGS = frozenset(_STYLES) | {"a", "code", "pre", "blockquote", "tg-emoji", "tg-time"}
# The attribute that carries a tag's argument, and the prefix its value must have to count.
_ARGUMENTS = {
    ("a", "href"): "",
    ("code", "class"): "language-",
    ("span", "class"): "tg-",
    ("tg-emoji", "emoji-id"): "",
    ("tg-time", "unix"): "",
    ("blockquote", "expandable"): "",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot)(?![a-zA-Z]));?")
_SPECIAL = re.compile(r"[<&]")
_NAME_END = re.compile(r"[\s>]")
_ATTRIBUTE_END = re.compile(r"[\s=>/\"']")
_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
_SPACES = re.compile(r"\s*")
# Telegram turns these into spaces; \n stays and \r is dropped.
_CONTROLS = {code: " " for code in range(32) if code != 10} | {13: None}


def utf16_length(text: str) -> int:
    """How many UTF-16 code units `text` takes; a lone surrogate counts one."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(source: str, find_user: Callable[[int], Entity | None] = lambda _id: None) -> tuple[str, list[Entity]]:
    """Text and entities of `source`, entities sorted and nested as Telegram returns them.

    `find_user` gives the User object behind a `tg://user?id=` link; a link to somebody unknown makes no entity.

    Raises:
        Refusal: 400 "can't parse entities", with the finding and the byte offset Telegram would give.
    """
    if "<" not in source and "&" not in source:
        return source, []
    return _Parser(source, find_user).parse()


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    argument: str
    date_format: str
    offset: int
    piece: int


class _Parser:
    def __init__(self, source: str, find_user: Callable[[int], Entity | None]) -> None:
        self.source = source
        self.at = 0
        self.pieces: list[str] = []
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []
        self.find_user = find_user

    def parse(self) -> tuple[str, list[Entity]]:
        source = self.source
        while self.at < len(source):
            special = _SPECIAL.search(source, self.at)
            if special is None:
                self.emit(source[self.at :])
                break
            self.emit(source[self.at : special.start()])
            self.at = special.start()
            if source[self.at] == "&":
                self.reference()
            elif source.startswith("/", self.at + 1):
                self.end_tag()
            else:
                self.start_tag()
        if self.open:
            raise _complaint(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return "".join(self.pieces), tidy(self.entities)

    def emit(self, text: str) -> None:
        if text:
            self.pieces.append(text)
            self.offset += utf16_length(text)

    def byte(self, position: int) -> int:
        return len(self.source[:position].encode())

    def reference(self) -> None:
        decoded, self.at = _decode(self.source, self.at)
        self.emit(decoded)

    def skip_spaces(self) -> None:
        spaces = _SPACES.match(self.source, self.at)
        if spaces is not None:
            self.at = spaces.end()

    def start_tag(self) -> None:
        source, begin = self.source, self.at
        unclosed = f"Unclosed start tag at byte offset {self.byte(begin)}"
        name_end = _NAME_END.search(source, begin + 1)
        if name_end is None:
            raise _complaint(unclosed)
        tag = source[begin + 1 : name_end.start()].lower()
        if tag not in _TAGS:
            raise _complaint(f'Unsupported start tag "{tag}" at byte offset {self.byte(begin)}')
        self.at = name_end.start()
        argument = date_format = ""
        while True:
            self.skip_spaces()
            if source.startswith(">", self.at):
                break
            name, value = self.attribute(tag, begin)
            if self.at >= len(source):
                raise _complaint(unclosed)
            prefix = _ARGUMENTS.get((tag, name))
            if prefix is not None and (value or "").startswith(prefix):
                argument = "1" if tag == "blockquote" else (value or "")[len(prefix) :]
            elif (tag, name) == ("tg-time", "format"):
                date_format = value or ""
        if tag == "span" and argument != "spoiler":
            raise _complaint(f'Tag "span" must have class "tg-spoiler" at byte offset {self.byte(begin)}')
        self.at += 1
        self.open.append(_Open(tag, argument, date_format, self.offset, len(self.pieces)))

    def attribute(self, tag: str, begin: int) -> tuple[str, str | None]:
        source = self.source
        end = _ATTRIBUTE_END.search(source, self.at)
        name_end = len(source) if end is None else end.start()
        name = source[self.at : name_end].lower()
        if not name:
            raise _complaint(f'Empty attribute name in the tag "{tag}" at byte offset {self.byte(begin)}')
        self.at = name_end
        self.skip_spaces()
        if not source.startswith("=", self.at):
            return name, None
        self.at += 1
        self.skip_spaces()
        quote = source[self.at : self.at + 1]
        if quote not in {'"', "'"}:
            token = _TOKEN.match(source, self.at)
            token_end = self.at if token is None else token.end()
            if token_end < len(source) and not (source[token_end].isspace() or source[token_end] == ">"):
                raise _complaint(f"Unexpected end of name token at byte offset {self.byte(self.at)}")
            value = source[self.at : token_end].lower()
            self.at = token_end
            return name, value
        closing = source.find(quote, self.at + 1)
        if closing < 0:
            raise _complaint(f"Unclosed start tag at byte offset {self.byte(begin)}")
        value = _decode_all(source[self.at + 1 : closing])
        self.at = closing + 1
        return name, value

    def end_tag(self) -> None:
        source, begin = self.source, self.at
        if not self.open:
            raise _complaint(f"Unexpected end tag at byte offset {self.byte(begin)}")
        name_end = _NAME_END.search(source, begin + 2)
        self.at = len(source) if name_end is None else name_end.start()
        name = source[begin + 2 : self.at].lower()
        self.skip_spaces()
        if not source.startswith(">", self.at):
            raise _complaint(f"Unclosed end tag at byte offset {self.byte(begin)}")
        opened = self.open[-1]
        if name and name != opened.tag:
            raise _complaint(
                f'Unmatched end tag at byte offset {self.byte(begin)}, expected "</{opened.tag}>", found "</{name}>"'
            )
        self.at += 1
        self.open.pop()
        if self.offset > opened.offset:
            self.close(opened)

    def close(self, opened: _Open) -> None:
        entity: Entity = {"type": _STYLES.get(opened.tag, ""), "offset": opened.offset}
        entity["length"] = self.offset - opened.offset
        last = self.entities[-1] if self.entities else None
        same_span = last is not None and (last["offset"], last["length"]) == (entity["offset"], entity["length"])
        match opened.tag:
            case "a":
                target = opened.argument or "".join(self.pieces[opened.piece :])
                link = _link(target, self.find_user)
                if link is None:
                    return
                entity |= link
            case "pre":
                entity["type"] = "pre"
                if same_span and last is not None and last["type"] == "code":
                    # <pre><code class="language-x">: one block of code that knows its language.
                    self.entities.pop()
                    if "language" in last:
                        entity["language"] = last["language"]
            case "code":
                entity["type"] = "code"
                if opened.argument:
                    entity["language"] = opened.argument
            case "blockquote":
                entity["type"] = "expandable_blockquote" if opened.argument else "blockquote"
            case "tg-emoji":
                if not opened.argument.isdecimal() or not 0 < int(opened.argument) < 2**63:
                    raise _complaint("Invalid custom emoji identifier specified")
                entity |= {"type": "custom_emoji", "custom_emoji_id": opened.argument}
            case "tg-time":
                if not opened.argument.isdecimal() or not 0 < int(opened.argument) < 2**31:
                    raise _complaint("Invalid date specified")
                entity |= {"type": "date_time", "unix_time": int(opened.argument)}
                if opened.date_format:
                    entity["date_time_format"] = opened.date_format
            case _:
                pass  # The plain styles say it all with their type.
        self.entities.append(entity)


def _complaint(finding: str) -> Exception:
    return bad_request(f"can't parse entities: {finding}")


def _decode(source: str, at: int) -> tuple[str, int]:
    """The character the reference at `at` stands for, and where it ends; what is no reference stays as it is."""
    reference = _REFERENCE.match(source, at)
    if reference is None:
        return "&", at + 1
    hexadecimal, decimal, named = reference.groups()
    if named:
        return _NAMED[named], reference.end()
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if code == 0 or code >= 0x10FFFF:
        return "&", at + 1
    if 0xD800 <= code <= 0xDFFF:
        raise _complaint("Text contains invalid Unicode characters after decoding HTML entities")
    return chr(code), reference.end()


def _decode_all(text: str) -> str:
    pieces, at = [], 0
    while (found := text.find("&", at)) >= 0:
        pieces.append(text[at:found])
        decoded, at = _decode(text, found)
        pieces.append(decoded)
    return "".join([*pieces, text[at:]])


def _link(target: str, find_user: Callable[[int], Entity | None]) -> Entity | None:
    mention = re.fullmatch(r"tg://user\?id=([0-9]+)", target)
    if mention:
        user = find_user(int(mention[1]))
        return None if user is None else {"type": "text_mention", "user": user}
    url = checked_url(target)
    return None if url is None else {"type": "text_link", "url": url}


def checked_url(target: str) -> str | None:
    """The address as Telegram would keep it (`example.com` → `http://example.com/`), or None if it is none."""
    target = target.strip()
    if re.match(r"(tg|ton|mailto|tel):", target):
        return target
    if "://" not in target:
        target = f"http://{target}"
    try:
        parts = urlsplit(target)
        host = parts.hostname or ""
    except ValueError:
        return None
    known = parts.scheme in {"http", "https", "ftp"}
    if not known or not host or (" " in target) or ("." not in host and host != "localhost" and ":" not in host):
        return None
    return parts._replace(netloc=parts.netloc.lower(), path=parts.path or "/").geturl()


def tidy(entities: Sequence[Entity]) -> list[Entity]:
    """Sort as Telegram does, fuse equal styles that touch, and keep nothing inside code."""
    solid = [entity for entity in entities if entity["type"] in {"code", "pre"}]
    kept: list[Entity] = []
    latest: dict[str, Entity] = {}
    for entity in sorted(entities, key=lambda each: (each["offset"], -each["length"])):
        start, end = entity["offset"], entity["offset"] + entity["length"]
        if any(
            code is not entity and code["offset"] <= start and end <= code["offset"] + code["length"] for code in solid
        ) and not (entity["type"] in {"code", "pre"} and entity is _outermost(entity, solid)):
            continue
        before = latest.get(entity["type"])
        if entity["type"] in _STYLES.values() and before is not None and start <= before["offset"] + before["length"]:
            before["length"] = max(before["length"], end - before["offset"])
            continue
        entity = dict(entity)
        if entity["type"] == "code":
            entity.pop("language", None)
        latest[entity["type"]] = entity
        kept.append(entity)
    return kept


def _outermost(entity: Entity, solid: Sequence[Entity]) -> Entity:
    """The first of the widest blocks of code around `entity`, itself included."""
    start, end = entity["offset"], entity["offset"] + entity["length"]
    around = [each for each in solid if each["offset"] <= start and end <= each["offset"] + each["length"]]
    return max(around, key=lambda each: each["length"])


def without_controls(text: str) -> str:
    """Telegram stores control characters as spaces and drops carriage returns."""
    return text if text.isprintable() else text.translate(_CONTROLS)


def trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Blanks at both ends go; leading ones only as far as the first entity, as on Telegram."""
    stripped = text.rstrip(" \n")
    front = len(stripped) - len(stripped.lstrip(" \n"))
    if entities:
        front = min(front, min(entity["offset"] for entity in entities))
    if front == 0 and len(stripped) == len(text):
        return text, entities
    # Blanks are one UTF-16 unit each, so `front` is a number of characters and of units alike.
    text = stripped[front:]
    size = utf16_length(text)
    moved = []
    for entity in entities:
        start = entity["offset"] - front
        length = min(entity["length"], size - start)
        if length > 0:
            moved.append({**entity, "offset": start, "length": length})
    return text, moved


def checked_entities(text: str, given: Sequence[Entity]) -> list[Entity]:
    """Entities a bot passes itself instead of a parse mode: inside the text, on whole characters.

    Telegram silently drops some of these; refusing them shows the mistake.
    """
    units = text.encode("utf-16-le", "surrogatepass")
    for entity in given:
        start, length = int(entity["offset"]), int(entity["length"])
        if start < 0 or length <= 0 or (start + length) * 2 > len(units):
            raise bad_request(f"entity of type {entity['type']} at offset {start} lies outside the text")
        for edge in (start, start + length):
            if edge * 2 < len(units) and 0xDC <= units[edge * 2 + 1] <= 0xDF:
                raise bad_request("entity begins or ends in the middle of a UTF-16 symbol")
    return tidy(given)


def to_html(text: str, entities: Sequence[Entity]) -> str:
    """`text` with its entities as Telegram HTML; what `parse_html` would read back."""
    units = text.encode("utf-16-le", "surrogatepass")
    opens: dict[int, list[str]] = {}
    closes: dict[int, list[str]] = {}
    for entity in entities:
        tags = _tags(entity)
        if tags is not None:
            opens.setdefault(entity["offset"], []).append(tags[0])
            closes.setdefault(entity["offset"] + entity["length"], []).insert(0, tags[1])
    pieces: list[str] = []
    edges = sorted({0, len(units) // 2, *opens, *closes})
    for index, edge in enumerate(edges):
        pieces += closes.get(edge, []) + opens.get(edge, [])
        if index + 1 < len(edges):
            part = units[edge * 2 : edges[index + 1] * 2].decode("utf-16-le", "surrogatepass")
            pieces.append(html.escape(part, quote=False))
    return "".join(pieces)


def _tags(entity: Entity) -> tuple[str, str] | None:
    kind = entity["type"]
    plain = {"bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "spoiler": "tg-spoiler"}
    plain |= {"code": "code", "blockquote": "blockquote"}
    if kind in plain:
        return f"<{plain[kind]}>", f"</{plain[kind]}>"
    match kind:
        case "pre" if "language" in entity:
            return f'<pre><code class="language-{html.escape(entity["language"])}">', "</code></pre>"
        case "pre":
            return "<pre>", "</pre>"
        case "expandable_blockquote":
            return "<blockquote expandable>", "</blockquote>"
        case "text_link":
            return f'<a href="{html.escape(entity["url"])}">', "</a>"
        case "text_mention":
            return f'<a href="tg://user?id={entity["user"]["id"]}">', "</a>"
        case "custom_emoji":
            return f'<tg-emoji emoji-id="{entity["custom_emoji_id"]}">', "</tg-emoji>"
        case "date_time":
            form = f' format="{html.escape(entity["date_time_format"])}"' if "date_time_format" in entity else ""
            return f'<tg-time unix="{entity["unix_time"]}"{form}>', "</tg-time>"
        case _:
            return None  # What Telegram finds by itself needs no tag.
