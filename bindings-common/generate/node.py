#!/usr/bin/env python3
"""Writes the typed layer of the npm package: a module and its declarations for every room, and the index over them.

  node.py DESCRIPTION [OUT]     OUT: the package's folder, instead of bindings-node itself

Values are the JSON that korrigo stores; functions and parameters have the names that JavaScript likes.
"""
import json
import pathlib
import re
import sys

from model import Operation, Ref, Surface, Type, camel, load, pascal

HEAD = "// Written by bindings-common/generate/node.py from the table of calls; do not edit.\n"
# Names of rooms and functions that JavaScript keeps for itself.
NAMESPACES = {"export": "exporting"}
RESERVED = {"new": "create", "delete": "remove", "default": "usual", "export": "exported", "import": "imported"}
RENAMED = {"exam::AnonymousId::as_str": "parse", "exam::ExamKey::to_text": "parse"}
# What a room offers beside the table: written by hand.
BESIDE = {"export": "zip"}
# Long calls that hand over their results one by one, and what that is called.
EACH = {"split::apply": "each"}
CALL_OPTIONS = ("signal", "onProgress", "threads")
# More than so many are named, not counted.
MOST_POSITIONAL = 3
CLASSES = {"Document": "Document", "RedactedPdf": "RedactedPdf", "Store": "Store", "MemoryStore": "Store"}
ABOUT_CLASSES = {
    "Document": "A PDF that was opened. Short to pass on: the file is not copied. It stays in its thread.",
    "RedactedPdf": "A PDF that was proven to show nobody's name: the one kind that markers may get.",
    "Store": "Where copies are kept: a store in memory.",
}
HOMES = {"Document": "document", "RedactedPdf": "redact", "Store": "store"}


def function_name(operation: Operation) -> str:
    name = RENAMED.get(operation.name, operation.function)
    return RESERVED.get(name, camel(name))


def tidy(text: str) -> str:
    """What is said of Rust's printing is not for readers of JavaScript, and nothing is `null` there."""
    text = re.sub(r"[^.]*`Debug`[^.]*\.\s*", "", text).replace("`None`", "`null`")
    return "\n".join(line.strip() for line in text.split("\n")).strip()


def comment(text: str, indent: str = "", extra: list[str] = ()) -> str:
    """A JSDoc comment, or nothing."""
    lines = [line for line in [*tidy(text).replace("*/", "* /").split("\n"), *extra] if line.strip()]
    if not lines:
        return ""
    if len(lines) == 1:
        return f"{indent}/** {lines[0]} */\n"
    return f"{indent}/**\n" + "".join(f"{indent} * {line}\n" for line in lines) + f"{indent} */\n"


def key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z_$][\w$]*", name) else json.dumps(name)


def default(one) -> list[str]:
    """What stands for a field that is left out."""
    value = int(one.default) if isinstance(one.default, float) and one.default.is_integer() else one.default
    return [] if value in (None, [], {}) else [f"@default {json.dumps(value)}"]


