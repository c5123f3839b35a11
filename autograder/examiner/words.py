"""Text that came from student code, made safe to store and show: bounded, and without control characters."""

import re
from typing import Any

# What a terminal obeys: colours and cursor, then titles and links, then the rest.
ESCAPES = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b\n]*(?:\x07|\x1b\\)?|[ -/]*[0-~])?|\x9b[0-?]*[ -/]*[@-~]"
)
TURNS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))  # they set letters in another order than they are read
CONTROLS = {code: None for code in (*range(32), *range(127, 160), *TURNS) if chr(code) not in "\n\t"}
OUTPUTS, ITSELF = 1000, 50  # of a cell at most; characters that an output takes besides its text


def clean(text: Any, limit: int) -> str:
    """At most `limit` characters of `text`, all of which can be written in UTF-8 and shown anywhere as they are."""
    if not isinstance(text, str):
        return ""
    text = ESCAPES.sub("", text[:limit])
    if "\r" in text:
        text = "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n"))
    return text.translate(CONTROLS).encode("utf-8", "replace").decode()


def clean_list(texts: Any, limit: int) -> list[str]:
    return [clean(text, limit) for text in texts[:100]] if isinstance(texts, list) else []


def outputs(said: Any, limit: int) -> list[dict]:
    """nbformat's output dicts of what the worker `said` a cell put out; what is none of them is left away.

    When they come to more than `limit` characters, the rest is left away too, but for the error that ends a cell.
    """
    found = []
    for each in said[:OUTPUTS] if isinstance(said, list) else ():
        output = _output(each, max(limit, 0)) if isinstance(each, dict) else None
        is_error = output is not None and output["output_type"] == "error"
        if is_error or (output is not None and limit > 0):
            found.append(output)
            limit -= length(output)
        if is_error:
            break
    return found


def length(output: dict) -> int:
    """The characters in an output, with some for the output itself."""
    text = output.get("text", "") + output.get("evalue", "") + output.get("data", {}).get("text/plain", "")
    return ITSELF + len(text) + sum(map(len, output.get("traceback", ())))


def _output(said: dict, limit: int) -> dict | None:
    match said:
        case {"output_type": "stream", "name": "stdout" | "stderr" as name}:
            return {"output_type": "stream", "name": name, "text": clean(said.get("text"), limit)}
        case {"output_type": "error"}:
            return {
                "output_type": "error",
                "ename": clean(said.get("ename"), 200),
                "evalue": clean(said.get("evalue"), 2100),
                "traceback": clean_list(said.get("traceback"), limit),
            }
        case {"output_type": "execute_result" | "display_data" as kind, "data": {"text/plain": text}}:
            output = {"output_type": kind, "data": {"text/plain": clean(text, limit)}, "metadata": {}}
            count = said.get("execution_count")
            return output | (
                {"execution_count": count if type(count) is int else None} if kind == "execute_result" else {}
            )
    return None
