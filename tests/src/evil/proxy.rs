//! A proxy that tunnels by CONNECT and remembers the heads it was sent.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use super::Listening;

/// A running proxy.
#[derive(Debug)]
pub struct Proxy {
    heads: Arc<Mutex<Vec<String>>>,
    listening: Listening,
}

impl Proxy {
    /// Starts a proxy on a free port.
    ///
    /// # Errors
    /// When no port can be had.
    pub fn start() -> io::Result<Proxy> {
        let heads = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&heads);
        let listening = Listening::start(move |stream, _| {
            let seen = Arc::clone(&seen);
            // A tunnel that breaks is one of its two ends going away.
            thread::spawn(move || drop(tunnel(stream, &seen)));
        })?;
        Ok(Proxy { heads, listening })
    }

    /// Returns the port that the proxy listens on.
    pub fn port(&self) -> u16 {
        self.listening.port
    }

    /// Returns the heads of all requests, line breaks as they came.
    pub fn heads(&self) -> Vec<String> {
        self.heads.lock().expect("no thread panics while it holds the heads").clone()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.listening.stop();
    }
}

fn tunnel(client: TcpStream, seen: &Mutex<Vec<String>>) -> io::Result<()> {
    let mut reader = BufReader::new(client.try_clone()?);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head)? == 0 {
            break;
        }
    }
    let target = head.split_whitespace().nth(1).unwrap_or_default().to_owned();
    let connects = head.starts_with("CONNECT ");
    seen.lock().expect("no thread panics while it holds the heads").push(head);
    let mut client_out = client.try_clone()?;
    if !connects {
        return client_out.write_all(b"HTTP/1.1 405 Only CONNECT\r\nContent-Length: 0\r\n\r\n");
    }
    let server = TcpStream::connect(target)?;
    client_out.write_all(b"HTTP/1.1 200 Connected\r\n\r\n")?;
    let (mut from_server, mut to_server) = (server.try_clone()?, server);
    let back = thread::spawn(move || {
        let _ = io::copy(&mut from_server, &mut client_out);
        let _ = client_out.shutdown(Shutdown::Both);
    });
    let _ = io::copy(&mut reader, &mut to_server);
    let _ = to_server.shutdown(Shutdown::Both);
    let _ = back.join();
    Ok(())
}
