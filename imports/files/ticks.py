"""Ticks and boxes that are letters of a picture font, such as Wingdings, as the signs that a person sees."""

_PICTURES = {
    "wingdings": dict(zip("üûþýxo¨q", "✓✗☑☒☒☐☐☐", strict=True)),
    "wingdings 2": dict(zip("PORQST£", "✓✗☑☒☒☒☐", strict=True)),
    "webdings": dict(zip("arc", "✓✗☐", strict=True)),
}
_PRIVATE = 0xF000
"""Office keeps the letters of picture fonts 0xF000 behind their place, or at it."""


def is_picture_font(font: str) -> bool:
    """Return True for a font whose letters can be ticks and boxes."""
    return font.lower() in _PICTURES


def as_seen(text: str, font: str) -> str:
    """The text in signs where all its letters are ticks and boxes of the font; else the text as it is."""
    pictures = _PICTURES.get(font.lower())
    if pictures is None:
        return text
    signs = [letter if letter.isspace() else pictures.get(_letter(letter), "") for letter in text]
    return "".join(signs) if all(signs) else text


def symbol(code: str, font: str) -> str:
    """The sign of a symbol by its number, such as "F0FE"; a bullet for one that is no tick and no box."""
    try:
        letter = chr(int(code, 16))
    except ValueError:
        return "•"
    shown = as_seen(letter, font or "wingdings")
    return "•" if shown == letter else shown


def _letter(letter: str) -> str:
    return chr(ord(letter) - _PRIVATE) if _PRIVATE <= ord(letter) < _PRIVATE + 256 else letter
