"""The table of calls as rooms, functions and types that every generator writes its language from.

Reads what `describe` prints (`korrigo.calls/1`, JSON Schema draft 2020-12) and knows how serde writes Rust types:
records, enums, unions with a tag, texts of their own kind. Knows no language.
"""
import dataclasses
import json
import pathlib
import re
from dataclasses import dataclass, field

REF = "#/$defs/"


# What a value is. `of` holds the parts of a container.
@dataclass(frozen=True)
class Ref:
    """A type: `text`, `int`, `float`, `bool`, `any`, `null`, `list`, `tuple`, `map`, or `named`."""

    kind: str
    name: str = ""
    of: tuple["Ref", ...] = ()
    nullable: bool = False
    # A map's keys, when they are texts of their own kind, are not known to JSON Schema.
    least: int | None = None
    # Of numbers: `uint`, `uint32`, `int64`, `double`, ... as Rust has them.
    format: str = ""


@dataclass
class Field:
    """A part of a record, or a parameter of a call."""

    name: str
    type: Ref
    about: str
    required: bool
    # Only meaningful when it is not required; `None` is left out, too.
    default: object = None
    # The fields of its type stand among those of the record itself.
    flat: bool = False


@dataclass
class Variant:
    """One of the values of an enum, or one of the shapes of a union."""

    name: str
    about: str
    fields: list[Field] = field(default_factory=list)
    # A variant that holds one record, whose fields stand beside the tag.
    holds: Ref | None = None


@dataclass
class Type:
    """A named type.

    `kind`: `text` (a text of its own kind), `number` (an integer or float of its own kind), `enum`, `record`, `union`
    (with `tag`: a field that says which; without: an object of one field, or the bare name of the variant), `item`
    (no JSON: `Bytes`, `Document`, `RedactedPdf`, `Store`), `alias` (of `target`).
    """

    name: str
    kind: str
    about: str
    room: str = ""
    fields: list[Field] = field(default_factory=list)
    variants: list[Variant] = field(default_factory=list)
    tag: str | None = None
    target: Ref | None = None
    handed_in: bool = False
    given: bool = False


@dataclass
class Operation:
    """A call. `type`: the type it belongs to, when it is no function of the room; `this`: the receiver."""

    name: str
    room: str
    type: str | None
    function: str
    about: str
    long: bool
    parameters: list[Field]
    gives: Ref
    this: Field | None = None


@dataclass
class Surface:
    """All of it."""

    version: str
    types: dict[str, Type]
    operations: list[Operation]
    codes: list[Variant]

    @property
    def rooms(self) -> list[str]:
        """The rooms, each once, in order."""
        return sorted({operation.room for operation in self.operations} | {kind.room for kind in self.types.values()})

    def of_room(self, room: str) -> tuple[list[Type], list[Operation]]:
        """What stands in a room."""
        return ([kind for kind in self.types.values() if kind.room == room],
                [operation for operation in self.operations if operation.room == room])


def words(name: str) -> list[str]:
    """The words of a name in any style: `complete_total`, `PageId`, `GRADING_FAILED`."""
    spaced = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", name)
    return [word.lower() for word in re.split(r"[\s_\-:.]+", spaced) if word]


def snake(name: str) -> str:
    """`complete_total`."""
    return "_".join(words(name))


def camel(name: str) -> str:
    """`completeTotal`."""
    first, *rest = words(name)
    return first + "".join(word.capitalize() for word in rest)


def pascal(name: str) -> str:
    """`CompleteTotal`."""
    return "".join(word.capitalize() for word in words(name))


def prose(text: str | None) -> str:
    """A description without Rust's examples, headings and links."""
    text = re.split(r"\n```|\n# ", text or "")[0].strip()
    text = re.sub(r"\[`([^`\]]+)`\](\([^)]*\))?", r"`\1`", text)
    text = re.sub(r"`(?:crate::|super::|Self::)+", "`", text)
    return re.sub(r"\n(?!\n)", " ", text).strip()


