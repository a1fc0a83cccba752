-- What a registry may tell of a member beside: the postal codes it is looked for by, and how many people live there.

ALTER TABLE member ADD COLUMN postal_codes TEXT;
ALTER TABLE member ADD COLUMN population INTEGER;
