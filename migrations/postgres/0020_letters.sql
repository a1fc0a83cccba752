-- Letters that were handed over, by what they are about: none goes out twice.
CREATE TABLE letter (
    key      TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    taken_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX letter_taken ON letter (taken_at);
