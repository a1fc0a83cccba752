//! The modules of a package: the names that each defines, re-exports and uses, read from its tokens. Tests are left
//! out.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

/// Longest chain of re-exports that is followed.
const MOST_STEPS: usize = 8;
/// Keywords before the name of an item.
const ITEMS: [&str; 9] = ["fn", "struct", "enum", "trait", "const", "static", "type", "union", "macro_rules"];

type Names = Vec<String>;
/// For each file, the files on which it depends, with the names that it uses of each.
pub type Uses = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

/// Modules by their paths, such as `a`, `b`. The path of the root is empty.
pub struct Modules(BTreeMap<Names, Module>);

#[derive(Default)]
struct Module {
    defines: BTreeSet<String>,
    /// Paths of `pub use` by the name under which they are re-exported. For `*` the name is `*` with a number.
    hands_on: BTreeMap<String, Names>,
    /// Paths of private imports, by their names in this module.
    imports: BTreeMap<String, Names>,
    /// Paths with `::` in the code, as written.
    paths: Vec<Names>,
}

impl Modules {
    /// Reads all files of a folder of sources.
    pub fn read(source: &Path) -> Self {
        let mut files = Vec::new();
        collect(source, &mut files);
        let named = files.iter().map(|file| {
            let within = file.strip_prefix(source).unwrap().with_extension("");
            let mut path: Names = within.iter().map(|part| part.to_string_lossy().into_owned()).collect();
            if path.last().is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str())) {
                path.pop();
            }
            (path, code_digest::canonical(file).unwrap())
        });
        Self::of_files(named)
    }

    /// Parses files, given as pairs of module name and text. The root's name is `lib`.
    pub fn parse(files: &[(&str, &str)]) -> Self {
        let path = |name: &str| match name {
            "lib" => Vec::new(),
            name => name.split("::").map(str::to_owned).collect(),
        };
        Self::of_files(files.iter().map(|(name, text)| (path(name), (*text).to_owned())))
    }

    fn of_files(files: impl Iterator<Item = (Names, String)>) -> Self {
        let read = |(path, text): (Names, String)| {
            let mut module = Module::default();
            module.walk(text.parse().unwrap());
            (path, module)
        };
        Self(files.map(read).collect())
    }

    pub fn uses(&self) -> Uses {
        let uses = |(path, module): (&Names, &Module)| {
            let mut taken: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
            let imports = module.imports.values().filter_map(|import| self.absolute(path, import, false));
            let paths = module.paths.iter().filter_map(|written| self.absolute(path, written, true));
            for (other, name) in imports.chain(paths).filter_map(|full| self.resolve(&full, MOST_STEPS)) {
                if other != *path {
                    taken.entry(other.join("::")).or_default().insert(name);
                }
            }
            (path.join("::"), taken)
        };
        self.0.iter().map(uses).collect()
    }

    /// The written path as a path from the root of the package; `None` if it leads out of the package. If
    /// `follows_imports`, the path may begin with an imported name.
    fn absolute(&self, module: &[String], written: &[String], follows_imports: bool) -> Option<Names> {
        let mut base = module.to_vec();
        let mut rest = written;
        match written.first()?.as_str() {
            "crate" => {
                base.clear();
                rest = &rest[1..];
            }
            "self" | "super" => {
                while let Some(word @ ("self" | "super")) = rest.first().map(String::as_str) {
                    if word == "super" {
                        base.pop();
                    }
                    rest = &rest[1..];
                }
            }
            first => {
                let child = [module, &[first.to_owned()]].concat();
                if !self.0.contains_key(&child) {
                    let import = self.0[module].imports.get(first).filter(|_| follows_imports)?;
                    base = self.absolute(module, import, false)?;
                    rest = &rest[1..];
                }
            }
        }
        Some([&base, rest].concat())
    }

    /// The module that defines the item at this path, and the item's name. `None` if the path is a module.
    fn resolve(&self, path: &[String], steps: usize) -> Option<(Names, String)> {
        let depth = (0..=path.len()).rev().find(|depth| self.0.contains_key(&path[..*depth]))?;
        let (home, rest) = path.split_at(depth);
        let (name, beyond) = rest.split_first()?;
        let module = &self.0[home];
        let itself = || Some((home.to_vec(), name.clone()));
        if module.defines.contains(name) || steps == 0 {
            return itself();
        }
        let onward = |target: &Names, beyond: &[String]| {
            let full = self.absolute(home, target, true)?;
            self.resolve(&[&full, beyond].concat(), steps - 1)
        };
        if let Some(target) = module.hands_on.get(name) {
            return onward(target, beyond);
        }
        let globs = module.hands_on.iter().filter(|(name, _)| name.starts_with('*'));
        let named = |(_, target): (&String, &Names)| {
            let target = target[..target.len() - 1].to_vec();
            let found = onward(&target, &[std::slice::from_ref(name), beyond].concat())?;
            self.0[&found.0].defines.contains(&found.1).then_some(found)
        };
        globs.filter_map(named).next().or_else(itself)
    }
}

