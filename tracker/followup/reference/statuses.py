"""Carries the shipped words and rules over to the codes of a group that brings its own statuses."""

from tracker.followup.reference.files import ReferenceFolder


def renamed_statuses(folder: ReferenceFolder, file: str) -> dict[str, str]:
    """The shipped codes that the group does not have, with its own code of the same kind; blank where it has none.

    Nothing is renamed in a file that the group brings itself: what stands there must be right.
    """
    if folder.brings(file) or not folder.brings("statuses"):
        return {}
    own = folder.rows("statuses", "code", key="code")
    of_kind = {row["kind"]: row["code"] for row in reversed(own) if row["kind"]}
    codes = {row["code"] for row in own}
    shipped = ReferenceFolder().rows("statuses", "code", "kind")
    return {row["code"]: of_kind.get(row["kind"], "") for row in shipped if row["code"] not in codes}
