"""Writes the Swift code of bindings-swift/swift from the table of calls: swift.py DESCRIBED [OUT]

Knows Swift, and how a schema becomes a value type that is Codable. What calls are made of (`Call`, `Bytes`, `Mark`,
errors) is written by hand beside what this writes.
"""
import json
import pathlib
import sys

from apps import (BY_HAND, Field, Function, Ref, Surface, Type, bare, model, optional, placed, plain_default, resolved,
                  wrapped, write)

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
HEAD = ("// Written by bindings-common/generate/swift.py from the table of calls: change that, not this.\n"
        "// swift-format-ignore-file\n")
HARD = set("as associatedtype break case catch class continue default defer deinit do else enum extension fallthrough "
           "false fileprivate for func guard if import in init inout internal is let nil operator private protocol "
           "public repeat rethrows return self static struct subscript super switch throw throws true try typealias "
           "var where while".split())
SIMPLE = {"text": "String", "int": "Int", "float": "Double", "bool": "Bool", "any": "JSON", "null": "Void"}
ITEMS = {"Bytes", "Store"}


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def plain_name(text: str) -> str:
    name = model.camel(text)
    return f"_{name}" if name[0].isdigit() else name


def name_of(text: str) -> str:
    name = plain_name(text)
    return f"`{name}`" if name in HARD else name


def doc(text: str, indent: str = "", more: list[str] = ()) -> str:
    lines = wrapped(text, 112 - len(indent)) if text else []
    for one in more:
        first, *rest = wrapped(one, 106 - len(indent))
        lines += [first] + [f"  {line}" for line in rest]
    return "".join(f"{indent}/// {line}".rstrip() + "\n" for line in lines)


