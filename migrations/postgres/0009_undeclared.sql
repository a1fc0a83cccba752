-- Audits recorded before «declared» was kept: it is still to be read from their documents. Each leaves when it was.
CREATE TABLE undeclared (
    audit_id  UUID NOT NULL PRIMARY KEY REFERENCES audit (id)
);
INSERT INTO undeclared SELECT id FROM audit WHERE state = 'recorded' AND declared IS NULL;
