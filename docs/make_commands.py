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
    return "\n".join([_OPENING, *_of_group(main, "tracker", list(COMMANDS))]) + "\n"


def _of_group(group: click.Group, path: str, names: list[str]) -> Iterator[str]:
    context = click.Context(group, info_name=path)
    for name in names:
        command = group.get_command(context, name)
        assert command is not None
        full = f"{path} {name}"
        if isinstance(command, click.Group):
            yield from _of_group(command, full, command.list_commands(context))
        else:
            yield f"## {full}\n\n```text\n{_help(command, full)}\n```\n"


def _help(command: click.Command, full: str) -> str:
    context = click.Context(command, info_name=full, terminal_width=110, max_content_width=110, color=False)
    return command.get_help(context).rstrip()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"written: {PAGE}")