class Swift:
    def __init__(self, surface: Surface):
        self.surface = surface
        self.functions = placed(surface)

    # types

    def type(self, ref: Ref) -> str:
        ref = resolved(self.surface, ref)
        mark = "?" if ref.nullable and ref.kind != "null" else ""
        if ref.kind == "named":
            return {"Error": "KorrigoError"}.get(ref.name, ref.name) + mark
        if ref.kind == "list" or (ref.kind == "tuple" and len(set(ref.of)) == 1):
            return f"[{self.type(ref.of[0])}]{mark}"
        if ref.kind == "tuple":
            return f"Pair<{', '.join(self.type(part) for part in ref.of)}>{mark}"
        if ref.kind == "map":
            return f"[String: {self.type(ref.of[0])}]{mark}"
        return SIMPLE[ref.kind] + mark

    def asks_document(self, ref: Ref) -> bool:
        ref = resolved(self.surface, ref)
        return ref.name == "Document" if ref.kind == "named" else ref.kind == "list" and self.asks_document(ref.of[0])

    def field_type(self, field: Field, openable: bool = False) -> str:
        name = self.type(field.type)
        if openable and self.asks_document(field.type):
            name = name.replace("Document", "any Openable")
        return name + ("?" if optional(self.surface, field) and not name.endswith("?") else "")

    def default(self, field: Field) -> str | None:
        """What a parameter is when it is left out."""
        if optional(self.surface, field):
            return "nil"
        value = plain_default(self.surface, field)
        ref = resolved(self.surface, field.type)
        if value is None:
            return None
        if value == [] or value == {}:
            return "[]" if value == [] else "[:]"
        if ref.kind == "named":
            number = self.surface.types[ref.name].kind == "number"
            return f"{ref.name}(rawValue: {value})" if number else f".{name_of(value)}"
        if ref.kind == "bool":
            return "true" if value else "false"
        return quoted(value) if ref.kind == "text" else str(value)

    def parameter(self, field: Field, openable: bool = False) -> str:
        default = self.default(field)
        return f"{name_of(field.name)}: {self.field_type(field, openable)}" + (f" = {default}" if default else "")

    def ordered(self, fields: list[Field]) -> list[Field]:
        return sorted(fields, key=lambda one: self.default(one) is not None)

    # reading and writing: `box` is the keyed container

    def got(self, field: Field, box: str = "box", decoder: str = "decoder") -> str:
        ref = bare(resolved(self.surface, field.type))
        name = self.type(ref)
        if field.flat:
            return f"{name}(from: {decoder})"
        if optional(self.surface, field):
            return f"{box}.decodeIfPresent({name}.self, forKey: {quoted(field.name)})"
        default = self.default(field)
        if default is not None:
            return f"{box}.decodeIfPresent({name}.self, forKey: {quoted(field.name)}) ?? {default}"
        return f"{box}.decode({name}.self, forKey: {quoted(field.name)})"

    def put(self, field: Field, box: str = "box", encoder: str = "encoder") -> str:
        name = name_of(field.name)
        if field.flat:
            return f"try {name}.encode(to: {encoder})"
        word = "encodeIfPresent" if optional(self.surface, field) else "encode"
        return f"try {box}.{word}({name}, forKey: {quoted(field.name)})"

    # declarations

    def declared(self, kind: Type) -> str:
        return getattr(self, f"of_{kind.kind}")(kind)

    def of_alias(self, kind: Type) -> str:
        return ""

    def of_text(self, kind: Type) -> str:
        return (doc(kind.about or "A text of its own kind.") + f"public struct {kind.name}: TextValue {{\n"
                "    /// The text.\n    public let rawValue: String\n\n"
                "    /// A value of this text; the engine refuses what is none when it meets it.\n"
                "    public init(rawValue: String) { self.rawValue = rawValue }\n}\n")

    def of_number(self, kind: Type) -> str:
        number = "Double" if kind.target.kind == "float" else "Int"
        return (doc(kind.about or "A number of its own kind.") + f"public struct {kind.name}: NumberValue {{\n"
                f"    /// The number.\n    public let rawValue: {number}\n\n"
                "    /// A value of this number; the engine refuses what is none when it meets it.\n"
                f"    public init(rawValue: {number}) {{ self.rawValue = rawValue }}\n}}\n")

    def of_enum(self, kind: Type) -> str:
        rows = "".join(doc(one.about, "    ") + f"    case {name_of(one.name)} = {quoted(one.name)}\n"
                       for one in kind.variants)
        return doc(kind.about) + f"public enum {kind.name}: String, CaseIterable, Codable, Sendable {{\n{rows}}}\n"

    def of_record(self, kind: Type) -> str:
        fields = kind.fields
        rows = "".join(doc(one.about, "    ") + f"    public var {name_of(one.name)}: {self.field_type(one)}\n"
                       for one in fields)
        listed = ", ".join(self.parameter(one) for one in self.ordered(fields))
        if len(listed) > 90:
            listed = "\n        " + ",\n        ".join(self.parameter(one) for one in self.ordered(fields)) + "\n    "
        sets = "".join(f"        self.{plain_name(one.name)} = {name_of(one.name)}\n" for one in fields)
        text = (doc(kind.about) + f"public struct {kind.name}: Codable, Equatable, Sendable {{\n{rows}\n"
                f"    /// All of it.\n    public init({listed}) {{\n{sets}    }}\n")
        flat = any(one.flat for one in fields)
        defaults = [one for one in fields if self.default(one) not in (None, "nil")]
        if flat or defaults:
            reads = "".join(f"        self.{plain_name(one.name)} = try {self.got(one)}\n" for one in fields)
            text += ("\n    public init(from decoder: any Decoder) throws {\n"
                     f"        let box = try decoder.container(keyedBy: Key.self)\n{reads}    }}\n")
        if flat:
            puts = "".join(f"        {self.put(one)}\n" for one in fields)
            text += ("\n    public func encode(to encoder: any Encoder) throws {\n"
                     f"        var box = encoder.container(keyedBy: Key.self)\n{puts}    }}\n")
        elif fields and (defaults or any(plain_name(one.name) != one.name for one in fields)):
            keys = "".join(f"        case {name_of(one.name)} = {quoted(one.name)}\n" for one in fields)
            text += f"\n    private enum CodingKeys: String, CodingKey {{\n{keys}    }}\n"
        return text + "}\n"

    def of_union(self, kind: Type) -> str:
        cases = "".join(doc(one.about, "    ") + f"    case {self.shape(one)}\n" for one in kind.variants)
        plain = [one for one in kind.variants if not one.fields and not one.holds]
        reads, writes = [], []
        for one in kind.variants:
            reads.append(f"        case {quoted(one.name)}: {self.shape_read(kind, one)}\n")
            writes.append(self.shape_written(kind, one))
        if kind.tag:
            start = (f"        let box = try decoder.container(keyedBy: Key.self)\n"
                     f"        let which = try box.decode(String.self, forKey: {quoted(kind.tag)})\n")
        else:
            start = "        let (which, box) = try variant(decoder)\n"
        return (doc(kind.about) + f"public {'indirect ' if self.recursive(kind) else ''}enum {kind.name}: "
                f"Codable, Equatable, Sendable {{\n{cases}\n"
                f"    public init(from decoder: any Decoder) throws {{\n{start}        switch which {{\n{''.join(reads)}"
                f"        default: throw unknown(which, decoder)\n        }}\n    }}\n\n"
                f"    public func encode(to encoder: any Encoder) throws {{\n        switch self {{\n{''.join(writes)}"
                "        }\n    }\n}\n" + ("" if plain or kind.tag else ""))

    def recursive(self, kind: Type) -> bool:
        return any(one.holds and one.holds.name == kind.name for one in kind.variants)

    def shape(self, one) -> str:
        if one.holds:
            return f"{name_of(one.name)}({self.type(one.holds)})"
        if not one.fields:
            return name_of(one.name)
        return f"{name_of(one.name)}({', '.join(self.parameter(field) for field in self.ordered(one.fields))})"

    def shape_read(self, kind: Type, one) -> str:
        name = name_of(one.name)
        if one.holds:
            inner = (f"{self.type(one.holds)}(from: decoder)" if kind.tag
                     else f"box!.decode({self.type(one.holds)}.self, forKey: {quoted(one.name)})")
            return f"self = .{name}(try {inner})"
        if not one.fields:
            return f"self = .{name}"
        parts = ",\n                ".join(f"{name_of(field.name)}: try {self.got(field)}"
                                           for field in self.ordered(one.fields))
        first = "" if kind.tag else (f"\n            let box = try box!.nestedContainer(keyedBy: Key.self, forKey: "
                                     f"{quoted(one.name)})")
        return f"{first}\n            self = .{name}(\n                {parts})"

    def shape_written(self, kind: Type, one) -> str:
        name = name_of(one.name)
        box = "            var box = encoder.container(keyedBy: Key.self)\n"
        tag = f"            try box.encode({quoted(one.name)}, forKey: {quoted(kind.tag)})\n" if kind.tag else ""
        if one.holds:
            body = (f"{box}{tag}            try value.encode(to: encoder)\n" if kind.tag
                    else f"{box}            try box.encode(value, forKey: {quoted(one.name)})\n")
            return f"        case let .{name}(value):\n{body}"
        if not one.fields:
            body = f"{box}{tag}" if kind.tag else f"            try {quoted(one.name)}.encode(to: encoder)\n"
            return f"        case .{name}:\n{body}"
        names = ", ".join(name_of(field.name) for field in self.ordered(one.fields))
        if not kind.tag:
            box = ("            var outer = encoder.container(keyedBy: Key.self)\n            var box = outer."
                   f"nestedContainer(keyedBy: Key.self, forKey: {quoted(one.name)})\n")
        puts = "".join(f"            {self.put(field)}\n" for field in one.fields)
        return f"        case let .{name}({names}):\n{box}{tag}{puts}"

    def of_item(self, kind: Type) -> str:
        if kind.name in ITEMS:
            return ""
        openable = ", Openable" if kind.name in ("Document", "RedactedPdf") else ""
        return (doc(kind.about or "An open PDF.") + f"public final class {kind.name}: Handle{openable}, "
                "@unchecked Sendable {}\n")

    # functions

    def function(self, one: Function) -> str:
        operation, indent = one.operation, "    "
        parameters = self.ordered(one.parameters)
        rows = [self.parameter(field, True) for field in parameters]
        told = [f"- Parameter {plain_name(field.name)}: {field.about}" for field in parameters if field.about]
        gives = resolved(self.surface, operation.gives)
        arguments = ["progress"]
        if operation.long:
            if one.taken:
                rows.append(f"take: (@Sendable ({self.type(gives.of[0])}) throws -> Void)? = nil")
                told.append("- Parameter take: Takes each result as soon as it is there; the answer then holds none.")
                arguments.append("take")
            rows.append("progress: ProgressHandler? = nil")
            told.append("- Parameter progress: Hears how many units of how many are done, on any thread.")
        told.append("- Throws: ``KorrigoError``: what the engine refuses"
                    + ("; `CancellationError` when the task was cancelled." if operation.long else "."))
        inputs = [f'"{one.receiver.name}": self'] if one.receiver else []
        for field in one.parameters:
            value = name_of(field.name)
            if self.asks_document(field.type) and resolved(self.surface, field.type).kind == "list":
                value = f"Files({value})"
            inputs.append(f"{quoted(field.name)}: {value}")
        result = "" if gives.kind == "null" else f" -> {self.type(gives)}"
        joined = ", ".join(rows)
        if len(joined) > 80:
            joined = "\n        " + ",\n        ".join(rows) + "\n    "
        call = f"Call({quoted(operation.name)}, [{', '.join(inputs) or ':'}])"
        if operation.long:
            body = f"try await {call}.wait({', '.join(arguments)})"
            effects = " async throws"
        else:
            body = f"try {call}.{'done' if gives.kind == 'null' else 'run'}()"
            effects = " throws"
        static = "" if one.receiver else "static "
        return (doc(operation.about, indent, told) + f"    public {static}func {name_of(one.name)}({joined}){effects}"
                f"{result} {{\n        {body}\n    }}\n")

    def room(self, room: str) -> str:
        kinds, _ = self.surface.of_room(room)
        parts = [self.declared(kind) for kind in kinds if kind.name not in BY_HAND]
        here = [one for one in self.functions if one.operation.room == room]
        for owner in sorted({one.owner for one in here}):
            inside = "\n".join(self.function(one) for one in here if one.owner == owner)
            if owner in self.surface.types:
                parts.append(f"extension {owner} {{\n{inside}}}\n")
            else:
                parts.append(f"/// What stands under `{owner}`.\npublic enum {owner} {{\n{inside}}}\n")
        parts = [part for part in parts if part]
        return HEAD + "import Foundation\n\n" + "\n".join(parts) if parts else ""

    def codes(self) -> str:
        rows = "".join(doc(one.about, "    ") + f"    case {name_of(one.name)} = {quoted(one.name)}\n"
                       for one in self.surface.codes)
        return (HEAD + "\n/// Why something is refused: the same names in every language.\n"
                f"public enum Code: String, CaseIterable, Codable, Sendable {{\n{rows}}}\n")

    def typed(self) -> str:
        """For the tests: every operation with its input read into typed values and its answer to be written back."""
        by_room: dict[str, list[Function]] = {}
        for one in self.functions:
            by_room.setdefault(one.operation.room, []).append(one)
        text = HEAD + "@testable import Korrigo\n\n/// Makes a call through its typed function.\n"
        text += ("func typedCall(_ name: String, _ box: Parameters) async throws -> any Encodable {\n"
                 "    switch name.components(separatedBy: \"::\").dropLast().first ?? \"\" {\n").replace(
                     'name.components(separatedBy: "::").dropLast().first ?? ""', "roomOf(name)")
        text += "".join(f"    case {quoted(room)}: return try await typed{model.pascal(room)}(name, box)\n"
                        for room in sorted(by_room))
        text += "    default: throw NoSuchCall()\n    }\n}\n"
        rooms = "".join(f"    {quoted(one.operation.name)}: {quoted(one.operation.room)},\n" for one in self.functions)
        text += f"\nlet roomsOfCalls: [String: String] = [\n{rooms}]\n"
        for room, functions in sorted(by_room.items()):
            text += (f"\nprivate func typed{model.pascal(room)}(_ name: String, _ box: Parameters) async throws "
                     "-> any Encodable {\n    switch name {\n")
            text += "".join(self.typed_call(one) for one in functions)
            text += "    default: throw NoSuchCall()\n    }\n}\n"
        return text

    def typed_call(self, one: Function) -> str:
        rows = []
        for field in self.ordered(one.parameters):
            if self.asks_document(field.type):
                many = resolved(self.surface, field.type).kind == "list"
                got = f"box.{'openables' if many else 'openable'}({quoted(field.name)})"
            else:
                got = self.got(field)
            rows.append(f"{plain_name(field.name)}: {got}")
        receiver = f"try {self.got(one.receiver)}" if one.receiver else one.owner
        awaits = "await " if one.operation.long else ""
        call = f"{name_of(one.name)}({', '.join(rows)})"
        names = [field.name for field in [*one.parameters, *filter(None, [one.receiver])]]
        lines = [f"    case {quoted(one.operation.name)}:", f"        try box.only({json.dumps(names)})"]
        if one.receiver:
            lines.append(f"        let this = {receiver}")
            receiver = "this"
        if resolved(self.surface, one.operation.gives).kind == "null":
            lines += [f"        try {awaits}{receiver}.{call}", "        return JSON.null"]
        else:
            lines.append(f"        return try {awaits}{receiver}.{call}")
        return "\n".join(lines) + "\n"


def main() -> None:
    surface = model.load(sys.argv[1])
    root = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT
    swift = Swift(surface)
    files = {f"{model.pascal(room)}Calls.swift": swift.room(room) for room in surface.rooms}
    files["Code.swift"] = swift.codes()
    folder = root / "bindings-swift/swift"
    write(folder / "Sources/Korrigo/Generated", {name: text for name, text in files.items() if text}, ".swift")
    write(folder / "Tests/KorrigoTests/Generated", {"TypedCalls.swift": swift.typed()}, ".swift")


if __name__ == "__main__":
    main()
