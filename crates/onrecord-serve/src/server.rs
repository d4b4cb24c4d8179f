//! Listening and stopping.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use axum::Router;
use onrecord_ledger::{Ledger, LedgerError};
use tokio::net::TcpListener;

use crate::router;

/// How long answers under way have when the server is stopped.
const PATIENCE: Duration = Duration::from_secs(2);

/// What to serve, and where.
#[derive(Debug, Clone)]
pub struct Options {
    /// The ledger's file.
    pub ledger: PathBuf,
    /// The address to listen on. On one of this machine's own (127.0.0.1), only this machine can ask; on another,
    /// whoever can reach it can read the ledger.
    pub host: IpAddr,
    /// The port to listen on; 0 for any free one.
    pub port: u16,
}

/// Why the page can't be served. Displayed it is one line; what to do about it is in [`hint`](Self::hint).
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct ServeError {
    message: String,
    hint: Option<String>,
    #[source]
    cause: Option<io::Error>,
}

impl ServeError {
    /// What to do about it, on one line.
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    fn ledger(error: &LedgerError) -> Self {
        Self {
            message: error.to_string(),
            hint: error.hint().map(str::to_owned),
            cause: None,
        }
    }

    fn listen(address: SocketAddr, error: io::Error) -> Self {
        let (host, port) = (address.ip(), address.port());
        let (message, hint) = match error.kind() {
            io::ErrorKind::AddrInUse => (
                format!("port {port} of {host} is in use by another program"),
                "name another with --port, or 0 for any free one".to_owned(),
            ),
            io::ErrorKind::PermissionDenied => (
                format!("this user may not listen on port {port}"),
                "name one of 1024 or more with --port".to_owned(),
            ),
            io::ErrorKind::AddrNotAvailable => (
                format!("{host} is not an address of this machine"),
                "leave --host away for this machine alone, or give 0.0.0.0 for all its addresses".to_owned(),
            ),
            _ => (
                format!("the server can't listen on {address}"),
                "try another --port or --host".to_owned(),
            ),
        };
        Self {
            message,
            hint: Some(hint),
            cause: Some(error),
        }
    }

    fn system(message: &str, error: io::Error) -> Self {
        Self {
            message: message.to_owned(),
            hint: None,
            cause: Some(error),
        }
    }
}

/// Serves a ledger until it is stopped by Ctrl-C or a termination signal. Calls `on_ready` once with the address
/// it listens on.
pub fn run(options: Options, on_ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    // A clear word now rather than an error on every page.
    drop(Ledger::open_read_only(&options.ledger).map_err(|error| ServeError::ledger(&error))?);
    let app = if options.host.is_loopback() {
        router(&options.ledger)
    } else {
        router::app(&options.ledger)
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| ServeError::system("the server's threads can't be started", error))?;
    let served = runtime.block_on(listen(app, SocketAddr::new(options.host, options.port), on_ready));
    runtime.shutdown_timeout(PATIENCE);
    served
}

async fn listen(app: Router, at: SocketAddr, on_ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    let listener = TcpListener::bind(at)
        .await
        .map_err(|error| ServeError::listen(at, error))?;
    let address = listener
        .local_addr()
        .map_err(|error| ServeError::listen(at, error))?;
    // From here on a signal stops the server in good order, so listen to it before anybody knows the address.
    let stop = stopped().map_err(|error| ServeError::system("signals can't be listened to", error))?;
    let (stopping, mut stops) = tokio::sync::watch::channel(());
    let server = axum::serve(listener, app).with_graceful_shutdown(async move {
        stop.await;
        drop(stopping);
    });
    on_ready(address);
    let too_long = async move {
        // Ends when the sender is dropped.
        let _ = stops.changed().await;
        tokio::time::sleep(PATIENCE).await;
    };
    tokio::select! {
        served = server => served.map_err(|error| ServeError::system("the server failed", error)),
        () = too_long => Ok(()),
    }
}

/// Ends when the program is asked to stop.
#[cfg(unix)]
fn stopped() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ends when the program is asked to stop.
#[cfg(not(unix))]
fn stopped() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_is_told_with_what_to_do() {
        let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = taken.local_addr().unwrap().port();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger.db");
        drop(Ledger::open(&path).unwrap());
        let options = |ledger: &std::path::Path| Options {
            ledger: ledger.to_owned(),
            host: std::net::Ipv4Addr::LOCALHOST.into(),
            port,
        };
        let error = run(options(&path), |_| panic!("it can't be ready")).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("port {port} of 127.0.0.1 is in use by another program")
        );
        assert!(error.hint().unwrap().contains("--port"));

        let error = run(options(&folder.path().join("none.db")), |_| {
            panic!("it can't be ready")
        })
        .unwrap_err();
        assert!(error.to_string().contains("there is no ledger"));
    }
}
