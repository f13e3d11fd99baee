"""What is done once a night: days that have ended are closed and sealed, and a sample of each is made again."""

from workers.books import close_days
from workers.counting import count_uncounted, mend_months
from workers.desk import Desk
from workers.keep import plan_night, write_erasures
from workers.programme import keep_programme, look_at_modes
from workers.receipts import seal_days
from workers.sample import replay_sample


def close_books(desk: Desk) -> None:
    """Do what is due of the night's work; nothing, where it is done.

    Raises:
        StorageError: the database is away.
    """
    count_uncounted(desk)
    keep_programme(desk)
    if close_days(desk):  # once a night
        mend_months(desk)
        plan_night(desk)
        write_erasures(desk)
        look_at_modes(desk)
    for sealed in seal_days(desk):
        replay_sample(desk, sealed)
