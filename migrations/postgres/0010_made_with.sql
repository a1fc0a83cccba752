-- What a site was made with, as the pages of an audit say it: system, theme, agency; one row for each.
CREATE TABLE made_with (
    audit_id  UUID NOT NULL REFERENCES audit (id),
    -- 'system', 'theme' or 'agency'
    kind      TEXT NOT NULL,
    name      TEXT NOT NULL,
    PRIMARY KEY (audit_id, kind, name)
);
CREATE INDEX made_with_name ON made_with (kind, name, audit_id);
