"""The Python package's typed modules, one a room, and the table by which its tests call them.

Run as `python.py DESCRIPTION [OUT]`: OUT is a folder to write into instead of the repository. Knows how values are written in Python: records are frozen dataclasses, enums
StrEnums, unions classes of one base; marks are Decimals. Knows the calls by the shared model alone.
"""
import keyword
import pathlib
import sys
import textwrap

import model
from model import Field, Operation, Ref, Surface, Type, pascal, snake

HEAD = '"""{about}\n\nWritten by bindings-common/generate/python.py; not by hand.\n"""\n'
ABOUT = {
    "audit": "What could still tell who wrote a PDF.",
    "auto": "Zones that hide a candidate, found.",
    "booklet": "Which side belongs to which copy: plans, and their edits.",
    "copy": "The life of a copy: commands, events, locks, drafts, annotations.",
    "dispatch": "Who marks what.",
    "document": "Opening PDFs that nobody vouches for, and what is in them.",
    "exam": "Marking schemes, exact marks, statistics, anonymous ids, comments.",
    "exchange": "Annotations from and to other programs.",
    "export": "Mark books, results and statistics as files; papers as one file.",
    "flatten": "Marked papers: annotations and results drawn over pages that stay as they are.",
    "geometry": "Places on pages.",
    "raster": "Pages as pixels.",
    "redact": "Zones of pages emptied, and proven empty.",
    "roster": "Who was expected, and whose copy is whose.",
    "scan": "What is seen on the sides of a scan.",
    "split": "Copies' own files, without loss.",
    "store": "Where copies are kept, and how commands go through a store.",
    "typeset": "What fonts can draw.",
    "words": "Words that all rooms use.",
    "wrap": "Scans of any kind as PDFs.",
}
# The room whose calls are for the package's own tests alone.
LEFT_OUT = "testing"
# What reads better in Python, or would hide a builtin.
NAMES = {"redact::RedactedPdf::bytes": "to_bytes", "exam::AnonymousId::as_str": "read"}
# Calls that give their results one by one to a caller who wants them so, and what these are.
TAKES = {"split::apply": "SplitFile"}
NATIVE = {"text": "str", "int": "int", "float": "float", "bool": "bool", "any": "Any", "null": "None"}
EMPTY = {"list": "()", "text": '""', "bool": "False"}


def name_of(name: str) -> str:
    """A name that Python lets one use."""
    return f"{name}_" if keyword.iskeyword(name) else name


def quoted(text: str, indent: str) -> str:
    """A docstring."""
    text = text.replace("\\", "\\\\").replace('"""', "'''").strip()
    lines = []
    for part in text.split("\n"):
        lines += textwrap.wrap(part, 116 - len(indent)) or [""]
    if not lines:
        return ""
    if lines[-1].endswith('"'):
        lines[-1] += " "
    if len(lines) == 1 and len(indent) + len(lines[0]) < 112:
        return f'{indent}"""{lines[0]}"""\n'
    body = "\n".join(f"{indent}{line}".rstrip() for line in lines[1:])
    return f'{indent}"""{lines[0]}\n{body}\n{indent}"""\n' if body else f'{indent}"""{lines[0]}\n{indent}"""\n'


