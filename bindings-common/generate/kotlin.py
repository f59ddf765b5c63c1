"""Writes the Kotlin code of bindings-swift/kotlin from the table of calls: kotlin.py DESCRIBED [OUT]

Knows Kotlin, and how a schema becomes a class that reads and writes its JSON. What calls are made of (`Call`, `Bytes`,
`Mark`, errors) is written by hand beside what this writes.
"""
import json
import pathlib
import sys

from apps import (BY_HAND, Field, Function, Ref, Surface, Type, bare, model, optional, placed, plain_default,
                  resolved, wrapped, write)

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
HEAD = "// Written by bindings-common/generate/kotlin.py from the table of calls: change that, not this.\n"
IMPORTS = """@file:Suppress("LongParameterList", "MaxLineLength", "TooManyFunctions", "RedundantVisibilityModifier")

package org.korrigo

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonPrimitive
"""
HARD = set("as break class continue do else false for fun if in interface is null object package return super this "
           "throw true try typealias typeof val var when while".split())
SIMPLE = {"text": "String", "float": "Double", "bool": "Boolean", "any": "JsonElement", "null": "Unit"}
READ = {"text": "text()", "float": "float()", "bool": "bool()", "int": "int()", "long": "long()"}


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("$", "\\$")


def name_of(text: str) -> str:
    name = model.camel(text)
    name = f"_{name}" if name[0].isdigit() else name
    return f"`{name}`" if name in HARD else name


def constant(text: str) -> str:
    name = model.snake(text).upper() or "NONE"
    return f"_{name}" if name[0].isdigit() else name


def doc(text: str, indent: str = "", more: list[str] = ()) -> str:
    lines = wrapped(text.replace("*/", "* /").replace("/*", "/ *"), 110 - len(indent)) if text else []
    for one in more:
        first, *rest = wrapped(one.replace("*/", "* /").replace("/*", "/ *"), 104 - len(indent))
        lines += [first] + [f"  {line}" for line in rest]
    if not lines:
        return ""
    if len(lines) == 1:
        return f"{indent}/** {lines[0]} */\n"
    return "".join([f"{indent}/**\n", *(f"{indent} * {line}".rstrip() + "\n" for line in lines), f"{indent} */\n"])


