//! A small writer of PDF files and packages, so that no test needs a file that others made.
#![expect(dead_code, reason = "each test, and the demo, uses a part of the writer")]

use md5::{Digest, Md5};
use std::io::{Cursor, Write};

/// A PDF file as its objects, numbered from 1. The first is the catalogue.
#[derive(Default, Clone)]
pub struct Pdf {
    objects: Vec<Vec<u8>>,
    trailer: String,
}

impl Pdf {
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an object and gives its number.
    pub fn add(&mut self, body: impl AsRef<[u8]>) -> usize {
        self.objects.push(body.as_ref().to_vec());
        self.objects.len()
    }

    pub fn set(&mut self, number: usize, body: impl AsRef<[u8]>) {
        while self.objects.len() < number {
            self.objects.push(b"null".to_vec());
        }
        self.objects[number - 1] = body.as_ref().to_vec();
    }

    pub fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
        let mut out = format!("<< {dictionary} /Length {} >>\nstream\n", data.len()).into_bytes();
        out.extend_from_slice(data);
        out.extend_from_slice(b"\nendstream");
        out
    }

    pub fn deflated(dictionary: &str, data: &[u8]) -> Vec<u8> {
        Self::stream(&format!("{dictionary} /Filter /FlateDecode"), &deflate(data))
    }

    pub fn trailer(&mut self, entries: &str) {
        self.trailer = entries.to_owned();
    }

    /// The bytes of the file, with a cross-reference table.
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
        let mut offsets = Vec::new();
        for (number, body) in self.objects.iter().enumerate() {
            offsets.push(out.len());
            out.extend_from_slice(format!("{} 0 obj\n", number + 1).as_bytes());
            out.extend_from_slice(body);
            out.extend_from_slice(b"\nendobj\n");
        }
        let start = out.len();
        out.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", offsets.len() + 1).as_bytes());
        for offset in &offsets {
            out.extend_from_slice(format!("{offset:010} 00000 n \n").as_bytes());
        }
        let end = format!(
            "trailer\n<< /Size {} /Root 1 0 R {} >>\nstartxref\n{start}\n%%EOF\n",
            offsets.len() + 1,
            self.trailer
        );
        out.extend_from_slice(end.as_bytes());
        out
    }

    /// The bytes of the file, with its streams encrypted (RC4, 128 bits) by an empty password. Software writes such
    /// files to forbid something, such as copying.
    pub fn encrypted(&self, permissions: i32) -> Vec<u8> {
        let (id, owner) = ([7u8; 16], [9u8; 32]);
        let mut digest = Md5::new();
        digest.update(PADDING);
        digest.update(owner);
        digest.update((permissions as u32).to_le_bytes());
        digest.update(id);
        let mut key = digest.finalize().to_vec();
        for _ in 0..50 {
            key = Md5::digest(&key).to_vec();
        }
        let mut user = rc4(&key, &Md5::digest([&PADDING[..], &id].concat()));
        for round in 1..=19u8 {
            user = rc4(&key.iter().map(|byte| byte ^ round).collect::<Vec<u8>>(), &user);
        }
        user.resize(32, 0);
        let mut pdf = self.clone();
        for (at, body) in pdf.objects.iter_mut().enumerate() {
            let number = (at + 1) as u32;
            let of_object = [&key[..], &number.to_le_bytes()[..3], &[0, 0]].concat();
            let of_object = Md5::digest(of_object);
            let find = |part: &[u8]| body.windows(part.len()).position(|window| window == part);
            if let (Some(start), Some(end)) = (find(b"stream\n").map(|at| at + 7), find(b"\nendstream")) {
                let sealed = rc4(&of_object, &body[start..end]);
                body[start..end].copy_from_slice(&sealed);
            }
        }
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let number = pdf.add(format!(
            "<< /Filter /Standard /V 4 /R 4 /Length 128 /P {permissions} /O <{}> /U <{}> /CF << /StdCF << /CFM /V2 \
             /Length 16 >> >> /StmF /StdCF /StrF /Identity >>",
            hex(&owner),
            hex(&user)
        ));
        pdf.trailer = format!("{} /Encrypt {number} 0 R /ID [<{}> <{}>]", pdf.trailer, hex(&id), hex(&id));
        pdf.bytes()
    }

    /// The bytes of the file, with all objects except streams in one object stream, and a cross-reference stream.
    pub fn packed(&self) -> Vec<u8> {
        let mut out = b"%PDF-1.7\n".to_vec();
        let (mut index, mut bodies) = (String::new(), Vec::new());
        let mut rows: Vec<[u64; 3]> = vec![[0, 0, 65535]];
        let holder = self.objects.len() + 1;
        let mut place = 0;
        for (number, body) in self.objects.iter().enumerate() {
            if body.windows(6).any(|part| part == b"stream") {
                rows.push([1, out.len() as u64, 0]);
                out.extend_from_slice(format!("{} 0 obj\n", number + 1).as_bytes());
                out.extend_from_slice(body);
                out.extend_from_slice(b"\nendobj\n");
            } else {
                rows.push([2, holder as u64, place]);
                place += 1;
                index.push_str(&format!("{} {} ", number + 1, bodies.len()));
                bodies.extend_from_slice(body);
                bodies.push(b' ');
            }
        }
        let mut data = index.clone().into_bytes();
        data.extend_from_slice(&bodies);
        rows.push([1, out.len() as u64, 0]);
        out.extend_from_slice(format!("{holder} 0 obj\n").as_bytes());
        let dictionary = format!("/Type /ObjStm /N {place} /First {}", index.len());
        out.extend_from_slice(&Self::deflated(&dictionary, &data));
        out.extend_from_slice(b"\nendobj\n");
        let start = out.len();
        rows.push([1, start as u64, 0]);
        let mut table = Vec::new();
        for [kind, second, third] in &rows {
            table.push(*kind as u8);
            table.extend_from_slice(&(*second as u32).to_be_bytes());
            table.extend_from_slice(&(*third as u16).to_be_bytes());
        }
        let dictionary = format!("/Type /XRef /Size {} /W [1 4 2] /Root 1 0 R {}", rows.len(), self.trailer);
        out.extend_from_slice(format!("{} 0 obj\n", holder + 1).as_bytes());
        out.extend_from_slice(&Self::deflated(&dictionary, &table));
        out.extend_from_slice(format!("\nendobj\nstartxref\n{start}\n%%EOF\n").as_bytes());
        out
    }
}

