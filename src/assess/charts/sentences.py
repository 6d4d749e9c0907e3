"""Results in plain sentences: the profile, a verdict, effort, and what a chart shows, for pages and paper alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from babel.lists import format_list

from assess.core.parity import Firmness, ParitySource, ProfileId
from assess.core.questionnaire import Discipline, Kind, Questionnaire, Verdict
from assess.core.recommendations import Because
from assess.core.scorecard import Scorecard
from assess.core.standing import Standing
from assess.texts import Translator

MOST_NAMED = 3
"""A sentence names so many dimensions and counts the rest."""


def profile_sentence(scorecard: Scorecard, t: Translator) -> str:
    """Where the company stands, how that sits with its stated lead, and how firm it is (METHOD 12-13)."""
    if not scorecard.raters:
        return t("Too few people have answered for a result.")
    parts = [_shape(scorecard, t), _stated_lead(scorecard, t), _caution(scorecard, t)]
    return " ".join(part for part in parts if part)


def verdict_sentence(standing: Standing, t: Translator) -> str:
    """What a verdict says, with its gap and how firm it is: "Behind parity by 12 points. Indicative: one rater"."""
    if standing.score is None:
        return t("No score: too few answers that apply.")
    if standing.verdict is None or standing.gap is None:
        return t("Score {score}; there is no parity to set it against.", score=t.number(standing.score))
    return f"{_against_parity(standing, t)} {_firmness(standing, t)}"


def lead_sentence(lead: Discipline, t: Translator) -> str:
    """What a workshop decided: "Decided: the company leads in customer intimacy."."""
    return t("Decided: the company leads in {discipline}.", discipline=_mid(lead, t))


def effort_words(effort: int, t: Translator) -> str:
    """What an effort of 1 to 5 means in time."""
    words = (t("Days"), t("Weeks"), t("A quarter of a year"), t("Half a year"), t("A year"))
    return words[effort - 1]


def kind_title(kind: Kind, t: Translator) -> str:
    """The heading of a list of recommendations."""
    titles = {
        Kind.CLOSE_GAP: t("Close the gap"),
        Kind.EXTEND_LEAD: t("Extend the lead"),
        Kind.EASE_OFF: t("Ease off"),
    }
    return titles[kind]


def kind_sentence(kind: Kind, t: Translator) -> str:
    """What a list of recommendations is for."""
    sentences = {
        Kind.CLOSE_GAP: t("The company is behind parity here. Most shortfall for least effort comes first."),
        Kind.EXTEND_LEAD: t("This is the discipline to lead in, and it is not yet ahead."),
        Kind.EASE_OFF: t("Far ahead of parity in a discipline that is not the lead: effort to free for the lead."),
    }
    return sentences[kind]


def because_sentence(reason: Because, questionnaire: Questionnaire, t: Translator) -> str:
    """One condition of a recommendation with the figure that met it (METHOD 16)."""
    if isinstance(reason.figure, str) or isinstance(reason.limit, str):
        return t("Verdict: {verdict}", verdict=t.verdict(Verdict(str(reason.figure))))
    item = questionnaire.item(reason.item).text if reason.item else ""
    figures = {"limit": t.number(reason.limit, _digits(reason.limit)), "figure": t.number(reason.figure, 1)}
    if reason.condition in ("gap_below", "gap_at_least"):
        figures = {"limit": t.gap(reason.limit, _digits(reason.limit)), "figure": t.gap(reason.figure, 1)}
    sentences = {
        "score_below": t("Score {figure}, below {limit}", **figures),
        "score_at_least": t("Score {figure}, at least {limit}", **figures),
        "gap_below": t("Gap {figure}, below {limit}", **figures),
        "gap_at_least": t("Gap {figure}, at least {limit}", **figures),
        "item_below": t("Mean answer {figure}, below {limit}: {item}", item=item, **figures),
    }
    return sentences[reason.condition]


def unscored_sentences(scorecard: Scorecard, standings: Sequence[Standing], t: Translator) -> list[str]:
    """Which of the standings have no score: where too little was answered, and where nothing applied (METHOD 3)."""
    without = [each for each in standings if each.score is None]
    nowhere = listed([title_of(each, t) for each in without if each in scorecard.not_applicable], t)
    little = listed([title_of(each, t) for each in without if each not in scorecard.not_applicable], t)
    told = [t("No score, because too few items were answered: {places}.", places=little)] if little else []
    return [*told, _applied_nowhere(nowhere, scorecard, t)] if nowhere else told


def _applied_nowhere(places: str, scorecard: Scorecard, t: Translator) -> str:
    """A protected result leaves out what is asked under conditions, whoever it applied to (docs/anonymity.md)."""
    if scorecard.minimum_group is not None:
        return t("No score, because no item that everybody is asked applied: {places}.", places=places)
    return t("No score, because no item applied to anybody: {places}.", places=places)


def title_of(standing: Standing, t: Translator) -> str:
    """The dimension's title, or the discipline's name."""
    return standing.title or t.discipline(standing.discipline)


def apart(name: str) -> str:
    """A name for use in a sentence; one written from right to left is kept from turning the words beside it round."""
    turns = any(unicodedata.bidirectional(mark) in ("R", "AL", "RLE", "RLO", "RLI") for mark in name)
    return f"\u2068{name}\u2069" if turns else name


def parity_words(standing: Standing, t: Translator) -> str:
    """Where a parity comes from, in a word or two."""
    if standing.parity_source is ParitySource.COMPETITORS:
        return t("Competitors")
    return (
        t("Declared") if standing.parity_source is ParitySource.DECLARED else t.parity_source(standing.parity_source)
    )


def interval_words(standing: Standing, t: Translator, digits: int = 0) -> str:
    """The gap's 90 % interval, or a dash where one rater gives none."""
    if standing.interval is None:
        return t.gap(None)
    low, high = (t.gap(limit, digits) for limit in standing.interval)
    return t("{low} to {high}", low=low, high=high)


