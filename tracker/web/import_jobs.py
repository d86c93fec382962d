"""Plans of imports, made beside the pages: each by a thread that tells how far it is, and that can be stopped."""

import logging
from collections import Counter, OrderedDict
from collections.abc import Callable
from threading import BoundedSemaphore, Event, Lock, Thread
from typing import NamedTuple
from weakref import WeakKeyDictionary

from imports.finished import forget_finished
from imports.plan_json import fingerprint
from imports.run import ImportResult, Stage
from imports.waiting import note_plan, plan, put_in, wait_again
from tracker.door import Register, now, uploads_of
from tracker.errors import TrackerError
from tracker.language.texts import Texts
from tracker.queries.waiting_imports import find_waiting

_AT_ONCE = 2
"""Imports that are planned at the same time; others wait for their turn."""

_KEPT = 3
"""Plans that are kept in memory; one that is gone is made again."""

_LOG = logging.getLogger(__name__)


class Stopped(Exception):
    """Raised within an import that somebody stopped."""


class Task(NamedTuple):
    """What is to be done with an import: planned or put in, by its number; ``state`` is what the outcome depends on."""

    number: int
    state: object
    puts_in: bool = False


class Job:
    """A task that is carried out by a thread: how far it is, and what came of it."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.rows: Counter[Stage] = Counter()
        self.result: ImportResult | None = None
        self.seen = ""
        """The fingerprint of the plan."""
        self.error: Exception | None = None
        self._ended = Event()
        self._stopping = Event()

    def wait(self, seconds: float) -> bool:
        """Wait until it has ended, but not longer than so many seconds; gives ``True`` if it has."""
        return self._ended.wait(seconds)

    def stop(self) -> None:
        """Ask it to stop at the next row."""
        self._stopping.set()

    def tell(self, stage: Stage, _file: str, rows: int) -> None:
        """Count rows that were read or written. Raises ``Stopped``."""
        self.rows[stage] += rows
        if self._stopping.is_set():
            raise Stopped

    def run(self, work: Callable[["Job"], ImportResult | None], turn: BoundedSemaphore) -> None:
        """Do the work when it is its turn."""
        try:
            with turn:
                self.tell(Stage.READ, "", 0)
                self.result = work(self)
        except Stopped as stopped:
            self.error = stopped
        except TrackerError as wrong:
            self.error = wrong
        except Exception as wrong:  # a thread has nobody above it: the page says that something went wrong
            _LOG.exception("import %s", self.task.number)
            self.error = wrong
        finally:
            self._ended.set()


class Jobs:
    """The jobs of a register, the last one of each import."""

    def __init__(self, location: str) -> None:
        self._uploads = uploads_of(location)
        self._jobs: OrderedDict[int, Job] = OrderedDict()
        self._lock = Lock()
        self._turn = BoundedSemaphore(_AT_ONCE)

    def planned(self, register: Register, number: int, state: object) -> Job:
        """The job that plans an import; begun anew where what its plan depends on has changed."""
        return self._job(Task(number, state), lambda job: self._plan(register, job))

    def put_in(self, register: Register, number: int, state: object, texts: Texts) -> Job:
        """The job that puts a confirmed import into the register."""
        return self._job(Task(number, state, puts_in=True), lambda job: self._put_in(register, job, texts))

    def last(self, number: int) -> Job | None:
        """The last job of an import, if it is kept."""
        with self._lock:
            return self._jobs.get(number)

    def stop(self, number: int) -> None:
        """Stop the job of an import, and wait until it has let go of the register."""
        with self._lock:
            job = self._jobs.pop(number, None)
        if job is not None:
            job.stop()
            job.wait(_PATIENCE)

    def _job(self, task: Task, work: Callable[[Job], ImportResult | None]) -> Job:
        with self._lock:
            job = self._jobs.pop(task.number, None)
            if job is None or job.task != task or isinstance(job.error, Stopped):
                if job is not None:
                    job.stop()
                job = Job(task)
                Thread(target=job.run, args=(work, self._turn), daemon=True).start()
            self._jobs[task.number] = job
            ended = [number for number, old in self._jobs.items() if old.wait(0)]
            for number in ended[: max(len(self._jobs) - _KEPT, 0)]:
                del self._jobs[number]
            return job

    def _plan(self, register: Register, job: Job) -> ImportResult:
        with register.reading() as session:
            several = len(find_waiting(session, job.task.number).files) > 1
        with register.acting() if several else register.reading() as session:
            result = plan(session, self._uploads, find_waiting(session, job.task.number), now(), job.tell)
        with register.acting() as session:
            note_plan(find_waiting(session, job.task.number), result)
            old = forget_finished(session, now())
        for folder in old:
            self._uploads.remove(folder)
        job.seen = fingerprint(result)
        return result

    def _put_in(self, register: Register, job: Job, texts: Texts) -> None:
        number = job.task.number
        try:
            with register.acting() as session:
                kept = put_in(session, self._uploads, number, texts, job.tell)
                item = find_waiting(session, number)
                folder, files = item.folder, item.files
        except Exception:
            with register.acting() as session:
                wait_again(session, number)
            raise
        if kept:
            self._uploads.remove_sheets(folder, files)


_PATIENCE = 30
"""Seconds in which a job that is stopped comes to its next row."""

_all: WeakKeyDictionary[Register, Jobs] = WeakKeyDictionary()
_lock = Lock()


def jobs_of(register: Register) -> Jobs:
    """The jobs of an open register."""
    with _lock:
        return _all.setdefault(register, Jobs(register.location))
