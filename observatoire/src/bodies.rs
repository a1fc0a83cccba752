//! Finds a body by what the operator writes: its name in the registry, or its id.

use crate::words::say;
use anyhow::Result;
use campaigns::Plan;
use registry::Body;
use store::{BodySize, Store};

/// The database has no body with this name or id.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Unknown(String);

/// Finds the id of a body.
pub async fn find(store: &Store, asked: &str) -> Result<String> {
    Ok(pick(&store.bodies().await?, asked)?)
}

fn pick(known: &[BodySize], asked: &str) -> Result<String, Unknown> {
    let by = |is_meant: &dyn Fn(&Body) -> bool| known.iter().map(|of| &of.body).find(|body| is_meant(body));
    let slug = Body::named(asked).id;
    let found = by(&|body| body.id == asked)
        .or_else(|| by(&|body| body.name.trim() == asked.trim()))
        .or_else(|| by(&|body| body.id == slug || Body::named(&body.name).id == slug));
    found.map(|body| body.id.clone()).ok_or_else(|| Unknown(unknown(known, asked)))
}

/// Largest number of names that the message lists. Further names are only counted.
const MOST_NAMES: usize = 20;

fn unknown(known: &[BodySize], asked: &str) -> String {
    if known.is_empty() {
        return say!("body-none", asked = asked);
    }
    let mut names: Vec<String> =
        known.iter().take(MOST_NAMES).map(|of| format!("«{}»", of.body.name)).collect();
    names.extend(known.len().checked_sub(MOST_NAMES + 1).map(|more| format!("… (+{})", more + 1)));
    say!("body-unknown", asked = asked, known = names.join(", "))
}

/// The plans, with the id of each body in place of its name.
pub async fn of_plans(store: &Store, mut plans: Vec<Plan>) -> Result<Vec<Plan>> {
    let known = store.bodies().await?;
    for plan in &mut plans {
        let Some(asked) = &plan.body else { continue };
        let body = pick(&known, asked);
        plan.body = Some(body.map_err(|unknown| Unknown(format!("[[campaign]] {}: {unknown}", plan.name)))?);
    }
    Ok(plans)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<BodySize> {
        let body = |name: &str| BodySize { body: Body::named(name), present: 1, perimeter: 0 };
        let of_table =
            Body { id: "opsn-38".into(), name: "Centre de gestion de l’Isère".into(), siret: None };
        vec![
            body("Syndicat d’Énergie du Val"),
            body("SITIV"),
            BodySize { body: of_table, present: 0, perimeter: 2 },
        ]
    }

    #[test]
    fn a_body_is_found_by_its_name_and_by_its_id_however_it_is_written() {
        for (asked, id) in [
            ("Syndicat d’Énergie du Val", "syndicat-d-energie-du-val"),
            ("syndicat-d-energie-du-val", "syndicat-d-energie-du-val"),
            ("SYNDICAT D'ENERGIE DU VAL", "syndicat-d-energie-du-val"),
            (" sitiv ", "sitiv"),
            ("opsn-38", "opsn-38"),
            ("centre de gestion de l'isère", "opsn-38"),
        ] {
            assert_eq!(pick(&known(), asked).ok().as_deref(), Some(id), "{asked}");
        }
    }

    #[test]
    fn an_unknown_one_is_refused_with_those_that_exist() {
        let told = pick(&known(), "sytiv").expect_err("unknown").to_string();
        assert!(
            told.contains("sytiv") && told.contains("«SITIV»") && told.contains("members bodies"),
            "{told}"
        );
        let told = pick(&[], "sitiv").expect_err("none").to_string();
        assert!(told.contains("members import"), "{told}");
        assert!(pick(&known(), "").is_err());
    }
}