class Kotlin:
    def __init__(self, surface: Surface):
        self.surface = surface
        self.functions = placed(surface)
        # Inside a union the names of its variants hide the types of the same name.
        self.hidden: set[str] = set()

    # types

    def is_long(self, ref: Ref) -> bool:
        return ref.format in ("int64", "uint64", "uint32")

    def named(self, name: str) -> str:
        name = {"Error": "KorrigoException"}.get(name, name)
        return f"org.korrigo.{name}" if name in self.hidden else name

    def type(self, ref: Ref) -> str:
        ref = resolved(self.surface, ref)
        mark = "?" if ref.nullable and ref.kind != "null" else ""
        if ref.kind == "named":
            return self.named(ref.name) + mark
        if ref.kind == "int":
            return ("Long" if self.is_long(ref) else "Int") + mark
        if ref.kind == "list" or (ref.kind == "tuple" and len(set(ref.of)) == 1):
            return f"List<{self.type(ref.of[0])}>{mark}"
        if ref.kind == "tuple":
            return f"{({2: 'Pair', 3: 'Triple'})[len(ref.of)]}<{', '.join(self.type(part) for part in ref.of)}>{mark}"
        if ref.kind == "map":
            return f"Map<String, {self.type(ref.of[0])}>{mark}"
        return SIMPLE[ref.kind] + mark

    def openable(self, ref: Ref) -> str:
        """The type of a parameter: where a document is asked for, bytes are taken, too."""
        return self.type(ref).replace("Document", "Openable") if self.asks_document(ref) else self.type(ref)

    def asks_document(self, ref: Ref) -> bool:
        ref = resolved(self.surface, ref)
        return ref.name == "Document" if ref.kind == "named" else ref.kind == "list" and self.asks_document(ref.of[0])

    def written(self, ref: Ref, value: str, depth: int = 0) -> str:
        """An expression that makes JSON of a value; `tray` is there."""
        ref = resolved(self.surface, ref)
        if ref.nullable:
            it = f"one{depth}"
            inner = self.written(bare(ref), it, depth + 1)
            return f"({value}?.let {{ {it} -> {inner} }} ?: JsonNull)"
        it = f"one{depth}"
        if ref.kind == "named":
            return f"{value}.write(tray)"
        if ref.kind == "any":
            return value
        if ref.kind == "null":
            return "JsonNull"
        if ref.kind == "list" or (ref.kind == "tuple" and len(set(ref.of)) == 1):
            return f"list({value}) {{ {it} -> {self.written(ref.of[0], it, depth + 1)} }}"
        if ref.kind == "tuple":
            names = ("first", "second", "third")
            parts = ", ".join(self.written(part, f"{value}.{name}", depth) for part, name in zip(ref.of, names))
            return f"tuple({parts})"
        if ref.kind == "map":
            return f"map({value}) {{ {it} -> {self.written(ref.of[0], it, depth + 1)} }}"
        return f"plain({value})"

    def read(self, ref: Ref, value: str, depth: int = 0) -> str:
        """An expression that makes a value of JSON; `tray` is there."""
        ref = resolved(self.surface, ref)
        it = f"one{depth}"
        if ref.nullable:
            inner = self.read(bare(ref), it, depth + 1)
            return f"{value}.orNull()?.let {{ {it} -> {inner} }}"
        if ref.kind == "named":
            return f"{self.named(ref.name)}.read({value}, tray)"
        if ref.kind == "any":
            return value
        if ref.kind == "null":
            return "Unit"
        if ref.kind == "list" or (ref.kind == "tuple" and len(set(ref.of)) == 1):
            return f"{value}.list {{ {it} -> {self.read(ref.of[0], it, depth + 1)} }}"
        if ref.kind == "tuple":
            name = {2: "Pair", 3: "Triple"}[len(ref.of)]
            return f"{name}({', '.join(self.read(part, f'{value}.at({i})', depth) for i, part in enumerate(ref.of))})"
        if ref.kind == "map":
            return f"{value}.mapping {{ {it} -> {self.read(ref.of[0], it, depth + 1)} }}"
        return f"{value}.{READ['long' if ref.kind == 'int' and self.is_long(ref) else ref.kind]}"

    def default(self, field: Field) -> str | None:
        """What a parameter is when it is left out."""
        if optional(self.surface, field):
            return "null"
        value = plain_default(self.surface, field)
        ref = resolved(self.surface, field.type)
        if value is None:
            return None
        if value == [] or value == {}:
            return "emptyList()" if value == [] else "emptyMap()"
        if ref.kind == "named" and self.surface.types[ref.name].kind == "number":
            return f"{self.named(ref.name)}({value}{'' if self.surface.types[ref.name].target.kind == 'float' else 'L'})"
        if ref.kind == "named":
            return f"{self.named(ref.name)}.{constant(value)}"
        if ref.kind == "bool":
            return "true" if value else "false"
        if ref.kind == "text":
            return quoted(value)
        return repr(float(value)) if ref.kind == "float" else f"{value}{'L' if self.is_long(ref) else ''}"

    def field_type(self, field: Field, openable: bool = False) -> str:
        name = self.openable(field.type) if openable else self.type(field.type)
        return name + ("?" if optional(self.surface, field) and not name.endswith("?") else "")

    def parameter(self, field: Field, openable: bool = False) -> str:
        default = self.default(field)
        return f"{name_of(field.name)}: {self.field_type(field, openable)}" + (f" = {default}" if default else "")

    def put(self, field: Field, value: str) -> str:
        """JSON of a field's value, or null to leave it out."""
        ref = resolved(self.surface, field.type)
        if optional(self.surface, field):
            return f"{value}?.let {{ {self.written(bare(ref), 'it', 0)} }}"
        return self.written(ref, value)

    def got(self, field: Field) -> str:
        """A field's value of the object `json`."""
        ref = resolved(self.surface, field.type)
        if field.flat:
            return self.read(ref, "json")
        if optional(self.surface, field):
            return f"json.maybe({quoted(field.name)})?.let {{ {self.read(bare(ref), 'it')} }}"
        default = self.default(field)
        if default is not None:
            return f"json.maybe({quoted(field.name)})?.let {{ {self.read(bare(ref), 'it')} }} ?: {default}"
        return self.read(ref, f"json.part({quoted(field.name)})")

    # declarations

    def fields(self, fields: list[Field], indent: str, keyword: str = "public val ") -> str:
        ordered = [one for one in fields if self.default(one) is None] + [
            one for one in fields if self.default(one) is not None]
        return "".join(doc(one.about, indent) + f"{indent}{keyword}{self.parameter(one)},\n" for one in ordered)

    def object(self, fields: list[Field], tag: tuple[str, str] | None = None) -> str:
        """An expression: the JSON object of these fields of `this`."""
        flat = [one for one in fields if one.flat]
        first = [f"{quoted(tag[0])} to JsonPrimitive({quoted(tag[1])})"] if tag else []
        parts = first + [f"{quoted(one.name)} to {self.put(one, name_of(one.name))}" for one in fields if not one.flat]
        made = f"record({', '.join(parts)})"
        return made + "".join(f" + {self.written(one.type, name_of(one.name))}" for one in flat)

    def made(self, name: str, fields: list[Field], indent: str) -> str:
        """An expression: the class of these fields, read from `json`."""
        parts = "".join(f"{indent}    {name_of(one.name)} = {self.got(one)},\n" for one in fields)
        return f"{name}(\n{parts}{indent})"

    def companion(self, kind: Type, read: str, indent: str = "    ") -> str:
        """The companion object: reads, and holds the functions that have no receiver."""
        statics = self.members(kind.name, False, indent + "    ")
        return (f"{indent}public companion object : Reader<{self.named(kind.name)}>() {{\n"
                f"{indent}    override fun read(json: JsonElement, tray: Tray): {self.named(kind.name)} =\n"
                f"{indent}        {read}\n{statics}{indent}}}\n")

    def body(self, kind: Type, write: str, read: str) -> str:
        return (f"    override fun write(tray: Tray): JsonElement = {write}\n"
                f"{self.members(kind.name, True, '    ')}\n{self.companion(kind, read)}")

    def declared(self, kind: Type) -> str:
        return getattr(self, f"of_{kind.kind}")(kind)

    def of_alias(self, kind: Type) -> str:
        return ""

    def of_text(self, kind: Type) -> str:
        return (doc(kind.about or "A text of its own kind.") + f"@JvmInline\npublic value class {kind.name}("
                "public val value: String) : Value {\n    override fun toString(): String = value\n\n"
                + self.body(kind, "JsonPrimitive(value)", f"{kind.name}(json.text())") + "}\n")

    def of_number(self, kind: Type) -> str:
        target = kind.target
        number, read = ("Double", "float()") if target.kind == "float" else ("Long", "long()")
        return (doc(kind.about or "A number of its own kind.") + f"@JvmInline\npublic value class {kind.name}("
                f"public val value: {number}) : Value {{\n    override fun toString(): String = value.toString()\n\n"
                + self.body(kind, "plain(value)", f"{kind.name}(json.{read})") + "}\n")

    def of_enum(self, kind: Type) -> str:
        rows = "".join(doc(one.about, "    ") + f"    {constant(one.name)}({quoted(one.name)}),\n"
                       for one in kind.variants)
        return (doc(kind.about) + f"public enum class {kind.name}(\n    /** As it is written in JSON. */\n"
                f"    public val json: String,\n) : Value {{\n{rows}    ;\n\n"
                + self.body(kind, "JsonPrimitive(json)",
                            f"json.text().let {{ text -> entries.find {{ it.json == text }} ?: unknown(text) }}") + "}\n")

    def of_record(self, kind: Type) -> str:
        head = doc(kind.about) + (f"public data class {kind.name}(\n{self.fields(kind.fields, '    ')}) : Value {{\n"
                                  if kind.fields else f"public class {kind.name} : Value {{\n")
        read = self.made(kind.name, kind.fields, "        ") if kind.fields else f"{kind.name}()"
        return head + self.body(kind, self.object(kind.fields), read) + "}\n"

    def of_union(self, kind: Type) -> str:
        names = {model.pascal(one.name) for one in kind.variants}
        self.hidden = names
        shapes, cases = [], []
        for one in kind.variants:
            shapes.append(self.shape(kind, one))
            name = model.pascal(one.name)
            cases.append(f"            {quoted(one.name)} -> {self.shape_read(kind, one, name)}\n")
        read = (f"when (val which = {'json.tag(' + quoted(kind.tag) + ')' if kind.tag else 'json.variant()'}) {{\n"
                f"{''.join(cases)}            else -> unknown(which)\n        }}")
        text = (doc(kind.about) + f"public sealed interface {kind.name} : Value {{\n{''.join(shapes)}"
                f"{self.members(kind.name, True, '    ')}\n{self.companion(kind, read)}}}\n")
        self.hidden = set()
        return text

    def shape(self, kind: Type, one) -> str:
        name, indent = model.pascal(one.name), "        "
        head = doc(one.about, "    ")
        if one.holds and kind.tag:
            tagged = f"record({quoted(kind.tag)} to JsonPrimitive({quoted(one.name)})) + {self.written(one.holds, 'value')}"
            return (f"{head}    public data class {name}(public val value: {self.type(one.holds)}) : {kind.name} {{\n"
                    f"{indent}override fun write(tray: Tray): JsonElement = {tagged}\n    }}\n\n")
        if one.holds:
            written = f"record({quoted(one.name)} to {self.written(one.holds, 'value')})"
            return (f"{head}    public data class {name}(public val value: {self.type(one.holds)}) : {kind.name} {{\n"
                    f"{indent}override fun write(tray: Tray): JsonElement = {written}\n    }}\n\n")
        if not one.fields:
            written = (f"record({quoted(kind.tag)} to JsonPrimitive({quoted(one.name)}))" if kind.tag
                       else f"JsonPrimitive({quoted(one.name)})")
            return (f"{head}    public data object {name} : {kind.name} {{\n"
                    f"{indent}override fun write(tray: Tray): JsonElement = {written}\n    }}\n\n")
        inner = (self.object(one.fields, (kind.tag, one.name)) if kind.tag
                 else f"record({quoted(one.name)} to {self.object(one.fields)})")
        return (f"{head}    public data class {name}(\n{self.fields(one.fields, indent)}    ) : {kind.name} {{\n"
                f"{indent}override fun write(tray: Tray): JsonElement = {inner}\n    }}\n\n")

    def shape_read(self, kind: Type, one, name: str) -> str:
        inner = "json" if kind.tag else f"json.part({quoted(one.name)})"
        if one.holds:
            return f"{name}({self.read(one.holds, inner)})"
        if not one.fields:
            return name
        if kind.tag:
            return self.made(name, one.fields, "            ")
        return f"{inner}.let {{ json -> {self.made(name, one.fields, '            ')} }}"

    def of_item(self, kind: Type) -> str:
        if kind.name in ("Bytes", "Store"):
            return ""
        openable = ", Openable" if kind.name in ("Document", "RedactedPdf") else ""
        return (doc(kind.about or "An open PDF.") + f"public class {kind.name} internal constructor(item: Item) : "
                f"Handle(item){openable} {{\n{self.members(kind.name, True, '    ')}\n"
                + self.companion(kind, f"{kind.name}(tray.item(json))") + "}\n").replace(
                    "internal constructor(item: Item)", "internal constructor(item: org.korrigo.ffi.Item)")

    # functions

    def members(self, owner: str, received: bool, indent: str) -> str:
        return "".join("\n" + self.function(one, indent) for one in self.functions
                       if one.owner == owner and (one.receiver is not None) == received and owner not in BY_HAND)

    def function(self, one: Function, indent: str, on: str = "") -> str:
        operation = one.operation
        rows = [self.parameter(field, True) for field in self.ordered(one.parameters)]
        told = [f"@param {name_of(field.name).strip('`')} {field.about}" for field in self.ordered(one.parameters)
                if field.about]
        if operation.long:
            if one.taken:
                element = resolved(self.surface, operation.gives).of[0]
                rows.append(f"take: ((result: {self.type(element)}) -> Unit)? = null")
                told.append("@param take Takes each result as soon as it is there; the answer then holds none.")
            rows.append("onProgress: ProgressListener? = null")
            told.append("@param onProgress Hears how many units of how many are done, on any thread.")
        told.append("@throws KorrigoException what the engine refuses")
        gives = resolved(self.surface, operation.gives)
        result = "Unit" if gives.kind == "null" else self.type(gives)
        head = f"{'suspend ' if operation.long else ''}fun {on}{name_of(one.name)}"
        joined = ", ".join(rows)
        listed = (f"\n{''.join(f'{indent}    {row},{chr(10)}' for row in rows)}{indent}" if len(joined) > 70 else joined)
        lines = [f"{indent}public {head}({listed}): {result} ="]
        lines.append(f"{indent}    Call({quoted(operation.name)})")
        if one.receiver:
            lines.append(f"{indent}        .with({quoted(one.receiver.name)}) {{ tray -> write(tray) }}")
        for field in one.parameters:
            lines.append(f"{indent}        .with({quoted(field.name)}) {{ tray -> "
                         f"{self.put(field, name_of(field.name))} }}")
        read = f"{{ json, tray -> {self.read(gives, 'json')} }}"
        if operation.long:
            taken = ("take?.let { own -> { json, tray -> own("
                     + self.read(gives.of[0], "json") + ") } }" if one.taken else "null")
            lines.append(f"{indent}        .await(onProgress, {taken}) {read}")
        else:
            lines.append(f"{indent}        .run {read}")
        return doc(operation.about, indent, told) + "\n".join(lines) + "\n"

    def ordered(self, fields: list[Field]) -> list[Field]:
        return sorted(fields, key=lambda one: self.default(one) is not None)

    def room(self, room: str) -> str:
        """All types and functions of a room."""
        kinds, _ = self.surface.of_room(room)
        parts = [self.declared(kind) for kind in kinds if kind.name not in BY_HAND]
        parts += self.loose(room)
        parts = [part for part in parts if part]
        return HEAD + IMPORTS + "\n" + "\n".join(parts) if parts else ""

    def loose(self, room: str) -> list[str]:
        """Functions of owners that are no generated class: rooms, types of their own name, types written by hand."""
        by_hand = BY_HAND | {"Bytes", "Store"}
        here = [one for one in self.functions if one.operation.room == room
                and (one.owner not in self.surface.types or one.owner in by_hand)]
        parts = []
        for owner in sorted({one.owner for one in here}):
            own = [one for one in here if one.owner == owner]
            if owner in by_hand:
                parts += [self.function(one, "", f"{owner}." if one.receiver else f"{owner}.Companion.") for one in own]
                continue
            inside = "\n".join(self.function(one, "    ") for one in own)
            parts.append(f"/** What stands under `{owner}`. */\npublic object {owner} {{\n{inside}}}\n")
        return parts

    def codes(self) -> str:
        rows = "".join(doc(about, "    ") + f"    {constant(code)}({quoted(code)}),\n"
                       for code, about in codes(self.surface))
        return (HEAD + "\npackage org.korrigo\n\n/** Why something is refused: the same names in every language. */\n"
                "public enum class Code(\n    /** As it is written everywhere. */\n    public val json: String,\n) {\n"
                f"{rows}    ;\n\n    override fun toString(): String = json\n\n    public companion object {{\n"
                "        /** The code of a name; `INTERNAL` for one that is not known here. */\n"
                "        public fun of(name: String): Code = entries.find { it.json == name } ?: INTERNAL\n    }\n}\n")

    def typed(self) -> str:
        """For the tests: every operation with its input read into typed values and its answer written back."""
        rows = []
        for one in self.functions:
            rows.append(self.typed_call(one))
        return (HEAD + "\npackage org.korrigo\n\nimport kotlinx.serialization.json.JsonElement\n"
                "import kotlinx.serialization.json.JsonNull\n\n"
                "/** Makes a call through its typed function. */\n"
                "internal val typedCalls: Map<String, suspend (JsonElement, Tray) -> (Tray) -> JsonElement> = mapOf(\n"
                + "".join(f"    {quoted(one.operation.name)} to {{ json, tray -> {row(one)} }},\n" for one in self.functions)
                + ")\n\n" + "\n".join(rows))

    def typed_call(self, one: Function) -> str:
        arguments = ", ".join(f"{name_of(field.name)} = {self.got_argument(field)}" for field in one.parameters)
        on = self.got_argument(one.receiver, False) if one.receiver else one.owner
        gives = resolved(self.surface, one.operation.gives)
        names = [field.name for field in [*one.parameters, *filter(None, [one.receiver])]]
        written = "JsonNull" if gives.kind == "null" else self.written(gives, "result")
        return (f"private suspend fun {row(one).split('(')[0]}(json: JsonElement, tray: Tray): (Tray) -> JsonElement {{\n"
                f"    only(json{''.join(', ' + quoted(name) for name in names)})\n"
                f"    val result = {on}.{name_of(one.name)}({arguments})\n"
                f"    return {{ tray -> {written} }}\n}}\n")

    def got_argument(self, field: Field, openable: bool = True) -> str:
        if openable and self.asks_document(field.type):
            ref = resolved(self.surface, field.type)
            part = f"json.part({quoted(field.name)})"
            return f"{part}.list {{ openable(it, tray) }}" if ref.kind == "list" else f"openable({part}, tray)"
        return self.got(field)


def row(one: Function) -> str:
    return f"{model.camel(one.operation.name.replace('::', '_'))}(json, tray)"


def codes(surface: Surface) -> list[tuple[str, str]]:
    return [(one.name, one.about) for one in surface.codes]


def main() -> None:
    surface = model.load(sys.argv[1])
    root = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT
    kotlin = Kotlin(surface)
    files = {f"{model.pascal(room)}.kt": kotlin.room(room) for room in surface.rooms}
    files["Code.kt"] = kotlin.codes()
    folder = root / "bindings-swift/kotlin/src"
    write(folder / "main/kotlin/org/korrigo/generated", {name: text for name, text in files.items() if text}, ".kt")
    write(folder / "test/kotlin/org/korrigo/generated", {"TypedCalls.kt": kotlin.typed()}, ".kt")


if __name__ == "__main__":
    main()
