"""Mail drafts: a message with its attachments that a mail program opens as one still to be sent."""

from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

_OFFICE = "vnd.openxmlformats-officedocument"
_KINDS = {".docx": f"{_OFFICE}.wordprocessingml.document", ".xlsx": f"{_OFFICE}.spreadsheetml.sheet"}


def write_mail_draft(
    target: Path, subject: str, body: str, attached: Sequence[Path], *, to: str = "", sender: str = ""
) -> None:
    """Write a draft (``.eml``); who it goes to and comes from is left blank where it is not known."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    for name, value in (("From", sender), ("To", to), ("Subject", subject)):
        if line := " ".join(value.split()):
            message[name] = line
    message.set_content(body)
    for file in attached:
        message.add_attachment(
            file.read_bytes(), maintype="application", subtype=_KINDS[file.suffix], filename=file.name
        )
    message.set_boundary(f"=== {target.stem} ===")
    target.write_bytes(message.as_bytes())
