//! A file server for the demo: GET and HEAD below one folder, on this machine alone.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The longest request that is read; a browser's has a few hundred bytes.
const MAX_REQUEST_BYTES: u64 = 32 * 1024;
const TIMEOUT: Duration = Duration::from_secs(10);

/// Where a visitor of `/` is sent.
pub const HOME: &str = "/demo/";

/// Answers requests for as long as the process lives, a thread each.
pub fn serve(listener: &TcpListener, root: &Path) {
    std::thread::scope(|scope| {
        for stream in listener.incoming().flatten() {
            // A visitor who hangs up early is no reason to stop.
            scope.spawn(move || answer(stream, root).ok());
        }
    });
}

/// What a request leads to.
#[derive(Debug, PartialEq)]
enum Answer {
    File(PathBuf),
    Redirect(String),
    NotFound,
    NotAllowed,
}

fn answer(mut stream: TcpStream, root: &Path) -> std::io::Result<()> {
    stream.set_read_timeout(Some(TIMEOUT))?;
    stream.set_write_timeout(Some(TIMEOUT))?;
    let mut lines = BufReader::new(stream.try_clone()?.take(MAX_REQUEST_BYTES));
    let mut request = String::new();
    lines.read_line(&mut request)?;
    // The headers change nothing here, but closing on unread bytes would reset the connection.
    let mut header = String::new();
    while lines.read_line(&mut header)? > 2 {
        header.clear();
    }

    let (status, extra, body) = match route(&request, root) {
        Answer::File(path) => match fs::read(&path) {
            Ok(body) => ("200 OK", format!("Content-Type: {}\r\n", media_type(&path)), body),
            Err(_) => not_found(),
        },
        Answer::Redirect(to) => ("302 Found", format!("Location: {to}\r\n"), Vec::new()),
        Answer::NotFound => not_found(),
        Answer::NotAllowed => ("405 Method Not Allowed", "Allow: GET, HEAD\r\n".to_string(), Vec::new()),
    };
    // Never cached: the next build has to show on the next reload.
    let head = format!(
        "HTTP/1.1 {status}\r\n{extra}Content-Length: {}\r\nCache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    if !request.starts_with("HEAD ") {
        stream.write_all(&body)?;
    }
    stream.flush()
}

fn not_found() -> (&'static str, String, Vec<u8>) {
    ("404 Not Found", "Content-Type: text/plain; charset=utf-8\r\n".to_string(), b"Not found\n".to_vec())
}

/// From the request line to the file.
fn route(request: &str, root: &Path) -> Answer {
    let mut words = request.split_whitespace();
    if !matches!(words.next(), Some("GET" | "HEAD")) {
        return Answer::NotAllowed;
    }
    let target = words.next().unwrap_or("/");
    let path = target.split(['?', '#']).next().unwrap_or(target);
    if path == "/" {
        return Answer::Redirect(HOME.to_string());
    }
    let Some(file) = file_below(root, path) else { return Answer::NotFound };
    if file.is_dir() {
        if !path.ends_with('/') {
            // Relative addresses in the page need the slash. One slash in front: two would name a host.
            return Answer::Redirect(format!("/{}/", path.trim_matches('/')));
        }
        return found(file.join("index.html"));
    }
    found(file)
}

fn found(file: PathBuf) -> Answer {
    if file.is_file() { Answer::File(file) } else { Answer::NotFound }
}

/// The existing file or folder that a URL path names, or none where that would be outside of `root`.
fn file_below(root: &Path, path: &str) -> Option<PathBuf> {
    let decoded = percent_decode(path.strip_prefix('/')?)?;
    let steps: Vec<&str> = decoded.split('/').filter(|step| !step.is_empty() && *step != ".").collect();
    // Backslash and colon separate on Windows; NUL is in no name.
    if steps.iter().any(|step| *step == ".." || step.contains(['\\', ':', '\0'])) {
        return None;
    }
    let root = root.canonicalize().ok()?;
    // Links are followed before the comparison, so that none leads outside.
    let file = root.join(steps.join("/")).canonicalize().ok()?;
    file.starts_with(&root).then_some(file)
}

fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(if byte == b'%' { 16 * hex(bytes.next()?)? + hex(bytes.next()?)? } else { byte });
    }
    String::from_utf8(decoded).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// Browsers insist on the right type for modules and for wasm.
fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "txt" | "md" | "ts" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with a file, an inner folder with an index, and a secret beside it.
    fn site(name: &str) -> PathBuf {
        let base = std::env::temp_dir().join(format!("xtask-http-{}-{name}", std::process::id()));
        let root = base.join("root");
        fs::create_dir_all(root.join("inner")).unwrap();
        fs::write(root.join("a b.js"), "1").unwrap();
        fs::write(root.join("inner/index.html"), "index").unwrap();
        fs::write(base.join("secret"), "s").unwrap();
        root
    }

    fn get(root: &Path, path: &str) -> Answer {
        route(&format!("GET {path} HTTP/1.1\r\n"), root)
    }

    #[test]
    fn files_folders_and_nothing() {
        let root = site("plain");
        let real = root.canonicalize().unwrap();
        assert_eq!(get(&root, "/a%20b.js?v=1"), Answer::File(real.join("a b.js")));
        assert_eq!(get(&root, "/inner/"), Answer::File(real.join("inner/index.html")));
        assert_eq!(get(&root, "/inner"), Answer::Redirect("/inner/".into()));
        assert_eq!(get(&root, "//inner"), Answer::Redirect("/inner/".into()));
        assert_eq!(get(&root, "/missing"), Answer::NotFound);
        assert_eq!(get(&root, "/"), Answer::Redirect(HOME.into()));
        assert_eq!(route("POST /inner/ HTTP/1.1", &root), Answer::NotAllowed);
        assert_eq!(route("", &root), Answer::NotAllowed);
    }

    #[test]
    fn nothing_outside_of_the_root_is_served() {
        let root = site("outside");
        assert!(root.join("../secret").is_file(), "the secret has to be there to be refused");
        for path in [
            "/../secret",
            "/inner/../../secret",
            "/%2e%2e/secret",
            "/..%2fsecret",
            "/inner/%2e%2e/%2e%2e/secret",
            "/..\\secret",
            "/..%5csecret",
            "/%00",
            "/%zz",
            "/%2",
            "/%ff",
            "secret",
            "//etc/passwd",
            "/c:/windows",
        ] {
            assert_eq!(get(&root, path), Answer::NotFound, "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_outside_is_not_followed() {
        let root = site("link");
        let link = root.join("link");
        fs::remove_file(&link).ok();
        std::os::unix::fs::symlink(root.join("../secret"), &link).unwrap();
        assert_eq!(fs::read(&link).unwrap(), b"s");
        assert_eq!(get(&root, "/link"), Answer::NotFound);
    }

    #[test]
    fn a_whole_exchange() {
        let root = site("exchange");
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || serve(&listener, &root));
        let ask = |request: &str| {
            let mut stream = TcpStream::connect(address).unwrap();
            stream.write_all(request.as_bytes()).unwrap();
            let mut text = String::new();
            stream.read_to_string(&mut text).unwrap();
            text
        };
        let page = ask("GET /inner/ HTTP/1.1\r\nHost: x\r\n\r\n");
        assert!(page.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/html"), "{page}");
        assert!(page.ends_with("\r\n\r\nindex"), "{page}");
        let head = ask("HEAD /inner/ HTTP/1.1\r\n\r\n");
        assert!(head.contains("Content-Length: 5\r\n") && head.ends_with("\r\n\r\n"), "{head}");
        assert!(ask("GET /../secret HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 404"));
    }

    #[test]
    fn wasm_and_modules_have_the_types_that_browsers_insist_on() {
        assert_eq!(media_type(Path::new("x_bg.wasm")), "application/wasm");
        assert_eq!(media_type(Path::new("x.mjs")), "text/javascript; charset=utf-8");
        assert_eq!(media_type(Path::new("x")), "application/octet-stream");
    }
}
