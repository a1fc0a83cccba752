//! Sites with defective TLS, all on one port. The name that the client requests (SNI) selects the site.

use std::io;
use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::server::{Acceptor, WebPkiClientVerifier};
use rustls::{RootCertStore, ServerConfig};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinSet};
use tokio_rustls::LazyConfigAcceptor;

/// Host name (before `.localhost`), its kind of [`MISBEHAVIOURS`](super::MISBEHAVIOURS), and a text that its audit's
/// detail must contain; the cause must be `tls`.
pub const SITES: &[(&str, &str, &str)] = &[
    ("expire", "bad TLS", "expired"),
    ("pas-encore", "bad TLS", "not valid yet"),
    ("autre-nom", "bad TLS", "not valid for name"),
    ("auto-signe", "bad TLS", "UnknownIssuer"),
    ("ancien", "bad TLS", "Tls12Or13"),
    ("certificat-client", "client certificate", "ertificate"),
];

/// The running sites; they stop when dropped.
pub struct TlsSites {
    port: u16,
    authority: String,
    accepting: AbortHandle,
}

type Error = Box<dyn std::error::Error + Send + Sync>;

impl TlsSites {
    pub async fn start() -> Result<Self, Error> {
        let authority = Authority::new()?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let pem = authority.pem.clone();
        let accepting = tokio::spawn(accept(listener, Arc::new(authority))).abort_handle();
        Ok(Self { port, authority: pem, accepting })
    }

    pub fn url(&self, site: &str) -> String {
        format!("https://{site}.localhost:{}/", self.port)
    }

    /// Writes the certificate of the authority, for `SSL_CERT_FILE`.
    pub fn write_authority(&self, file: &Path) -> io::Result<()> {
        std::fs::write(file, &self.authority)
    }
}

impl Drop for TlsSites {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// A certificate authority, which signs the sites' certificates.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate: CertificateDer<'static>,
    pem: String,
}

impl Authority {
    fn new() -> Result<Self, Error> {
        let key = KeyPair::generate()?;
        let mut params = CertificateParams::new(Vec::new())?;
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(DnType::CommonName, "Authority of these tests");
        let certificate = params.self_signed(&key)?;
        let (pem, der) = (certificate.pem(), certificate.der().clone());
        Ok(Self { issuer: Issuer::new(params, key), certificate: der, pem })
    }

    /// The TLS configuration of a site, by its name.
    fn config(&self, site: &str) -> Result<ServerConfig, Error> {
        let name = if site == "autre-nom" { "tout-autre" } else { site };
        let mut params = CertificateParams::new(vec![format!("{name}.localhost")])?;
        match site {
            "expire" => params.not_after = date_time_ymd(2020, 1, 1),
            "pas-encore" => params.not_before = date_time_ymd(4000, 1, 1),
            _ => {}
        }
        let key = KeyPair::generate()?;
        let certificate = match site {
            "auto-signe" => params.self_signed(&key)?,
            _ => params.signed_by(&key, &self.issuer)?,
        };
        let provider = Arc::new(ring::default_provider());
        let builder =
            ServerConfig::builder_with_provider(provider.clone()).with_safe_default_protocol_versions()?;
        let builder = if site == "certificat-client" {
            let mut roots = RootCertStore::empty();
            roots.add(self.certificate.clone())?;
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build()?;
            builder.with_client_cert_verifier(verifier)
        } else {
            builder.with_no_client_auth()
        };
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        Ok(builder.with_single_cert(vec![certificate.der().clone()], key)?)
    }
}

/// Accepts connections and owns their tasks, so that aborting this task ends them too.
async fn accept(listener: TcpListener, authority: Arc<Authority>) {
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let authority = authority.clone();
        connections.spawn(async move {
            // Most of these connections are meant to end in an error of the client.
            let _ended = serve(stream, &authority).await;
        });
    }
}

async fn serve(stream: TcpStream, authority: &Authority) -> Result<(), Error> {
    let mut hello = LazyConfigAcceptor::new(Acceptor::default(), stream).await?;
    let name = hello.client_hello().server_name().unwrap_or_default().to_owned();
    // The crawler tries the name with `www.` when the name without fails.
    let site = name.trim_start_matches("www.").trim_end_matches(".localhost");
    if site == "ancien" {
        hello.io.write_all(HELLO_OF_1999).await?;
        let _rest = hello.io.read(&mut [0; 64]).await?;
        return Ok(());
    }
    let mut stream = hello.into_stream(Arc::new(authority.config(site)?)).await?;
    let _request = stream.read(&mut [0; 4096]).await?;
    stream.write_all(PAGE.as_bytes()).await?;
    Ok(stream.shutdown().await?)
}

/// `ServerHello` of a server that only speaks TLS 1.0: version, 32 random bytes, no session, RSA with AES-128, no
/// compression.
const HELLO_OF_1999: &[u8] = b"\x16\x03\x01\x00\x2a\x02\x00\x00\x26\x03\x01\
    Ce serveur est reste en 1999....\x00\x00\x2f\x00";

const PAGE: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n\r\n\
    <!DOCTYPE html><html lang=\"fr\"><head><title>Une page</title></head><body><h1>Une page</h1></body></html>";
