"""A still picture for a page without a kernel, as an image: Jupyter takes bare SVG out of a page it does not trust."""

from base64 import b64encode
from html import escape


def as_image(shapes, width, height, words):
    """HTML with the SVG `shapes` on paper of their own, and `words` for who cannot see them, and below."""
    said = escape(words, quote=True)
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif">'
        f'<title>{said}</title><rect width="100%" height="100%" fill="#fff"/>{shapes}</svg>'
    )
    picture = b64encode(drawing.encode()).decode()
    return (
        f'<figure style="margin:0"><img src="data:image/svg+xml;base64,{picture}" width="{width}" alt="{said}">'
        f"<figcaption>{said}</figcaption></figure>"
    )
