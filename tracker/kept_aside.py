"""Results that take long and are the same as long as what they were made of is: kept in the user's cache folder.

The folder may be deleted at any time; what it held is then worked out again.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

_MOST = 8
"""Results of a name that are kept: registers and days of one person."""


def kept_aside(name: str, key: str, make: Callable[[], Any]) -> Any:
    """What was made for this key before, else what ``make`` gives now (of types that JSON has). Never an ``OSError``."""
    folder = _folder()
    path = folder / f"{name}-{key}.json"
    with suppress(OSError, ValueError):
        return json.loads(path.read_text(encoding="utf-8"))
    made = make()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        for old in sorted(folder.glob(f"{name}-*.json"), key=lambda file: file.stat().st_mtime)[: -_MOST + 1]:
            old.unlink()
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps(made), encoding="utf-8")
        fresh.replace(path)
    return made


def _folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("recommendation-tracker", appauthor=False)
