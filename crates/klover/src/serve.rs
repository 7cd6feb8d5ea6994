//! Serving: from an open store to answered requests, and a clean stop.

use std::net::SocketAddr;
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use axum::Router;
use axum::extract::{ConnectInfo, Request};
use hyper::body::Incoming;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use model::Clock;
use store::Store;
use tokio::net::{TcpListener, TcpStream};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;
use web::{App, Site};

use crate::config::Config;
use crate::files;
use crate::verbs::{load_sample, open_current, say};

/// Where it listens when nothing else is said.
const DEFAULT_LISTEN: &str = "127.0.0.1:3000";
/// Most open connections.
const MOST_CONNECTIONS: usize = 2_000;
/// How long a client may take to send the head of a request, and a connection may stand idle between two.
const HEAD_PATIENCE: Duration = Duration::from_secs(15);
/// How long nothing of an answer may be taken before the connection is given up.
const STANDSTILL: Duration = Duration::from_secs(30);
/// How much of an answer waits in the system for a slow reader, in bytes: thousands of readers must not fill its memory.
const WAITING_BYTES: usize = 128 * 1024;
/// Largest head of a request, in bytes.
const LARGEST_HEAD_BYTES: usize = 64 * 1024;
/// How long open requests get to finish when the program stops.
const DRAIN: Duration = Duration::from_secs(10);

