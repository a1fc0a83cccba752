-- Several registries at once: what each says is kept apart, and a member is what they say together.

CREATE TABLE member_claim (
    source     TEXT    NOT NULL,
    key        TEXT    NOT NULL,
    -- null while no member is known that it speaks of
    member_id  TEXT    REFERENCES member (id),
    -- whether it is a reason to follow the member, or only says more of one that another lists
    adds       BOOLEAN NOT NULL,
    digest     TEXT    NOT NULL,
    said       TEXT    NOT NULL,
    gone_at    TEXT,
    PRIMARY KEY (source, key)
) WITHOUT ROWID;
CREATE INDEX member_claim_member ON member_claim (member_id, source);

-- Members that were there before claims were.
INSERT INTO member_claim (source, key, member_id, adds, digest, said, gone_at)
SELECT source, id, id, TRUE, '', '{}', gone_at FROM member;

-- What is remembered of a source between two readings.
CREATE TABLE registry_source (
    source     TEXT    NOT NULL PRIMARY KEY,
    -- of two that contradict each other, the smaller speaks
    rank       INTEGER NOT NULL,
    -- ETags and places to go on from, as the connector keeps them, for one configuration only
    state      TEXT    NOT NULL,
    listed     INTEGER NOT NULL,
    tried_at   TEXT,
    synced_at  TEXT,
    -- why the last reading was not taken; null when it was
    failure    TEXT
) WITHOUT ROWID;

ALTER TABLE body ADD COLUMN siret TEXT;
CREATE INDEX body_siret ON body (siret);
CREATE INDEX member_siret ON member (siret);

-- A body can belong to another.
CREATE TABLE body_membership (
    body_id  TEXT NOT NULL REFERENCES body (id),
    of_id    TEXT NOT NULL REFERENCES body (id),
    source   TEXT NOT NULL,
    PRIMARY KEY (body_id, of_id, source)
) WITHOUT ROWID;
CREATE INDEX body_membership_of ON body_membership (of_id, body_id);

-- The area a body covers: members may lie in it and not belong to the body.
CREATE TABLE perimeter (
    member_id  TEXT NOT NULL REFERENCES member (id),
    body_id    TEXT NOT NULL REFERENCES body (id),
    PRIMARY KEY (member_id, body_id)
) WITHOUT ROWID;
CREATE INDEX perimeter_body ON perimeter (body_id, member_id);

CREATE TABLE body_departement (
    body_id      TEXT NOT NULL REFERENCES body (id),
    departement  TEXT NOT NULL,
    source       TEXT NOT NULL,
    PRIMARY KEY (body_id, departement, source)
) WITHOUT ROWID;

-- What the last check of the registry found to correct in it.
CREATE TABLE registry_defect (
    member_id  TEXT NOT NULL REFERENCES member (id),
    code       TEXT NOT NULL,
    value      TEXT NOT NULL,
    source     TEXT NOT NULL,
    detail     TEXT NOT NULL,
    found_at   TEXT NOT NULL,
    PRIMARY KEY (member_id, code, value)
) WITHOUT ROWID;
