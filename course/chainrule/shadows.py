"""Files beside a notebook that Python takes for a module of the same name, and what is said of them."""

import os
import sys
from pathlib import Path

NEEDED = ("numpy", "matplotlib", "ipywidgets", "anywidget", "IPython")


class ModuleHidden(ImportError):
    """A file hides a module that the library needs; notebooks show the message alone, without a traceback."""

    def _render_traceback_(self):
        return [f"\x1b[31m✗\x1b[0m {self}"]


def refuse():
    """Raise ModuleHidden for a file in this folder that hides a module which the library needs.

    Without it Python says that numpy has no attribute 'tanh', and nobody thinks of a file.
    """
    if "" not in sys.path:  # Then this folder is not searched for modules.
        return
    for name in NEEDED:
        if os.path.exists(f"{name}.py"):
            words = f"the file {name}.py beside your notebook hides the module {name}"
            raise ModuleHidden(f"{words}: rename it, then restart the kernel (Kernel → Restart Kernel)")


def hiding(folder):
    """The files in `folder` that hide a module of Python's, one that the library needs, or the library itself."""
    known = {*sys.stdlib_module_names, "chainrule", *NEEDED}
    return sorted(path for path in Path(folder).glob("*.py") if path.stem in known)
