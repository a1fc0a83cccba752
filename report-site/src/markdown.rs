//! Converts the Markdown of a rule to HTML. Tags in the Markdown are shown as text.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd, html::push_html};

/// The first heading.
pub fn title(markdown: &str) -> &str {
    let line = markdown.lines().find_map(|line| line.strip_prefix("# "));
    line.unwrap_or_default().trim()
}

/// Everything but the first heading. Each block of code is preceded by its expected outcome in words.
pub fn html(markdown: &str) -> String {
    let mut html = String::new();
    let mut in_title = false;
    let events = Parser::new(markdown).filter_map(|event| match event {
        Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => {
            in_title = true;
            None
        }
        Event::End(TagEnd::Heading(HeadingLevel::H1)) => {
            in_title = false;
            None
        }
        _ if in_title => None,
        Event::Html(text) | Event::InlineHtml(text) => Some(vec![Event::Text(text)]),
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => Some(labelled(&info)),
        other => Some(vec![other]),
    });
    push_html(&mut html, events.flatten());
    html
}

/// Label of a block of code, from its info string: `html failed link-vague` means that the rule fails with this reason.
fn labelled<'m>(info: &str) -> Vec<Event<'m>> {
    let said: Vec<&str> = info.split_whitespace().skip(1).collect();
    let (outcome, reasons) =
        said.split_first().map_or(("", &[][..]), |(outcome, reasons)| (*outcome, reasons));
    let mut events = Vec::new();
    if !outcome.is_empty() {
        let told = if reasons.is_empty() {
            outcome.to_owned()
        } else {
            format!("{outcome}: {}", reasons.join(", "))
        };
        events.extend([
            Event::Start(Tag::Paragraph),
            Event::Start(Tag::Strong),
            Event::Text(told.into()),
            Event::End(TagEnd::Strong),
            Event::End(TagEnd::Paragraph),
        ]);
    }
    events.push(Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)));
    events
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_shown_and_not_obeyed() {
        let html = html(
            "# T\n\nA <b onclick=x>b</b>\n\n<script>1</script>\n\n```html failed x y\n<img src=x>\n```\n",
        );
        assert!(!html.contains("<b ") && !html.contains("<script") && !html.contains("<img"), "{html}");
        assert!(html.contains("<strong>failed: x, y</strong>"), "{html}");
        assert!(!html.contains("<h1"), "{html}");
    }

    #[test]
    fn every_rule_has_a_title() {
        assert!(rules::catalogue::ALL.iter().all(|rule| !title(rule.doc).is_empty()));
    }
}