def reference(schema: object) -> Ref:
    """The type that a schema asks for."""
    if schema is True or schema == {}:
        return Ref("any")
    if not isinstance(schema, dict):
        raise ValueError(f"no schema: {schema}")
    if "$ref" in schema:
        return Ref("named", schema["$ref"].removeprefix(REF))
    for word in ("anyOf", "oneOf"):
        if word in schema:
            parts = [part for part in schema[word] if part.get("type") != "null"]
            if len(parts) == 1:
                return dataclasses.replace(reference(parts[0]), nullable=len(schema[word]) > 1)
            return Ref("any")
    if "allOf" in schema and len(schema["allOf"]) == 1:
        return reference(schema["allOf"][0])
    kinds = schema.get("type")
    if kinds is None:
        return Ref("any")
    nullable = isinstance(kinds, list) and "null" in kinds
    if isinstance(kinds, list):
        rest = [kind for kind in kinds if kind != "null"]
        if len(rest) != 1:
            return Ref("any", nullable=nullable)
        kinds = rest[0]
    if kinds == "array":
        if "prefixItems" in schema:
            return Ref("tuple", of=tuple(reference(part) for part in schema["prefixItems"]), nullable=nullable)
        of = reference(schema.get("items", True))
        if schema.get("minItems") and schema.get("minItems") == schema.get("maxItems") and schema["minItems"] <= 8:
            return Ref("tuple", of=(of,) * schema["minItems"], nullable=nullable)
        return Ref("list", of=(of,), nullable=nullable)
    if kinds == "object":
        of = schema.get("additionalProperties", True)
        return Ref("map", of=(reference(of) if of is not False else Ref("any"),), nullable=nullable)
    if kinds == "null":
        return Ref("null", nullable=True)
    simple = {"string": "text", "integer": "int", "number": "float", "boolean": "bool"}[kinds]
    return Ref(simple, nullable=nullable, least=schema.get("minimum"), format=schema.get("format", ""))


def fields_of(schema: dict, types: dict) -> list[Field]:
    """The fields of an object, those that are required first, each group as written."""
    required = schema.get("required", [])
    found = []
    for name, part in schema.get("properties", {}).items():
        default = part.get("default") if isinstance(part, dict) else None
        about = part.get("description", "") if isinstance(part, dict) else ""
        found.append(Field(name, reference(part), prose(about), name in required, default))
    order = {name: place for place, name in enumerate(required)}
    found.sort(key=lambda one: (not one.required, order.get(one.name, 0)))
    # A flattened union stands beside the properties, by reference or inlined.
    for word in ("$ref", "allOf", "anyOf", "oneOf"):
        if word == "$ref" and "$ref" in schema and "properties" in schema:
            found.append(flat_field(schema["$ref"].removeprefix(REF), types))
        elif word == "allOf":
            for part in schema.get("allOf", []):
                if "$ref" in part and "properties" in schema:
                    found.append(flat_field(part["$ref"].removeprefix(REF), types))
    return found


def flat_field(name: str, types: dict) -> Field:
    about = prose(types[name].get("description"))
    return Field(snake(name), Ref("named", name), about, True, None, flat=True)


def tag_of(variants: list[dict]) -> str | None:
    """The field that is a constant in every variant."""
    shared = None
    for variant in variants:
        constants = {name for name, part in variant.get("properties", {}).items()
                     if isinstance(part, dict) and "const" in part}
        shared = constants if shared is None else shared & constants
    return sorted(shared)[0] if shared else None


def is_constant(variant: dict) -> bool:
    return "const" in variant or (variant.get("type") == "string" and "enum" in variant)


