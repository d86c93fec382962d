"""What tells whether two packs have the same figures, and whether a file is the one that was issued."""

import json
from hashlib import sha256
from pathlib import Path

from exports.pack.blocks import Pack


def figures_digest(pack: Pack) -> str:
    """The SHA-256 of all figures of a pack with the codes behind them."""
    told = [(figure.name, figure.of, figure.rows) for figure in pack.figures]
    return sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def file_digest(file: Path) -> str:
    """The SHA-256 of a file."""
    return sha256(file.read_bytes()).hexdigest()
