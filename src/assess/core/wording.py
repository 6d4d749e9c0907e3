"""Problems of a questionnaire in plain words: paths as people write them, pydantic's findings with their remedy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from types import NoneType
from typing import Any, get_args, get_origin

from pydantic_core import ErrorDetails

from assess.core.errors import Problem
from assess.core.messages import Field, Message, counted, message, one_of
from assess.core.questionnaire import Part, Questionnaire

MOST_COMPARED = 100
"""Among more names than this, no similar one is looked for: the time must stay bounded."""

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
        return f"{path}[{quoted(step)}]"
    return f"{path}.{step}" if path else step


def key_text(key: object) -> str:
    """A mapping's key as text, for a path; dots for a number that would fill the line."""
    return "..." if isinstance(key, int) and _is_long(key) else str(key)


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


def shown(value: object) -> Field:
    """A value in one short line: a text between quotes, a number, else its kind."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return kind_of(value)
    if isinstance(value, int) and _is_long(value):
        return message("a number of many digits")
    return quoted(value) if isinstance(value, str) else repr(value)


def quoted(text: str) -> str:
    """A text between quotes, in one short line."""
    written = repr(text[:61])
    return written if len(written) <= 60 else written[:57] + "..."


def _is_long(number: int) -> bool:
    """Whether a number would fill the line, or be refused by `str` altogether."""
    return number.bit_length() > 130


def kind_of(value: object) -> Message:
    """What a value is, as a noun: a mapping, a list, text, ..."""
    if isinstance(value, Mapping):
        return message("a mapping")
    if isinstance(value, list | tuple):
        return message("a list")
    return _KINDS.get(type(value), _OTHER_KIND)


_KINDS = {
    NoneType: message("nothing"),
    bool: message("a yes/no value"),
    int: message("a number"),
    float: message("a number"),
    str: message("text"),
}
_OTHER_KIND = message("a value of another kind")


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
    said = of_model(details, model) if of_model else _WORDS.get(details["type"], _PLAIN)(details)
    return Problem(_path_in(mapping, location), said)


def _saying(template: Message) -> Callable[[ErrorDetails], Message]:
    """Says a message of the value that was found."""
    return lambda details: template.filled(value=shown(details["input"]))


def _own_words(details: ErrorDetails) -> Message:
    """What a rule of the model itself says."""
    said = details["ctx"]["error"].args[0]
    return said if isinstance(said, Message) else _PLAIN(details)


def _number(details: ErrorDetails) -> Message:
    written = details["input"]
    found = re.fullmatch(r"\s*([-+]?[0-9]+)(?:[.,]([0-9]+))?\s*%?\s*", written) if isinstance(written, str) else None
    plain = found and ".".join(part for part in found.groups() if part)
    if plain and len(plain) <= 40:
        return message("must be a number, not {value}. Write {number}.", value=shown(written), number=plain)
    return message("must be a number, not {value}. Write a number.", value=shown(written))


def _whole_number(details: ErrorDetails) -> Message:
    written = details["input"]
    whole = isinstance(written, float) and written.is_integer() and abs(written) < 1e15
    found = re.fullmatch(r"\s*([0-9]{1,15})\s*", written) if isinstance(written, str) else None
    if whole or found:
        number = str(int(written)) if found is None else found[1]
        return message("must be a whole number, not {value}. Write {number}.", value=shown(written), number=number)
    return message("must be a whole number, not {value}. Write it in digits.", value=shown(written))


def _yes_or_no(details: ErrorDetails) -> Message:
    value = details["input"]
    if isinstance(value, str) and value.casefold() in ("true", "false"):
        return message("must be true or false, not {value}. Remove the quotes.", value=shown(value))
    return message("must be true or false, not {value}. Write true or false.", value=shown(value))


def _text(details: ErrorDetails) -> Message:
    if details["input"] is None:
        return message("is empty. Write the text, between quotes if it begins with #, or remove the key.")
    if isinstance(details["input"], Mapping | list):
        said = message("must be text, not {value}. Write it between quotes, all on the key's line.")
        return said.filled(value=kind_of(details["input"]))
    return NO_TEXT.filled(value=shown(details["input"]))


NO_TEXT = message("must be text, not {value}. Write it between quotes.")


def _pattern(details: ErrorDetails) -> Message:
    pattern, value = details["ctx"]["pattern"], shown(details["input"])
    if pattern == r"\S":
        return message("must not be blank. Write the text.")
    if details["loc"][-1] == "language":
        return message("{value} is no language code. Write one such as en or pt-BR.", value=value)
    if details["loc"][-1] == "of":
        return message("{value} is no hash of 8 hexadecimal digits. `assess translate` writes it.", value=value)
    return (_NO_IDENTIFIER if "_" in pattern else _NO_SLUG).filled(value=value)


_NO_SLUG = message(
    "{value} is not allowed here. Use lower-case letters, digits and hyphens, beginning with a letter or digit."
)
_NO_IDENTIFIER = message(
    "{value} is not allowed here. Use letters, digits, dots, hyphens and underscores, beginning with a letter or "
    "digit."
)


def _choices(details: ErrorDetails) -> Message:
    choices = one_of(re.findall(r"'[^']*'", details["ctx"]["expected"]))
    return message(
        "must be {choices}, not {value}. Write one of these.", choices=choices, value=shown(details["input"])
    )


def _unknown_key(details: ErrorDetails, model: type[Part]) -> Message:
    *location, wrong = details["loc"]
    known = _keys_at(location, model)
    near = nearest(str(wrong), known)
    if near:
        return _UNKNOWN_KEY.filled(remedy=DID_YOU_MEAN.filled(name=near))
    return _UNKNOWN_KEY.filled(remedy=message("Remove it, or use: {keys}.", keys=", ".join(known)))


_UNKNOWN_KEY = message("is not a key that is known here. {remedy}")
DID_YOU_MEAN = message("Did you mean `{name}`?")
NO_ITEM = message("there is no item {name}. {remedy}")


def is_unknown_key(problem: Problem) -> bool:
    """Whether a problem is about a key, not about its value."""
    return isinstance(problem.text, Message) and problem.text.text == _UNKNOWN_KEY.text


def _part(details: ErrorDetails, model: type[Part]) -> Message:
    said = message("must be a mapping of keys, not {value}. Give it keys out of: {keys}.")
    return said.filled(value=shown(details["input"]), keys=", ".join(_keys_at(details["loc"], model)))


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


def _too_few(details: ErrorDetails) -> Message:
    return counted(
        "needs at least {n} entry. Add one.", "needs at least {n} entries. Add them.", details["ctx"]["min_length"]
    )


def _too_many(details: ErrorDetails) -> Message:
    if "points" in details["loc"][-2:-1]:
        return message("must be a pair: the figure and its points. Write it as [3, 40].")
    return message("has too many entries. Use at most {most}.", most=details["ctx"]["max_length"])


def _pair(details: ErrorDetails) -> Message:
    if "points" in details["loc"][-2:-1]:
        said = message("must be a pair, not {value}. Write it as [3, 40]: the figure and its points.")
        return said.filled(value=shown(details["input"]))
    return _LIST(details)


def _missing(details: ErrorDetails) -> Message:
    if isinstance(details["loc"][-1], str):
        return message("is missing. Add it.")
    return message("is missing. Write a pair such as [3, 40].")


def _too_long(details: ErrorDetails) -> Message:
    return TOO_LONG.filled(most=str(details["ctx"]["max_length"]))


def _above(details: ErrorDetails) -> Message:
    said = message("must be above {limit}, not {value}. Raise it.", limit=f"{details['ctx']['gt']:g}")
    return said.filled(value=shown(details["input"]))


def _at_least(details: ErrorDetails) -> Message:
    said = message("must be at least {limit}, not {value}. Raise it.", limit=f"{details['ctx']['ge']:g}")
    return said.filled(value=shown(details["input"]))


def _at_most(details: ErrorDetails) -> Message:
    said = message("must be at most {limit}, not {value}. Lower it.", limit=f"{details['ctx']['le']:g}")
    return said.filled(value=shown(details["input"]))


TOO_LONG = message("is too long. Use at most {most} characters.")
_MAPPING = _saying(message("must be a mapping of keys, not {value}. Write its keys below it, indented."))
_LIST = _saying(message("must be a list, not {value}. Begin each entry with a hyphen."))
_PLAIN = _saying(message("cannot be {value}. Compare it with a shipped questionnaire."))
"""For a finding of pydantic's that has no words of its own here."""