def type_of(name: str, schema: dict, types: dict) -> Type:
    """What a named schema describes."""
    about = prose(schema.get("description"))
    if "x-item" in schema:
        return Type(name, "item", about)
    variants = schema.get("oneOf") or schema.get("anyOf")
    if "enum" in schema and schema.get("type") == "string":
        return Type(name, "enum", about, variants=[Variant(value, "") for value in schema["enum"]])
    if variants and all(is_constant(variant) for variant in variants):
        listed = []
        for variant in variants:
            for value in [variant["const"]] if "const" in variant else variant["enum"]:
                listed.append(Variant(value, prose(variant.get("description"))))
        return Type(name, "enum", about, variants=listed)
    if variants and "properties" not in schema:
        return union_of(name, about, variants, types)
    if schema.get("type") == "object" and ("properties" in schema or schema.get("additionalProperties") is False):
        found = fields_of(schema, types)
        if variants:
            found += inlined(name, variants, types)
        return Type(name, "record", about, fields=found)
    if schema.get("type") == "string":
        return Type(name, "text", about)
    if schema.get("type") in ("integer", "number"):
        return Type(name, "number", about, target=reference(schema))
    return Type(name, "alias", about, target=reference(schema))


def inlined(name: str, variants: list[dict], types: dict) -> list[Field]:
    """The union whose variants were written among the fields of a record: found again by its tag and its names."""
    shapes = [variant for variant in flattened(variants) if variant]
    tag = tag_of(shapes)
    if tag is None:
        # Some of these, or none: fields that may be left out.
        found = [part for shape in shapes for part in fields_of(shape, types)]
        return [dataclasses.replace(part, required=False) for part in found]
    names = {variant["properties"][tag]["const"] for variant in variants}
    for other, schema in types.items():
        theirs = schema.get("oneOf") or schema.get("anyOf") or []
        if other != name and "properties" not in schema and tag_of(theirs) == tag:
            if {variant["properties"][tag]["const"] for variant in theirs} == names:
                return [flat_field(other, types)]
    raise ValueError(f"the variants of {name} belong to no union: {tag} {sorted(names)[:3]}")


def flattened(variants: list[dict]) -> list[dict]:
    """Unions within unions as one."""
    found = []
    for variant in variants:
        found += flattened(variant["oneOf"]) if set(variant) == {"oneOf"} else [variant]
    return found


def separated(types: dict) -> dict:
    """Gives unions that stand among the fields of one record alone a name of their own."""
    for name, union in INLINED.items():
        if name in types and union not in types:
            types[union] = {"description": types[name]["description"], "oneOf": types[name]["oneOf"]}
    return types


def renamed(described: dict) -> dict:
    """Gives the uses of a generic type, which JSON Schema numbers, names that say what they hold."""
    words = {}
    for name, schema in described["types"].items():
        if re.fullmatch(r"Seen\d*", name):
            held = reference(schema["properties"]["value"])
            words[name] = "Seen" + (held.name or {"float": "Number", "bool": "Flag"}.get(held.kind, held.kind))
    text = json.dumps(described)
    for name, new in sorted(words.items(), reverse=True):
        text = re.sub(rf'"(#/\$defs/)?{name}"', rf'"\g<1>{new}"', text)
    return json.loads(text)


def union_of(name: str, about: str, variants: list[dict], types: dict) -> Type:
    tag = tag_of([variant for variant in variants if not is_constant(variant)]) if variants else None
    found = []
    for variant in variants:
        told = prose(variant.get("description"))
        if is_constant(variant):
            found += [Variant(value, told) for value in ([variant["const"]] if "const" in variant else variant["enum"])]
            continue
        properties = variant.get("properties", {})
        if tag:
            value = properties[tag]["const"]
            rest = {**variant, "properties": {key: part for key, part in properties.items() if key != tag},
                    "required": [key for key in variant.get("required", []) if key != tag]}
            held = variant.get("$ref")
            own = fields_of({key: part for key, part in rest.items() if key != "$ref"}, types)
            found.append(Variant(value, told, own, Ref("named", held.removeprefix(REF)) if held else None))
        elif len(properties) == 1 and len(variant.get("required", [])) == 1:
            value, part = next(iter(properties.items()))
            if isinstance(part, dict) and part.get("type") == "object" and "properties" in part:
                found.append(Variant(value, told, fields_of(part, types)))
            else:
                found.append(Variant(value, told, holds=reference(part)))
        else:
            raise ValueError(f"{name} has a variant that is not known how to write: {json.dumps(variant)[:300]}")
    return Type(name, "union", about, variants=found, tag=tag)