def firmness_words(standing: Standing, t: Translator) -> str:
    """How firm a verdict is, short enough for a table."""
    if standing.firmness is None:
        return t.firmness(None)
    words = {
        Firmness.SHOWN: t("Shown"),
        Firmness.NOT_SHOWN: t("Not shown"),
        Firmness.SINGLE_RATER: t("Indicative"),
    }
    return words[standing.firmness]


# --- charts in words ---------------------------------------------------------------------------------------------


def radar_alt(scorecard: Scorecard, standings: Sequence[Standing], t: Translator) -> str:
    """What a radar shows, for those who do not see it."""
    opening = t.plural("Radar chart with {n} axis from 0 to 100.", "Radar chart with {n} axes from 0 to 100.",
                       len(standings))  # fmt: skip
    return " ".join([opening, takeaway(scorecard, standings, t)])


def dots_alt(scorecard: Scorecard, standings: Sequence[Standing], t: Translator) -> str:
    """What a dot plot shows, for those who do not see it."""
    opening = t.plural("Dot plot with {n} row, from 0 to 100.", "Dot plot with {n} rows, from 0 to 100.",
                       len(standings))  # fmt: skip
    return " ".join([opening, takeaway(scorecard, standings, t)])


def takeaway(scorecard: Scorecard, standings: Sequence[Standing], t: Translator) -> str:
    """Where the company is ahead of parity, at it and behind it, the widest gaps by name."""
    found = [_ranked(standings, verdict) for verdict in (Verdict.LEADS, Verdict.AT_PARITY, Verdict.LAGS)]
    leads, level, lags = (_named(group, t) for group in found)
    company = _company(scorecard, t)
    sentences = [
        leads and t("{company} is ahead of parity in {places}.", company=company, places=leads),
        level and t("{company} is at parity in {places}.", company=company, places=level),
        lags and t("{company} is behind parity in {places}.", company=company, places=lags),
        *_without_verdict(standings, t),
    ]
    return " ".join(filter(None, sentences))


