//! Words by which pages, controls and statements are recognised are in `data/words`, not in the code of rules.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use rules::standards::{aria, languages, words::normalise};
use std::{
    collections::{BTreeSet, HashSet},
    fs,
    path::{Path, PathBuf},
};

/// Fewest texts in brackets that count as a list. Fewer texts are part of the grammar of a sentence.
const FEWEST_IN_BRACKETS: usize = 3;
/// Fewest texts of a pattern, `"a" | "b"`, that count as a list.
const FEWEST_IN_PATTERN: usize = 5;
/// Names of attributes, values of attributes and columns of tables that are ordinary words as well.
const NAMES: &[&str] = &[
    "alt",
    "color",
    "content",
    "date",
    "email",
    "field",
    "file",
    "for",
    "lang",
    "name",
    "on",
    "password",
    "placeholder",
    "required",
    "src",
    "submit",
    "tel",
    "text",
    "type",
    "value",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap()
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in folder.read_dir().unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|held| held == extension) {
            found.push(path);
        }
    }
    found
}

/// Words of natural language, folded, and tokens of standards. The words are those that occur in French messages but in
/// no English one, and the entries of the word lists.
struct Vocabulary {
    words: HashSet<String>,
    tokens: HashSet<String>,
}

impl Vocabulary {
    fn read() -> Self {
        let (mut french, mut english) = (HashSet::new(), HashSet::new());
        for file in files(&root().join("data/messages"), "tsv") {
            let text = fs::read_to_string(file).unwrap();
            for line in text.lines().skip(1) {
                let cells: Vec<&str> = line.split('\t').collect();
                let said = |cells: &[&str]| words(&cells.join(" "));
                french.extend(said(&cells[1..4]));
                english.extend(said(&cells[4..]));
            }
        }
        let mut words: HashSet<String> = french.difference(&english).cloned().collect();
        let mut tokens: HashSet<String> = NAMES.iter().map(|name| (*name).to_owned()).collect();
        for file in files(&root().join("data/words"), "txt") {
            let text = fs::read_to_string(&file).unwrap();
            let entries = text.lines().filter(|line| !line.starts_with('#')).map(normalise);
            let is_of_endings = file.file_stem().unwrap().to_string_lossy().ends_with("-extensions");
            if is_of_endings { tokens.extend(entries) } else { words.extend(entries) }
        }
        // An entry without letters, such as an emoticon, is empty once it is folded.
        words.remove("");
        let elements = read("data/html/elements.tsv");
        tokens.extend(elements.lines().filter_map(|line| line.split('\t').next()).map(str::to_owned));
        Self { words, tokens }
    }

    /// Whether an entry is a word of natural language and not a token of a standard.
    fn holds(&self, entry: &str) -> bool {
        let is_token = self.tokens.contains(entry)
            || aria::role(entry).is_some()
            || entry.len() == 2 && languages::check(entry).is_ok();
        let is_written_as_word = entry.chars().all(|sign| sign.is_alphabetic() || " -'’".contains(sign));
        let is_french = || entry.chars().any(|letter| "àâçéèêëîïôùû".contains(letter));
        !is_token && is_written_as_word && (self.words.contains(&normalise(entry)) || is_french())
    }

    fn is_list_of_words(&self, entries: &[String]) -> bool {
        let held = entries.iter().filter(|entry| self.holds(entry)).count();
        held >= 2 && 2 * held >= entries.len()
    }
}

fn words(text: &str) -> Vec<String> {
    normalise(text).split(' ').map(str::to_owned).collect()
}

/// Finds the lists of texts in code: in brackets, also of pairs, and in patterns.
fn lists(code: TokenStream, found: &mut Vec<Vec<String>>) {
    let tokens: Vec<TokenTree> = code.into_iter().collect();
    let mut pattern = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Literal(_) if text(token).is_some() => pattern.extend(text(token)),
            TokenTree::Punct(sign) if sign.as_char() == '|' && !pattern.is_empty() => continue,
            _ => take_pattern(&mut pattern, found),
        }
        if let TokenTree::Group(group) = token {
            let entries = texts(group.stream());
            if group.delimiter() == Delimiter::Bracket && entries.len() >= FEWEST_IN_BRACKETS {
                found.push(entries);
            }
            lists(group.stream(), found);
        } else if !matches!(tokens.get(at + 1), Some(TokenTree::Punct(sign)) if sign.as_char() == '|') {
            take_pattern(&mut pattern, found);
        }
    }
}