def load(path: str | pathlib.Path) -> Surface:
    """Reads what `describe` wrote."""
    described = renamed(json.loads(pathlib.Path(path).read_text(encoding="utf-8")))
    schemas = separated(described["types"])
    types = {name: type_of(name, schema, schemas) for name, schema in sorted(schemas.items())}
    operations = []
    for one in described["operations"]:
        room, *middle, function = one["name"].split("::")
        # `copy::store::handle` belongs to the room `store`; `redact::audit::audit` to `audit`.
        while middle and middle[0][0].islower():
            room = middle.pop(0)
        schema = one["input"]
        if "$ref" in schema:
            schema = schemas[schema["$ref"].removeprefix(REF)]
        parameters = fields_of(schema, schemas)
        this = next((field for field in parameters if field.name == "this"), None)
        operations.append(Operation(
            one["name"], room, middle[0] if middle else None, function, prose(one["about"]), one["work"] == "long",
            [field for field in parameters if field is not this], reference(one["output"]), this))
    codes = [Variant(code, "") for code in described["codes"]]
    surface = Surface(described["version"], types, operations, codes)
    place(surface)
    return surface


def place(surface: Surface) -> None:
    """Says of every type in which room it stands: where its own operations do, else where it is met first."""
    for operation in surface.operations:
        if operation.type in surface.types:
            surface.types[operation.type].room = operation.room

    def walk(ref: Ref, room: str, way: str, seen: set) -> None:
        for part in ref.of:
            walk(part, room, way, seen)
        kind = surface.types.get(ref.name) if ref.kind == "named" else None
        if kind is None or (kind.name, way) in seen:
            return
        seen.add((kind.name, way))
        setattr(kind, way, True)
        kind.room = kind.room or HOMES.get(kind.name) or room
        parts = [part.type for part in kind.fields]
        for variant in kind.variants:
            parts += [part.type for part in variant.fields] + ([variant.holds] if variant.holds else [])
        for part in parts + ([kind.target] if kind.target else []):
            walk(part, kind.room, way, seen)

    seen: set = set()
    for operation in surface.operations:
        for parameter in operation.parameters + ([operation.this] if operation.this else []):
            walk(parameter.type, operation.room, "handed_in", seen)
        walk(operation.gives, operation.room, "given", seen)
    for kind in surface.types.values():
        kind.room = kind.room or HOMES.get(kind.name) or "words"


# Unions that stand among the fields of one record, and what they are called in the core.
INLINED = {"Event": "Fact"}

# Types that several rooms use, and where they stand: as in the core.
HOMES = {
    "Error": "words", "Code": "words", "Language": "words", "Limits": "words", "Bytes": "words",
    "NormalizedRect": "geometry", "Point": "geometry", "CutLine": "geometry", "Half": "geometry",
    "Rotation": "geometry",
    "PageId": "words", "SourceHash": "words",
    "Mark": "exam", "Score": "exam", "Scores": "exam", "AnonymousId": "exam", "Total": "exam",
    "Document": "document", "RedactedPdf": "redact", "Store": "store",
    "ActorId": "copy", "CopyId": "copy", "Timestamp": "copy", "Annotation": "copy", "Shape": "copy",
    "ChainHash": "copy", "LockToken": "copy", "Fence": "copy",
    "Candidate": "roster", "Reading": "roster",
    "SplitPlan": "booklet", "SourceRef": "booklet",
}
