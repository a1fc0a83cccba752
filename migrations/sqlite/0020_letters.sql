-- Letters that were handed over, by what they are about: none goes out twice.
CREATE TABLE letter (
    key      TEXT NOT NULL PRIMARY KEY,
    taken_at TEXT NOT NULL
);
CREATE INDEX letter_taken ON letter (taken_at);
