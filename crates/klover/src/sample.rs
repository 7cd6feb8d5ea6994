//! The sample network, embedded: the real green clusters of Sweden as public pages tell of them.

use std::collections::BTreeMap;

const FILES: [(&str, &str); 8] = [
    ("network.toml", include_str!("../../../data/network/network.toml")),
    ("activities.json", include_str!("../../../data/network/activities.json")),
    ("clippings.json", include_str!("../../../data/network/clippings.json")),
    ("clusters.json", include_str!("../../../data/network/clusters.json")),
    ("initiatives.json", include_str!("../../../data/network/initiatives.json")),
    ("organisations.json", include_str!("../../../data/network/organisations.json")),
    ("results.json", include_str!("../../../data/network/results.json")),
    ("themes.json", include_str!("../../../data/network/themes.json")),
];

/// Its files, as an export would write them.
#[must_use]
pub fn files() -> BTreeMap<String, Vec<u8>> {
    FILES.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
}
