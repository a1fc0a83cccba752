//! The colours of the stylesheet: every text has enough contrast with every background, in both schemes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;

const STYLE: &str = include_str!("../assets/style.css");

/// The custom properties of the first `:root` after `from`.
fn colours(from: &str) -> BTreeMap<&'static str, [f64; 3]> {
    let root = STYLE.split_once(from).unwrap().1.split_once('}').unwrap().0;
    let declarations = root.split(';').filter_map(|line| line.trim().strip_prefix("--")?.split_once(": #"));
    declarations.map(|(name, hex)| (name, channels(hex))).collect()
}

fn channels(hex: &str) -> [f64; 3] {
    [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0)
}

/// WCAG 2.1, «relative luminance».
fn luminance(colour: [f64; 3]) -> f64 {
    let linear = |channel: f64| {
        if channel <= 0.03928 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2])
}

/// WCAG 2.1, «contrast ratio».
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn black_on_white_is_the_most() {
    assert!((contrast([0.0; 3], [1.0; 3]) - 21.0).abs() < 1e-9);
}

#[test]
fn texts_and_edges_stand_out_in_both_schemes() {
    for scheme in ["\n:root {", "(prefers-color-scheme: dark) {\n  :root {"] {
        let colours = colours(scheme);
        let check = |front: &str, ground: &str, least: f64| {
            let found = contrast(colours[front], colours[ground]);
            assert!(found >= least, "{front} on {ground} has {found:.2}, {least} is asked ({scheme:?})");
        };
        for ground in ["paper", "shade"] {
            for text in ["ink", "soft", "accent", "failed", "verify", "passed", "none"] {
                check(text, ground, 4.5);
            }
            check("edge", ground, 3.0);
        }
        check("accent-ink", "accent", 4.5);
        check("accent", "line", 3.0);
        for (text, steps) in
            [("on-light", ["step1", "step2", "step3"].as_slice()), ("on-deep", &["step4", "step5"])]
        {
            steps.iter().for_each(|step| check(text, step, 4.5));
        }
        // The worst step of the scale must have the most contrast with the page.
        check("step5", "paper", 7.0);
    }
}