class Writer:
    """Writes one room."""

    def __init__(self, surface: Surface, room: str):
        self.surface = surface
        self.room = room
        self.methods: dict[str, list[Operation]] = {}
        self.functions: list[Operation] = []
        for operation in surface.of_room(room)[1]:
            if operation.type:
                self.methods.setdefault(operation.type, []).append(operation)
            else:
                self.functions.append(operation)
        self.holding = holding(surface)

    # Types

    def path(self, name: str) -> str:
        """How this room calls a type."""
        kind = self.surface.types[name]
        return name if kind.room == self.room else f"_{kind.room}.{name}"

    def kind(self, ref: Ref) -> Type | None:
        return self.surface.types[ref.name] if ref.kind == "named" else None

    def has_class(self, kind: Type) -> bool:
        """Whether a text or number is a class of its own: it has calls."""
        if kind.name in ("Mark", "Score"):
            return False
        return any(one.type == kind.name and one.room != LEFT_OUT for one in self.surface.operations)

    def annotation(self, ref: Ref, taken: bool = False) -> str:
        """The annotation of a type; `taken`: of a parameter, which takes more."""
        written = self.bare(ref, taken)
        return f"{written} | None" if ref.nullable and written not in ("Any", "None") else written

    def bare(self, ref: Ref, taken: bool) -> str:
        kind = self.kind(ref)
        if ref.kind in NATIVE:
            return NATIVE[ref.kind]
        if ref.kind == "list":
            inner = self.annotation(ref.of[0], taken)
            return f"Sequence[{inner}]" if taken else f"tuple[{inner}, ...]"
        if ref.kind == "tuple":
            return f"tuple[{', '.join(self.annotation(part, taken) for part in ref.of)}]"
        if ref.kind == "map":
            return f"Mapping[str, {self.annotation(ref.of[0], taken)}]"
        assert kind is not None, ref
        if kind.name == "Mark":
            return "_run.AnyMark" if taken else self.path("Mark")
        if kind.name == "Score":
            return "_run.AnyScore" if taken else self.path("Score")
        if kind.name == "Bytes":
            return "_run.Source" if taken else "bytes"
        if kind.name == "Document" and taken:
            return f"{self.path('Document')} | _run.Source"
        if kind.name == "Store" and taken:
            return f"{self.path('Store')} | _run.StoreLike"
        if kind.kind in ("text", "number") and taken and self.has_class(kind):
            return "str" if kind.kind == "text" else self.number(kind)
        return self.path(kind.name)

    @staticmethod
    def number(kind: Type) -> str:
        return NATIVE[kind.target.kind] if kind.target else "int"

    # Values

    def write(self, ref: Ref, value: str, items: str = "items") -> str:
        """The expression that makes a value JSON."""
        inner = self.write_bare(ref, value, items)
        if ref.nullable and inner != value:
            return f"(None if {value} is None else {inner})"
        return inner

    def write_bare(self, ref: Ref, value: str, items: str) -> str:
        kind = self.kind(ref)
        if ref.kind in NATIVE:
            return value
        if ref.kind == "list":
            inner = self.write(ref.of[0], "one", items)
            return f"list({value})" if inner == "one" else f"[{inner} for one in {value}]"
        if ref.kind == "tuple":
            parts = [self.write(part, f"{value}[{place}]", items) for place, part in enumerate(ref.of)]
            same = all(part == f"{value}[{place}]" for place, part in enumerate(parts))
            return f"list({value})" if same else f"[{', '.join(parts)}]"
        if ref.kind == "map":
            inner = self.write(ref.of[0], "one", items)
            return f"dict({value})" if inner == "one" else f"{{key: {inner} for key, one in {value}.items()}}"
        assert kind is not None, ref
        if kind.name in ("Mark", "Score"):
            return f"_run.mark({value})"
        if kind.kind == "item":
            return f"_run.put({items}, {value})"
        if kind.kind == "alias":
            return self.write(kind.target, value, items)
        if kind.kind in ("record", "union"):
            return f"{value}._pack({items})" if kind.name in self.holding else f"{value}.to_json()"
        return value

    def read(self, ref: Ref, value: str, items: str = "items") -> str:
        """The expression that makes a value of JSON."""
        inner = self.read_bare(ref, value, items)
        if ref.nullable and inner != value:
            return f"(None if {value} is None else {inner})"
        return inner

    def read_bare(self, ref: Ref, value: str, items: str) -> str:
        kind = self.kind(ref)
        if ref.kind in NATIVE:
            return value
        if ref.kind == "list":
            inner = self.read(ref.of[0], "one", items)
            return f"tuple({value})" if inner == "one" else f"tuple([{inner} for one in {value}])"
        if ref.kind == "tuple":
            parts = [self.read(part, f"{value}[{place}]", items) for place, part in enumerate(ref.of)]
            return f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"
        if ref.kind == "map":
            inner = self.read(ref.of[0], "one", items)
            return value if inner == "one" else f"{{key: {inner} for key, one in {value}.items()}}"
        assert kind is not None, ref
        path = self.path(kind.name)
        if kind.name in ("Mark", "Score"):
            return f"{'' if kind.room == self.room else f'_{kind.room}.'}read_{snake(kind.name)}({value})"
        if kind.kind == "item":
            return f"{items}[{value}]" if kind.name == "Bytes" else f"{path}._of({items}[{value}])"
        if kind.kind == "alias":
            return self.read(kind.target, value, items)
        if kind.kind == "enum":
            return f"_run.known({path}, {value})"
        if kind.kind in ("text", "number"):
            return f"{path}({value})" if self.has_class(kind) else value
        return f"{path}._unpack({value}, {items})" if kind.name in self.holding else f"{path}.from_json({value})"

    # Fields

    def missing(self, one: Field) -> str | None:
        """What a field that is left out is, when that is not None."""
        if one.required or one.type.nullable:
            return None
        kind = self.kind(one.type)
        if kind and kind.kind == "alias":
            return None
        if one.default is None:
            return EMPTY.get(one.type.kind) or ("{}" if one.type.kind == "map" else None)
        if one.type.kind == "list":
            return "()" if one.default == [] else None
        if one.type.kind == "map":
            return "{}" if one.default == {} else None
        if kind is None:
            return repr(one.default) if not isinstance(one.default, str) else quote(one.default)
        if kind.kind == "enum":
            return f"{self.path(kind.name)}.{constant(str(one.default))}"
        if kind.name == "Mark":
            return f"{self.path('Mark')}({quote(str(one.default))})"
        if kind.kind in ("number", "text") and not self.has_class(kind):
            return quote(one.default) if isinstance(one.default, str) else repr(one.default)
        if kind.kind in ("number", "text"):
            return f"{self.path(kind.name)}({one.default!r})"
        return None

    def declared(self, one: Field, taken: bool) -> str:
        """A field of a dataclass; `taken`: of one that nothing gives, which may hold all that a parameter takes."""
        name, missing = name_of(one.name), self.missing(one)
        annotation = self.annotation(one.type, taken)
        if one.required:
            line = f"    {name}: {annotation}\n"
        elif missing is None:
            annotation = annotation if annotation.endswith("None") or annotation == "Any" else f"{annotation} | None"
            line = f"    {name}: {annotation} = None\n"
        elif missing[0] in "-0123456789\"'(" or missing in ("True", "False"):
            line = f"    {name}: {annotation} = {missing}\n"
        else:
            made = "dict" if missing == "{}" else f"lambda: {missing}"
            line = f"    {name}: {annotation} = _field(default_factory={made})\n"
        return line + quoted(one.about, "    ")

    def packer(self, kind_name: str, fields: list[Field], head: str = "", bare: str | None = None) -> str:
        """The methods that make an object JSON and read it. `bare`: the text that it is instead of an object."""
        holds = kind_name in self.holding
        out = ""
        define = ("    def _pack(self, items: list[Any]) -> dict[str, Any]:\n" if holds else
                  '    def to_json(self) -> Any:\n        """This as the value that JSON has for it."""\n' if bare else
                  '    def to_json(self) -> dict[str, Any]:\n        """This as the object that JSON has for it."""\n')
        if bare:
            return f"{define}        return {quote(bare)}\n\n"
        sure = [one for one in fields if one.required or self.missing(one) is not None]
        parts = [head] if head else []
        for one in sure:
            value = self.write(one.type, f"self.{name_of(one.name)}")
            parts.append(f"**{value}" if one.flat else f"{quote(one.name)}: {value}")
        rest = [one for one in fields if one not in sure]
        if not rest:
            out += define + f"        return {{{', '.join(parts)}}}\n\n"
            return out
        out += define + f"        said: dict[str, Any] = {{{', '.join(parts)}}}\n"
        for one in rest:
            value = self.write(Ref(**{**vars(one.type), "nullable": False}), f"self.{name_of(one.name)}")
            out += f"        if self.{name_of(one.name)} is not None:\n            said[{quote(one.name)}] = {value}\n"
        return out + "        return said\n\n"

    def unpacker(self, name: str, kind_name: str, fields: list[Field]) -> str:
        holds = kind_name in self.holding
        define = (f"    @staticmethod\n    def _unpack(value: Any, items: Sequence[Any]) -> {name}:\n" if holds else
                  f"    @staticmethod\n    def from_json(value: Any) -> {name}:\n"
                  '        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""\n')
        if not fields:
            return f"{define}        return {name}()\n\n"
        out = define + f"        return {name}(\n"
        for one in fields:
            field = name_of(one.name)
            got = f"value[{quote(one.name)}]"
            if one.flat:
                out += f"            {field}={self.read(one.type, 'value')},\n"
            elif one.required and not one.type.nullable:
                out += f"            {field}={self.read(one.type, got)},\n"
            else:
                missing = self.missing(one)
                read = self.read(Ref(**{**vars(one.type), "nullable": False}), got)
                if missing is None and read == got:
                    out += f"            {field}=value.get({quote(one.name)}),\n"
                elif missing is None:
                    out += f"            {field}=None if value.get({quote(one.name)}) is None else {read},\n"
                elif read == got:
                    out += f"            {field}=value.get({quote(one.name)}, {missing}),\n"
                else:
                    out += f"            {field}={read} if {quote(one.name)} in value else {missing},\n"
        return out + "        )\n\n"

    # Classes

    def record(self, kind: Type) -> str:
        out = f"@_dataclass(frozen=True, slots=True, kw_only=True)\nclass {kind.name}:\n"
        out += quoted(kind.about or "A value.", "    ") + "\n"
        out += "".join(self.declared(one, not kind.given) for one in kind.fields) + "\n"
        out += self.packer(kind.name, kind.fields) + self.unpacker(kind.name, kind.name, kind.fields)
        return out + self.methods_of(kind)

    def enum(self, kind: Type) -> str:
        out = f"class {kind.name}(_StrEnum):\n" + quoted(kind.about or "One of several words.", "    ") + "\n"
        for variant in kind.variants:
            out += f"    {constant(variant.name)} = {quote(variant.name)}\n" + quoted(variant.about, "    ")
        return out + "\n" + self.methods_of(kind)

    def union(self, kind: Type) -> str:
        variants = [(variant, f"{kind.name}{pascal(variant.name)}") for variant in kind.variants]
        table = f"_{snake(kind.name).upper()}"
        names = ", ".join(f"`{name}`" for _, name in variants)
        out = f"class {kind.name}:\n"
        out += quoted(f"{kind.about or 'One of several shapes.'}\n\nOne of {names}, or `{kind.name}Unknown` of a "
                      "newer korrigo.", "    ") + "\n    __slots__ = ()\n\n"
        out += '    def to_json(self) -> Any:\n        """This as the value that JSON has for it."""\n'
        out += "        raise NotImplementedError\n\n"
        out += f"    @staticmethod\n    def from_json(value: Any) -> {kind.name}:\n"
        out += '        """Reads what `to_json` or the engine gave."""\n'
        if kind.tag:
            out += f"        kind = {table}.get(value[{quote(kind.tag)}])\n"
            out += f"        return {kind.name}Unknown(json=value) if kind is None else kind.from_json(value)\n\n"
        else:
            out += "        name = value if isinstance(value, str) else next(iter(value), None)\n"
            out += f"        kind = {table}.get(name)\n"
            out += f"        return {kind.name}Unknown(json=value) if kind is None else kind.from_json(value)\n\n"
        out += self.methods_of(kind)
        for variant, name in variants:
            out += f"\n\n@_dataclass(frozen=True, slots=True, kw_only=True)\nclass {name}({kind.name}):\n"
            about = variant.about or f"`{variant.name}` of `{kind.name}`."
            out += quoted(about, "    ") + "\n"
            fields = variant.fields
            if variant.holds:
                held = snake(variant.holds.name) if variant.holds.kind == "named" else "value"
                fields = [Field(held, variant.holds, "", True, None, flat=bool(kind.tag))]
            out += "".join(self.declared(one, not kind.given) for one in fields) + ("\n" if fields else "")
            if kind.tag:
                head = f"{quote(kind.tag)}: {quote(variant.name)}"
                out += self.packer(name, fields, head) + self.unpacker(name, name, fields)
            elif not fields and not variant.holds:
                out += self.packer(name, fields, bare=variant.name) + self.unpacker(name, name, fields)
            else:
                inner = self.packer(name, fields).replace("return {", f"return {{{quote(variant.name)}: {{", 1)
                inner = inner.replace("}\n\n", "}}\n\n").replace("return said", f"return {{{quote(variant.name)}: said}}")
                read = self.unpacker(name, name, fields).replace("return " + name, "", 1)
                read = self.unpacker(name, name, fields)
                read = read.replace(f"        return {name}(", f"        value = value[{quote(variant.name)}]\n        return {name}(")
                out += inner + read
            out = out.rstrip() + "\n"
        out += f"\n\n@_dataclass(frozen=True, slots=True, kw_only=True)\nclass {kind.name}Unknown({kind.name}):\n"
        out += '    """What a newer korrigo knows: kept as it is."""\n\n    json: Any\n\n'
        out += '    def to_json(self) -> Any:\n        """This as it was read."""\n        return self.json\n\n'
        out += f"    @staticmethod\n    def from_json(value: Any) -> {kind.name}Unknown:\n"
        out += f'        """Keeps what is not known."""\n        return {kind.name}Unknown(json=value)\n'
        entries = "".join(f"    {quote(variant.name)}: {name},\n" for variant, name in variants)
        return out + f"\n\n{table}: dict[Any, type[{kind.name}]] = {{\n{entries}}}\n"

    def plain(self, kind: Type) -> str:
        """A text or number of its own kind."""
        if kind.name == "Mark":
            return MARK + self.methods_of(kind) + READ_MARK
        if kind.name == "Score":
            return SCORE
        base = "str" if kind.kind == "text" else self.number(kind)
        about = kind.about or f"A {'text' if base == 'str' else 'number'} of its own kind."
        if not self.has_class(kind):
            return f"{kind.name}: _TypeAlias = {base}\n" + quoted(about, "")
        out = f"class {kind.name}({base}):\n" + quoted(about, "    ") + "\n    __slots__ = ()\n\n"
        return out + self.methods_of(kind)

    def item(self, kind: Type) -> str:
        about = {"Document": "A PDF that was opened: checked, within its limits, its pages found.",
                 "RedactedPdf": "A redacted PDF that was proven: the one kind of file that markers may get.",
                 "Store": "Where copies are kept, by the engine itself, in memory."}[kind.name]
        out = f"class {kind.name}:\n" + quoted(about, "    ") + '\n    __slots__ = ("_item",)\n'
        out += f"    _item: _native.{kind.name}\n\n"
        out += f'    def __init__(self) -> None:\n        raise TypeError("korrigo alone makes a {kind.name}")\n\n'
        out += f"    @staticmethod\n    def _of(item: Any) -> {kind.name}:\n        if isinstance(item, {kind.name}):\n"
        out += f"            return item\n        made = object.__new__({kind.name})\n        made._item = item\n"
        out += "        return made\n\n"
        return out + self.methods_of(kind)

    def namespace(self, name: str) -> str:
        """A type of the engine that has calls and no values here."""
        out = f"class {name}:\n" + quoted(f"Calls of the engine's `{name}`.", "    ") + "\n    __slots__ = ()\n\n"
        return out + "".join(self.function(one, "    ", None) for one in self.methods[name])

    def methods_of(self, kind: Type) -> str:
        return "".join(self.function(one, "    ", kind) for one in self.methods.get(kind.name, []))

    # Calls

    def call_name(self, operation: Operation, kind: Type | None) -> str:
        name = NAMES.get(operation.name, operation.function)
        if name == "new":
            name = "create"
        if kind and any(one.name == name for one in kind.fields):
            name = f"get_{name}"
        return name_of(name)

    def is_method(self, operation: Operation, kind: Type | None) -> bool:
        this = operation.this
        return bool(kind and this and this.type.kind == "named" and this.type.name == kind.name)

    def parameters(self, operation: Operation, kind: Type | None) -> list[Field]:
        """Those that are written out: the receiver among them where there is no `self`."""
        if operation.this and not self.is_method(operation, kind):
            this = operation.this
            called = snake(this.type.name) if this.type.kind == "named" else "this"
            return [Field(called, this.type, this.about, True), *operation.parameters]
        return operation.parameters

    def function(self, operation: Operation, indent: str, kind: Type | None) -> str:
        method = self.is_method(operation, kind)
        parameters = self.parameters(operation, kind)
        name = self.call_name(operation, kind)
        required = [f"{name_of(p.name)}: {self.annotation(p.type, True)}" for p in parameters if p.required]
        optional = []
        for one in parameters:
            if not one.required:
                annotation = self.annotation(one.type, True)
                annotation = annotation if annotation.endswith("None") or annotation == "Any" else f"{annotation} | None"
                optional.append(f"{name_of(one.name)}: {annotation} = None")
        gives_file = self.kind(operation.gives) is not None and operation.gives.name == "Bytes"
        writes = gives_file or (operation.long and self.one_file(operation.gives))
        watched = []
        if operation.name in TAKES:
            watched.append(f"take: Callable[[{TAKES[operation.name]}], object] | None = None")
        if operation.long:
            watched += ["progress: _run.Progress | None = None", "cancel: _native.Cancel | None = None",
                        "threads: int | None = None"]
        gives = self.annotation(operation.gives)
        static = "" if method or not kind and not indent else f"{indent}@staticmethod\n"
        doc = self.doc(operation, parameters, writes, gives_file, indent + "    ")
        first = ["self"] if method else []

        def head(to: list[str], gives: str) -> str:
            later = optional + to + watched
            said = ", ".join(first + required + (["*"] if later else []) + later)
            if len(said) + len(indent) + len(name) > 100:
                said = "\n" + "".join(f"{indent}    {one},\n" for one in
                                      first + required + (["*"] if later else []) + later) + indent
            return f"{indent}def {name}({said}) -> {gives}:"

        out = ""
        if gives_file:
            out += f"{indent}@_overload\n{static}{head(['to: None = None'], 'bytes')} ...\n\n"
            out += f"{indent}@_overload\n{static}{head(['to: _run.StrPath'], '_Path')} ...\n\n"
            out += f"{static}{head(['to: _run.StrPath | None = None'], 'bytes | _Path')}\n"
        elif writes:
            out += f"{static}{head(['to: _run.StrPath | None = None'], gives)}\n"
        else:
            out += f"{static}{head([], gives)}\n"
        return out + doc + self.body(operation, parameters, method, indent + "    ", writes) + "\n" + ("" if indent else "\n")

    def one_file(self, ref: Ref) -> bool:
        """Whether a record holds one file and no more."""
        kind = self.kind(ref)
        return bool(kind and kind.kind == "record"
                    and [one.type.name for one in kind.fields].count("Bytes") == 1)

    def doc(self, operation: Operation, parameters: list[Field], writes: bool, gives_file: bool, indent: str) -> str:
        text = operation.about
        for one in parameters:
            if one.about:
                plain = one.required or one.default in (None, "", [], {}) or isinstance(one.default, dict)
                default = "" if plain else f" Default: {one.default}."
                text += f"\n\n{name_of(one.name)}: {one.about}{default}" if "\n\n" not in text else (
                    f"\n{name_of(one.name)}: {one.about}{default}")
        if operation.name in TAKES:
            text += "\ntake: Called with each as soon as it is there, instead of giving all at the end."
        if writes:
            text += ("\nto: A path to write the file to, as a whole or not at all" +
                     ("; it is given back instead of the bytes." if gives_file else "; the bytes are left empty then."))
        if operation.long:
            text += ("\nprogress: Called with how much is done and how much there is, on this thread."
                     "\ncancel: Ends the call from another thread."
                     "\nthreads: So many threads work on pages, instead of one a core.")
        return quoted(text, indent)

    def body(self, operation: Operation, parameters: list[Field], method: bool, indent: str, writes: bool) -> str:
        out, parts = "", []
        used = self.uses_items([one.type for one in parameters] + ([operation.this.type] if operation.this else []))
        if used:
            out += f"{indent}items: list[Any] = []\n"
        if method:
            parts.append(f'"this": {self.write(operation.this.type, "self")}')
        for one in parameters:
            if one.required:
                said = "this" if operation.this and not method and one is parameters[0] else one.name
                parts.append(f"{quote(said)}: {self.write(one.type, name_of(one.name))}")
        rest = [one for one in parameters if not one.required]
        items = "items" if used else "()"
        if rest:
            out += f"{indent}given: dict[str, Any] = {{{', '.join(parts)}}}\n"
            for one in rest:
                value = self.write(Ref(**{**vars(one.type), "nullable": False}), name_of(one.name))
                out += f"{indent}if {name_of(one.name)} is not None:\n{indent}    given[{quote(one.name)}] = {value}\n"
            given = "given"
        else:
            given = f"{{{', '.join(parts)}}}"
        arguments = f'"{operation.name}", {given}'
        if operation.long:
            call = f"_run.long({arguments}, {items}, progress, cancel, threads"
            call += ", to" if writes else (", None" if operation.name in TAKES else "")
            if operation.name in TAKES:
                call += f", _run.taker(take, {TAKES[operation.name]}._unpack)"
            call += ")"
        elif writes:
            call = f"_call({arguments}, {items}, to=to)"
        else:
            call = f"_call({arguments}, {items})" if used else f"_call({arguments})"
        gives = operation.gives
        if gives.kind == "null":
            return f"{out}{indent}{call}\n"
        if self.kind(gives) is not None and gives.name == "Bytes":
            return f"{out}{indent}data: bytes = {call}[1][0]\n{indent}return data if to is None else _Path(to)\n"
        if self.uses_items([gives]):
            return f"{out}{indent}value, made = {call}\n{indent}return {self.read(gives, 'value', 'made')}\n"
        read = self.read(gives, "value")
        if read == "value":
            return f"{out}{indent}value: {self.annotation(gives)} = {call}[0]\n{indent}return value\n"
        return f"{out}{indent}value = {call}[0]\n{indent}return {read}\n"

    def uses_items(self, refs: list[Ref]) -> bool:
        return any(holds(ref, self.surface, self.holding) for ref in refs)

    # The room

    def all(self) -> str:
        kinds = self.surface.of_room(self.room)[0]
        parts = {"text": [], "number": [], "alias": [], "enum": [], "union": [], "record": [], "item": []}
        for kind in kinds:
            if kind.name == "Bytes":
                continue
            make = {"text": self.plain, "number": self.plain, "enum": self.enum, "union": self.union,
                    "record": self.record, "item": self.item, "alias": self.alias}[kind.kind]
            parts[kind.kind].append(make(kind).rstrip() + "\n")
        own = {kind.name for kind in kinds}
        spaces = [self.namespace(name).rstrip() + "\n" for name in self.methods if name not in own]
        calls = [self.function(one, "", None).rstrip() + "\n" for one in self.functions]
        order = ["text", "number", "alias", "enum", "union", "record", "item"]
        body = "\n\n".join([part for key in order for part in parts[key]] + spaces + calls)
        names = sorted({kind.name for kind in kinds if kind.name != "Bytes"} | {name for name in self.methods}
                       | {self.call_name(one, None) for one in self.functions}
                       | {f"{kind.name}{pascal(variant.name)}" for kind in kinds if kind.kind == "union"
                          for variant in kind.variants} | {f"{k.name}Unknown" for k in kinds if k.kind == "union"})
        listed = "".join(f"    {quote(name)},\n" for name in names)
        return self.head(body) + f"__all__ = [\n{listed}]\n\n\n" + body

    def alias(self, kind: Type) -> str:
        return f"{kind.name}: _TypeAlias = {self.annotation(kind.target)}\n" + quoted(kind.about or "A shape.", "")

    def head(self, body: str) -> str:
        out = HEAD.format(about=ABOUT[self.room]) + "\nfrom __future__ import annotations\n\n"
        typing = [("Callable", "Callable["), ("Mapping", "Mapping["), ("Sequence", "Sequence[")]
        used = [name for name, mark in typing if mark in body]
        out += f"from collections.abc import {', '.join(used)}\n" if used else ""
        out += "from dataclasses import dataclass as _dataclass\n" if "@_dataclass" in body else ""
        out += "from dataclasses import field as _field\n" if "_field(" in body else ""
        out += "from decimal import Decimal as _Decimal\n" if "_Decimal" in body else ""
        out += "from enum import StrEnum as _StrEnum\n" if "_StrEnum" in body else ""
        out += "from pathlib import Path as _Path\n" if "_Path" in body else ""
        typed = [name for name, mark in (("Any", "Any"), ("Literal as _Literal", "_Literal"),
                                         ("TypeAlias as _TypeAlias", "_TypeAlias"),
                                         ("overload as _overload", "@_overload")) if mark in body]
        for name in typed:
            out += f"from typing import {name}\n"
        out += "\n" if out.endswith("\n\n") is False else ""
        out += "from . import _korrigo as _native\n" if "_native." in body else ""
        out += "from . import _run\n" if "_run." in body else ""
        for room in self.surface.rooms:
            if room != self.room and f"_{room}." in body:
                out += f"from . import {room} as _{room}\n"
        out += "from ._korrigo import call as _call\n" if "_call(" in body else ""
        out += "from .errors import InvalidInput as _InvalidInput\n" if "_InvalidInput(" in body else ""
        return out + "\n"


