"""One transaction per use case: its changes and its audit rows together or not at all, its news afterwards."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from qa.access import EVERY_CALL, Scope
from qa.delivery_events import DeliveriesQueued
from qa.events import Event
from storage import database, migration
from storage.answers import Answers
from storage.audit import Audit
from storage.backlog import Backlog
from storage.beside import Beside
from storage.bulk import Bulk
from storage.business_dates import BusinessDates
from storage.calibrations import Calibrations, CriterionModes, ReviewerSkills
from storage.calls import Calls
from storage.chain import Chain
from storage.checks import Checks
from storage.closings import Closings
from storage.coaching import Coaching
from storage.content_keys import ContentKeys
from storage.coverage import Coverage
from storage.deliveries import Deliveries
from storage.disputes import Disputes, Proposals
from storage.erasure import Erasure
from storage.evaluations import Evaluations
from storage.flags import Flags
from storage.holds import Holds
from storage.house_keys import Sealing
from storage.house_settings import HouseSettings
from storage.legal_holds import LegalHolds
from storage.makers import MakersOf
from storage.manifests import Manifests
from storage.met import Met
from storage.news import NewsOfCalls
from storage.originals import Originals
from storage.outbox import Outbox
from storage.peaks import PeaksOf
from storage.people import People
from storage.plain import Plain
from storage.purges import Purges
from storage.ratings import Ratings
from storage.receipts import Receipts
from storage.recordings import Recordings
from storage.refused import RefusedObjects
from storage.reviews import ReviewPlans, Reviews
from storage.rubric_versions import RubricVersions
from storage.runs import Runs
from storage.saved_filters import SavedFilters
from storage.scores import Scores
from storage.sessions import Sessions
from storage.subscriptions import Subscriptions
from storage.tables import recordings
from storage.told_parties import PartiesTold
from storage.traces import Traces
from storage.transcripts import Transcripts
from storage.trends import Trends
from storage.turns import Turns
from storage.uploads import Uploads
from storage.vectors import Vectors
from storage.versions import Versions
from storage.walks import Walks

Publish = Callable[[Event], None]
"""Tells of an event after its transaction; it may fail, the row is the truth."""

_log = logging.getLogger(__name__)


def tell_nobody(event: Event) -> None:
    """Publish nothing: whoever works polls the rows."""


class Unit:
    """One transaction, with every collection in it.

    Args:
        connection: the transaction's.
        sealing: how content is kept.
        scope: which calls can be seen in it; others are not there.
    """

    def __init__(  # noqa: PLR0915 one line for each collection
        self, connection: Connection, sealing: Sealing | None = None, scope: Scope = EVERY_CALL
    ) -> None:
        self.scope = scope
        self.keys = ContentKeys(connection, sealing)
        self.beside = Beside(connection)
        self.recordings = Recordings(connection, self.beside, scope)
        self.originals = Originals(connection)
        self.backlog = Backlog(connection)
        self.turns = Turns(connection)
        self.holds = Holds(connection)
        self.runs = Runs(connection)
        self.transcripts = Transcripts(connection, self.keys, scope)
        self.peaks = PeaksOf(connection, self.keys)
        self.vectors = Vectors(connection, self.keys)
        self.answers = Answers(connection, self.keys)
        self.evaluations = Evaluations(connection, self.keys, self.beside.judged, scope)
        self.flags = Flags(connection, self.keys, self.beside.found)
        self.rubrics = RubricVersions(connection)
        self.calls = Calls(connection, self.keys)
        self.coverage = Coverage(connection, scope, self.beside.write)
        self.closings = Closings(connection)
        self.refused = RefusedObjects(connection)
        self.walks = Walks(connection)
        self.manifests = Manifests(connection)
        self.makers = MakersOf(connection, self.keys)
        self.scores = Scores(connection, self.evaluations, self.makers)
        self.bulk = Bulk(connection, self.scores, self.beside.moved)
        self.trends = Trends(connection, scope)
        self.met = Met(connection, scope)
        self.versions = Versions(connection, self.record, self.scores.drop, self.beside)
        self.uploads = Uploads(connection)
        self.traces = Traces(connection)
        self.legal_holds = LegalHolds(connection)
        self.business_dates = BusinessDates(connection)
        self.purges = Purges(connection)
        self.erasure = Erasure(connection, self.keys)
        self.plain = Plain(connection, self.keys)
        self.receipts = Receipts(connection, self.keys, scope)
        self.plans = ReviewPlans(connection)
        self.reviews = Reviews(connection, self.keys, scope)
        self.parties = PartiesTold(connection, self.keys)
        self.disputes = Disputes(connection, self.keys, scope)
        self.proposals = Proposals(connection, self.keys, self.evaluations)
        self.coaching = Coaching(connection, self.keys, scope)
        self.calibrations = Calibrations(connection, self.keys)
        self.ratings = Ratings(connection)
        self.checks = Checks(connection)
        self.modes = CriterionModes(connection)
        self.skills = ReviewerSkills(connection)
        self.house_settings = HouseSettings(connection)
        self.chain = Chain(connection)
        self.people = People(connection, self.keys)
        self.sessions = Sessions(connection)
        self.saved_filters = SavedFilters(connection)
        self.subscriptions = Subscriptions(connection, self.keys)
        self.deliveries = Deliveries(connection)
        self.outbox = Outbox(connection, self.subscriptions, self.people)
        self.audit = Audit(connection)
        self.news = NewsOfCalls(connection)
        self.events: list[Event] = []

    def record(self, event: Event) -> None:
        """Write an event into the audit trail now, and tell of it once the transaction is through."""
        self.audit.add(event)
        self.events.append(event)


class Store:
    """The database, as use cases see it.

    Args:
        engine: from `storage.database.open_engine`.
        publish: told of each event after its commit.
        sealing: how content is kept; None to seal nothing, and to open nothing that is sealed.
    """

    def __init__(
        self, engine: Engine, publish: Publish = tell_nobody, sealing: Sealing | None = None
    ) -> None:
        self._engine = engine
        self._publish = publish
        self._sealing = sealing

    @contextmanager
    def begin(self, scope: Scope = EVERY_CALL) -> Iterator[Unit]:
        """Open a transaction that commits at the end of the block, or leaves no trace.

        Args:
            scope: which calls can be seen in it; all of them is for the house itself.

        Raises:
            StorageUnavailable: the database is away or too busy.
            StorageFull: its disk is full.
            SchemaBehind: its tables are not those of this version.
        """
        with database.translated(), database.writing(self._engine) as connection, connection.begin():
            unit = Unit(connection, self._sealing, scope)
            yield unit
            unit.beside.write()
            unit.outbox.write(unit.events)
        for event in unit.events:
            self._tell(event)
        if unit.outbox.queued_at is not None:
            self._tell(DeliveriesQueued(at=unit.outbox.queued_at))

    @contextmanager
    def read(self, scope: Scope = EVERY_CALL) -> Iterator[Unit]:
        """Open a view of one moment; nothing may be changed in it.

        Args:
            scope: which calls can be seen in it; all of them is for the house itself.

        Raises:
            StorageUnavailable: the database is away or too busy.
            SchemaBehind: its tables are not those of this version.
        """
        with database.translated(), database.reading(self._engine) as connection, connection.begin():
            yield Unit(connection, self._sealing, scope)

    def ping(self) -> None:
        """Ask the database whether it is there, with our tables in it.

        Raises:
            StorageUnavailable: it is away or too busy.
            SchemaBehind: it has not our tables.
        """
        with database.translated(), database.reading(self._engine) as connection:
            connection.execute(select(recordings.c.id).limit(1))

    def now(self) -> datetime:
        """Tell the time by the database's clock, in UTC.

        Raises:
            StorageUnavailable: it is away or too busy.
        """
        with database.translated(), database.reading(self._engine) as connection:
            return database.moment(connection)

    def upgrade(self) -> None:
        """Bring the tables up to this version; several processes may do so at once.

        Raises:
            StorageUnavailable: the database is away or too busy.
        """
        migration.upgrade(self._engine)

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    def _tell(self, event: Event) -> None:
        try:
            self._publish(event)
        except Exception:  # noqa: BLE001 whatever the broker's library raises
            # The change is made and its row is due: a worker finds it without having been told.
            _log.warning(
                "Could not tell of %s for recording %s; a worker finds it without.",
                event.name,
                event.recording,
                exc_info=True,
            )


def open_store(
    address: str, folder: Path, publish: Publish = tell_nobody, sealing: Sealing | None = None
) -> Store:
    """Open the database.

    Args:
        address: SQLAlchemy's, or empty for a SQLite file in `folder`.
        folder: the data folder of the embedded default.
        publish: told of each event after its commit.
        sealing: how content is kept, as `storage.house_keys.sealing_of` tells; None to seal nothing.

    Raises:
        AddressInvalid: the address cannot be read.
        StorageUnavailable: the folder cannot be made.
    """
    return Store(database.open_engine(address, folder), publish, sealing)
