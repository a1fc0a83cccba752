-- Campaigns and audits. A row of `audit` is first the work that is due, then the head of the recorded audit.

CREATE TABLE campaign (
    id          UUID    NOT NULL PRIMARY KEY,
    created_at  TIMESTAMPTZ    NOT NULL,
    label       TEXT COLLATE "C"    NOT NULL,
    seed        BIGINT NOT NULL,
    pages       BIGINT NOT NULL
);

CREATE TABLE audit (
    id                   UUID    NOT NULL PRIMARY KEY,
    site_id              UUID    NOT NULL REFERENCES site (id),
    campaign_id          UUID    NOT NULL REFERENCES campaign (id),
    due_at               TIMESTAMPTZ    NOT NULL,
    state                TEXT COLLATE "C"    NOT NULL,
    owner                TEXT COLLATE "C",
    leased_until         TIMESTAMPTZ,
    attempt              BIGINT NOT NULL DEFAULT 0,
    -- from here on: only of a recorded audit
    public_id            TEXT COLLATE "C"    UNIQUE,
    hash                 TEXT COLLATE "C"    UNIQUE,
    path                 TEXT COLLATE "C"    UNIQUE,
    host                 TEXT COLLATE "C",
    started_at           TIMESTAMPTZ,
    ended_at             TIMESTAMPTZ,
    recorded_at          TIMESTAMPTZ,
    referential          TEXT COLLATE "C",
    rule_set             TEXT COLLATE "C",
    -- why the site could not be evaluated; null when it was
    cause                TEXT COLLATE "C",
    criteria             BIGINT,
    failed               BIGINT,
    inapplicable         BIGINT,
    passed               BIGINT,
    cant_tell            BIGINT,
    pages_audited        BIGINT,
    pages_not_audited    BIGINT,
    defects              BIGINT,
    occurrences          BIGINT,
    rejudged_from        TEXT COLLATE "C",
    -- the audit that captured the pages: itself, or the first of a chain of second judgements
    captured_by          UUID,
    withdrawn_at         TIMESTAMPTZ,
    withdrawn_reason     TEXT COLLATE "C",
    revision             BIGINT,
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
    audit_id  UUID    NOT NULL PRIMARY KEY REFERENCES audit (id),
    size      BIGINT NOT NULL,
    document  BYTEA    NOT NULL
);

-- Criteria that the audit proves non-conforming.
CREATE TABLE audit_criterion (
    audit_id   UUID NOT NULL REFERENCES audit (id),
    criterion  TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (audit_id, criterion)
);

-- Why pages of the audit could not be audited.
CREATE TABLE audit_cause (
    audit_id  UUID    NOT NULL REFERENCES audit (id),
    cause     TEXT COLLATE "C"    NOT NULL,
    pages     BIGINT NOT NULL,
    PRIMARY KEY (audit_id, cause)
);

-- Distinct defects; `fingerprint` is the same from audit to audit and from site to site.
CREATE TABLE finding (
    audit_id     UUID    NOT NULL REFERENCES audit (id),
    number       BIGINT NOT NULL,
    fingerprint  TEXT COLLATE "C"    NOT NULL,
    rule         TEXT COLLATE "C"    NOT NULL,
    reason       TEXT COLLATE "C"    NOT NULL,
    tests        TEXT COLLATE "C"    NOT NULL,
    occurrences  BIGINT NOT NULL,
    pages        BIGINT NOT NULL,
    PRIMARY KEY (audit_id, number)
);
CREATE INDEX finding_fingerprint ON finding (fingerprint, audit_id);

-- Captured pages, for judging again. The only rows that are ever deleted.
CREATE TABLE kept_page (
    audit_id       UUID    NOT NULL REFERENCES audit (id),
    number         BIGINT NOT NULL,
    url            TEXT COLLATE "C"    NOT NULL,
    snapshot_hash  TEXT COLLATE "C"    NOT NULL,
    kept_at        TIMESTAMPTZ    NOT NULL,
    bytes          BYTEA    NOT NULL,
    PRIMARY KEY (audit_id, number)
);
CREATE INDEX kept_page_age ON kept_page (kept_at);

-- Right of reply: what the authority says of an audit.
CREATE TABLE reply (
    id           UUID NOT NULL PRIMARY KEY,
    audit_id     UUID NOT NULL REFERENCES audit (id),
    author       TEXT COLLATE "C" NOT NULL,
    said_at      TIMESTAMPTZ NOT NULL,
    recorded_at  TIMESTAMPTZ NOT NULL,
    text         TEXT COLLATE "C" NOT NULL
);
CREATE INDEX reply_audit ON reply (audit_id, said_at);
