//! A page as lines of text in tree order: a line ends with its block, list item or table row, or at a `br`.

use super::layout::{heading, is_block, is_bold};
use crate::{Node, Page, page::fold};
use url::Url;

#[derive(Debug, Clone, Default)]
pub struct Line {
    pub text: String,
    /// Level of the heading, 1 to 6; 6 also for elements that label other content (`summary`, `dt` …); 0 for other
    /// text.
    pub level: u8,
    /// Whether its whole text is emphasised, or it ends with a colon, so that it may serve as a heading.
    pub is_emphasised: bool,
    /// Number of the node of the innermost list item, definition or table row that contains it.
    pub item: Option<u32>,
    /// Whether it was not rendered when the page was captured: a closed fold, a hidden panel.
    pub is_hidden: bool,
    pub region: Region,
    /// Number of the node it begins in.
    pub node: u32,
    pub links: Vec<LinkInLine>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkInLine {
    pub text: String,
    /// Absolute address; `mailto:` and `tel:` as written.
    pub href: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Region {
    Main,
    /// Header, footer, navigation, aside.
    Around,
    #[default]
    Body,
}

/// Most lines that are read. A page of legal texts has a few thousand.
const MOST_LINES: usize = 6_000;
/// Bytes of a line from which on no more text is added to it.
const MOST_CHARACTERS: usize = 6_000;

pub fn lines(page: &Page) -> Vec<Line> {
    let base = page.base();
    let mut reader =
        Reader { base, lines: Vec::new(), open: Line::default(), has_open: false, all_strong: true };
    for document in page.documents() {
        reader.walk(document, &Around { level: 0, item: None, region: Region::Body, strong: false });
        reader.close();
    }
    reader.lines
}

/// Facts that hold for all text below a node.
#[derive(Clone)]
struct Around {
    level: u8,
    item: Option<u32>,
    region: Region,
    strong: bool,
}

struct Reader {
    base: Option<Url>,
    lines: Vec<Line>,
    open: Line,
    has_open: bool,
    all_strong: bool,
}

impl Reader {
    fn walk(&mut self, node: Node<'_>, around: &Around) {
        // Not a recursion, because a page may be nested more deeply than the call stack allows.
        let mut stack: Vec<Step<'_>> = vec![Step::Enter(node, around.clone())];
        while let Some(step) = stack.pop() {
            match step {
                Step::Close => self.close(),
                Step::Row => self.join_row(),
                Step::EndLink(at, href) => self.end_link(at, href),
                Step::Enter(node, around) => self.enter(node, around, &mut stack),
            }
            if self.lines.len() > MOST_LINES {
                return;
            }
        }
    }

    fn enter<'p>(&mut self, node: Node<'p>, around: Around, stack: &mut Vec<Step<'p>>) {
        if node.is_text() {
            return self.text(node, &around);
        }
        if !node.is_element() {
            return stack.extend(children(node, &around).into_iter().rev());
        }
        if node.is_one_of(SILENT) || node.shadow() == Some(crate::page::Shadow::UserAgent) {
            return;
        }
        if node.is("br") {
            return self.close();
        }
        if node.is_one_of(&["img", "area"]) || node.attribute_is("role", "img") {
            let alternative = node.attribute("alt").or_else(|| node.attribute("aria-label"));
            return self.push(alternative.unwrap_or_default(), node, &around, true);
        }
        let inner = around.below(node);
        let (is_block, is_row) = (is_block(node), node.is("tr"));
        if is_block {
            self.close();
        }
        if is_row {
            self.lines.push(Line { level: ROW_MARK, ..Line::default() });
        }
        let mut inside = children(node, &inner);
        if node.is("a")
            && let Some(href) = node.attribute("href")
        {
            inside.push(Step::EndLink(self.open.text.len(), self.resolve(href)));
        }
        if is_block {
            inside.push(Step::Close);
        }
        if is_row {
            inside.push(Step::Row);
        }
        stack.extend(inside.into_iter().rev());
    }

    fn text(&mut self, node: Node<'_>, around: &Around) {
        self.push(node.text(), node, around, false);
    }

    fn push(&mut self, text: &str, node: Node<'_>, around: &Around, apart: bool) {
        if text.trim().is_empty() {
            if !text.is_empty() && self.has_open {
                self.open.text.push(' ');
            }
            return;
        }
        if !self.has_open {
            self.has_open = true;
            self.all_strong = true;
            self.open = Line {
                level: around.level,
                item: around.item,
                is_hidden: node.is_hidden(),
                region: around.region,
                node: node.number(),
                ..Line::default()
            };
        }
        self.all_strong &= around.strong;
        if apart {
            self.open.text.push(' ');
        }
        if self.open.text.len() < MOST_CHARACTERS {
            self.open.text.push_str(text);
        }
        if apart {
            self.open.text.push(' ');
        }
    }

    fn end_link(&mut self, begins_at: usize, href: String) {
        let target = if self.has_open { Some(&mut self.open) } else { self.lines.last_mut() };
        let Some(line) = target else { return };
        let text = line.text.get(begins_at..).unwrap_or(&line.text);
        line.links.push(LinkInLine { text: fold(text), href });
    }

    fn close(&mut self) {
        if !self.has_open {
            return;
        }
        self.has_open = false;
        let mut line = std::mem::take(&mut self.open);
        line.text = fold(&line.text);
        line.is_emphasised = self.all_strong || line.text.ends_with(':');
        if !line.text.is_empty() {
            self.lines.push(line);
        }
    }

    /// Joins the cells of a table row into one line if they are short, so that a label stays with its value.
    fn join_row(&mut self) {
        let Some(mark) = self.lines.iter().rposition(|line| line.level == ROW_MARK) else { return };
        let cells = self.lines.split_off(mark + 1);
        self.lines.pop();
        let length: usize = cells.iter().map(|cell| cell.text.len()).sum();
        let is_plain = cells.iter().all(|cell| cell.level == 0) && length < 400 && cells.len() <= 12;
        if cells.len() < 2 || !is_plain {
            self.lines.extend(cells);
            return;
        }
        let mut row = cells[0].clone();
        row.is_emphasised = false;
        row.item = Some(row.node);
        row.text = cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" | ");
        row.links = cells.into_iter().flat_map(|cell| cell.links).collect();
        self.lines.push(row);
    }

