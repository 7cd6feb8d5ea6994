//! The closed vocabularies, each with its word in addresses, JSON and commands.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::Malformed;

/// Makes an enum whose values have one hyphenated English word each.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident, $format:literal { $($(#[$value_doc:meta])* $value:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum $name {
            $($(#[$value_doc])* #[serde(rename = $word)] $value),+
        }

        impl $name {
            /// Every value, in reading order.
            pub const ALL: &'static [Self] = &[$(Self::$value),+];

            /// The word in addresses, JSON and commands; with the vocabulary's name before it, the key of the visible
            /// word.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$value => $word),+ }
            }

            /// The key of the visible word.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$value => concat!($format, "-", $word)),+ }
            }
        }

        impl FromStr for $name {
            type Err = Malformed;
            fn from_str(text: &str) -> Result<Self, Malformed> {
                match text { $($word => Ok(Self::$value),)+ _ => Err(Malformed($format)) }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.code())
            }
        }
    };
}

vocabulary!(
    /// The kinds of record.
    Kind, "kind" {
        /// A regional centre.
        Cluster = "cluster",
        /// Any other body.
        Organisation = "organisation",
        /// A controlled word; some are challenges.
        Theme = "theme",
        /// Work that goes on over time.
        Initiative = "initiative",
        /// Something one can take part in.
        Activity = "activity",
        /// Knowledge in short form.
        Result = "result",
        /// A link worth the others' attention.
        Clipping = "clipping",
    }
);

vocabulary!(
    /// How a cluster stands.
    ClusterStatus, "cluster-status" {
        /// Being formed.
        Forming = "forming",
        /// At work.
        Active = "active",
        /// Alive, but with no work at present.
        Resting = "resting",
        /// Has ceased.
        Ended = "ended",
        /// Not known.
        Unknown = "unknown",
    }
);

vocabulary!(
    /// What sort of body an organisation is.
    OrganisationKind, "organisation-kind" {
        /// University or other higher education.
        University = "university",
        /// Research institute.
        Institute = "institute",
        /// School or adult education.
        School = "school",
        /// Company.
        Company = "company",
        /// Trade body, member association or foundation.
        Association = "association",
        /// State agency or county administrative board.
        Authority = "authority",
        /// Region.
        Region = "region",
        /// Municipality.
        Municipality = "municipality",
        /// Gives money to others' work.
        Funder = "funder",
        /// Innovation park, incubator or test site.
        Park = "park",
        /// Joint body of several.
        Network = "network",
    }
);

vocabulary!(
    /// What sort of work an initiative is.
    InitiativeKind, "initiative-kind" {
        /// Has a beginning, an end and a budget.
        Project = "project",
        /// Holds several projects together.
        Programme = "programme",
        /// Finds out whether something is worth doing.
        PreStudy = "pre-study",
        /// Keeps people together over time.
        Network = "network",
        /// Place for trials and demonstration.
        TestSite = "test-site",
        /// Companies that learn and act together.
        CompanyGroup = "company-group",
    }
);

vocabulary!(
    /// How an initiative stands.
    InitiativeStatus, "initiative-status" {
        /// Thought of.
        Idea = "idea",
        /// Going on.
        Ongoing = "ongoing",
        /// Over.
        Ended = "ended",
        /// Not known.
        Unknown = "unknown",
    }
);

vocabulary!(
    /// A part in an initiative.
    PartnerRole, "partner-role" {
        /// Leads and owns it.
        Lead = "lead",
        /// Takes part.
        Partner = "partner",
        /// Pays.
        Funder = "funder",
        /// Gives it a home.
        Host = "host",
    }
);

vocabulary!(
    /// What sort of activity.
    ActivityKind, "activity-kind" {
        /// Teaches something.
        Course = "course",
        /// In the field or on the farm.
        FieldDay = "field-day",
        /// Early, short, with coffee.
        Breakfast = "breakfast",
        /// Talks and discussion.
        Seminar = "seminar",
        /// Online, live.
        Webinar = "webinar",
        /// Larger, with a programme.
        Conference = "conference",
        /// Stands and visitors.
        Fair = "fair",
        /// Goes to see others.
        StudyTrip = "study-trip",
        /// The network's own.
        NetworkMeeting = "network-meeting",
    }
);

vocabulary!(
    /// Where one takes part.
    Form, "form" {
        /// In a room or a field.
        OnSite = "on-site",
        /// From afar.
        Online = "online",
        /// Either.
        Hybrid = "hybrid",
    }
);

vocabulary!(
    /// How an activity stands.
    ActivityStatus, "activity-status" {
        /// Meant, but not announced in full.
        Planned = "planned",
        /// Announced, or over.
        Published = "published",
        /// Will not be held.
        Cancelled = "cancelled",
        /// Will be held at another time.
        Postponed = "postponed",
    }
);

vocabulary!(
    /// How exactly a point on the map is known.
    Precision, "precision" {
        /// The door.
        Exact = "exact",
        /// The village or town.
        Place = "place",
        /// The county or wider; the point stands for an area and is never shown as a place.
        Region = "region",
    }
);
