"""The command `autograder`: each subcommand says on one line what is wrong with its input, and exits with 2."""

import argparse
import sys
from pathlib import Path

from autograder.bad_input import BadInput
from autograder.stopping import end, stoppable


def main(arguments: list[str] | None = None) -> int:
    """Run a command line; gives back the exit status."""
    chosen = _parser().parse_args(arguments)
    try:
        return chosen.run(chosen)
    except BadInput as error:
        return _refused(str(error))
    except KeyboardInterrupt as stop:
        return end(stop)
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except OSError as error:
        return _refused(": ".join(str(each) for each in (error.filename, error.strerror or error) if each))


def _refused(words: str) -> int:
    print(f"autograder: {' '.join(words.split())}", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="autograder", description="The teacher's half of the course.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for run, about, *options in COMMANDS:
        command = commands.add_parser(run.__name__.strip("_"), help=about, description=about)
        command.set_defaults(run=run)
        for names, settings in options:
            command.add_argument(*names, **settings)
    return parser


def _new(chosen) -> int:
    from autograder.classroom.classroom import new

    classroom = new(chosen.dir)
    print(f"{classroom.root}: a classroom; next: cd {chosen.dir} && nbgrader generate_assignment ASSIGNMENT")
    return 0


def _check(chosen) -> int:
    from autograder.show import check

    return check(chosen.notebook, chosen.json)


def _fill(chosen) -> int:
    from autograder.notebooks.notebook import dumps, write
    from autograder.weaving.fill import fill
    from autograder.weaving.released import released

    released(chosen.assignment)  # an unknown one is no fault of the answers
    try:
        filled = fill(chosen.assignment, chosen.answers.read_text(encoding="utf-8-sig"), chosen.cell)
    except UnicodeDecodeError:
        raise BadInput(f"{chosen.answers}: not UTF-8 text") from None
    except BadInput as error:
        if chosen.cell is not None:  # then any answers do, and it is the cell that is unknown
            raise
        raise BadInput(f"{chosen.answers}: {error}") from None
    write(chosen.o, dumps(filled))
    return 0


def _grade(chosen) -> int:
    if chosen.shard and chosen.student:
        raise BadInput("--student and --shard: give one of them")
    if chosen.cluster and chosen.jobs:
        raise BadInput("--cluster and --jobs: give one of them; a cluster has as many processes as it has workers")
    with stoppable():
        from autograder.sandbox import protection

        if chosen.cluster is None:
            protection.begin()  # tries, while the rest is loaded
        from autograder.show import grade

        return grade(chosen.classroom, chosen.assignment, chosen.student, chosen.jobs, chosen.cluster, chosen.shard)


def _feedback(chosen) -> int:
    from autograder.classroom.classroom import opened
    from autograder.classroom.handed_back import write_pages
    from autograder.examiner.words import clean

    pages, anew = write_pages(opened(chosen.classroom), chosen.assignment)
    print(f"{len(pages)} pages; next: nbgrader release_feedback {chosen.assignment}")
    for student in anew:
        print(
            f"{clean(student, 100)}: handed in anew; run `autograder grade {chosen.assignment}` first", file=sys.stderr
        )
    return int(bool(anew))


def _report(chosen) -> int:
    from autograder.classroom.classroom import opened
    from autograder.reporting.report import report

    print(report(opened(chosen.classroom), chosen.assignment, not chosen.no_names))
    return 0


def _export(chosen) -> int:
    from autograder.campus.commands import Choice, export

    choice = Choice(chosen.match, chosen.into, chosen.scale)
    return export(chosen.classroom, chosen.assignment, chosen.sheet, chosen.o, choice)


def _collect(chosen) -> int:
    from autograder.campus.commands import collect

    return collect(chosen.classroom, chosen.assignment, chosen.source, chosen.sheet, chosen.add, chosen.update)


def _publish(chosen) -> int:
    from autograder.weaving.lessons import rooms
    from autograder.weaving.publish import publish

    print(f"{chosen.dir}: {len(publish(chosen.dir, rooms()))} files, and no answer in any of them")
    return 0


def _weave(chosen) -> int:
    from autograder.weaving.weave import main as weave

    return weave(chosen.check)


def _lab(chosen) -> int:
    from autograder.classroom.classroom import work
    from autograder.classroom.start import refresh
    from autograder.lab import lab_command
    from autograder.show import serve

    for path in work(chosen.dir):
        print(f"a copy for you: {path}")
    if words := refresh(chosen.dir):
        print(words)
    return serve(lab_command(chosen.dir), chosen.dir)


def _teach(chosen) -> int:
    from autograder.classroom.classroom import new, opened
    from autograder.lab import teach_command
    from autograder.show import serve

    classroom = opened(chosen.dir) if (chosen.dir / "nbgrader_config.py").exists() else new(chosen.dir)
    return serve(teach_command(classroom.root), classroom.root)


def _demo(chosen) -> int:
    from autograder.example.demo import demo
    from autograder.example.demo_all import demo_all

    return demo_all(db_url=chosen.db_url) if chosen.all else demo(db_url=chosen.db_url)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return int(text)


def _shard(text: str) -> object:
    from autograder.classroom.shard import shard

    try:
        return shard(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


FOLDER = ["dir"], {"type": Path, "metavar": "DIR"}
ASSIGNMENT = ["assignment"], {"metavar": "ASSIGNMENT"}
CLASSROOM = ["--classroom"], {"type": Path, "default": Path(), "metavar": "DIR", "help": "default: this folder"}
COMMANDS = (
    (_new, "make a classroom: an nbgrader course directory", FOLDER),
    (
        _check,
        "judge one notebook without a classroom",
        (["notebook"], {"type": Path, "metavar": "NOTEBOOK"}),
        (["--json"], {"action": "store_true", "help": "print one JSON object"}),
    ),
    (
        _fill,
        "put the functions of a Python file into the student notebook",
        ASSIGNMENT,
        (["answers"], {"type": Path, "metavar": "ANSWERS.py"}),
        (["-o"], {"type": Path, "metavar": "NOTEBOOK", "required": True}),
        (["--cell"], {"metavar": "FUNCTION", "help": "put the whole file, as it stands, into this answer cell"}),
    ),
    (
        _grade,
        "judge what is in submitted/",
        ASSIGNMENT,
        (["--student"], {"metavar": "ID"}),
        (["--jobs"], {"type": _count, "metavar": "N", "help": "processes; default: one a core"}),
        (["--cluster"], {"metavar": "ADDRESS", "help": "judge on the workers of this Dask scheduler: tcp://host:8786"}),
        (["--shard"], {"type": _shard, "metavar": "I/N", "help": "judge the I-th of N parts; the gradebook waits"}),
        CLASSROOM,
    ),
    (_feedback, "write the feedback pages anew, with what a person gave since", ASSIGNMENT, CLASSROOM),
    (
        _report,
        "write the class report on an assignment, or without one on the whole course",
        (["assignment"], {"metavar": "ASSIGNMENT", "nargs": "?"}),
        (["--no-names"], {"action": "store_true", "help": "number the students, for a report that others see"}),
        CLASSROOM,
    ),
    (
        _collect,
        "put hand-ins from Moodle, Canvas or e-mail into submitted/",
        ASSIGNMENT,
        (["source"], {"type": Path, "metavar": "FOLDER|ZIP"}),
        (
            ["--sheet"],
            {"type": Path, "metavar": "SHEET.csv", "help": "the platform's sheet of grades: who is who"},
        ),
        (["--add"], {"action": "store_true", "help": "take a name that the gradebook does not know for a new student"}),
        (["--update"], {"action": "store_true", "help": "put a newer hand-in in an older one's place"}),
        CLASSROOM,
    ),
    (
        _export,
        "fill the points into a sheet that Canvas or Moodle exported",
        ASSIGNMENT,
        (["sheet"], {"type": Path, "metavar": "SHEET.csv"}),
        (["-o"], {"type": Path, "metavar": "FILLED.csv", "required": True}),
        (["--match"], {"metavar": "COLUMN", "help": "the column that names the students"}),
        (["--into"], {"metavar": "COLUMN", "help": "the column that takes the points"}),
        (["--scale"], {"action": "store_true", "help": "scale the points to the sheet's most points"}),
        CLASSROOM,
    ),
    (_publish, "copy the students' half alone into a new folder, and see that nothing leaks", FOLDER),
    (
        _weave,
        "make the student notebooks and the tables of the teachers' guide from the lessons",
        (["--check"], {"action": "store_true", "help": "change nothing; say what is stale"}),
    ),
    (
        _lab,
        "open JupyterLab on copies of the lessons",
        (["dir"], {"type": Path, "metavar": "DIR", "nargs": "?", "default": Path("classroom/work")}),
    ),
    (
        _teach,
        "open JupyterLab with formgrader on a classroom",
        (["dir"], {"type": Path, "metavar": "DIR", "nargs": "?", "default": Path("classroom/backprop")}),
    ),
    (
        _demo,
        "teach and grade a whole class in a temporary classroom",
        (["--all"], {"action": "store_true", "help": "in every lesson, not in lesson 4 alone"}),
        (["--db-url"], {"metavar": "URL", "help": "the gradebook's database; default: SQLite in the classroom"}),
    ),
)