class Room:
    """One room's module and declarations."""

    def __init__(self, surface: Surface, name: str):
        self.surface, self.name = surface, name
        self.types, self.operations = surface.of_room(name)
        self.imports: dict[str, set] = {}
        self.uses: set = set()

    # ---- types

    def named(self, name: str) -> str:
        home = "document" if name == "DocumentLike" else HOMES.get(name) or self.surface.types[name].room
        if home != self.name:
            self.imports.setdefault(home, set()).add(name)
        return name

    def ts(self, ref: Ref, given: bool) -> str:
        """The TypeScript of a type, where a call gives it or takes it."""
        return self.plain(ref, given) + (" | null" if ref.nullable and ref.kind != "null" else "")

    def plain(self, ref: Ref, given: bool) -> str:
        if ref.kind == "named":
            if self.surface.types[ref.name].kind != "item":
                return self.named(ref.name)
            if ref.name == "Bytes":
                return "Buffer" if given else "Uint8Array"
            return self.named("DocumentLike" if ref.name == "Document" and not given else ref.name)
        if ref.kind == "list":
            of = self.ts(ref.of[0], given)
            return f"({of})[]" if "|" in of and of[0] not in "[{" else f"{of}[]"
        if ref.kind == "tuple":
            return f"[{', '.join(self.ts(part, given) for part in ref.of)}]"
        if ref.kind == "map":
            return f"{{ [key: string]: {self.ts(ref.of[0], given)} }}"
        return {"text": "string", "int": "number", "float": "number", "bool": "boolean", "any": "unknown",
                "null": "null"}[ref.kind]

    def fields(self, fields: list, given: bool, indent: str = "  ") -> str:
        out = ""
        for one in fields:
            if not one.flat:
                extra = default(one)
                mark = "" if one.required else "?"
                out += comment(one.about, indent, extra)
                out += f"{indent}{key(one.name)}{mark}: {self.ts(one.type, given)};\n"
        return out

    def type(self, kind: Type) -> str:
        given = kind.given and not kind.handed_in
        told = comment(kind.about)
        name = kind.name
        if name == "Code":
            return f"{told}export type Code =\n" + "\n".join(f"  | {json.dumps(one.name)}" for one in self.surface.codes) + ";\n"
        if kind.kind in ("text", "number"):
            return f"{told}export type {name} = {'string' if kind.kind == 'text' else 'number'};\n"
        if kind.kind == "alias":
            return f"{told}export type {name} = {self.ts(kind.target, given)};\n"
        if kind.kind == "enum":
            lines = [comment(one.about, "  ") + f"  | {json.dumps(one.name)}" for one in kind.variants]
            return f"{told}export type {name} =\n" + "\n".join(lines) + ";\n"
        if kind.kind == "union":
            lines = [comment(one.about, "  ") + f"  | {self.variant(one, kind.tag, given)}" for one in kind.variants]
            return f"{told}export type {name} =\n" + "\n".join(lines) + ";\n"
        flat = [self.ts(one.type, given) for one in kind.fields if one.flat]
        body = self.fields(kind.fields, given)
        if flat:
            return f"{told}export type {name} = {{\n{body}}} & {' & '.join(flat)};\n"
        return f"{told}export interface {name} {{\n{body}}}\n"

    def variant(self, one, tag: str | None, given: bool) -> str:
        parts = "; ".join(f"{key(part.name)}{'' if part.required else '?'}: {self.ts(part.type, given)}"
                          for part in one.fields if not part.flat)
        flat = "".join(f" & {self.ts(part.type, given)}" for part in one.fields if part.flat)
        if tag:
            held = f" & {self.ts(one.holds, given)}" if one.holds else ""
            return f"{{ {tag}: {json.dumps(one.name)}{'; ' + parts if parts else ''} }}{held}{flat}"
        if one.holds:
            return f"{{ {key(one.name)}: {self.ts(one.holds, given)} }}"
        return f"{{ {key(one.name)}: {{ {parts} }}{flat} }}" if one.fields else json.dumps(one.name)

    # ---- items

    def item_of(self, ref: Ref) -> str | None:
        named = ref.kind == "named" and self.surface.types[ref.name].kind == "item"
        return ref.name if named else None

    def paths(self, ref: Ref, seen: tuple = ()) -> list[list[str]]:
        """Where in a value items are."""
        if self.item_of(ref):
            return [[]]
        found = []
        if ref.kind in ("list", "map", "tuple"):
            for part in ref.of[:1] if ref.kind != "tuple" else ref.of:
                found += [["*", *path] for path in self.paths(part, seen)]
        elif ref.kind == "named" and ref.name not in seen:
            kind, seen = self.surface.types[ref.name], (*seen, ref.name)
            for one in kind.fields:
                found += [([] if one.flat else [one.name]) + path for path in self.paths(one.type, seen)]
            for variant in kind.variants:
                for one in variant.fields:
                    found += [([] if kind.tag else [variant.name]) + [one.name] + path
                              for path in self.paths(one.type, seen)]
                if variant.holds:
                    found += [([] if kind.tag else [variant.name]) + path for path in self.paths(variant.holds, seen)]
            if kind.target:
                found += self.paths(kind.target, seen)
        return [list(path) for path in dict.fromkeys(tuple(path) for path in found)]

    # ---- functions

    def place(self, operation: Operation) -> tuple[str, str | None]:
        """Where an operation stands: `class`, `static`, `type` or `room`, and of which name."""
        if operation.type in CLASSES:
            receiver = operation.this and self.item_of(operation.this.type)
            return ("class" if receiver else "static"), CLASSES[operation.type]
        if operation.type is None and operation.this is None:
            if any(self.item_of(one.type) == "Store" and one.required for one in operation.parameters):
                return "class", "Store"
        return ("type", operation.type) if operation.type else ("room", None)

    def shape(self, operation: Operation):
        """Its receiver, the parameters that are counted, those that are named, and one whose fields are options."""
        place, _ = self.place(operation)
        parameters = list(operation.parameters)
        receiver = operation.this
        if place == "class" and receiver is None:
            receiver = next(one for one in parameters if self.item_of(one.type) == "Store")
            parameters.remove(receiver)
        required = [one for one in parameters if one.required]
        named = [one for one in parameters if not one.required]
        if len(required) > MOST_POSITIONAL:
            required, named = [], parameters
        taken = {camel(one.name) for one in named} | set(CALL_OPTIONS)
        spread = next((one for one in named if self.spreads(one, taken)), None)
        return receiver, required, [one for one in named if one is not spread], spread

    def spreads(self, one, taken: set) -> bool:
        kind = self.surface.types.get(one.type.name) if one.type.kind == "named" else None
        return (one.name == "options" and not one.required and kind is not None and kind.kind == "record"
                and not any(part.flat or part.name in taken for part in kind.fields))

    def receiver_name(self, operation: Operation) -> str:
        return camel(self.item_of(operation.this.type) or operation.type or "value")

    def parameter_name(self, operation: Operation, name: str) -> str:
        return camel(f"new_{operation.type or name}") if name == "new" else camel(name)

    def declaration(self, operation: Operation, name: str, each: bool = False, indent: str = "") -> str:
        place, _ = self.place(operation)
        receiver, required, named, spread = self.shape(operation)
        parts, notes = [], []
        if receiver and place != "class":
            parts.append(f"{self.receiver_name(operation)}: {self.ts(receiver.type, False)}")
        for one in required:
            parts.append(f"{self.parameter_name(operation, one.name)}: {self.ts(one.type, False)}")
            if one.about:
                notes.append(f"@param {self.parameter_name(operation, one.name)} {one.about}")
        if named or spread or operation.long:
            inner = ""
            for one in named:
                extra = default(one)
                inner += comment(one.about, f"{indent}  ", extra)
                inner += f"{indent}  {camel(one.name)}{'' if one.required else '?'}: {self.ts(one.type, False)};\n"
            kinds = [f"{{\n{inner}{indent}}}"] if inner else []
            if spread:
                kinds.append(self.ts(spread.type, False).removesuffix(" | null"))
            if operation.long:
                self.uses.add("CallOptions")
                kinds.append("CallOptions")
            must = any(one.required for one in named)
            parts.append(f"options{'' if must else '?'}: {' & '.join(kinds)}")
        gives = self.ts(operation.gives, True)
        gives = "void" if gives == "null" else gives
        if each:
            gives = f"AsyncGenerator<{self.ts(operation.gives.of[0], True)}, void, undefined>"
        elif operation.long:
            gives = f"Promise<{gives}>"
        told = operation.about
        if each:
            told = "As `apply`, but gives each result as soon as it is there: no more than a few are in memory."
        return comment(told, indent, notes), f"{name}({', '.join(parts)}): {gives};\n"

    def body(self, operation: Operation, each: bool = False) -> str:
        """The JavaScript of a function."""
        place, _ = self.place(operation)
        receiver, required, named, spread = self.shape(operation)
        arguments, parts = [], []
        if receiver and place == "class":
            parts.append(f"{receiver.name}: this")
        elif receiver:
            arguments.append(self.receiver_name(operation))
            parts.append(f"{receiver.name}: {self.checked(receiver.type, self.receiver_name(operation))}")
        for one in required:
            arguments.append(self.parameter_name(operation, one.name))
            value = self.checked(one.type, self.parameter_name(operation, one.name))
            parts.append(one.name if value == one.name else f"{one.name}: {value}")
        if named or spread or operation.long:
            arguments.append("options")
        if named or spread:
            names = ", ".join(f"{camel(one.name)}: {json.dumps(one.name)}" for one in named)
            more = ""
            if spread:
                fields = self.surface.types[spread.type.name].fields
                more = f", {json.dumps([one.name for one in fields])}"
            parts.append(f"...chosen(options, {{ {names} }}{more})" if names else f"...chosen(options, {{}}{more})")
            self.uses.add("chosen")
        elif operation.long:
            parts.append("...chosen(options, {})")
            self.uses.add("chosen")
        value = f"{{ {', '.join(parts)} }}" if parts else "{}"
        paths = self.paths(operation.gives)
        if each:
            paths = [path[1:] for path in paths]
        where = f", {json.dumps(paths)}" if paths else ""
        calls = "every" if each else "wait" if operation.long else "sync"
        self.uses.add(calls)
        handed = ", options" if operation.long else ""
        made = f"return {calls}({json.dumps(operation.name)}, {value}{handed}{where});"
        return f"({', '.join(arguments)}) {{ {made} }}"

    def checked(self, ref: Ref, name: str) -> str:
        item = self.item_of(ref)
        listed = ref.kind == "list" and self.item_of(ref.of[0])
        if item and not ref.nullable:
            self.uses.add("item")
            return f'item({name}, "{item}")'
        if listed:
            self.uses.add("listed")
            return f'listed({name}, "{listed}")'
        return name

    def functions(self) -> list[tuple[Operation, str, bool]]:
        found = []
        for operation in self.operations:
            found.append((operation, function_name(operation), False))
            if operation.name in EACH:
                found.append((operation, EACH[operation.name], True))
        return found

    # ---- files

    def declarations(self) -> str:
        classes = {name: [] for name, home in HOMES.items() if home == self.name}
        spaces: dict[str, list] = {}
        own = []
        for operation, name, each in self.functions():
            place, owner = self.place(operation)
            if place in ("class", "static"):
                told, text = self.declaration(operation, name, each, "  ")
                classes[owner].append(f"{told}  {'static ' if place == 'static' else ''}{text}")
            elif place == "type":
                told, text = self.declaration(operation, name, each, "  ")
                spaces.setdefault(owner, []).append(f"{told}  function {text}")
            else:
                told, text = self.declaration(operation, name, each)
                own.append(f"{told}export function {text}")
        parts = []
        for name, members in classes.items():
            parts.append(f"{comment(ABOUT_CLASSES[name])}export class {name} {{\n  private constructor();\n"
                         + "".join(members) + "}\n")
        if self.name == "document":
            self.imports.setdefault("redact", set()).add("RedactedPdf")
            parts.append("/** A PDF wherever one is read: opened, redacted, or a file that is opened with the usual options. */\n"
                         "export type DocumentLike = Document | RedactedPdf | Uint8Array;\n")
        for kind in self.types:
            if kind.kind != "item":
                parts.append(self.type(kind))
            if kind.name in spaces:
                parts.append(self.space(kind.name, spaces.pop(kind.name)))
        for name, members in spaces.items():
            parts.append(self.space(name, members))
        imports = [f"import type {{ {', '.join(sorted(names))} }} from './{room}.js';\n"
                   for room, names in sorted(self.imports.items())]
        if "CallOptions" in self.uses:
            imports.append("import type { CallOptions } from '../runtime.js';\n")
        if self.name in BESIDE:
            parts.insert(0, f"export * from '../{BESIDE[self.name]}.js';\n")
        return HEAD + '/// <reference types="node" />\n' + "".join(imports) + "\n" + "\n".join(parts + own)

    def space(self, name: str, members: list[str]) -> str:
        return f"export namespace {name} {{\n" + "".join(members) + "}\n"

    def module(self) -> str:
        lines, spaces, classes = [], {}, {}
        for operation, name, each in self.functions():
            place, owner = self.place(operation)
            # An error in the arguments of a long call rejects its promise.
            wait = "async " if operation.long and not each else ""
            method = f"{wait}{name}{self.body(operation, each)}"
            if place in ("class", "static"):
                classes.setdefault((owner, place), []).append(method)
            elif place == "type":
                spaces.setdefault(owner, []).append(method)
            else:
                lines.append(method)
        out = ""
        for (owner, place), methods in classes.items():
            target = owner if place == "static" else f"{owner}.prototype"
            self.uses |= {"extend", owner}
            out += f"extend({target}, {{\n" + "".join(f"  {one},\n" for one in methods) + "});\n\n"
        own = [name for name, home in HOMES.items() if home == self.name]
        self.uses |= set(own)
        out += "module.exports = {\n" + "".join(f"  {name},\n" for name in own)
        for name, methods in spaces.items():
            out += f"  {name}: {{\n" + "".join(f"    {one},\n" for one in methods) + "  },\n"
        out += "".join(f"  {one},\n" for one in lines) + "};\n"
        if self.name in BESIDE:
            out = out.replace("module.exports = {\n", f"module.exports = {{\n  ...require('../{BESIDE[self.name]}.js'),\n")
        uses = sorted(self.uses - {"CallOptions"})
        need = f"const {{ {', '.join(uses)} }} = require('../runtime.js');\n\n" if uses else ""
        return f"{HEAD}'use strict';\n\n{need}{out}"