_WORDS: dict[str, Callable[[ErrorDetails], Message]] = {
    "missing": _missing,
    "string_type": _text,
    "string_unicode": _saying(message("holds half of a character. Write it anew.")),
    "string_pattern_mismatch": _pattern,
    "string_too_short": _saying(message("must not be empty. Write the text.")),
    "string_too_long": _too_long,
    "float_type": _number,
    "float_parsing": _number,
    "finite_number": _saying(message("must be a finite number, not {value}. Write a smaller one.")),
    "int_type": _whole_number,
    "int_from_float": _whole_number,
    "int_parsing_size": _saying(message("must be a smaller number, not {value}. Write fewer digits.")),
    "bool_type": _yes_or_no,
    "dict_type": _MAPPING,
    "mapping_type": _MAPPING,
    "tuple_type": _pair,
    "list_type": _LIST,
    "enum": _choices,
    "literal_error": _choices,
    "value_error": _own_words,
    "greater_than": _above,
    "greater_than_equal": _at_least,
    "less_than_equal": _at_most,
    "too_short": _too_few,
    "too_long": _too_many,
}

_WORDS_OF_MODEL: dict[str, Callable[[ErrorDetails, type[Part]], Message]] = {
    "extra_forbidden": _unknown_key,
    "model_type": _part,
    "model_attributes_type": _part,
}
