//! What programs fetch is shared fairly: so many answers for each client, and nobody needs to ask every second.
//!
//! Pages for people are not counted: they come from the cache.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::{Mutex, PoisonError};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;

use crate::outputs::is_for_programs;
use crate::serve::error::Error;
use crate::serve::guard::client;
use crate::site::App;

/// Most answers for one client in [`WINDOW_SECONDS`]; they come back evenly.
pub const MOST_ANSWERS: u32 = 9_000;
/// How long it takes until a client that has used up its answers has all of them again.
pub const WINDOW_SECONDS: u32 = 300;
/// In how many different seconds of the last minute a client may ask for the same address.
pub const MOST_SECONDS: u32 = 20;
/// How long a client that asks too often is told to wait; then its last minute is empty.
const WAIT_SECONDS: u32 = 60;
/// Most clients that are remembered.
const MOST_CLIENTS: usize = 10_000;
/// Most addresses that are remembered for each.
const MOST_ADDRESSES: usize = 100;

/// Who has asked for how much.
#[derive(Debug, Default)]
pub struct Fair(Mutex<HashMap<IpAddr, Client>>);

/// One client: the answers it has left, and when it asked for what.
#[derive(Debug)]
struct Client {
    left: f64,
    at: i64,
    asked: HashMap<u64, Seconds>,
}

/// The seconds of the last minute in which something was asked for: a bit each, the present one lowest.
#[derive(Debug, Clone, Copy, Default)]
struct Seconds {
    bits: u64,
    at: i64,
}

/// What is told to a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// Answers left.
    pub left: u32,
    /// Seconds until all of them are there again.
    pub full_in: u32,
    /// Seconds to wait before anything is answered again.
    pub wait: Option<u32>,
}

impl Fair {
    /// Counts a request.
    pub fn ask(&self, from: IpAddr, address: &str, now: Timestamp) -> Share {
        let now = now.as_second();
        let mut clients = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if clients.len() >= MOST_CLIENTS {
            clients.retain(|_, client| now - client.at < i64::from(WINDOW_SECONDS));
            if clients.len() >= MOST_CLIENTS {
                clients.clear();
            }
        }
        let full = f64::from(MOST_ANSWERS);
        let client =
            clients.entry(network_of(from)).or_insert_with(|| Client { left: full, at: now, asked: HashMap::new() });
        let per_second = full / f64::from(WINDOW_SECONDS);
        #[expect(clippy::cast_precision_loss, reason = "seconds between two requests are few")]
        let passed = (now - client.at).max(0) as f64;
        client.left = (client.left + passed * per_second).min(full);
        client.at = now;
        let too_often = client.asks_too_often(address, now);
        let wait = if client.left < 1.0 { Some(1) } else { too_often.then_some(WAIT_SECONDS) };
        if wait.is_none() {
            client.left -= 1.0;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between nothing and all")]
        let whole = |number: f64| number as u32;
        Share { left: whole(client.left), full_in: whole(((full - client.left) / per_second).ceil()), wait }
    }
}

impl Client {
    fn asks_too_often(&mut self, address: &str, now: i64) -> bool {
        if self.asked.len() >= MOST_ADDRESSES {
            self.asked.retain(|_, seconds| now - seconds.at < 60);
            if self.asked.len() >= MOST_ADDRESSES {
                self.asked.clear();
            }
        }
        let mut hasher = DefaultHasher::new();
        address.hash(&mut hasher);
        let seconds = self.asked.entry(hasher.finish()).or_default();
        let passed = u32::try_from((now - seconds.at).max(0)).unwrap_or(u32::MAX);
        let minute = (1_u64 << 60) - 1;
        seconds.bits = (seconds.bits.checked_shl(passed).unwrap_or_default() & minute) | 1;
        seconds.at = now;
        seconds.bits.count_ones() > MOST_SECONDS
    }
}

/// The client behind an address: with IPv6 one has a whole network of them (RFC 6177).
fn network_of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
        v4 @ IpAddr::V4(_) => v4,
    }
}

/// Counts what programs ask for, says how much is left (draft-ietf-httpapi-ratelimit-headers), and tells those who ask
/// too often when to come back.
pub async fn share(State(app): State<App>, request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let (true, Some(peer)) = (is_for_programs(request.uri().path()), peer) else { return next.run(request).await };
    let address = request.uri().path_and_query().map_or("", |address| address.as_str());
    let now = app.site(request.headers()).clock.now();
    let share = app.fair().ask(client(&app, peer, request.headers()), address, now);
    let mut response = match share.wait {
        Some(_) => Error::TooOften.into_response(),
        None => next.run(request).await,
    };
    share.say(response.headers_mut());
    response
}

impl Share {
    fn say(self, headers: &mut HeaderMap) {
        let mut set = |name: &'static str, value: String| {
            headers
                .extend(HeaderValue::from_str(&value).map(|value| (axum::http::HeaderName::from_static(name), value)));
        };
        set("ratelimit-policy", format!("\"client\";q={MOST_ANSWERS};w={WINDOW_SECONDS}"));
        set("ratelimit", format!("\"client\";r={};t={}", self.left, self.full_in));
        if let Some(wait) = self.wait {
            set("retry-after", wait.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: i64 = 1_800_000_000;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(START + second).unwrap()
    }

    fn one() -> IpAddr {
        "192.0.2.1".parse().unwrap()
    }

    #[test]
    fn who_asks_every_second_is_told_to_come_back_in_a_minute_and_then_may() {
        let fair = Fair::default();
        let waits: Vec<Option<u32>> = (0..30).map(|second| fair.ask(one(), "/a.ics", at(second)).wait).collect();
        assert!(waits[..20].iter().all(Option::is_none), "{waits:?}");
        assert!(waits[20..].iter().all(|wait| *wait == Some(60)), "{waits:?}");
        assert_eq!(fair.ask(one(), "/b.ics", at(30)).wait, None, "another address");
        assert_eq!(fair.ask("192.0.2.2".parse().unwrap(), "/a.ics", at(30)).wait, None, "another client");
        assert_eq!(fair.ask(one(), "/a.ics", at(30 + 60)).wait, None, "after the wait");
    }

    #[test]
    fn who_asks_every_five_seconds_is_never_told_to_wait() {
        let fair = Fair::default();
        assert!((0..1_000).all(|n| fair.ask(one(), "/a.ics", at(n * 5)).wait.is_none()));
    }

    #[test]
    fn a_burst_is_answered_until_the_share_is_used_up_and_it_comes_back() {
        let fair = Fair::default();
        let answered = (0..10_000).filter(|n| fair.ask(one(), &format!("/{n}.csv"), at(0)).wait.is_none()).count();
        assert_eq!(answered, 9_000);
        let share = fair.ask(one(), "/x.csv", at(1));
        assert_eq!((share.wait, share.left), (None, 29));
        assert!(share.full_in <= WINDOW_SECONDS);
    }

    #[test]
    fn a_network_of_ipv6_is_one_client() {
        let fair = Fair::default();
        let mut last = None;
        for n in 0..=MOST_SECONDS {
            let from = format!("2001:db8::{n:x}").parse().unwrap();
            last = fair.ask(from, "/a.ics", at(i64::from(n))).wait;
        }
        assert_eq!(last, Some(60));
    }
}
