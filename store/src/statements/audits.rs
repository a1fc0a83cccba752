//! Statements about campaigns, leases, recorded audits, kept pages, pictures, withdrawals and replies.

use super::registries::{below, edges};

/// Assignments that charge an audit with the death of the program that held it. An audit that was in a step that may
/// kill the program becomes a suspect. If it already was a suspect, it was the only audit under way, so it was the
/// cause of the death.
macro_rules! blame {
    () => {
        "deaths = deaths + suspect * at_risk, suspect = CASE WHEN at_risk > 0 THEN 1 ELSE suspect END, at_risk = 0"
    };
}
pub(crate) use blame;

statements! { AUDITS:
    PUT_CAMPAIGN = "
        INSERT INTO campaign (id, created_at, label, seed, pages, schedule, scheduled_for)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT DO NOTHING";
    UNFINISHED_CAMPAIGNS = "
        SELECT id, created_at, label, seed, pages FROM campaign
        WHERE id IN (SELECT campaign_id FROM audit WHERE state <> 'recorded') AND paused_at IS NULL
        ORDER BY created_at, id";
    /// Sites to plan. $1 body, with the bodies below it, $2 member, $3 host. Null does not restrict.
    SELECTED_SITES = concat!(below!(), "
        SELECT s.id FROM site s WHERE EXISTS (
            SELECT 1 FROM member_site ms JOIN member m ON m.id = ms.member_id
            WHERE ms.site_id = s.id AND m.gone_at IS NULL
              AND (CAST($2 AS TEXT) IS NULL OR m.id = $2)
              AND (CAST($1 AS TEXT) IS NULL OR EXISTS (
                    SELECT 1 FROM membership b
                    WHERE b.member_id = m.id AND (b.body_id = $1 OR b.body_id IN (SELECT id FROM below)))))
          AND (CAST($3 AS TEXT) IS NULL OR s.host_key = $3)
        ORDER BY s.id");
    ROUTE = "
        SELECT c.label, a.due_at, a.attempt, a.put_off, a.deaths, a.started_at, a.ended_at, a.recorded_at,
               a.withdrawn_reason,
               (SELECT count(*) FROM kept_page p WHERE p.audit_id = a.captured_by) AS kept
        FROM audit a JOIN campaign c ON c.id = a.campaign_id WHERE a.id = $1";
    CAMPAIGN_CAUSES = "
        SELECT cause, count(*) AS sites FROM audit
        WHERE campaign_id = $1 AND state = 'recorded' AND rejudged_from IS NULL
        GROUP BY cause ORDER BY count(*) DESC, cause";
    SITES_LEFT = "
        SELECT a.site_id FROM audit a JOIN campaign c ON c.id = a.campaign_id
        WHERE a.state <> 'recorded' AND c.paused_at IS NULL ORDER BY a.site_id";
    PUT_DUE = "
        INSERT INTO audit (id, site_id, campaign_id, due_at, state, lane)
        SELECT $1, s.id, $3, $4, 'due', s.lane FROM site s WHERE s.id = $2
        ON CONFLICT DO NOTHING";
    /// $1 campaign or null, $2 now.
    PROGRESS = "
        SELECT count(CASE WHEN state = 'due' THEN 1 END) AS due,
               count(CASE WHEN state = 'leased' AND leased_until > $2 THEN 1 END) AS running,
               count(CASE WHEN state = 'leased' AND leased_until <= $2 THEN 1 END) AS stale,
               count(CASE WHEN state = 'recorded' AND cause IS NULL THEN 1 END) AS evaluated,
               count(CASE WHEN state = 'recorded' AND cause IS NOT NULL THEN 1 END) AS not_evaluated
        FROM audit WHERE (CAST($1 AS UUID) IS NULL OR campaign_id = $1) AND rejudged_from IS NULL";

    DUE_AUDIT = "
        SELECT a.id, a.site_id, a.campaign_id, a.due_at, a.attempt, a.suspect, a.deaths, a.put_off, a.lane, s.url, s.host_key, c.seed, c.pages,
               (SELECT min(m.name) FROM member_site ms JOIN member m ON m.id = ms.member_id
                WHERE ms.site_id = s.id AND m.gone_at IS NULL) AS member_name
        FROM audit a JOIN site s ON s.id = a.site_id JOIN campaign c ON c.id = a.campaign_id
        WHERE a.id = $1";
    RENEW = "
        UPDATE audit SET leased_until = $3 WHERE id = $1 AND owner = $2 AND state = 'leased'";
    /// Gives back an audit that was not begun. The attempt does not count. $5 address of the server, or null.
    RELEASE_ONE = "
        UPDATE audit SET state = 'due', owner = NULL, leased_until = NULL, due_at = $4, attempt = attempt - 1,
            at_risk = 0, lane = coalesce($5, lane)
        WHERE id = $1 AND owner = $2 AND attempt = $3 AND state = 'leased'";
    PUT_OFF = "
        UPDATE audit SET state = 'due', owner = NULL, leased_until = NULL, due_at = $4, at_risk = 0,
            put_off = put_off + 1
        WHERE id = $1 AND owner = $2 AND attempt = $3 AND state = 'leased'";
    /// Gives back the audits of an owner that stops in an orderly way.
    RELEASE = "
        UPDATE audit SET state = 'due', owner = NULL, leased_until = NULL, attempt = attempt - 1, at_risk = 0
        WHERE owner = $1 AND state = 'leased'";
    /// Gives back the audits of an owner that died.
    RELEASE_DEAD = concat!("
        UPDATE audit SET state = 'due', owner = NULL, leased_until = NULL, ", blame!(), "
        WHERE owner = $1 AND state = 'leased'");
    /// Notes a step that may kill the program. $4 1 before the step, 0 after it.
    AT_RISK = "
        UPDATE audit SET at_risk = $4 WHERE id = $1 AND owner = $2 AND attempt = $3 AND state = 'leased'";
    /// Gives back an audit whose task panicked.
    ACCUSE = "
        UPDATE audit SET state = 'due', owner = NULL, leased_until = NULL, at_risk = 0, suspect = 1,
            deaths = deaths + 1
        WHERE id = $1 AND owner = $2 AND attempt = $3 AND state = 'leased'";
    OWNERS = "
        SELECT owner AS name, count(*) AS leases, max(leased_until) AS until
        FROM audit WHERE state = 'leased' GROUP BY owner ORDER BY owner";

    /// Turns a leased row into the head of a recorded audit, if the lease is still valid.
    RECORD_LEASED = "
        UPDATE audit SET state = 'recorded', owner = NULL, leased_until = NULL, captured_by = id,
            public_id = $4, hash = $5, path = $6, host = $7, started_at = $8, ended_at = $9, recorded_at = $10,
            referential = $11, rule_set = $12, cause = $13, criteria = $14, failed = $15, inapplicable = $16,
            passed = $17, cant_tell = $18, pages_audited = $19, pages_not_audited = $20, defects = $21,
            occurrences = $22
        WHERE id = $1 AND owner = $2 AND attempt = $3 AND state = 'leased'";
    /// Adds the head of a second judgement of the kept pages of audit $2.
    RECORD_REJUDGED = "
        INSERT INTO audit (id, site_id, campaign_id, due_at, state, captured_by, rejudged_from, public_id, hash,
            path, host, started_at, ended_at, recorded_at, referential, rule_set, cause, criteria, failed,
            inapplicable, passed, cant_tell, pages_audited, pages_not_audited, defects, occurrences)
        SELECT $1, site_id, campaign_id, due_at, 'recorded', captured_by, $3, $4, $5, $6, $7, $8, $9, $10, $11,
            $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22
        FROM audit WHERE id = $2 AND state = 'recorded'";
    SET_BROWSER = "UPDATE audit SET browser = $2 WHERE id = $1";
    SET_FACTS = "UPDATE audit SET facts = $2 WHERE id = $1";
    /// Older audits, whose facts lack what their sites declare. $1 largest number of rows.
    UNDECLARED = "SELECT audit_id FROM undeclared ORDER BY audit_id LIMIT $1";
    FORGET_UNDECLARED = "DELETE FROM undeclared WHERE audit_id = $1";
    PUT_MADE_WITH = "INSERT INTO made_with (audit_id, kind, name) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    SET_REVISION = "UPDATE audit SET revision = $2 WHERE id = $1";
    PUT_DOCUMENT = "INSERT INTO audit_document (audit_id, size, document) VALUES ($1, $2, $3)";
    PUT_CRITERION = "INSERT INTO audit_criterion (audit_id, criterion) VALUES ($1, $2)";
    PUT_CAUSE = "INSERT INTO audit_cause (audit_id, cause, pages) VALUES ($1, $2, $3)";
    PUT_FINDING = "
        INSERT INTO finding (audit_id, number, fingerprint, rule, reason, tests, occurrences, pages)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    DOCUMENT = "
        SELECT a.public_id, a.hash, d.size, d.document
        FROM audit a JOIN audit_document d ON d.audit_id = a.id WHERE a.id = $1";

    PUT_PAGE = "
        INSERT INTO kept_page (audit_id, number, url, snapshot_hash, kept_at, bytes)
        VALUES ($1, $2, $3, $4, $5, $6)";
    PAGES = "
        SELECT p.number, p.url, p.snapshot_hash, p.bytes
        FROM audit a JOIN kept_page p ON p.audit_id = a.captured_by WHERE a.id = $1 ORDER BY p.number";
    PUT_PICTURE = "
        INSERT INTO picture (hash, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    PICTURE = "
        SELECT bytes FROM picture WHERE hash = $1";
    /// Audits whose pages were kept before $1, except the last $2 audits of each site that have kept pages.
    PRUNABLE = "
        SELECT r.id FROM (
            SELECT a.id, row_number() OVER (PARTITION BY a.site_id ORDER BY a.started_at DESC, a.id DESC) AS place
            FROM audit a
            WHERE a.state = 'recorded' AND EXISTS (SELECT 1 FROM kept_page p WHERE p.audit_id = a.id)) r
        WHERE r.place > $2 AND NOT EXISTS (SELECT 1 FROM kept_page p WHERE p.audit_id = r.id AND p.kept_at >= $1)
        ORDER BY r.id";
    PRUNE = "DELETE FROM kept_page WHERE audit_id = $1";

    WITHDRAW = "
        UPDATE audit SET withdrawn_at = $2, withdrawn_reason = $3, revision = $4
        WHERE id = $1 AND state = 'recorded'";
    PUT_REPLY = "
        INSERT INTO reply (id, audit_id, author, said_at, recorded_at, text) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (id) DO NOTHING";
    TOUCH = "UPDATE audit SET revision = $2 WHERE id = $1 AND state = 'recorded'";
    REPLIES = "
        SELECT id, audit_id, author, said_at, text FROM reply WHERE audit_id = $1 ORDER BY said_at, id";
}
