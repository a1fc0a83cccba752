-- Who is observed: members of a registry, the bodies they belong to, their sites.

-- Counts every change that publication must see. It is taken last in a transaction, and its lock is held to
-- the end of it: a reader who knows revision N never misses a smaller one that was committed later.
CREATE TABLE revision (
    one     INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    value   INTEGER NOT NULL
);
INSERT INTO revision (one, value) VALUES (1, 0);

CREATE TABLE member (
    id             TEXT    NOT NULL PRIMARY KEY,
    source         TEXT    NOT NULL,
    name           TEXT    NOT NULL,
    kind           TEXT,
    siren          TEXT,
    siret          TEXT,
    insee          TEXT,
    departement    TEXT,
    contact        TEXT,
    digest         TEXT    NOT NULL,
    first_seen_at  TEXT    NOT NULL,
    gone_at        TEXT,
    revision       INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX member_revision ON member (revision, id);

CREATE TABLE body (
    id    TEXT NOT NULL PRIMARY KEY,
    name  TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE membership (
    member_id  TEXT NOT NULL REFERENCES member (id),
    body_id    TEXT NOT NULL REFERENCES body (id),
    PRIMARY KEY (member_id, body_id)
) WITHOUT ROWID;
CREATE INDEX membership_body ON membership (body_id, member_id);

CREATE TABLE site (
    id             BLOB NOT NULL PRIMARY KEY,
    url            TEXT NOT NULL UNIQUE,
    host_key       TEXT NOT NULL,
    first_seen_at  TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX site_host ON site (host_key, id);

CREATE TABLE member_site (
    member_id  TEXT NOT NULL REFERENCES member (id),
    site_id    BLOB NOT NULL REFERENCES site (id),
    PRIMARY KEY (member_id, site_id)
) WITHOUT ROWID;
CREATE INDEX member_site_site ON member_site (site_id, member_id);
