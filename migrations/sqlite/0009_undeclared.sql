-- Audits recorded before «declared» was kept: it is still to be read from their documents. Each leaves when it was.
CREATE TABLE undeclared (
    audit_id  BLOB NOT NULL PRIMARY KEY REFERENCES audit (id)
) WITHOUT ROWID;
INSERT INTO undeclared SELECT id FROM audit WHERE state = 'recorded' AND declared IS NULL;
