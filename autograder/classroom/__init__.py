"""A teacher's classroom: nbgrader's folders, gradebook and preprocessors, grading, feedback, report."""
