-- Counts of the documents that an audit's pages offer (JSON); empty where nobody looked.
ALTER TABLE audit ADD COLUMN documents TEXT;
