-- Who is observed: members of a registry, the bodies they belong to, their sites.

-- Counts every change that publication must see. It is taken last in a transaction, and its lock is held to
-- the end of it: a reader who knows revision N never misses a smaller one that was committed later.
CREATE TABLE revision (
    one     BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
    value   BIGINT NOT NULL
);
INSERT INTO revision (one, value) VALUES (1, 0);

CREATE TABLE member (
    id             TEXT COLLATE "C"    NOT NULL PRIMARY KEY,
    source         TEXT COLLATE "C"    NOT NULL,
    name           TEXT COLLATE "C"    NOT NULL,
    kind           TEXT COLLATE "C",
    siren          TEXT COLLATE "C",
    siret          TEXT COLLATE "C",
    insee          TEXT COLLATE "C",
    departement    TEXT COLLATE "C",
    contact        TEXT COLLATE "C",
    digest         TEXT COLLATE "C"    NOT NULL,
    first_seen_at  TIMESTAMPTZ    NOT NULL,
    gone_at        TIMESTAMPTZ,
    revision       BIGINT NOT NULL
);
CREATE INDEX member_revision ON member (revision, id);

CREATE TABLE body (
    id    TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name  TEXT COLLATE "C" NOT NULL
);

CREATE TABLE membership (
    member_id  TEXT COLLATE "C" NOT NULL REFERENCES member (id),
    body_id    TEXT COLLATE "C" NOT NULL REFERENCES body (id),
    PRIMARY KEY (member_id, body_id)
);
CREATE INDEX membership_body ON membership (body_id, member_id);

CREATE TABLE site (
    id             UUID NOT NULL PRIMARY KEY,
    url            TEXT COLLATE "C" NOT NULL UNIQUE,
    host_key       TEXT COLLATE "C" NOT NULL,
    first_seen_at  TIMESTAMPTZ NOT NULL
);
CREATE INDEX site_host ON site (host_key, id);

CREATE TABLE member_site (
    member_id  TEXT COLLATE "C" NOT NULL REFERENCES member (id),
    site_id    UUID NOT NULL REFERENCES site (id),
    PRIMARY KEY (member_id, site_id)
);
CREATE INDEX member_site_site ON member_site (site_id, member_id);
