"""The still picture of the bug zoo, for a page without a kernel: a table of the animals."""

from html import escape


def still(rows, caption):
    """HTML with a row for the right ones and one for the wrong ones, each letter with its verdict."""
    words = escape(caption)
    groups = "".join(_group(title, [each for each in rows if each["right"] == right]) for title, right in _TITLES)
    return f"<figure><table>{groups}</table><figcaption>{words}</figcaption></figure>"


_TITLES = (("wrong, to be exposed", False), ("right, must pass", True))


def _group(title, rows):
    cells = "".join(f"<td>{each['letter']} {'✓' if each['told'] else '✗'}</td>" for each in rows)
    return f"<tr><th scope='row'>{title}</th>{cells}</tr>"
