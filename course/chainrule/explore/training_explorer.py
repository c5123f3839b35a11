"""The training explorer: the student's train and backprop at work, frame by frame, for as long as somebody looks."""

import asyncio
from dataclasses import replace
from time import perf_counter

import anywidget
import numpy as np
import traitlets

from chainrule.check.compare import form_of
from chainrule.explore.answers import in_words
from chainrule.explore.drawing import script, style
from chainrule.explore.training_still import still
from chainrule.network import forward
from chainrule.training import SEED, delta_sizes, shuffled_batches, toy_network

BATCH = 10
GRID, REACH = 40, 1.9
FRAME, CALM = 1 / 50, 0.5  # Seconds from picture to picture, and where motion is to be reduced.
AHEAD = 12  # Pictures that may be on their way before one is seen.
PATIENCE = 30  # Seconds without a picture that is seen, then a training ends.
TRAINED, STEPS = 0.010, 2  # Between two pictures: seconds of training, one step at least, and steps at most.


class TrainingExplorer(anywidget.AnyWidget):
    """A network in training while `playing`; `scale` and `rate` are the student's to choose, `restarts` starts it anew.

    A picture goes out as raw bytes: GRID x GRID outputs over the plane, in float32. With it go step, C, the share that
    is right and |delta| of each layer. The page says in `painted`, every few pictures, which one it has shown; where
    that stands still, `playing` ends by itself.
    """

    _css = style("training.css")
    _esm = script("training.js")

    frame = traitlets.Dict().tag(sync=True)
    picture = traitlets.Bytes().tag(sync=True)
    told = traitlets.Dict().tag(sync=True)
    playing = traitlets.Bool(False).tag(sync=True)
    calm = traitlets.Bool(False).tag(sync=True)
    scale = traitlets.Float(1.5).tag(sync=True)
    rate = traitlets.Float(1.0).tag(sync=True)
    steps = traitlets.Int(0).tag(sync=True)
    restarts = traitlets.Int(0).tag(sync=True)
    painted = traitlets.Int(0).tag(sync=True)

    def __init__(self, train, backprop):
        for name, function in (("train", train), ("backprop", backprop)):
            if not callable(function):
                raise TypeError(f"explore.training wants your function {name}, not {type(function).__name__}")
        self._train, self._backprop, self._task, self._sent = train, backprop, None, 0
        self._net = toy_network(1.0)
        self._places = _places()
        super().__init__(frame=_frame(self._net))
        self._restart()
        self.observe(self._restart, ["scale", "restarts"])
        self.observe(self._one, "steps")
        self.observe(self._play, "playing")

    def _restart(self, _change=None):
        self._net = toy_network(self.scale)
        self._rng = np.random.default_rng(SEED)
        self._batches, self._step, self._words = [], 0, ""
        self._show()

    def _one(self, _change):
        if not self.playing:
            self._advance()
            self._show()

    def _play(self, _change):
        if not self.playing or (self._task and not self._task.done()):
            return
        try:
            self._task = asyncio.get_running_loop().create_task(self._run())
        except RuntimeError:  # No kernel runs here, so nobody looks either.
            self.playing = False

    async def _run(self):
        """Train and show, and between two pictures let the kernel hear what the page says: Stop, above all."""
        waited = unseen = 0.0
        while self.playing and unseen < PATIENCE:
            began, painted = perf_counter(), self.painted
            if not self._crowded() or waited > CALM:
                waited = 0.0
                self._advance_for(TRAINED)
                self._show()
            pause = max((CALM if self.calm else FRAME) - (perf_counter() - began), 0.001)
            waited += pause
            await asyncio.sleep(pause)
            unseen = unseen + pause if self.painted == painted else 0.0  # Steps that take long are no pauses.
        self.playing = False

    def _crowded(self):
        """Whether as many pictures are on their way, unseen, as may be."""
        return self._sent - self.painted >= AHEAD

    def _advance_for(self, seconds):
        end = perf_counter() + seconds
        for _ in range(STEPS):
            if not self._advance() or perf_counter() > end:
                return

    def _advance(self):
        """One step by the student's functions; whether there was one. What goes wrong stops it, in words."""
        self._batches = self._batches or shuffled_batches(self._net.N, BATCH, self._rng)
        rows, net = self._batches.pop(), self._net
        W, b = ({l: each.copy() for l, each in part.items()} for part in (net.W, net.b))
        try:
            with np.errstate(all="ignore"):
                W, b = self._train(self._gradient, net.x.copy(), net.y.copy(), W, b, [rows], self.rate)
            self._words = _form(W, net.W, "W") or _form(b, net.b, "b")
            if not self._words:
                W, b = ({l: np.array(part[l], dtype=float) for l in net.W} for part in (W, b))
                self._net, self._step = replace(net, W=W, b=b), self._step + 1
        except (Exception, SystemExit) as error:  # A student's function may raise anything.
            self._words = in_words(error)
        if self._words:
            self.playing = False
        return not self._words

    def _gradient(self, x, y, W, b):
        return self._backprop(x, y, W, b, self._net.g, self._net.cost)

    def _show(self):
        self._sent += 1
        net = self._net
        outputs = forward(self._places, net.W, net.b, net.g)[1][net.L][:, 0]
        said = forward(net.x, net.W, net.b, net.g)[1][net.L]
        told = {
            "sent": self._sent,
            "step": self._step,
            "C": float(np.mean(net.cost(said, net.y))),
            "right": float(np.mean((said > 0.5) == (net.y > 0.5))),
            "sizes": list(delta_sizes(net).values()),
            "words": self._words,
        }
        with self.hold_sync():
            self.picture = outputs.astype(np.float32).tobytes()
            self.told = told

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        return {**data, "text/html": still(self.frame, self.told)}, metadata


def _places():
    """The middle of each cell of the grid, the uppermost row first."""
    across = REACH * (2 * np.arange(GRID) + 1 - GRID) / GRID
    return np.stack(np.meshgrid(across, -across), axis=-1).reshape(-1, 2)


def _frame(net):
    points = [[*map(float, place), int(kind)] for place, kind in zip(net.x, net.y[:, 0], strict=True)]
    return {"points": points, "grid": GRID, "reach": REACH, "layers": net.L, "sizes": "-".join(map(str, net.sizes))}


def _form(found, like, name):
    """What is wrong with a dict of arrays that is to be like `like`, in words, or nothing."""
    if not isinstance(found, dict) or found.keys() != like.keys():
        return f"it gave no {name} with the layers {', '.join(map(str, like))}"
    forms = ((l, form_of(found[l], like[l])) for l in like)
    return next((f"{name}[{l}]: {form}" for l, form in forms if form), "")
