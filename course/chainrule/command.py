"""The command `chainrule`, for students: look at the set-up, hand in a notebook."""

import argparse
import sys
from pathlib import Path


def main(arguments=None):
    """Run a command line; gives back the exit status: 0, 1 where something needs a look, 2 for bad input."""
    chosen = _parser().parse_args(arguments)
    return chosen.run(chosen)


def _doctor(chosen):
    from chainrule.doctor import examine

    if not chosen.folder.is_dir():
        print(f"chainrule: {chosen.folder}: no such folder", file=sys.stderr)
        return 2
    wrong = False
    for finding in examine(chosen.folder):
        print(finding, flush=True)
        wrong |= finding.wrong
    return int(wrong)


def _hand_in(chosen):
    from chainrule.hand_in import NotALesson, hand_in

    try:
        found = hand_in(chosen.notebook)
    except NotALesson as error:
        print(f"chainrule: {error}", file=sys.stderr)
        return 2
    print(found)
    return int(bool(found.remarks))


def _parser():
    parser = argparse.ArgumentParser(prog="chainrule", description="Look at your set-up, or hand in a notebook.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    doctor = commands.add_parser("doctor", help="say what is wrong with a set-up, and how to mend it")
    doctor.add_argument("folder", type=Path, nargs="?", default=Path(), help="where your notebooks are; default: here")
    doctor.set_defaults(run=_doctor)
    handing = commands.add_parser("hand-in", help="look a notebook through and make the file to hand in")
    handing.add_argument("notebook", help="the notebook's file")
    handing.set_defaults(run=_hand_in)
    return parser


if __name__ == "__main__":
    sys.exit(main())
