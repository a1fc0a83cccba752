//! Decrypts files of the standard security handler with the empty password, which every reader tries first (ISO
//! 32000-1, 7.6).

use super::object::{Dictionary, Object, Stream};
use crate::budget::Excess;
use aes::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyInit, KeyIvInit, block_padding};
use md5::{Digest, Md5};
use sha2::{Sha256, Sha384, Sha512};

const PADDING: [u8; 32] = [
    0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08, 0x2E,
    0x2E, 0x00, 0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
];

/// Why a file could not be decrypted.
#[derive(Debug, PartialEq, Eq)]
pub enum Locked {
    Password,
    Unknown,
    Excess(Excess),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    None,
    Rc4,
    Aes128,
    Aes256,
}

#[derive(Debug)]
pub struct Crypt {
    key: Vec<u8>,
    texts: Method,
    streams: Method,
    encrypt_metadata: bool,
    /// Permission bits (`P`).
    pub permissions: i64,
}

impl Crypt {
    /// `resolve` follows references to objects of the file.
    pub fn open(
        dictionary: &Dictionary,
        id: &[u8],
        resolve: impl Fn(&Object) -> Result<Object, Excess>,
    ) -> Result<Self, Locked> {
        let get = |key| resolve(dictionary.get(key)).map_err(Locked::Excess);
        if !get("Filter")?.is_name("Standard") {
            return Err(Locked::Unknown);
        }
        let version = get("V")?.as_integer().unwrap_or(0);
        let revision = get("R")?.as_integer().unwrap_or(0);
        let permissions = get("P")?.as_integer().unwrap_or(0);
        let encrypt_metadata = get("EncryptMetadata")?.as_boolean() != Some(false);
        let bits = get("Length")?.as_integer().unwrap_or(40);
        let bytes = if version == 1 { 5 } else { usize::try_from(bits / 8).unwrap_or(5).clamp(5, 16) };
        let text = |key| get(key).map(|object| object.as_text().unwrap_or_default().to_vec());
        let (owner, user) = (text("O")?, text("U")?);
        let (texts, streams) = match version {
            1..=3 => (Method::Rc4, Method::Rc4),
            4 | 5 => {
                let filters = get("CF")?;
                let method = |key| -> Result<Method, Locked> {
                    let name = get(key)?;
                    let Some(name) = name.as_name().filter(|name| *name != b"Identity") else {
                        return Ok(Method::None);
                    };
                    let filters = filters.as_dictionary().ok_or(Locked::Unknown)?;
                    let filter = resolve(filters.by_name(name)).map_err(Locked::Excess)?;
                    let method = filter.as_dictionary().map(|filter| filter.get("CFM").clone());
                    match method.as_ref().and_then(Object::as_name) {
                        Some(b"V2") => Ok(Method::Rc4),
                        Some(b"AESV2") => Ok(Method::Aes128),
                        Some(b"AESV3") => Ok(Method::Aes256),
                        Some(b"None") => Ok(Method::None),
                        _ => Err(Locked::Unknown),
                    }
                };
                (method("StrF")?, method("StmF")?)
            }
            _ => return Err(Locked::Unknown),
        };
        let bytes = if version == 4 { 16 } else { bytes };
        let key = match revision {
            2..=4 => {
                let key = old_key(&owner, permissions, id, revision, bytes, encrypt_metadata);
                opens(&key, &user, id, revision).then_some(key).ok_or(Locked::Password)?
            }
            5 | 6 => new_key(&user, &text("UE")?, revision).ok_or(Locked::Password)?,
            _ => return Err(Locked::Unknown),
        };
        Ok(Self { key, texts, streams, encrypt_metadata, permissions })
    }

    pub fn decrypt_texts(&self, object: &mut Object, id: (u32, u16)) {
        match object {
            Object::Text(text) => *text = self.decrypt(text, id, self.texts),
            Object::Array(items) => items.iter_mut().for_each(|item| self.decrypt_texts(item, id)),
            Object::Dictionary(dictionary) => {
                dictionary.iter_mut().for_each(|value| self.decrypt_texts(value, id));
            }
            _ => {}
        }
    }

    pub fn decrypt_stream(&self, data: &[u8], stream: &Stream) -> Vec<u8> {
        if !self.encrypt_metadata && stream.dictionary.get("Type").is_name("Metadata") {
            return data.to_vec();
        }
        self.decrypt(data, stream.id, self.streams)
    }

    fn decrypt(&self, data: &[u8], id: (u32, u16), method: Method) -> Vec<u8> {
        match method {
            Method::None => data.to_vec(),
            Method::Rc4 => rc4(&self.object_key(id, false), data),
            Method::Aes128 => aes_128(&self.object_key(id, true), data),
            Method::Aes256 => aes_256(&self.key, data),
        }
    }

    fn object_key(&self, (number, generation): (u32, u16), aes: bool) -> Vec<u8> {
        let mut digest = Md5::new();
        digest.update(&self.key);
        digest.update(&number.to_le_bytes()[..3]);
        digest.update(generation.to_le_bytes());
        if aes {
            digest.update(b"sAlT");
        }
        digest.finalize()[..(self.key.len() + 5).min(16)].to_vec()
    }
}

