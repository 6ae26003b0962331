"""Values as clients write them: numbers in strings, images in four formats, keyboards of every kind."""

import struct
from typing import Any

import pytest

from bot.rehearsal.botapi.errors import Refusal
from bot.rehearsal.botapi.files import Files, image_size
from bot.rehearsal.botapi.keyboards import check_markup
from bot.rehearsal.botapi.markup import parse_html, to_html
from bot.rehearsal.botapi.parameters import read_parameters

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 300, 20)
GIF = b"GIF89a" + struct.pack("<HH", 30, 20)
WEBP = b"RIFF\0\0\0\0WEBPVP8 " + b"\0" * 10 + struct.pack("<HH", 40, 30)
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + struct.pack(">HH", 20, 50)


def test_a_form_and_json_give_the_same_values() -> None:
    """python-telegram-bot sends forms, other clients JSON: one bot must not depend on which."""
    form = {
        "chat_id": "-100",
        "text": "1",
        "disable_notification": "true",
        "protect_content": "0",
        "reply_markup": "{}",
    }
    json = {"chat_id": -100, "text": 1, "disable_notification": True, "protect_content": False, "reply_markup": {}}
    assert read_parameters("sendMessage", form) == read_parameters("sendMessage", json)
    assert read_parameters("getChat", {"chat_id": "@canal"}) == {"chat_id": "@canal"}
    assert read_parameters("getUpdates", {"offset": None}) == {}


@pytest.mark.parametrize(
    ("method", "raw", "finding"),
    [
        ("getUpdates", {"offset": True}, "must be an integer"),
        ("getUpdates", {"offset": "soon"}, "must be an integer"),
        ("getUpdates", {"allowed_updates": "message"}, "can't parse allowed_updates JSON object"),
        ("getUpdates", {"allowed_updates": "7"}, "can't parse allowed_updates JSON object"),
        ("sendMessage", {"chat_id": "", "text": "x"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": "ana", "text": "x"}, "chat not found"),
        ("sendMessage", {"text": "x"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": 1, "text": ["x"]}, "must be a string"),
        ("sendMessage", {"chat_id": 1, "text": "x", "reply_markup": {"a": "\ud800"}}, "encoded in UTF-8"),
        ("deleteMessage", {"chat_id": 1}, "message identifier is not specified"),
        ("answerCallbackQuery", {}, "query is too old"),
        ("sendChatAction", {"chat_id": 1}, "wrong parameter action in request"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(method: str, raw: dict[str, Any], finding: str) -> None:
    """Telegram guesses zero for what is no number, and acts on it."""
    with pytest.raises(Refusal) as caught:
        read_parameters(method, raw)
    assert finding in caught.value.description


@pytest.mark.parametrize(
    ("content", "size"),
    [(PNG, (300, 20)), (GIF, (30, 20)), (WEBP, (40, 30)), (JPEG, (50, 20)), (b"<svg/>", None), (b"\xff\xd8", None)],
)
def test_images_say_how_big_they_are(content: bytes, size: tuple[int, int] | None) -> None:
    """Telegram refuses as a photo what is no image, and too long a strip."""
    assert image_size(content) == size


def test_a_photo_out_of_shape_or_too_heavy_and_a_file_of_another_kind_are_refused() -> None:
    """Each is sent as a document instead."""
    files = Files()
    kept = files.keep("photo", "carte.png", PNG)
    assert files.again("photo", kept.file_id) is kept
    strip = PNG[:-8] + struct.pack(">II", 9_000, 10)
    for kind, content, finding in (
        ("photo", strip, "PHOTO_INVALID_DIMENSIONS"),
        ("photo", PNG + b"\0" * (10 * 1024 * 1024), "too big for a photo"),
    ):
        with pytest.raises(Refusal, match=finding):
            files.keep(kind, "x.png", content)
    with pytest.raises(Refusal, match="can't use file of type Photo as Document"):
        files.again("document", kept.file_id)
    with pytest.raises(Refusal, match="fetches nothing"):
        files.again("photo", "https://exemple.fr/a.png")
    heavy = files.keep("document", "a.bin", b"\0" * (20 * 1024 * 1024 + 1))
    with pytest.raises(Refusal, match="file is too big"):
        files.find(heavy.file_id)


@pytest.mark.parametrize(
    ("markup", "finding"),
    [
        ([], "object expected"),
        ({"colour": 1}, 'unknown field "colour"'),
        ({"inline_keyboard": [], "colour": 1}, 'unknown field "colour"'),
        ({"inline_keyboard": {}}, "must be of type Array"),
        ({"inline_keyboard": [{}]}, "Array of Arrays"),
        ({"inline_keyboard": [["x"]]}, "must be an Object"),
        ({"inline_keyboard": [[{"text": "x" * 4000, "callback_data": "x"}] * 3]}, "too long"),
        ({"keyboard": [[{}]]}, 'Field "text"'),
        ({"keyboard": [[{"text": "x", "colour": 1}]]}, 'unknown field "colour"'),
        ({"force_reply": True, "colour": 1}, 'unknown field "colour"'),
    ],
)
def test_a_misshapen_keyboard_is_refused(markup: Any, finding: str) -> None:
    """A keyboard is JSON within JSON: the commonest place for a slip."""
    with pytest.raises(Refusal, match=finding):
        check_markup(markup)


@pytest.mark.parametrize(
    "button",
    [
        {"text": "x", "url": "https://exemple.fr/"},
        {"text": "x", "copy_text": {"text": "RH1"}},
        {"text": "x", "web_app": {"url": "https://exemple.fr/"}},
    ],
)
def test_every_kind_of_button_we_know_is_kept(button: dict[str, Any]) -> None:
    """And empty rows are dropped, as Telegram drops them."""
    assert check_markup({"inline_keyboard": [[], [button]]}) == {"inline_keyboard": [[button]]}
    assert check_markup({"inline_keyboard": []}) is None
    assert check_markup({"remove_keyboard": True}) is None
    assert check_markup({}) is None


def test_every_entity_with_an_argument_is_written_and_read_back() -> None:
    """What `Shown.html` says can be sent again."""
    source = (
        '<a href="https://exemple.fr/?a=1&amp;b=2">x</a> <a href="tg://user?id=5">y</a> '
        '<pre><code class="language-sql">z</code></pre> <pre>p</pre> <code>c</code> '
        '<blockquote expandable>q</blockquote> <tg-time unix="5" format="wDT">d</tg-time> '
        '<tg-emoji emoji-id="7">👍</tg-emoji> <tg-spoiler>s</tg-spoiler>'
    )
    users = {5: {"id": 5, "is_bot": False, "first_name": "Ana"}}
    assert to_html(*parse_html(source, users.get)) == source
