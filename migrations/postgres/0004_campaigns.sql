-- Campaigns that come again, servers that are never visited by two audits at once, and programs at work.

-- An appointment of a schedule of the configuration: planned once, whoever else watches the same schedule.
ALTER TABLE campaign ADD COLUMN schedule TEXT COLLATE "C";
ALTER TABLE campaign ADD COLUMN scheduled_for TIMESTAMPTZ;
ALTER TABLE campaign ADD COLUMN paused_at TIMESTAMPTZ;
ALTER TABLE campaign ADD COLUMN cancelled_at TIMESTAMPTZ;
-- Audits that were planned and dropped when the campaign was cancelled; recorded ones stay.
ALTER TABLE campaign ADD COLUMN cancelled BIGINT NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX campaign_appointment ON campaign (schedule, scheduled_for) WHERE schedule IS NOT NULL;
CREATE INDEX campaign_paused ON campaign (id) WHERE paused_at IS NOT NULL;

-- What is remembered of a schedule beside its configuration: appointments before `since` are nobody's debt.
CREATE TABLE schedule (
    name       TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    since      TIMESTAMPTZ NOT NULL,
    paused_at  TIMESTAMPTZ
);

-- The server an audit visits, by its IP address; null while it is not known, or where it does not matter.
ALTER TABLE audit ADD COLUMN lane TEXT COLLATE "C";
-- As it was when the site was last audited.
ALTER TABLE site ADD COLUMN lane TEXT COLLATE "C";
-- No server gets two audits at once, whichever programs take them.
CREATE UNIQUE INDEX audit_lane ON audit (lane) WHERE state = 'leased';
CREATE INDEX audit_lane_due ON audit (lane, due_at, id) WHERE state = 'due';
CREATE INDEX audit_recorded ON audit (recorded_at) WHERE state = 'recorded';

-- When a server that was visited may be visited again.
CREATE TABLE lane (
    address  TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    open_at  TIMESTAMPTZ NOT NULL
);

-- Programs that take audits, as they tell of themselves. Nothing depends on it.
CREATE TABLE worker (
    name           TEXT COLLATE "C"    NOT NULL PRIMARY KEY,
    started_at     TIMESTAMPTZ    NOT NULL,
    seen_at        TIMESTAMPTZ    NOT NULL,
    program        TEXT COLLATE "C"    NOT NULL,
    width          BIGINT NOT NULL,
    running        BIGINT NOT NULL,
    sites          BIGINT NOT NULL,
    pages          BIGINT NOT NULL,
    browsers       BIGINT NOT NULL,
    browser_bytes  BIGINT NOT NULL
);
