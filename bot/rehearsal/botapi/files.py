"""Files that bots and people send: kept in memory under a file_id, handed out again through getFile.

Here: the store, its limits of size, and the width and height of images. Not here: thumbnails and re-encoding, which
Telegram makes and the stand-in does not.
"""

import mimetypes
import struct
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from bot.rehearsal.botapi.errors import bad_request

MAX_UPLOAD = 50 * 1024 * 1024
MAX_PHOTO = 10 * 1024 * 1024
MAX_DOWNLOAD = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file. `kind` is the Message field it travels in: document, photo, voice or sticker."""

    file_id: str
    kind: str
    filename: str
    mime_type: str
    content: bytes
    width: int = 0
    height: int = 0

    @property
    def path(self) -> str:
        """Where getFile says it can be fetched, below /file/bot<token>/."""
        folder = {"document": "documents", "photo": "photos", "voice": "voice", "sticker": "stickers"}[self.kind]
        return f"{folder}/{self.file_id}{PurePosixPath(self.filename).suffix}"

    def described(self) -> dict[str, Any]:
        """The fields common to the Bot API's file objects."""
        unique = f"AgAD{self.file_id[-10:]}"
        return {"file_id": self.file_id, "file_unique_id": unique, "file_size": len(self.content)}


class Files:
    """All files of one stand-in, by id and by path."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def keep(self, kind: str, filename: str, content: bytes, mime_type: str | None = None) -> StoredFile:
        """Store a file a bot or a person sent.

        Raises:
            Refusal: 400 if it is empty, too big, or a photo that is no image.
        """
        if not content:
            raise bad_request("file must be non-empty")
        width = height = 0
        if kind == "photo":
            if len(content) > MAX_PHOTO:
                raise bad_request(
                    f"file of size {len(content)} bytes is too big for a photo; the maximum size is {MAX_PHOTO} bytes"
                )
            size = image_size(content)
            if size is None:
                raise bad_request("IMAGE_PROCESS_FAILED")
            width, height = size
            if width + height > 10_000 or max(width, height) > 20 * min(width, height):
                raise bad_request("PHOTO_INVALID_DIMENSIONS")
        guessed = mime_type or mimetypes.guess_type(filename)[0] or "application/octet-stream"
        file_id = f"BQACAgQAAxkB{len(self._by_id) + 1:012d}"
        stored = StoredFile(file_id, kind, filename, guessed, content, width, height)
        self._by_id[file_id] = self._by_path[stored.path] = stored
        return stored

    def again(self, kind: str, file_id: str) -> StoredFile:
        """The file a bot names by `file_id` to send it once more."""
        if "://" in file_id:
            raise bad_request("wrong HTTP URL specified: the stand-in fetches nothing from the network")
        stored = self._by_id.get(file_id)
        if stored is None:
            raise bad_request("wrong remote file identifier specified: can't unserialize it")
        if stored.kind != kind:
            raise bad_request(f"can't use file of type {stored.kind.title()} as {kind.title()}")
        return stored

    def find(self, file_id: str) -> StoredFile:
        """The file getFile asks about."""
        stored = self._by_id.get(file_id)
        if stored is None:
            raise bad_request("invalid file_id")
        if len(stored.content) > MAX_DOWNLOAD:
            raise bad_request("file is too big")
        return stored

    def at(self, path: str) -> StoredFile | None:
        """The file served under `path`, if there is one."""
        return self._by_path.get(path)


def photo_sizes(file: StoredFile) -> list[dict[str, Any]]:
    """The PhotoSize list of a photo; one size, as the stand-in scales nothing."""
    return [{**file.described(), "width": file.width, "height": file.height}]


def document(file: StoredFile) -> dict[str, Any]:
    """The Document object of a file."""
    return {**file.described(), "file_name": file.filename, "mime_type": file.mime_type}


def image_size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, GIF, JPEG or WebP (lossy), or None for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content[:6] in {b"GIF87a", b"GIF89a"} and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    if content[:4] == b"RIFF" and content[8:16] == b"WEBPVP8 " and len(content) >= 30:
        width, height = struct.unpack("<HH", content[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return _jpeg_size(content) if content.startswith(b"\xff\xd8") else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        # The start-of-frame markers hold the size; C4, C8 and CC lie in their range and mean something else.
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
