"""Stand-ins of this process's own functions, with which hidden tests can be run as with a student's."""

from autograder.examiner.answers import Answer, Call, call_here, changed, prints, write_back
from autograder.examiner.callables import Callables


def watched(function):
    """The stand-in of a function: it is given copies, and what it changes in them is changed in the caller's too."""

    def send(name, arguments, named):
        table = Callables()
        sent = table.encode([arguments, named])
        before, copies = prints(table, arguments, named), table.decode(*sent)
        outcome = call_here(function, table, *copies)
        write_back(arguments, named, *copies, changed(before, prints(table, *copies)))
        return Call(sent, tuple(before), outcome)

    return Answer(getattr(function, "__name__", "function"), send)
