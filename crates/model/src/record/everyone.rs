//! What everyone may see of a public record: no reference to what is not public, and no exact point of what stands for
//! an area.

use super::{Place, Precision, Record};
use crate::geo::{Municipality, Point};
use crate::places::Places;
use crate::text::Id;

impl Record {
    /// The record as everyone may have it. What it refers to is kept where `is_public` says so; a point that stands
    /// for a region becomes the middle of its county, or nothing where the county is not known.
    #[must_use]
    pub fn for_everyone(mut self, is_public: &dyn Fn(&Id) -> bool, places: &Places) -> Self {
        self.keep_references(is_public);
        self.blur(places);
        self
    }

    /// Takes the exact points away from places that stand for a region.
    pub fn blur(&mut self, places: &Places) {
        match self {
            Self::Cluster(cluster) => cluster.place.blur(places),
            Self::Organisation(organisation) => organisation.place.blur(places),
            Self::Initiative(initiative) => initiative.places.iter_mut().for_each(|place| place.blur(places)),
            Self::Activity(activity) => {
                activity.occasions.iter_mut().for_each(|occasion| occasion.place.blur(places));
            }
            Self::Theme(_) | Self::Result(_) | Self::Clipping(_) => {}
        }
    }

    fn keep_references(&mut self, is_public: &dyn Fn(&Id) -> bool) {
        let keep = |ids: &mut Vec<Id>| ids.retain(is_public);
        let one = |id: &mut Option<Id>| *id = id.take().filter(is_public);
        match self {
            Self::Cluster(cluster) => {
                one(&mut cluster.successor);
                one(&mut cluster.host_organisation);
                keep(&mut cluster.themes);
            }
            Self::Organisation(organisation) => keep(&mut organisation.themes),
            Self::Theme(theme) => keep(&mut theme.broader),
            Self::Initiative(initiative) => {
                initiative.partners.retain(|partner| is_public(&partner.who));
                initiative.funding.iter_mut().for_each(|line| one(&mut line.funder));
                keep(&mut initiative.themes);
            }
            Self::Activity(activity) => {
                keep(&mut activity.hosts);
                keep(&mut activity.funders);
                keep(&mut activity.initiatives);
                keep(&mut activity.themes);
            }
            Self::Result(result) => {
                keep(&mut result.initiatives);
                keep(&mut result.organisations);
                keep(&mut result.themes);
            }
            Self::Clipping(clipping) => {
                keep(&mut clipping.about);
                keep(&mut clipping.themes);
            }
        }
    }
}

impl Place {
    /// Takes the exact point away where it stands for a region: the middle of the county is shown in its stead.
    pub fn blur(&mut self, places: &Places) {
        let Some(point) = self.point.filter(|point| point.precision == Precision::Region) else { return };
        let nearest = || places.municipality_of(point.into()).map(Municipality::county);
        let county = self.county.or_else(|| self.municipality.map(Municipality::county)).or_else(nearest);
        self.point = county.map(|county| {
            let middle = county.middle();
            Point { lat: middle.lat, lon: middle.lon, precision: Precision::Region }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Kind;

    #[test]
    fn references_to_what_is_not_public_and_exact_regions_are_taken_away() {
        let value = serde_json::json!({
            "id": "ett", "slug": "ett", "version": 1, "title": {"sv": "Ett"}, "kind": "project", "status": "ongoing",
            "partners": [{"who": "synlig", "role": "lead"}, {"who": "hemlig", "role": "partner"}],
            "funding": [{"funder": "hemlig", "programme": "Fonden"}],
            "themes": ["hemlig", "synlig"],
            "places": [
                {"municipality": "0580", "point": {"lat": 58.41001, "lon": 15.62001, "precision": "region"}},
                {"point": {"lat": 58.41, "lon": 15.62, "precision": "exact"}},
            ],
        });
        let record = Record::from_value(Kind::Initiative, value).unwrap();
        let shown = record.for_everyone(&|id| id.as_str() == "synlig", &Places::built_in());
        let text = shown.to_value().to_string();
        assert!(!text.contains("hemlig") && text.contains("synlig") && text.contains("Fonden"), "{text}");
        assert!(!text.contains("58.41001") && text.contains("58.4,") && text.contains("58.41,"), "{text}");
    }
}
