"""How every database must tell how far the plans of reviews are, and list what each of them drew."""

from dataclasses import replace

from alembic import command
from sqlalchemy import Engine

from qa.access import Role, Scope
from qa.account import Account
from qa.review import Review, ReviewState, Skip
from qa.review_plan import Progress, ReviewPlan
from storage import database, migration
from storage.review_lists import ReviewFilter
from storage.uow import Store
from tests.contracts.steps import add
from tests.contracts.values import at, recording
from tests.programme import NOON, WEEK, review

LEFT = (Skip("lin", "I know the customer.", at(1)),)
STATES = (
    ("v-1", ReviewState.WAITING, ()),
    ("v-2", ReviewState.WAITING, LEFT),
    ("v-3", ReviewState.ASSIGNED, LEFT),
    ("v-4", ReviewState.ASSIGNED, ()),
    ("v-5", ReviewState.SUBMITTED, ()),
    ("v-6", ReviewState.RELEASED, LEFT),
    ("v-7", ReviewState.ACKNOWLEDGED, ()),
)
"""Id, state and who skipped it, of the reviews of one plan."""
DONE = Progress(waiting=2, skipped=1, assigned=2, done=3)


def drawn(name: str, state: ReviewState, skipped: tuple[Skip, ...], **changes: object) -> Review:
    made = review(name, "rec-0001", plan="p-1", state=state, skipped=skipped)
    return replace(made, **changes)  # type: ignore[arg-type] # fields by name


def reviewed(store: Store) -> None:
    """Put the reviews of a plan on lists, and one that nobody drew."""
    add(store, recording(1, team="sales"))
    with store.begin() as unit:
        unit.reviews.add_all([drawn(*each) for each in STATES])
        unit.reviews.add(drawn("v-8", ReviewState.WAITING, (), plan=None, chance=None))


def down_and_up(engine: Engine) -> None:
    """Take the columns of plans away and have them filled again, in one transaction."""
    config = migration.configuration()
    with database.writing(engine) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.downgrade(config, "0035")
        command.upgrade(config, "head")


def names(store: Store, chosen: ReviewFilter) -> list[str]:
    with store.read() as unit:
        return [each.id for each in unit.reviews.page(chosen, limit=100).reviews]


class PlansContract:
    """Subclasses bring the fixture `store` (empty, upgraded)."""

    def test_a_plan_tells_how_far_its_reviews_are(self, store: Store) -> None:
        reviewed(store)
        with store.read() as unit:
            assert unit.reviews.progress(["p-1", "p-2"]) == {"p-1": DONE, "p-2": Progress()}
            assert unit.reviews.progress([]) == {}
        for teams, told in ((frozenset({"sales"}), DONE), (frozenset({"care"}), Progress())):
            with store.read(Scope(teams=teams)) as unit:
                assert unit.reviews.progress(["p-1"]) == {"p-1": told}

    def test_progress_follows_what_becomes_of_a_review(self, store: Store) -> None:
        reviewed(store)
        with store.begin() as unit:
            unit.reviews.save(replace(unit.reviews.get("v-1"), state=ReviewState.ASSIGNED, reviewer="max"))
            unit.reviews.save(replace(unit.reviews.get("v-4"), state=ReviewState.WAITING, skipped=LEFT))
        with store.read() as unit:
            assert unit.reviews.progress(["p-1"]) == {"p-1": Progress(2, 2, 2, 3)}

    def test_what_a_plan_drew_is_listed(self, store: Store) -> None:
        reviewed(store)
        assert names(store, ReviewFilter(plan="p-1")) == ["v-1", "v-2", "v-3", "v-4"]
        assert names(store, ReviewFilter(plan="p-1", skipped=True)) == ["v-2", "v-3"]
        assert names(store, ReviewFilter(skipped=False)) == ["v-1", "v-4", "v-8"]
        done = (ReviewState.SUBMITTED, ReviewState.RELEASED, ReviewState.ACKNOWLEDGED)
        assert names(store, ReviewFilter(states=done, plan="p-1")) == ["v-5", "v-6", "v-7"]
        assert names(store, ReviewFilter(plan="p-2")) == []

    def test_a_plan_of_before_draws_were_counted_comes_back(self, store: Store) -> None:
        plan = ReviewPlan(
            "p-1", "manners", NOON - WEEK, NOON, (), "s", 4.0, 1.0, True, 12, 5, "bob", NOON, {"random": 4}
        )
        with store.begin() as unit:
            unit.plans.add(plan)
            unit.plans.add(replace(plan, id="p-0", since=NOON - 2 * WEEK, before=NOON - WEEK, drawn={}))
        with store.read() as unit:
            assert [dict(each.drawn) for each in unit.plans.of()] == [{"random": 4}, {}]

    def test_people_are_found_by_their_roles_without_their_secrets(self, store: Store) -> None:
        facts = (frozenset[str](), None, True, at(1))
        with store.begin() as unit:
            for name, role in (("lin", Role.REVIEWER), ("bob", Role.QA_LEAD), ("ann", Role.AGENT)):
                unit.people.add(
                    Account(f"p-{name}", name, name.title(), frozenset({role}), *facts, totp="JBSW")
                )
        with store.read() as unit:
            found = unit.people.with_roles({Role.REVIEWER, Role.QA_LEAD})
        assert [(each.id, each.totp) for each in found] == [("p-bob", ""), ("p-lin", "")]
