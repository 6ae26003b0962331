"""The bot's own sentences in someone's language, as plain text: nothing here is HTML yet (see `markup`).

Gettext catalogues: `sentences` holds the English sources, `locale/<language>/LC_MESSAGES/horizons.po` what is read.
They are compiled in memory at start, so no binary file has to be kept in step. Values are data: never a template,
escaped later.
"""

from __future__ import annotations

import gettext
import io
import string
from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Final

from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.chat.lead_sentences import LEADS, LeadUi
from bot.chat.people_sentences import PEOPLE, PeopleUi
from bot.chat.programme_sentences import PROGRAMMES, ProgrammeUi
from bot.chat.sentences import LABELS, PHRASES, SENTENCES, UI, Counted, Template, Ui
from bot.engine.doublets import FRENCH, IN_FULL, doublets
from bot.engine.phrases import Label, Notice, Phrase, Value
from bot.errors import Defect
from bot.facilitation.panels import Sentence, SentencePanel

LANGUAGES: Final = ("fr", "en")
"""The first is spoken to somebody whose language is neither."""

_LOCALE: Final = Path(__file__).parent / "locale"
_NO_VALUES: Final[Mapping[str, Value]] = {}

AnyUi = Ui | PeopleUi | ProgrammeUi | LeadUi
_UI: Final[Mapping[AnyUi, Template]] = dict([*UI.items(), *PEOPLE.items(), *PROGRAMMES.items(), *LEADS.items()])


def closest(language: str) -> str:
    """The catalogue for a language tag such as `en-GB`; French for anything else."""
    primary = language.lower().partition("-")[0]
    return primary if primary in LANGUAGES else LANGUAGES[0]


def placeholders(template: Template) -> frozenset[str]:
    """The values that a template asks for."""
    if isinstance(template, Counted):
        return _names(template.one) | _names(template.many) | {template.by}
    return _names(template)


def templates() -> Iterator[tuple[str, Template]]:
    """Every sentence: its context in the catalogues (`phrase.noted`) and its English source."""
    for kind, table in (("phrase", PHRASES), ("label", LABELS), ("sentence", SENTENCES), ("ui", _UI)):
        for name, template in table.items():
            yield f"{kind}.{name.value}", template


def read_catalog(language: str) -> Catalog:
    """The catalogue of a language, as written.

    Raises:
        Defect: it is not in this installation.
    """
    path = _LOCALE / language / "LC_MESSAGES" / "horizons.po"
    try:
        with path.open("rb") as file:
            return read_po(file, locale=language, abort_invalid=True)
    except OSError as error:
        raise Defect(f"the catalogue of {language!r} cannot be read: {error.strerror}") from None


class Wording:
    """Everything the bot says, in one language. Make it with `wording`."""

    def __init__(
        self, language: str, translations: gettext.NullTranslations, spell: Callable[[str], str] = str
    ) -> None:
        self.language = language
        self.translations = translations
        self._spell = spell

    def notice(self, notice: Notice) -> str:
        """A phrase of the engine.

        Raises:
            Defect: a value that the sentence needs did not come along.
        """
        return self._say(f"phrase.{notice.phrase.value}", PHRASES[notice.phrase], notice.values)

    def phrase(self, phrase: Phrase, **values: Value) -> str:
        """Shorthand for a notice made here."""
        return self.notice(Notice(phrase, dict(values)))

    def label(self, label: Label, values: Mapping[str, Value] = _NO_VALUES) -> str:
        """What a button of the bot says."""
        return self._say(f"label.{label.value}", LABELS[label], values)

    def sentence(self, panel: SentencePanel) -> str:
        """A sentence outside any session.

        Raises:
            Defect: no such sentence, or a value is missing.
        """
        try:
            key = Sentence(panel.key)
        except ValueError:
            raise Defect(f"there is no sentence {panel.key!r}") from None
        return self._say(f"sentence.{key.value}", SENTENCES[key], panel.values)

    def ui(self, name: AnyUi, /, **values: Value) -> str:
        """What a card or a panel says around its content."""
        return self._say(f"ui.{name.value}", _UI[name], values)

    def _say(self, context: str, template: Template, values: Mapping[str, Value]) -> str:
        try:
            if isinstance(template, Counted):
                count = int(values[template.by])
                said = self.translations.npgettext(context, template.one, template.many, count)
            else:
                said = self.translations.pgettext(context, template)
            return self._spell(said).format_map(_spelled(values, self.language))
        except (KeyError, ValueError) as error:
            raise Defect(f"{context} needs {sorted(placeholders(template))}: {type(error).__name__}") from None


def _spelled(values: Mapping[str, Value], language: str) -> Mapping[str, Value]:
    """Values as people say them: `hour` is HH:MM, `date` a date in ISO 8601; the others are shown as they are."""
    spelled = dict(values)
    if "hour" in values:
        at = time.fromisoformat(str(values["hour"]))
        minutes = f"{at:%M}" if at.minute else ""
        spelled["hour"] = f"{at.hour}\u00a0h\u00a0{minutes}".strip() if language == "fr" else f"{at:%H:%M}"
    if "date" in values:
        pattern = "EEEE d MMMM" if language == "fr" else "EEEE, MMMM d"
        spelled["date"] = format_date(date.fromisoformat(str(values["date"])), pattern, locale=language)
    return spelled


@cache
def wording(language: str) -> Wording:
    """The wording of the catalogue closest to a language tag, compiled once.

    `fr-doublets` is French in full words: what is said is the catalogue's, how it is spelt is not.
    """
    if language == IN_FULL:
        french = wording(FRENCH)
        return Wording(FRENCH, french.translations, doublets)
    chosen = closest(language)
    if chosen != language:
        return wording(chosen)
    compiled = io.BytesIO()
    write_mo(compiled, read_catalog(chosen))
    compiled.seek(0)
    return Wording(chosen, gettext.GNUTranslations(compiled))


def _names(template: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name)
