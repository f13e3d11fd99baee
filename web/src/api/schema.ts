// Written by `make client` from the API's own description; do not edit. Digest: d79f60bf70e6aeb67e04416edc07020c53c39b859e8b85d20702d9cf673325f9

export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["isAlive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["isReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["searchAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit.{form}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["exportAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calibrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listCalibrations"];
        put?: never;
        post: operations["openCalibration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calibrations/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getCalibration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calibrations/{session_id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["closeCalibration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calibrations/{session_id}/form": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getCalibrationForm"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calibrations/{session_id}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getCalibrationResult"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calibrations/{session_id}/votes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["voteInCalibration"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cdrs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["listCalls"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cdrs/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["listCallsOfFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/coaching": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listCoaching"];
        put?: never;
        post: operations["draftCoaching"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/coaching/{plan_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getCoaching"];
        put: operations["reviseCoaching"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/coaching/{plan_id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["acknowledgeCoaching"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/coaching/{plan_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["cancelCoaching"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/coaching/{plan_id}/clips": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["arrangeCoachingClips"];
        post: operations["addCoachingClip"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/coaching/{plan_id}/clips/{clip_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["removeCoachingClip"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/coaching/{plan_id}/done": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["finishCoaching"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/coaching/{plan_id}/effect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getCoachingEffect"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/coaching/{plan_id}/remarks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["remarkOnCoaching"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/coaching/{plan_id}/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["replyToCoaching"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/coaching/{plan_id}/share": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["shareCoaching"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getCoverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/coverage/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getCoverageDays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/days/{day}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getDay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries/{delivery_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries/{delivery_id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["replayDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/digest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getDigest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/disputes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listDisputes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/disputes/{dispute_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getDispute"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/disputes/{dispute_id}/appeal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["appealDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/disputes/{dispute_id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["decideDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/disputes/{dispute_id}/decide-appeal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["decideAppeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluations/{evaluation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getEvaluation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluations/{evaluation_id}/disputes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluations/{evaluation_id}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluations/{evaluation_id}/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listReceipts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluations/{evaluation_id}/scorecard.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["printScorecard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/s3": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["receiveEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listExports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{sheet}.{form}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["exportResults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/heatmap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getHeatmap"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/house-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listHouseSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/house-settings/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["putHouseSetting"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listKeys"];
        put?: never;
        post: operations["makeKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{key_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["revokeKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/leaderboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getLeaderboard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/legal-holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listLegalHolds"];
        put?: never;
        post: operations["putLegalHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/legal-holds/{hold_id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["releaseLegalHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["followLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listReviewsOfMine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/week": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getMyWeek"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/names": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getNames"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/needs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listNeeds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/peers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getPeers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listPeople"];
        put?: never;
        post: operations["addPerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/people/{person_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["changePerson"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/people/{person_id}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["resetPerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listProblems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listProposals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/proposals/{proposal_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getProposal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/proposals/{proposal_id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["acceptProposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/proposals/{proposal_id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["rejectProposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quality/agreement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getAgreement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quality/confidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getConfidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quality/error-rates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getErrorRates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quality/modes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listModes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quality/published": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getPublishedFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getWork"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recordings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listRecordings"];
        put?: never;
        post: operations["uploadRecording"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recordings/{recording_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getRecording"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recordings/{recording_id}/audio": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getAudio"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recordings/{recording_id}/cues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getCues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recordings/{recording_id}/dates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["tellDates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recordings/{recording_id}/evaluations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listEvaluations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recordings/{recording_id}/parties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["correctParties"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recordings/{recording_id}/peaks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getPeaks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recordings/{recording_id}/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getCallKept"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recordings/{recording_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["retryRecording"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recordings/{recording_id}/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listReviewsOfCall"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recordings/{recording_id}/transcript": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getTranscript"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recordings/{recording_id}/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["tryRubricOnRecording"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recordings/from-bucket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["receiveFromBucket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recordings/redrive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["redriveRecordings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/refused-objects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listRefusedObjects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/refused-objects/retake": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["retakeRefusedObjects"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getRetention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/retention/purges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listPurges"];
        put?: never;
        post: operations["planPurge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/retention/purges/{purge_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getPurge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/retention/purges/{purge_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["approvePurge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/retention/purges/{purge_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["cancelPurge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review-plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listReviewPlans"];
        put?: never;
        post: operations["planReviews"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review-plans/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["previewReviewPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reviewers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listReviewers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reviewers/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["setReviewer"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listReviews"];
        put?: never;
        post: operations["requestReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reviews/{review_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getReview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reviews/{review_id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["acknowledgeReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reviews/{review_id}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["answerReview"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reviews/{review_id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["assignReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reviews/{review_id}/skip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["skipReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reviews/{review_id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["submitReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reviews/{review_id}/take-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["takeOverReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rubric-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["checkRubric"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rubric-schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getRubricSchema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rubric-versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listEveryRubricVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rubric-versions/{digest}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getRubricVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rubric-versions/{digest}/backtest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["backtestRubricVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rubric-versions/{digest}/fairness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["testRubricFairness"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rubric-versions/{digest}/gates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getRubricGates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rubric-versions/{digest}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["publishRubricVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rubric-versions/{digest}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["retireRubricVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rubrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listRubrics"];
        put?: never;
        post: operations["addRubricVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rubrics/{rubric_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getRubric"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rubrics/{rubric_id}/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["tryRubric"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rubrics/{rubric_id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listRubricVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getSession"];
        put?: never;
        post: operations["signIn"];
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/doors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getDoors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["beginFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/factor/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["confirmFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/oidc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["beginOidc"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/oidc/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["endOidc"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/own": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getMyself"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/own/filters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listSavedFilters"];
        put?: never;
        post: operations["saveFilter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/own/filters/{filter_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["changeFilter"];
        post?: never;
        delete: operations["removeFilter"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/own/others": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["endOtherSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["setPassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["setUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listSources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{source}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["pauseSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{source}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["resumeSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["trySource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listSubscriptions"];
        put?: never;
        post: operations["addSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions/{subscription_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getSubscription"];
        put: operations["changeSubscription"];
        post?: never;
        delete: operations["removeSubscription"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions/{subscription_id}/ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["pingSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions/{subscription_id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["replayDeliveries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions/{subscription_id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["rotateSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getSuggestions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getTeams"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/teams/{team}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["putTeam"];
        post?: never;
        delete: operations["dropTeam"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["getToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trends": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getTrend"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trends/control": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getControlChart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["beginUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads/{upload_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getUpload"];
        put?: never;
        post?: never;
        delete: operations["abortUpload"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads/{upload_id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["completeUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads/{upload_id}/parts/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["putPart"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listWebhookEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/worklist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getWorklist"];
        put?: never;
        post: operations["takeCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/worklist/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["handOutReviews"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/worklist/share-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["shareOutReviews"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Absence: {
            absence: components["schemas"]["AnyCheck"];
            after: components["schemas"]["Anchor"] | null;
            around: components["schemas"]["Anchor"] | null;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            /** @default false */
            every_turn: boolean;
            first: components["schemas"]["Reach"] | null;
            last: components["schemas"]["Reach"] | null;
            party: components["schemas"]["Party"] | null;
            turns: components["schemas"]["TurnRange"] | null;
            within: components["schemas"]["Anchor"] | null;
        };
        Acceptance: {
            reason: string;
            text?: string | null;
        };
        /** @enum {string} */
        Action: "read_recording" | "read_audio" | "read_transcript" | "read_evaluation" | "read_receipt" | "read_trends" | "read_coverage" | "upload" | "report_calls" | "retry" | "redrive" | "correct_parties" | "read_queue" | "review" | "assign" | "acknowledge" | "read_dispute" | "dispute" | "decide_dispute" | "decide_appeal" | "calibrate" | "read_calibration" | "coach" | "read_coaching" | "read_rubric" | "try_rubric" | "backtest_rubric" | "write_rubric" | "publish_rubric" | "export_results" | "read_audit" | "read_retention" | "tell_dates" | "plan_purge" | "approve_purge" | "hold" | "read_sources" | "pause_source" | "read_refused" | "retake_refused" | "read_metrics" | "read_people" | "manage_people" | "manage_keys" | "read_webhooks" | "manage_webhooks" | "set_settings" | "read_self";
        Affected: {
            evaluation: string;
            recording: string;
            rescored: number | null;
            score: number | null;
        };
        Again: {
            since?: string | null;
        };
        /** @enum {string} */
        Against: "absolute" | "own";
        Agreement: {
            ac1: components["schemas"]["Figure"];
            alpha: components["schemas"]["Figure"];
            calls: number;
            cohen: components["schemas"]["Figure"] | null;
            fleiss: components["schemas"]["Figure"];
            items: number;
            left_out: number;
            observed: components["schemas"]["Figure"];
            raters: number;
        };
        AgreementList: {
            items: components["schemas"]["Agreements"][];
        };
        Agreements: {
            criterion: string;
            machine: components["schemas"]["Agreement"];
            people: components["schemas"]["Agreement"];
        };
        /** @enum {string} */
        AilmentSeverity: "note" | "warning" | "blocking";
        Alive: {
            /**
             * @default ok
             * @constant
             */
            status: "ok";
        };
        All: {
            after: components["schemas"]["Anchor"] | null;
            all: components["schemas"]["AnyCheck"][];
            around: components["schemas"]["Anchor"] | null;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            /** @default false */
            every_turn: boolean;
            first: components["schemas"]["Reach"] | null;
            last: components["schemas"]["Reach"] | null;
            party: components["schemas"]["Party"] | null;
            turns: components["schemas"]["TurnRange"] | null;
            within: components["schemas"]["Anchor"] | null;
        };
        Anchor: string | {
            check: components["schemas"]["AnyCheck"];
            /** @default first */
            hit: components["schemas"]["Which"] | number;
            reach?: components["schemas"]["Reach"] | null;
        };
        Answer: {
            criterion: string;
            example: string;
            expected: components["schemas"]["FindingOutcome"];
            finding: components["schemas"]["Finding"];
            /** @default false */
            gap: boolean;
            wrong: string[];
        };
        AnswerDelay: {
            after: components["schemas"]["Anchor"] | null;
            answer_delay: components["schemas"]["Bound"];
            around: components["schemas"]["Anchor"] | null;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            /** @default false */
            every_turn: boolean;
            first: components["schemas"]["Reach"] | null;
            last: components["schemas"]["Reach"] | null;
            party: components["schemas"]["Party"] | null;
            turns: components["schemas"]["TurnRange"] | null;
            within: components["schemas"]["Anchor"] | null;
        };
        Any_: {
            after: components["schemas"]["Anchor"] | null;
            any: components["schemas"]["AnyCheck"][];
            around: components["schemas"]["Anchor"] | null;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            /** @default false */
            every_turn: boolean;
            first: components["schemas"]["Reach"] | null;
            last: components["schemas"]["Reach"] | null;
            party: components["schemas"]["Party"] | null;
            turns: components["schemas"]["TurnRange"] | null;
            within: components["schemas"]["Anchor"] | null;
        };
        AnyCheck: components["schemas"]["Absence"] | components["schemas"]["All"] | components["schemas"]["AnswerDelay"] | components["schemas"]["Any_"] | components["schemas"]["AtLeast"] | components["schemas"]["Duration"] | components["schemas"]["Emotion"] | components["schemas"]["EntityCheck"] | components["schemas"]["FirstSpeaker"] | components["schemas"]["Flow"] | components["schemas"]["HangUp"] | components["schemas"]["Hold"] | components["schemas"]["Interruption"] | components["schemas"]["Llm"] | components["schemas"]["Loudness"] | components["schemas"]["Metadata"] | components["schemas"]["Not"] | components["schemas"]["Overlap"] | components["schemas"]["TimingPause"] | components["schemas"]["Phrase"] | components["schemas"]["Pitch"] | components["schemas"]["Regex"] | components["schemas"]["Repeat"] | components["schemas"]["ResponseTime"] | components["schemas"]["Semantic"] | components["schemas"]["Sequence_"] | components["schemas"]["Silence"] | components["schemas"]["SpeechRate"] | components["schemas"]["TalkRatio"] | components["schemas"]["Tension"] | components["schemas"]["TurnCount"] | components["schemas"]["Use"];
        Approval: {
            digest: string;
        };
        Arrival: {
            code: string | null;
            detail: string | null;
            key: string;
            outcome: components["schemas"]["DoorstepOutcome"];
            recording: string | null;
        };
        Arrivals: {
            items: components["schemas"]["Arrival"][];
        };
        Asked: {
            against?: string | null;
            received_before?: string | null;
            received_from?: string | null;
        };
        AtLeast: {
            after: components["schemas"]["Anchor"] | null;
            around: components["schemas"]["Anchor"] | null;
            at_least: number;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            /** @default false */
            every_turn: boolean;
            first: components["schemas"]["Reach"] | null;
            last: components["schemas"]["Reach"] | null;
            of: components["schemas"]["AnyCheck"][];
            party: components["schemas"]["Party"] | null;
            turns: components["schemas"]["TurnRange"] | null;
            within: components["schemas"]["Anchor"] | null;
        };
        "Attempt-Input": {
            /** @default 1 */
            certainty: number;
            cues?: components["schemas"]["TypedCue"][] | null;
            draft?: string | null;
            duration?: (number | string) | null;
            /** @default [] */
            holes: components["schemas"]["TypedHole"][];
            language: components["schemas"]["Language"];
            /** @default {} */
            metadata: {
                [key: string]: string | number | boolean;
            };
            /** @default false */
            one_channel: boolean;
            /** @default {} */
            parts: {
                [key: string]: string;
            };
            turns: components["schemas"]["TypedTurn"][];
        };
        "Attempt-Output": {
            arrived: boolean;
            /** Format: date-time */
            at: string;
            delivery: string;
            number: number;
            /** @default  */
            problem: string;
            /** @default  */
            response: string;
            seconds: number;
            status: number | null;
        };
        Attribution: {
            basis: components["schemas"]["TranscriptBasis"];
            confidence: number;
            parties: [
                string,
                components["schemas"]["Party"]
            ][];
            /** @default [] */
            reasons: string[];
        };
        AuditEvent: {
            actor: string;
            /** Format: date-time */
            at: string;
            details: {
                [key: string]: string;
            };
            id: number;
            name: string;
            recording: string | null;
        };
        AuditList: {
            begins: string | null;
            items: components["schemas"]["AuditEvent"][];
            next: string | null;
        };
        Author: {
            kind: components["schemas"]["AuthorKind"];
            name: string;
        };
        /** @enum {string} */
        AuthorKind: "machine" | "person";
        Band: {
            confirmed: number;
            high: number;
            interval: components["schemas"]["Interval"];
            low: number;
            mean: number;
            n: number;
        };
        Body_getToken: {
            client_id: string;
            client_secret: string;
            /** @constant */
            grant_type: "client_credentials";
        };
        Body_trySource: {
            audio: string;
            direction?: components["schemas"]["Direction"] | null;
            sidecar?: string | null;
            source: string;
        };
        /** @enum {string} */
        Book: "open" | "closed" | "past";
        Bound: "any" | {
            at_least?: number | string;
            at_most?: number | string;
            equals?: number | string;
            over?: number | string;
            under?: number | string;
        };
        Branch: {
            /** @default [] */
            otherwise: (components["schemas"]["FlowStep"] | components["schemas"]["Branch"])[];
            then: (components["schemas"]["FlowStep"] | components["schemas"]["Branch"])[];
            when: components["schemas"]["AnyCheck"];
        };
        Break: {
            /** Format: date */
            day: string;
            former: string;
            language: string;
            part: components["schemas"]["Part"];
            present: string;
        };
        Calibration: {
            agent: string | null;
            by: string;
            closed_at: string | null;
            /** Format: date-time */
            due_at: string;
            evaluation: string;
            expert: string | null;
            id: string;
            /** Format: date-time */
            opened_at: string;
            participants: string[];
            queue: string | null;
            recording: string;
            rubric: string;
            /** @default open */
            state: components["schemas"]["CalibrationState"];
            title: string;
            votes: {
                [key: string]: components["schemas"]["Vote"][];
            };
        };
        CalibrationList: {
            items: components["schemas"]["Calibration"][];
            next: string | null;
        };
        /** @enum {string} */
        CalibrationState: "open" | "closed";
        CallFile: {
            calls: number;
            columns: components["schemas"]["Column"][];
            days: components["schemas"]["FileDay"][];
            days_in_all: number;
            done: components["schemas"]["Imported"] | null;
            dry_run: boolean;
            problems: string[];
            said: {
                [key: string]: components["schemas"]["Said"][];
            };
        };
        CallFilters: {
            agent?: string | null;
            author?: components["schemas"]["AuthorKind"] | null;
            call_id?: string | null;
            criterion?: string | null;
            day_before?: string | null;
            day_from?: string | null;
            flag?: components["schemas"]["FlagKind"] | null;
            language?: string | null;
            /** @default newest */
            order: components["schemas"]["Order"];
            /**
             * @default not_met
             * @enum {string}
             */
            outcome: "not_met" | "undecided";
            problem?: string | null;
            queue?: string | null;
            received_before?: string | null;
            received_from?: string | null;
            rubric?: string | null;
            score_from?: number | null;
            score_to?: number | null;
            source?: string | null;
            stage?: components["schemas"]["Stage"] | null;
            started_before?: string | null;
            started_from?: string | null;
            /** @default [] */
            state: components["schemas"]["State"][];
            team?: string | null;
            version?: string | null;
            /** @default false */
            versions: boolean;
        };
        CallKept: {
            days: {
                [key: string]: string;
            };
            erased: components["schemas"]["Erased"] | null;
            layers: components["schemas"]["KeptLayer"][];
            legal_holds: components["schemas"]["LegalHold"][];
            recording: string;
        };
        CallList: {
            calls: components["schemas"]["SwitchCall"][];
        };
        CallMetadata: {
            agent_channel?: number | null;
            agent_id?: string | null;
            agent_name?: string | null;
            business?: {
                [key: string]: string | number | boolean;
            };
            customer_ref?: string | null;
            direction?: components["schemas"]["Direction"] | null;
            language?: string | null;
            priority?: number | null;
            queue?: string | null;
            source_call_id?: string | null;
            started_at?: string | null;
            team?: string | null;
        };
        /** @enum {string} */
        Channel: "webhook" | "email" | "wecom" | "dingtalk" | "feishu" | "slack";
        Charted: {
            breaks: string[];
            calls: {
                [key: string]: string;
            };
            centre: number | null;
            high: number | null;
            judged_by: components["schemas"]["Versions"];
            low: number | null;
            n: number;
            period: string;
            state: components["schemas"]["ControlState"];
            value: number | null;
        };
        Checked: {
            /** @default [] */
            advice: components["schemas"]["Located"][];
            /** @default [] */
            answers: components["schemas"]["Answer"][];
            problems: components["schemas"]["Located"][];
            said: {
                [key: string]: components["schemas"]["Said"][];
            };
            /** @default [] */
            unshown: components["schemas"]["Unshown"][];
        };
        Checking: {
            /** @default  */
            examples: string;
            parts?: {
                [key: string]: string;
            };
            /** @default false */
            run: boolean;
            text: string;
        };
        Clip: {
            criterion: string | null;
            end: number;
            id: string;
            note: string;
            recording: string;
            start: number;
        };
        ClipOrder: {
            clips: string[];
        };
        CoachingEffect: {
            /** Format: date */
            before: string;
            breaks: components["schemas"]["Break"][];
            /** Format: date */
            end: string;
            goals: components["schemas"]["GoalEffect"][];
            plan: string;
            /** Format: date */
            start: string;
        };
        CoachingList: {
            items: components["schemas"]["ShownPlan"][];
        };
        CoachingNewPlan: {
            agent: string;
            /** Format: date */
            due: string;
            /** @default [] */
            goals: components["schemas"]["NewGoal"][];
            rubric: string;
        };
        CoachingPlan: {
            acknowledged_at: string | null;
            agent: string;
            by: string;
            /** @default [] */
            clips: components["schemas"]["Clip"][];
            /** Format: date */
            due: string;
            ended_at: string | null;
            /** @default  */
            ended_why: string;
            goals: components["schemas"]["Goal"][];
            id: string;
            /** Format: date-time */
            made_at: string;
            /** @default [] */
            remarks: components["schemas"]["Remark"][];
            rubric: string;
            shared_at: string | null;
            /** @default drafted */
            state: components["schemas"]["CoachingState"];
            team: string | null;
        };
        /** @enum {string} */
        CoachingState: "drafted" | "shared" | "acknowledged" | "done" | "cancelled";
        Code: {
            code: string;
        };
        Column: {
            fact: string | null;
            name: string;
        };
        Comment: {
            at: number;
            text: string;
        };
        Confidence: {
            curve: components["schemas"]["Curve"];
            reliability: components["schemas"]["Reliability"];
            threshold: components["schemas"]["Threshold"];
        };
        ControlChart: {
            breaks: components["schemas"]["Break"][];
            marks: components["schemas"]["Charted"][];
            measure: components["schemas"]["Measure"];
            options: components["schemas"]["ControlOptions"];
            question: components["schemas"]["TrendQuestion"];
        };
        ControlOptions: {
            /** @default 12 */
            learn: number;
            /** @default 10 */
            least: number;
            /** @default 8 */
            run: number;
            /** @default 3 */
            width: number;
        };
        /** @enum {string} */
        ControlState: "learning" | "too_little" | "usual" | "beyond" | "run";
        CorrectedParties: {
            alike: number;
            recording: components["schemas"]["Recording"];
            told: components["schemas"]["ToldParties"];
        };
        /** @enum {string} */
        Counted: "call" | "party";
        /** @enum {string} */
        CoverageBasis: "cdr" | "recordings";
        CoverageReport: {
            /** Format: date */
            day: string;
            gaps: components["schemas"]["Gap"][];
            next: string | null;
            share: number | null;
            team: string | null;
            totals: components["schemas"]["Totals"];
            written: components["schemas"]["Written"][];
            zone: string;
        };
        /** @enum {string} */
        CoverageStep: "happened" | "recorded" | "received" | "decodable" | "transcribed" | "scored";
        CoveredDay: {
            amended_at: string | null;
            amendments: number;
            closed_at: string | null;
            closed_share: number | null;
            /** Format: date */
            day: string;
            open: boolean;
            share: number | null;
            totals: components["schemas"]["Totals"];
        };
        CoveredDays: {
            days: components["schemas"]["CoveredDay"][];
            share: number | null;
            team: string | null;
            /** Format: date */
            today: string;
            whole: components["schemas"]["Totals"];
            zone: string;
        };
        Credentials: {
            /**
             * Format: password
             * @default
             */
            code: string;
            login: string;
            /** Format: password */
            password: string;
        };
        Criterion: {
            applies_if: components["schemas"]["AnyCheck"] | null;
            /** @default false */
            auto_fail: boolean;
            check: components["schemas"]["AnyCheck"];
            /** @default false */
            critical: boolean;
            deducts: number | null;
            /** @default  */
            guidance: string;
            id: string;
            /** @default medium */
            severity: components["schemas"]["FormSeverity"];
            title: string;
            weight: number | null;
        };
        CriterionResult: {
            answers: {
                [key: string]: components["schemas"]["FindingOutcome"];
            };
            criterion: string;
            together: number;
        };
        Cue: {
            end: number;
            kind: components["schemas"]["CueKind"];
            party: components["schemas"]["Party"];
            /** @default [] */
            reasons: string[];
            start: number;
            turn: number | null;
            value: number;
            /** @default false */
            whole_call: boolean;
        };
        /** @enum {string} */
        CueKind: "talk_ratio" | "silence" | "hold" | "overlap" | "interruption" | "response_time" | "speech_rate" | "pause" | "loudness" | "loudness_above_noise" | "pitch" | "pitch_median" | "pitch_range" | "pitch_slope" | "tension" | "tension_relative" | "tension_peak" | "tension_relative_peak" | "tension_slope" | "tension_recovery";
        Cues: {
            cues: components["schemas"]["Cue"][];
            /** @default [] */
            notes: string[];
            /** @default [] */
            settings: [
                string,
                string
            ][];
        };
        Curve: {
            chances: number[];
            confidences: number[];
            n: number;
        };
        Days: {
            days: {
                [key: string]: string;
            };
        };
        Delivery: {
            /** Format: date-time */
            at: string;
            /** @default 0 */
            attempt: number;
            /** @default 1 */
            count: number;
            data: {
                [key: string]: unknown;
            };
            ended_at: string | null;
            event: string;
            id: string;
            lease_until: string | null;
            /** Format: date-time */
            next_attempt_at: string;
            recording: string;
            /** @default waiting */
            state: components["schemas"]["DeliveryState"];
            subscription: string;
            /** @default 0 */
            tries: number;
        };
        DeliveryPage: {
            items: components["schemas"]["Delivery"][];
            next: string | null;
        };
        /** @enum {string} */
        DeliveryState: "waiting" | "sending" | "delivered" | "dead";
        Demand: {
            field: string;
            reason: string;
            value: string;
        };
        Detailed: {
            flags: components["schemas"]["Flag"][];
            hearing: components["schemas"]["Hearing"][];
            parties: components["schemas"]["Attribution"] | null;
            paused: boolean;
            progress: number;
            recording: components["schemas"]["Recording"];
            runs: components["schemas"]["StageRun"][];
            said: {
                [key: string]: components["schemas"]["Said"][];
            };
            standings: components["schemas"]["EvaluationsStanding"][];
            told: components["schemas"]["ToldParties"] | null;
        };
        Digest: {
            /** Format: date */
            before: string;
            coaching: components["schemas"]["ShownPlan"][];
            coverage: components["schemas"]["Totals"];
            disputes: components["schemas"]["Dispute"][];
            reviews: components["schemas"]["ReviewsDue"];
            rubrics: components["schemas"]["RubricWeek"][];
            /** Format: date */
            start: string;
            team: string | null;
            week: string;
        };
        DigestChange: {
            breaks: string[];
            calls: {
                [key: string]: string;
            };
            criterion: string | null;
            difference: components["schemas"]["Figure"] | null;
            former: components["schemas"]["Figure"];
            language: string;
            present: components["schemas"]["Figure"];
            verdict: components["schemas"]["TrendVerdict"];
        };
        /** @enum {string} */
        Direction: "inbound" | "outbound" | "internal";
        Dispute: {
            agent: string;
            /** @default  */
            appeal_reason: string;
            appeal_until: string | null;
            appealed_at: string | null;
            at: number | null;
            by: string;
            contested: components["schemas"]["FindingOutcome"];
            criterion: string;
            evaluation: string;
            id: string;
            /** Format: date-time */
            opened_at: string;
            reason: string;
            recording: string;
            rubric: string;
            /** @default [] */
            rulings: components["schemas"]["Ruling"][];
            /** @default open */
            state: components["schemas"]["DisputeState"];
            team: string | null;
        };
        DisputeList: {
            items: components["schemas"]["Dispute"][];
            next: string | null;
        };
        /** @enum {string} */
        DisputeState: "open" | "upheld" | "overturned" | "appealed" | "final";
        /** @enum {string} */
        DisputeVerdict: "upheld" | "overturned";
        Doors: {
            provider: boolean;
            set_up: boolean;
        };
        /** @enum {string} */
        DoorstepOutcome: "taken" | "known" | "described" | "ignored" | "refused";
        /** @enum {string} */
        Doubt: "low_confidence" | "repetition" | "sign_off" | "no_speech" | "lone_word";
        Draft: {
            parts?: {
                [key: string]: string;
            };
            text: string;
        };
        Drop: {
            calls: number;
            reached: components["schemas"]["CoverageStep"];
            reason: string;
        };
        Duration: {
            after: components["schemas"]["Anchor"] | null;
            around: components["schemas"]["Anchor"] | null;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            duration: components["schemas"]["Bound"];
            /** @default false */
            every_turn: boolean;
            first: components["schemas"]["Reach"] | null;
            last: components["schemas"]["Reach"] | null;
            party: components["schemas"]["Party"] | null;
            turns: components["schemas"]["TurnRange"] | null;
            within: components["schemas"]["Anchor"] | null;
        };
        /** @enum {string} */
        Each: "agent" | "team" | "house";
        Effect: {
            change: number | null;
            coached: number;
            figure: components["schemas"]["Figure"];
            others: number;
            others_change: number | null;
            verdict: components["schemas"]["EffectVerdict"];
        };
        /** @enum {string} */
        EffectVerdict: "better" | "worse" | "cannot_tell" | "too_little";
        Emotion: {
            after: components["schemas"]["Anchor"] | null;
            around: components["schemas"]["Anchor"] | null;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            emotion: components["schemas"]["Feeling"];
            /** @default false */
            every_turn: boolean;
            first: components["schemas"]["Reach"] | null;
            last: components["schemas"]["Reach"] | null;
            party: components["schemas"]["Party"] | null;
            /** @default normal */
            strictness: components["schemas"]["Strictness"];
            /** @default any */
            taken: components["schemas"]["Taken"];
            /** @default 1 */
            times: number;
            turns: components["schemas"]["TurnRange"] | null;
            unless: components["schemas"]["Anchor"] | null;
            within: components["schemas"]["Anchor"] | null;
        };
        Engine: {
            digest: string;
            model: string;
            name: string;
            /** @default [] */
            settings: [
                string,
                string
            ][];
            version: string;
        };
        EntityCheck: {
            after: components["schemas"]["Anchor"] | null;
            around: components["schemas"]["Anchor"] | null;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            entity: components["schemas"]["EntityKind"];
            /** @default false */
            every_turn: boolean;
            field: string | null;
            first: components["schemas"]["Reach"] | null;
            last: components["schemas"]["Reach"] | null;
            /** @default [] */
            names: string | string[];
            party: components["schemas"]["Party"] | null;
            /** @default 1 */
            times: number;
            turns: components["schemas"]["TurnRange"] | null;
            value: components["schemas"]["Bound"] | null;
            within: components["schemas"]["Anchor"] | null;
        };
        /** @enum {string} */
        EntityKind: "number" | "amount" | "percent" | "date" | "phone" | "card" | "id_number" | "name";
        Erased: {
            audio: string | null;
            purge: string;
            scores: string | null;
            transcript: string | null;
        };
        ErrorRate: {
            criterion: string;
            rate: components["schemas"]["Figure"];
        };
        ErrorRates: {
            items: components["schemas"]["ErrorRate"][];
        };
        Evaluation: {
            author: components["schemas"]["Author"];
            /** Format: date-time */
            created_at: string;
            digest: string;
            id: string;
            recording: string;
            scorecard: components["schemas"]["Scorecard"];
            state: components["schemas"]["EvaluationState"];
            transcript: string;
        };
        EvaluationsStanding: {
            author: components["schemas"]["AuthorKind"];
            auto_failed: boolean;
            evaluation: string;
            passed: boolean | null;
            rubric: string;
            score: number | null;
            undecided: number;
            version: string;
        };
        /** @enum {string} */
        EvaluationState: "draft" | "published" | "disputed" | "final";
        Evidence: {
            /** @default 1 */
            confidence: number;
            cue: components["schemas"]["Cue"] | null;
            end: number;
            /** @default  */
            note: string;
            party: components["schemas"]["Party"];
            /** @default  */
            quote: string;
            start: number;
            turn: number | null;
        };
        /** @enum {string} */
        ExportState: "under_way" | "whole" | "broken_off";
        Factor: {
            address: string;
            secret: string;
        };
        Fairness: {
            calls: number;
            flips: components["schemas"]["Flips"][];
            limit: number;
            provenance: string;
            shown: components["schemas"]["Flip"][];
            variants: number;
        };
        /** @enum {string} */
        Fault: "recording" | "chance" | "house";
        /** @enum {string} */
        Feeling: "tense" | "calm" | "rising" | "recovered";
        Figure: {
            interval: components["schemas"]["Interval"] | null;
            n: number;
            needed: number | null;
            state: components["schemas"]["FigureState"];
            value: number | null;
        };
        /** @enum {string} */
        FigureKind: "score" | "passed" | "met" | "error";
        /** @enum {string} */
        FigureState: "told" | "too_little" | "no_variation";
        FileDay: {
            book: components["schemas"]["Book"];
            calls: number;
            /** Format: date */
            day: string;
        };
        /** @enum {string} */
        FilteredList: "inbox" | "calls";
        Finding: {
            confidence: number;
            criterion: string;
            earned: number | null;
            /** @default [] */
            evidence: components["schemas"]["Evidence"][];
            outcome: components["schemas"]["FindingOutcome"];
            possible: number | null;
            proposed: components["schemas"]["FindingOutcome"] | null;
            reason: string;
            search: components["schemas"]["Search"] | null;
        };
        /** @enum {string} */
        FindingOutcome: "met" | "not_met" | "not_applicable" | "undecided";
        FirstAdministrator: {
            login: string;
            name: string;
            /** Format: password */
            password: string;
            /** Format: password */
            token: string;
        };
        FirstSpeaker: {
            after: components["schemas"]["Anchor"] | null;
            around: components["schemas"]["Anchor"] | null;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            /** @default false */
            every_turn: boolean;
            first: components["schemas"]["Reach"] | null;
            first_speaker: components["schemas"]["Party"];
            last: components["schemas"]["Reach"] | null;
            party: components["schemas"]["Party"] | null;
            turns: components["schemas"]["TurnRange"] | null;
            within: components["schemas"]["Anchor"] | null;
        };
        Flag: {
            criterion: string | null;
            end: number | null;
            kind: components["schemas"]["FlagKind"];
            rubric: string | null;
            start: number | null;
            why: string;
        };
        /** @enum {string} */
        FlagKind: "auto_fail" | "under_pass_mark" | "undecided" | "low_confidence" | "tension_peak" | "speech_without_words" | "uncertain_parties" | "swapped_channels" | "health" | "keyword" | "assist" | "random";
        Flip: {
            after: string[];
            before: string[];
            call: string;
            criterion: string;
            kind: string;
            label: string;
            plain: components["schemas"]["FindingOutcome"];
            varied: components["schemas"]["FindingOutcome"];
        };
        Flips: {
            calls: number;
            chance: number;
            criterion: string;
            flipped: number;
            harsher: number;
            kind: string;
            milder: number;
            needed: number | null;
            rate: number;
            upper: number;
            verdict: components["schemas"]["FlipVerdict"];
        };
        FlipTest: {
            /** @default 0.1 */
            limit: number;
            received_before?: string | null;
            received_from?: string | null;
            /** @default 0 */
            stored: number;
        };
        /** @enum {string} */
        FlipVerdict: "passes" | "over" | "too_little";
        Flow: {
            after: components["schemas"]["Anchor"] | null;
            around: components["schemas"]["Anchor"] | null;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            /** @default false */
            every_turn: boolean;
            first: components["schemas"]["Reach"] | null;
            flow: (components["schemas"]["FlowStep"] | components["schemas"]["Branch"])[];
            last: components["schemas"]["Reach"] | null;
            party: components["schemas"]["Party"] | null;
            turns: components["schemas"]["TurnRange"] | null;
            within: components["schemas"]["Anchor"] | null;
        };
        FlowStep: {
            check: components["schemas"]["AnyCheck"];
            /** @default false */
            optional: boolean;
            step: string;
        };
        Foreseen: {
            checks: number;
            interval: components["schemas"]["Interval"] | null;
            rate: number;
            reviews: number;
        };
        /** @enum {string} */
        Form: "csv" | "xlsx" | "parquet";
        /** @enum {string} */
        FormSeverity: "low" | "medium" | "high";
        FunnelStep: {
            calls: number;
            step: components["schemas"]["CoverageStep"];
        };
        Gap: {
            agent: string | null;
            call_id: string | null;
            direction: components["schemas"]["Direction"] | null;
            duration: number | null;
            listed: boolean;
            reached: components["schemas"]["CoverageStep"];
            reason: string;
            recording: string | null;
            source: string;
            /** Format: date-time */
            started_at: string;
            team: string | null;
        };
        /** @enum {string} */
        Gate: "examples" | "outcomes" | "good_calls" | "lint" | "mutation" | "fairness";
        GateReason: {
            gate: components["schemas"]["Gate"];
            problems: string[];
        };
        Gates: {
            changes: number;
            examples: number;
            noticed: number;
            reasons: components["schemas"]["GateReason"][];
            said: {
                [key: string]: components["schemas"]["Said"][];
            };
        };
        Goal: {
            criterion: string;
            target: number;
        };
        GoalEffect: {
            after: components["schemas"]["Figure"];
            before: components["schemas"]["Figure"];
            effect: components["schemas"]["Effect"];
            goal: components["schemas"]["Goal"];
            reached: boolean | null;
        };
        /** @enum {string} */
        Grouping: "agent" | "team" | "queue" | "criterion" | "version";
        Handed: {
            items: components["schemas"]["Review"][];
            refused: components["schemas"]["Unmoved"][];
        };
        Handing: {
            person: string;
            reviews: string[];
        };
        HangUp: {
            after: components["schemas"]["Anchor"] | null;
            around: components["schemas"]["Anchor"] | null;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            /** @default false */
            every_turn: boolean;
            first: components["schemas"]["Reach"] | null;
            hang_up: components["schemas"]["Bound"];
            last: components["schemas"]["Reach"] | null;
            last_speaker: components["schemas"]["Party"] | null;
            party: components["schemas"]["Party"] | null;
            turns: components["schemas"]["TurnRange"] | null;
            within: components["schemas"]["Anchor"] | null;
        };
        Health: {
            /** @default [] */
            findings: components["schemas"]["HealthFinding"][];
        };
        HealthFinding: {
            channel: number | null;
            detail: string;
            kind: components["schemas"]["HealthKind"];
            severity: components["schemas"]["AilmentSeverity"];
            /** @default [] */
            spans: components["schemas"]["Span"][];
            value: number | null;
        };
        /** @enum {string} */
        HealthKind: "identical_channels" | "dead_channel" | "silence" | "clipping" | "wrong_rate" | "hum" | "hold_music" | "too_little_speech" | "other_language" | "truncated" | "damaged" | "other_streams" | "speech_without_words" | "swapped_channels" | "gain_control";
        Hearing: {
            channel: number;
            /** @default [] */
            holes: components["schemas"]["Span"][];
            share: number;
            speech: number;
            worded: number;
        };
        HeatCell: {
            agent: string;
            apart: components["schemas"]["TrendVerdict"];
            calls: {
                [key: string]: string;
            };
            criterion: string;
            difference: components["schemas"]["Figure"];
            not_met: number;
            rate: components["schemas"]["Figure"];
            undecided: number;
        };
        HeatmapAnswer: {
            breaks: components["schemas"]["Break"][];
            cells: components["schemas"]["HeatCell"][];
            criteria: components["schemas"]["HeatRow"][];
            question: components["schemas"]["TrendQuestion"];
        };
        HeatmapNeed: {
            agent: string;
            calls: {
                [key: string]: string;
            };
            criterion: string;
            difference: components["schemas"]["Figure"];
            evidence: number;
            excess: number;
            rate: components["schemas"]["Figure"];
        };
        HeatRow: {
            agents: number;
            calls: {
                [key: string]: string;
            };
            criterion: string;
            not_met: number;
            rate: components["schemas"]["Figure"];
            undecided: number;
        };
        Hold: {
            after: components["schemas"]["Anchor"] | null;
            around: components["schemas"]["Anchor"] | null;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            /** @default false */
            every_turn: boolean;
            first: components["schemas"]["Reach"] | null;
            hold: components["schemas"]["Bound"];
            last: components["schemas"]["Reach"] | null;
            party: components["schemas"]["Party"] | null;
            /** @default any */
            taken: components["schemas"]["Taken"];
            /** @default 1 */
            times: number;
            turns: components["schemas"]["TurnRange"] | null;
            unless: components["schemas"]["Anchor"] | null;
            within: components["schemas"]["Anchor"] | null;
        };
        HoldList: {
            items: components["schemas"]["LegalHold"][];
            next: string | null;
        };
        HoldPause: {
            actor: string;
            /** Format: date-time */
            at: string;
            reason: string;
            source: string;
        };
        HouseSetting: {
            at: string | null;
            /** @default  */
            by: string;
            name: components["schemas"]["SettingName"];
            /** @default false */
            on: boolean;
            /** @default  */
            reason: string;
        };
        HouseSettingList: {
            items: components["schemas"]["HouseSetting"][];
        };
        Imported: {
            /** @default 0 */
            changed: number;
            /** @default 0 */
            new: number;
            /** @default 0 */
            same: number;
        };
        InboxFilters: {
            agent?: string | null;
            flag?: components["schemas"]["FlagKind"] | null;
            language?: string | null;
            /** @default false */
            mine: boolean;
            /** @default false */
            overdue: boolean;
            plan?: string | null;
            queue?: string | null;
            skipped?: boolean | null;
            /** @default false */
            soon: boolean;
            /** @default [] */
            state: components["schemas"]["ReviewState"][];
            team?: string | null;
            /**
             * @default mine
             * @enum {string}
             */
            view: "mine" | "all" | "flagged" | "done";
        };
        InBucket: {
            key: string;
            metadata?: components["schemas"]["CallMetadata"] | null;
            source: string;
        };
        InHand: {
            owner: string;
            progress: number;
            source: string;
            stage: components["schemas"]["Stage"];
            /** Format: date-time */
            until: string;
        };
        Interruption: {
            after: components["schemas"]["Anchor"] | null;
            around: components["schemas"]["Anchor"] | null;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            /** @default false */
            every_turn: boolean;
            first: components["schemas"]["Reach"] | null;
            interruption: components["schemas"]["Bound"];
            last: components["schemas"]["Reach"] | null;
            party: components["schemas"]["Party"] | null;
            /** @default any */
            taken: components["schemas"]["Taken"];
            /** @default 1 */
            times: number;
            turns: components["schemas"]["TurnRange"] | null;
            unless: components["schemas"]["Anchor"] | null;
            within: components["schemas"]["Anchor"] | null;
        };
        Interval: {
            confidence: number;
            high: number;
            low: number;
        };
        Invitation: {
            person: components["schemas"]["PersonShown"];
            token: string;
        };
        Issued: {
            /** Format: date-time */
            at: string;
            digest: string;
            receipt: string;
        };
        Item: {
            layers: components["schemas"]["Layer"][];
            /** @default [] */
            objects: string[];
            place: number;
            /** @default  */
            reason: string;
            recording: string;
            size: number;
            /** @default planned */
            state: components["schemas"]["ItemState"];
            why: string;
        };
        /** @enum {string} */
        ItemState: "planned" | "begun" | "erased" | "skipped";
        Keep: {
            audio: string;
            /** @default forever */
            scores: string;
            transcript: string;
        };
        KeptLayer: {
            classes: string[];
            layer: components["schemas"]["Layer"];
            until: string | null;
            waits_for: string[];
            why: string;
        };
        Key: {
            /** Format: date-time */
            expires_at: string;
            id: string;
            leads: string[];
            /** Format: date-time */
            made_at: string;
            made_by: string;
            name: string;
            only: components["schemas"]["Action"][] | null;
            revoked_at: string | null;
            roles: components["schemas"]["Role"][];
        };
        KeyList: {
            items: components["schemas"]["Key"][];
        };
        /** @enum {string} */
        Lane: "cpu" | "gpu";
        /** @enum {string} */
        Language: "zh" | "en";
        /** @enum {string} */
        Layer: "audio" | "transcript" | "scores";
        Leaderboard: {
            items: components["schemas"]["Ranked"][];
            question: components["schemas"]["TrendQuestion"];
            too_few: boolean;
        };
        Lease: {
            owner: string;
            /** Format: date-time */
            until: string;
        };
        LegalHold: {
            actor: string;
            id: string;
            /** Format: date-time */
            put_at: string;
            reason: string;
            ref: string;
            released_at: string | null;
            /** @default  */
            released_by: string;
            /** @default  */
            released_why: string;
            since: string | null;
            subject: components["schemas"]["Subject"];
            until: string | null;
        };
        /** @enum {string} */
        Level: "overview" | "fine";
        Levels: {
            envelope: number[];
            first: number | null;
            level_dbfs: number | null;
            peak_dbfs: number | null;
            sounding: number;
        };
        Listed: {
            flags: components["schemas"]["Flag"][];
            paused: boolean;
            progress: number;
            recording: components["schemas"]["Recording"];
            standings: components["schemas"]["EvaluationsStanding"][];
        };
        Llm: {
            after: components["schemas"]["Anchor"] | null;
            around: components["schemas"]["Anchor"] | null;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            /** @default false */
            every_turn: boolean;
            first: components["schemas"]["Reach"] | null;
            last: components["schemas"]["Reach"] | null;
            llm: string;
            party: components["schemas"]["Party"] | null;
            turns: components["schemas"]["TurnRange"] | null;
            within: components["schemas"]["Anchor"] | null;
        };
        Located: {
            file: string;
            line: number;
            text: string;
        };
        LoggedDelivery: {
            attempts: components["schemas"]["Attempt-Output"][];
            delivery: components["schemas"]["Delivery"];
        };
        Look: {
            machine: components["schemas"]["Figure"];
            people: components["schemas"]["Figure"];
            period: string;
        };
        Loudness: {
            after: components["schemas"]["Anchor"] | null;
            around: components["schemas"]["Anchor"] | null;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            /** @default false */
            every_turn: boolean;
            first: components["schemas"]["Reach"] | null;
            last: components["schemas"]["Reach"] | null;
            loudness: components["schemas"]["Bound"];
            /** @default level */
            measure: components["schemas"]["LoudnessOf"];
            party: components["schemas"]["Party"] | null;
            /** @default any */
            taken: components["schemas"]["Taken"];
            /** @default 1 */
            times: number;
            turns: components["schemas"]["TurnRange"] | null;
            unless: components["schemas"]["Anchor"] | null;
            within: components["schemas"]["Anchor"] | null;
        };
        /** @enum {string} */
        LoudnessOf: "level" | "jump" | "span" | "above_noise";
        MadeKey: {
            key: components["schemas"]["Key"];
            secret: string;
        };
        MadeSubscription: {
            secret: string | null;
            subscription: components["schemas"]["Subscription"];
        };
        Me: {
            agent_id: string | null;
            id: string;
            may: {
                [key: string]: string;
            };
            name: string;
            roles: components["schemas"]["Role"][];
            teams: string[];
        };
        /** @enum {string} */
        Measure: "mean" | "share";
        Measured: {
            measured: components["schemas"]["Cues"];
            said: {
                [key: string]: components["schemas"]["Said"][];
            };
            units: {
                [key: string]: string;
            };
        };
        Metadata: {
            after: components["schemas"]["Anchor"] | null;
            around: components["schemas"]["Anchor"] | null;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            /** @default false */
            every_turn: boolean;
            first: components["schemas"]["Reach"] | null;
            last: components["schemas"]["Reach"] | null;
            metadata: {
                [key: string]: components["schemas"]["Wanted"];
            };
            party: components["schemas"]["Party"] | null;
            turns: components["schemas"]["TurnRange"] | null;
            within: components["schemas"]["Anchor"] | null;
        };
        Misread: {
            code: string;
            detail: string;
        };
        /** @enum {string} */
        Mode: "auto" | "assist";
        ModeList: {
            items: components["schemas"]["PlacedMode"][];
        };
        ModelList: {
            looked_at: number;
            pinned: components["schemas"]["PinnedModel"][];
            ran: components["schemas"]["RanEngine"][];
        };
        MyRubric: {
            changes: components["schemas"]["DigestChange"][];
            criteria: components["schemas"]["HeatCell"][];
            rubric: string;
            strengths: components["schemas"]["HeatCell"][];
            work_on: components["schemas"]["HeatmapNeed"][];
        };
        Myself: {
            login: string;
            password: boolean;
            recovery_codes: number;
            second_factor: boolean;
            sessions: components["schemas"]["OwnSession"][];
        };
        MyWeek: {
            agent: string;
            /** Format: date */
            before: string;
            coaching: components["schemas"]["ShownPlan"][];
            disputes: components["schemas"]["Dispute"][];
            reviews: components["schemas"]["Review"][];
            rubrics: components["schemas"]["MyRubric"][];
            /** Format: date */
            start: string;
            team: string | null;
            to_acknowledge: string[];
            week: string;
        };
        Names: {
            items: {
                [key: string]: string;
            };
        };
        NeedList: {
            common: components["schemas"]["HeatRow"][];
            items: components["schemas"]["HeatmapNeed"][];
            question: components["schemas"]["TrendQuestion"];
        };
        NewAnswer: {
            /** @default [] */
            comments: components["schemas"]["NewComment"][];
            criterion: string;
            outcome: components["schemas"]["Outcome-Input"];
            /** @default  */
            reason: string;
        };
        NewAnswers: {
            answers: components["schemas"]["NewAnswer"][];
        };
        NewCalibration: {
            /** @default 7 */
            due_days: number;
            evaluation: string;
            expert?: string | null;
            participants: string[];
            title: string;
        };
        NewCallsFilter: {
            filters: components["schemas"]["CallFilters"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            list: "calls";
            name: string;
        };
        NewClip: {
            criterion?: string | null;
            end: number;
            note: string;
            recording: string;
            start: number;
        };
        NewComment: {
            at: number;
            text: string;
        };
        NewDispute: {
            at?: number | null;
            criterion: string;
            reason: string;
        };
        NewGoal: {
            criterion: string;
            target: number;
        };
        NewHold: {
            reason: string;
            ref: string;
            since?: string | null;
            subject: components["schemas"]["Subject"];
            until?: string | null;
        };
        NewInboxFilter: {
            filters: components["schemas"]["InboxFilters"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            list: "inbox";
            name: string;
        };
        NewKey: {
            /** @default 365 */
            days: number;
            /** @default [] */
            leads: string[];
            name: string;
            only?: components["schemas"]["Action"][] | null;
            roles: components["schemas"]["Role"][];
        };
        NewParties: {
            parties: {
                [key: string]: components["schemas"]["Party"];
            };
            reason: string;
        };
        NewPassword: {
            login: string;
            /** Format: password */
            password: string;
            /** Format: password */
            token: string;
        };
        NewPerson: {
            /** @default true */
            active: boolean;
            agent_id?: string | null;
            /** @default [] */
            leads: string[];
            login: string;
            name: string;
            roles: components["schemas"]["Role"][];
        };
        NewRemark: {
            text: string;
        };
        NewReview: {
            /** @default true */
            blind: boolean;
            /** @default 7 */
            due_days: number;
            evaluation: string;
            reason: string;
        };
        NewReviewPlan: {
            /** Format: date-time */
            before: string;
            /** @default true */
            blind: boolean;
            /** @default 0 */
            by_risk: number;
            /** @default 7 */
            due_days: number;
            random: number;
            rubric: string;
            /** @default [] */
            rules: components["schemas"]["NewRule"][];
            /** @default  */
            seed: string;
            /** Format: date-time */
            since: string;
        };
        NewRule: {
            /** @default [] */
            agents: string[];
            /** @default agent */
            each: components["schemas"]["Each"];
            /** @default [] */
            flags: components["schemas"]["FlagKind"][];
            name: string;
            number?: number | null;
            /** @default [] */
            queues: string[];
            score_to?: number | null;
            share?: number | null;
            /** @default [] */
            teams: string[];
        };
        NewRuling: {
            outcome?: ("met" | "not_applicable") | null;
            reason: string;
            verdict: components["schemas"]["Verdict-Input"];
        };
        NewSecret: {
            /** @default 24 */
            overlap_hours: number;
            secret?: string | null;
        };
        NewSkills: {
            agent: string | null;
            /** @default 50 */
            at_most: number;
            /** @default [] */
            languages: ("zh" | "en")[];
            /** @default [] */
            queues: string[];
        };
        NewSubscription: {
            /** @default true */
            active: boolean;
            address: string;
            /** @default webhook */
            channel: components["schemas"]["Channel"];
            /** @default  */
            description: string;
            events: string[];
            /** @default en */
            language: components["schemas"]["Tongue"];
            quiet?: components["schemas"]["QuietHours"] | null;
            secret?: string | null;
            /** @default [] */
            teams: string[];
            window_seconds?: number | null;
        };
        NewUpload: {
            metadata?: components["schemas"]["CallMetadata"] | null;
            name: string;
            sha256?: string | null;
            size: number;
            /** @default upload */
            source: string;
        };
        NewVersion: {
            /** @default  */
            examples: string;
            parts?: {
                [key: string]: string;
            };
            reason: string;
            text: string;
        };
        NewVote: {
            criterion: string;
            outcome: components["schemas"]["Outcome-Input"];
            /** @default  */
            reason: string;
        };
        NewVotes: {
            votes: components["schemas"]["NewVote"][];
        };
        Not: {
            after: components["schemas"]["Anchor"] | null;
            around: components["schemas"]["Anchor"] | null;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            /** @default false */
            every_turn: boolean;
            first: components["schemas"]["Reach"] | null;
            last: components["schemas"]["Reach"] | null;
            not: components["schemas"]["AnyCheck"];
            party: components["schemas"]["Party"] | null;
            turns: components["schemas"]["TurnRange"] | null;
            within: components["schemas"]["Anchor"] | null;
        };
        /** @enum {string} */
        Order: "newest" | "oldest";
        /** @enum {string} */
        Original: "kept" | "leaving" | "removed";
        /** @enum {string} */
        "Outcome-Input": "met" | "not_met" | "not_applicable" | "undecided";
        Outcomes: {
            /** @default 0 */
            met: number;
            /** @default 0 */
            not_applicable: number;
            /** @default 0 */
            not_met: number;
            /** @default 0 */
            undecided: number;
        };
        Outlook: {
            agents: components["schemas"]["Portion"][];
            candidates: number;
            count: number;
            drawn: {
                [key: string]: number;
            };
            fitting: {
                [key: string]: number;
            };
            teams: components["schemas"]["Portion"][];
        };
        Overlap: {
            after: components["schemas"]["Anchor"] | null;
            around: components["schemas"]["Anchor"] | null;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            /** @default false */
            every_turn: boolean;
            first: components["schemas"]["Reach"] | null;
            last: components["schemas"]["Reach"] | null;
            overlap: components["schemas"]["Bound"];
            party: components["schemas"]["Party"] | null;
            /** @default any */
            taken: components["schemas"]["Taken"];
            /** @default 1 */
            times: number;
            turns: components["schemas"]["TurnRange"] | null;
            unless: components["schemas"]["Anchor"] | null;
            within: components["schemas"]["Anchor"] | null;
        };
        OwnReview: {
            evaluation: string;
            /** @default  */
            reason: string;
        };
        OwnSession: {
            /** Format: date-time */
            begun_at: string;
            /** Format: date-time */
            ends_at: string;
            /** Format: date-time */
            seen_at: string;
            this: boolean;
        };
        /** @enum {string} */
        Part: "asr" | "cues" | "model";
        PartAddress: {
            arrived: boolean;
            number: number;
            size: number;
            start: number;
            url: string;
        };
        /** @enum {string} */
        Party: "agent" | "customer" | "ivr" | "unknown";
        Pattern: {
            criterion: string;
            digest: string;
            nearest: string;
            notes: string[];
            outcome: components["schemas"]["FindingOutcome"];
        };
        Peer: {
            agent: string;
            difference: components["schemas"]["Figure"];
            level: number | null;
            own: number;
        };
        PeerList: {
            question: components["schemas"]["TrendQuestion"];
            team: components["schemas"]["Team"];
        };
        /** @enum {string} */
        Period: "day" | "week" | "month";
        PersonFacts: {
            /** @default true */
            active: boolean;
            agent_id: string | null;
            /** @default [] */
            leads: string[];
            name: string;
            roles: components["schemas"]["Role"][];
        };
        PersonList: {
            items: components["schemas"]["PersonShown"][];
            next: string | null;
        };
        PersonShown: {
            active: boolean;
            agent_id: string | null;
            id: string;
            leads: string[];
            login: string;
            name: string;
            roles: components["schemas"]["Role"][];
            second_factor: boolean;
        };
        Phrase: {
            after: components["schemas"]["Anchor"] | null;
            around: components["schemas"]["Anchor"] | null;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            /** @default false */
            every_turn: boolean;
            first: components["schemas"]["Reach"] | null;
            last: components["schemas"]["Reach"] | null;
            /** @default any */
            need: components["schemas"]["PhraseNeed"] | number;
            party: components["schemas"]["Party"] | null;
            phrase: string | string[];
            sounds_like: boolean | null;
            /** @default 1 */
            times: number;
            turns: components["schemas"]["TurnRange"] | null;
            /** @default [] */
            unless: string | string[];
            within: components["schemas"]["Anchor"] | null;
        };
        /** @enum {string} */
        PhraseNeed: "any" | "all" | "none";
        PinnedModel: {
            chosen: boolean;
            digest: string;
            here: string;
            licence: string;
            name: string;
            origin: string;
            purpose: string;
            size: number;
        };
        Pitch: {
            after: components["schemas"]["Anchor"] | null;
            around: components["schemas"]["Anchor"] | null;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            /** @default false */
            every_turn: boolean;
            first: components["schemas"]["Reach"] | null;
            last: components["schemas"]["Reach"] | null;
            /** @default level */
            measure: components["schemas"]["PitchOf"];
            party: components["schemas"]["Party"] | null;
            pitch: components["schemas"]["Bound"];
            /** @default any */
            taken: components["schemas"]["Taken"];
            /** @default 1 */
            times: number;
            turns: components["schemas"]["TurnRange"] | null;
            unless: components["schemas"]["Anchor"] | null;
            within: components["schemas"]["Anchor"] | null;
        };
        /** @enum {string} */
        PitchOf: "level" | "range" | "slope";
        Place: {
            criterion: string;
            language: string;
            queue: string;
            rubric: string;
            version: string;
        };
        PlacedMode: {
            change: components["schemas"]["SwitchChange"] | null;
            place: components["schemas"]["Place"];
            standing: components["schemas"]["SwitchStanding"];
        };
        PlanList: {
            items: components["schemas"]["ReviewPlan"][];
            progress: {
                [key: string]: components["schemas"]["Progress"];
            };
        };
        Planned: {
            assigned: number;
            plan: components["schemas"]["ReviewPlan"];
            waiting: number;
        };
        PlanPreview: {
            foreseen: components["schemas"]["Foreseen"];
            outlook: components["schemas"]["Outlook"];
            overlapping: components["schemas"]["ReviewPlan"] | null;
            seed: string;
        };
        PlanRule: {
            /** @default [] */
            agents: string[];
            /** @default agent */
            each: components["schemas"]["Each"];
            /** @default [] */
            flags: components["schemas"]["FlagKind"][];
            name: string;
            number: number | null;
            /** @default [] */
            queues: string[];
            score_to: number | null;
            share: number | null;
            /** @default [] */
            teams: string[];
        };
        Portion: {
            calls: number;
            drawn: number;
            name: string;
        };
        Problem: {
            code: string;
            fault: components["schemas"]["Fault"];
            message: string;
        };
        ProblemDetails: {
            code: string;
            detail: string;
            instance: string;
            /** @default null */
            problems: string[] | null;
            /** @default null */
            said: {
                [key: string]: components["schemas"]["Said"][];
            } | null;
            status: number;
            title: string;
            type: string;
            what_to_do: string;
        };
        ProblemKind: {
            code: string;
            status: number;
            title: string;
            what_to_do: string;
        };
        Progress: {
            /** @default 0 */
            assigned: number;
            /** @default 0 */
            done: number;
            /** @default 0 */
            skipped: number;
            /** @default 0 */
            waiting: number;
        };
        "Proof-Input": {
            /** Format: password */
            password: string;
        };
        "Proof-Output": {
            path: components["schemas"]["Sibling"][];
            sealed: components["schemas"]["Sealed"];
        };
        Proposal: {
            /** @default [] */
            affected: components["schemas"]["Affected"][];
            criterion: string;
            decided_at: string | null;
            /** @default  */
            decided_by: string;
            dispute: string;
            /** @default  */
            draft: string;
            id: string;
            kind: components["schemas"]["ProposalKind"];
            language: string;
            /** Format: date-time */
            made_at: string;
            outcome: components["schemas"]["FindingOutcome"];
            /** @default  */
            path: string;
            pattern: components["schemas"]["Pattern"] | null;
            /** @default  */
            reason: string;
            recording: string;
            rubric: string;
            state: components["schemas"]["ProposalState"];
            /** @default  */
            text: string;
        };
        /** @enum {string} */
        ProposalKind: "example" | "rescore";
        ProposalList: {
            call_ids: {
                [key: string]: string;
            };
            items: components["schemas"]["Proposal"][];
            next: string | null;
        };
        /** @enum {string} */
        ProposalState: "seeking" | "open" | "accepted" | "rejected" | "applied";
        ProvenReceipt: {
            digest: string;
            digests: {
                [key: string]: string;
            };
            erased: components["schemas"]["Erased"] | null;
            form: string;
            parts: {
                [key: string]: unknown;
            };
            proof: components["schemas"]["Proof-Output"] | null;
        };
        Publication: {
            /** @default false */
            force: boolean;
            reason: string;
            /**
             * @default active
             * @enum {string}
             */
            status: "trial" | "active";
        };
        PublishedFigure: {
            calls: number;
            corrected: components["schemas"]["Figure"];
            criterion: string;
            group: string;
            kind: components["schemas"]["FigureKind"];
            machine: number | null;
            plus_minus: number | null;
        };
        PublishedFigures: {
            items: components["schemas"]["PublishedFigure"][];
            question: components["schemas"]["TrendQuestion"];
        };
        Purge: {
            approved_at: string | null;
            /** @default  */
            approved_by: string;
            demand: components["schemas"]["Demand"] | null;
            digest: string;
            ended_at: string | null;
            /** @default  */
            ended_why: string;
            /** @default 0 */
            erased: number;
            id: string;
            /** Format: date-time */
            planned_at: string;
            planned_by: string;
            recordings: number;
            size: number;
            /** @default 0 */
            skipped: number;
            /** @default planned */
            state: components["schemas"]["PurgeState"];
        };
        PurgeList: {
            items: components["schemas"]["Purge"][];
            next: string | null;
        };
        PurgeShown: {
            call_ids: {
                [key: string]: string;
            };
            items: components["schemas"]["Item"][];
            next: number | null;
            purge: components["schemas"]["Purge"];
            said: {
                [key: string]: components["schemas"]["Said"][];
            };
            tally: {
                [key: string]: number;
            };
        };
        /** @enum {string} */
        PurgeState: "planned" | "approved" | "executed" | "cancelled";
        Queue: {
            lane: components["schemas"]["Lane"];
            later: number;
            later_seconds: number;
            oldest_seconds: number;
            waiting: number;
            waiting_seconds: number;
            working: number;
            working_seconds: number;
        };
        Quiet: {
            /** Format: time */
            end: string;
            /** Format: time */
            start: string;
            zone: string;
        };
        QuietHours: {
            /** Format: time */
            end: string;
            /** Format: time */
            start: string;
            zone: string;
        };
        RanEngine: {
            attempts: number;
            digest: string;
            /** Format: date-time */
            last: string;
            model: string;
            name: string;
            version: string;
        };
        Ranked: {
            agent: string;
            difference: components["schemas"]["Figure"];
            level: number | null;
            mean: number;
            n: number;
            place: number | null;
            place_to: number | null;
            tied: number;
        };
        RaterResult: {
            answers: {
                [key: string]: components["schemas"]["FindingOutcome"];
            };
            off: number | null;
            rater: string;
            same: number | null;
            score: number | null;
        };
        Reach: number | string;
        Ready: {
            /**
             * @default none
             * @enum {string}
             */
            broker: "ok" | "away" | "none";
            /**
             * @default ok
             * @constant
             */
            database: "ok";
            /**
             * @default ok
             * @constant
             */
            objects: "ok";
        };
        ReceiptList: {
            items: components["schemas"]["Issued"][];
        };
        Recording: {
            /** @default 0 */
            attempt: number;
            audio_sha256: string | null;
            duration: number | null;
            erased: components["schemas"]["Erased"] | null;
            health: components["schemas"]["Health"] | null;
            id: string;
            /** @default true */
            in_force: boolean;
            key: string;
            language: string | null;
            lease: components["schemas"]["Lease"] | null;
            /** @default 0 */
            losses: number;
            metadata: components["schemas"]["CallMetadata"];
            /** Format: date-time */
            next_attempt_at: string;
            /** @default kept */
            original: components["schemas"]["Original"];
            /** @default 5 */
            priority: number;
            problem: components["schemas"]["Problem"] | null;
            /** @default 0 */
            progress: number;
            /** Format: date-time */
            received_at: string;
            size: number | null;
            source: string;
            stage: components["schemas"]["Stage"];
            state: components["schemas"]["State"];
            superseded_by: string | null;
            supersedes: string | null;
            transcript: string | null;
            /** @default 0 */
            tries: number;
            vault: string | null;
        };
        RecordingPage: {
            items: components["schemas"]["Listed"][];
            next: string | null;
            said: {
                [key: string]: components["schemas"]["Said"][];
            };
        };
        RecoveryCodes: {
            codes: string[];
        };
        Redrive: {
            begin?: components["schemas"]["Stage"] | null;
            code?: string | null;
            day?: string | null;
            /** @default false */
            dry_run: boolean;
            /** @default 20000 */
            limit: number;
            reason: string;
            source?: string | null;
            stage?: components["schemas"]["Stage"] | null;
            /**
             * @default failed
             * @enum {string}
             */
            state: "failed" | "not_scorable";
        };
        Redriven: {
            left: number;
            matched: number;
            redriven: number;
        };
        RefusedObject: {
            /** Format: date-time */
            at: string;
            code: string;
            detail: string;
            id: string;
            key: string;
            source: string;
        };
        RefusedPage: {
            count: number;
            items: components["schemas"]["RefusedObject"][];
            next: string | null;
        };
        Regex: {
            after: components["schemas"]["Anchor"] | null;
            around: components["schemas"]["Anchor"] | null;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            /** @default false */
            every_turn: boolean;
            first: components["schemas"]["Reach"] | null;
            last: components["schemas"]["Reach"] | null;
            party: components["schemas"]["Party"] | null;
            regex: string;
            /** @default 1 */
            times: number;
            turns: components["schemas"]["TurnRange"] | null;
            unless: string | null;
            within: components["schemas"]["Anchor"] | null;
        };
        Reliability: {
            bands: components["schemas"]["Band"][];
            expected_error: number | null;
            n: number;
        };
        Remark: {
            /** Format: date-time */
            at: string;
            by: string;
            text: string;
        };
        Repeat: {
            after: components["schemas"]["Anchor"] | null;
            /** @default 0.6 */
            alike: number;
            around: components["schemas"]["Anchor"] | null;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            /** @default false */
            every_turn: boolean;
            first: components["schemas"]["Reach"] | null;
            last: components["schemas"]["Reach"] | null;
            look_back: components["schemas"]["Reach"] | null;
            /** @default 6 */
            min_length: number;
            party: components["schemas"]["Party"] | null;
            repeat: number;
            turns: components["schemas"]["TurnRange"] | null;
            within: components["schemas"]["Anchor"] | null;
        };
        Replayed: {
            count: number;
        };
        ResponseTime: {
            after: components["schemas"]["Anchor"] | null;
            around: components["schemas"]["Anchor"] | null;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            /** @default false */
            every_turn: boolean;
            first: components["schemas"]["Reach"] | null;
            last: components["schemas"]["Reach"] | null;
            party: components["schemas"]["Party"] | null;
            response_time: components["schemas"]["Bound"];
            /** @default any */
            taken: components["schemas"]["Taken"];
            /** @default 1 */
            times: number;
            turns: components["schemas"]["TurnRange"] | null;
            unless: components["schemas"]["Anchor"] | null;
            within: components["schemas"]["Anchor"] | null;
        };
        Retake: {
            code?: string | null;
            /** @default [] */
            ids: string[];
            /** @default 200 */
            limit: number;
            reason: string;
            source?: string | null;
        };
        Retaken: {
            items: components["schemas"]["Arrival"][];
            left: number;
        };
        Retention: {
            /** @default [] */
            classes: components["schemas"]["RetentionClass"][];
            /** @default [] */
            identity: string[];
        };
        RetentionClass: {
            applies_to: {
                [key: string]: components["schemas"]["Wanted"];
            };
            /** @default call_start */
            counts_from: string;
            keep: components["schemas"]["Keep"];
            name: string;
        };
        RetentionNewPlan: {
            /** @default customer_ref */
            field: string;
            /** @default the time is over */
            reason: string;
            value?: string | null;
        };
        Retirement: {
            reason: string;
        };
        Review: {
            acknowledged_at: string | null;
            agent: string | null;
            /** @default [] */
            answers: components["schemas"]["ReviewAnswer"][];
            blind: boolean;
            chance: number | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            due_at: string;
            evaluation: string;
            id: string;
            language: string;
            plan: string | null;
            queue: string | null;
            recording: string;
            release_at: string | null;
            result: string | null;
            reviewer: string | null;
            rubric: string;
            /** @default [] */
            skipped: components["schemas"]["Skip"][];
            /** @default waiting */
            state: components["schemas"]["ReviewState"];
            submitted_at: string | null;
            team: string | null;
            why: string[];
        };
        ReviewAnswer: {
            /** @default [] */
            comments: components["schemas"]["Comment"][];
            criterion: string;
            first: components["schemas"]["FindingOutcome"] | null;
            outcome: components["schemas"]["FindingOutcome"];
            /** @default  */
            reason: string;
        };
        ReviewerList: {
            items: components["schemas"]["Skills"][];
            load: {
                [key: string]: number;
            };
            people: components["schemas"]["ReviewPerson"][];
        };
        ReviewPerson: {
            agent: string | null;
            id: string;
            may_review: boolean;
            name: string;
        };
        ReviewPlan: {
            /** Format: date-time */
            before: string;
            blind: boolean;
            by_risk: number;
            candidates: number;
            count: number;
            drawn: {
                [key: string]: number;
            };
            id: string;
            /** Format: date-time */
            made_at: string;
            made_by: string;
            random: number;
            rubric: string;
            rules: components["schemas"]["PlanRule"][];
            seed: string;
            /** Format: date-time */
            since: string;
        };
        ReviewsDue: {
            open: number;
            overdue: number;
            soon: number;
        };
        ReviewsQuestion: {
            criterion: string;
            guidance: string;
            heading: string;
            section: string;
            title: string;
        };
        /** @enum {string} */
        ReviewState: "waiting" | "assigned" | "submitted" | "released" | "acknowledged";
        Revision: {
            /** Format: date */
            due: string;
            /** @default [] */
            goals: components["schemas"]["NewGoal"][];
        };
        /** @enum {string} */
        Role: "agent" | "reviewer" | "qa_lead" | "supervisor" | "compliance" | "uploader" | "administrator";
        Rubric: {
            /** @default {} */
            applies_to: {
                [key: string]: components["schemas"]["Wanted"];
            };
            /** @default {} */
            checks: {
                [key: string]: components["schemas"]["AnyCheck"];
            };
            id: string;
            language: components["schemas"]["Language"];
            /** @default 0.25 */
            max_blind: number;
            owner: string;
            /** @default 80 */
            pass_mark: number;
            /** @default {} */
            phrases: {
                [key: string]: string | string[];
            };
            sections: components["schemas"]["Section"][];
            /** @default draft */
            status: components["schemas"]["Status"];
            title: string;
            /** @default [] */
            uses: string[];
            version: string;
        };
        RubricVersion: {
            author: string;
            /** Format: date-time */
            changed_at: string;
            changed_by: string;
            changed_why: string;
            /** Format: date-time */
            created_at: string;
            digest: string;
            /** @default [] */
            forced: string[];
            reason: string;
            revision: number;
            rubric: components["schemas"]["Rubric"];
            source: components["schemas"]["Source"];
            status: components["schemas"]["Status"];
        };
        RubricWeek: {
            breaks: components["schemas"]["Break"][];
            changes: components["schemas"]["DigestChange"][];
            needs: components["schemas"]["HeatmapNeed"][];
            rubric: string;
        };
        Ruling: {
            /** Format: date-time */
            at: string;
            by: string;
            outcome: components["schemas"]["FindingOutcome"] | null;
            reason: string;
            result: string | null;
            verdict: components["schemas"]["DisputeVerdict"];
        };
        /** @enum {string} */
        RunOutcome: "running" | "done" | "not_scorable" | "failed" | "released" | "lost";
        Said: {
            code: string;
            text: string;
            values: {
                [key: string]: string;
            };
            why: components["schemas"]["Said"][];
        };
        SavedFilter: {
            filters: {
                [key: string]: unknown;
            };
            id: string;
            list: components["schemas"]["FilteredList"];
            name: string;
            /** Format: date-time */
            saved_at: string;
        };
        SavedFilterList: {
            items: components["schemas"]["SavedFilter"][];
        };
        Scorecard: {
            auto_failed: string[];
            critical_score: number | null;
            digest: string;
            earned_score: number | null;
            language: string;
            passed: boolean | null;
            rubric: string;
            score: number | null;
            sections: components["schemas"]["SectionScore"][];
            version: string;
        };
        Seal: {
            at: string;
            before: string;
            count: number;
            day: string;
            first: number;
            form: string;
            key: string;
            link: string;
            previous: string;
            root: string;
        };
        Sealed: {
            seal: components["schemas"]["Seal"];
            signature: string;
        };
        Search: {
            /** @default 0 */
            blind: number;
            end: number;
            nearest: components["schemas"]["Evidence"] | null;
            party: components["schemas"]["Party"] | null;
            /** @default 0 */
            similarity: number;
            start: number;
            turns: number;
        };
        Section: {
            criteria: components["schemas"]["Criterion"][];
            id: string;
            title: string;
            /** @default 1 */
            weight: number;
        };
        SectionScore: {
            findings: components["schemas"]["Finding"][];
            score: number | null;
            section: string;
        };
        Semantic: {
            after: components["schemas"]["Anchor"] | null;
            around: components["schemas"]["Anchor"] | null;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            /** @default false */
            every_turn: boolean;
            first: components["schemas"]["Reach"] | null;
            last: components["schemas"]["Reach"] | null;
            party: components["schemas"]["Party"] | null;
            semantic: string | string[];
            strictness: components["schemas"]["Strictness"] | null;
            /** @default 1 */
            times: number;
            turns: components["schemas"]["TurnRange"] | null;
            /** @default [] */
            unlike: string | string[];
            within: components["schemas"]["Anchor"] | null;
        };
        Sending: {
            parts: components["schemas"]["PartAddress"][];
            upload: components["schemas"]["Upload"];
        };
        Sequence_: {
            after: components["schemas"]["Anchor"] | null;
            /** @default true */
            allow_other: boolean;
            around: components["schemas"]["Anchor"] | null;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            /** @default false */
            every_turn: boolean;
            first: components["schemas"]["Reach"] | null;
            last: components["schemas"]["Reach"] | null;
            max_gap: components["schemas"]["Reach"] | null;
            party: components["schemas"]["Party"] | null;
            sequence: components["schemas"]["AnyCheck"][];
            turns: components["schemas"]["TurnRange"] | null;
            within: components["schemas"]["Anchor"] | null;
        };
        SessionResult: {
            criteria: components["schemas"]["CriterionResult"][];
            raters: components["schemas"]["RaterResult"][];
            spread: number | null;
        };
        Setting: {
            description: string;
            is_set: boolean;
            name: string;
            secret: boolean;
            usual: string | null;
            value: string | null;
        };
        SettingList: {
            items: components["schemas"]["Setting"][];
        };
        /** @enum {string} */
        SettingName: "leaderboards";
        /** @enum {string} */
        Sheet: "evaluations" | "findings";
        ShortToken: {
            access_token: string;
            expires_in: number;
            /**
             * @default Bearer
             * @constant
             */
            token_type: "Bearer";
        };
        ShownPlan: {
            call_ids: {
                [key: string]: string;
            };
            overdue: boolean;
            plan: components["schemas"]["CoachingPlan"];
        };
        ShownReview: {
            machine: components["schemas"]["Scorecard"] | null;
            questions: components["schemas"]["ReviewsQuestion"][];
            result: components["schemas"]["Scorecard"] | null;
            review: components["schemas"]["Review"];
        };
        Sibling: {
            digest: string;
            left: boolean;
        };
        Silence: {
            after: components["schemas"]["Anchor"] | null;
            around: components["schemas"]["Anchor"] | null;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            /** @default false */
            every_turn: boolean;
            first: components["schemas"]["Reach"] | null;
            last: components["schemas"]["Reach"] | null;
            party: components["schemas"]["Party"] | null;
            silence: components["schemas"]["Bound"];
            /** @default any */
            taken: components["schemas"]["Taken"];
            /** @default 1 */
            times: number;
            turns: components["schemas"]["TurnRange"] | null;
            unless: components["schemas"]["Anchor"] | null;
            within: components["schemas"]["Anchor"] | null;
        };
        Skills: {
            agent: string | null;
            /** @default 50 */
            at_most: number;
            /** @default [] */
            languages: string[];
            person: string;
            /** @default [] */
            queues: string[];
        };
        Skip: {
            /** Format: date-time */
            at: string;
            by: string;
            reason: string;
        };
        Source: {
            /** @default  */
            examples: string;
            /** @default rubric.yaml */
            name: string;
            parts: {
                [key: string]: string;
            };
            text: string;
        };
        SourceList: {
            items: components["schemas"]["SourceStanding"][];
        };
        SourcePause: {
            changed: boolean;
            pause: components["schemas"]["HoldPause"] | null;
            source: string;
        };
        SourceStanding: {
            at_once: number | null;
            first: string[];
            held: components["schemas"]["Stage"][];
            hours_a_day: number | null;
            name: string;
            pause: components["schemas"]["HoldPause"] | null;
            priority: number | null;
            waiting: number;
            waiting_seconds: number;
            working: number;
        };
        Span: {
            end: number;
            start: number;
        };
        SpeechRate: {
            after: components["schemas"]["Anchor"] | null;
            /** @default absolute */
            against: components["schemas"]["Against"];
            around: components["schemas"]["Anchor"] | null;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            /** @default false */
            every_turn: boolean;
            first: components["schemas"]["Reach"] | null;
            last: components["schemas"]["Reach"] | null;
            party: components["schemas"]["Party"] | null;
            speech_rate: components["schemas"]["Bound"];
            /** @default any */
            taken: components["schemas"]["Taken"];
            /** @default 1 */
            times: number;
            turns: components["schemas"]["TurnRange"] | null;
            unless: components["schemas"]["Anchor"] | null;
            within: components["schemas"]["Anchor"] | null;
        };
        /** @enum {string} */
        Stage: "ingest" | "transcribe" | "score";
        StageLately: {
            audio_seconds: number;
            done: number;
            failed: number;
            median_seconds: number | null;
            stage: components["schemas"]["Stage"];
        };
        StageRun: {
            attempt: number;
            /** @default [] */
            engines: components["schemas"]["Engine"][];
            finished_at: string | null;
            /** @default running */
            outcome: components["schemas"]["RunOutcome"];
            owner: string;
            problem: components["schemas"]["Problem"] | null;
            recording: string;
            /** @default [] */
            settings: [
                string,
                string
            ][];
            stage: components["schemas"]["Stage"];
            /** Format: date-time */
            started_at: string;
            /** @default [] */
            timings: [
                string,
                number
            ][];
        };
        /** @enum {string} */
        State: "waiting" | "working" | "done" | "failed" | "not_scorable";
        /** @enum {string} */
        Status: "draft" | "trial" | "active" | "retired";
        /** @enum {string} */
        Strictness: "loose" | "normal" | "strict";
        /** @enum {string} */
        Subject: "recording" | "call" | "customer" | "agent";
        Subscription: {
            /** @default true */
            active: boolean;
            address: string;
            channel: components["schemas"]["Channel"];
            description: string;
            /** @default  */
            disabled_why: string;
            events: string[];
            failing_since: string | null;
            id: string;
            /** @default en */
            language: components["schemas"]["Tongue"];
            /** Format: date-time */
            made_at: string;
            made_by: string;
            quiet: components["schemas"]["Quiet"] | null;
            /** @default [] */
            teams: string[];
            /** @default 0 */
            window_seconds: number;
        };
        SubscriptionFacts: {
            /** @default true */
            active: boolean;
            address: string | null;
            /** @default  */
            description: string;
            events: string[];
            /** @default en */
            language: components["schemas"]["Tongue"];
            quiet: components["schemas"]["QuietHours"] | null;
            secret: string | null;
            /** @default [] */
            teams: string[];
            window_seconds: number | null;
        };
        SubscriptionList: {
            items: components["schemas"]["Subscription"][];
            said: {
                [key: string]: components["schemas"]["Said"][];
            };
        };
        SuggestedAgent: {
            id: string;
            name: string | null;
        };
        Suggestions: {
            agents: components["schemas"]["SuggestedAgent"][];
            queues: string[];
            rubrics: string[];
            teams: string[];
        };
        SwitchCall: {
            agent?: string | null;
            call_id: string;
            direction?: components["schemas"]["Direction"] | null;
            duration?: number | null;
            recorded?: boolean | null;
            source: string;
            /** Format: date-time */
            started_at: string;
            team?: string | null;
        };
        SwitchChange: {
            after: components["schemas"]["Mode"];
            before: components["schemas"]["Mode"];
            criterion: string;
            floor: number;
            look: components["schemas"]["Look"];
            reason: components["schemas"]["SwitchReason"];
        };
        Switched: {
            on: boolean;
            reason: string;
        };
        /** @enum {string} */
        SwitchReason: "surely_under" | "still_under" | "unclear_to_people" | "recovered";
        SwitchStanding: {
            mode: components["schemas"]["Mode"];
            /** @default  */
            period: string;
            /** @default 0 */
            under: number;
        };
        /** @enum {string} */
        Taken: "any" | "every" | "average" | "total";
        TakenList: {
            items: components["schemas"]["TakenOut"][];
        };
        TakenOut: {
            actor: string;
            /** Format: date-time */
            began_at: string;
            chosen: string;
            ended_at: string | null;
            form: components["schemas"]["Form"];
            id: string;
            reason: string;
            rows: number | null;
            sheet: components["schemas"]["Sheet"] | "audit";
            state: components["schemas"]["ExportState"];
        };
        TalkRatio: {
            after: components["schemas"]["Anchor"] | null;
            around: components["schemas"]["Anchor"] | null;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            /** @default false */
            every_turn: boolean;
            first: components["schemas"]["Reach"] | null;
            last: components["schemas"]["Reach"] | null;
            party: components["schemas"]["Party"] | null;
            /** @default any */
            taken: components["schemas"]["Taken"];
            talk_ratio: components["schemas"]["Bound"];
            /** @default 1 */
            times: number;
            turns: components["schemas"]["TurnRange"] | null;
            unless: components["schemas"]["Anchor"] | null;
            within: components["schemas"]["Anchor"] | null;
        };
        Task: {
            agent_name: string | null;
            answered: number;
            call_id: string | null;
            duration: number | null;
            flags: components["schemas"]["Flag"][];
            overdue: boolean;
            review: components["schemas"]["Review"];
            started_at: string | null;
        };
        TaskPage: {
            items: components["schemas"]["Task"][];
            next: string | null;
            said: {
                [key: string]: components["schemas"]["Said"][];
            };
        };
        Team: {
            mean: number | null;
            peers: components["schemas"]["Peer"][];
            spread: number | null;
        };
        TeamPlace: {
            parent: string | null;
        };
        TeamTree: {
            parents: {
                [key: string]: string | null;
            };
        };
        Tension: {
            after: components["schemas"]["Anchor"] | null;
            around: components["schemas"]["Anchor"] | null;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            /** @default false */
            every_turn: boolean;
            first: components["schemas"]["Reach"] | null;
            last: components["schemas"]["Reach"] | null;
            /** @default level */
            measure: components["schemas"]["TensionOf"];
            party: components["schemas"]["Party"] | null;
            /** @default any */
            taken: components["schemas"]["Taken"];
            tension: components["schemas"]["Bound"];
            /** @default 1 */
            times: number;
            turns: components["schemas"]["TurnRange"] | null;
            unless: components["schemas"]["Anchor"] | null;
            within: components["schemas"]["Anchor"] | null;
        };
        /** @enum {string} */
        TensionOf: "level" | "relative" | "peak" | "relative_peak" | "slope" | "recovery";
        Threshold: {
            confidence: number | null;
            error: number | null;
            n: number;
            /** @default 0 */
            needed: number;
            /** @default 0 */
            passing: number;
            state: components["schemas"]["ThresholdState"];
            upper: number | null;
        };
        /** @enum {string} */
        ThresholdState: "chosen" | "too_little" | "too_wrong";
        TimingPause: {
            after: components["schemas"]["Anchor"] | null;
            around: components["schemas"]["Anchor"] | null;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            /** @default false */
            every_turn: boolean;
            first: components["schemas"]["Reach"] | null;
            last: components["schemas"]["Reach"] | null;
            party: components["schemas"]["Party"] | null;
            pause: components["schemas"]["Bound"];
            /** @default any */
            taken: components["schemas"]["Taken"];
            /** @default 1 */
            times: number;
            turns: components["schemas"]["TurnRange"] | null;
            unless: components["schemas"]["Anchor"] | null;
            within: components["schemas"]["Anchor"] | null;
        };
        To: {
            person: string;
        };
        ToldParties: {
            /** Format: date-time */
            at: string;
            by: string;
            id: string;
            parties: [
                string,
                components["schemas"]["Party"]
            ][];
            /** @default  */
            reason: string;
            recording: string;
            result: string | null;
            transcript: string;
        };
        /** @enum {string} */
        Tongue: "en" | "zh";
        Totals: {
            basis: components["schemas"]["CoverageBasis"];
            denominator: number;
            drops: components["schemas"]["Drop"][];
            funnel: components["schemas"]["FunnelStep"][];
            listed: number;
            numerator: number;
            unlisted: number;
        };
        Transcript: {
            attribution: components["schemas"]["Attribution"];
            duration: number;
            engines: components["schemas"]["Engine"][];
            hearing: components["schemas"]["Hearing"][];
            language: string;
            turns: components["schemas"]["Turn"][];
        };
        /** @enum {string} */
        TranscriptBasis: "channels" | "diarization" | "person";
        /** @enum {string} */
        TranscriptFormat: "json" | "srt" | "vtt" | "text";
        Trend: {
            breaks: components["schemas"]["Break"][];
            points: components["schemas"]["TrendPoint"][];
            question: components["schemas"]["TrendQuestion"];
        };
        TrendPoint: {
            agents: number;
            auto_failed: number;
            breaks: string[];
            calls: {
                [key: string]: string;
            };
            group: string;
            judged_by: components["schemas"]["Versions"];
            language: string;
            mean: number | null;
            n: number;
            not_passed: number;
            outcomes: components["schemas"]["Outcomes"];
            passed: number;
            rate: components["schemas"]["Figure"];
            score: components["schemas"]["Figure"];
            scored: number;
            /** Format: date */
            start: string;
            variance: number | null;
        };
        TrendQuestion: {
            agent: string | null;
            /** @default machine */
            author: components["schemas"]["AuthorKind"];
            /** Format: date */
            before: string;
            by: components["schemas"]["Grouping"] | null;
            criterion: string | null;
            language: string | null;
            /** @default week */
            period: components["schemas"]["Period"];
            queue: string | null;
            rubric: string;
            /** Format: date */
            since: string;
            team: string | null;
            version: string | null;
        };
        /** @enum {string} */
        TrendVerdict: "higher" | "lower" | "cannot_tell" | "too_little" | "broken";
        Trial: {
            agent_channel: number | null;
            by_source: boolean;
            channels: components["schemas"]["Levels"][];
            codec: string;
            container: string;
            duration: number;
            key: string;
            metadata: components["schemas"]["CallMetadata"] | null;
            misread: components["schemas"]["Misread"] | null;
            rate_hz: number;
        };
        Turn: {
            channel: number;
            confidence: number;
            /** @default [] */
            doubts: components["schemas"]["Doubt"][];
            end: number;
            index: number;
            language: string;
            /** @default 0 */
            overlap: number;
            party: components["schemas"]["Party"];
            start: number;
            text: string;
            voice: string | null;
            /** @default [] */
            words: components["schemas"]["Word-Output"][];
        };
        TurnCount: {
            after: components["schemas"]["Anchor"] | null;
            around: components["schemas"]["Anchor"] | null;
            before: components["schemas"]["Anchor"] | null;
            counted: components["schemas"]["Counted"] | null;
            /** @default false */
            every_turn: boolean;
            first: components["schemas"]["Reach"] | null;
            last: components["schemas"]["Reach"] | null;
            party: components["schemas"]["Party"] | null;
            turn_count: components["schemas"]["Bound"];
            turns: components["schemas"]["TurnRange"] | null;
            within: components["schemas"]["Anchor"] | null;
        };
        TurnRange: number | string;
        TypedCue: {
            end?: (number | string) | null;
            kind: components["schemas"]["CueKind"];
            /** @default unknown */
            party: components["schemas"]["Party"];
            start?: (number | string) | null;
            turn?: number | null;
            value: number;
            /** @default false */
            whole_call: boolean;
        };
        TypedHole: {
            end: number | string;
            party: components["schemas"]["Party"];
            start: number | string;
        };
        TypedTurn: {
            /** @default 1 */
            confidence: number;
            /** @default [] */
            doubts: components["schemas"]["Doubt"][];
            end?: (number | string) | null;
            /** @default 0 */
            overlap: number;
            party: components["schemas"]["Party"];
            start?: (number | string) | null;
            text: string;
        };
        Unmoved: {
            code: string;
            review: string;
            why: string;
        };
        Unshown: {
            criterion: string;
            outcome: components["schemas"]["FindingOutcome"];
        };
        Upload: {
            /** Format: date-time */
            begun_at: string;
            /** Format: date-time */
            expires_at: string;
            handle: string;
            id: string;
            key: string;
            metadata: components["schemas"]["CallMetadata"];
            name: string;
            part_bytes: number;
            recording: string | null;
            sha256: string | null;
            size: number;
            source: string;
            /** @default open */
            state: components["schemas"]["UploadState"];
        };
        /** @enum {string} */
        UploadState: "open" | "completed" | "aborted" | "expired";
        Use: string | {
            after?: components["schemas"]["Anchor"] | null;
            around?: components["schemas"]["Anchor"] | null;
            before?: components["schemas"]["Anchor"] | null;
            counted?: components["schemas"]["Counted"] | null;
            /** @default false */
            every_turn: boolean;
            first?: components["schemas"]["Reach"] | null;
            last?: components["schemas"]["Reach"] | null;
            party?: components["schemas"]["Party"] | null;
            turns?: components["schemas"]["TurnRange"] | null;
            use: string;
            within?: components["schemas"]["Anchor"] | null;
        };
        /** @enum {string} */
        "Verdict-Input": "upheld" | "overturned";
        Versions: {
            /** @default  */
            asr: string;
            /** @default  */
            cues: string;
            /** @default  */
            model: string;
            rubric: string;
        };
        VersionSummary: {
            author: string;
            /** Format: date-time */
            changed_at: string;
            changed_by: string;
            changed_why: string;
            /** Format: date-time */
            created_at: string;
            digest: string;
            forced: string[];
            language: components["schemas"]["Language"];
            reason: string;
            revision: number;
            rubric: string;
            status: components["schemas"]["Status"];
            title: string;
            version: string;
        };
        Vote: {
            criterion: string;
            outcome: components["schemas"]["FindingOutcome"];
            /** @default  */
            reason: string;
        };
        Wanted: (string | number | boolean) | (string | number | boolean)[] | (string | {
            [key: string]: number;
        });
        WebhookEvent: {
            json_schema: {
                [key: string]: unknown;
            };
            name: string;
            says: string;
        };
        /** @enum {string} */
        Which: "first" | "last" | "each" | "any";
        "Word-Input": {
            reason: string;
        };
        "Word-Output": {
            confidence: number;
            end: number;
            start: number;
            text: string;
        };
        Work: {
            /** Format: date-time */
            at: string;
            in_hand: components["schemas"]["InHand"][];
            lately: components["schemas"]["StageLately"][];
            queues: components["schemas"]["Queue"][];
        };
        Worklist: {
            items: components["schemas"]["Task"][];
        };
        Written: {
            /** Format: date-time */
            at: string;
            number: number;
            totals: components["schemas"]["Totals"];
            zone: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    isAlive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alive"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain; version=1.0.0; charset=utf-8": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    isReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ready"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    searchAudit: {
        parameters: {
            query?: {
                actor?: string | null;
                cursor?: string | null;
                limit?: number;
                name?: string | null;
                recording?: string | null;
                since?: string | null;
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    exportAudit: {
        parameters: {
            query: {
                actor?: string | null;
                bom?: boolean;
                name?: string | null;
                reason: string;
                recording?: string | null;
                since?: string | null;
                until?: string | null;
            };
            header?: never;
            path: {
                form: components["schemas"]["Form"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.apache.parquet": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listCalibrations: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                state?: components["schemas"]["CalibrationState"][];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalibrationList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    openCalibration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCalibration"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Calibration"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getCalibration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Calibration"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    closeCalibration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionResult"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getCalibrationForm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rubric"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getCalibrationResult: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionResult"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    voteInCalibration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewVotes"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Calibration"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listCalls: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CallList"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Imported"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listCallsOfFile: {
        parameters: {
            query?: {
                column?: string[];
                dry_run?: boolean;
                source?: string | null;
                zone?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallFile"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listCoaching: {
        parameters: {
            query?: {
                agent?: string | null;
                state?: components["schemas"]["CoachingState"][];
                team?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CoachingList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    draftCoaching: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CoachingNewPlan"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownPlan"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getCoaching: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownPlan"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    reviseCoaching: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Revision"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownPlan"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    acknowledgeCoaching: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownPlan"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    cancelCoaching: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Word-Input"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownPlan"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    arrangeCoachingClips: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClipOrder"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownPlan"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    addCoachingClip: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewClip"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownPlan"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    removeCoachingClip: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clip_id: string;
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownPlan"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    finishCoaching: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Word-Input"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownPlan"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getCoachingEffect: {
        parameters: {
            query?: {
                weeks?: number;
            };
            header?: never;
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CoachingEffect"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    remarkOnCoaching: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRemark"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownPlan"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    replyToCoaching: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRemark"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownPlan"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    shareCoaching: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownPlan"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getCoverage: {
        parameters: {
            query?: {
                cursor?: string | null;
                day?: string | null;
                limit?: number;
                team?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CoverageReport"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getCoverageDays: {
        parameters: {
            query?: {
                since?: string | null;
                team?: string | null;
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CoveredDays"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getDay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                day: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                since?: string | null;
                state?: components["schemas"]["DeliveryState"] | null;
                subscription?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryPage"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoggedDelivery"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    replayDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getDigest: {
        parameters: {
            query?: {
                team?: string | null;
                week?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Digest"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listDisputes: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                state?: components["schemas"]["DisputeState"][];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisputeList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getDispute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dispute_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dispute"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    appealDispute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dispute_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Word-Input"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dispute"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    decideDispute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dispute_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRuling"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dispute"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    decideAppeal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dispute_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRuling"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dispute"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getEvaluation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                evaluation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Evaluation"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    openDispute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                evaluation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDispute"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dispute"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getReceipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                evaluation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProvenReceipt"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listReceipts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                evaluation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    printScorecard: {
        parameters: {
            query?: {
                language?: ("zh" | "en") | null;
            };
            header?: never;
            path: {
                evaluation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    receiveEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Arrivals"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listExports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakenList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    exportResults: {
        parameters: {
            query: {
                agent?: string | null;
                author?: components["schemas"]["AuthorKind"] | null;
                bom?: boolean;
                call_id?: string | null;
                criterion?: string | null;
                day_before?: string | null;
                day_from?: string | null;
                flag?: components["schemas"]["FlagKind"] | null;
                language?: string | null;
                outcome?: "not_met" | "undecided";
                problem?: string | null;
                queue?: string | null;
                reason: string;
                received_before?: string | null;
                received_from?: string | null;
                rubric?: string | null;
                score_from?: number | null;
                score_to?: number | null;
                source?: string | null;
                stage?: components["schemas"]["Stage"] | null;
                started_before?: string | null;
                started_from?: string | null;
                state?: components["schemas"]["State"][];
                team?: string | null;
                version?: string | null;
                versions?: boolean;
            };
            header?: never;
            path: {
                form: components["schemas"]["Form"];
                sheet: components["schemas"]["Sheet"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.apache.parquet": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getHeatmap: {
        parameters: {
            query: {
                author?: components["schemas"]["AuthorKind"];
                before?: string | null;
                language?: string | null;
                queue?: string | null;
                rubric: string;
                since?: string | null;
                team?: string | null;
                version?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeatmapAnswer"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listHouseSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HouseSettingList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    putHouseSetting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["schemas"]["SettingName"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Switched"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HouseSetting"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    makeKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewKey"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeKey"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    revokeKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Key"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getLeaderboard: {
        parameters: {
            query: {
                author?: components["schemas"]["AuthorKind"];
                before?: string | null;
                language?: string | null;
                queue?: string | null;
                rubric: string;
                since?: string | null;
                team?: string | null;
                version?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Leaderboard"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listLegalHolds: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                released?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    putLegalHold: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewHold"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LegalHold"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    releaseLegalHold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hold_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Word-Input"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LegalHold"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    followLive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listReviewsOfMine: {
        parameters: {
            query?: {
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskPage"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getMyWeek: {
        parameters: {
            query?: {
                week?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyWeek"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listModels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getNames: {
        parameters: {
            query: {
                person: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Names"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listNeeds: {
        parameters: {
            query: {
                author?: components["schemas"]["AuthorKind"];
                before?: string | null;
                language?: string | null;
                queue?: string | null;
                rubric: string;
                since?: string | null;
                team?: string | null;
                version?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NeedList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getPeers: {
        parameters: {
            query: {
                author?: components["schemas"]["AuthorKind"];
                before?: string | null;
                criterion?: string | null;
                language?: string | null;
                queue?: string | null;
                rubric: string;
                since?: string | null;
                team?: string | null;
                version?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeerList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listPeople: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    addPerson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPerson"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    changePerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonFacts"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonShown"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    resetPerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listProblems: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemKind"][];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listProposals: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                state?: components["schemas"]["ProposalState"][];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getProposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                proposal_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proposal"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    acceptProposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                proposal_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Acceptance"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proposal"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    rejectProposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                proposal_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Word-Input"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proposal"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getAgreement: {
        parameters: {
            query: {
                criterion?: string | null;
                language?: string | null;
                queue?: string | null;
                rubric: string;
                since?: string | null;
                version?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgreementList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getConfidence: {
        parameters: {
            query: {
                criterion?: string | null;
                language?: string | null;
                queue?: string | null;
                rubric: string;
                since?: string | null;
                target?: number;
                version?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Confidence"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getErrorRates: {
        parameters: {
            query: {
                criterion?: string | null;
                language?: string | null;
                queue?: string | null;
                rubric: string;
                since?: string | null;
                version?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRates"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listModes: {
        parameters: {
            query?: {
                mode?: components["schemas"]["Mode"] | null;
                rubric?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModeList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getPublishedFigures: {
        parameters: {
            query: {
                agent?: string | null;
                before?: string | null;
                by?: ("agent" | "team" | "queue" | "version") | null;
                language?: string | null;
                queue?: string | null;
                rubric: string;
                since?: string | null;
                team?: string | null;
                version?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedFigures"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getWork: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Work"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listRecordings: {
        parameters: {
            query?: {
                agent?: string | null;
                author?: components["schemas"]["AuthorKind"] | null;
                call_id?: string | null;
                criterion?: string | null;
                cursor?: string | null;
                day_before?: string | null;
                day_from?: string | null;
                flag?: components["schemas"]["FlagKind"] | null;
                language?: string | null;
                limit?: number;
                order?: components["schemas"]["Order"];
                outcome?: "not_met" | "undecided";
                problem?: string | null;
                queue?: string | null;
                received_before?: string | null;
                received_from?: string | null;
                rubric?: string | null;
                score_from?: number | null;
                score_to?: number | null;
                source?: string | null;
                stage?: components["schemas"]["Stage"] | null;
                started_before?: string | null;
                started_from?: string | null;
                state?: components["schemas"]["State"][];
                team?: string | null;
                version?: string | null;
                versions?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingPage"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    uploadRecording: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    audio: string;
                    metadata?: components["schemas"]["CallMetadata"];
                    /** @default upload */
                    source?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recording"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recording"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                recording_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Detailed"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getAudio: {
        parameters: {
            query?: never;
            header?: {
                "if-none-match"?: string | null;
                "if-range"?: string | null;
                Range?: string | null;
            };
            path: {
                recording_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/*": string;
                };
            };
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/*": string;
                };
            };
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getCues: {
        parameters: {
            query?: {
                kind?: components["schemas"]["CueKind"][];
                party?: components["schemas"]["Party"][];
                transcript?: string | null;
            };
            header?: never;
            path: {
                recording_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Measured"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    tellDates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                recording_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Days"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallKept"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listEvaluations: {
        parameters: {
            query?: {
                former?: boolean;
            };
            header?: never;
            path: {
                recording_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Evaluation"][];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    correctParties: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                recording_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewParties"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrectedParties"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getPeaks: {
        parameters: {
            query?: {
                end?: number;
                level?: components["schemas"]["Level"];
                start?: number;
            };
            header?: never;
            path: {
                recording_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getCallKept: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                recording_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallKept"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    retryRecording: {
        parameters: {
            query?: {
                stage?: components["schemas"]["Stage"] | null;
            };
            header?: never;
            path: {
                recording_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recording"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listReviewsOfCall: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                recording_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Worklist"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getTranscript: {
        parameters: {
            query?: {
                format?: components["schemas"]["TranscriptFormat"] | null;
                transcript?: string | null;
            };
            header?: never;
            path: {
                recording_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transcript"];
                    "application/x-subrip": string;
                    "text/plain": string;
                    "text/vtt": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    tryRubricOnRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                recording_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Draft"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scorecard"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    receiveFromBucket: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InBucket"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recording"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recording"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    redriveRecordings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Redrive"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Redriven"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listRefusedObjects: {
        parameters: {
            query?: {
                code?: string | null;
                cursor?: string | null;
                limit?: number;
                source?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusedPage"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    retakeRefusedObjects: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Retake"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Retaken"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getRetention: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Retention"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listPurges: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                state?: components["schemas"]["PurgeState"][];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PurgeList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    planPurge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetentionNewPlan"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Purge"] | null;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getPurge: {
        parameters: {
            query?: {
                after?: number;
                limit?: number;
            };
            header?: never;
            path: {
                purge_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PurgeShown"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    approvePurge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                purge_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Approval"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Purge"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    cancelPurge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                purge_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Word-Input"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Purge"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listReviewPlans: {
        parameters: {
            query?: {
                rubric?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    planReviews: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReviewPlan"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Planned"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    previewReviewPlan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReviewPlan"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanPreview"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listReviewers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewerList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    setReviewer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSkills"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Skills"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listReviews: {
        parameters: {
            query?: {
                agent?: string | null;
                cursor?: string | null;
                flag?: components["schemas"]["FlagKind"] | null;
                language?: string | null;
                limit?: number;
                mine?: boolean;
                overdue?: boolean;
                plan?: string | null;
                queue?: string | null;
                skipped?: boolean | null;
                soon?: boolean;
                state?: components["schemas"]["ReviewState"][];
                team?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskPage"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    requestReview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReview"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                review_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownReview"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    acknowledgeReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                review_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    answerReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                review_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAnswers"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownReview"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    assignReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                review_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["To"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    skipReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                review_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Word-Input"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    submitReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                review_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownReview"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    takeOverReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                review_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    checkRubric: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Checking"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Checked"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getRubricSchema: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listEveryRubricVersion: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionSummary"][];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getRubricVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                digest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RubricVersion"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    backtestRubricVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                digest: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Asked"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    testRubricFairness: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                digest: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlipTest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fairness"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getRubricGates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                digest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gates"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    publishRubricVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                digest: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Publication"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionSummary"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    retireRubricVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                digest: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Retirement"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionSummary"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listRubrics: {
        parameters: {
            query?: {
                language?: components["schemas"]["Language"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rubric"][];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    addRubricVersion: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewVersion"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionSummary"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getRubric: {
        parameters: {
            query?: {
                language?: components["schemas"]["Language"] | null;
                version?: string | null;
            };
            header?: never;
            path: {
                rubric_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rubric"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    tryRubric: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                rubric_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Attempt-Input"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scorecard"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listRubricVersions: {
        parameters: {
            query?: {
                language?: components["schemas"]["Language"] | null;
            };
            header?: never;
            path: {
                rubric_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionSummary"][];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getDoors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Doors"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    beginFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Proof-Input"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Factor"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    confirmFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Code"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    beginOidc: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            307: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    endOidc: {
        parameters: {
            query?: {
                code?: string;
                error?: string;
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            307: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getMyself: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Myself"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listSavedFilters: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedFilterList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    saveFilter: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInboxFilter"] | components["schemas"]["NewCallsFilter"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedFilter"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    changeFilter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                filter_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInboxFilter"] | components["schemas"]["NewCallsFilter"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedFilter"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    removeFilter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                filter_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    endOtherSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    setPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPassword"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    setUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FirstAdministrator"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listSources: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    pauseSource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Word-Input"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourcePause"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    resumeSource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Word-Input"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourcePause"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    trySource: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_trySource"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trial"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listSubscriptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    addSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSubscription"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeSubscription"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subscription_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    changeSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subscription_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriptionFacts"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    removeSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subscription_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    pingSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subscription_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    replayDeliveries: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subscription_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Again"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replayed"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    rotateSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subscription_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSecret"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeSubscription"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getSuggestions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Suggestions"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getTeams: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamTree"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    putTeam: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                team: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TeamPlace"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamTree"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    dropTeam: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamTree"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["Body_getToken"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShortToken"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getTrend: {
        parameters: {
            query: {
                agent?: string | null;
                author?: components["schemas"]["AuthorKind"];
                before?: string | null;
                by?: components["schemas"]["Grouping"] | null;
                criterion?: string | null;
                language?: string | null;
                period?: components["schemas"]["Period"];
                queue?: string | null;
                rubric: string;
                since?: string | null;
                team?: string | null;
                version?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trend"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getControlChart: {
        parameters: {
            query: {
                agent: string;
                author?: components["schemas"]["AuthorKind"];
                before?: string | null;
                by?: null;
                criterion?: string | null;
                language?: string | null;
                period?: components["schemas"]["Period"];
                queue?: string | null;
                rubric: string;
                since?: string | null;
                team?: string | null;
                version?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlChart"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    beginUpload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUpload"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sending"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sending"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    abortUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    completeUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recording"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recording"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    putPart: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listWebhookEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEvent"][];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getWorklist: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskPage"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    takeCall: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnReview"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    handOutReviews: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Handing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Handed"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    shareOutReviews: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Worklist"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
}
