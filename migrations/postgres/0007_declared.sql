-- What the site declares of its accessibility, as lists show it: JSON; null where nobody looked for it.
ALTER TABLE audit ADD COLUMN declared TEXT;
