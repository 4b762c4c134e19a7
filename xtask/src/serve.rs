//! `cargo xtask serve`: set up, build, serve the demo, open the browser.

use crate::{Result, config, dist, http, setup, shell, size, wasm};
use std::net::{Ipv4Addr, TcpListener};
use std::process::Stdio;

/// Tried first; taken ones are passed over.
const USUAL_PORT: u16 = 8080;
/// How many ports from the first on are tried before the system may choose any.
const NEIGHBORS: u16 = 20;

pub fn run(arguments: &[String]) -> Result {
    let options = Options::parse(arguments)?;
    setup::for_build()?;
    let build = config::Build::load()?;
    wasm::build_all(&build)?;
    dist::assemble()?;
    size::print_table(&build)?;

    let listener = listen(options.port)?;
    let port = listener.local_addr().map_err(|error| error.to_string())?.port();
    let address = format!("http://127.0.0.1:{port}{}", http::HOME);
    println!("\nThe demo: {address}   (Ctrl+C ends it)");
    if options.open {
        open_browser(&address);
    }
    http::serve(&listener, &shell::at("www"));
    Ok(())
}

#[derive(Debug, PartialEq)]
struct Options {
    port: Option<u16>,
    open: bool,
}

impl Options {
    fn parse(arguments: &[String]) -> Result<Options> {
        let mut options = Options { port: None, open: true };
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--no-open" => options.open = false,
                "--port" => {
                    let number = rest.next().and_then(|text| text.parse().ok());
                    options.port = Some(number.ok_or("--port needs a number from 0 to 65535")?);
                }
                unknown => return Err(format!("serve knows --port N and --no-open, not `{unknown}`")),
            }
        }
        Ok(options)
    }
}

/// A port that was asked for, or else the first free one from the usual one on.
fn listen(port: Option<u16>) -> Result<TcpListener> {
    let bind = |port: u16| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    if let Some(port) = port {
        return bind(port)
            .map_err(|error| format!("port {port}: {error}; without --port a free one is chosen"));
    }
    let free = (USUAL_PORT..USUAL_PORT + NEIGHBORS).find_map(|port| bind(port).ok());
    free.map_or_else(|| bind(0), Ok).map_err(|error| format!("no port is free: {error}"))
}

/// Opens the default browser where a person is likely to see it; the address is printed anyway.
fn open_browser(address: &str) {
    let screen = cfg!(any(target_os = "macos", windows))
        || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    if !screen || std::env::var_os("CI").is_some() {
        return;
    }
    let (program, arguments): (_, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[address])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", "", address])
    } else {
        ("xdg-open", &[address])
    };
    let mut command = shell::command(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().ok();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Result<Options> {
        Options::parse(&arguments.iter().map(|text| text.to_string()).collect::<Vec<_>>())
    }

    #[test]
    fn options() {
        assert_eq!(parse(&[]), Ok(Options { port: None, open: true }));
        assert_eq!(parse(&["--no-open", "--port", "9000"]), Ok(Options { port: Some(9000), open: false }));
        assert!(parse(&["--port"]).is_err());
        assert!(parse(&["--port", "70000"]).is_err());
        assert!(parse(&["--prot", "9000"]).unwrap_err().contains("--prot"));
    }

    #[test]
    fn a_taken_port_is_passed_over_unless_it_was_asked_for() {
        let taken = listen(None).unwrap();
        let port = taken.local_addr().unwrap().port();
        assert_ne!(listen(None).unwrap().local_addr().unwrap().port(), port);
        assert!(listen(Some(port)).unwrap_err().contains(&port.to_string()));
    }
}
