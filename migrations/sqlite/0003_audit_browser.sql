-- Two audits compare only where the same browser looked.
ALTER TABLE audit ADD COLUMN browser TEXT;
