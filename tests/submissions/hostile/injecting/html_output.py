"""Displays HTML, JavaScript, SVG and LaTeX, by IPython's ways and by forging what it put out."""

from IPython.display import HTML, SVG, Javascript, display

display(HTML("<script>alert(1)</script>"), Javascript("alert(2)"), SVG("<svg onload='alert(3)'/>"))
display({"text/html": "<script>alert(4)</script>", "text/plain": "<script>alert(5)</script>"}, raw=True)
get_ipython().display_pub.publish({"text/plain": "<b>bold</b>", "text/html": "<script>alert(6)</script>"})


def dc_du(dc_dv, dv_du):
    return dc_dv @ dv_du