fn take_pattern(pattern: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    let entries = std::mem::take(pattern);
    if entries.len() >= FEWEST_IN_PATTERN {
        found.push(entries);
    }
}

/// The texts of a list that contains only texts and pairs. Empty for any other list.
fn texts(list: TokenStream) -> Vec<String> {
    let mut entries = Vec::new();
    for token in list {
        match &token {
            TokenTree::Group(pair) if pair.delimiter() == Delimiter::Parenthesis => {
                entries.extend(pair.stream().into_iter().filter_map(|cell| text(&cell)));
            }
            TokenTree::Punct(sign) if sign.as_char() == ',' => {}
            _ => match text(&token) {
                Some(entry) => entries.push(entry),
                None => return Vec::new(),
            },
        }
    }
    entries
}

/// The text of a literal `"…"`.
fn text(token: &TokenTree) -> Option<String> {
    let written = token.to_string();
    Some(written.strip_prefix('"')?.strip_suffix('"')?.to_owned())
}

fn lists_of_words(code: &str, known: &Vocabulary) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    lists(code.parse().unwrap(), &mut found);
    found.retain(|entries| known.is_list_of_words(entries));
    found
}

#[test]
fn no_rule_has_a_list_of_words_in_its_code() {
    let known = Vocabulary::read();
    let code = files(&root().join("src"), "rs").into_iter();
    let code = code.filter(|file| file.file_stem().is_some_and(|name| name != "tests"));
    let held = code.map(|file| (lists_of_words(&code_digest::canonical(&file).unwrap(), &known), file));
    let found: Vec<_> = held.filter(|(lists, _)| !lists.is_empty()).collect();
    assert!(found.is_empty(), "these belong into files of data/words: {found:#?}");
}

#[test]
fn a_list_of_words_is_found_however_it_is_written() {
    let known = Vocabulary::read();
    for code in [
        r#"const STOPS: &[&str] = &["arrêter", "démarrer", "suspendre"];"#,
        r#"fn f(word: &str) -> bool { ["champ", "bouton", "lien"].contains(&word) }"#,
        r#"const SHORT: [(&str, &str); 2] = [("bt", "bouton"), ("ch", "champ")];"#,
        r#"fn f(word: &str) -> bool { matches!(word, "un" | "une" | "des" | "les" | "vos") }"#,
    ] {
        assert_eq!(lists_of_words(code, &known).len(), 1, "{code}");
    }
    for code in [
        r#"const CONTROLS: &[&str] = &["button", "input", "select", "summary"];"#,
        r#"const SAYING: &[&str] = &["alt", "title", "aria-label", "placeholder"];"#,
        r#"fn f(role: &str) -> bool { matches!(role, "tab" | "option" | "menuitem" | "link" | "switch") }"#,
        r#"const FACTORS: &[u8] = &[1, 2, 3];"#,
    ] {
        assert_eq!(lists_of_words(code, &known), Vec::<Vec<String>>::new(), "{code}");
    }
}

#[test]
fn the_readme_tells_of_every_list_and_of_no_other() {
    let readme = read("data/words/README.md");
    let told: BTreeSet<&str> =
        readme.split('`').filter(|name| name.ends_with(".txt") || name.ends_with(".tsv")).collect();
    let held = root().join("data/words").read_dir().unwrap().flatten();
    let held: BTreeSet<String> = held.map(|entry| entry.file_name().into_string().unwrap()).collect();
    let untold: Vec<_> =
        held.iter().filter(|name| !told.contains(name.as_str()) && *name != "README.md").collect();
    let gone: Vec<_> = told.iter().filter(|name| !held.contains(**name)).collect();
    assert!(
        untold.is_empty() && gone.is_empty(),
        "not in README.md: {untold:?}; only in README.md: {gone:?}"
    );
}
