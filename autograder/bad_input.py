"""The one error for input that cannot be used: its text is one line that says what, where and what to do."""


class BadInput(Exception):
    """The caller gave us something that we cannot use; commands print it and exit with 2."""
