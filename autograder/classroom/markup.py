"""A student's Markdown for formgrader and nbgrader's feedback: words, pictures, mathematics, and nothing that acts."""

import functools
import re

import bleach
import jinja2
from nbconvert.exporters import HTMLExporter

TAGS = (
    "a b blockquote br code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i img li ol p pre span strong sub sup table "
    "tbody td th thead tr ul"
)
# Pictures that the notebook or the submission has with it: a picture from elsewhere tells who looks at it, and when.
OWN_PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp);base64,[\w+/=\s]*|(?!\.)[\w. -]+(/(?!\.)[\w. -]+)*", re.ASCII)
# MathJax has commands that are no mathematics.
ACTS = re.compile(r"\\(?=(href|style|class|cssId|require)(?![A-Za-z]))")
LINK = re.compile(r"(https?://|mailto:|#).*", re.DOTALL)


@jinja2.pass_context
def markdown2html(context: jinja2.runtime.Context, source: str) -> str:
    """What nbconvert's filter of this name gives, less what a student's text must not do in a teacher's browser."""
    html = HTMLExporter.markdown2html(_nbconvert(), context, ACTS.sub("", source))
    return bleach.clean(html, TAGS.split(), _allowed, protocols=["http", "https", "mailto", "data"])


def _allowed(tag: str, name: str, value: str) -> bool:
    match tag, name:
        case "a", "href":
            return LINK.fullmatch(value) is not None
        case "img", "src":
            return OWN_PICTURE.fullmatch(value) is not None
        case "img", "alt":
            return True
        case "div" | "pre" | "span", "class":
            return re.fullmatch(r"highlight\w*|\w{1,3}", value) is not None  # the colours of code
    return False


@functools.cache
def _nbconvert() -> HTMLExporter:
    return HTMLExporter()