def typed(surface: Surface, rooms: list[Room]) -> str:
    """For the tests: every operation through its typed function, from the input of its raw call."""
    out = HEAD + "// Every operation through its typed function, from the input of its raw call; `items` is where files stand in it.\n"
    names = [NAMESPACES.get(room.name, room.name) for room in rooms if room.operations]
    out += f"import {{ {', '.join([*names, *HOMES])} }} from '../lib/index.mjs';\n\nexport const typed = {{\n"
    for room in rooms:
        for operation in room.operations:
            place, owner = room.place(operation)
            receiver, required, named, spread = room.shape(operation)
            space = NAMESPACES.get(room.name, room.name)
            callee = {"class": f"i.{receiver.name}" if receiver else "", "static": owner,
                      "type": f"{space}.{owner}", "room": space}[place]
            arguments = [f"i.{receiver.name}"] if receiver and place != "class" else []
            arguments += [f"i.{one.name}" for one in required]
            if named or spread or operation.long:
                chosen = [f"{camel(one.name)}: i.{one.name}" for one in named]
                chosen += [f"...i.{spread.name}"] if spread else []
                chosen += ["...o"] if operation.long else []
                arguments.append(f"{{ {', '.join(chosen)} }}")
            items = []
            for one in [*operation.parameters, *([operation.this] if operation.this else [])]:
                items += [[one.name, *path] for path in room.paths(one.type)]
            held = f'receiver: "{owner}", ' if place == "class" else ""
            out += (f"  {json.dumps(operation.name)}: {{ {held}items: {json.dumps(items)}, "
                    f"call: (i, o) => {callee}.{function_name(operation)}({', '.join(arguments)}) }},\n")
    return out + "};\n"


