"""otter-grader's in-process API on every hand-in in this folder; run by the Python of otter's environment."""

from pathlib import Path

from otter.api import grade_submission

points = 0.0
for notebook in sorted(Path("submitted").glob("*/*/*.ipynb")):
    points += grade_submission(str(notebook.resolve()), "autograder.zip", quiet=True).total
print(points)