impl Module {
    fn walk(&mut self, stream: TokenStream) {
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            match &tokens[at] {
                TokenTree::Group(group) => self.walk(group.stream()),
                TokenTree::Ident(word) if *word == "use" => {
                    let end = tokens[at..]
                        .iter()
                        .position(|token| is(token, ';'))
                        .map_or(tokens.len(), |to| at + to);
                    let is_public = at > 0 && !is(&tokens[at - 1], ';') && is_visibility(&tokens[..at]);
                    self.import(&tokens[at + 1..end], Vec::new(), is_public);
                    at = end;
                }
                TokenTree::Ident(word) => {
                    let written = path(&tokens[at..]);
                    let is_inner = at > 0 && is(&tokens[at - 1], ':');
                    if written.len() > 1 && !is_inner {
                        at += 3 * (written.len() - 1);
                        self.paths.push(written);
                    } else if ITEMS.contains(&word.to_string().as_str()) {
                        let name = tokens[at + 1..].iter().take(2).find_map(ident);
                        self.defines.extend(name);
                    }
                }
                _ => {}
            }
            at += 1;
        }
    }

    /// Collects all names of an import. The tokens are the part after the prefix.
    fn import(&mut self, tokens: &[TokenTree], mut prefix: Names, is_public: bool) {
        match tokens.first() {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                for branch in inner.split(|token| is(token, ',')).filter(|branch| !branch.is_empty()) {
                    self.import(branch, prefix.clone(), is_public);
                }
            }
            Some(TokenTree::Ident(word)) => {
                let word = word.to_string();
                if word != "self" || prefix.is_empty() {
                    prefix.push(word);
                }
                if tokens.get(1).is_some_and(|token| is(token, ':')) {
                    return self.import(&tokens[3..], prefix, is_public);
                }
                let alias = tokens.get(2).and_then(ident);
                let name = alias.or_else(|| prefix.last().cloned()).unwrap_or_default();
                self.keep(name, prefix, is_public);
            }
            Some(token) if is(token, '*') => {
                let name = format!("*{}", self.hands_on.len() + self.imports.len());
                prefix.push("*".to_owned());
                self.keep(name, prefix, is_public);
            }
            _ => {}
        }
    }

    fn keep(&mut self, name: String, path: Names, is_public: bool) {
        let names = if is_public { &mut self.hands_on } else { &mut self.imports };
        names.insert(name, path);
    }
}

/// Parts of the path, such as `a::b::c`, at the beginning of the tokens.
fn path(tokens: &[TokenTree]) -> Names {
    let mut parts: Names = tokens.first().and_then(ident).into_iter().collect();
    let mut at = 1;
    while let [one, two, name, ..] = &tokens[at.min(tokens.len())..]
        && is(one, ':')
        && is(two, ':')
        && let Some(name) = ident(name)
    {
        parts.push(name);
        at += 3;
    }
    parts
}

/// Whether these tokens end with `pub` or `pub(crate)`.
fn is_visibility(tokens: &[TokenTree]) -> bool {
    let is_pub = |token: &TokenTree| ident(token).is_some_and(|word| word == "pub");
    match tokens {
        [.., word, TokenTree::Group(_)] => is_pub(word),
        [.., word] => is_pub(word),
        [] => false,
    }
}

fn is(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

fn ident(token: &TokenTree) -> Option<String> {
    match token {
        TokenTree::Ident(word) => Some(word.to_string()),
        _ => None,
    }
}

/// Collects the Rust files below a folder, except those that hold only tests.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.file_stem().is_some_and(|name| name == "tests") {
            continue;
        }
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}