def _ranked(standings: Iterable[Standing], verdict: Verdict) -> list[Standing]:
    """The standings of one verdict, the widest gap first."""
    return sorted((each for each in standings if each.verdict is verdict), key=lambda each: -abs(each.gap or 0.0))


def _named(standings: Sequence[Standing], t: Translator) -> str:
    """The first few by name and gap, the rest as a count; empty for none."""
    names = [f"{apart(title_of(each, t))} ({t.gap(each.gap)})" for each in standings[:MOST_NAMED]]
    rest = len(standings) - len(names)
    return listed([*names, t.plural("{n} more", "{n} more", rest)] if rest else names, t)


def _without_verdict(standings: Sequence[Standing], t: Translator) -> list[str]:
    unscored = [apart(title_of(each, t)) for each in standings if each.score is None]
    without = [apart(title_of(each, t)) for each in standings if each.score is not None and each.verdict is None]
    found = [
        unscored and t("No score: {places}.", places=listed(unscored, t)),
        without and t("No parity: {places}.", places=listed(without, t)),
    ]
    return [sentence for sentence in found if sentence]


def listed(names: Sequence[str], t: Translator) -> str:
    """Names in a row as a sentence has them: A, B and C; empty for none."""
    return str(format_list(list(names), locale=t.language)) if names else ""


def _company(scorecard: Scorecard, t: Translator) -> str:
    return apart(scorecard.company) if scorecard.company else t("The company")


# --- the profile -------------------------------------------------------------------------------------------------


def _shape(scorecard: Scorecard, t: Translator) -> str:
    """The profile of METHOD 13; one or two disciplines, or one without verdict, are told one by one."""
    if scorecard.profile.id is ProfileId.INCOMPLETE:
        return _told_apart(scorecard, t)
    company = _company(scorecard, t)
    leads, lags = (_inline(scorecard, verdict, t) for verdict in (Verdict.LEADS, Verdict.LAGS))
    shapes = {
        ProfileId.FOCUSED_LEADER: t(
            "{company} leads in {leads} and keeps parity in the other two: a focused leader.",
            company=company,
            leads=leads,
        ),
        ProfileId.LEADER_WITH_LAG: t(
            "{company} leads in {leads} but is behind parity in {lags}.", company=company, leads=leads, lags=lags
        ),
        ProfileId.SEVERAL_LEADS: _several(scorecard, company, leads, lags, t),
        ProfileId.AT_PARITY: t(
            "{company} keeps parity in all three disciplines and leads in none of them.", company=company
        ),
        ProfileId.NO_LEAD_WITH_LAG: t(
            "{company} leads in no discipline and is behind parity in {lags}.", company=company, lags=lags
        ),
        ProfileId.BEHIND: t("{company} is behind parity in all three disciplines.", company=company),
    }
    return shapes[scorecard.profile.id]


def _several(scorecard: Scorecard, company: str, leads: str, lags: str, t: Translator) -> str:
    if lags:
        return t(
            "{company} leads in {leads} but is behind parity in {lags}.", company=company, leads=leads, lags=lags
        )
    if all(each.verdict is Verdict.LEADS for each in scorecard.disciplines):
        return t("{company} is ahead of parity in all three disciplines.", company=company)
    return t("{company} leads in {leads} and keeps parity in the third.", company=company, leads=leads)


