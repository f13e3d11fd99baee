"""The one table that gives every refusal of the house its HTTP status; `api.own_errors` has the API's own rows."""

from http import HTTPStatus

import asr.errors
import qa.delivery_errors
import qa.errors
import qa.ingest.errors
import qa.parties
import qa.plan_errors
import qa.saved_filter
import qa.statistics.errors
import scoring.errors
import storage.errors
from api.answer import Answer
from api.own_errors import OWN

_OURS = "Nothing is wrong with the request; the log of the server tells more."

ANSWERS: dict[type[Exception], Answer] = {
    **OWN,
    qa.errors.MetadataInvalid: Answer(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "Invalid metadata",
        "Correct what 'problems' lists and send it again.",
    ),
    qa.errors.CdrInvalid: Answer(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "Invalid calls",
        "Correct what 'problems' lists and send the whole list again.",
    ),
    qa.errors.TransitionRefused: Answer(
        HTTPStatus.CONFLICT,
        "Not in a state for this",
        "Look at its state first; wait until it ends or leave it as it is.",
    ),
    qa.plan_errors.PlansOverlap: Answer(
        HTTPStatus.CONFLICT,
        "Plans overlap",
        "Plan a period that has no moment in common with another plan for the rubric.",
    ),
    qa.plan_errors.NothingToDraw: Answer(
        HTTPStatus.CONFLICT,
        "Nothing to draw",
        "Choose a period in which calls were judged by the rubric; POST /v1/review-plans/preview tells how many.",
    ),
    qa.saved_filter.FilterTooLong: Answer(
        HTTPStatus.UNPROCESSABLE_ENTITY, "Filter too long", "Narrow the list by less."
    ),
    qa.parties.SideUnknown: Answer(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "Not the call's voices",
        "Name a party for each voice or channel that the recording's 'parties' list, or for none.",
    ),
    qa.errors.UploadExpired: Answer(
        HTTPStatus.GONE, "Upload expired", "Begin a new upload with POST /v1/uploads."
    ),
    qa.errors.RetentionInvalid: Answer(
        HTTPStatus.UNPROCESSABLE_ENTITY, "Invalid retention", "Correct what 'problems' lists."
    ),
    qa.errors.ContentGone: Answer(
        HTTPStatus.GONE, "Content erased", "Read its scores and receipts, which remain."
    ),
    qa.errors.OwnPlan: Answer(
        HTTPStatus.FORBIDDEN,
        "Planned by the same person",
        "Have another person approve it.",
    ),
    qa.errors.PlanChanged: Answer(
        HTTPStatus.CONFLICT,
        "Another plan",
        "Look at the plan again, and approve it by the digest it has now.",
    ),
    qa.errors.PasswordWeak: Answer(
        HTTPStatus.UNPROCESSABLE_ENTITY, "Password too weak", "Choose another one, as the detail says."
    ),
    qa.delivery_errors.DestinationRefused: Answer(
        HTTPStatus.UNPROCESSABLE_ENTITY, "Nothing is sent there", "Give another address, as the detail says."
    ),
    qa.delivery_errors.SecretInvalid: Answer(
        HTTPStatus.UNPROCESSABLE_ENTITY, "Invalid secret", "Give a secret as the detail says."
    ),
    qa.delivery_errors.SubscriptionInvalid: Answer(
        HTTPStatus.UNPROCESSABLE_ENTITY, "Invalid subscription", "Correct what 'problems' lists."
    ),
    qa.errors.GateShut: Answer(
        HTTPStatus.CONFLICT,
        "Gate shut",
        "Mend what 'problems' lists and add a new version, or publish with force and say why.",
    ),
    qa.errors.VersionTaken: Answer(
        HTTPStatus.CONFLICT,
        "Version taken",
        "Look at the rubric's versions; raise `version` in the file, or publish the one that is there.",
    ),
    qa.errors.TrendUnbounded: Answer(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "Not this many days",
        "Give `since` and `before`, the first of them earlier.",
    ),
    qa.errors.SwitchedOff: Answer(
        HTTPStatus.NOT_FOUND, "Not turned on", "Have an administrator turn it on, if the house wants it."
    ),
    qa.ingest.errors.IngestError: Answer(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "Not understood on arrival",
        "Look at docs/ingest.md for the shapes and names that are read; `everycall ingest validate` checks a file.",
    ),
    qa.statistics.errors.StatisticsError: Answer(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "Figure not computable",
        "Ask for what the detail says can be computed; docs/statistics.md tells what each figure needs.",
    ),
    qa.errors.LeaseLost: Answer(
        HTTPStatus.CONFLICT, "Claim lost", "Look at the recording again; another worker has it."
    ),
    asr.errors.AudioError: Answer(
        HTTPStatus.UNPROCESSABLE_ENTITY, "Unusable audio", "Send the recording in a format that holds sound."
    ),
    asr.errors.UnknownLanguage: Answer(
        HTTPStatus.UNPROCESSABLE_ENTITY, "Unknown language", "Give zh or en, or leave the language out."
    ),
    asr.errors.ScratchFull: Answer(
        HTTPStatus.INSUFFICIENT_STORAGE, "Disk full", "Free disk space and try again."
    ),
    asr.errors.ModelError: Answer(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "Model not usable",
        "Run `everycall models verify` and follow what it says.",
    ),
    scoring.errors.RubricUnknown: Answer(
        HTTPStatus.NOT_FOUND, "Unknown rubric", "Look at GET /v1/rubrics for the rubrics in use."
    ),
    scoring.errors.RubricInvalid: Answer(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "Invalid rubric",
        "Correct what 'problems' lists in the rubric's file.",
    ),
    scoring.errors.DialogueInvalid: Answer(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "Invalid dialogue",
        "Correct what 'problems' lists and send it again.",
    ),
    storage.errors.StorageUnavailable: Answer(
        HTTPStatus.SERVICE_UNAVAILABLE, "Storage away", "Try again shortly; nothing was changed."
    ),
    storage.errors.StorageFull: Answer(
        HTTPStatus.INSUFFICIENT_STORAGE,
        "Disk full",
        "Have disk space freed and send it again; nothing was kept.",
    ),
    storage.errors.SchemaBehind: Answer(
        HTTPStatus.SERVICE_UNAVAILABLE, "Database of another version", "Have the database brought up to date."
    ),
    storage.errors.NotFound: Answer(
        HTTPStatus.NOT_FOUND, "Nothing of that id", "Look at the lists of this API for the ids there are."
    ),
    storage.errors.AlreadyKnown: Answer(
        HTTPStatus.CONFLICT,
        "Already known",
        "Use the recording that the detail names, or give the call its own id.",
    ),
    storage.errors.Conflict: Answer(
        HTTPStatus.CONFLICT, "Changed meanwhile", "Load it again and decide anew."
    ),
    storage.errors.Unstorable: Answer(
        HTTPStatus.UNPROCESSABLE_ENTITY, "Not storable", "Send text in whole characters and finite numbers."
    ),
    storage.errors.AnswerTooLong: Answer(
        HTTPStatus.UNPROCESSABLE_ENTITY, "Answer too long", "Narrow the question as the detail says."
    ),
    storage.errors.CursorInvalid: Answer(
        HTTPStatus.BAD_REQUEST,
        "Invalid cursor",
        "Begin again without a cursor, and keep the filters while paging.",
    ),
    storage.errors.KeyUnusable: Answer(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "Signing key unusable",
        "Have the file that EVERYCALL_SIGNING_KEY names brought back.",
    ),
    storage.errors.ContentKeyUnusable: Answer(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "Content key unusable",
        "Have the file that EVERYCALL_CONTENT_KEY names brought back.",
    ),
    storage.errors.ContentAltered: Answer(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "Content altered",
        "Have what was altered brought back from a backup; somebody changed it past this service.",
    ),
    storage.errors.ContentErased: Answer(
        HTTPStatus.GONE,
        "Content erased",
        "Read its scores and receipts, which remain; GET /v1/retention/purges/{id} tells why it was erased.",
    ),
    storage.errors.KeyInvalid: Answer(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "Invalid key",
        "Name the object by a key that every object store can hold.",
    ),
    storage.errors.ObjectMissing: Answer(
        HTTPStatus.NOT_FOUND,
        "No such object",
        "Check the key and the bucket, and that the copying has finished.",
    ),
    storage.errors.ObjectTooLarge: Answer(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "Object too large",
        "Send a shorter recording, or have the limit raised.",
    ),
    storage.errors.ObjectIncomplete: Answer(
        HTTPStatus.BAD_REQUEST, "Object incomplete", "Send the whole of it again; nothing was kept."
    ),
    storage.errors.PartsMissing: Answer(
        HTTPStatus.CONFLICT,
        "Parts missing",
        "Put the parts that 'problems' lists at their addresses, then complete the upload again.",
    ),
    storage.errors.RangeInvalid: Answer(
        HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
        "Range outside the object",
        "Ask for bytes within its size.",
    ),
    storage.errors.ObjectsRefused: Answer(
        HTTPStatus.BAD_GATEWAY,
        "Object store refuses",
        "Have the object store's credentials and rights checked.",
    ),
    storage.errors.StorageError: Answer(HTTPStatus.INTERNAL_SERVER_ERROR, "Storage refuses", _OURS),
    asr.errors.AsrError: Answer(HTTPStatus.INTERNAL_SERVER_ERROR, "Recording not heard", _OURS),
    scoring.errors.ScoringError: Answer(HTTPStatus.INTERNAL_SERVER_ERROR, "Call not scored", _OURS),
    qa.errors.QaError: Answer(HTTPStatus.INTERNAL_SERVER_ERROR, "Refused by the quality programme", _OURS),
}
"""By refusal; one without a row takes its nearest ancestor's."""


def answer_to(refusal: type[Exception]) -> Answer:
    """Find the row of a refusal.

    Raises:
        KeyError: neither it nor an ancestor has a row.
    """
    for kind in refusal.__mro__:
        if kind in ANSWERS:
            return ANSWERS[kind]
    raise KeyError(refusal.__name__)