pub fn deflate(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(data).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

const PADDING: [u8; 32] = [
    0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08, 0x2E,
    0x2E, 0x00, 0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
];

fn rc4(key: &[u8], data: &[u8]) -> Vec<u8> {
    use rc4::{KeyInit, StreamCipher};
    let mut out = data.to_vec();
    rc4::Rc4::new_from_slice(key).expect("a key of 5 to 16 bytes").apply_keystream(&mut out);
    out
}

pub const FONT: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

pub fn metadata(title: &str, claim: &str) -> Vec<u8> {
    let xml = format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>{claim}\
         </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>"
    );
    Pdf::stream("/Type /Metadata /Subtype /XML", xml.as_bytes())
}

/// A file of one page with a heading and a paragraph, tagged as the standard requires.
pub fn tagged() -> Pdf {
    let mut pdf = Pdf::new();
    pdf.add(
        "<< /Type /Catalog /Pages 2 0 R /Lang (fr-FR) /MarkInfo << /Marked true >> /StructTreeRoot 6 0 R \
         /Metadata 9 0 R /ViewerPreferences << /DisplayDocTitle true >> >>",
    );
    pdf.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    pdf.add(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /StructParents 0 \
         /Resources << /Font << /F1 5 0 R >> >> >>",
    );
    pdf.add(Pdf::stream(
        "",
        b"/H1 << /MCID 0 >> BDC BT /F1 20 Tf 72 760 Td (Menus de la cantine) Tj ET EMC \
          /P << /MCID 1 >> BDC BT /F1 12 Tf 72 720 Td (Lundi : soupe.) Tj ET EMC \
          /Artifact BMC 72 700 451 1 re f EMC",
    ));
    pdf.add(FONT);
    pdf.add("<< /Type /StructTreeRoot /K [10 0 R] /ParentTree 11 0 R >>");
    pdf.add("<< /Type /StructElem /S /H1 /P 10 0 R /Pg 3 0 R /K 0 >>");
    pdf.add("<< /Type /StructElem /S /P /P 10 0 R /Pg 3 0 R /K [1] >>");
    pdf.add(metadata("Menus", "<pdfuaid:part>1</pdfuaid:part>"));
    pdf.add("<< /Type /StructElem /S /Document /P 6 0 R /K [7 0 R 8 0 R] >>");
    pdf.add("<< /Nums [0 [7 0 R 8 0 R]] >>");
    pdf.trailer("/Info << /Title (Menus) /Producer (writer of the tests) /CreationDate (D:20240902) >>");
    pdf
}

