"""Problems of a questionnaire in plain words: paths as people write them, pydantic's findings with their remedy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from types import NoneType
from typing import Any, get_args, get_origin

from pydantic_core import ErrorDetails

from assess.core.errors import Problem
from assess.core.questionnaire import Part, Questionnaire

MOST_COMPARED = 100
"""Among more names than this, no similar one is looked for: the time must stay bounded."""

UNKNOWN_KEY = "is not a key that is known here."

# --- places ------------------------------------------------------------------------------------------------------

_PLAIN_KEY = re.compile(r"[\w.+@?-]{1,80}")


def breadcrumb(location: Iterable[str | int]) -> str:
    """A path as people write it: `dimensions[1].items[3].id`."""
    path = ""
    for step in location:
        path = below(path, step)
    return path


def below(path: str, step: str | int) -> str:
    """The path of a key (text) or of a place in a list (number, from 0) below a path; odd keys stand in brackets."""
    if isinstance(step, int):
        return f"{path}[{step}]"
    if not _PLAIN_KEY.fullmatch(step):
        return f"{path}[{shown(step)}]"
    return f"{path}.{step}" if path else step


def key_text(key: object) -> str:
    """A mapping's key as text, for a path."""
    return shown(key) if isinstance(key, int) and _is_long(key) else str(key)


def _path_in(value: Any, location: Iterable[str | int]) -> str:
    """The breadcrumb of a location in a value, where a number may be a place in a list or a key."""
    path = ""
    for step in location:
        is_key = isinstance(value, Mapping)
        path = below(path, key_text(step) if is_key else step)
        value = value.get(step) if is_key else value[step] if _holds(value, step) else None
    return path


def _holds(value: object, step: str | int) -> bool:
    return isinstance(value, list | tuple) and isinstance(step, int) and step < len(value)


# --- values and names --------------------------------------------------------------------------------------------


def shown(value: object) -> str:
    """A value in one short line: a text between quotes, a number, else its kind."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return kind_of(value)
    if isinstance(value, int) and _is_long(value):
        return "a number of many digits"
    text = repr(value[:61] if isinstance(value, str) else value)
    return text if len(text) <= 60 else text[:57] + "..."


def _is_long(number: int) -> bool:
    """Whether a number would fill the line, or be refused by `str` altogether."""
    return number.bit_length() > 130


def kind_of(value: object) -> str:
    """What a value is, as a noun: a mapping, a list, text, ..."""
    names = {NoneType: "nothing", bool: "a yes/no value", int: "a number", float: "a number", str: "text"}
    if isinstance(value, Mapping):
        return "a mapping"
    return names.get(type(value), "a list" if isinstance(value, list | tuple) else "a value of another kind")


def nearest(wrong: str, known: Iterable[str]) -> str | None:
    """The known name that a wrong one was probably meant to be."""
    names = {name.casefold(): name for name in known}
    if len(names) > MOST_COMPARED:
        return None
    found = get_close_matches(wrong[:80].casefold(), names, 1, 0.7)
    return names[found[0]] if found else None


# --- what pydantic found -----------------------------------------------------------------------------------------


def problem_of(mapping: Mapping[Any, Any], details: ErrorDetails, model: type[Part] = Questionnaire) -> Problem:
    """One finding of pydantic's about a mapping that should be of a model, in our words."""
    location = [step for step in details["loc"] if step != "[key]"]
    of_model = _WORDS_OF_MODEL.get(details["type"])
    said = of_model(details, model) if of_model else _WORDS.get(details["type"], _plain)(details)
    return Problem(_path_in(mapping, location), said)


def _plain(details: ErrorDetails) -> str:
    return f"{details['msg'][0].lower()}{details['msg'][1:]}, not {shown(details['input'])}."


def _must_be(what: str, remedy: str = "") -> Callable[[ErrorDetails], str]:
    return lambda details: f"must be {what}, not {shown(details['input'])}. {remedy}".rstrip()


def _own_words(details: ErrorDetails) -> str:
    return f"{details.get('ctx', {}).get('error', details['msg'])}."


def _number(details: ErrorDetails) -> str:
    written = details["input"]
    found = re.fullmatch(r"\s*([-+]?[0-9]+)(?:[.,]([0-9]+))?\s*%?\s*", written) if isinstance(written, str) else None
    plain = found and ".".join(part for part in found.groups() if part)
    remedy = f"Write {plain}." if plain and len(plain) <= 40 else "Write a number."
    return f"must be a number, not {shown(written)}. {remedy}"


def _whole_number(details: ErrorDetails) -> str:
    written = details["input"]
    whole = isinstance(written, float) and written.is_integer() and abs(written) < 1e15
    found = re.fullmatch(r"\s*([0-9]{1,15})\s*", written) if isinstance(written, str) else None
    remedy = f"Write {int(written)}." if whole else f"Write {found[1]}." if found else "Write it in digits."
    return f"must be a whole number, not {shown(written)}. {remedy}"


def _yes_or_no(details: ErrorDetails) -> str:
    quoted = isinstance(details["input"], str) and details["input"].casefold() in ("true", "false")
    remedy = "Remove the quotes." if quoted else "Write true or false."
    return f"must be true or false, not {shown(details['input'])}. {remedy}"


