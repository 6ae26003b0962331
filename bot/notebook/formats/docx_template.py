"""Makes the shipped Word template, `templates/cahier/cahier.docx`: `python -m bot.notebook.formats.docx_template FILE`.

A script rather than a file drawn by hand: what it holds can be read and changed. Agencies start from the document, not
from here.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

_INK, _QUIET = RGBColor(0x16, 0x21, 0x1F), RGBColor(0x4D, 0x58, 0x56)
_TEAL, _BROWN = RGBColor(0x01, 0x59, 0x4F), RGBColor(0x7A, 0x44, 0x08)
_STATUS = (
    "{% if cahier.annex.versions %}{{ t('ui.version', number=cahier.annex.versions[-1].number) }}, {% endif %}"
    "{{ cahier.status }}"
)


def template() -> Any:
    """The document."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(23), Mm(17)
    section.header_distance, section.footer_distance = Mm(9), Mm(8)
    _styles(document)
    _header(section)
    _cover(document)
    document.add_paragraph("{{p corps }}")
    document.add_paragraph("{{ cahier.software }}", style="Cahier note")
    return document


def _styles(document: Any) -> None:
    styles = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = "Calibri", Pt(10), _INK
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(3), 1.0
    styles["List Bullet"].paragraph_format.space_after = Pt(1)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "fr-FR")
    normal.element.get_or_add_rPr().append(language)
    for level, size, colour in ((1, 17, _TEAL), (2, 12.5, _TEAL), (3, 11, _INK)):
        style = styles[f"Heading {level}"]
        _font(style, "Calibri", size, colour, bold=True)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(16 - 5 * level), Pt(1)
        style.paragraph_format.keep_with_next = True
    _font(styles["Title"], "Calibri", 22, _TEAL, bold=True)
    for border in styles["Title"].element.pPr.findall(qn("w:pBdr")):
        styles["Title"].element.pPr.remove(border)
    _font(styles["Subtitle"], "Calibri", 13, _TEAL, italic=False)
    for name in ("Title", "Subtitle"):
        styles[name].paragraph_format.space_before = styles[name].paragraph_format.space_after = Pt(1)
    _font(styles["Caption"], "Calibri", 10, _INK, bold=True)
    styles["Caption"].paragraph_format.keep_with_next = True
    quote = styles["Quote"]
    _font(quote, "Calibri", 10, _INK, italic=False)
    quote.paragraph_format.left_indent, quote.paragraph_format.space_after = Mm(5), Pt(1)
    quote.paragraph_format.keep_with_next = True
    _rule(quote)
    for name, size, colour, indent, more in (
        ("Cahier note", 9.5, _QUIET, 0, {}),
        ("Cahier absence", 10, _QUIET, 0, {"italic": True}),
        ("Cahier question", 10.5, _INK, 0, {"bold": True}),
        ("Cahier côté", 9.5, _BROWN, 0, {"bold": True}),
        ("Cahier fait", 10.5, _INK, 0, {}),
        ("Cahier fiche", 11, _INK, 0, {"bold": True}),
        ("Cahier relance", 9.5, _QUIET, 5, {}),
        ("Cahier signature", 9, _QUIET, 5, {}),
        ("Cahier contribution", 10.5, _INK, 0, {}),
        ("Cahier sommaire", 10.5, _INK, 0, {}),
        ("Cahier dessin", 10.5, _INK, 0, {}),
        ("Cahier cellule", 9, _INK, 0, {}),
        ("Cahier titre de colonne", 9, _INK, 0, {"bold": True}),
    ):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _font(style, "Calibri", size, colour, **more)
        style.paragraph_format.left_indent, style.paragraph_format.space_after = Mm(indent), Pt(3)
    styles["Cahier signature"].paragraph_format.space_after = Pt(4)
    styles["Cahier contribution"].paragraph_format.space_after = Pt(1)
    styles["Cahier contribution"].paragraph_format.keep_with_next = True
    for name in ("Cahier cellule", "Cahier titre de colonne"):
        styles[name].paragraph_format.space_after = Pt(1)
    styles["Cahier côté"].paragraph_format.keep_with_next = True
    styles["Cahier fiche"].paragraph_format.space_before = Pt(9)
    styles["Cahier fiche"].paragraph_format.keep_with_next = True
    for name, size, colour, more in (
        ("Cahier code", 9.5, _BROWN, {"bold": True}),
        ("Cahier discret", 9.5, _QUIET, {}),
        ("Cahier renvoi", 8.5, _QUIET, {}),
        ("Cahier drapeau", 8.5, _BROWN, {"italic": True}),
    ):
        _font(styles.add_style(name, WD_STYLE_TYPE.CHARACTER), None, size, colour, **more)
    _table(styles)


