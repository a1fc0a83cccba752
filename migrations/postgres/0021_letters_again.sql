-- A letter that the mail server did not take is tried again, a bounded number of times.
ALTER TABLE letter ADD COLUMN tries BIGINT NOT NULL DEFAULT 1;
ALTER TABLE letter ADD COLUMN again_at TIMESTAMPTZ;
