"""Has a slider and a rich display beside its answer."""

import ipywidgets
from IPython.display import HTML, Latex, Markdown, display

display(Markdown("**bold**"), Latex("$x$"), HTML("<b>bold</b>"))


def dc_du(dc_dv, dv_du):
    return dc_dv @ dv_du


ipywidgets.interact(lambda n: n**2, n=(0, 10))
ipywidgets.FloatSlider(0.5)
