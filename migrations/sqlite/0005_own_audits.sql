-- Audits of the published site itself, made at its publications. It is no member's and no campaign's.
CREATE TABLE own_audit (
    public_id    TEXT    NOT NULL PRIMARY KEY,
    hash         TEXT    NOT NULL,
    recorded_at  TEXT    NOT NULL,
    -- what lists show of it, as JSON
    head         TEXT    NOT NULL,
    size         INTEGER NOT NULL,
    -- canonical JSON, compressed with zstd
    document     BLOB    NOT NULL
);