/// Serves until Ctrl-C or a terminate signal.
///
/// # Errors
/// When the store cannot be opened or the address is taken.
pub async fn run(config: &Config) -> anyhow::Result<ExitCode> {
    start_log(config)?;
    allow_connections();
    let stop = StopSignals::listen().context("cannot listen for signals")?;
    let store = open_current(config).await?;
    let clock = config.clock.map_or_else(Clock::default, Clock::starting_at);
    fill_if_empty(&store, clock, config).await?;
    allow_clock(&store, config).await?;
    let listen = config.keys.listen.as_deref().unwrap_or(DEFAULT_LISTEN);
    let listener = TcpListener::bind(listen).await.with_context(|| format!("cannot listen on {listen}"))?;
    let address = listener.local_addr()?;
    let local = if address.ip().is_loopback() {
        format!("http://localhost:{}", address.port())
    } else {
        format!("http://{address}")
    };
    let public_url = config.keys.public_url.as_deref().unwrap_or(&local).trim_end_matches('/').to_owned();
    let site = Arc::new(open_site(&store, clock, public_url, config).await?);
    let app = App::new(Arc::clone(&site), config.keys.trusted_proxies.clone());
    let mut side = tokio::task::JoinSet::new();
    side.spawn(site.follow());
    if config.keys.work != Some(false) {
        let name = format!("{}-{}", address, std::process::id());
        let worker = jobs::Worker { store: store.clone(), clock, backups: config.data().join("backups"), name };
        side.spawn(worker.run());
    }
    if let Some(listen) = &config.keys.metrics.listen {
        let listener = TcpListener::bind(listen).await.with_context(|| format!("cannot listen on {listen}"))?;
        let app = app.clone();
        let text = axum::routing::get(move || async move { app.metrics().text() });
        side.spawn(async move {
            let _ = axum::serve(listener, Router::new().route("/metrics", text)).await;
        });
    }
    say(&format!("Klöver serves at {local}"));
    let router = web::router(app);
    accept(listener, router, stop.come()).await;
    side.shutdown().await;
    store.close().await;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// The site with its search index in the data folder; in memory while another program has that one open.
async fn open_site(store: &Store, clock: Clock, public_url: String, config: &Config) -> anyhow::Result<Site> {
    files::private_folder(&config.data())?;
    let folder = config.data().join("index");
    match Site::open(store.clone(), clock, public_url.clone(), Some(&folder)).await {
        Err(search::Error::InUse) => {
            tracing::warn!("another program has the search index open; this one keeps its own in memory");
            Ok(Site::open(store.clone(), clock, public_url, None).await?)
        }
        opened => Ok(opened?),
    }
}

/// Loads the sample into a store with no records, with a line that says so.
async fn fill_if_empty(store: &Store, clock: Clock, config: &Config) -> anyhow::Result<()> {
    if !config.sample || !store.reader().await?.is_empty().await? {
        return Ok(());
    }
    say("First start: loading the sample network …");
    if let Some(report) = load_sample(store, clock, config).await? {
        say(&format!("Loaded {} records.", report.added));
    }
    Ok(())
}

/// The clock may only be set where nobody can mistake it for the truth.
async fn allow_clock(store: &Store, config: &Config) -> anyhow::Result<()> {
    if config.clock.is_none() {
        return Ok(());
    }
    match store.reader().await?.network().await? {
        Some(network) if network.sample || network.test => Ok(()),
        _ => bail!("KLOVER_CLOCK is only for a sample network or one marked as a test"),
    }
}

fn start_log(config: &Config) -> anyhow::Result<()> {
    let level =
        config.keys.log.level.as_deref().unwrap_or("warn,klover=info,jobs=info,web=warn,store=info,search=info");
    let filter = tracing_subscriber::EnvFilter::try_new(level).context("config: log.level")?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match config.keys.log.format.as_deref() {
        Some("json") => log.json().try_init(),
        None | Some("text") => log.with_ansi(false).try_init(),
        Some(other) => bail!("config: log.format is {other}; expected text or json"),
    }
    .map_err(|error| anyhow::anyhow!(error))
}

/// Asks for as many open files as all connections may need: a shell often allows a thousand.
fn allow_connections() {
    const WANTED: u64 = 2 * MOST_CONNECTIONS as u64;
    match rlimit::increase_nofile_limit(WANTED) {
        Ok(allowed) if allowed < WANTED => tracing::warn!(allowed, WANTED, "few open files are allowed"),
        Ok(_) => {}
        Err(error) => tracing::warn!(%error, "cannot ask for more open files"),
    }
}

/// Accepts connections until told to stop, then lets open requests finish.
async fn accept(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let mut http = hyper::server::conn::http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD_PATIENCE).max_buf_size(LARGEST_HEAD_BYTES);
    tokio::pin!(stop);
    loop {
        let place = Arc::clone(&places).acquire_owned();
        let (stream, peer, place) = tokio::select! {
            () = &mut stop => break,
            accepted = accept_one(&listener, place) => match accepted {
                Some(accepted) => accepted,
                None => continue,
            },
        };
        let router = router.clone();
        let service = hyper::service::service_fn(move |request: Request<Incoming>| {
            let mut request = request.map(axum::body::Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            router.clone().oneshot(request)
        });
        let connection = graceful.watch(http.serve_connection(TokioIo::new(patient(stream)), service));
        tokio::spawn(async move {
            // A client that goes away is nobody's fault.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(DRAIN, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not finish in time");
    }
}

/// A connection that is given up when nothing that we send is taken for a while: a reader who stands still does not keep
/// its place for ever.
fn patient(stream: TcpStream) -> Pin<Box<TimeoutStream<TcpStream>>> {
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(STANDSTILL));
    Box::pin(stream)
}

async fn accept_one(
    listener: &TcpListener,
    place: impl Future<Output = Result<OwnedSemaphorePermit, tokio::sync::AcquireError>>,
) -> Option<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let place = place.await.ok()?;
    match listener.accept().await {
        Ok((stream, peer)) => {
            let _ = stream.set_nodelay(true);
            let _ = socket2::SockRef::from(&stream).set_send_buffer_size(WAITING_BYTES);
            Some((stream, peer, place))
        }
        Err(error) => {
            // Out of file descriptors, most likely: wait for some to come back.
            tracing::warn!(%error, "cannot accept");
            tokio::time::sleep(Duration::from_millis(100)).await;
            None
        }
    }
}

/// The signals that ask the program to stop.
struct StopSignals {
    interrupt: Signal,
    terminate: Signal,
}

impl StopSignals {
    /// Listens from now on: what comes before the site is up is not lost.
    fn listen() -> std::io::Result<Self> {
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    /// Ends on Ctrl-C or a terminate signal.
    async fn come(mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}
