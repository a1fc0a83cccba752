-- Several registries at once: what each says is kept apart, and a member is what they say together.

CREATE TABLE member_claim (
    source     TEXT COLLATE "C"    NOT NULL,
    key        TEXT COLLATE "C"    NOT NULL,
    -- null while no member is known that it speaks of
    member_id  TEXT COLLATE "C"    REFERENCES member (id),
    -- whether it is a reason to follow the member, or only says more of one that another lists
    adds       BOOLEAN NOT NULL,
    digest     TEXT COLLATE "C"    NOT NULL,
    said       TEXT COLLATE "C"    NOT NULL,
    gone_at    TIMESTAMPTZ,
    PRIMARY KEY (source, key)
);
CREATE INDEX member_claim_member ON member_claim (member_id, source);

-- Members that were there before claims were.
INSERT INTO member_claim (source, key, member_id, adds, digest, said, gone_at)
SELECT source, id, id, TRUE, '', '{}', gone_at FROM member;

-- What is remembered of a source between two readings.
CREATE TABLE registry_source (
    source     TEXT COLLATE "C"    NOT NULL PRIMARY KEY,
    -- of two that contradict each other, the smaller speaks
    rank       BIGINT NOT NULL,
    -- ETags and places to go on from, as the connector keeps them, for one configuration only
    state      TEXT COLLATE "C"    NOT NULL,
    listed     BIGINT NOT NULL,
    tried_at   TIMESTAMPTZ,
    synced_at  TIMESTAMPTZ,
    -- why the last reading was not taken; null when it was
    failure    TEXT COLLATE "C"
);

ALTER TABLE body ADD COLUMN siret TEXT COLLATE "C";
CREATE INDEX body_siret ON body (siret);
CREATE INDEX member_siret ON member (siret);

-- A body can belong to another.
CREATE TABLE body_membership (
    body_id  TEXT COLLATE "C" NOT NULL REFERENCES body (id),
    of_id    TEXT COLLATE "C" NOT NULL REFERENCES body (id),
    source   TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (body_id, of_id, source)
);
CREATE INDEX body_membership_of ON body_membership (of_id, body_id);

-- The area a body covers: members may lie in it and not belong to the body.
CREATE TABLE perimeter (
    member_id  TEXT COLLATE "C" NOT NULL REFERENCES member (id),
    body_id    TEXT COLLATE "C" NOT NULL REFERENCES body (id),
    PRIMARY KEY (member_id, body_id)
);
CREATE INDEX perimeter_body ON perimeter (body_id, member_id);

CREATE TABLE body_departement (
    body_id      TEXT COLLATE "C" NOT NULL REFERENCES body (id),
    departement  TEXT COLLATE "C" NOT NULL,
    source       TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (body_id, departement, source)
);

-- What the last check of the registry found to correct in it.
CREATE TABLE registry_defect (
    member_id  TEXT COLLATE "C" NOT NULL REFERENCES member (id),
    code       TEXT COLLATE "C" NOT NULL,
    value      TEXT COLLATE "C" NOT NULL,
    source     TEXT COLLATE "C" NOT NULL,
    detail     TEXT COLLATE "C" NOT NULL,
    found_at   TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (member_id, code, value)
);
