//! A page at the address of the home page during the very first publication. The audits are published before the lists
//! that lead to them. This page says so to readers who come before the publication has ended, or after it was
//! interrupted.

use super::Context;
use crate::{language::Say, text::Text};
use askama::Template;
use rules::messages::Language;

#[derive(Template)]
#[template(path = "meanwhile.html")]
struct Meanwhile {
    language: Language,
    site_name: Text,
    /// Relative address of the site's root.
    top: String,
}

impl Meanwhile {
    fn t<'a>(&self, french: &'a str, english: &'a str) -> &'a str {
        self.language.t(french, english)
    }
}

pub(crate) fn html(context: &Context<'_>) -> Vec<u8> {
    let page = Meanwhile {
        language: context.language,
        site_name: Text::line(&context.publication.settings.name),
        top: context.edition().to_root(),
    };
    page.render().expect("a string takes all").into_bytes()
}
