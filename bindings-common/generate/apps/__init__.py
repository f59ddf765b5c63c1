"""What the languages of apps (Swift, Kotlin) share: where an operation stands, and what it is called there.

Knows the table of calls as `model` reads it. Knows neither language.
"""
import dataclasses
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

import model  # noqa: E402
from model import Field, Operation, Ref, Surface, Type  # noqa: E402, F401

# Operations that give their results one by one to who takes them.
TAKEN = {"split::apply"}
# Written by hand in both languages: the error of every call.
BY_HAND = {"Error", "Code", "Mark"}


@dataclasses.dataclass
class Function:
    """An operation as a function of a type or of a room."""

    operation: Operation
    owner: str
    receiver: Field | None
    name: str
    parameters: list[Field]

    @property
    def taken(self) -> bool:
        return self.operation.name in TAKEN


def record_methods(surface: Surface, function: Function) -> bool:
    """Whether the owner has a field of the function's name."""
    owner = surface.types.get(function.owner)
    return owner is not None and any(model.camel(field.name) == function.name for field in owner.fields)


def placed(surface: Surface) -> list[Function]:
    """Every operation with its place: a method of its receiver's type, or a function of its type or room."""
    found, taken = [], {}
    for operation in surface.operations:
        function = place(surface, operation)
        if function.receiver and record_methods(surface, function):
            function.name = "find" + function.name[0].upper() + function.name[1:]
        key = (function.owner, function.name, function.receiver is None)
        if key in taken:
            raise ValueError(f"{operation.name} and {taken[key]} would have one name: {key}")
        taken[key] = operation.name
        found.append(function)
    return found


def place(surface: Surface, operation: Operation) -> Function:
    this, parameters, words = operation.this, list(operation.parameters), [operation.function]
    if operation.function == "new":
        words = ["create"]
    owner = operation.type or model.pascal(operation.room)
    if this is None and operation.type is None:
        # `store::handle(store, ...)` belongs to the store.
        own = [one for one in parameters if one.name == operation.room and one.type.kind == "named"
               and one.type.name == model.pascal(operation.room)]
        if own:
            this = own[0]
            parameters.remove(this)
    if this is not None:
        kind = surface.types.get(this.type.name) if this.type.kind == "named" else None
        if kind is None or kind.kind == "alias":
            parameters.insert(0, dataclasses.replace(this, name=model.snake(owner)))
            this = None
        else:
            if operation.type and operation.type != kind.name:
                words.insert(0, operation.type)
            owner = kind.name
    return Function(operation, owner, this, model.camel("_".join(words)), parameters)


def resolved(surface: Surface, ref: Ref) -> Ref:
    """The type behind aliases."""
    while ref.kind == "named" and surface.types[ref.name].kind == "alias":
        target = surface.types[ref.name].target
        ref = dataclasses.replace(target, nullable=target.nullable or ref.nullable)
    return ref


def bare(ref: Ref) -> Ref:
    """The same, where nothing is dealt with already."""
    return dataclasses.replace(ref, nullable=False)


def optional(surface: Surface, field: Field) -> bool:
    """Whether nothing may stand in it: what is left out and has no plain default is left to the core."""
    ref = resolved(surface, field.type)
    if ref.nullable:
        return True
    return not field.required and plain_default(surface, field) is None


def plain_default(surface: Surface, field: Field) -> object:
    """The default of a field that may be left out, where both languages can say it in a word; else `None`."""
    ref = resolved(surface, field.type)
    if field.required or ref.nullable:
        return None
    if ref.kind in ("list", "map"):
        empty = [] if ref.kind == "list" else {}
        return empty if field.default in (None, empty) else None
    if ref.kind in ("text", "bool") and field.default is None:
        # What is left out when it is empty.
        return "" if ref.kind == "text" else False
    if ref.kind in ("text", "int", "float", "bool"):
        return field.default
    kind = surface.types[ref.name].kind if ref.kind == "named" else None
    return field.default if kind in ("enum", "number") else None


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines; paragraphs stay apart."""
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            if line and len(line) + 1 + len(word) > width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        lines.append(line)
    return lines or [""]


def write(folder: pathlib.Path, files: dict[str, str], ending: str) -> None:
    """Writes these files, and takes away what else was generated there."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"*{ending}"):
        if old.name not in files:
            old.unlink()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