def _text(details: ErrorDetails) -> str:
    if details["input"] is None:
        return "is empty. Write the text, between quotes if it begins with #, or remove the key."
    if isinstance(details["input"], Mapping | list):
        return f"must be text, not {kind_of(details['input'])}. Write it between quotes, all on the key's line."
    return f"must be text, not {shown(details['input'])}. Write it between quotes."


def _pattern(details: ErrorDetails) -> str:
    pattern = details["ctx"]["pattern"]
    if pattern == r"\S":
        return "must not be blank. Write the text."
    if details["loc"][-1] == "language":
        return f"{shown(details['input'])} is no language code. Write one such as en or pt-BR."
    if details["loc"][-1] == "of":
        return f"{shown(details['input'])} is no hash of 8 hexadecimal digits. `assess translate` writes it."
    case = "lower-case letters" if "A-Z" not in pattern else "letters"
    marks = "digits and hyphens" if "_" not in pattern else "digits, dots, hyphens and underscores"
    return f"{shown(details['input'])} is not allowed here. Use {case}, {marks}, beginning with a letter or digit."


def _choices(details: ErrorDetails) -> str:
    expected = details["ctx"]["expected"]
    return f"must be {expected}, not {shown(details['input'])}. Write one of these."


def _unknown_key(details: ErrorDetails, model: type[Part]) -> str:
    *location, wrong = details["loc"]
    known = _keys_at(location, model)
    near = nearest(str(wrong), known)
    return f"{UNKNOWN_KEY} " + (f"Did you mean `{near}`?" if near else f"Remove it, or use: {', '.join(known)}.")


def _part(details: ErrorDetails, model: type[Part]) -> str:
    keys = ", ".join(_keys_at(details["loc"], model))
    return f"must be a mapping of keys, not {shown(details['input'])}. Give it keys out of: {keys}."


def _keys_at(location: Iterable[str | int], model: type[Part]) -> Iterable[str]:
    """The keys that a model knows at a location."""
    kind: Any = model
    for step in location:
        kind = _inside(kind, step)
    return kind.model_fields if _is_part(kind) else ()


def _inside(kind: Any, step: str | int) -> Any:
    """The type of what lies one step inside a type: a part's field, a list's entry, a mapping's value."""
    if _is_part(kind):
        field = kind.model_fields.get(str(step))
        return field and _bare(field.annotation)
    inner = get_args(kind)
    return _bare(inner[1] if get_origin(kind) is dict else inner[0]) if inner else None


def _bare(kind: Any) -> Any:
    """A type without its constraints and without `| None`."""
    while get_origin(kind) not in (None, tuple, dict):
        kind = get_args(kind)[0]
    return kind


def _is_part(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Part)


def _too_few(details: ErrorDetails) -> str:
    least = details["ctx"]["min_length"]
    return f"needs at least {least} {'entry' if least == 1 else 'entries'}. Add {'one' if least == 1 else 'them'}."


def _too_many(details: ErrorDetails) -> str:
    most = details["ctx"]["max_length"]
    if "points" in details["loc"][-2:-1]:
        return "must be a pair: the figure and its points. Write it as [3, 40]."
    return f"has too many entries. Use at most {most}."


def _pair(details: ErrorDetails) -> str:
    if "points" in details["loc"][-2:-1]:
        return f"must be a pair, not {shown(details['input'])}. Write it as [3, 40]: the figure and its points."
    return _LIST(details)


def _missing(details: ErrorDetails) -> str:
    return (
        "is missing. Add it." if isinstance(details["loc"][-1], str) else "is missing. Write a pair such as [3, 40]."
    )


_MAPPING = _must_be("a mapping of keys", "Write its keys below it, indented.")
_LIST = _must_be("a list", "Begin each entry with a hyphen.")

_WORDS: dict[str, Callable[[ErrorDetails], str]] = {
    "missing": _missing,
    "string_type": _text,
    "string_unicode": lambda details: "holds half of a character. Write it anew.",
    "string_pattern_mismatch": _pattern,
    "string_too_short": lambda details: "must not be empty. Write the text.",
    "string_too_long": lambda details: f"is too long. Use at most {details['ctx']['max_length']} characters.",
    "float_type": _number,
    "float_parsing": _number,
    "finite_number": _must_be("a finite number", "Write a smaller one."),
    "int_type": _whole_number,
    "int_from_float": _whole_number,
    "int_parsing_size": _must_be("a smaller number", "Write fewer digits."),
    "bool_type": _yes_or_no,
    "dict_type": _MAPPING,
    "mapping_type": _MAPPING,
    "tuple_type": _pair,
    "list_type": _LIST,
    "enum": _choices,
    "literal_error": _choices,
    "value_error": _own_words,
    "greater_than": lambda d: f"must be above {d['ctx']['gt']:g}, not {shown(d['input'])}. Raise it.",
    "greater_than_equal": lambda d: f"must be at least {d['ctx']['ge']:g}, not {shown(d['input'])}. Raise it.",
    "less_than_equal": lambda d: f"must be at most {d['ctx']['le']:g}, not {shown(d['input'])}. Lower it.",
    "too_short": _too_few,
    "too_long": _too_many,
}

_WORDS_OF_MODEL: dict[str, Callable[[ErrorDetails, type[Part]], str]] = {
    "extra_forbidden": _unknown_key,
    "model_type": _part,
    "model_attributes_type": _part,
}