fn old_key(
    owner: &[u8],
    permissions: i64,
    id: &[u8],
    revision: i64,
    bytes: usize,
    metadata: bool,
) -> Vec<u8> {
    let mut digest = Md5::new();
    digest.update(PADDING);
    digest.update(owner.get(..32).unwrap_or(owner));
    digest.update((permissions as u32).to_le_bytes());
    digest.update(id);
    if revision >= 4 && !metadata {
        digest.update([0xff; 4]);
    }
    let mut key = digest.finalize().to_vec();
    if revision >= 3 {
        for _ in 0..50 {
            key = Md5::digest(&key[..bytes]).to_vec();
        }
    }
    key.truncate(bytes);
    key
}

fn opens(key: &[u8], user: &[u8], id: &[u8], revision: i64) -> bool {
    if revision == 2 {
        return rc4(key, &PADDING) == user.get(..32).unwrap_or_default();
    }
    let mut digest = Md5::new();
    digest.update(PADDING);
    digest.update(id);
    let mut check = rc4(key, &digest.finalize());
    for round in 1..=19u8 {
        let turned: Vec<u8> = key.iter().map(|byte| byte ^ round).collect();
        check = rc4(&turned, &check);
    }
    check.get(..16) == user.get(..16)
}

/// The key of revisions 5 and 6. It is in `UE`, encrypted with the hash of the password and a salt.
fn new_key(user: &[u8], sealed: &[u8], revision: i64) -> Option<Vec<u8>> {
    let (check, validation, salt) = (user.get(..32)?, user.get(32..40)?, user.get(40..48)?);
    let hash = |salt: &[u8]| if revision == 5 { Sha256::digest(salt).to_vec() } else { hardened(salt) };
    if hash(validation) != check {
        return None;
    }
    let cipher = cbc::Decryptor::<aes::Aes256>::new_from_slices(&hash(salt), &[0; 16]).ok()?;
    cipher.decrypt_padded_vec::<block_padding::NoPadding>(sealed.get(..32)?).ok()
}

/// Hash of the empty password by algorithm 2.B of ISO 32000-2.
fn hardened(salt: &[u8]) -> Vec<u8> {
    let mut key = Sha256::digest(salt).to_vec();
    for round in 0..1000u32 {
        let repeated = key.repeat(64);
        let Ok(cipher) = cbc::Encryptor::<aes::Aes128>::new_from_slices(&key[..16], &key[16..32]) else {
            break;
        };
        let encrypted = cipher.encrypt_padded_vec::<block_padding::NoPadding>(&repeated);
        let kind: u32 = encrypted[..16].iter().map(|byte| u32::from(*byte)).sum::<u32>() % 3;
        key = match kind {
            0 => Sha256::digest(&encrypted).to_vec(),
            1 => Sha384::digest(&encrypted).to_vec(),
            _ => Sha512::digest(&encrypted).to_vec(),
        };
        let last = u32::from(encrypted.last().copied().unwrap_or(0));
        if round >= 63 && last <= round.saturating_sub(31) {
            break;
        }
    }
    key.truncate(32);
    key
}

fn rc4(key: &[u8], data: &[u8]) -> Vec<u8> {
    use rc4::StreamCipher;
    let mut out = data.to_vec();
    if let Ok(mut cipher) = rc4::Rc4::new_from_slice(key) {
        cipher.apply_keystream(&mut out);
    }
    out
}

fn aes_128(key: &[u8], data: &[u8]) -> Vec<u8> {
    let (Some(vector), Some(body)) = (data.get(..16), whole_blocks(data)) else { return Vec::new() };
    let cipher = cbc::Decryptor::<aes::Aes128>::new_from_slices(key, vector);
    unpadded(cipher.ok().and_then(|c| c.decrypt_padded_vec::<block_padding::NoPadding>(body).ok()))
}

fn aes_256(key: &[u8], data: &[u8]) -> Vec<u8> {
    let (Some(vector), Some(body)) = (data.get(..16), whole_blocks(data)) else { return Vec::new() };
    let cipher = cbc::Decryptor::<aes::Aes256>::new_from_slices(key, vector);
    unpadded(cipher.ok().and_then(|c| c.decrypt_padded_vec::<block_padding::NoPadding>(body).ok()))
}

fn whole_blocks(data: &[u8]) -> Option<&[u8]> {
    let body = data.get(16..)?;
    body.get(..body.len() / 16 * 16)
}

/// Removes the padding. If the padding is wrong, all data stay, because other readers show them too.
fn unpadded(data: Option<Vec<u8>>) -> Vec<u8> {
    let mut data = data.unwrap_or_default();
    let last = usize::from(data.last().copied().unwrap_or(0));
    if (1..=16).contains(&last) && last <= data.len() {
        data.truncate(data.len() - last);
    }
    data
}
