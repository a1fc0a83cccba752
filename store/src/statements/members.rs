//! Statements about members, bodies, sites, and the revision.

statements! { MEMBERS:
    /// Takes the next revision. The row stays locked until the transaction ends, so revisions become visible in their
    /// order.
    NEXT_REVISION = "UPDATE revision SET value = value + 1 WHERE one = 1 RETURNING value";
    REVISION = "SELECT value FROM revision WHERE one = 1";

    STANDING_MEMBERS = "SELECT id, digest, gone_at IS NOT NULL AS gone FROM member ORDER BY id";
    PUT_MEMBER = "
        INSERT INTO member (id, source, name, kind, siren, siret, insee, departement, postal_codes, population,
                            contact, digest, first_seen_at, gone_at, revision)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, NULL, $14)
        ON CONFLICT (id) DO UPDATE SET
            source = excluded.source, name = excluded.name, kind = excluded.kind, siren = excluded.siren,
            siret = excluded.siret, insee = excluded.insee, departement = excluded.departement,
            postal_codes = excluded.postal_codes, population = excluded.population,
            contact = excluded.contact, digest = excluded.digest, gone_at = NULL, revision = excluded.revision";
    MARK_GONE = "UPDATE member SET gone_at = $2, revision = $3 WHERE id = $1";

    PUT_BODY = "
        INSERT INTO body (id, name, siret) VALUES ($1, $2, $3)
        ON CONFLICT (id) DO UPDATE SET
            name = CASE WHEN excluded.name = '' THEN body.name ELSE excluded.name END,
            siret = COALESCE(excluded.siret, body.siret)
        WHERE (excluded.name <> '' AND body.name <> excluded.name)
           OR COALESCE(excluded.siret, body.siret, '') <> COALESCE(body.siret, '')";
    KNOWN_BODIES = "SELECT siret, min(id) FROM body WHERE siret IS NOT NULL GROUP BY siret ORDER BY siret";
    CLEAR_PERIMETERS = "DELETE FROM perimeter WHERE member_id = $1";
    PUT_PERIMETER = "INSERT INTO perimeter (member_id, body_id) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    CLEAR_MEMBERSHIPS = "DELETE FROM membership WHERE member_id = $1";
    PUT_MEMBERSHIP = "
        INSERT INTO membership (member_id, body_id) VALUES ($1, $2) ON CONFLICT DO NOTHING";

    PUT_SITE = "
        INSERT INTO site (id, url, host_key, first_seen_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (url) DO UPDATE SET host_key = excluded.host_key WHERE site.host_key <> excluded.host_key";
    CLEAR_MEMBER_SITES = "DELETE FROM member_site WHERE member_id = $1";
    PUT_MEMBER_SITE = "
        INSERT INTO member_site (member_id, site_id) SELECT $1, id FROM site WHERE url = $2
        ON CONFLICT DO NOTHING";

    MEMBER = "
        SELECT id, source, name, kind, siren, siret, insee, departement, postal_codes, population, contact,
               first_seen_at, gone_at, revision
        FROM member WHERE id = $1";
    MEMBERS_AFTER = "
        SELECT id, source, name, kind, siren, siret, insee, departement, postal_codes, population, contact,
               first_seen_at, gone_at, revision
        FROM member WHERE id > $1 ORDER BY id LIMIT $2";
    MEMBERS_CHANGED_AFTER = "
        SELECT id, source, name, kind, siren, siret, insee, departement, postal_codes, population, contact,
               first_seen_at, gone_at, revision
        FROM member WHERE (revision, id) > ($1, $2) ORDER BY revision, id LIMIT $3";
    /// $1 and $2: the first and the last id of a portion of members.
    BODIES_OF_MEMBERS = "
        SELECT ms.member_id, b.id, b.name, b.siret FROM membership ms JOIN body b ON b.id = ms.body_id
        WHERE ms.member_id >= $1 AND ms.member_id <= $2 ORDER BY ms.member_id, b.id";
    /// Bodies in whose areas the members are: by the département, or because a registry says so. $1 and $2 as above.
    PERIMETERS_OF_MEMBERS = "
        SELECT p.member_id, b.id, b.name, b.siret FROM perimeter p JOIN body b ON b.id = p.body_id
        WHERE p.member_id >= $1 AND p.member_id <= $2
        UNION
        SELECT m.id, b.id, b.name, b.siret FROM member m
        JOIN body_departement d ON d.departement = m.departement JOIN body b ON b.id = d.body_id
        WHERE m.id >= $1 AND m.id <= $2 ORDER BY 1, 2";
    SOURCES_OF_MEMBERS = "
        SELECT DISTINCT member_id, source FROM member_claim
        WHERE member_id >= $1 AND member_id <= $2 AND gone_at IS NULL ORDER BY member_id, source";
    SITES_OF_MEMBERS = "
        SELECT ms.member_id, s.id, s.url, s.host_key FROM member_site ms JOIN site s ON s.id = ms.site_id
        WHERE ms.member_id >= $1 AND ms.member_id <= $2 ORDER BY ms.member_id, s.url";
    BODIES = "
        SELECT b.id, b.name, b.siret,
               (SELECT count(*) FROM membership ms JOIN member m ON m.id = ms.member_id
                WHERE ms.body_id = b.id AND m.gone_at IS NULL) AS present,
               (SELECT count(*) FROM member m WHERE m.gone_at IS NULL AND (
                    EXISTS (SELECT 1 FROM perimeter p WHERE p.body_id = b.id AND p.member_id = m.id)
                    OR m.departement IN (SELECT d.departement FROM body_departement d WHERE d.body_id = b.id)
               )) AS perimeter
        FROM body b ORDER BY b.id";

    SITES_AFTER = "SELECT id, url, host_key FROM site WHERE id > $1 ORDER BY id LIMIT $2";
    MEMBERS_OF_SITES = "
        SELECT ms.site_id, m.id, m.name, m.gone_at FROM member_site ms JOIN member m ON m.id = ms.member_id
        WHERE ms.site_id >= $1 AND ms.site_id <= $2 ORDER BY ms.site_id, m.id";
}
