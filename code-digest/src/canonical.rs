//! The part of a file that decides verdicts, in a canonical form that does not depend on comments and layout.

use crate::{Error, read};
use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use std::path::Path;

/// Canonical text of a file. The file's extension tells whether it is Rust, JavaScript, a table with a header, or
/// lines.
pub fn canonical(file: &Path) -> Result<String, Error> {
    let text = read(file)?;
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("rs") => {
            let tokens = tokens(file, &text)?;
            Ok(printed(&tokens))
        }
        Some("js") => Ok(script(&text)),
        Some("tsv") => Ok(table(&text)),
        _ => Ok(lines(&text)),
    }
}

/// The tokens of a Rust file, without attributes that decide no verdict and without code that is only built for tests.
pub(crate) fn tokens(file: &Path, text: &str) -> Result<Vec<TokenTree>, Error> {
    let not_rust =
        |error: proc_macro2::LexError| Error::NotRust { file: file.to_owned(), why: error.to_string() };
    let stream: TokenStream = text.parse().map_err(not_rust)?;
    Ok(deciding(stream))
}

fn deciding(stream: TokenStream) -> Vec<TokenTree> {
    let all: Vec<TokenTree> = stream.into_iter().collect();
    let (mut kept, mut at) = (Vec::with_capacity(all.len()), 0);
    while at < all.len() {
        if let Some((attribute, end)) = attribute(&all, at) {
            if attribute == "cfg(test)" {
                at = after_item(&all, end);
                continue;
            }
            let name = attribute.split(['(', '=']).next().unwrap_or_default();
            if ["doc", "expect", "allow", "must_use", "inline"].contains(&name) {
                at = end;
                continue;
            }
        }
        kept.push(match &all[at] {
            TokenTree::Group(group) => {
                let inner: TokenStream = deciding(group.stream()).into_iter().collect();
                TokenTree::Group(proc_macro2::Group::new(group.delimiter(), inner))
            }
            other => other.clone(),
        });
        at += 1;
    }
    kept
}

/// The content of the attribute that begins here, without white space, and the place where it ends.
fn attribute(all: &[TokenTree], at: usize) -> Option<(String, usize)> {
    let is = |at: usize, sign: char| matches!(all.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == sign);
    if !is(at, '#') {
        return None;
    }
    let group = if is(at + 1, '!') { at + 2 } else { at + 1 };
    match all.get(group) {
        Some(TokenTree::Group(held)) if held.delimiter() == Delimiter::Bracket => {
            let tokens: Vec<TokenTree> = held.stream().into_iter().collect();
            Some((printed(&tokens).replace(' ', ""), group + 1))
        }
        _ => None,
    }
}

/// End of the code to which an attribute applies: an item, or a field, variant or element with its comma.
fn after_item(all: &[TokenTree], mut at: usize) -> usize {
    while let Some((_, end)) = attribute(all, at) {
        at = end;
    }
    let word = |at: usize| match all.get(at) {
        Some(TokenTree::Ident(word)) => word.to_string(),
        _ => String::new(),
    };
    let mut first = at;
    while word(first) == "pub"
        || matches!(all.get(first), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis)
    {
        first += 1;
    }
    let is_statement = ["use", "static", "const", "type", "extern", "let"].contains(&word(first).as_str());
    let is_item = ["fn", "impl", "mod", "struct", "enum", "trait", "unsafe", "async", "macro_rules"]
        .contains(&word(first).as_str());
    for (end, token) in all.iter().enumerate().skip(first) {
        let ends = match token {
            TokenTree::Punct(punct) => match punct.as_char() {
                ';' => true,
                ',' => !is_statement && !is_item,
                _ => false,
            },
            TokenTree::Group(group) => is_item && group.delimiter() == Delimiter::Brace,
            _ => false,
        };
        if ends {
            return end + 1;
        }
    }
    all.len()
}

/// Tokens separated by a space, except for signs that form one operator.
pub(crate) fn printed(tokens: &[TokenTree]) -> String {
    let mut text = String::new();
    print(&mut text, tokens);
    text
}

