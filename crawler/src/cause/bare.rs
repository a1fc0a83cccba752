//! Finds whether a page is almost empty, from its HTML text, before a browser has loaded it.
//!
//! The text is only split into tags and words. No tree is built, because a tree builder repeats open formatting
//! elements in each paragraph, so that a page of 250 KB can become gigabytes. Time and memory are linear in the text
//! here.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

/// Bytes of text below which a page can be a challenge.
const LITTLE_TEXT: usize = 600;
/// Number of resources up to which a page can be a challenge. A challenge loads only its own script; a page that loads
/// more gets its content from its scripts.
const FEW_RESOURCES: usize = 1;
/// The content of these elements is not shown.
const SILENT: [&[u8]; 4] = [b"script", b"style", b"noscript", b"template"];

/// Whether the page is almost empty. `html` must be in lower case.
pub fn is_bare(html: &str) -> bool {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut seen = Seen::default();
    for token in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => seen.begins(&tag),
            Ok(Token::EndTag(tag)) => seen.ends(&tag.name),
            Ok(Token::String(text)) => seen.says(&text),
            Ok(Token::Comment(_) | Token::Doctype(_) | Token::Error(_)) => {}
        }
        if seen.resources > FEW_RESOURCES || seen.spoken >= LITTLE_TEXT {
            return false;
        }
    }
    true
}

#[derive(Default)]
struct Seen {
    resources: usize,
    spoken: usize,
    /// The outermost open element without visible content, and how many of its name are open.
    silent: Option<(&'static [u8], usize)>,
}

impl Seen {
    fn begins(&mut self, tag: &StartTag<()>) {
        self.resources += usize::from(loads(tag));
        let silent = SILENT.into_iter().find(|silent| **silent == **tag.name);
        match (&mut self.silent, silent) {
            (Some((open, count)), Some(name)) if *open == name => *count += 1,
            (open @ None, Some(name)) => *open = Some((name, 1)),
            _ => {}
        }
    }

    fn ends(&mut self, name: &[u8]) {
        let Some((open, count)) = &mut self.silent else { return };
        if *open == name {
            *count -= 1;
        }
        if *count == 0 {
            self.silent = None;
        }
    }

    fn says(&mut self, text: &[u8]) {
        if self.silent.is_none() {
            self.spoken += text.split(u8::is_ascii_whitespace).map(<[u8]>::len).sum::<usize>();
        }
    }
}

fn loads(tag: &StartTag<()>) -> bool {
    let stylesheet = tag.attributes.get(&b"rel"[..]).is_some_and(|rel| **rel.value == *b"stylesheet");
    stylesheet || (**tag.name == *b"script" && tag.attributes.contains_key(&b"src"[..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_and_what_is_loaded_make_a_page() {
        let spoken = "mot ".repeat(LITTLE_TEXT);
        let page = |page: String| is_bare(&page);
        assert!(page("<title>x</title><p>un instant".into()));
        assert!(!page(format!("<p>{spoken}")));
        assert!(!page("<script src=a></script><link rel=stylesheet href=b>".into()));
        for silent in ["script", "style", "noscript", "template"] {
            assert!(page(format!("<{silent}>{spoken}</{silent}>")), "{silent}");
            assert!(!page(format!("<{silent}>x</{silent}>{spoken}")), "{silent}");
        }
        assert!(page(format!("<template><template></template>{spoken}</template>")));
        assert!(page(format!("<!-- {spoken} -->")));
        assert!(page(format!("<p title='{spoken}'>")));
    }

    /// Texts of 250 KB that would cost a tree builder gigabytes, minutes, or its stack.
    #[test]
    fn no_text_costs_more_than_its_length() {
        let most = 256 * 1024;
        let formatting: String = (0..13_000).map(|n| format!("<b a={n}>")).collect();
        for (name, html) in [
            ("formatting elements", format!("{formatting}{}", "<p>".repeat((most - formatting.len()) / 3))),
            ("nesting", "<div>".repeat(most / 5)),
            ("attributes", format!("<p {}>", (0..40_000).map(|n| format!("a{n} ")).collect::<String>())),
            ("templates", "<template>".repeat(most / 10)),
            ("tables", "<table><td>".repeat(most / 11)),
            ("unfinished tags", "<a".repeat(most / 2)),
            ("references", "&a".repeat(most / 2)),
        ] {
            let began = processor_seconds();
            is_bare(&html);
            assert!(processor_seconds() - began < 5, "{name}");
        }
    }

    /// Processor time of this thread. Other work on the machine does not count.
    fn processor_seconds() -> i64 {
        rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime).tv_sec
    }
}
