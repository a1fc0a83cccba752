-- Campaigns and audits. A row of `audit` is first the work that is due, then the head of the recorded audit.

CREATE TABLE campaign (
    id          BLOB    NOT NULL PRIMARY KEY,
    created_at  TEXT    NOT NULL,
    label       TEXT    NOT NULL,
    seed        INTEGER NOT NULL,
    pages       INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE audit (
    id                   BLOB    NOT NULL PRIMARY KEY,
    site_id              BLOB    NOT NULL REFERENCES site (id),
    campaign_id          BLOB    NOT NULL REFERENCES campaign (id),
    due_at               TEXT    NOT NULL,
    state                TEXT    NOT NULL,
    owner                TEXT,
    leased_until         TEXT,
    attempt              INTEGER NOT NULL DEFAULT 0,
    -- from here on: only of a recorded audit
    public_id            TEXT    UNIQUE,
    hash                 TEXT    UNIQUE,
    path                 TEXT    UNIQUE,
    host                 TEXT,
    started_at           TEXT,
    ended_at             TEXT,
    recorded_at          TEXT,
    referential          TEXT,
    rule_set             TEXT,
    -- why the site could not be evaluated; null when it was
    cause                TEXT,
    criteria             INTEGER,
    failed               INTEGER,
    inapplicable         INTEGER,
    passed               INTEGER,
    cant_tell            INTEGER,
    pages_audited        INTEGER,
    pages_not_audited    INTEGER,
    defects              INTEGER,
    occurrences          INTEGER,
    rejudged_from        TEXT,
    -- the audit that captured the pages: itself, or the first of a chain of second judgements
    captured_by          BLOB,
    withdrawn_at         TEXT,
    withdrawn_reason     TEXT,
    revision             INTEGER,
    CHECK ((state = 'leased') = (owner IS NOT NULL)),
    CHECK ((owner IS NULL) = (leased_until IS NULL)),
    CHECK ((state = 'recorded') = (hash IS NOT NULL))
);
-- At most one unfinished audit a site, whoever plans at the same time.
CREATE UNIQUE INDEX audit_unfinished ON audit (site_id) WHERE state <> 'recorded';
CREATE INDEX audit_due ON audit (due_at, id) WHERE state = 'due';
CREATE INDEX audit_leased ON audit (leased_until, owner) WHERE state = 'leased';
CREATE INDEX audit_campaign ON audit (campaign_id, state);
CREATE INDEX audit_history ON audit (site_id, started_at, recorded_at, id) WHERE state = 'recorded';
CREATE INDEX audit_host ON audit (host, started_at, id) WHERE state = 'recorded';
CREATE UNIQUE INDEX audit_revision ON audit (revision) WHERE state = 'recorded';

-- The canonical JSON, compressed with zstd.
CREATE TABLE audit_document (
    audit_id  BLOB    NOT NULL PRIMARY KEY REFERENCES audit (id),
    size      INTEGER NOT NULL,
    document  BLOB    NOT NULL
);

-- Criteria that the audit proves non-conforming.
CREATE TABLE audit_criterion (
    audit_id   BLOB NOT NULL REFERENCES audit (id),
    criterion  TEXT NOT NULL,
    PRIMARY KEY (audit_id, criterion)
) WITHOUT ROWID;

-- Why pages of the audit could not be audited.
CREATE TABLE audit_cause (
    audit_id  BLOB    NOT NULL REFERENCES audit (id),
    cause     TEXT    NOT NULL,
    pages     INTEGER NOT NULL,
    PRIMARY KEY (audit_id, cause)
) WITHOUT ROWID;

-- Distinct defects; `fingerprint` is the same from audit to audit and from site to site.
CREATE TABLE finding (
    audit_id     BLOB    NOT NULL REFERENCES audit (id),
    number       INTEGER NOT NULL,
    fingerprint  TEXT    NOT NULL,
    rule         TEXT    NOT NULL,
    reason       TEXT    NOT NULL,
    tests        TEXT    NOT NULL,
    occurrences  INTEGER NOT NULL,
    pages        INTEGER NOT NULL,
    PRIMARY KEY (audit_id, number)
) WITHOUT ROWID;
CREATE INDEX finding_fingerprint ON finding (fingerprint, audit_id);

-- Captured pages, for judging again. The only rows that are ever deleted.
CREATE TABLE kept_page (
    audit_id       BLOB    NOT NULL REFERENCES audit (id),
    number         INTEGER NOT NULL,
    url            TEXT    NOT NULL,
    snapshot_hash  TEXT    NOT NULL,
    kept_at        TEXT    NOT NULL,
    bytes          BLOB    NOT NULL,
    PRIMARY KEY (audit_id, number)
);
CREATE INDEX kept_page_age ON kept_page (kept_at);

-- Right of reply: what the authority says of an audit.
CREATE TABLE reply (
    id           BLOB NOT NULL PRIMARY KEY,
    audit_id     BLOB NOT NULL REFERENCES audit (id),
    author       TEXT NOT NULL,
    said_at      TEXT NOT NULL,
    recorded_at  TEXT NOT NULL,
    text         TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX reply_audit ON reply (audit_id, said_at);
