//! The text of an error for the user: what happened, then each cause, once.

/// The error with its causes. Many errors already contain the text of their cause, which is then not repeated.
pub fn with_causes(error: &anyhow::Error) -> String {
    error.chain().map(ToString::to_string).fold(String::new(), |told, cause| match told.as_str() {
        "" => cause,
        said if said.contains(&cause) => told,
        said => format!("{said}: {cause}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Context;
    use std::{io, path::PathBuf};

    #[test]
    fn a_cause_is_said_once() {
        let source = || io::Error::other("no such file");
        let error = report_site::BuildError::Disk { path: PathBuf::from("public"), source: source() };
        assert_eq!(with_causes(&anyhow::Error::from(error)).matches("no such file").count(), 1);
        let error = Err::<(), _>(source()).context("the key cannot be read").context("no sync").unwrap_err();
        assert_eq!(with_causes(&error), "no sync: the key cannot be read: no such file");
    }
}
