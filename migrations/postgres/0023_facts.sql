-- The facts of an audit that lists show, together as JSON; a new fact needs no column. It takes the place of «declared» and
-- «documents», and of a count of lost pages at each reading.
ALTER TABLE audit ADD COLUMN facts TEXT;
UPDATE audit SET facts = json_build_object(
    'pages_lost', CASE WHEN cause IS NULL THEN COALESCE((
        SELECT lost.pages FROM audit_cause lost
        WHERE lost.audit_id = audit.id AND lost.cause = 'browser-unavailable'), 0) ELSE 0 END,
    'declared', declared::json,
    'documents', documents::json)::text
WHERE state = 'recorded';
