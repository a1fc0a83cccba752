//! Statements about what each registry says of members, about the graph of bodies, and about defects of the registry.

/// Memberships between bodies: those that a registry gives, and those of members that are bodies themselves.
macro_rules! edges {
    () => {
        "edge (child, parent) AS (
            SELECT body_id, of_id FROM body_membership
            UNION
            SELECT b.id, ms.body_id FROM body b
            JOIN member m ON m.siret = b.siret AND m.gone_at IS NULL
            JOIN membership ms ON ms.member_id = m.id) "
    };
}

/// All bodies below $1, directly or through other bodies. `UNION` follows each body only once, so circles end.
macro_rules! below {
    () => {
        concat!(
            "WITH RECURSIVE ",
            edges!(),
            ", below (id) AS (
            SELECT child FROM edge WHERE parent = $1
            UNION
            SELECT e.child FROM edge e JOIN below ON e.parent = below.id) "
        )
    };
}

pub(super) use {below, edges};

statements! { REGISTRIES:
    KNOWN_CLAIMS = "
        SELECT key, digest, adds, gone_at IS NOT NULL AS gone, member_id FROM member_claim WHERE source = $1
        ORDER BY key";
    CLAIMS = "
        SELECT source, key, member_id, adds, gone_at IS NOT NULL AS gone, digest, said FROM member_claim
        ORDER BY source, key";
    CLAIMS_OF_MEMBER = "
        SELECT c.source, c.key, c.member_id, c.said
        FROM member_claim c LEFT JOIN registry_source s ON s.source = c.source
        WHERE c.member_id = $1 AND c.gone_at IS NULL ORDER BY COALESCE(s.rank, 1000), c.source, c.key";
    LIVE_CLAIMS = "
        SELECT c.source, c.key, c.member_id, c.said
        FROM member_claim c LEFT JOIN registry_source s ON s.source = c.source
        WHERE c.gone_at IS NULL ORDER BY COALESCE(s.rank, 1000), c.source, c.key";
    PUT_CLAIM = "
        INSERT INTO member_claim (source, key, member_id, adds, digest, said, gone_at)
        VALUES ($1, $2, $3, $4, $5, $6, NULL)
        ON CONFLICT (source, key) DO UPDATE SET
            member_id = excluded.member_id, adds = excluded.adds, digest = excluded.digest, said = excluded.said,
            gone_at = NULL";
    ATTACH_CLAIM = "UPDATE member_claim SET member_id = $3 WHERE source = $1 AND key = $2";
    MARK_CLAIM_GONE = "UPDATE member_claim SET gone_at = $3 WHERE source = $1 AND key = $2";

    SOURCES = "
        SELECT source, rank, state, listed, tried_at, synced_at, failure FROM registry_source
        ORDER BY rank, source";
    PUT_SOURCE = "
        INSERT INTO registry_source (source, rank, state, listed, tried_at, synced_at, failure)
        VALUES ($1, $2, $3, $4, $5, $5, NULL)
        ON CONFLICT (source) DO UPDATE SET
            rank = excluded.rank, state = excluded.state, listed = excluded.listed, tried_at = excluded.tried_at,
            synced_at = excluded.synced_at, failure = NULL";
    PUT_SOURCE_FAILURE = "
        INSERT INTO registry_source (source, rank, state, listed, tried_at, synced_at, failure)
        VALUES ($1, $2, '', 0, $3, NULL, $4)
        ON CONFLICT (source) DO UPDATE SET tried_at = excluded.tried_at, failure = excluded.failure";
    SOURCE_UNCHANGED = "
        UPDATE registry_source SET tried_at = $2, synced_at = $2, failure = NULL WHERE source = $1";

    BODY_MEMBERSHIPS_OF_SOURCE = "
        SELECT body_id, of_id FROM body_membership WHERE source = $1 ORDER BY body_id, of_id";
    CLEAR_BODY_MEMBERSHIPS = "DELETE FROM body_membership WHERE source = $1";
    PUT_BODY_MEMBERSHIP = "
        INSERT INTO body_membership (body_id, of_id, source) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    BODY_DEPARTEMENTS_OF_SOURCE = "
        SELECT body_id, departement FROM body_departement WHERE source = $1 ORDER BY body_id, departement";
    CLEAR_BODY_DEPARTEMENTS = "DELETE FROM body_departement WHERE source = $1";
    PUT_BODY_DEPARTEMENT = "
        INSERT INTO body_departement (body_id, departement, source) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";

    BODY_EDGES = concat!("WITH ", edges!(), "SELECT child, parent FROM edge WHERE child <> parent
        ORDER BY child, parent");
    BODIES_BELOW = concat!(below!(), "SELECT b.id, b.name, b.siret FROM below JOIN body b ON b.id = below.id
        WHERE b.id <> $1 ORDER BY b.id");
    /// $1 body, $2 key to start after, $3 largest number of rows.
    DIRECT_MEMBERS = "
        SELECT m.id, m.name FROM membership ms JOIN member m ON m.id = ms.member_id
        WHERE ms.body_id = $1 AND m.gone_at IS NULL AND m.id > $2 ORDER BY m.id LIMIT $3";
    /// Members that belong to $1 through another body, and not directly.
    INDIRECT_MEMBERS = concat!(below!(), "
        SELECT DISTINCT m.id, m.name FROM below JOIN membership ms ON ms.body_id = below.id
        JOIN member m ON m.id = ms.member_id
        WHERE m.gone_at IS NULL AND m.id > $2
          AND NOT EXISTS (SELECT 1 FROM membership d WHERE d.body_id = $1 AND d.member_id = m.id)
          AND NOT EXISTS (SELECT 1 FROM body b WHERE b.id = $1 AND b.siret = m.siret)
        ORDER BY m.id LIMIT $3");
    /// Members in the area that the body $1 covers, whether they belong to it or not.
    PERIMETER_MEMBERS = "
        SELECT m.id, m.name FROM member m
        WHERE m.gone_at IS NULL AND m.id > $2 AND (
            EXISTS (SELECT 1 FROM perimeter p WHERE p.body_id = $1 AND p.member_id = m.id)
            OR m.departement IN (SELECT d.departement FROM body_departement d WHERE d.body_id = $1))
        ORDER BY m.id LIMIT $3";

    CLEAR_DEFECTS = "DELETE FROM registry_defect";
    PUT_DEFECT = "
        INSERT INTO registry_defect (member_id, code, value, source, detail, found_at)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    DEFECTS = "
        SELECT d.member_id, d.code, d.value, d.source, d.detail, d.found_at
        FROM registry_defect d JOIN member m ON m.id = d.member_id
        WHERE m.gone_at IS NULL ORDER BY d.code, d.member_id, d.value";
}
