"""Raises errors whose text raises, whose class has no name, and whose traceback is none."""


class Nameless(type):
    @property
    def __name__(cls):
        raise ValueError("no name")

    def __mro__(cls):
        raise ValueError("no bases")


class Unprintable(Exception, metaclass=Nameless):
    def __str__(self):
        raise self

    __repr__ = __str__

    @property
    def __traceback__(self):
        raise self


def dc_du(dc_dv, dv_du):
    raise Unprintable


raise Unprintable
