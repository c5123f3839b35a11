"""What all explorers share, script and style, and a network's drawing with a still picture where no kernel runs."""

from pathlib import Path

import anywidget

from chainrule import palette
from chainrule.explore.still import still

HERE = Path(__file__).parent


def script(*parts):
    """The browser's program: elements.js and these files, one after the other, as one module."""
    return "\n".join((HERE / part).read_text("utf-8") for part in ("elements.js", *parts))


def style(*sheets):
    """The colours of the course, then explorer.css and these sheets."""
    return palette.css("cr") + "".join((HERE / sheet).read_text("utf-8") for sheet in ("explorer.css", *sheets))


class Drawing(anywidget.AnyWidget):
    """A widget with a network's `scene`; what is saved with the notebook also holds a still of it, with words."""

    _css = style()

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        page = still(self.scene, self.caption, chosen=(self.layer, self.neuron), tags=self.tags())
        return {**data, "text/html": page}, metadata

    def tags(self):
        """Words to stand below a neuron, by "layer-neuron"."""
        return {}

    @property
    def caption(self):
        """What the picture shows, in a sentence."""
        sizes = [
            sum(neuron["layer"] == l for neuron in self.scene["neurons"]) for l in range(len(self.scene["layers"]))
        ]
        return f"A network of {'-'.join(map(str, sizes))} neurons; run the cell to take it in the hand."
