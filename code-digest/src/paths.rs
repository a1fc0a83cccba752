//! Finds the modules of the same crate that a file names, and the files that it includes.

use proc_macro2::{Delimiter, TokenTree};

/// Paths within the crate that a file of this module names, from the crate's root, such as `parts`, `fields`,
/// `is_native`.
pub fn named(tokens: &[TokenTree], module: &[String]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    search(tokens, module, &mut found);
    found
}

fn search(tokens: &[TokenTree], module: &[String], found: &mut Vec<Vec<String>>) {
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                search(&inner, module, found);
            }
            TokenTree::Ident(word) if is_path(tokens, at + 1) && !(at >= 2 && is_path(tokens, at - 2)) => {
                match word.to_string().as_str() {
                    "crate" => tree(&tokens[at + 3..], Vec::new(), found),
                    "self" => tree(&tokens[at + 3..], module.to_vec(), found),
                    "super" => tree(&tokens[at + 3..], above(module), found),
                    _ => {}
                }
            }
            _ => {}
        }
    }
}

fn is_path(tokens: &[TokenTree], at: usize) -> bool {
    let colon = |at: usize| matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == ':');
    colon(at) && colon(at + 1)
}

fn above(module: &[String]) -> Vec<String> {
    module.split_last().map(|(_, above)| above.to_vec()).unwrap_or_default()
}

/// Collects all paths of a tree such as `a::{b, c::d}`. The tokens are the part after the prefix.
fn tree(tokens: &[TokenTree], mut prefix: Vec<String>, found: &mut Vec<Vec<String>>) {
    match tokens.first() {
        Some(TokenTree::Ident(word)) => {
            let word = word.to_string();
            match word.as_str() {
                "super" => prefix = above(&prefix),
                "self" => {}
                _ => prefix.push(word),
            }
            if is_path(tokens, 1) { tree(&tokens[3..], prefix, found) } else { found.push(prefix) }
        }
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            let comma =
                |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
            for branch in inner.split(comma).filter(|branch| !branch.is_empty()) {
                tree(branch, prefix.clone(), found);
            }
        }
        // `*`, or the `<` of a type's parameter.
        _ => found.push(prefix),
    }
}

/// Paths of `pub use page::{Node, Page}` in the crate's root.
pub fn exported(tokens: &[TokenTree]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if matches!(token, TokenTree::Ident(word) if *word == "use") {
            tree(&tokens[at + 1..], Vec::new(), &mut found);
        }
    }
    found
}

/// Names of the files that `include_str!` includes, as they are written there.
pub fn included(tokens: &[TokenTree]) -> Vec<String> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        let inner: Vec<TokenTree> = group.stream().into_iter().collect();
        found.extend(included(&inner));
        let is_include =
            at >= 2 && matches!(&tokens[at - 2], TokenTree::Ident(word) if *word == "include_str");
        if let (true, [TokenTree::Literal(name)]) = (is_include, inner.as_slice()) {
            found.push(name.to_string().trim_matches('"').to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(text: &str) -> Vec<String> {
        let tokens: Vec<TokenTree> = text.parse::<proc_macro2::TokenStream>().unwrap().into_iter().collect();
        named(&tokens, &["parts".to_owned(), "table".to_owned()]).iter().map(|path| path.join("::")).collect()
    }

    #[test]
    fn every_branch_of_an_import_is_a_path() {
        assert_eq!(
            paths("use crate::{Node, parts::{direction::{self, Direction}, fields}};"),
            ["Node", "parts::direction", "parts::direction::Direction", "parts::fields"]
        );
    }

    #[test]
    fn paths_may_be_relative_and_stand_anywhere() {
        assert_eq!(paths("fn f() { super::names::g(self::x) }"), ["parts::names::g", "parts::table::x"]);
        assert_eq!(paths("use super::super::page::*; pub(crate) fn f(self) {}"), ["page"]);
    }

    #[test]
    fn included_files_are_found() {
        let text = r#"static A: &[&str] = &[include_str!("../data/a.tsv"), include_str!("a.md")];"#;
        let tokens: Vec<TokenTree> = text.parse::<proc_macro2::TokenStream>().unwrap().into_iter().collect();
        assert_eq!(included(&tokens), ["../data/a.tsv", "a.md"]);
    }
}
