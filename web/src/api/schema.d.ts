// Generated from docs/api/openapi.json by `npm run api`. Do not edit.
export interface paths {
    "/assessments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Assessments in reach; scores and progress, no answers */
        get: operations["listAssessments"];
        put?: never;
        /** Begins an assessment from facts */
        post: operations["makeAssessment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One assessment and what the caller may do */
        get: operations["getAssessment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessments/{id}/answers/{about}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Adds an answer to the log; nothing is overwritten. 409 with who and when if somebody else answered since */
        put: operations["answerQuestion"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessments/{id}/answers/{about}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Decides where answer and probe, or people, disagree */
        put: operations["reviewAnswer"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessments/{id}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The evidence bag with its records of custody (assessments.read, or the enterprise agreed) */
        get: operations["assessmentEvidence"];
        put?: never;
        /** Takes an uploaded file into the evidence bag */
        post: operations["addEvidence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessments/{id}/evidence/{digest}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file; who looked at it is recorded (assessments.read, or the enterprise agreed) */
        get: operations["evidenceFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessments/{id}/evidence/{digest}/custody": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records what was done with a piece of evidence */
        post: operations["addCustody"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessments/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything of an assessment as one file (travel file) */
        get: operations["exportAssessment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessments/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The log, latest first (assessments.read, or the enterprise agreed) */
        get: operations["assessmentHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessments/{id}/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Questions and facts with what was answered (assessments.read, or the enterprise agreed) */
        get: operations["assessmentQuestions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessments/{id}/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reports made of it (assessments.read, or the enterprise agreed) */
        get: operations["assessmentReports"];
        put?: never;
        /** Makes the diagnosis report (docx, pdf, html, xlsx) */
        post: operations["makeAssessmentReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessments/{id}/reports/{report}/files/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file of a report */
        get: operations["assessmentReportFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessments/{id}/score": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Scores by domain, classes of findings, measures */
        get: operations["getAssessmentScore"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessments/{id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Submits (assessments.answer), returns or approves (assessments.review, nobody who answered) */
        put: operations["setAssessmentState"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessments/{id}/terms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Due day, and whether the enterprise agreed that who supervises it reads answers and evidence */
        put: operations["setAssessmentTerms"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessments/merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lays an uploaded travel file together with what is here, or takes it in where it is new */
        post: operations["mergeAssessment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Assets */
        get: operations["listAssets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One asset with its reasons */
        get: operations["getAsset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assets/{id}/carriers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Files that hold it */
        get: operations["assetCarriers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assets/{id}/columns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Columns something was found in */
        get: operations["assetColumns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assets/{id}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide, confirm or withdraw (needs assets.decide, or assets.confirm for kind confirmed) */
        post: operations["decideAsset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assets/{id}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Single places */
        get: operations["assetFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assets/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people decided */
        get: operations["assetHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assets/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decides many (needs assets.decide, or assets.confirm for kind confirmed) */
        post: operations["decideAssets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assets/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counts of the same filter */
        get: operations["assetFacets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The audit log, newest first */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Re-hashes every record */
        get: operations["verifyAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Keys and passwords found; by place, never by value */
        get: operations["listCredentials"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/demo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes the demonstration data */
        delete: operations["removeDemo"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Server-sent events: `job` (a Job), `changed` ({what: assets|sources|reports|scans|people}) */
        get: operations["events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports/{list}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exports a list as a job: what the list's own operation shows the caller, as one file */
        post: operations["makeExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/findings/{id}/dismissal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Marks a finding or column claim as mistaken */
        put: operations["dismissFinding"];
        post?: never;
        /** Takes that back */
        delete: operations["restoreFinding"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/flows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sources, carriers, categories and grades as a graph */
        get: operations["getFlows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who may what, where */
        get: operations["listGrants"];
        put?: never;
        /** Gives a role on a subtree; never more than the giver holds */
        post: operations["grant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/grants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes it back */
        delete: operations["revokeGrant"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity-providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Providers of OpenID Connect */
        get: operations["listProviders"];
        put?: never;
        /** Adds a provider */
        post: operations["addProvider"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity-providers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes a provider */
        put: operations["changeProvider"];
        post?: never;
        /** Removes a provider; links of people stay and hold again if it comes back */
        delete: operations["removeProvider"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity-providers/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fetches discovery and keys of an issuer */
        post: operations["testProvider"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/{list}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Checks or applies an uploaded file as a job, row by row with the rights of the caller; at most 200,000 rows */
        post: operations["makeImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/{list}/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The empty form of a list */
        get: operations["importTemplate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Links not yet used */
        get: operations["listInvitations"];
        put?: never;
        /** A one-time link for a new person */
        post: operations["invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revokes it */
        delete: operations["revokeInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations/{id}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new one-time link for an open invitation; the one before no longer works */
        post: operations["invitationLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Long work, newest first */
        get: operations["listJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One job */
        get: operations["getJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks it to stop */
        post: operations["cancelJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{id}/files/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file an export or import made; for who asked only, for 7 days, and only while they reach all it shows */
        get: operations["jobFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the caller may export or import, with their columns */
        get: operations["listLists"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/node": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Settings and health */
        get: operations["getNode"];
        /** Settings */
        put: operations["changeNode"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sent or waits, newest first */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All kinds of reminders */
        get: operations["listReminderKinds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/mail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The mail server */
        get: operations["getMailServer"];
        /** Changes it */
        put: operations["changeMailServer"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/mail/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a mail with the settings that are saved */
        post: operations["testMailServer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Webhooks */
        get: operations["listWebhooks"];
        put?: never;
        /** Adds one; its secret is shown once */
        post: operations["addWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes one */
        put: operations["changeWebhook"];
        post?: never;
        /** Removes one */
        delete: operations["removeWebhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a test to one */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oidc/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a provider sends the browser back to; goes on to the console, with ?oidc= and a code where it failed */
        get: operations["oidcCallback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oidc/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Providers people may log in by */
        get: operations["listOpenProviders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oidc/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The code of the second factor after a provider vouched for the person */
        post: operations["oidcSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oidc/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sends the browser to a provider; `next` is a place in the console */
        get: operations["startOidc"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Organisations in reach */
        get: operations["listOrganisations"];
        put?: never;
        /** Adds one below others */
        post: operations["addOrganisation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organisations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes it */
        put: operations["changeOrganisation"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pack-signers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Keys whose signatures on packs count */
        get: operations["listPackSigners"];
        put?: never;
        /** Registers a key; compare its fingerprint with the signer first */
        post: operations["addPackSigner"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pack-signers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Signatures of this key no longer count; what is in force stays */
        delete: operations["removePackSigner"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pack-versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions of packs given to this node */
        get: operations["listPackVersions"];
        put?: never;
        /** Keeps a signed pack; refused with every mistake if it does not load */
        post: operations["uploadPack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pack-versions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forgets a version that is not in force */
        delete: operations["removePackVersion"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pack-versions/{id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Assets the last preview found to change */
        get: operations["listPackChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pack-versions/{id}/difference": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What it changes against the rules in force */
        get: operations["getPackDifference"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pack-versions/{id}/force": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts it in force and grades everything again */
        post: operations["putPackInForce"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pack-versions/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Grades everything by it without saving */
        post: operations["previewPack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/packs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rule packs */
        get: operations["listPacks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/packs/{id}/revert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Back to the pack as it came with the program */
        post: operations["revertPack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People (people.manage or grants.manage) */
        get: operations["listPeople"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Locks, unlocks, disables, resets the second factor */
        patch: operations["changePerson"];
        trace?: never;
    };
    "/people/{id}/password-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A one-time link with which the person sets a new password */
        post: operations["passwordLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/personal-inventory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Personal information by kind */
        get: operations["personalInventory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/questionnaires": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Questionnaires a new assessment can begin with */
        get: operations["listQuestionnaires"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reports made */
        get: operations["listReports"];
        put?: never;
        /** Makes the classification report of a scan (the last one, or the given) */
        post: operations["makeReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes it */
        delete: operations["removeReport"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{id}/files/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Downloads a file */
        get: operations["reportFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Decisions on core data that wait for a second person */
        get: operations["listReviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reviews/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve or reject; not by the person who decided */
        post: operations["review"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Roles and what they may */
        get: operations["listRoles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rules of all packs */
        get: operations["listRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One rule in readable parts */
        get: operations["getRule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Runs the detectors on a text; nothing is kept */
        post: operations["tryRules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Scans, newest first */
        get: operations["listScans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scans/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One scan */
        get: operations["getScan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scans/{id}/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What could not be read, and why */
        get: operations["scanUnread"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Assets, columns, rules and the clauses they rest on, by words; the best of each first */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: operations["getSession"];
        put?: never;
        /** Log-in; code second_factor_needed asks for totp */
        post: operations["logIn"];
        /** Log-out */
        delete: operations["logOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Identities linked to the own account */
        get: operations["listIdentities"];
        put?: never;
        /** Begins to link an identity: the browser goes to `url` */
        post: operations["linkIdentity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/identities/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes a link */
        delete: operations["unlinkIdentity"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Own password */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/reminders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one wants to be reminded of, and where */
        get: operations["getReminders"];
        /** Chooses that */
        put: operations["changeReminders"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/reminders/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a mail to the own address */
        post: operations["testReminders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Own API tokens */
        get: operations["listTokens"];
        put?: never;
        /** A token with some of the own permissions; its text is shown once */
        post: operations["makeToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revokes a token */
        delete: operations["revokeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Puts the secret in force */
        put: operations["confirmTotp"];
        /** A new secret, not yet in force */
        post: operations["beginTotp"];
        /** Removes the second factor */
        delete: operations["removeTotp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the first person has to be made */
        get: operations["getSetup"];
        put?: never;
        /** Uses a one-time link: the first person, or an invited one */
        post: operations["setUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Data sources */
        get: operations["listSources"];
        put?: never;
        /** Adds one */
        post: operations["addSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sources/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One source */
        get: operations["getSource"];
        /** Changes it */
        put: operations["changeSource"];
        post?: never;
        /** Removes the source and the assets only it holds */
        delete: operations["removeSource"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sources/{id}/scan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Starts a scan */
        post: operations["startScan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sources/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Looks whether it can be read */
        post: operations["testSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A file to be imported, at most 128 MiB; kept for 7 days for who sent it */
        post: operations["addUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workbench": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits for me */
        get: operations["workbench"];
        put?: never;
        post?: never;
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
        /** @enum {string} */
        AnswerBasis: "said" | "seen" | "tested";
        AnswerHead: {
            /** Format: date-time */
            at: string;
            author: string;
            basis: components["schemas"]["AnswerBasis"];
            device: string;
            entry: string;
            evidence: string[];
            note: string;
            value: string;
        };
        AnswerRequest: {
            basis?: components["schemas"]["AnswerBasis"];
            evidence?: string[];
            note?: string;
            /** @description as the question keeps it: id of a state or choice (several: one a line), yes or no, a number, text, rows as JSON; empty takes back */
            value: string;
        };
        /** @enum {string} */
        AnswerState: "compliant" | "partial" | "noncompliant" | "na";
        AssessDomain: {
            answered: number;
            applicable: number;
            conflicts: number;
            id: string;
            name: components["schemas"]["Bilingual"];
            score: number | null;
            states: {
                compliant: number;
                na: number;
                noncompliant: number;
                partial: number;
            };
            weight: number;
            without_evidence: number;
        };
        AssessEntry: {
            about: string;
            /** Format: date-time */
            at: string;
            author: string;
            basis: components["schemas"]["AnswerBasis"];
            device: string;
            entry: string;
            evidence: string[];
            /** @enum {string} */
            kind: "answer" | "probe" | "review";
            note: string;
            stands: boolean;
            title: components["schemas"]["Bilingual"] | null;
            value: string;
            words: components["schemas"]["Bilingual"];
        };
        AssessEvidence: {
            answers: string[];
            bytes: number;
            custody: components["schemas"]["CustodyEvent"][];
            digest: string;
            name: string;
        };
        AssessMeasure: {
            about: string;
            days: number;
            domain: string;
            gain: number;
            phase: string;
            remedy: components["schemas"]["Bilingual"];
            risk: string;
            risk_name: components["schemas"]["Bilingual"];
            state: components["schemas"]["AnswerState"] | null;
            title: components["schemas"]["Bilingual"];
            /** @enum {string} */
            tone: "bad" | "warn" | "plain";
            veto: boolean;
        };
        /** @description level: id of a band; score: over what was answered; floor: with all silence as not met; shared: the enterprise agreed that who supervises it reads answers and evidence */
        Assessment: {
            answered: number;
            applicable: number;
            /** Format: date-time */
            changed: string;
            changed_by: string;
            conflicts: number;
            due: string | null;
            floor: number;
            id: string;
            level: string | null;
            /** Format: date-time */
            made: string;
            made_by: string;
            name: string;
            organisation: string;
            overdue: boolean;
            score: number | null;
            shared: boolean;
            state: components["schemas"]["AssessmentState"];
            vetoes: number;
        };
        AssessmentDetail: {
            answered: number;
            applicable: number;
            bands: {
                id: string;
                min: number;
                name: components["schemas"]["Bilingual"];
            }[];
            /** Format: date-time */
            changed: string;
            changed_by: string;
            conflicts: number;
            due: string | null;
            floor: number;
            id: string;
            level: string | null;
            /** Format: date-time */
            made: string;
            made_by: string;
            may: {
                answer: boolean;
                read: boolean;
                report: boolean;
                review: boolean;
            };
            name: string;
            organisation: string;
            overdue: boolean;
            questionnaire: {
                digest: string;
                id: string;
                name: components["schemas"]["Bilingual"];
                version: string;
            };
            score: number | null;
            shared: boolean;
            state: components["schemas"]["AssessmentState"];
            state_names: components["schemas"]["NamedChoice"][];
            version: string;
            vetoes: number;
        };
        AssessmentRequest: {
            due?: string;
            facts: {
                [key: string]: string;
            };
            organisation?: string;
            questionnaire?: string;
        };
        /** @enum {string} */
        AssessmentState: "fresh" | "answering" | "submitted" | "returned" | "approved";
        AssessMerge: {
            assessment: string;
            conflicts: string[];
            custody: number;
            entries: number;
            evidence: number;
            made: boolean;
            /** @description Whose key signed the file; null where it is not signed. */
            signature: {
                fingerprint: string;
                known_as: string | null;
                /** Format: date-time */
                known_since: string | null;
                other_keys: number;
                signer: string;
            } | null;
        };
        AssessProbe: {
            heads: components["schemas"]["AnswerHead"][];
            probe: string;
        };
        AssessQuestion: {
            about: string;
            answer: components["schemas"]["AnswerHead"] | null;
            /** @enum {string} */
            asked: "yes" | "not_applicable" | "skipped";
            basis_of_duty: string;
            choices: components["schemas"]["NamedChoice"][];
            columns: components["schemas"]["NamedChoice"][];
            contradicted: boolean;
            disagreement: boolean;
            domain: string;
            evidence: string[];
            heads: components["schemas"]["AnswerHead"][];
            /** @enum {string} */
            kind: "question" | "fact";
            number: string;
            prefilled: boolean;
            probes: components["schemas"]["AssessProbe"][];
            remedy: components["schemas"]["Bilingual"];
            required: boolean;
            review: components["schemas"]["AnswerHead"] | null;
            state: components["schemas"]["AnswerState"] | null;
            text: components["schemas"]["Bilingual"];
            title: components["schemas"]["Bilingual"];
            /** @enum {string} */
            type: "score" | "choice" | "multi" | "number" | "text" | "table" | "yes_no";
            unit: string;
            verified: string;
            version: string;
            veto: boolean;
            weight: number;
        };
        AssessReport: {
            by: string;
            /** Format: date-time */
            created: string;
            files: {
                bytes: number;
                /** @enum {string} */
                format: "html" | "pdf" | "docx" | "xlsx";
                name: string;
                sm3: string;
            }[];
            id: string;
            /** @enum {string} */
            lang: "zh" | "en";
            title: string;
        };
        AssessReviewRequest: {
            note: string;
            value: components["schemas"]["AnswerState"];
        };
        /** @description classes: findings counted by domain and risk; measures and vetoes (single findings) only for who may read answers */
        AssessScore: {
            answered: number;
            applicable: number;
            by_score: components["schemas"]["NamedChoice"] | null;
            classes: {
                count: number;
                domain: string;
                risk: string;
                risk_name: components["schemas"]["Bilingual"];
                /** @enum {string} */
                tone: "bad" | "warn" | "plain";
            }[];
            complete: boolean;
            contradicted: number;
            disagreements: number;
            domains: components["schemas"]["AssessDomain"][];
            facts: {
                answered: number;
                asked: number;
                conflicts: number;
            };
            facts_needed: components["schemas"]["NamedChoice"][];
            floor: number;
            level: components["schemas"]["NamedChoice"] | null;
            measures: components["schemas"]["AssessMeasure"][] | null;
            total: number | null;
            vetoes: components["schemas"]["NamedChoice"][] | null;
        };
        Asset: {
            bytes: number;
            carriers: number;
            category: string;
            characters: number;
            confirmed: components["schemas"]["Decision"] | null;
            credentials: boolean;
            decided: components["schemas"]["Decision"] | null;
            demo: boolean;
            detectors: components["schemas"]["DetectorFact"][];
            document_kind: components["schemas"]["Bilingual"] | null;
            effective: components["schemas"]["GradeCode"];
            encodings: string[];
            /** Format: date-time */
            first_seen: string;
            formats: string[];
            headers: string[];
            id: string;
            kind: string;
            /** Format: date-time */
            last_seen: string;
            location: string;
            name: string;
            objects: {
                basis: string;
                id: string;
                lowers: string[];
                name: components["schemas"]["Bilingual"];
                raises: string[];
            }[];
            organisation: string;
            personal: boolean;
            persons: number;
            precedent: string | null;
            proposed: components["schemas"]["GradeCode"];
            reasons: components["schemas"]["Reason"][];
            review: components["schemas"]["Review"] | null;
            rows: number;
            sector: string | null;
            sector_evidence: string[];
            sector_score: number;
            source: string | null;
            source_name: string | null;
            state: components["schemas"]["AssetState"];
            top_reason: components["schemas"]["Bilingual"] | null;
            vanished: boolean;
        };
        AssetRow: {
            bytes: number;
            carriers: number;
            category: string;
            credentials: boolean;
            demo: boolean;
            effective: components["schemas"]["GradeCode"];
            /** Format: date-time */
            first_seen: string;
            formats: string[];
            id: string;
            kind: string;
            /** Format: date-time */
            last_seen: string;
            location: string;
            name: string;
            organisation: string;
            personal: boolean;
            persons: number;
            proposed: components["schemas"]["GradeCode"];
            rows: number;
            sector: string | null;
            source: string | null;
            source_name: string | null;
            state: components["schemas"]["AssetState"];
            top_reason: components["schemas"]["Bilingual"] | null;
            vanished: boolean;
        };
        /** @enum {string} */
        AssetState: "pending" | "decided" | "confirmed" | "disputed" | "review";
        AuditEntry: {
            action: string;
            address: string;
            after: {
                [key: string]: unknown;
            } | null;
            /** Format: date-time */
            at: string;
            before: {
                [key: string]: unknown;
            } | null;
            hash: string;
            login: string;
            number: number;
            object: string;
            person: string;
        };
        AuditVerification: {
            entries: number;
            first_bad: number | null;
            head: string;
            ok: boolean;
            problem: ("altered" | "missing" | "cut_off") | null;
        };
        /** @description accept: each asset gets its proposed grade; else `grade`. Assets for core data wait for a second reviewer. */
        BatchDecision: {
            accept?: boolean;
            /** @description query parameters of GET /assets, as a map; instead of ids */
            filter?: {
                [key: string]: unknown;
            };
            grade?: components["schemas"]["GradeCode"];
            ids?: string[];
            /** @enum {string} */
            kind: "decided" | "confirmed";
            reason: string;
        };
        BatchResult: {
            done: number;
            /** @description a job that looks at the other alike assets; null: there are none left */
            later: string | null;
            learned: number;
            refused: {
                asset: string;
                code: string;
            }[];
            review: number;
        };
        Bilingual: {
            en: string;
            zh: string;
        };
        Carrier: {
            bytes: number;
            encoding: string;
            format: string;
            /** Format: date-time */
            modified: string | null;
            owner: string;
            uri: string;
        };
        Column: {
            comment: string | null;
            confidence: number;
            detector: string;
            detector_name: components["schemas"]["Bilingual"];
            dismissed: {
                /** Format: date-time */
                at: string;
                by: string;
                reason: string;
            } | null;
            distinct: number;
            id: string;
            index: number;
            item: string;
            masked: boolean;
            matches: number;
            name: string | null;
            personal: boolean;
            reasons: string[];
            samples: string[];
            share: number;
            table: string | null;
        };
        Credential: {
            asset: string | null;
            confidence: number;
            detector: string;
            id: string;
            item: string;
            name: components["schemas"]["Bilingual"];
            place: string;
            sample: string;
        };
        CustodyEvent: {
            /** Format: date-time */
            at: string;
            by: string;
            device: string;
            id: string;
            note: string;
            /** @enum {string} */
            what: "collected" | "sealed" | "handed_over" | "viewed" | "issued";
        };
        Decision: {
            /** Format: date-time */
            at: string;
            by: string;
            grade: components["schemas"]["GradeCode"];
            reason: string;
        };
        DecisionRequest: {
            alone?: boolean;
            grade?: components["schemas"]["GradeCode"];
            /** @enum {string} */
            kind: "decided" | "confirmed" | "withdrawn";
            reason: string;
        };
        DecisionResult: {
            /** @description a job that looks at the other alike assets; null: there are none left */
            later: string | null;
            learned: components["schemas"]["GradeChange"][];
            review: string | null;
            /** @enum {string} */
            state: "done" | "review";
        };
        Delivery: {
            attempts: number;
            /** @enum {string} */
            channel: "mail" | "webhook";
            /** Format: date-time */
            created: string;
            error: components["schemas"]["Bilingual"] | null;
            id: string;
            kinds: string[];
            /** Format: date-time */
            next_try: string | null;
            recipient: string;
            reminders: number;
            /** Format: date-time */
            sent: string | null;
            /** @enum {string} */
            state: "waiting" | "sent" | "failed" | "withdrawn";
        };
        DetectorFact: {
            detector: string;
            distinct: number;
            found: number;
            in_column: boolean;
            masked_only: boolean;
            name: components["schemas"]["Bilingual"];
            personal: boolean;
            secret: boolean;
        };
        Discovered: {
            algorithms: string[];
            authorization_endpoint: string;
            error: components["schemas"]["Bilingual"] | null;
            jwks_uri: string;
            keys: number;
            ok: boolean;
            token_endpoint: string;
        };
        /** @enum {string} */
        EdgeKind: "territory" | "group" | "sector" | "service";
        ExportRequest: {
            /**
             * @description jsonl: the rows as the API gives them, one a line, after a line that says who exported what
             * @enum {string}
             */
            as: "xlsx" | "csv" | "jsonl";
            /** @description keys; empty or absent: all */
            columns?: string[];
            /** @description parameters of the list's operation, path parameters among them, each as text */
            filter?: {
                [key: string]: unknown;
            };
            /** @description in the form that is imported */
            form?: boolean;
            /** @enum {string} */
            lang?: "zh" | "en";
        };
        Facet: {
            count: number;
            name: components["schemas"]["Bilingual"] | null;
            value: string;
        };
        Facets: {
            bytes: number;
            category: components["schemas"]["Facet"][];
            credentials: number;
            grade: components["schemas"]["Facet"][];
            kind: components["schemas"]["Facet"][];
            personal: number;
            persons: number;
            rows: number;
            sector: components["schemas"]["Facet"][];
            source: components["schemas"]["Facet"][];
            state: components["schemas"]["Facet"][];
            total: number;
        };
        Finding: {
            confidence: number;
            context: string[];
            detector: string;
            detector_name: components["schemas"]["Bilingual"];
            dismissed: string | null;
            id: string;
            item: string;
            place: string;
            sample: string;
            validators: string[];
        };
        FlowNode: {
            assets: number;
            bytes: number;
            id: string;
            /** @enum {string} */
            kind: "source" | "carrier" | "category" | "grade";
            name: string;
        };
        Flows: {
            links: {
                assets: number;
                bytes: number;
                from: string;
                to: string;
            }[];
            nodes: components["schemas"]["FlowNode"][];
        };
        GradeChange: {
            after: components["schemas"]["GradeCode"];
            asset: string;
            before: components["schemas"]["GradeCode"];
            name: string;
            precedent: string | null;
        };
        /** @enum {string} */
        GradeCode: "core" | "important" | "general-4" | "general-3" | "general-2" | "general-1";
        Grant: {
            ceiling: components["schemas"]["GradeCode"];
            edge: components["schemas"]["EdgeKind"];
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            granted_at: string;
            granted_by: string;
            id: string;
            organisation: string;
            organisation_name: string;
            person: string;
            person_name: string;
            role: components["schemas"]["Role"];
            /** Format: date-time */
            to: string | null;
        };
        HistoryEntry: {
            alone: boolean;
            /** Format: date-time */
            at: string;
            by: string;
            grade: components["schemas"]["GradeCode"] | null;
            /** @enum {string} */
            kind: "decided" | "confirmed" | "withdrawn" | "review" | "rejected";
            proposed: components["schemas"]["GradeCode"] | null;
            reason: string;
        };
        Identity: {
            id: string;
            issuer: string;
            /** Format: date-time */
            last_used: string | null;
            /** Format: date-time */
            linked: string;
            /** @description its name; the issuer where it is no longer set up */
            provider: string;
            shown: string;
        };
        IdentityProvider: {
            client_id: string;
            /** Format: date-time */
            created: string;
            enabled: boolean;
            id: string;
            issuer: string;
            name: string;
            /** @description what to enter at the provider; empty until the node has a public address */
            redirect: string;
            secret_set: boolean;
            trust_factor: boolean;
        };
        IdentityProviderSettings: {
            client_id: string;
            enabled?: boolean;
            issuer: string;
            name: string;
            /** @description absent: as it is, unless the issuer changes; empty: none */
            secret?: string;
            trust_factor?: boolean;
        };
        ImportColumn: {
            key: string;
            note: components["schemas"]["Bilingual"];
            /** @description false: for the eye only */
            read: boolean;
            required: boolean;
            title: components["schemas"]["Bilingual"];
        };
        ImportRequest: {
            /** @enum {string} */
            lang?: "zh" | "en";
            /**
             * @description check: says what would come of it and writes nothing
             * @enum {string}
             */
            mode: "check" | "apply";
            upload: string;
        };
        Invitation: {
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            expires: string;
            id: string;
            name: string;
            role: components["schemas"]["Role"] | null;
            used: boolean;
        };
        InvitationLink: {
            invitation: components["schemas"]["Invitation"];
            /** @description /setup#token=…; shown once */
            path: string;
        };
        Job: {
            by: string;
            /** Format: date-time */
            created: string;
            error: components["schemas"]["Problem"] | null;
            /** Format: date-time */
            finished: string | null;
            id: string;
            /** @enum {string} */
            kind: "scan" | "report" | "export" | "import" | "regrade" | "learn" | "diagnosis";
            progress: components["schemas"]["Progress"] | null;
            /** @description scan: {scan}; report: {report}; diagnosis: {report, assessment}; export: {list, rows, files}; import: {list, mode, upload, rows, created, changed, unchanged, review, failed, first_faults, passed_by, merged, encoding, files}. files: {name, format, rows, bytes, sm3, expires} */
            result: {
                [key: string]: unknown;
            } | null;
            /** @description 0..1 where it is known */
            share: number | null;
            source: string | null;
            /** Format: date-time */
            started: string | null;
            /** @enum {string} */
            state: "queued" | "running" | "done" | "failed" | "cancelled" | "interrupted";
            title: string;
        };
        List: {
            columns: components["schemas"]["ListColumn"][];
            id: string;
            /** @description empty where the caller may not import */
            import_columns: components["schemas"]["ImportColumn"][];
            may_export: boolean;
            may_import: boolean;
            /** @description operationId of the list; its parameters are the filter of an export */
            operation: string;
            title: components["schemas"]["Bilingual"];
        };
        ListColumn: {
            key: string;
            title: components["schemas"]["Bilingual"];
        };
        MailServer: {
            host: string;
            login: string;
            on: boolean;
            password_set: boolean;
            port: number;
            /** @enum {string} */
            safety: "starttls" | "tls" | "plain";
            sender: string;
            sender_name: string;
        };
        MailServerSettings: {
            host: string;
            login: string;
            on: boolean;
            /** @description absent: as it is, unless host or login change; empty: none */
            password?: string;
            port: number;
            /** @enum {string} */
            safety: "starttls" | "tls" | "plain";
            sender: string;
            sender_name: string;
        };
        NamedChoice: {
            id: string;
            name: components["schemas"]["Bilingual"];
        };
        Node: {
            audit_entries: number;
            audit_keep_days: number;
            demo: boolean;
            /** @description the last backup made of this store; null: none yet */
            last_backup: {
                bytes: number;
                /** Format: date-time */
                made: string;
            } | null;
            lockout_attempts: number;
            name: string;
            organisation: string;
            packs: number;
            packs_digest: string;
            /** @description where browsers reach the node; empty: not said */
            public_address: string;
            resident_bytes: number;
            session_minutes: number;
            /** Format: date-time */
            started: string;
            /** @description without password */
            store: string;
            store_bytes: number;
            threads: number;
            tls: {
                /** Format: date-time */
                not_after: string | null;
                on: boolean;
                subject: string;
            };
            version: string;
        };
        NodeName: {
            demo: boolean;
            name: string;
            organisation: string;
            version: string;
        };
        NodeSettings: {
            audit_keep_days?: number;
            lockout_attempts?: number;
            name?: string;
            public_address?: string;
            session_minutes?: number;
        };
        OpenProvider: {
            id: string;
            name: string;
        };
        Organisation: {
            assets: number;
            credit_code: string;
            id: string;
            name: string;
            parents: {
                id: string;
                kind: components["schemas"]["EdgeKind"];
                /** @description null: beyond the reader's reach */
                name: string | null;
            }[];
            /** @description GB/T 2260 code or empty */
            region: string;
            sector: string | null;
        };
        Pack: {
            digest: string;
            id: string;
            kind: string;
            name: components["schemas"]["Bilingual"];
            rules: number;
            /** @description of the version in force; null: the pack as it came with the program */
            signer: string | null;
            verified: {
                D: number;
                M: number;
                S: number;
                V: number;
            };
            version: string;
        };
        PackChange: {
            after: components["schemas"]["GradeCode"];
            asset: string;
            before: components["schemas"]["GradeCode"];
            decided: boolean;
            name: string;
        };
        /** @description a signed pack file (*.gdpack) */
        PackFile: {
            files: {
                [key: string]: string;
            };
            form: string;
            id: string;
            key: string;
            signature: string;
            signer: string;
            version: string;
        };
        PackSigner: {
            /** Format: date-time */
            added: string;
            by: string;
            fingerprint: string;
            key: string;
            name: string;
        };
        PackVersion: {
            /** Format: date-time */
            activated: string | null;
            active: boolean;
            by: string;
            fingerprint: string;
            /** @description digest of the signed content */
            id: string;
            pack: string;
            preview: components["schemas"]["RegradeSummary"] | null;
            signer: string;
            /** Format: date-time */
            uploaded: string;
            version: string;
        };
        /** @enum {string} */
        Permission: "node.manage" | "people.manage" | "grants.manage" | "audit.read" | "assets.read" | "assets.decide" | "assets.review" | "assets.confirm" | "sources.manage" | "scans.run" | "reports.make" | "packs.read" | "packs.manage" | "exports.make" | "assessments.see" | "assessments.read" | "assessments.answer" | "assessments.review";
        Person: {
            /** Format: date-time */
            created: string;
            id: string;
            /** Format: date-time */
            last_login: string | null;
            login: string;
            name: string;
            roles: components["schemas"]["Role"][];
            /** @enum {string} */
            state: "active" | "locked" | "disabled";
            totp: boolean;
        };
        PersonalRow: {
            assets: number;
            basis: string;
            columns: number;
            detector: string;
            highest: components["schemas"]["GradeCode"];
            name: components["schemas"]["Bilingual"];
            sensitive: boolean;
            values: number;
        };
        /** @description RFC 9457 */
        Problem: {
            /** @description stable machine name; the console words it */
            code: string;
            detail?: string;
            params?: {
                [key: string]: unknown;
            };
            status: number;
            title: string;
            type: string;
        };
        Progress: {
            bytes_done: number;
            bytes_found: number;
            current: string;
            items_done: number;
            items_found: number;
            items_skipped: number;
            listing_done: boolean;
        };
        Questionnaire: {
            digest: string;
            facts: {
                choices: components["schemas"]["NamedChoice"][];
                id: string;
                name: components["schemas"]["Bilingual"];
                required: boolean;
                /** @enum {string} */
                type: "yes_no" | "number" | "text" | "choice" | "multi" | "table";
                unit: string;
            }[];
            id: string;
            name: components["schemas"]["Bilingual"];
            questions: number;
            version: string;
        };
        Reason: {
            basis: string;
            pack: string;
            rule: string;
            text: components["schemas"]["Bilingual"];
            /** @enum {string} */
            verified: "V" | "S" | "M" | "D";
        };
        RegradeSummary: {
            /** @description whose category, sector or grade changes */
            assets: number;
            /** Format: date-time */
            at: string;
            /** @description of these, decided by a person: the decision stands */
            decided: number;
            /** @description whose proposed grade changes */
            grades: number;
            packs_digest: string;
            /** @description detectors changed: sources have to be scanned again for all of it to take effect */
            rescan: boolean;
            steps: {
                after: components["schemas"]["GradeCode"];
                assets: number;
                before: components["schemas"]["GradeCode"];
            }[];
        };
        ReminderChoice: {
            /** @description hour of the day (node's time); null: at once */
            digest: number | null;
            /** @description those chosen */
            kinds: string[];
            /** @enum {string} */
            lang: "zh" | "en";
            mail: string;
            mail_ready: boolean;
            /** @description those the own rights allow */
            possible: components["schemas"]["ReminderKind"][];
        };
        ReminderChoiceSettings: {
            digest: number | null;
            kinds: string[];
            /** @enum {string} */
            lang: "zh" | "en";
            /** @description empty: none */
            mail: string;
        };
        ReminderKind: {
            kind: string;
            name: components["schemas"]["Bilingual"];
        };
        Report: {
            assets: number;
            by: string;
            /** Format: date-time */
            created: string;
            files: {
                bytes: number;
                /** @enum {string} */
                format: "html" | "pdf" | "docx" | "xlsx";
                name: string;
                sm3: string;
            }[];
            id: string;
            /** @enum {string} */
            lang: "zh" | "en";
            scan: number | null;
            title: string;
        };
        /** @description a decision about core data that waits for a second person */
        Review: {
            asset: string;
            asset_name: string;
            /** Format: date-time */
            at: string;
            by: string;
            current: components["schemas"]["GradeCode"] | null;
            grade: components["schemas"]["GradeCode"];
            id: string;
            /** @enum {string} */
            kind: "decided" | "confirmed";
            reason: string;
        };
        /** @enum {string} */
        Role: "system_administrator" | "security_administrator" | "auditor" | "data_security_officer" | "asset_owner" | "diagnostician" | "reviewer" | "regulator" | "analyst" | "reader";
        RoleInfo: {
            excludes: components["schemas"]["Role"][];
            id: components["schemas"]["Role"];
            name: components["schemas"]["Bilingual"];
            permissions: components["schemas"]["Permission"][];
        };
        Rule: {
            basis: string;
            effective_from: string | null;
            effective_to: string | null;
            file: string;
            id: string;
            /** @enum {string} */
            kind: "detector" | "category" | "document_kind" | "sector" | "data_object" | "grade_rule" | "harm_matrix" | "scoring" | "other";
            line: number;
            name: components["schemas"]["Bilingual"];
            pack: string;
            /** @enum {string} */
            verified: "V" | "S" | "M" | "D";
        };
        RuleChange: {
            fields: {
                added: string[];
                field: string;
                removed: string[];
            }[];
            id: string;
            kind: string;
            name: components["schemas"]["Bilingual"];
            pack: string;
            /** @enum {string} */
            what: "added" | "removed" | "changed";
        };
        RuleDetail: {
            assets: number;
            basis: string;
            effective_from: string | null;
            effective_to: string | null;
            facts: {
                name: components["schemas"]["Bilingual"];
                values: string[];
            }[];
            file: string;
            id: string;
            /** @enum {string} */
            kind: "detector" | "category" | "document_kind" | "sector" | "data_object" | "grade_rule" | "harm_matrix" | "scoring" | "other";
            line: number;
            name: components["schemas"]["Bilingual"];
            pack: string;
            /** @enum {string} */
            verified: "V" | "S" | "M" | "D";
        };
        Scan: {
            assets: number;
            bytes: number;
            /** Format: date-time */
            finished: string | null;
            id: number;
            items: number;
            job: string | null;
            packs_digest: string;
            seconds: number;
            source: string | null;
            source_name: string | null;
            /** Format: date-time */
            started: string;
            /** @enum {string} */
            state: "running" | "done" | "interrupted";
            unread: number;
        };
        Schedule: {
            /** @description week: 1 = Monday; month: day */
            day?: number;
            /** @enum {string} */
            every: "day" | "week" | "month";
            hour: number;
        };
        SearchResult: {
            grade: components["schemas"]["GradeCode"] | null;
            id: string;
            /** @enum {string} */
            kind: "asset" | "column" | "rule" | "clause";
            text: string;
            title: string;
        };
        Session: {
            /** @description send as X-CSRF-Token with every unsafe request */
            csrf: string;
            /** Format: date-time */
            expires: string;
            node: components["schemas"]["NodeName"];
            permissions: components["schemas"]["Permission"][];
            person: components["schemas"]["Person"];
        };
        SetupState: {
            name: string;
            needed: boolean;
        };
        Source: {
            address: string;
            assets: number;
            /** Format: date-time */
            created: string;
            created_by: string;
            demo: boolean;
            excludes: string[];
            git_history: boolean;
            id: string;
            /** @enum {string} */
            kind: "folder";
            last_scan: components["schemas"]["Scan"] | null;
            name: string;
            /** Format: date-time */
            next_run: string | null;
            organisation: string;
            schedule: components["schemas"]["Schedule"] | null;
            sector: string | null;
        };
        SourceRequest: {
            address: string;
            excludes?: string[];
            git_history?: boolean;
            /** @enum {string} */
            kind: "folder";
            name: string;
            organisation?: string;
            schedule?: components["schemas"]["Schedule"] | null;
            sector?: string | null;
        };
        SourceTest: {
            bytes: number;
            files: number;
            more: boolean;
            ok: boolean;
            problems: {
                message: components["schemas"]["Bilingual"];
                place: string;
            }[];
            took_ms: number;
        };
        Token: {
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            expires: string;
            id: string;
            /** Format: date-time */
            last_used: string | null;
            name: string;
            permissions: components["schemas"]["Permission"][];
        };
        Tried: {
            error: components["schemas"]["Bilingual"] | null;
            ok: boolean;
        };
        TryResult: {
            findings: {
                confidence: number;
                context: string[];
                detector: string;
                detector_name: components["schemas"]["Bilingual"];
                length: number;
                offset: number;
                sample: string;
            }[];
        };
        Unread: {
            code: string;
            item: string;
            message: components["schemas"]["Bilingual"];
            where: string | null;
        };
        Upload: {
            bytes: number;
            /** Format: date-time */
            expires: string;
            id: string;
            name: string;
            sm3: string;
        };
        Webhook: {
            /** Format: date-time */
            created: string;
            enabled: boolean;
            id: string;
            kinds: string[];
            name: string;
            url: string;
        };
        WebhookSecret: {
            /** @description shown once; null: as it was */
            secret: string | null;
            webhook: components["schemas"]["Webhook"];
        };
        WebhookSettings: {
            enabled: boolean;
            kinds: string[];
            name: string;
            /** @description makes another secret; a new address does so by itself */
            new_secret?: boolean;
            url: string;
        };
        Workbench: {
            added_7_days: number;
            assets: number;
            clocks: {
                basis: string;
                /** Format: date-time */
                due: string;
                id: string;
                name: components["schemas"]["Bilingual"];
                object: string;
            }[];
            core: number;
            credentials: number;
            disputed: number;
            general: number;
            important: number;
            jobs: components["schemas"]["Job"][];
            pending: number;
            pending_core: number;
            pending_important: number;
            reviews: number;
            scans: components["schemas"]["Scan"][];
            sources: number;
            sources_never_scanned: number;
            unread: number;
        };
    };
    responses: never;
    parameters: {
        /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
        fields: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listAssessments: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
                fields?: components["parameters"]["fields"];
                limit?: number;
                organisation?: string;
                overdue?: boolean;
                /** @description part of name or id */
                q?: string;
                sort?: "made" | "-made" | "name" | "-name" | "score" | "-score" | "due" | "-due" | "progress" | "-progress";
                state?: components["schemas"]["AssessmentState"][];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Assessment"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    makeAssessment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssessmentRequest"];
            };
        };
        responses: {
            /** @description ok */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assessment"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAssessment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssessmentDetail"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    answerQuestion: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what the user saw; another one: 409 */
                "If-Match"?: string;
            };
            path: {
                about: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerRequest"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssessQuestion"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reviewAnswer: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what the user saw; another one: 409 */
                "If-Match"?: string;
            };
            path: {
                about: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssessReviewRequest"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssessQuestion"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    assessmentEvidence: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
                fields?: components["parameters"]["fields"];
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AssessEvidence"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addEvidence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    note?: string;
                    upload: string;
                };
            };
        };
        responses: {
            /** @description ok */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssessEvidence"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    evidenceFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                digest: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addCustody: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                digest: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    note?: string;
                    /** @enum {string} */
                    what: "sealed" | "handed_over" | "issued";
                };
            };
        };
        responses: {
            /** @description ok */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssessEvidence"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportAssessment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    assessmentHistory: {
        parameters: {
            query?: {
                about?: string;
                cursor?: string;
                /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
                fields?: components["parameters"]["fields"];
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AssessEntry"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    assessmentQuestions: {
        parameters: {
            query?: {
                about?: string;
                cursor?: string;
                /** @description id of a domain, or facts */
                domain?: string;
                /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
                fields?: components["parameters"]["fields"];
                limit?: number;
                only?: "unanswered" | "no_evidence" | "conflict";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AssessQuestion"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    assessmentReports: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
                fields?: components["parameters"]["fields"];
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AssessReport"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    makeAssessmentReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    lang: "zh" | "en";
                };
            };
        };
        responses: {
            /** @description ok */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    assessmentReportFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                name: string;
                report: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAssessmentScore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssessScore"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setAssessmentState: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what the user saw; another one: 409 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    note?: string;
                    /** @enum {string} */
                    state: "submitted" | "returned" | "approved";
                };
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssessmentDetail"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setAssessmentTerms: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what the user saw; another one: 409 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    due?: string;
                    note?: string;
                    shared?: boolean;
                };
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssessmentDetail"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mergeAssessment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    organisation?: string;
                    upload: string;
                };
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssessMerge"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAssets: {
        parameters: {
            query?: {
                /** @description category path or beginning of one */
                category?: string[];
                credentials?: boolean;
                cursor?: string;
                detector?: string;
                /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
                fields?: components["parameters"]["fields"];
                format?: string;
                /** @description effective grade */
                grade?: components["schemas"]["GradeCode"][];
                kind?: string[];
                limit?: number;
                organisation?: string[];
                personal?: boolean;
                /** @description words in name, location, category, column names */
                q?: string;
                rule?: string;
                sector?: string[];
                sort?: "grade" | "-grade" | "name" | "-name" | "rows" | "-rows" | "bytes" | "-bytes" | "last_seen" | "-last_seen" | "first_seen" | "-first_seen" | "persons" | "-persons";
                source?: string[];
                state?: components["schemas"]["AssetState"][];
                /** @description also those without a carrier */
                vanished?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AssetRow"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAsset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Asset"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    assetCarriers: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
                fields?: components["parameters"]["fields"];
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Carrier"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    assetColumns: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
                fields?: components["parameters"]["fields"];
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Column"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decideAsset: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what the user saw; another one: 409 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionRequest"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionResult"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    assetFindings: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
                fields?: components["parameters"]["fields"];
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Finding"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    assetHistory: {
        parameters: {
            query?: {
                /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
                fields?: components["parameters"]["fields"];
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["HistoryEntry"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decideAssets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchDecision"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResult"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    assetFacets: {
        parameters: {
            query?: {
                /** @description category path or beginning of one */
                category?: string[];
                credentials?: boolean;
                detector?: string;
                format?: string;
                /** @description effective grade */
                grade?: components["schemas"]["GradeCode"][];
                kind?: string[];
                organisation?: string[];
                personal?: boolean;
                /** @description words in name, location, category, column names */
                q?: string;
                rule?: string;
                sector?: string[];
                source?: string[];
                state?: components["schemas"]["AssetState"][];
                /** @description also those without a carrier */
                vanished?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Facets"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAudit: {
        parameters: {
            query?: {
                action?: string;
                cursor?: string;
                /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
                fields?: components["parameters"]["fields"];
                from?: string;
                limit?: number;
                object?: string;
                person?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditEntry"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verifyAudit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditVerification"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCredentials: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
                fields?: components["parameters"]["fields"];
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Credential"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeDemo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    events: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    makeExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                list: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportRequest"];
            };
        };
        responses: {
            /** @description ok */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dismissFinding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    alone?: boolean;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description a job that looks at the other alike assets; null: there are none left */
                        later: string | null;
                        learned: components["schemas"]["GradeChange"][];
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restoreFinding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description a job that looks at the other alike assets; null: there are none left */
                        later: string | null;
                        learned: components["schemas"]["GradeChange"][];
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFlows: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flows"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGrants: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
                fields?: components["parameters"]["fields"];
                limit?: number;
                person?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Grant"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    grant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ceiling: components["schemas"]["GradeCode"];
                    edge: components["schemas"]["EdgeKind"];
                    organisation: string;
                    person: string;
                    role: components["schemas"]["Role"];
                    /** Format: date-time */
                    to?: string | null;
                };
            };
        };
        responses: {
            /** @description ok */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Grant"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeGrant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProviders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["IdentityProvider"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addProvider: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentityProviderSettings"];
            };
        };
        responses: {
            /** @description ok */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityProvider"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeProvider: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentityProviderSettings"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityProvider"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeProvider: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testProvider: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    issuer: string;
                };
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Discovered"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    makeImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                list: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportRequest"];
            };
        };
        responses: {
            /** @description ok */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importTemplate: {
        parameters: {
            query?: {
                as?: "xlsx" | "csv";
                lang?: "zh" | "en";
            };
            header?: never;
            path: {
                list: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInvitations: {
        parameters: {
            query?: {
                /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
                fields?: components["parameters"]["fields"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Invitation"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    invite: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description ok */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationLink"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    invitationLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationLink"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobs: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
                fields?: components["parameters"]["fields"];
                kind?: string;
                limit?: number;
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Job"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    jobFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listLists: {
        parameters: {
            query?: {
                /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
                fields?: components["parameters"]["fields"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["List"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getNode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Node"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeNode: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what the user saw; another one: 409 */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NodeSettings"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Node"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Delivery"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReminderKinds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ReminderKind"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMailServer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailServer"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeMailServer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MailServerSettings"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailServer"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testMailServer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    to: string;
                };
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tried"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Webhook"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookSettings"];
            };
        };
        responses: {
            /** @description ok */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookSecret"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookSettings"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookSecret"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tried"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    oidcCallback: {
        parameters: {
            query?: {
                code?: string;
                error?: string;
                iss?: string;
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description to the provider or back to the console */
            302: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOpenProviders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["OpenProvider"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    oidcSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    totp: string;
                };
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startOidc: {
        parameters: {
            query?: {
                next?: string;
                provider?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description to the provider or back to the console */
            302: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOrganisations: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
                fields?: components["parameters"]["fields"];
                limit?: number;
                /** @description part of the name or of the credit code */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Organisation"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addOrganisation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    credit_code?: string;
                    name: string;
                    parents: {
                        id: string;
                        kind: components["schemas"]["EdgeKind"];
                    }[];
                    region?: string;
                    sector?: string | null;
                };
            };
        };
        responses: {
            /** @description ok */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeOrganisation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    credit_code?: string;
                    name: string;
                    parents: {
                        id: string;
                        kind: components["schemas"]["EdgeKind"];
                    }[];
                    region?: string;
                    sector?: string | null;
                };
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPackSigners: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PackSigner"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addPackSigner: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description PEM or base64 */
                    key: string;
                    name: string;
                };
            };
        };
        responses: {
            /** @description ok */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackSigner"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removePackSigner: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPackVersions: {
        parameters: {
            query?: {
                pack?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PackVersion"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    uploadPack: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PackFile"];
            };
        };
        responses: {
            /** @description ok */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackVersion"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removePackVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPackChanges: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PackChange"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPackDifference: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RuleChange"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putPackInForce: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description ok */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewPack: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPacks: {
        parameters: {
            query?: {
                /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
                fields?: components["parameters"]["fields"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Pack"][];
                        next: string | null;
                        /** @description why versions said to be in force are not */
                        problem: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revertPack: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description ok */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPeople: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
                fields?: components["parameters"]["fields"];
                limit?: number;
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Person"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    reset_totp?: boolean;
                    /** @enum {string} */
                    state?: "active" | "disabled";
                };
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    passwordLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationLink"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    personalInventory: {
        parameters: {
            query?: {
                /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
                fields?: components["parameters"]["fields"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PersonalRow"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listQuestionnaires: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
                fields?: components["parameters"]["fields"];
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Questionnaire"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReports: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
                fields?: components["parameters"]["fields"];
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Report"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    makeReport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    lang: "zh" | "en";
                    title?: string;
                };
            };
        };
        responses: {
            /** @description ok */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reportFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReviews: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
                fields?: components["parameters"]["fields"];
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Review"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    review: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    approve: boolean;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionResult"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRoles: {
        parameters: {
            query?: {
                /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
                fields?: components["parameters"]["fields"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RoleInfo"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRules: {
        parameters: {
            query?: {
                basis?: string;
                cursor?: string;
                /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
                fields?: components["parameters"]["fields"];
                kind?: string;
                limit?: number;
                pack?: string;
                q?: string;
                verified?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Rule"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleDetail"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tryRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TryResult"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listScans: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
                fields?: components["parameters"]["fields"];
                limit?: number;
                source?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Scan"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getScan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scan"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    scanUnread: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
                fields?: components["parameters"]["fields"];
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Unread"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    search: {
        parameters: {
            query?: {
                /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
                fields?: components["parameters"]["fields"];
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SearchResult"][];
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
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
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    login: string;
                    password: string;
                    totp?: string;
                };
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIdentities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Identity"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    linkIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password: string;
                    provider: string;
                };
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        url: string;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unlinkIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    current: string;
                    new: string;
                };
            };
        };
        responses: {
            /** @description ok */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReminders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReminderChoice"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeReminders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReminderChoiceSettings"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReminderChoice"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testReminders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tried"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTokens: {
        parameters: {
            query?: {
                /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
                fields?: components["parameters"]["fields"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Token"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    makeToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    days: number;
                    name: string;
                    permissions: components["schemas"]["Permission"][];
                };
            };
        };
        responses: {
            /** @description ok */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        secret: string;
                        token: components["schemas"]["Token"];
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            /** @description ok */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    beginTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        secret: string;
                        uri: string;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password: string;
                };
            };
        };
        responses: {
            /** @description ok */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSetup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupState"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
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
                "application/json": {
                    login: string;
                    name: string;
                    organisation?: string;
                    password: string;
                    token: string;
                };
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        invitations: components["schemas"]["InvitationLink"][];
                        session: components["schemas"]["Session"];
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSources: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description members of a row that are wanted, a,b,c; rows then hold these alone */
                fields?: components["parameters"]["fields"];
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Source"][];
                        next: string | null;
                        total: number;
                        total_is_estimate: boolean;
                    };
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addSource: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SourceRequest"];
            };
        };
        responses: {
            /** @description ok */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Source"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Source"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeSource: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what the user saw; another one: 409 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SourceRequest"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Source"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeSource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startScan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testSource: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SourceRequest"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceTest"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addUpload: {
        parameters: {
            query?: {
                /** @description name of the file, to be shown */
                name?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description ok */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    workbench: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workbench"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
