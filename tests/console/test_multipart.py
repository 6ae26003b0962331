"""Forms that bring files: what browsers send is read, what is made to hurt is refused."""

from __future__ import annotations

import pytest

from bot.console.multipart import Brought, read

KIND = "multipart/form-data; boundary=XX"


def body(*parts: str, end: str = "--XX--\r\n") -> bytes:
    return ("".join(f"--XX\r\n{part}\r\n" for part in parts) + end).encode()


def part(disposition: str, content: str = "x") -> str:
    return f"Content-Disposition: form-data; {disposition}\r\nContent-Type: text/plain\r\n\r\n{content}"


def test_fields_and_files_come_in_their_order() -> None:
    """Names in French, a path in a name, two files of one field, and a field left empty."""
    sent = body(
        part('name="jeton"', "abc"),
        part('name="fichiers"; filename="../été.yaml"', "id: é\r\nb"),
        part('filename="b.png"; name="fichiers"', "--XY\r\n\r\n"),
        part('name="autre"; filename=""', ""),
        part('name="texte"', "un\r\ndeux"),
    )
    fields, files = read('multipart/form-data; charset=utf-8; boundary="XX"', sent, 9)
    assert fields == [("jeton", "abc"), ("texte", "un\ndeux")]
    assert files == (
        Brought("fichiers", "../été.yaml", "id: é\r\nb".encode()),
        Brought("fichiers", "b.png", b"--XY\r\n\r\n"),
    )


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        ("multipart/form-data", body(part('name="a"'))),
        ("multipart/form-data; boundary=" + "x" * 71, body(part('name="a"'))),
        (KIND, b""),
        (KIND, b"XX"),
        (KIND, body(part('name="a"'), end="")),
        (KIND, b"before" + body(part('name="a"'))),
        (KIND, body("no head at all")),
        (KIND, body("Content-Type: text/plain\r\n\r\nx")),
        (KIND, body(part('filename="a"'))),
        (KIND, body("X: " + "y" * 5_000 + "\r\n" + part('name="a"'))),
        (KIND, body(*[part('name="a"')] * 10)),
        (KIND, body(part('name="a"', "x\r\n--XXY"))),
        (KIND, body('Content-Disposition: attachment; name="a"\r\n\r\nx')),
    ],
)
def test_what_browsers_never_send_is_refused(kind: str, sent: bytes) -> None:
    """No boundary, no end, no head, no name, a head without end, more parts than a form has fields."""
    with pytest.raises(ValueError, match=r"\w"):
        read(kind, sent, 9)