def _font(style: Any, name: str | None, size: float, colour: RGBColor, **more: bool) -> None:
    font = style.font
    if name is not None:
        font.name = name
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        # The theme's font would win over the one that is named.
        for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(attribute), None)
    font.size, font.color.rgb = Pt(size), colour
    for key, value in more.items():
        setattr(font, key, value)


def _rule(style: Any) -> None:
    """A line on the left, as beside somebody's words."""
    borders, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for key, value in (("val", "single"), ("sz", "18"), ("space", "8"), ("color", "01594F")):
        left.set(qn(f"w:{key}"), value)
    borders.append(left)
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl"
    )


def _table(styles: Any) -> None:
    style = styles.add_style("Cahier tableau", WD_STYLE_TYPE.TABLE)
    properties, borders = OxmlElement("w:tblPr"), OxmlElement("w:tblBorders")
    for side, size, colour in (("top", "8", "01594F"), ("bottom", "4", "CBD2D0"), ("insideH", "4", "CBD2D0")):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", size), ("space", "0"), ("color", colour)):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    properties.append(borders)
    style.element.append(properties)


def _header(section: Any) -> None:
    """What every page says: title, territory, status, date, and whose words these are."""
    first = section.header.paragraphs[0]
    first.style = "Cahier note"
    first.paragraph_format.tab_stops.add_tab_stop(Mm(170), WD_TAB_ALIGNMENT.RIGHT)
    first.add_run("{{ cahier.title }} · {{ cahier.territory }}\t{{ t('ui.name') }} · " + _STATUS)
    second = section.header.add_paragraph(style="Cahier note")
    second.paragraph_format.tab_stops.add_tab_stop(Mm(170), WD_TAB_ALIGNMENT.RIGHT)
    second.add_run("{{ cahier.group_note }}\t{{ cahier.date }}")
    foot = section.footer.paragraphs[0]
    foot.style = "Cahier note"
    foot.paragraph_format.tab_stops.add_tab_stop(Mm(170), WD_TAB_ALIGNMENT.RIGHT)
    # The longest notice and « 100 / 100 » stand on one line; where they do not, the number goes to the next as a whole.
    foot.add_run("{{ cahier.notice }}\t").font.size = Pt(8.5)
    for instruction, between in (("PAGE", "\u00a0/\u00a0"), ("NUMPAGES", "")):
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), instruction)
        run, text = OxmlElement("w:r"), OxmlElement("w:t")
        text.text = "1"
        run.append(text)
        field.append(run)
        foot._p.append(field)
        if between:
            foot.add_run(between)


def _cover(document: Any) -> None:
    document.add_paragraph("{%p if logo %}")
    document.add_paragraph("{{ logo }}")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{{ cahier.agency }} · {{ t('ui.name') }}", style="Cahier note")
    document.add_paragraph("{{ cahier.title }}", style="Title")
    document.add_paragraph("{{ cahier.territory }}", style="Subtitle")
    line = document.add_paragraph(style="Cahier note")
    line.add_run(_STATUS).bold = True
    line.add_run(" · {{ cahier.date }} · {{ cahier.group_note }}")
    figures = document.add_paragraph(style="Cahier fait")
    figures.add_run("{% for figure in cahier.key_figures %}")
    figures.add_run("{{ figure.value }}").bold = True
    figures.add_run(" {{ figure.term }}{% if not loop.last %} · {% endif %}{% endfor %}")


if __name__ == "__main__":
    template().save(str(Path(sys.argv[1])))
