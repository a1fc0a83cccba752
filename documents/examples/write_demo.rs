//! Writes the documents of the demo sites: `cargo run -p documents --example write_demo`.

#[path = "../tests/writer/mod.rs"]
mod writer;

use std::{fs, io, path::Path};
use writer::{docx, odt, scanned, tagged, untagged};

fn main() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/sites/eaux-orvanne/media");
    let forbidding = tagged().encrypted(!(1 << 9));
    let files: [(&str, Vec<u8>); 7] = [
        // The demo site also offers this document as an accessible file of another format.
        (
            "reglement-service-2024.pdf",
            untagged("Reglement du service", "/CreationDate (D:20240212)").bytes(),
        ),
        ("reglement-service-2024.odt", reglement()),
        // No other file has the same name as one of these, so they have no accessible version.
        ("deliberation-tarifs-2025.pdf", scanned(3).bytes()),
        (
            "compte-rendu-octobre.pdf",
            untagged("Compte rendu du comite", "/CreationDate (D:20241021)").bytes(),
        ),
        // Created before 23 September 2018, so the law exempts it.
        ("etude-captage.pdf", untagged("Etude du captage", "/CreationDate (D:20120604)").bytes()),
        ("menus.pdf", forbidding),
        ("formulaire-abonnement.docx", form()),
    ];
    for (name, bytes) in files {
        fs::write(folder.join(name), bytes)?;
    }
    Ok(())
}

fn reglement() -> Vec<u8> {
    odt(
        "<dc:title>Règlement du service</dc:title><dc:language>fr-FR</dc:language>",
        "<text:h text:outline-level=\"1\">Règlement du service</text:h><text:p>Article 1 : objet.</text:p>",
    )
}

fn form() -> Vec<u8> {
    docx(
        "<dcterms:created>2023-06-01T09:00:00Z</dcterms:created>",
        "<w:p><w:pPr><w:pStyle w:val=\"Titre1\"/></w:pPr><w:r><w:t>Abonnement</w:t></w:r></w:p>\
         <w:p><w:r><w:drawing><wp:docPr/><pic:pic/></w:drawing></w:r></w:p><w:p/><w:p/><w:p/>\
         <w:p><w:r><w:t>- Nom :</w:t></w:r></w:p>",
    )
}
