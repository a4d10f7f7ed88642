"""What all results share: how they are made, and how places and words are kept."""

from collections.abc import Callable
from typing import Annotated, NamedTuple, ParamSpec, TypeVar, cast

from pydantic import BaseModel, ConfigDict, PlainSerializer, SkipValidation
from pydantic_core import CoreSchema, core_schema

__all__ = [
    "Result",
    "Span",
    "Words",
    "maker",
]

_P = ParamSpec("_P")
_Kind = TypeVar("_Kind")


def _encodable(text: str) -> str:
    """Return a text that UTF-8 can hold: half surrogate pairs become question marks."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


Words = Annotated[
    str, SkipValidation, PlainSerializer(_encodable, return_type=str, when_used="json")
]
"""Characters of the caller, whatever they are: also what no encoding can hold."""


class Span(NamedTuple):
    """A stretch of the caller's text: half-open, in code points."""

    start: int
    """Index of the first character."""
    end: int
    """Index after the last character."""

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> CoreSchema:
        """Say how pydantic checks a span: as it is in Python, as two numbers in JSON."""
        numbers = core_schema.tuple_schema([core_schema.int_schema(), core_schema.int_schema()])
        return core_schema.json_or_python_schema(
            json_schema=core_schema.no_info_after_validator_function(cls._make, numbers),
            python_schema=core_schema.is_instance_schema(cls),
        )


class Result(BaseModel):
    """Base of the results: frozen, and strict about its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def __str__(self) -> str:
        return repr(self)


def maker(kind: Callable[_P, _Kind]) -> Callable[_P, _Kind]:
    """Return what makes results of a kind, called as the class is, at a third of the cost.

    Texts have many of these. The engines' own values were checked by the type checker, so nothing
    checks them once more; a result is put together as pydantic's ``model_construct`` does it.
    """
    model = cast("type[BaseModel]", kind)
    fields = model.model_fields
    defaults = {
        name: None if each.is_required() else each.default for name, each in fields.items()
    }
    names, size = set(fields), len(fields)
    new, put = model.__new__, object.__setattr__

    def made(**values: object) -> BaseModel:
        whole = len(values) == size
        result = new(model)
        put(result, "__dict__", values if whole else defaults | values)
        put(result, "__pydantic_fields_set__", names if whole else set(values))
        put(result, "__pydantic_extra__", None)
        put(result, "__pydantic_private__", None)
        return result

    return cast("Callable[_P, _Kind]", made)
