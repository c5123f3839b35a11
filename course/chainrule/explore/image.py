"""A still picture for a page without a kernel, as an image: Jupyter and forges take bare SVG out of a page."""

from base64 import b64encode
from html import escape

from chainrule.palette import colour


def as_image(shapes, width, height, words, **attributes):
    """HTML with the SVG `shapes` on paper of their own, and `words` for who cannot see them, and below.

    An image cannot know whether the theme around it is dark, so it has a ground and an ink of its own.
    `attributes` hold for all its shapes: font_size, text_anchor.
    """
    said = escape(words, quote=True)
    more = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        f'fill="{colour("truth")}"{more}><title>{said}</title>'
        f'<rect width="100%" height="100%" fill="#fff"/>{shapes}</svg>'
    )
    picture = b64encode(drawing.encode()).decode()
    return (
        f'<figure style="margin:0"><img src="data:image/svg+xml;base64,{picture}" width="{width}" alt="{said}"/>'
        f"<figcaption>{said}</figcaption></figure>"
    )
