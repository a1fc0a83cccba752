//! Feeds generated text into every parser: words of its syntax in random order, repeated and nested. No input may take
//! longer than [`LONGEST`], and none may crash the program.
//!
//! `bench-fuzz [SECONDS_FOR_EACH_READER] [SEED]`. Each input is written to `target/fuzz/<reader>` before it is read, so
//! that the file holds the input that crashed the program.

use anyhow::{Result, bail};
use crawler::{
    cause::{challenge, parked},
    discovery::{Breadth, Robots, SiteScope, address, links, robots, sitemap},
    fetch::Fetched,
    members::{CONNECTORS, parse_file},
};
use http::{HeaderMap, StatusCode};
use rules::{
    Page, Snapshot,
    judge::{MOST_STEPS, judge_within},
    page::NodeKind,
    statement,
};
use std::{fs, path::PathBuf, time::Duration};
use tests::{clocks::of_thread, simulation};
use tokio::time::Instant;
use url::Url;

/// Longest processor time of one input. Most inputs take a thousandth of it.
const LONGEST: Duration = Duration::from_secs(10);
/// Largest peak memory of the program over all readers, in MiB.
const MOST_MEMORY: u64 = 1024;
/// Most bytes of an input.
const LONGEST_INPUT: usize = 512 * 1024;

/// A parser with its name and words of its syntax.
struct Reader {
    name: &'static str,
    words: &'static [&'static str],
    read: fn(&[u8]),
}

const HTML: &[&str] = &[
    "<a href=/x>",
    "</a>",
    "<b a=1>",
    "<p>",
    "<div>",
    "</div>",
    "<table><td>",
    "<template>",
    "<svg>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<title>just a moment...</title>",
    "<style>",
    "&amp;",
    "&#x0;",
    "&a",
    "'",
    "\"",
    "<",
    ">",
    "buy this domain",
    "incapsula",
    " a=1 a=1",
    "\0",
    "é",
    "\u{202e}",
    "<frameset>",
    "<select>",
    "<math>",
];

const READERS: &[Reader] = &[
    Reader {
        name: "robots",
        words: &[
            "User-agent: *\n",
            "Disallow: /",
            "*",
            "$",
            "Allow: /a",
            "Crawl-delay: 9",
            "Sitemap: http://a.example/\n",
            "\n",
            "\r",
            ":",
            "%2F",
            "#",
            "\u{feff}",
            "é",
            "a",
        ],
        read: read_robots,
    },
    Reader {
        name: "sitemap",
        words: &[
            "<urlset>",
            "<url>",
            "<loc>",
            "</loc>",
            "http://a.example/",
            "<sitemapindex>",
            "<sitemap>",
            "<![CDATA[",
            "]]>",
            "<!DOCTYPE a [<!ENTITY b \"c\">]>",
            "&b;",
            "&#x41;",
            "<",
            ">",
            "\n",
            "<!--",
            "\u{1f}\u{8b}",
        ],
        read: |bytes| drop(sitemap::parse(bytes, &home(), sitemap::SitemapLimits::default())),
    },
    Reader {
        name: "csv",
        words: &[
            "id;name;urls\n",
            "id,name,urls\n",
            ";",
            ",",
            "\"",
            "\n",
            "\r\n",
            "a",
            "21690123400017",
            "http://a.example/",
            "Ã©",
            "\0",
            "\u{feff}",
            "\t",
            "=1+1",
        ],
        read: |bytes| drop(parse_file("fuzz", bytes)),
    },
    Reader {
        name: "address",
        words: &[
            "http://",
            "https://",
            "www.",
            "a.example",
            ":80",
            "/",
            "?",
            "#",
            "@",
            "[::1]",
            "%00",
            "xn--",
            "..",
            "é",
            "\\",
        ],
        read: read_address,
    },
    Reader {
        name: "links",
        words: &[
            "/",
            "a",
            "?b=",
            "&",
            "#",
            "http://a.example/",
            "agenda/2031/",
            "../",
            "mailto:",
            " ",
            "\n",
            "%",
        ],
        read: read_links,
    },
    Reader { name: "parked", words: HTML, read: read_parked },
    Reader { name: "challenge", words: HTML, read: read_challenge },
    Reader {
        name: "registry",
        words: &[
            "url = ",
            "\"http://a.example/\"\n",
            "auth = { ",
            "}",
            "[",
            "]",
            "token_env = \"A\"\n",
            "file = ",
            "\"\"\"",
            "=",
            "members = ",
            "1",
            "\n",
            "filter = \"(a=b)\"\n",
            "base = ",
        ],
        read: read_registry,
    },
    Reader { name: "kept-page", words: &["\0", "\u{1}", "\u{7f}", "(\u{b5}/\u{fd}", "a"], read: read_kept },
    Reader { name: "snapshot", words: TREE, read: read_snapshot },
    Reader { name: "statement", words: TREE, read: read_statement },
];