/// A file of one page with a text, without tags.
pub fn untagged(text: &str, dates: &str) -> Pdf {
    let mut pdf = Pdf::new();
    pdf.add("<< /Type /Catalog /Pages 2 0 R >>");
    pdf.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    pdf.add(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>",
    );
    pdf.add(Pdf::stream("", format!("BT /F1 12 Tf 72 720 Td ({text}) Tj ET").as_bytes()));
    pdf.add(FONT);
    pdf.trailer(&format!("/Info << /Producer (writer of the tests) {dates} >>"));
    pdf
}

/// A file whose pages are only pictures, as a scanner writes it.
pub fn scanned(pages: usize) -> Pdf {
    let mut pdf = Pdf::new();
    pdf.add("<< /Type /Catalog /Pages 2 0 R >>");
    let kids: Vec<String> = (0..pages).map(|page| format!("{} 0 R", page + 5)).collect();
    pdf.add(format!("<< /Type /Pages /Kids [{}] /Count {pages} >>", kids.join(" ")));
    // A picture of 2 × 2 grey pixels.
    pdf.add(Pdf::stream(
        "/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8",
        &[40, 220, 220, 40],
    ));
    pdf.add(Pdf::stream("", b"q 595 0 0 842 0 0 cm /Im0 Do Q"));
    for _ in 0..pages {
        pdf.add(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
             /Resources << /XObject << /Im0 3 0 R >> >> >>",
        );
    }
    pdf.trailer("/Info << /Producer (scanner of the tests) /CreationDate (D:20240115) >>");
    pdf
}

/// A package of parts. The first part is not compressed, as the standards require of `mimetype`.
pub fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (number, (name, bytes)) in parts.iter().enumerate() {
        let method =
            if number == 0 { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        zip.start_file(*name, options).expect("memory takes it");
        zip.write_all(bytes).expect("memory takes it");
    }
    zip.finish().expect("memory takes it").into_inner()
}

pub fn odt(meta: &str, content: &str) -> Vec<u8> {
    let meta = format!(
        "<office:document-meta xmlns:office=\"o\" xmlns:dc=\"d\" xmlns:meta=\"m\"><office:meta>{meta}</office:meta>\
         </office:document-meta>"
    );
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:draw=\"w\" xmlns:table=\"b\" \
         xmlns:svg=\"s\"><office:body><office:text>{content}</office:text></office:body></office:document-content>"
    );
    package(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("meta.xml", meta.as_bytes()),
        ("content.xml", content.as_bytes()),
    ])
}

pub fn docx(core: &str, body: &str) -> Vec<u8> {
    let core = format!(
        "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\" xmlns:dcterms=\"t\">{core}</cp:coreProperties>"
    );
    let styles = "<w:styles xmlns:w=\"w\"><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val=\"fr-FR\"/></w:rPr>\
                  </w:rPrDefault></w:docDefaults><w:style w:styleId=\"Titre1\"><w:name w:val=\"heading 1\"/></w:style>\
                  </w:styles>";
    let body = format!(
        "<w:document xmlns:w=\"w\" xmlns:wp=\"p\" xmlns:pic=\"i\"><w:body>{body}</w:body></w:document>"
    );
    package(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("docProps/core.xml", core.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/document.xml", body.as_bytes()),
    ])
}
