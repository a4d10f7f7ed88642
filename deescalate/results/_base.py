"""What all results share: how they are made, and how places and words are kept."""

from collections.abc import Callable, Sequence
from typing import Annotated, NamedTuple, ParamSpec, TypeVar, cast, get_args, overload

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    PlainSerializer,
    SkipValidation,
)
from pydantic_core import CoreSchema, core_schema

__all__ = [
    "Lazy",
    "Result",
    "Span",
    "Words",
    "maker",
]

_P = ParamSpec("_P")
_Kind = TypeVar("_Kind")
_Part = TypeVar("_Part", bound="Result")


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


class Lazy(Sequence[_Part]):
    """Parts of a result, as in a tuple; they are made when they are asked for.

    Many messages are read for their state alone, and evidence is most of what is in an answer.
    """

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], tuple[_Part, ...]]) -> None:
        self._make: Callable[[], tuple[_Part, ...]] | None = make
        self._made: tuple[_Part, ...] = ()

    def _all(self) -> tuple[_Part, ...]:
        make = self._make
        if make is not None:
            # Of two threads that come here at once, both make the same.
            self._made = make()
            self._make = None
        return self._made

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, index: int) -> _Part: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[_Part, ...]: ...
    def __getitem__(self, index: int | slice) -> _Part | tuple[_Part, ...]:
        return self._all()[index]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Lazy):
            return self._all() == other._all()
        return self._all() == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())

    def __reduce__(self) -> tuple[type[tuple[_Part, ...]], tuple[tuple[_Part, ...]]]:
        """Say how it is sent to another process: as the tuple that it stands for."""
        return tuple, (self._all(),)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Say how pydantic checks and writes it: as a tuple."""
        parts = core_schema.tuple_variable_schema(handler.generate_schema(get_args(source)[0]))
        return core_schema.union_schema(
            [core_schema.is_instance_schema(cls), parts],
            serialization=core_schema.plain_serializer_function_ser_schema(
                tuple, return_schema=parts
            ),
        )