/// Words from which [`tree`] builds a page: the name of a node to add, or one step up for each `^`.
const TREE: &[&str] = &[
    "DIV", "P", "A", "TABLE", "TD", "TH", "INPUT", "LABEL", "IMG", "H1", "H3", "UL", "LI", "IFRAME",
    "SELECT", "#text", "BUTTON", "FIELDSET", "SVG", "^", "^^^^",
];

/// A linear congruential generator.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }

    /// Up to forty random steps: mostly a word is appended, sometimes a word or the whole input is repeated.
    fn input(&mut self, words: &[&str]) -> Vec<u8> {
        let mut input = Vec::new();
        for _ in 0..1 + self.roll(40) {
            let word = words[self.roll(words.len())].as_bytes();
            match self.roll(12) {
                0 => input.extend(word.repeat(1 << self.roll(15))),
                1 => input = input.repeat(1 << self.roll(6)),
                2 => input
                    .extend((0..self.roll(20_000)).flat_map(|n| [word, n.to_string().as_bytes()].concat())),
                3 => input.push(self.roll(256) as u8),
                _ => input.extend(word),
            }
            input.truncate(LONGEST_INPUT);
        }
        input
    }
}

fn main() -> Result<()> {
    let number = |at: usize, usual: u64| std::env::args().nth(at).map_or(Ok(usual), |text| text.parse());
    let (seconds, seed) = (number(1, 10)?, number(2, 1)?);
    let folder = PathBuf::from("target/fuzz");
    fs::create_dir_all(&folder)?;
    let mut slow = Vec::new();
    for reader in READERS {
        let (mut dice, mut count, mut longest) = (Dice(seed), 0_u64, Duration::ZERO);
        let begin = Instant::now();
        while begin.elapsed() < Duration::from_secs(seconds) {
            let input = dice.input(reader.words);
            fs::write(folder.join(reader.name), &input)?;
            let began = of_thread();
            (reader.read)(&input);
            let took = of_thread() - began;
            if took > longest && took > LONGEST {
                fs::write(folder.join(format!("{}-slow", reader.name)), &input)?;
                slow.push(format!("{}: {took:?} for {} bytes", reader.name, input.len()));
            }
            longest = longest.max(took);
            count += 1;
        }
        println!("{}\t{count} inputs\tlongest {longest:?}\tmemory {} MiB", reader.name, peak());
        if peak() > MOST_MEMORY {
            bail!("{}: the program holds {} MiB", reader.name, peak());
        }
    }
    if slow.is_empty() { Ok(()) } else { bail!("too slow:\n{}", slow.join("\n")) }
}

/// Peak memory of this program in MiB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|number| number.parse::<u64>().ok()).unwrap_or(0) >> 10
}

fn home() -> Url {
    Url::parse("http://a.example/").expect("a constant")
}

