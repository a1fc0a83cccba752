//! The fenced blocks of a Markdown file: each is a page with an info string.

/// Beginning of the line that comes before each page of an example with several pages.
pub(super) const PART: &str = "<!-- page ";

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{rule}.md line {line}: {reason}")]
pub struct ExampleError {
    pub rule: String,
    pub line: usize,
    pub reason: String,
}

/// A fenced block of a Markdown file: a page and its info string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub line: usize,
    pub content_type: &'static str,
    /// Words that follow the language in the info string.
    pub words: Vec<String>,
    /// A whole document: an HTML fragment is wrapped in one.
    pub source: String,
}

/// All fenced blocks of a Markdown file, in order.
pub fn blocks(file: &str, markdown: &str) -> Result<Vec<Block>, ExampleError> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (line, text) in (1..).zip(markdown.lines()) {
        let Some(info) = text.strip_prefix("```") else {
            if let Some(block) = &mut open {
                block.source.push_str(text);
                block.source.push('\n');
            }
            continue;
        };
        match open.take() {
            Some(block) => blocks.push(whole(block)),
            None => open = Some(begin(file, line, info)?),
        }
    }
    match open {
        Some(block) => Err(wrong(file, block.line, "the block is not closed".into())),
        None => Ok(blocks),
    }
}

pub(super) fn wrong(file: &str, line: usize, reason: String) -> ExampleError {
    ExampleError { rule: file.to_owned(), line, reason }
}

fn begin(file: &str, line: usize, info: &str) -> Result<Block, ExampleError> {
    let mut words = info.split_whitespace().map(str::to_owned);
    let content_type = match words.next().as_deref() {
        Some("html") => "text/html",
        Some("svg") => "image/svg+xml",
        Some("xhtml") => "application/xhtml+xml",
        other => {
            let found = other.unwrap_or_default();
            return Err(wrong(file, line, format!("a block is `html`, `svg` or `xhtml`, not `{found}`")));
        }
    };
    Ok(Block { line, content_type, words: words.collect(), source: String::new() })
}

fn whole(mut block: Block) -> Block {
    let start = block.source.trim_start().get(..5).unwrap_or_default().to_ascii_lowercase();
    let is_document = ["<!doc", "<html", "<?xml"].contains(&start.as_str()) || block.source.starts_with(PART);
    if block.content_type == "text/html" && !is_document {
        block.source = format!(
            "<!doctype html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><title>Exemple</title></head><body>\n{}</body></html>\n",
            block.source
        );
    }
    block
}