MARK = '''class Mark(_Decimal):
    """Points, exact to the hundredth: a decimal like any other, with what the engine does to marks."""

    __slots__ = ()

    def to_json(self) -> str:
        """This as the text that JSON has for it."""
        return format(self, "f")

'''
READ_MARK = '''

def read_mark(value: Any) -> Mark:
    """The mark of a JSON value."""
    try:
        return Mark(value)
    except (ArithmeticError, TypeError, ValueError):
        raise _InvalidInput("a mark is no decimal", code="mark_invalid") from None
'''
SCORE = '''Score: _TypeAlias = Mark | _Literal["not_answered"]
"""What a question got: points, or that the candidate wrote nothing."""


def read_score(value: Any) -> Score:
    """The score of a JSON value."""
    return "not_answered" if value == "not_answered" else read_mark(value)
'''


ONLY = '''def _only(given, known):
    """Typed functions take no parameter that is not theirs."""
    if not given.keys() <= set(known):
        raise TypeError("an unknown parameter")
'''


def quote(text: str) -> str:
    """A text as ruff would write it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def constant(name: str) -> str:
    """The name of an enum's member."""
    return name_of(snake(name).upper())


def holds(ref: Ref, surface: Surface, known: set[str]) -> bool:
    kind = surface.types[ref.name] if ref.kind == "named" else None
    if kind and (kind.kind == "item" or kind.name in known):
        return True
    if kind and kind.kind == "alias" and kind.target:
        return holds(kind.target, surface, known)
    return any(holds(part, surface, known) for part in ref.of)


