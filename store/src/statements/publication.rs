//! Queries for the published site.

macro_rules! head {
    ($rest:expr) => {
        concat!(
            "SELECT a.id, a.site_id, a.campaign_id, a.public_id, a.hash, a.path, a.host, a.started_at, a.ended_at,
                a.recorded_at, a.referential, a.rule_set, a.browser, a.cause, a.facts, a.criteria, a.failed, a.inapplicable,
                a.passed, a.cant_tell, a.pages_audited, a.pages_not_audited, a.defects, a.occurrences, a.rejudged_from,
                a.withdrawn_at, a.withdrawn_reason, a.revision ",
            $rest
        )
    };
}

/// Joins each site `s` with its latest audit `a` that is not withdrawn: the audit that was begun last, and of several
/// judgements of it the one that was recorded last.
macro_rules! latest {
    () => {
        "FROM site s JOIN audit a ON a.id = (
            SELECT b.id FROM audit b
            WHERE b.site_id = s.id AND b.state = 'recorded' AND b.withdrawn_at IS NULL
            ORDER BY b.started_at DESC, b.recorded_at DESC, b.id DESC LIMIT 1) "
    };
}

macro_rules! present {
    () => {
        "EXISTS (SELECT 1 FROM member_site ms JOIN member m ON m.id = ms.member_id
                 WHERE ms.site_id = s.id AND m.gone_at IS NULL) "
    };
}

statements! { PUBLICATION:
    HEADS_OF_SITE = head!("FROM audit a WHERE a.site_id = $1 AND a.state = 'recorded'
        ORDER BY a.started_at, a.recorded_at, a.id");
    HEADS_OF_HOST = head!("FROM audit a WHERE a.host = $1 AND a.state = 'recorded'
        ORDER BY a.started_at, a.recorded_at, a.id");
    /// $1: campaign, $2: id after which the audits begin, $3: largest number of rows.
    HEADS_OF_CAMPAIGN = head!("FROM audit a WHERE a.campaign_id = $1 AND a.id > $2 AND a.state = 'recorded'
        ORDER BY a.id LIMIT $3");
    HEAD = head!("FROM audit a WHERE a.public_id = $1 AND a.state = 'recorded'");
    HEADS_CHANGED_AFTER = head!("FROM audit a WHERE a.revision > $1 AND a.state = 'recorded'
        ORDER BY a.revision LIMIT $2");
    LATEST_AFTER = head!(concat!(latest!(), "WHERE s.id > $1 ORDER BY s.id LIMIT $2"));

    /// $1 and $2: times from which an audit counts as fresh, the shorter period first.
    FIGURES = concat!("
        SELECT (SELECT count(*) FROM member WHERE gone_at IS NULL) AS members_present,
               (SELECT count(*) FROM member WHERE gone_at IS NOT NULL) AS members_gone,
               (SELECT count(*) FROM site s WHERE ", present!(), ") AS sites,
               (SELECT count(*) FROM site s WHERE ", present!(), "AND EXISTS (
                    SELECT 1 FROM audit a WHERE a.site_id = s.id AND a.state = 'recorded' AND a.cause IS NULL
                      AND a.withdrawn_at IS NULL AND a.started_at >= $1)) AS evaluated_30_days,
               (SELECT count(*) FROM site s WHERE ", present!(), "AND EXISTS (
                    SELECT 1 FROM audit a WHERE a.site_id = s.id AND a.state = 'recorded' AND a.cause IS NULL
                      AND a.withdrawn_at IS NULL AND a.started_at >= $2)) AS evaluated_90_days,
               (SELECT count(*) FROM audit WHERE state = 'recorded') AS audits");
    CAUSES = concat!("
        SELECT a.cause, count(*) AS sites ", latest!(), "WHERE a.cause IS NOT NULL AND ", present!(), "
        GROUP BY a.cause ORDER BY count(*) DESC, a.cause");
    PAGE_CAUSES = concat!("
        SELECT c.cause, count(*) AS sites ", latest!(), "JOIN audit_cause c ON c.audit_id = a.id
        WHERE ", present!(), "GROUP BY c.cause ORDER BY count(*) DESC, c.cause");
    /// $1: name of the referential, because each referential numbers its criteria itself.
    FAILED_CRITERIA = concat!("
        SELECT c.criterion, count(*) AS sites ", latest!(), "JOIN audit_criterion c ON c.audit_id = a.id
        WHERE a.referential = $1 AND ", present!(), "GROUP BY c.criterion ORDER BY count(*) DESC, c.criterion");
    /// $1: largest number of rows.
    FREQUENT_DEFECTS = concat!("
        SELECT f.rule, f.reason, count(DISTINCT s.id) AS sites ", latest!(), "JOIN finding f ON f.audit_id = a.id
        WHERE ", present!(), "GROUP BY f.rule, f.reason ORDER BY count(DISTINCT s.id) DESC, f.rule, f.reason
        LIMIT $1");
    /// Each shared defect with each host that has it, in the order of the defects' ids.
    SHARED_DEFECT_HOSTS = concat!("
        SELECT f.fingerprint, f.rule, f.reason, f.tests, a.host ", latest!(), "JOIN finding f ON f.audit_id = a.id
        WHERE ", present!(), "AND f.fingerprint IN (SELECT f.fingerprint ", latest!(), "JOIN finding f ON f.audit_id = a.id
            WHERE ", present!(), "GROUP BY f.fingerprint HAVING count(DISTINCT a.host) > 1)
        ORDER BY f.fingerprint, a.host");
    /// The software of each host, from its latest audit.
    MADE_WITH = concat!("
        SELECT a.host, w.kind, w.name ", latest!(), "JOIN made_with w ON w.audit_id = a.id
        WHERE ", present!(), "ORDER BY a.host, w.kind, w.name");
    PUT_OWN_AUDIT = "
        INSERT INTO own_audit (public_id, hash, recorded_at, head, size, document) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (public_id) DO NOTHING";
    OWN_AUDITS = "SELECT public_id, head FROM own_audit ORDER BY recorded_at, public_id";
    OWN_DOCUMENT = "SELECT public_id, hash, size, document FROM own_audit WHERE public_id = $1";
    ALL_REPLIES = "
        SELECT a.public_id, r.author, r.said_at, r.text FROM reply r JOIN audit a ON a.id = r.audit_id
        ORDER BY r.said_at, r.id";
    /// Defects that several sites share. $1: smallest number of sites, $2: largest number of rows.
    SHARED_DEFECTS = concat!("
        SELECT f.fingerprint, f.rule, f.reason, count(DISTINCT s.id) AS sites,
               CAST(sum(f.occurrences) AS BIGINT) AS occurrences, min(f.tests) AS tests ",
        latest!(), "JOIN finding f ON f.audit_id = a.id
        WHERE ", present!(), "GROUP BY f.fingerprint, f.rule, f.reason HAVING count(DISTINCT s.id) >= $1
        ORDER BY count(DISTINCT s.id) DESC, f.fingerprint LIMIT $2");
}
