//! Changes of a page's source that must not change the rules' verdicts: ids renamed, attributes reordered, an element
//! around the content, the content in a shadow tree, below the first screen, or inserted later.

mod markup;

use markup::{body, rename_ids, reorder_attributes, styles};

/// One way to change a page.
pub struct Change {
    /// Name in the output and in the table of exceptions.
    pub name: &'static str,
    /// Returns the changed source; `None` if the page has no body to change.
    pub apply: fn(&str) -> Option<String>,
}

/// All changes, in the order in which they are tried.
pub const CHANGES: &[Change] = &[
    Change { name: "ids-renamed", apply: |source| Some(rename_ids(source)) },
    Change { name: "attributes-reordered", apply: |source| Some(reorder_attributes(source)) },
    Change { name: "in-div", apply: |source| around(source, "<div>", "</div>") },
    Change { name: "in-article", apply: |source| around(source, "<article>", "</article>") },
    Change { name: "in-section", apply: |source| around(source, "<section>", "</section>") },
    Change {
        name: "in-contents",
        apply: |source| around(source, "<div style=\"display:contents\">", "</div>"),
    },
    Change {
        name: "below-the-fold",
        apply: |source| around(source, "<div style=\"height:3000px\"></div>", ""),
    },
    Change { name: "in-shadow-tree", apply: in_shadow_tree },
    Change { name: "in-slot", apply: in_slot },
    Change { name: "later", apply: later },
];

fn around(source: &str, before: &str, after: &str) -> Option<String> {
    let body = body(source)?;
    let (head, tail) = (&source[..body.start], &source[body.end..]);
    Some(format!("{head}{before}{}{after}{tail}", &source[body]))
}

/// Moves the content into a shadow tree with a copy of the style sheets, because those of the document do not apply
/// there.
fn in_shadow_tree(source: &str) -> Option<String> {
    let before = format!("<div><template shadowrootmode=\"open\">{}", styles(source));
    around(source, &before, "</template></div>")
}

fn in_slot(source: &str) -> Option<String> {
    around(source, "<div><template shadowrootmode=\"open\"><slot></slot></template>", "</div>")
}

/// Lets a script insert the content 300 ms after the page has loaded.
fn later(source: &str) -> Option<String> {
    let script = "<script>addEventListener('load',()=>setTimeout(()=>{const held=document.getElementById('held-back');\
                  held.replaceWith(held.content)},300))</script>";
    around(source, "<template id=\"held-back\">", &format!("</template>{script}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str =
        "<html lang=fr><body class=a><label for=\"nom\">Nom</label><input id=\"nom\"></body></html>";

    #[test]
    fn each_change_changes_the_page_and_keeps_its_content() {
        for change in CHANGES {
            let changed = (change.apply)(PAGE).expect("the page has a body");
            assert_ne!(changed, PAGE, "{}", change.name);
            assert!(changed.contains(">Nom</label>"), "{}: {changed}", change.name);
        }
    }

    #[test]
    fn a_page_without_a_body_is_left_alone() {
        let frameset = "<html><frameset><frame src=a.html></frameset></html>";
        assert!(
            CHANGES
                .iter()
                .all(|change| (change.apply)(frameset).is_none_or(|held| held.contains("frameset")))
        );
    }
}
