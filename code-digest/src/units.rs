//! Splits a crate into units: the files or modules that are the smallest parts on which a rule can depend.

use crate::{Error, add, canonical, canonical::tokens, collect, paths, read};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

/// Modules that consist of independent parts, each of which is a unit.
const IN_PARTS: [&str; 2] = ["parts", "standards"];
/// Module in which every file is a unit.
const IN_FILES: &str = "catalogue";

/// The units of a crate by their names: `page`, `parts::fields`, `catalogue::theme_08::page_has_lang`.
pub struct Units(BTreeMap<String, Unit>);

struct Unit {
    digest: blake3::Hash,
    leans_on: BTreeSet<String>,
}

/// Units and exports read so far.
#[derive(Default)]
struct Reading {
    units: BTreeMap<String, Read>,
    /// First part of the path of each name that the crate's root exports: its module.
    exports: BTreeMap<String, String>,
}

#[derive(Default)]
struct Read {
    hasher: blake3::Hasher,
    /// Paths that the unit's files name, each with the first file that names it.
    named: BTreeMap<Vec<String>, PathBuf>,
}

impl Units {
    /// Reads the folder `src` of a crate.
    pub fn read(root: &Path) -> Result<Self, Error> {
        let source = root.join("src");
        let mut files = Vec::new();
        collect(&source, &mut files)?;
        files.sort();
        let mut reading = Reading::default();
        for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "rs")) {
            reading.add(&source, file)?;
        }
        let mut units = BTreeMap::new();
        for (name, read) in &reading.units {
            let mut leans_on = BTreeSet::new();
            for (path, file) in &read.named {
                leans_on.extend(reading.resolve(file, path)?);
            }
            units.insert(name.clone(), Unit { digest: read.hasher.finalize(), leans_on });
        }
        Ok(Self(units))
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The given units and all units on which they depend, directly or not, without those in `left_out`.
    pub fn closure<'u>(&'u self, of: &[&'u str], left_out: &[&str]) -> BTreeSet<&'u str> {
        let (mut closed, mut open) = (BTreeSet::new(), of.to_vec());
        while let Some(name) = open.pop() {
            if closed.insert(name) {
                let leaned_on = self.0[name].leans_on.iter().map(String::as_str);
                open.extend(leaned_on.filter(|unit| !left_out.contains(unit)));
            }
        }
        closed
    }

    /// Digest of the given units, in hexadecimal.
    pub fn digest(&self, of: &BTreeSet<&str>) -> String {
        let mut hasher = blake3::Hasher::new();
        for name in of {
            add(&mut hasher, name);
            hasher.update(self.0[*name].digest.as_bytes());
        }
        hasher.finalize().to_hex().to_string()
    }
}

impl Reading {
    fn add(&mut self, source: &Path, file: &Path) -> Result<(), Error> {
        let module = module_of(source, file);
        let tokens = tokens(file, &read(file)?)?;
        if module.is_empty() {
            let exported = paths::exported(&tokens);
            self.exports.extend(exported.into_iter().filter_map(|path| {
                let name = path.last()?.clone();
                Some((name, path.first()?.clone()))
            }));
            return Ok(());
        }
        let unit = self.units.entry(unit_of(&module)).or_default();
        add(&mut unit.hasher, &module.join("::"));
        add(&mut unit.hasher, &canonical::printed(&tokens));
        for name in paths::included(&tokens).iter().filter(|name| !name.ends_with(".md")) {
            let held = file.parent().unwrap_or(source).join(name);
            add(&mut unit.hasher, &canonical(&held)?);
        }
        for path in paths::named(&tokens, &module) {
            unit.named.entry(path).or_insert_with(|| file.to_owned());
        }
        Ok(())
    }

    /// Units to which a path from the crate's root may lead.
    fn resolve(&self, file: &Path, path: &[String]) -> Result<Vec<String>, Error> {
        let Some(first) = path.first() else { return Ok(Vec::new()) };
        let unit = unit_of(path);
        if self.units.contains_key(&unit) {
            return Ok(vec![unit]);
        }
        if first == IN_FILES {
            // A module without a file of its own is part of the file of its parent module.
            let folders = (1..path.len()).rev().map(|length| path[..length].join("::"));
            return Ok(folders.filter(|folder| self.units.contains_key(folder)).take(1).collect());
        }
        let below = format!("{first}::");
        let all: Vec<String> =
            self.units.keys().filter(|name| **name == *first || name.starts_with(&below)).cloned().collect();
        if !all.is_empty() {
            return Ok(all);
        }
        if let Some(module) = self.exports.get(first) {
            return Ok(vec![module.clone()]);
        }
        Err(Error::UnknownPath { file: file.to_owned(), path: path.join("::") })
    }
}

/// Module of a file: `src/parts/table/grid.rs` is `parts::table::grid`, a `mod.rs` its folder, `lib.rs` the empty path.
fn module_of(source: &Path, file: &Path) -> Vec<String> {
    let within = file.strip_prefix(source).unwrap_or(file).with_extension("");
    let mut module: Vec<String> =
        within.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    if module.last().is_some_and(|last| last == "mod" || last == "lib") {
        module.pop();
    }
    module
}

fn unit_of(path: &[String]) -> String {
    let depth = match path.first().map(String::as_str) {
        Some(first) if IN_PARTS.contains(&first) => 2,
        Some(IN_FILES) => 3,
        _ => 1,
    };
    path[..depth.min(path.len())].join("::")
}
