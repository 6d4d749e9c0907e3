"""What a person reads, in their language: one translator for pages, charts and paper.

English texts are the keys, as in gettext; a language is a catalogue `locales/<language>.po` of translations of them.
"""

from __future__ import annotations

import datetime as calendar
import gettext
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError, localedata
from babel.dates import format_date, format_time
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from assess.core.parity import Firmness, ParitySource
from assess.core.questionnaire import Discipline, Verdict

LOCALES = Path(__file__).parent / "locales"
ENGLISH = "en"
NONE = "–"
"""Stands where there is no figure."""


@dataclass(frozen=True)
class Translator:
    """Turns English texts, numbers and dates into one language; call it with the text and what fills its braces."""

    language: str
    _catalogue: gettext.NullTranslations = field(repr=False)

    def __call__(self, text: str, /, **values: object) -> str:
        return self._catalogue.gettext(text).format(**values)

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The form of a text that a count asks for; `{n}` stands for the count."""
        return self._catalogue.ngettext(one, many, n).format(n=self.number(n), **values)

    def number(self, figure: float | None, digits: int = 0) -> str:
        """A figure with so many decimals, or a dash where there is none."""
        if figure is None:
            return NONE
        return _decimal(round(figure, digits) + 0.0, digits, self.language)

    def gap(self, figure: float | None, digits: int = 0) -> str:
        """A signed figure, with a true minus sign."""
        if figure is None:
            return NONE
        text = self.number(abs(figure), digits)
        zero = self.number(0, digits)
        return text if text == zero else f"{'+' if figure > 0 else '−'}{text}"

    def date(self, moment: calendar.date) -> str:
        return str(format_date(moment, format="long", locale=self.language))

    @property
    def date_pattern(self) -> str:
        """How a day is typed."""
        return {"de": "DD.MM.YYYY", "en": "YYYY/MM/DD"}.get(self.language, "DD/MM/YYYY")

    @property
    def colon(self) -> str:
        """What stands between a name and what is said of it; French has a space before it that does not break."""
        return "\u00a0:" if self.language == "fr" else ":"

    def moment(self, moment: datetime) -> str:
        """A date with its time, short enough for a table."""
        time = format_time(moment, format="short", locale=self.language)
        return f"{format_date(moment, format='medium', locale=self.language)} {time}"

    def language_name(self, language: str) -> str:
        """What a language is called in this one: `anglais` in French."""
        return language_name(language, self.language)

    def discipline(self, discipline: Discipline) -> str:
        return {
            Discipline.CUSTOMER_INTIMACY: self("Customer intimacy"),
            Discipline.OPERATIONAL_EXCELLENCE: self("Operational excellence"),
            Discipline.PRODUCT_LEADERSHIP: self("Product leadership"),
        }[discipline]

    def verdict(self, verdict: Verdict | None) -> str:
        if verdict is None:
            return self("No verdict")
        words = {
            Verdict.LAGS: self("Lags"),
            Verdict.AT_PARITY: self("At parity"),
            Verdict.LEADS: self("Leads"),
        }
        return words[verdict]

    def firmness(self, firmness: Firmness | None) -> str:
        """How firm a verdict is: one rater is indicative, never shown (METHOD 12)."""
        if firmness is None:
            return NONE
        words = {
            Firmness.SHOWN: self("Shown by the answers"),
            Firmness.NOT_SHOWN: self("Not shown: raters differ too much"),
            Firmness.SINGLE_RATER: self("Indicative: one rater"),
        }
        return words[firmness]

    def parity_source(self, source: ParitySource | None) -> str:
        if source is None:
            return self("No parity")
        words = {
            ParitySource.COMPETITORS: self("Competitors rated"),
            ParitySource.DECLARED: self("Declared in the questionnaire"),
        }
        return words[source]


def translator(language: str) -> Translator:
    """The translator of a language; English where no catalogue is kept for it."""
    return _translator(known(language) or ENGLISH)


@lru_cache(maxsize=8)
def _translator(language: str) -> Translator:
    return Translator(language, _catalogue(language))


def known(*wanted: str | None) -> str | None:
    """The first of the wanted languages that there are texts in, without its region: `de` for `de-CH`; or None."""
    names = (each.strip().lower().replace("_", "-").split("-")[0] for each in wanted if each)
    return next((name for name in names if name in languages()), None)


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The languages that there are texts in, English first."""
    return (ENGLISH, *sorted(path.stem for path in LOCALES.glob("*.po")))


def language_name(language: str, reader: str | None = None) -> str:
    """A language's own name for itself, or a reader's for it; its code where no name is known."""
    try:
        name = str(Locale.parse(language, sep="-").get_display_name(reader) or language)
    except (UnknownLocaleError, ValueError):
        return language
    return name if reader else name[:1].upper() + name[1:]


@lru_cache(maxsize=8)
def language_names(reader: str) -> Mapping[str, str]:
    """The languages of the world by code, each with its name in a reader's language, in the order of the names."""
    named = Locale.parse(reader).languages
    spoken = {code: str(name) for code, name in named.items() if "_" in code or localedata.exists(code)}
    ordered = sorted(spoken, key=lambda code: spoken[code].casefold())
    return {code.replace("_", "-"): spoken[code] for code in ordered}


@lru_cache(maxsize=8192)
def _decimal(figure: float, digits: int, language: str) -> str:
    """A figure in a language's form, kept: a report has hundreds of figures, and Babel takes 30 us for each."""
    pattern = "#,##0" if digits == 0 else f"#,##0.{'0' * digits}"
    return str(format_decimal(figure, format=pattern, locale=language))


def _catalogue(language: str) -> gettext.NullTranslations:
    if language == ENGLISH:
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with (LOCALES / f"{language}.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
