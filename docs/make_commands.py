"""Writes docs/commands.md from the commands themselves: `make docs`. A test fails when it is stale."""

from collections.abc import Iterator
from pathlib import Path

import click

from tracker.cli.main import COMMANDS, main

PAGE = Path(__file__).with_name("commands.md")
_OPENING = """# The commands

Written from the commands themselves by `make docs`; do not edit. `tracker COMMAND --help` shows the same.
"""


def page() -> str:
    """The whole page."""
    root = main.make_context("tracker", [], resilient_parsing=True, terminal_width=110, max_content_width=110)
    return "\n".join([_OPENING, *_of_group(main, root, list(COMMANDS))])


def _of_group(group: click.Group, around: click.Context, names: list[str]) -> Iterator[str]:
    for name in names:
        command = group.get_command(around, name)
        assert command is not None
        context = click.Context(command, info_name=name, parent=around)
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield f"## {context.command_path}\n\n```text\n{command.get_help(context).rstrip()}\n```\n"
        if isinstance(command, click.Group):
            yield from _of_group(command, context, command.list_commands(context))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"written: {PAGE}")
