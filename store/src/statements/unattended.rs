//! Statements about schedules, paused and cancelled campaigns, lanes, letters and workers.

macro_rules! rest_lanes {
    ($which:expr) => {
        concat!(
            "INSERT INTO lane (address, open_at) SELECT a.lane, $2 FROM audit a WHERE a.lane IS NOT NULL AND ",
            $which,
            " ON CONFLICT (address) DO UPDATE SET open_at = excluded.open_at
              WHERE lane.open_at < excluded.open_at"
        )
    };
}

statements! { UNATTENDED:
    CAMPAIGNS = "
        SELECT c.id, c.created_at, c.label, c.seed, c.pages, c.schedule, c.scheduled_for, c.paused_at,
               c.cancelled_at, c.cancelled,
               count(CASE WHEN a.state = 'due' THEN 1 END) AS due,
               count(CASE WHEN a.state = 'leased' THEN 1 END) AS running,
               count(CASE WHEN a.state = 'recorded' AND a.cause IS NULL THEN 1 END) AS evaluated,
               count(CASE WHEN a.state = 'recorded' AND a.cause IS NOT NULL THEN 1 END) AS not_evaluated,
               CAST(coalesce(sum(a.pages_audited), 0) AS BIGINT) AS pages_audited,
               max(a.recorded_at) AS recorded_at, max(CASE WHEN a.state = 'due' THEN a.due_at END) AS last_due_at
        FROM campaign c LEFT JOIN audit a ON a.campaign_id = c.id AND a.rejudged_from IS NULL
        GROUP BY c.id ORDER BY c.created_at DESC, c.id DESC LIMIT $1";
    PAUSE_CAMPAIGN = "
        UPDATE campaign SET paused_at = $2 WHERE id = $1 AND paused_at IS NULL AND cancelled_at IS NULL";
    RESUME_CAMPAIGN = "UPDATE campaign SET paused_at = NULL WHERE id = $1 AND paused_at IS NOT NULL";
    CANCEL_AUDITS = "DELETE FROM audit WHERE campaign_id = $1 AND state <> 'recorded'";
    CANCEL_CAMPAIGN = "
        UPDATE campaign SET cancelled_at = $2, paused_at = NULL, cancelled = cancelled + $3 WHERE id = $1";

    KNOW_SCHEDULE = "INSERT INTO schedule (name, since) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    /// All schedules. $1 now. Campaigns for a later appointment were begun by a clock that was ahead.
    SCHEDULES = "
        SELECT s.name, s.since, s.paused_at,
               (SELECT max(c.scheduled_for) FROM campaign c
                WHERE c.schedule = s.name AND c.scheduled_for <= $1) AS last_for,
               (SELECT max(c.scheduled_for) FROM campaign c
                WHERE c.schedule = s.name AND c.scheduled_for > $1) AS ahead,
               EXISTS (SELECT 1 FROM campaign c JOIN audit a ON a.campaign_id = c.id
                       WHERE c.schedule = s.name AND a.state <> 'recorded') AS unfinished
        FROM schedule s ORDER BY s.name";
    /// Makes audits due at $1 whose campaign was begun after $2, a time in the future.
    DUE_NOW = "
        UPDATE audit SET due_at = $1
        WHERE state = 'due' AND due_at > $1 AND campaign_id IN (SELECT id FROM campaign WHERE created_at > $2)";
    PAUSE_SCHEDULE = "UPDATE schedule SET paused_at = $2 WHERE name = $1 AND paused_at IS NULL";
    RESUME_SCHEDULE = "
        UPDATE schedule SET paused_at = NULL, since = $2 WHERE name = $1 AND paused_at IS NOT NULL";

    /// Reserves server $4 for the audit, unless another audit visits it, or it rests at $5. A rest beyond $6 comes from
    /// a wrong clock and does not count.
    ENTER_LANE = "
        UPDATE audit SET lane = $4
        WHERE id = $1 AND owner = $2 AND attempt = $3 AND state = 'leased'
          AND NOT EXISTS (SELECT 1 FROM audit o WHERE o.lane = $4 AND o.state = 'leased' AND o.id <> $1)
          AND NOT EXISTS (SELECT 1 FROM lane l WHERE l.address = $4 AND l.open_at > $5 AND l.open_at <= $6)";
    LEAVE_LANE = "
        UPDATE audit SET lane = NULL WHERE id = $1 AND owner = $2 AND attempt = $3 AND state = 'leased'";
    IS_HELD = "
        SELECT id FROM audit WHERE id = $1 AND owner = $2 AND attempt = $3 AND state = 'leased'";
    /// Lets the server of audit $1 rest until $2.
    REST_LANE_OF_AUDIT = rest_lanes!("a.id = $1");
    REST_LANES_OF_OWNER = rest_lanes!("a.owner = $1 AND a.state = 'leased'");
    REST_LANE = "
        INSERT INTO lane (address, open_at) VALUES ($1, $2)
        ON CONFLICT (address) DO UPDATE SET open_at = excluded.open_at WHERE lane.open_at < excluded.open_at";
    FORGET_LANES = "DELETE FROM lane WHERE open_at < $1";
    REMEMBER_LANE = "
        UPDATE site SET lane = (SELECT a.lane FROM audit a WHERE a.id = $1)
        WHERE id = (SELECT a.site_id FROM audit a WHERE a.id = $1)
          AND lane IS DISTINCT FROM (SELECT a.lane FROM audit a WHERE a.id = $1)";
    DISOWN = "
        UPDATE audit SET state = 'due', owner = NULL, leased_until = NULL, at_risk = 0
        WHERE id = $2 AND owner = $1 AND state = 'leased'";
    LEASED_BY = "SELECT id FROM audit WHERE owner = $1 AND state = 'leased' ORDER BY id";

    PUT_LETTER = "
        INSERT INTO letter (key, taken_at) VALUES ($1, $2)
        ON CONFLICT (key) DO UPDATE SET taken_at = excluded.taken_at, tries = letter.tries + 1, again_at = NULL
        WHERE letter.again_at IS NOT NULL AND letter.again_at <= excluded.taken_at";
    POSTPONE_LETTER = "UPDATE letter SET again_at = $2 WHERE key = $1";
    LETTER = "SELECT tries, again_at FROM letter WHERE key = $1";
    /// Number of letters taken after $1. A key `campaign:…` is no letter: it notes that all letters of a campaign were
    /// taken.
    LETTERS_SINCE = "SELECT count(*) FROM letter WHERE taken_at > $1 AND key NOT LIKE 'campaign:%'";
    PUT_WORKER = "
        INSERT INTO worker (name, started_at, seen_at, program, width, running, sites, pages, browsers,
                            browser_bytes)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (name) DO UPDATE SET
            seen_at = excluded.seen_at, width = excluded.width, running = excluded.running,
            sites = excluded.sites, pages = excluded.pages, browsers = excluded.browsers,
            browser_bytes = excluded.browser_bytes";
    DROP_WORKER = "DELETE FROM worker WHERE name = $1";
    FORGET_WORKERS = "DELETE FROM worker WHERE seen_at < $1";
    WORKERS = "
        SELECT w.name, w.started_at, w.seen_at, w.program, w.width, w.running, w.sites, w.pages, w.browsers,
               w.browser_bytes,
               (SELECT count(*) FROM audit a WHERE a.owner = w.name AND a.state = 'leased') AS leases
        FROM worker w ORDER BY w.name";
    /// Numbers of audits and pages recorded since $1, and the time of the first audit among them.
    PACE = "
        SELECT count(*) AS sites, CAST(coalesce(sum(pages_audited), 0) AS BIGINT) AS pages,
               min(recorded_at) AS first_at
        FROM audit WHERE state = 'recorded' AND recorded_at > $1 AND rejudged_from IS NULL";
}
