-- Campaigns that come again, servers that are never visited by two audits at once, and programs at work.

-- An appointment of a schedule of the configuration: planned once, whoever else watches the same schedule.
ALTER TABLE campaign ADD COLUMN schedule TEXT;
ALTER TABLE campaign ADD COLUMN scheduled_for TEXT;
ALTER TABLE campaign ADD COLUMN paused_at TEXT;
ALTER TABLE campaign ADD COLUMN cancelled_at TEXT;
-- Audits that were planned and dropped when the campaign was cancelled; recorded ones stay.
ALTER TABLE campaign ADD COLUMN cancelled INTEGER NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX campaign_appointment ON campaign (schedule, scheduled_for) WHERE schedule IS NOT NULL;
CREATE INDEX campaign_paused ON campaign (id) WHERE paused_at IS NOT NULL;

-- What is remembered of a schedule beside its configuration: appointments before `since` are nobody's debt.
CREATE TABLE schedule (
    name       TEXT NOT NULL PRIMARY KEY,
    since      TEXT NOT NULL,
    paused_at  TEXT
) WITHOUT ROWID;

-- The server an audit visits, by its IP address; null while it is not known, or where it does not matter.
ALTER TABLE audit ADD COLUMN lane TEXT;
-- As it was when the site was last audited.
ALTER TABLE site ADD COLUMN lane TEXT;
-- No server gets two audits at once, whichever programs take them.
CREATE UNIQUE INDEX audit_lane ON audit (lane) WHERE state = 'leased';
CREATE INDEX audit_lane_due ON audit (lane, due_at, id) WHERE state = 'due';
CREATE INDEX audit_recorded ON audit (recorded_at) WHERE state = 'recorded';

-- When a server that was visited may be visited again.
CREATE TABLE lane (
    address  TEXT NOT NULL PRIMARY KEY,
    open_at  TEXT NOT NULL
) WITHOUT ROWID;

-- Programs that take audits, as they tell of themselves. Nothing depends on it.
CREATE TABLE worker (
    name           TEXT    NOT NULL PRIMARY KEY,
    started_at     TEXT    NOT NULL,
    seen_at        TEXT    NOT NULL,
    program        TEXT    NOT NULL,
    width          INTEGER NOT NULL,
    running        INTEGER NOT NULL,
    sites          INTEGER NOT NULL,
    pages          INTEGER NOT NULL,
    browsers       INTEGER NOT NULL,
    browser_bytes  INTEGER NOT NULL
) WITHOUT ROWID;
