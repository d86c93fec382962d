"""The command ``tracker``: a group whose commands are loaded only when they are used."""

import gc
import importlib
import sys
from collections.abc import Mapping

import click

from tracker import __version__
from tracker.errors import Mistyped, TrackerError

COMMANDS: Mapping[str, tuple[str, str]] = {
    "init": ("init", "Create a register, or update an existing one."),
    "where": ("where", "Show where the register is stored."),
    "web": ("web", "Open the pages of the tracker in the browser, or serve them to an office."),
    "users": ("users", "List, add and close the accounts of an office server."),
    "import": ("import_", "Import sheets: .xlsx, .xls, .ods, .csv, .json or Word tables."),
    "list": ("list_", "List recommendations."),
    "show": ("show", "Show everything about one recommendation."),
    "history": ("history", "Show the history of a recommendation."),
    "recommendation": ("recommendation", "Add, correct, place, merge or remove a recommendation."),
    "due": ("due", "Set or clear the due dates of one or more recommendations."),
    "priority": ("priority", "Set or clear the priority of one or more recommendations."),
    "assign": ("assign", "Assign the lead and contributing agencies."),
    "status": ("status", "Record a status, in one of the four voices."),
    "evidence": ("evidence", "Store the files and web pages that prove what was done."),
    "contribution": ("contribution", "Record what the Ombudsperson and civil society say."),
    "request": ("request", "Ask the agencies for input: open a round, see who replied, remind."),
    "letters": ("letters", "List and record the letters, sent and received."),
    "conflicts": ("conflicts", "List the conflicts: values that a person must choose between."),
    "resolve": ("resolve", "Resolve one or more conflicts."),
    "confirm": ("confirm", "Confirm the statuses that the lead agencies claim."),
    "meeting": ("meeting", "Record meetings: agenda, who attended, decisions."),
    "check": ("check", "Find what needs attention."),
    "agencies": ("agencies", "List, add, rename and close agencies, and their spellings."),
    "posts": ("posts", "List, add and remove focal points, and record who holds them."),
    "handover": ("handover", "Write a handover for a new focal point: .docx or .xlsx."),
    "reviews": ("reviews", "List and add reviews, and place the rows that wait for one."),
    "report": ("report", "Write the pack of a meeting, or a progress report: Word, PDF, Excel, web page."),
    "issued": ("issued", "List the packs that were issued, and make one again."),
    "export": ("export", "Write a tracking sheet, or fill in a sheet of your own."),
    "views": ("views", "List and remove the saved views: conditions of a filter by name."),
    "batches": ("batches", "List the imports and commands, also those that were undone."),
    "undo": ("undo", "Undo an import or a command."),
    "words": ("words", "List, correct and forget the words that people explained in answers."),
    "layouts": ("layouts", "List, name and edit the remembered layouts of sheets."),
}
"""The commands: name, module, and the line of help, so that ``--help`` loads none of them."""


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is called, and not before."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, loaded now."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"tracker.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; what can go wrong is one message and exit code 1; wrong usage is 2, as by click."""
        try:
            return super().invoke(ctx)
        except TrackerError as wrong:
            click.echo(f"Error: {wrong.message}", err=True)
            ctx.exit(2 if isinstance(wrong, Mistyped) else 1)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="tracker")
def main() -> None:
    """Follow up UN recommendations: import sheets, assign agencies, record statuses, write reports.

    Start with: tracker init, then tracker import FILE.
    """


def run() -> None:
    """Run the command line.

    A command is a short process whose objects nearly all stay until it ends: looking for garbage among them is wasted.
    """
    gc.disable()
    _speak_utf8()
    try:
        main(prog_name="tracker")
    finally:
        gc.freeze()  # else Python looks through all of it once more as it ends


def _speak_utf8() -> None:
    """Names in Azerbaijani must survive a pipe on a Windows laptop whose code page lacks their letters."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and not stream.isatty():
            stream.reconfigure(encoding="utf-8")
