//! Prints a kept page as the rules see it: `cargo run -p rules --example dump -- FILE`, or `-- RULE LINE` for the
//! captured example at that line of a rule's Markdown.

use rules::{Node, Page, Style, catalogue, examples, page::NodeKind};
use std::{fs, path::Path};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let file = match arguments.as_slice() {
        [file] => file.clone(),
        [rule, line] => example(rule, line).expect("a captured example stands at that line"),
        _ => panic!("usage: dump FILE | dump RULE LINE"),
    };
    let page = Page::decode(&fs::read(file).expect("the file can be read")).expect("the file is a kept page");
    for node in page.nodes() {
        print(node);
    }
}

fn example(rule: &str, line: &str) -> Option<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/rule-examples");
    let folder = fs::read_to_string(root.join("current")).ok()?;
    let all = examples::read_all(catalogue::rule(rule)?).ok()?;
    let example = all.into_iter().find(|example| example.line.to_string() == line)?;
    Some(format!("{folder}/{}", example.key()))
}

fn print(node: Node<'_>) {
    let depth = node.ancestors().count();
    let indent = "  ".repeat(depth);
    if node.kind() == NodeKind::Text {
        println!("{indent}{:?} visible={} exposed={}", node.text(), node.is_visible(), node.is_exposed());
        return;
    }
    let attributes: Vec<String> =
        node.attributes().map(|(name, value)| format!("{name}={value:?}")).collect();
    println!(
        "{indent}{} {} | role={:?} name={:?} from={:?} reasons={:?} focusable={} display={:?} rect={:?} visible={}",
        node.name(),
        attributes.join(" "),
        node.role(),
        node.accessible_name(),
        node.name_from(),
        node.ignored_reasons().collect::<Vec<_>>(),
        node.is_focusable(),
        node.style(Style::Display),
        node.rect().map(|rect| (rect.x(), rect.y(), rect.width(), rect.height())),
        node.is_visible(),
    );
}
