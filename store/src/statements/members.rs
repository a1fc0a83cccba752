//! Members, bodies, sites, and the number of change.

statements! { MEMBERS:
    /// The row stays locked until the transaction ends, so revisions become visible in their order.
    NEXT_REVISION = "UPDATE revision SET value = value + 1 WHERE one = 1 RETURNING value";
    REVISION = "SELECT value FROM revision WHERE one = 1";

    KNOWN_MEMBERS = "SELECT id, source, digest, gone_at IS NOT NULL AS gone FROM member ORDER BY id";
    PUT_MEMBER = "
        INSERT INTO member (id, source, name, kind, siren, siret, insee, departement, contact, digest,
                            first_seen_at, gone_at, revision)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, NULL, $12)
        ON CONFLICT (id) DO UPDATE SET
            source = excluded.source, name = excluded.name, kind = excluded.kind, siren = excluded.siren,
            siret = excluded.siret, insee = excluded.insee, departement = excluded.departement,
            contact = excluded.contact, digest = excluded.digest, gone_at = NULL, revision = excluded.revision";
    MARK_GONE = "UPDATE member SET gone_at = $2, revision = $3 WHERE id = $1";

    PUT_BODY = "
        INSERT INTO body (id, name) VALUES ($1, $2)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE body.name <> excluded.name";
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

    MEMBERS_AFTER = "
        SELECT id, source, name, kind, siren, siret, insee, departement, contact, first_seen_at, gone_at, revision
        FROM member WHERE id > $1 ORDER BY id LIMIT $2";
    MEMBERS_CHANGED_AFTER = "
        SELECT id, source, name, kind, siren, siret, insee, departement, contact, first_seen_at, gone_at, revision
        FROM member WHERE (revision, id) > ($1, $2) ORDER BY revision, id LIMIT $3";
    /// From the first to the last id of a page of members.
    BODIES_OF_MEMBERS = "
        SELECT ms.member_id, b.id, b.name FROM membership ms JOIN body b ON b.id = ms.body_id
        WHERE ms.member_id >= $1 AND ms.member_id <= $2 ORDER BY ms.member_id, b.id";
    SITES_OF_MEMBERS = "
        SELECT ms.member_id, s.id, s.url, s.host_key FROM member_site ms JOIN site s ON s.id = ms.site_id
        WHERE ms.member_id >= $1 AND ms.member_id <= $2 ORDER BY ms.member_id, s.url";
    BODIES = "
        SELECT b.id, b.name, count(m.id) AS present
        FROM body b LEFT JOIN membership ms ON ms.body_id = b.id
                    LEFT JOIN member m ON m.id = ms.member_id AND m.gone_at IS NULL
        GROUP BY b.id, b.name ORDER BY b.id";

    SITES_AFTER = "SELECT id, url, host_key FROM site WHERE id > $1 ORDER BY id LIMIT $2";
    MEMBERS_OF_SITES = "
        SELECT ms.site_id, m.id, m.name, m.gone_at FROM member_site ms JOIN member m ON m.id = ms.member_id
        WHERE ms.site_id >= $1 AND ms.site_id <= $2 ORDER BY ms.site_id, m.id";
}
