//! JSON as registries write it: a long list is read record by record, values are found by their path, and invalid words
//! such as NaN are replaced.

use super::ReadError;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::{borrow::Cow, fmt};

/// Calls `each` for every element of the list at `path` («a.b»; empty: the text itself is the list), and gives
/// everything besides the list.
///
/// # Errors
/// When the text is no complete JSON, or there is no list at the path. A text that breaks off is an error although
/// elements were passed on: the caller must drop these.
pub fn for_each(
    at: &str,
    text: &str,
    path: &str,
    mut each: impl FnMut(Value),
) -> Result<serde_json::Map<String, Value>, ReadError> {
    let text = with_null(text.trim_start_matches('\u{feff}'));
    let mut rest = serde_json::Map::new();
    let mut reader = serde_json::Deserializer::from_str(&text);
    let path: Vec<&str> = path.split('.').filter(|step| !step.is_empty()).collect();
    let walk = Walk { path: &path, each: &mut each, rest: &mut rest };
    let read = walk.deserialize(&mut reader).and_then(|()| reader.end());
    read.map_err(|error| ReadError::Json { at: at.to_owned(), reason: error.to_string() })?;
    Ok(rest)
}

struct Walk<'a, F> {
    path: &'a [&'a str],
    each: &'a mut F,
    rest: &'a mut serde_json::Map<String, Value>,
}

impl<'de, F: FnMut(Value)> DeserializeSeed<'de> for Walk<'_, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, F: FnMut(Value)> Visitor<'de> for Walk<'_, F> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path {
            [] => out.write_str("a list of records"),
            [step, ..] => write!(out, "an object with «{step}»"),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if let [step, ..] = self.path {
            return Err(A::Error::custom(format!("a list stands where «{step}» was looked for")));
        }
        while let Some(value) = list.next_element()? {
            (self.each)(value);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let [step, below @ ..] = self.path else {
            return Err(A::Error::custom("an object stands where a list of records was looked for"));
        };
        let mut found = false;
        while let Some(key) = map.next_key::<String>()? {
            if key == *step && !found {
                found = true;
                map.next_value_seed(Walk { path: below, each: self.each, rest: self.rest })?;
            } else if self.rest.len() < 1_000 {
                self.rest.insert(key, map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        if found { Ok(()) } else { Err(A::Error::custom(format!("there is no «{step}»"))) }
    }
}

/// All texts at a path, in order; lists on the path are searched. Numbers and booleans become texts, and null is
/// skipped.
pub fn texts(value: &Value, path: &str) -> Vec<String> {
    let mut found = Vec::new();
    let steps: Vec<&str> = path.split('.').filter(|step| !step.is_empty()).collect();
    collect(value, &steps, &mut found);
    found
}

/// The first text at a path, or an empty one.
pub fn first(value: &Value, path: &str) -> String {
    texts(value, path).into_iter().next().unwrap_or_default()
}

fn collect(value: &Value, path: &[&str], found: &mut Vec<String>) {
    match (value, path) {
        (Value::Array(list), _) => list.iter().for_each(|one| collect(one, path, found)),
        (Value::Object(map), [step, below @ ..]) => {
            if let Some(value) = map.get(*step) {
                collect(value, below, found);
            }
        }
        (Value::String(text), []) => found.push(text.clone()),
        (Value::Number(number), []) => found.push(number.to_string()),
        (Value::Bool(truth), []) => found.push(truth.to_string()),
        _ => {}
    }
}

/// The text with null for NaN, Infinity and None, which Python programs write although they are no JSON. Strings that
/// contain these words stay as they are.
fn with_null(text: &str) -> Cow<'_, str> {
    const WORDS: &[&str] = &["-Infinity", "Infinity", "NaN", "None"];
    if !WORDS.iter().any(|word| text.contains(word)) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let (mut inside, mut escaped, mut rest) = (false, false, text);
    while let Some(letter) = rest.chars().next() {
        let word = WORDS.iter().find(|word| !inside && rest.starts_with(**word));
        if let Some(word) = word {
            out.push_str("null");
            rest = &rest[word.len()..];
            continue;
        }
        match (inside, escaped, letter) {
            (true, true, _) => escaped = false,
            (true, false, '\\') => escaped = true,
            (_, _, '"') => inside = !inside,
            _ => {}
        }
        out.push(letter);
        rest = &rest[letter.len_utf8()..];
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn all(text: &str, path: &str) -> Result<(Vec<Value>, usize), ReadError> {
        let mut found = Vec::new();
        let rest = for_each("a test", text, path, |value| found.push(value))?;
        Ok((found, rest.len()))
    }

    #[test]
    fn a_list_is_found_wherever_it_stands() {
        assert_eq!(all("\u{feff}[1, 2]", "").expect("a list").0.len(), 2);
        let (found, rest) =
            all(r#"{"count": 2, "data": {"items": [{"a": 1}]}}"#, "data.items").expect("a list");
        assert_eq!((found, rest), (vec![json!({"a": 1})], 1));
    }

    #[test]
    fn half_a_list_is_none() {
        for text in ["[1, 2", "[1, {\"a\":", "[1] trailing", "", "{}", "\"text\"", "<html>"] {
            assert!(all(text, "").is_err(), "{text}");
        }
        assert!(all(r#"{"other": []}"#, "items").is_err());
    }

    #[test]
    fn words_of_python_are_nothing_and_texts_stay() {
        let (found, _) =
            all(r#"[{"a": NaN, "b": None, "c": -Infinity, "d": "NaN \" None"}]"#, "").expect("a list");
        assert_eq!(found, [json!({"a": null, "b": null, "c": null, "d": "NaN \" None"})]);
    }

    #[test]
    fn values_are_found_through_lists() {
        let value = json!({"sites": [{"url": "a"}, {"url": null}, {"url": "b"}], "n": 3, "x": {"y": true}});
        assert_eq!(texts(&value, "sites.url"), ["a", "b"]);
        assert_eq!(
            (first(&value, "n"), first(&value, "x.y"), first(&value, "x.z")),
            ("3".into(), "true".into(), "".into())
        );
    }
}
