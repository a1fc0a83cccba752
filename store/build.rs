//! Makes Cargo rebuild this crate when a migration is added, because the macro that embeds the migrations cannot watch
//! their folder.

fn main() {
    println!("cargo:rerun-if-changed=../migrations");
}
