"""The panel in which a contribution is filed, as a message: what is proposed is told from what is confirmed."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.chat.panels import render_panel
from bot.facilitation.coding_panels import CodeLine, CodingPanel


def panel(*codes: CodeLine, read: bool = False) -> CodingPanel:
    return CodingPanel("abcdefgh", "e123456.12", 3, "Le car ne passe plus.", "a1b2c3", codes, read)


def test_what_is_proposed_is_told_from_what_is_confirmed() -> None:
    """A sign before each code, and a sentence for each state; a button fits in what Telegram carries."""
    lines = (CodeLine("vecu", proposed=True), CodeLine("mobilite", "Mobilité"), CodeLine("frein", proposed=True))
    rendered = render_panel(panel(*lines), "fr", ZoneInfo("Europe/Paris"))
    assert "Ses mots appellent : vécu, frein" in rendered.html.replace("\u00a0", " ")
    texts = [[text for text, _ in row] for row in rendered.rows]
    assert texts == [
        ["✅ Confirmer ce qui est proposé"],
        ["? vécu", "Mobilité"],
        ["? frein"],
        ["◀ Revenir à la contribution"],
    ]
    assert all(len(data.encode()) <= 64 for row in rendered.rows for _, data in row)
    confirmed = (CodeLine("vecu", confirmed=True), CodeLine("mobilite", "Mobilité"))
    shown = render_panel(panel(*confirmed, read=True), "fr", ZoneInfo("Europe/Paris"))
    assert "Classée : vécu" in shown.html.replace("\u00a0", " ")
    assert shown.rows[0][0][0] == "✓ vécu"
    none = render_panel(panel(CodeLine("vecu"), read=True), "fr", ZoneInfo("Europe/Paris"))
    assert "Lue, et classée sous rien." in none.html
