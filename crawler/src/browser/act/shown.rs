//! Shows a captured page in a narrow window, enlarged and with more text spacing, and finds the texts that can then no
//! longer be read as before. They are called strained.

use super::{
    super::{call::CallError, capture::NodeNumbers, channel::Channel, script},
    Guard,
    guarded::guarded,
};
use rules::page::sections::states::{Recipe, State, States, Strained};
use serde_json::{Value, json};

const STRAIN: &str = include_str!("strain.js");

/// Observations of a page while it was used.
#[derive(Debug, Default)]
pub struct Acted {
    pub states: Vec<SeenState>,
    /// Number of requests that the page made meanwhile and that were refused.
    pub refused: u32,
    /// Whether the page stored data that the next page of the site may find.
    pub leaves: bool,
}

#[derive(Debug)]
pub struct SeenState {
    pub recipe: Recipe,
    pub strained: Vec<SeenStrain>,
}

/// An element whose text is strained in a state, identified by its `backendNodeId`. Lengths are in CSS pixels.
#[derive(Debug, PartialEq)]
pub struct SeenStrain {
    pub backend: i64,
    pub needs: u32,
    pub offers: u32,
}

impl Acted {
    /// The states in the form in which they are kept. Elements that appeared only in such a state are left out, because
    /// they are no part of the captured page.
    pub fn states(self, numbers: &NodeNumbers) -> States {
        let strained = |seen: &SeenStrain| {
            let node = numbers.number_of(seen.backend)?;
            Some(Strained { node, needs: seen.needs, offers: seen.offers })
        };
        let states = self.states.iter().map(|seen| State {
            recipe: seen.recipe,
            strained: seen.strained.iter().filter_map(strained).collect(),
        });
        States { states: states.collect(), refused_requests: self.refused }
    }
}

/// Uses the page with scripts in the given world. Does nothing where requests cannot be held back.
pub async fn act(channel: &Channel, world: &Value, viewport: (u32, u32)) -> Result<Option<Acted>, CallError> {
    let Some(tools) = channel.direct() else { return Ok(None) };
    let act = Act { channel, world, viewport };
    let (acted, wants) = guarded(tools, Guard::Reads, act.all()).await?;
    Ok(Some(Acted { refused: wants.refused, ..acted }))
}

struct Act<'a> {
    channel: &'a Channel,
    world: &'a Value,
    viewport: (u32, u32),
}

impl Act<'_> {
    async fn all(&self) -> Result<Acted, CallError> {
        script::run(self.channel, self.world, STRAIN, &[]).await?;
        let mut states = Vec::new();
        for recipe in [Recipe::NARROW, Recipe::ENLARGED, self.spaced()] {
            let strained = self.strained(&recipe).await?;
            states.push(SeenState { recipe, strained });
        }
        self.leave().await?;
        let leaves = self.ask("() => strain.leaves()", &[]).await?.as_bool().unwrap_or(true);
        Ok(Acted { states, refused: 0, leaves })
    }

    fn spaced(&self) -> Recipe {
        let (width, height) = self.viewport;
        Recipe { width, height, ratio: 1, spaced: true }
    }

    /// Finds the elements that are strained both times that the state is reached.
    async fn strained(&self, recipe: &Recipe) -> Result<Vec<SeenStrain>, CallError> {
        if self.look(recipe, false).await?.is_empty() {
            return Ok(Vec::new());
        }
        self.leave().await?;
        self.ask(
            "frame => frame()",
            &["() => new Promise(resolve => requestAnimationFrame(resolve))".to_owned()],
        )
        .await?;
        let seen = self.look(recipe, true).await?;
        let mut strained = Vec::new();
        for (at, (needs, offers)) in seen.into_iter().enumerate() {
            let Some(backend) = self.name(at).await? else { continue };
            strained.push(SeenStrain { backend, needs, offers });
        }
        Ok(strained)
    }

    /// Reaches the state once, and gives for each strained element the size that it needs and the size that it has.
    async fn look(&self, recipe: &Recipe, is_again: bool) -> Result<Vec<(u32, u32)>, CallError> {
        self.enter(recipe).await?;
        let way = if *recipe == Recipe::NARROW { "'narrow'" } else { "'cuts'" };
        let told = self
            .ask("(way, again) => strain.look(way, again)", &[way.to_owned(), is_again.to_string()])
            .await?;
        let number = |value: &Value| value.as_u64().and_then(|number| u32::try_from(number).ok());
        let pairs = told.as_array().map(Vec::as_slice).unwrap_or_default();
        Ok(pairs.iter().filter_map(|pair| Some((number(&pair[0])?, number(&pair[1])?))).collect())
    }

    async fn enter(&self, recipe: &Recipe) -> Result<(), CallError> {
        let Recipe { width, height, ratio, spaced } = *recipe;
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": ratio, "mobile": false });
        self.channel.ask("Emulation.setDeviceMetricsOverride", size).await?;
        self.ask("spaced => strain.space(spaced)", &[spaced.to_string()]).await.map(drop)
    }

    /// Restores the window in which the page was captured.
    async fn leave(&self) -> Result<(), CallError> {
        self.ask("() => strain.space(false)", &[]).await?;
        self.channel.ask("Emulation.clearDeviceMetricsOverride", json!({})).await.map(drop)
    }

    /// The `backendNodeId` of the strained element with this index.
    async fn name(&self, at: usize) -> Result<Option<i64>, CallError> {
        script::element(self.channel, self.world, &format!("strained[{at}]")).await
    }

    async fn ask(&self, function: &str, arguments: &[String]) -> Result<Value, CallError> {
        script::run(self.channel, self.world, function, arguments).await
    }
}