fn print(text: &mut String, tokens: &[TokenTree]) {
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                text.push_str(open);
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                print(text, without_last_comma(&inner));
                text.push_str(close);
            }
            TokenTree::Punct(punct) => {
                text.push(punct.as_char());
                if punct.spacing() == Spacing::Joint {
                    continue;
                }
            }
            other => text.push_str(&other.to_string()),
        }
        if at + 1 < tokens.len() {
            text.push(' ');
        }
    }
}

/// Tokens of a list without the comma after its last entry, because that comma is layout.
fn without_last_comma(tokens: &[TokenTree]) -> &[TokenTree] {
    match tokens {
        // The comma of `(one,)` makes it a tuple.
        [_, TokenTree::Punct(_)] => tokens,
        [before @ .., TokenTree::Punct(punct)] if punct.as_char() == ',' => before,
        _ => tokens,
    }
}

/// Lines of a JavaScript file without indentation, empty lines and lines that are comments.
fn script(text: &str) -> String {
    let kept = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    kept.collect::<Vec<_>>().join("\n")
}

/// Cells of a table without the columns that only people read, whose names begin with `title` or `inapplicable`.
fn table(text: &str) -> String {
    let header: Vec<&str> = text.lines().next().unwrap_or_default().split('\t').collect();
    let decides = |at: usize| {
        header.get(at).is_none_or(|name| !name.starts_with("title") && !name.starts_with("inapplicable"))
    };
    let row = |line: &str| {
        let cells = line.trim_end_matches('\r').split('\t').enumerate();
        cells.filter(|(at, _)| decides(*at)).map(|(_, cell)| cell).collect::<Vec<_>>().join("\t")
    };
    text.lines().map(row).collect::<Vec<_>>().join("\n")
}

/// Lines without empty lines and comments. A comment begins with `# `; a `#` without a space may begin an emoticon.
fn lines(text: &str) -> String {
    let kept = text.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with("# "));
    kept.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rust(text: &str) -> String {
        printed(&tokens(Path::new("x.rs"), text).unwrap())
    }

    #[test]
    fn comments_layout_and_tests_do_not_count() {
        let short = "pub fn f(a: u8) -> bool { g(a, 1) } ";
        let long = "//! Of a file.\n/// Of a function.\n#[must_use]\npub fn f(\n    a: u8,\n) -> bool {\n    // why\n    g(\n        a,\n        /* one */ 1,\n    )\n}\n#[cfg(test)]\nmod tests { use super::*; }\n#[cfg(test)]\nuse a::{b, c};\n";
        assert_eq!(rust(short), rust(long));
    }

    #[test]
    fn what_decides_counts() {
        let base = rust("fn f() -> u8 { 1 }");
        for other in [
            "fn f() -> u8 { 2 }",
            "fn f() -> u16 { 1 }",
            "fn g() -> u8 { 1 }",
            "#[cfg(x)] fn f() -> u8 { 1 }",
        ] {
            assert_ne!(rust(other), base, "{other}");
        }
        assert_ne!(rust(r#"const A: &str = "a b";"#), rust(r#"const A: &str = "a  b";"#));
        assert_ne!(rust("f((a,))"), rust("f((a))"));
    }

    #[test]
    fn a_field_or_an_element_for_tests_ends_at_its_comma() {
        assert_eq!(
            rust("struct S { a: u8, #[cfg(test)] b: F<u8>, c: u8 }"),
            rust("struct S { a: u8, c: u8 }")
        );
        assert_eq!(rust("[1, #[cfg(test)] K { x: 1 }, 2]"), rust("[1, 2]"));
    }

    #[test]
    fn titles_of_a_table_are_for_people() {
        assert_eq!(
            table("id\ttitle_fr\tdecided_by\n1\tUn\ta\n"),
            table("id\ttitle_fr\tdecided_by\n1\tAutre\ta\n")
        );
        assert_ne!(table("id\tdecided_by\n1\ta\n"), table("id\tdecided_by\n1\tb\n"));
    }

    #[test]
    fn a_list_without_its_comments() {
        assert_eq!(lines("# Answers.\noui\n\n#)\n"), lines("oui\n#)\n"));
        assert_ne!(lines("oui\n#)\n"), lines("oui\n"));
    }

    #[test]
    fn a_script_without_its_comments() {
        assert_eq!(script("// Why.\nconst a = 1;\n\n    f('//x');\n"), script("const a = 1;\nf('//x');"));
    }
}
