//! Rows of a tab-separated file, refused if they are inconsistent.

use crate::standards::table::{Row, Table, TableError};
use std::{collections::HashMap, fmt::Display, str::FromStr};
use thiserror::Error;

/// Reason for which the data of a referential cannot be used.
#[derive(Debug, Error)]
pub enum DataError {
    #[error(transparent)]
    Table(#[from] TableError),
    #[error("{file}, «{value}»: {why}")]
    Value { file: &'static str, value: String, why: String },
    #[error("{file}: {id} stands twice")]
    Twice { file: &'static str, id: String },
    #[error("{file}: {child} has no parent {parent}")]
    Orphan { file: &'static str, child: String, parent: String },
}

pub fn rows<T>(
    file: &'static str,
    text: &'static str,
    columns: &[&str],
    read: fn(&Row) -> Result<T, DataError>,
) -> Result<Vec<T>, DataError> {
    Table::parse(file, text, columns)?.rows().map(|row| read(&row)).collect()
}

pub fn value<T: FromStr<Err: Display>>(row: &Row, column: usize) -> Result<T, DataError> {
    let text = row.get(column);
    text.parse().map_err(|error: T::Err| DataError::Value {
        file: row.file(),
        value: text.to_owned(),
        why: error.to_string(),
    })
}

pub fn index<T, K: Eq + std::hash::Hash + Copy + Display>(
    file: &'static str,
    items: &[T],
    key: fn(&T) -> K,
) -> Result<HashMap<K, usize>, DataError> {
    let mut index = HashMap::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        if index.insert(key(item), at).is_some() {
            return Err(DataError::Twice { file, id: key(item).to_string() });
        }
    }
    Ok(index)
}

pub fn parent<K: Eq + std::hash::Hash + Display>(
    file: &'static str,
    parents: &HashMap<K, usize>,
    child: impl Display,
    key: K,
) -> Result<usize, DataError> {
    let orphan = || DataError::Orphan { file, child: child.to_string(), parent: key.to_string() };
    parents.get(&key).copied().ok_or_else(orphan)
}