fn read_robots(bytes: &[u8]) {
    let body = bytes[..bytes.len().min(robots::MOST_BYTES)].to_vec();
    let (headers, hops) = (HeaderMap::new(), Vec::new());
    let answer = Fetched { url: home(), status: StatusCode::OK, headers, body, truncated: false, hops };
    let robots = Robots::read(&Ok(answer), "observatoire");
    let deep = home().join(&"a/".repeat(400)).expect("a path");
    let _allowed =
        (robots.allows(&home()), robots.allows(&deep), robots.crawl_delay(), robots.sitemaps().len());
}

fn read_address(bytes: &[u8]) {
    let text: String = String::from_utf8_lossy(bytes).chars().take(5_000).collect();
    if let Ok(url) = Url::parse(&text) {
        let _read = (address::variants(&url), links::is_page(&url), address::has_moved(&home(), &url));
    }
}

fn read_links(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let site = SiteScope::new(home(), Breadth::Host);
    drop(links::from_pairs(&site, &home(), text.split('\n').map(|line| (line, line))));
}

fn read_parked(bytes: &[u8]) {
    let _detected = parked::detect(&String::from_utf8_lossy(bytes));
}

fn read_challenge(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let _detected =
        challenge::detect(StatusCode::OK, &HeaderMap::new(), &format!("verifying you are human{text}"));
}

fn read_registry(bytes: &[u8]) {
    let Ok(keys) = toml::from_str::<toml::Table>(&String::from_utf8_lossy(bytes)) else { return };
    for connector in CONNECTORS {
        let _configured = connector.configure(keys.clone()).is_ok();
    }
}

/// Decodes a real page with some changed bytes, because pure noise is refused at once.
fn read_kept(bytes: &[u8]) {
    let mut kept = simulation::page(&home()).encode();
    let length = kept.len();
    for (at, byte) in bytes.iter().take(20).enumerate() {
        kept[(at * 7919 + usize::from(*byte) * 31) % length] ^= byte;
    }
    let _decoded = (Page::decode(&kept).is_ok(), Page::decode(bytes).is_ok());
}

/// Builds a page from words of [`TREE`].
fn tree(bytes: &[u8]) -> Option<Page> {
    const MOST_NODES: usize = 5_000;
    let mut snapshot: Snapshot = simulation::page(&home());
    let document = &mut snapshot.documents[0];
    let text = String::from_utf8_lossy(bytes);
    let body = document.nodes.iter().position(|node| snapshot.strings[node.name as usize] == "BODY")? as u32;
    let mut above = vec![body];
    let mut rest = &*text;
    while let Some(word) = TREE.iter().find(|word| rest.starts_with(**word)) {
        rest = &rest[word.len()..];
        if word.starts_with('^') {
            above.truncate(above.len().saturating_sub(word.len()).max(1));
            continue;
        }
        if document.nodes.len() >= MOST_NODES {
            break;
        }
        let kind = if *word == "#text" { NodeKind::Text } else { NodeKind::Element };
        snapshot.strings.push((*word).to_owned());
        let name = snapshot.strings.len() as u32 - 1;
        let usual = document.nodes[body as usize].clone();
        let parent = *above.last()?;
        document.nodes.push(rules::page::snapshot::NodeData {
            parent,
            kind,
            name,
            attributes: Vec::new(),
            ..usual
        });
        if kind == NodeKind::Element {
            above.push(document.nodes.len() as u32 - 1);
        }
    }
    Page::new(snapshot).ok()
}

fn read_snapshot(bytes: &[u8]) {
    let Some(page) = tree(bytes) else { return };
    let begin = of_thread();
    drop(judge_within(&page, &rules::catalogue::ALL, MOST_STEPS, &|| of_thread() - begin < LONGEST));
}

fn read_statement(bytes: &[u8]) {
    if let Some(page) = tree(bytes) {
        drop(statement::read(&page));
    }
}
