//! The program `serve-sites`, used as the demo's script uses it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use tests::demo_sites;

#[test]
fn serves_writes_the_members_and_ends_when_told() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let members = folder.path().join("members.csv");
    let mut server = Command::new(env!("CARGO_BIN_EXE_serve-sites"))
        .arg(demo_sites())
        .arg("--write-members")
        .arg(&members)
        .stdout(Stdio::piped())
        .spawn()?;

    let port = port_of_first_line(&mut server)?;
    assert!(std::fs::read_to_string(&members)?.contains(&format!("http://valbrune.localhost:{port}/")));
    assert!(home_page("valbrune", port)?.contains("Bienvenue à Valbrune-sur-Lys"));

    Command::new("kill").arg(server.id().to_string()).status()?;
    assert!(server.wait()?.success());
    Ok(())
}

/// Port of the first address that the program prints. From then on the program answers requests.
fn port_of_first_line(server: &mut Child) -> anyhow::Result<u16> {
    let output = server.stdout.take().expect("the output is piped");
    let mut line = String::new();
    BufReader::new(output).read_line(&mut line)?;
    let port = line.trim().trim_end_matches('/').rsplit(':').next().unwrap_or_default();
    Ok(port.parse()?)
}

fn home_page(site: &str, port: u16) -> anyhow::Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    write!(stream, "GET / HTTP/1.1\r\nHost: {site}.localhost:{port}\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}
