"""The small words of a cell of agencies: what joins names, what gives a role, what says that a body is meant."""

import re
from itertools import takewhile

from imports.cells.agency_names import Found
from imports.cells.vocabulary import Vocabulary
from tracker.vocabulary import Role

_STEM = 5
"""Letters by which the word for a body is known in all its forms ("ministry", "ministries")."""


class AgencyWords:
    """Looks up the words that stand between and around names."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        words = vocabulary.row_words
        self.joints = words("conjunction")
        self.endings = words("case_ending")
        self.roles = dict.fromkeys(words("contributing_mark"), Role.CONTRIBUTING)
        self.roles |= dict.fromkeys(words("lead_mark"), Role.LEAD)
        self._jointly = words("jointly")
        self._jointly_behind = words("jointly_behind")
        self._particles = words("agency_particle")
        self._bodies = words("agency_body")
        self._stems = {word[:_STEM] for word in self._bodies if len(word) >= _STEM}
        joints = "|".join(
            re.escape(word)
            for word in sorted(self.joints | self._jointly | self._jointly_behind, key=len, reverse=True)
            if word
        )
        between = rf"|(?<!\w)(?:{joints})(?!\w)" if joints else ""
        self.separators = re.compile(rf"\s*([|,:()\[\]&\"]|(?<!\w)-(?!\w){between})\s*")
        names = [_stem(name) for name, code in vocabulary.states.items() if code == vocabulary.state]
        self._states = vocabulary.states
        self._state = re.compile(rf"\b(?:{'|'.join(sorted(names, key=len, reverse=True))})\w{{0,4}}\b")

    def role_of_joint(self, sign: str) -> Role | None:
        """Contributing, for who stands behind "jointly with"."""
        return Role.CONTRIBUTING if sign in self._jointly else None

    def is_joint_behind(self, sign: str) -> bool:
        """Return True for a "jointly" that stands behind the name of who contributes ("ilə birlikdə")."""
        return sign in self._jointly_behind

    def without_state(self, text: str) -> str:
        """A text with the State's own name blanked out."""
        return self._state.sub(lambda match: " " * len(match[0]), text)

    def is_body(self, word: str) -> bool:
        """Return True if a word says that a body is meant: "ministry", "council", in any of its forms."""
        return word in self._bodies or (len(word) >= _STEM and word[:_STEM] in self._stems)

    def tells(self, words: str) -> bool:
        """Return True if words may be a name: they hold more than one letter."""
        return len(words) > 1 and any(map(str.isalpha, words))

    def joins(self, sign: str) -> bool:
        """Return True if a sign or word between two pieces may stand inside a name."""
        return sign in self.joints or sign in (",", "&")

    def stripped(self, text: str) -> tuple[str, str]:
        """What stands before a text's first telling word, and the text from there to its last."""
        words = re.findall(r"\s*\S+", text)
        front = list(takewhile(self._is_small, words))
        back = list(takewhile(self._is_small, reversed(words[len(front) :])))
        kept = "".join(words[len(front) : len(words) - len(back)])
        blank = len(kept) - len(kept.lstrip())
        return "".join(front) + kept[:blank], kept.strip()

    def goes_on(self, name: Found, before: str, behind: str) -> bool:
        """Return True if words beside a name make it another: those next to it; any, if it does not say what body it is."""
        left, right = self.without_state(before).split(), self.without_state(behind).split()
        if self.stripped(" ".join(right))[1] in self._states:
            return True
        if not any(map(self.is_body, name.name.split())):
            return any(map(self._says_more, [*left, *right]))
        left_more = left[-1:] if name.language == "az" or not name.inflected else []
        right_more = right[:1] if name.language != "az" or not name.inflected else []
        return any(map(self._says_more, [*left_more, *right_more]))

    def _says_more(self, word: str) -> bool:
        return word not in self.roles and not self._is_small(word)

    def _is_small(self, word: str) -> bool:
        return word.strip() in self._particles or not any(map(str.isalpha, word))


def _stem(name: str) -> str:
    """A folded name as a pattern that its Russian case endings fit too."""
    return " ".join(
        re.escape(word[:-2]) + r"\w{0,4}" if re.search("[а-я]", word) and len(word) > 5 else re.escape(word)
        for word in name.split()
    )
