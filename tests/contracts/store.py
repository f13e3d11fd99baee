"""What the store must do on every database; each test class names the one it runs against."""

from tests.contracts.audit import AuditContract
from tests.contracts.backlog import BacklogContract
from tests.contracts.calls import CallsContract
from tests.contracts.claims import ClaimsContract
from tests.contracts.coaching import CoachingContract
from tests.contracts.deliveries import DeliveriesContract
from tests.contracts.evaluations import EvaluationsContract
from tests.contracts.holds import HoldsContract
from tests.contracts.lists import ListsContract
from tests.contracts.manifests import ManifestsContract
from tests.contracts.met import MetContract
from tests.contracts.months import MonthsContract
from tests.contracts.pages import PagesContract
from tests.contracts.peaks import PeaksContract
from tests.contracts.people import PeopleContract
from tests.contracts.plain import PlainContract
from tests.contracts.plans import PlansContract
from tests.contracts.programme import ProgrammeContract
from tests.contracts.purges import PurgesContract
from tests.contracts.ratings import RatingsContract
from tests.contracts.recordings import RecordingsContract
from tests.contracts.redrive import RedriveContract
from tests.contracts.rubrics import RubricsContract
from tests.contracts.runs import RunsContract
from tests.contracts.saved import SavedContract
from tests.contracts.scopes import ScopesContract
from tests.contracts.scores import ScoresContract
from tests.contracts.sealing import SealingContract
from tests.contracts.traces import TracesContract
from tests.contracts.transactions import TransactionsContract
from tests.contracts.transcripts import TranscriptsContract
from tests.contracts.uploads import UploadsContract
from tests.contracts.versions import VersionsContract
from tests.contracts.walks import WalksContract


class StoreContract(
    TransactionsContract,
    RecordingsContract,
    ClaimsContract,
    ListsContract,
    TranscriptsContract,
    EvaluationsContract,
    PagesContract,
    PlainContract,
    SavedContract,
    ScoresContract,
    MonthsContract,
    MetContract,
    ScopesContract,
    RubricsContract,
    RunsContract,
    CallsContract,
    UploadsContract,
    ManifestsContract,
    VersionsContract,
    WalksContract,
    TracesContract,
    BacklogContract,
    HoldsContract,
    SealingContract,
    PeaksContract,
    ProgrammeContract,
    PlansContract,
    RatingsContract,
    CoachingContract,
    PeopleContract,
    PurgesContract,
    DeliveriesContract,
    RedriveContract,
    AuditContract,
):
    """Subclasses bring the fixtures `store`, `told` (events published so far) and `fresh`.

    `store` is empty and upgraded, and so is what `fresh` gives each time it is called.
    """
