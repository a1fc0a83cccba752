-- What audited pages looked like: WebP files, named by the audit documents by their BLAKE3.
CREATE TABLE picture (
    hash   TEXT  NOT NULL PRIMARY KEY,
    bytes  BYTEA NOT NULL
);
