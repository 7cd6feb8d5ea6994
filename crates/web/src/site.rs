//! What the program serves: its networks by host name, and what is derived from each network's store.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use axum::http::HeaderMap;
use axum::http::header::HOST;
use jiff::Timestamp;
use model::alphabet::Alphabet;
use model::folder::Network;
use model::places::Places;
use model::record::{Cluster, Record, Theme};
use model::{Clock, Id, Lang};
use store::Store;
use store::read::{Counts, Stored};
use tokio::sync::Mutex;
use words::Words;

use crate::serve::assets::Assets;
use crate::serve::cache::{LargeRoom, PageCache};
use crate::serve::fair::Fair;
use crate::serve::metrics::Metrics;

/// How often the change log is looked at for writes by other processes.
const POLL: Duration = Duration::from_secs(1);

/// What every handler can reach. Cheap to clone.
#[derive(Debug, Clone)]
pub struct App(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    sites: HashMap<String, Arc<Site>>,
    only: Arc<Site>,
    assets: Assets,
    metrics: Metrics,
    fair: Fair,
    large_room: LargeRoom,
    trusted_proxies: Vec<std::net::IpAddr>,
}

/// One network as it is served.
#[derive(Debug)]
pub struct Site {
    /// Its memory.
    pub store: Store,
    /// The program's one clock.
    pub clock: Clock,
    /// Every visible word.
    pub words: Arc<Words>,
    /// Swedish order.
    pub alphabet: Alphabet,
    /// Names of places.
    pub places: Arc<Places>,
    /// Finds, counts and suggests.
    pub index: search::Index,
    /// Where it is found: scheme, host and port, without a slash at the end.
    pub public_url: String,
    /// Finished pages.
    pub(crate) cache: PageCache,
    change: AtomicI64,
    landscape: Mutex<Option<Arc<Landscape>>>,
}

/// The parts of a network that most pages need: small, bounded, and read once for each change.
#[derive(Debug)]
pub struct Landscape {
    /// The change number that it was read at.
    pub change: i64,
    /// The network itself.
    pub network: Network,
    /// Every cluster, in Swedish order.
    pub clusters: Vec<Cluster>,
    /// Every theme, in Swedish order.
    pub themes: Vec<Theme>,
    /// The names that filters use.
    pub vocabulary: search::Vocabulary,
    /// How many records of each kind there are.
    pub counts: Counts,
    /// The next moment at which something begins or ends: nothing derived from time is good after it.
    pub fresh_until: Option<Timestamp>,
}

impl App {
    /// One program that serves one network, whatever host it is asked for.
    #[must_use]
    pub fn new(site: Arc<Site>, trusted_proxies: Vec<std::net::IpAddr>) -> Self {
        let host = url::Url::parse(&site.public_url).ok().and_then(|url| url.host_str().map(str::to_owned));
        let sites = host.map(|host| (host, Arc::clone(&site))).into_iter().collect();
        let (assets, metrics, fair) = (Assets::load(), Metrics::default(), Fair::default());
        let large_room = LargeRoom::default();
        Self(Arc::new(Shared { sites, only: site, assets, metrics, fair, large_room, trusted_proxies }))
    }

    /// The network that a request is for.
    #[must_use]
    pub fn site(&self, headers: &HeaderMap) -> Arc<Site> {
        let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        Arc::clone(self.0.sites.get(name).unwrap_or(&self.0.only))
    }

    /// Style, script, fonts and pictures.
    #[must_use]
    pub fn assets(&self) -> &Assets {
        &self.0.assets
    }

    /// What is counted.
    #[must_use]
    pub fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    /// The room for large answers.
    #[must_use]
    pub fn large_room(&self) -> &LargeRoom {
        &self.0.large_room
    }

    /// How what programs fetch is shared.
    #[must_use]
    pub fn fair(&self) -> &Fair {
        &self.0.fair
    }

    /// Whether an address may say for whom it asks.
    #[must_use]
    pub fn trusts(&self, address: std::net::IpAddr) -> bool {
        self.0.trusted_proxies.contains(&address)
    }
}

impl Site {
    /// A network on a store, with its index in a folder of its own, or in memory where there is none. Waits until the
    /// index has caught up with the store.
    ///
    /// # Errors
    /// When the store does not answer, or the index cannot be made.
    pub async fn open(
        store: Store,
        clock: Clock,
        public_url: String,
        index: Option<&Path>,
    ) -> Result<Self, search::Error> {
        let (words, places) = (Words::built_in(), Arc::new(Places::built_in()));
        let labels = words.vocabularies().into_iter().map(|(key, sv, en)| (key, (sv, en))).collect();
        let index = search::Index::open(index, labels, Arc::clone(&places))?;
        let change = AtomicI64::new(index.follow(&store).await?);
        Ok(Self {
            store,
            clock,
            words: Arc::new(words),
            alphabet: Alphabet::swedish(),
            places,
            index,
            public_url,
            cache: PageCache::default(),
            change,
            landscape: Mutex::new(None),
        })
    }

