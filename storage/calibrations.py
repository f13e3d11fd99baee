"""The calibration sessions, who answers which criterion, and what reviewers take on."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from qa.assignment import Skills
from qa.bare_programme import bare_calibration
from qa.calibration import Calibration, CalibrationState
from qa.mode import PlacedMode
from qa.statistics.switch import Mode
from storage.codec import Codec
from storage.content_keys import ContentKeys
from storage.errors import NotFound
from storage.keyset import Place, Stretch
from storage.programme_tables import calibrations, criterion_modes, reviewer_skills
from storage.worded import Worded

MOST = 500
"""Sessions that one list holds."""

_c = calibrations.c


def _columns(session: Calibration) -> dict[str, Any]:
    return {
        "id": session.id,
        "recording_id": session.recording,
        "state": session.state,
        "opened_at": session.opened_at,
    }


kept = Worded("calibration", calibrations, Codec(Calibration), bare_calibration, _columns)
_mode, _skills = Codec(PlacedMode), Codec(Skills)


class Calibrations:
    """All sessions, inside one transaction.

    Args:
        connection: the transaction's.
        keys: of the recordings.
    """

    def __init__(self, connection: Connection, keys: ContentKeys) -> None:
        self._connection = connection
        self._keys = keys

    def add(self, session: Calibration) -> None:
        """Keep a new session."""
        kept.add(self._connection, self._keys, session)

    def save(self, session: Calibration) -> None:
        """Write down what was voted, or that it was closed."""
        kept.save(self._connection, self._keys, session)

    def get(self, session_id: str, *, to_change: bool = False) -> Calibration:
        """Load a session; `to_change` it, wait for whoever else does.

        Raises:
            NotFound: there is none of that id.
        """
        found = self._find(_c.id == session_id, lock=to_change)
        if not found:
            raise NotFound(
                f"There is no calibration {session_id!r}; GET /v1/calibrations lists those there are."
            )
        return found[0]

    def open_on(self, recordings: Sequence[str]) -> tuple[Calibration, ...]:
        """List the open sessions on some recordings, oldest first."""
        return self._find(_c.recording_id.in_(recordings), _c.state == CalibrationState.OPEN)

    def all(self, states: Sequence[CalibrationState] = ()) -> tuple[Calibration, ...]:
        """List sessions in some states, or in any; oldest first, `MOST` of them."""
        return self._find(*([_c.state.in_(states)] if states else []))

    def page(
        self, states: Sequence[CalibrationState] = (), *, limit: int = MOST, cursor_at: str | None = None
    ) -> Stretch[Calibration]:
        """List calibrations in some states, or in any; oldest first, page by page.

        Raises:
            CursorInvalid: the cursor was altered, or belongs to another list.
        """
        place = Place(repr(("calibrations", *sorted(states))), limit, cursor_at)
        within = [_c.state.in_(states)] if states else []
        after = place.after(_c.opened_at.expression, _c.id.expression)
        found = self._find(*within, *after, most=limit + 1)
        return place.cut(found, lambda each: (each.opened_at, each.id))

    def _find(
        self, *which: ColumnElement[bool], lock: bool = False, most: int = MOST
    ) -> tuple[Calibration, ...]:
        wanted = select(_c.id, _c.recording_id, _c.body, _c.sealed).where(*which)
        wanted = wanted.order_by(_c.opened_at, _c.id).limit(most)
        rows = self._connection.execute(wanted.with_for_update() if lock else wanted).all()
        return kept.read(self._keys, rows)


class CriterionModes:
    """How criteria stand, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self, *, mode: Mode | None = None, rubric: str | None = None) -> tuple[PlacedMode, ...]:
        """List how criteria stand that were looked at; in one mode or of one rubric, or all."""
        table = criterion_modes.c
        wanted = select(table.body).order_by(
            table.rubric, table.version, table.language, table.queue, table.criterion
        )
        if mode is not None:
            wanted = wanted.where(table.mode == mode)
        if rubric is not None:
            wanted = wanted.where(table.rubric == rubric)
        return tuple(_mode.decode(body) for body in self._connection.execute(wanted).scalars())

    def put(self, placed: PlacedMode) -> None:
        """Write down how a criterion stands."""
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        place = placed.place
        key = {
            "rubric": place.rubric,
            "version": place.version,
            "language": place.language,
            "queue": place.queue,
            "criterion": place.criterion,
        }
        values = {"mode": placed.standing.mode, "body": _mode.encode(placed)}
        statement = dialect.insert(criterion_modes).values(key | values)
        self._connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))


class ReviewerSkills:
    """What reviewers take on, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Skills, ...]:
        """List the reviewers whom reviews are handed out to."""
        wanted = select(reviewer_skills.c.body).order_by(reviewer_skills.c.person)
        return tuple(_skills.decode(body) for body in self._connection.execute(wanted).scalars())

    def put(self, skills: Skills) -> None:
        """Write down what somebody takes on."""
        table = reviewer_skills
        self._connection.execute(delete(table).where(table.c.person == skills.person))
        self._connection.execute(insert(table).values(person=skills.person, body=_skills.encode(skills)))
