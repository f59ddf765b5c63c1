"""Prints the reference of the Kotlin library as Markdown: reference.py FOLDER

Every public declaration of the sources with its KDoc, file by file: what a reader needs and the compiler has checked.
"""
import pathlib
import re
import sys


def told(comment: str) -> str:
    lines = [re.sub(r"^\s*(/\*\*|\*/|\*)\s?|\s*\*/$", "", line) for line in comment.splitlines()]
    text = "\n".join(lines).strip()
    text = re.sub(r"@param (\w+)", r"- `\1`:", text)
    return re.sub(r"@throws (\w+)", r"- throws `\1`:", text)


def declarations(source: str):
    """Each public declaration up to its body, with the comment before it."""
    last = None
    for found in re.finditer(r"((?:/\*\*(?:(?!\*/).)*\*/\s*)?)(?:@\w+\s+)*(?=public )", source, re.S):
        depth, end = 0, found.end()
        while end < len(source) and (depth or source[end] not in "{=\n"):
            depth += {"(": 1, ")": -1}.get(source[end], 0)
            end += 1
        declared = re.sub(r"/\*\*.*?\*/", "", source[found.end():end], flags=re.S)
        # Found once with its comment, and once more without.
        if found.end() != last:
            yield told(found[1]), re.sub(r"\s+", " ", declared).strip()
        last = found.end()


def main() -> None:
    print("# The Kotlin library\n")
    for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.kt")):
        print(f"\n## {path.stem}\n")
        for about, declared in declarations(path.read_text()):
            print(f"```kotlin\n{declared}\n```\n{about}\n")


if __name__ == "__main__":
    main()