    /// The last change number that this node has seen.
    #[must_use]
    pub fn change(&self) -> i64 {
        self.change.load(Ordering::Acquire)
    }

    /// Forgets every finished page, so that the next ones are made anew; for measuring.
    #[doc(hidden)]
    pub fn forget_pages(&self) {
        self.cache.forget();
    }

    /// Follows the change log for ever: woken by this process's writes, and every second for others'. A change is seen
    /// by pages once the index has it, so that no page is made of two moments.
    pub async fn follow(self: Arc<Self>) {
        let mut written = self.store.changes();
        loop {
            let _ = tokio::time::timeout(POLL, written.changed()).await;
            match self.index.follow(&self.store).await {
                Ok(number) => self.change.store(number, Ordering::Release),
                Err(error) => {
                    tracing::error!(%error, "the search index cannot follow the change log");
                    // Pages that need no index must not stand still for it.
                    match self.read_change().await {
                        Ok(number) => self.change.store(number, Ordering::Release),
                        Err(error) => tracing::warn!(%error, "cannot read the change log"),
                    }
                }
            }
        }
    }

    async fn read_change(&self) -> store::Result<i64> {
        self.store.reader().await?.last_change().await
    }

    /// What most pages need, read again when something has changed or begun.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn landscape(&self) -> store::Result<Arc<Landscape>> {
        let (change, now) = (self.change(), self.clock.now());
        let mut kept = self.landscape.lock().await;
        if let Some(landscape) = kept.as_ref()
            && landscape.change == change
            && landscape.fresh_until.is_none_or(|until| now < until)
        {
            return Ok(Arc::clone(landscape));
        }
        let landscape = Arc::new(read_landscape(&self.store, &self.places, change, now).await?);
        *kept = Some(Arc::clone(&landscape));
        Ok(landscape)
    }
}

async fn read_landscape(store: &Store, places: &Places, change: i64, now: Timestamp) -> store::Result<Landscape> {
    let mut reader = store.reader().await?;
    let network = reader.network().await?.unwrap_or_else(Network::undescribed);
    let clusters = reader.clusters().await?.into_iter().filter_map(|stored| match stored.record {
        Record::Cluster(cluster) => Some(cluster),
        _ => None,
    });
    let mut clusters: Vec<Cluster> = clusters.collect();
    clusters.iter_mut().for_each(|cluster| cluster.place.blur(places));
    let mut themes: Vec<Theme> = reader.themes(Lang::Sv).await?.into_iter().filter_map(as_theme).collect();
    // What stands below a theme that is not public stands at the top, as far as anyone can see.
    let public: HashSet<Id> = themes.iter().map(|theme| theme.head.id.clone()).collect();
    themes.iter_mut().for_each(|theme| theme.broader.retain(|id| public.contains(id)));
    let vocabulary = search::Vocabulary::of(&clusters, &themes);
    let counts = reader.counts().await?;
    let fresh_until = reader.next_boundary(now).await?;
    Ok(Landscape { change, network, clusters, themes, vocabulary, counts, fresh_until })
}

fn as_theme(stored: Stored) -> Option<Theme> {
    match stored.record {
        Record::Theme(theme) => Some(theme),
        _ => None,
    }
}

impl Landscape {
    /// The theme with an id.
    #[must_use]
    pub fn theme(&self, id: &Id) -> Option<&Theme> {
        self.themes.iter().find(|theme| theme.head.id == *id)
    }

    /// A theme and everything below it.
    #[must_use]
    pub fn with_narrower(&self, id: &Id) -> Vec<Id> {
        let mut found = vec![id.clone()];
        let mut next = 0;
        while next < found.len() {
            let above = found[next].clone();
            for theme in self.themes.iter().filter(|theme| theme.broader.contains(&above)) {
                if !found.contains(&theme.head.id) {
                    found.push(theme.head.id.clone());
                }
            }
            next += 1;
        }
        found
    }

    /// The themes that are challenges.
    pub fn challenges(&self) -> impl Iterator<Item = &Theme> {
        self.themes.iter().filter(|theme| theme.challenge.is_some())
    }

    /// The cluster with an id.
    #[must_use]
    pub fn cluster(&self, id: &Id) -> Option<&Cluster> {
        self.clusters.iter().find(|cluster| cluster.head.id == *id)
    }
}