def index(surface: Surface, rooms: list[Room]) -> dict[str, str]:
    spaces = {room.name: NAMESPACES.get(room.name, room.name) for room in rooms if room.operations}
    classes = list(HOMES)
    plain = ["KorrigoError", "call", "callSync", "each", "describe", "version"]
    cjs = f"{HEAD}'use strict';\n\nconst runtime = require('./runtime.js');\n\nmodule.exports = {{\n"
    cjs += "".join(f"  {space}: require('./rooms/{room}.js'),\n" for room, space in spaces.items())
    cjs += "".join(f"  {name}: runtime.{name},\n" for name in [*classes, *plain]) + "};\n"
    names = [*spaces.values(), *classes, *plain]
    esm = f"{HEAD}import korrigo from './index.js';\n\n"
    esm += "export const {\n" + "".join(f"  {name},\n" for name in names) + "} = korrigo;\n"
    types = HEAD + "".join(f"export * as {space} from './rooms/{room}.js';\n" for room, space in spaces.items())
    for room in rooms:
        # `Error` is JavaScript's own: ours is `KorrigoError`.
        own = sorted(kind.name for kind in room.types if kind.kind != "item" and kind.name != "Error")
        if own:
            types += f"export type {{ {', '.join(own)} }} from './rooms/{room.name}.js';\n"
    for name, home in HOMES.items():
        types += f"export {{ {name} }} from './rooms/{home}.js';\n"
    types += "export type { Error as ErrorValue } from './rooms/words.js';\n"
    types += "export type { DocumentLike } from './rooms/document.js';\n"
    types += "export type { ArchiveFile } from './zip.js';\n"
    types += f"export {{ {', '.join(plain)} }} from './runtime.js';\n"
    types += "export type { CallAnswer, CallItem, CallOptions, Description } from './runtime.js';\n"
    return {"lib/index.js": cjs, "lib/index.mjs": esm, "lib/index.d.ts": types,
            "lib/index.d.mts": f"{HEAD}export * from './index.js';\n"}


def main() -> None:
    surface = load(sys.argv[1])
    out = pathlib.Path(sys.argv[2]) / "bindings-node" if len(sys.argv) > 2 else \
        pathlib.Path(__file__).resolve().parents[2] / "bindings-node"
    rooms = [Room(surface, name) for name in surface.rooms]
    files = index(surface, rooms)
    for room in rooms:
        # The declarations first: they fill nothing that the module needs.
        files[f"lib/rooms/{room.name}.d.ts"] = room.declarations()
        files[f"lib/rooms/{room.name}.js"] = room.module()
    files["test/typed.mjs"] = typed(surface, rooms)
    for folder in ("lib/rooms",):
        (out / folder).mkdir(parents=True, exist_ok=True)
        for old in (out / folder).iterdir():
            if f"{folder}/{old.name}" not in files:
                old.unlink()
    for name, text in files.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
