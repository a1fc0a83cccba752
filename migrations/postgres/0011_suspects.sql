-- Which audit may bring the program down: none is blamed for a death that it merely stood beside.
-- 1 while a step is under way in which a page could end the program.
ALTER TABLE audit ADD COLUMN at_risk BIGINT NOT NULL DEFAULT 0;
-- 1 once a program died in such a step: the audit is tried again with nothing beside it.
ALTER TABLE audit ADD COLUMN suspect BIGINT NOT NULL DEFAULT 0;
-- How often a program died in such a step with nothing beside it.
ALTER TABLE audit ADD COLUMN deaths BIGINT NOT NULL DEFAULT 0;
-- How often the audit was put off because nothing could be reached.
ALTER TABLE audit ADD COLUMN put_off BIGINT NOT NULL DEFAULT 0;
