//! The causes of an error, down to the first one.

use std::{error::Error, io, iter::successors};

/// The error itself, then its causes. An `io::Error` may contain another error that its `source` skips.
pub(crate) fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    successors(Some(error), |&error| match error.downcast_ref().and_then(io::Error::get_ref) {
        Some(inside) => Some(inside),
        None => error.source(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_errors_are_all_seen() {
        let inner = io::Error::new(io::ErrorKind::InvalidData, "first cause");
        let outer = io::Error::other(io::Error::other(inner));
        let seen: Vec<_> = chain(&outer).map(ToString::to_string).collect();
        assert_eq!(seen.last().map(String::as_str), Some("first cause"));
        let kinds = chain(&outer).filter_map(|error| error.downcast_ref::<io::Error>()).map(io::Error::kind);
        assert_eq!(kinds.last(), Some(io::ErrorKind::InvalidData));
    }
}