def holding(surface: Surface) -> set[str]:
    """The records in which items stand."""
    known: set[str] = set()
    while True:
        more = {kind.name for kind in surface.types.values() if kind.kind in ("record", "union")
                and any(holds(one.type, surface, known) for one in kind.fields
                        + [part for variant in kind.variants for part in variant.fields])}
        if more <= known:
            return known
        known |= more


def table(surface: Surface) -> str:
    """Every call by its name, from JSON to JSON through the typed functions: for the tests."""
    out = '"""Every call through its typed function, from JSON to JSON.\n\nWritten by bindings-common/generate/python.py; not by hand.\n"""\n'
    rooms = [room for room in surface.rooms if room != LEFT_OUT]
    names = []
    head, out = out, ""
    for operation in surface.operations:
        if operation.room == LEFT_OUT:
            continue
        writer = Writer(surface, operation.room)
        outside = Writer(surface, "")
        outside.path = lambda name: f"_{surface.types[name].room}.{name}"
        outside.room = ""
        kind = surface.types.get(operation.type or "")
        name = snake(operation.name.replace("::", "_")) + f"_{len(names)}"
        names.append((operation.name, name))
        method = writer.is_method(operation, kind)
        known = [one.name for one in operation.parameters] + (["this"] if operation.this else [])
        out += f"def {name}(given, items, watch):\n    _only(given, {known})\n    arguments = {{}}\n"
        for place, one in enumerate(writer.parameters(operation, kind)):
            this = operation.this is not None and not method and place == 0
            said = "this" if this else one.name
            read = outside.read(one.type, f"given[{quote(said)}]")
            if one.type.kind == "named" and surface.types[one.type.name].kind == "item":
                read = f"items[given[{quote(said)}]]"
            out += f"    if {quote(said)} in given:\n        arguments[{quote(name_of(one.name))}] = {read}\n"
        called = writer.call_name(operation, kind)
        if method:
            this = outside.read(operation.this.type, 'given["this"]')
            target = f"{this}.{called}"
        else:
            target = f"_{operation.room}.{operation.type + '.' if operation.type else ''}{called}"
        out += f"    answer = {target}(**arguments{', **watch' if operation.long else ''})\n"
        out += "    items = []\n"
        gives = operation.gives
        out += f"    return {'answer' if gives.kind == 'null' else outside.write(gives, 'answer')}, items\n\n\n"
    head += "".join(f"import korrigo.{room} as _{room}\n" for room in rooms if f"_{room}." in out)
    out = f"{head}from korrigo import _run\n\n\n{ONLY}\n\n{out}"
    out += "CALLS = {\n" + "".join(f"    {quote(called)}: {name},\n" for called, name in names) + "}\n"
    return out


def main() -> None:
    surface = model.load(sys.argv[1])
    root = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else pathlib.Path(__file__).resolve().parents[2]
    package, tests = root / "bindings-python/python/korrigo", root / "bindings-python/tests"
    package.mkdir(parents=True, exist_ok=True)
    tests.mkdir(parents=True, exist_ok=True)
    rooms = [room for room in surface.rooms if room != LEFT_OUT]
    for old in package.glob("*.py"):
        if old.stem not in rooms and "Written by bindings-common/generate" in old.read_text(encoding="utf-8"):
            old.unlink()
    for room in rooms:
        (package / f"{room}.py").write_text(Writer(surface, room).all(), encoding="utf-8")
    (tests / "calls.py").write_text(table(surface), encoding="utf-8")


if __name__ == "__main__":
    main()