def _told_apart(scorecard: Scorecard, t: Translator) -> str:
    """The verdicts that there are, one after another."""
    company = _company(scorecard, t)
    leads, level, lags = (
        _inline(scorecard, verdict, t) for verdict in (Verdict.LEADS, Verdict.AT_PARITY, Verdict.LAGS)
    )
    unknown = listed([_mid(each.discipline, t) for each in scorecard.disciplines if each.verdict is None], t)
    sentences = [
        leads and t("{company} is ahead of parity in {places}.", company=company, places=leads),
        level and t("{company} is at parity in {places}.", company=company, places=level),
        lags and t("{company} is behind parity in {places}.", company=company, places=lags),
        unknown and t("There is no verdict on {places}.", places=unknown),
    ]
    return " ".join(filter(None, sentences))


def _inline(scorecard: Scorecard, verdict: Verdict, t: Translator) -> str:
    return listed([_mid(each.discipline, t) for each in _ranked(scorecard.disciplines, verdict)], t)


def _mid(discipline: Discipline, t: Translator) -> str:
    """A discipline's name within a sentence."""
    return {
        Discipline.CUSTOMER_INTIMACY: t("customer intimacy"),
        Discipline.OPERATIONAL_EXCELLENCE: t("operational excellence"),
        Discipline.PRODUCT_LEADERSHIP: t("product leadership"),
    }[discipline]


def _stated_lead(scorecard: Scorecard, t: Translator) -> str:
    """Whether the discipline that the company says it leads is the one that it leads; empty where none was stated."""
    stated, measured = scorecard.profile.stated_lead, scorecard.profile.measured_lead
    if stated is None:
        return ""
    if measured == stated:
        return (
            t("That is the lead it states.") if _leads_once(scorecard) else t("Its widest lead is the one it states.")
        )
    found = next((each for each in scorecard.disciplines if each.discipline == stated), None)
    if found is None or found.verdict is None:
        return t("The stated lead, {stated}, could not be judged.", stated=_mid(stated, t))
    if measured is None:
        return t("The stated lead, {stated}, does not show in the answers.", stated=_mid(stated, t))
    return t(
        "The stated lead is {stated}, but the answers put {measured} furthest ahead.",
        stated=_mid(stated, t),
        measured=_mid(measured, t),
    )


def _leads_once(scorecard: Scorecard) -> bool:
    return [each.verdict for each in scorecard.disciplines].count(Verdict.LEADS) == 1


def _caution(scorecard: Scorecard, t: Translator) -> str:
    """One rater is indicative, never shown; where raters differ too much, that is said (METHOD 12)."""
    if scorecard.raters == 1:
        return t("This rests on one rater and is indicative.")
    single, unsure = (
        _of_firmness(scorecard, firmness, t) for firmness in (Firmness.SINGLE_RATER, Firmness.NOT_SHOWN)
    )
    sentences = [
        single and t("The verdict on {places} rests on one rater and is indicative.", places=single),
        unsure and t("Raters differ too much to be sure about {places}.", places=unsure),
    ]
    return " ".join(filter(None, sentences))


def _of_firmness(scorecard: Scorecard, firmness: Firmness, t: Translator) -> str:
    return listed([_mid(each.discipline, t) for each in scorecard.disciplines if each.firmness is firmness], t)


# --- one verdict -------------------------------------------------------------------------------------------------


def _against_parity(standing: Standing, t: Translator) -> str:
    points = t.number(abs(standing.gap or 0.0))
    if standing.verdict is Verdict.LEADS:
        return t("Ahead of parity by {points} points.", points=points)
    if standing.verdict is Verdict.LAGS:
        return t("Behind parity by {points} points.", points=points)
    return t("At parity, with a gap of {gap} points.", gap=t.gap(standing.gap))


def _firmness(standing: Standing, t: Translator) -> str:
    if standing.firmness is Firmness.SINGLE_RATER or standing.interval is None:
        return t("Indicative: one rater.")
    if standing.firmness is Firmness.SHOWN:
        return t("Shown by the answers: 90 % interval {interval}.", interval=interval_words(standing, t))
    return t("Not shown, raters differ too much: 90 % interval {interval}.", interval=interval_words(standing, t))


def _digits(limit: float) -> int:
    return 0 if limit == int(limit) else 1
