//! Rebuilds when a migration is added: the macro that embeds them cannot watch the folder itself.

fn main() {
    println!("cargo:rerun-if-changed=../migrations");
}