    fn resolve(&self, href: &str) -> String {
        let href = href.trim();
        match self.base.as_ref().map(|base| base.join(href)) {
            Some(Ok(url)) => url.to_string(),
            _ => href.to_owned(),
        }
    }
}

/// Level of a placeholder line that marks the beginning of a table row until the row is joined.
const ROW_MARK: u8 = 99;

enum Step<'p> {
    Enter(Node<'p>, Around),
    EndLink(usize, String),
    Close,
    Row,
}

fn children<'p>(node: Node<'p>, around: &Around) -> Vec<Step<'p>> {
    node.children().map(|child| Step::Enter(child, around.clone())).collect()
}

const SILENT: &[&str] = &[
    "script", "style", "template", "noscript", "head", "svg", "canvas", "select", "textarea", "object",
    "video", "audio", "iframe", "math",
];

impl Around {
    fn below(&self, node: Node<'_>) -> Self {
        let mut inner = self.clone();
        if let Some(level) = heading(node) {
            inner.level = level;
        }
        if node.is_one_of(&["li", "dd"]) {
            inner.item = Some(node.number());
        }
        inner.strong |= node.is_one_of(&["strong", "b", "u"]) || is_bold(node);
        inner.region = match inner.region {
            Region::Body if node.is("main") || node.attribute_is("role", "main") => Region::Main,
            // Navigation inside `main` does not belong to the content.
            Region::Main if node.is("nav") || node.attribute_is("role", "navigation") => Region::Around,
            Region::Main => Region::Main,
            _ if is_around(node) => Region::Around,
            region => region,
        };
        inner
    }
}

fn is_around(node: Node<'_>) -> bool {
    let named = node.is_one_of(&["footer", "nav", "aside"])
        || (node.is("header") && !node.ancestors().any(|above| above.is_one_of(&["article", "section"])));
    let roles = ["navigation", "banner", "contentinfo", "complementary", "dialog"];
    named || node.is("dialog") || roles.iter().any(|role| node.attribute_is("role", role))
}
