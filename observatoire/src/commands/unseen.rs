//! Withdraws the audits of campaigns that saw no site for reasons on our side. Otherwise the next publication would
//! show them as if the sites were the reason.

use crate::clock;
use store::{Result, Store};
use uuid::Uuid;

/// Published at the address of such an audit.
const REASON: &str = "Lors de cette campagne, l’observatoire n’a pu voir aucun site, pour des raisons qui ne tiennent qu’à lui. \
                      Cet audit ne dit rien du site.";
/// Audits that are read at once.
const AT_ONCE: u32 = 500;

pub async fn withdraw_all(store: &Store, campaigns: &[Uuid]) -> Result<()> {
    for campaign in campaigns {
        let mut after = Uuid::nil();
        loop {
            let heads = store.audit_heads_of_campaign(*campaign, after, AT_ONCE).await?;
            let Some(last) = heads.last() else { break };
            after = last.id;
            for head in heads.iter().filter(|head| head.withdrawn.is_none()) {
                store.withdraw(head.id, REASON, clock::now()).await?;
            }
        }
    }
    Ok(())
}
