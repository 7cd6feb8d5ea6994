//! An entry's content: what the record's page says, as plain HTML. Records hold plain text; all of it is escaped.

use jiff::civil;
use model::record::{
    Activity, ActivityStatus, Clipping, Cluster, Contact, Initiative, Money, Occasion, Organisation, PartnerRole,
    Place, PracticeResult, Record, Theme,
};
use model::text::WebAddress;
use model::{Lang, PartialDate, Text};
use words::{Arg, dates};

use crate::write::{Edition, Entry, Linked};

/// What a record is, in a few sentences.
pub(super) fn summary(record: &Record) -> Option<&Text> {
    match record {
        Record::Cluster(cluster) => Some(&cluster.summary),
        Record::Organisation(organisation) => organisation.summary.as_ref(),
        Record::Theme(theme) => theme.definition.as_ref(),
        Record::Initiative(initiative) => initiative.summary.as_ref(),
        Record::Activity(activity) => activity.summary.as_ref(),
        Record::Result(result) => result.summary.as_ref(),
        Record::Clipping(clipping) => clipping.comment.as_ref(),
    }
}

/// The content of an entry.
pub(super) fn html(edition: &Edition<'_>, entry: &Entry) -> String {
    let mut page = Page { edition, entry, out: String::new(), facts: String::new() };
    match &entry.record {
        Record::Activity(activity) => page.activity(activity),
        Record::Initiative(initiative) => page.initiative(initiative),
        Record::Cluster(cluster) => page.cluster(cluster),
        Record::Organisation(organisation) => page.organisation(organisation),
        Record::Theme(theme) => page.theme(theme),
        Record::Result(result) => page.result(result),
        Record::Clipping(clipping) => page.clipping(clipping),
    }
    page.done()
}

/// A page as it grows: its parts, and the facts that come after them.
struct Page<'a> {
    edition: &'a Edition<'a>,
    entry: &'a Entry,
    out: String,
    facts: String,
}

impl Page<'_> {
    fn activity(&mut self, activity: &Activity) {
        if matches!(activity.status, ActivityStatus::Cancelled | ActivityStatus::Postponed | ActivityStatus::Planned) {
            self.out += &format!("<p><strong>{}</strong></p>", self.word(activity.status.key()));
        }
        let occasions = activity.occasions.iter().map(|occasion| self.occasion(occasion, activity));
        let occasions: String = occasions.map(|line| format!("<li>{line}</li>")).collect();
        if !occasions.is_empty() {
            self.out += &format!("<ul>{occasions}</ul>");
        }
        self.paragraphs(activity.summary.as_ref());
        self.paragraphs(activity.body.as_ref());
        self.word_fact("fact-sort", Some(activity.kind.key()));
        self.links("fact-hosts", &["host"]);
        self.word_fact("fact-form-of", activity.form.map(model::record::Form::key));
        self.links("fact-part-of", &["initiative"]);
        self.links("fact-funders", &["funder"]);
        self.text_fact("fact-audience", activity.audience.as_ref());
        self.text_fact("fact-price", activity.price.as_ref());
        let languages = activity.languages.iter().map(|code| match code.as_str() {
            "sv" => self.word("language-sv"),
            "en" => self.word("language-en"),
            other => escaped(other),
        });
        self.fact("fact-language", &languages.collect::<Vec<_>>().join(", "));
        let count = activity.participants.map(|count| self.with("participants", "count", Arg::Count(count)));
        let note = activity.participants_note.as_ref().map(|note| self.said(note));
        self.fact("fact-participants", &count.into_iter().chain(note).collect::<Vec<_>>().join(". "));
        if let Some(sign_up) = &activity.sign_up {
            let link = sign_up
                .url
                .as_ref()
                .map(|url| link(url.as_str(), &self.with("sign-up-at", "host", Arg::Text(&escaped(&url.publisher())))));
            let last = sign_up.last_day.map(|day| self.with("sign-up-last", "day", Arg::Text(&self.day(day.0))));
            self.out += &format!("<p>{}</p>", link.into_iter().chain(last).collect::<Vec<_>>().join(" "));
        }
    }

    /// When and where, with its programme.
    fn occasion(&self, occasion: &Occasion, activity: &Activity) -> String {
        let when = occasion.when.as_ref().map(|when| escaped(&capitalised(&dates::when(self.lang(), when))));
        let mut parts = vec![when.unwrap_or_else(|| self.word("time-unknown"))];
        parts.extend(occasion.when_note.as_ref().map(|note| self.said(note)));
        match place_line(&occasion.place) {
            Some(place) => parts.push(escaped(&place)),
            None if occasion.online.is_none() && activity.form != Some(model::record::Form::Online) => {
                parts.push(self.word("place-unknown"));
            }
            None => parts.push(self.word("form-online")),
        }
        parts.extend(occasion.online.as_ref().map(web_link));
        if occasion.cancelled {
            parts.push(format!("<strong>{}</strong>", self.word(ActivityStatus::Cancelled.key())));
        }
        let sessions = occasion.sessions.iter().map(|session| {
            let when = session.when.as_ref().map(|when| format!("{} ", escaped(&dates::when(self.lang(), when))));
            let summary = session.summary.as_ref().map(|summary| format!(" – {}", self.said(summary)));
            let (when, summary) = (when.unwrap_or_default(), summary.unwrap_or_default());
            format!("<li>{when}{}{summary}</li>", self.said(&session.title))
        });
        let sessions: String = sessions.collect();
        let sessions = if sessions.is_empty() { sessions } else { format!("<ul>{sessions}</ul>") };
        format!("{}{sessions}", parts.join(" · "))
    }

    fn initiative(&mut self, initiative: &Initiative) {
        self.paragraphs(initiative.summary.as_ref());
        self.paragraphs(initiative.body.as_ref());
        self.word_fact("fact-sort", Some(initiative.kind.key()));
        self.word_fact("fact-status", Some(initiative.status.key()));
        let time = dates::stretch(self.lang(), initiative.start.as_ref(), initiative.end.as_ref());
        self.dated("fact-time", &time, initiative.date_note.as_ref());
        let (partners, funding) = (self.partners(initiative), self.funding(initiative));
        self.fact("partners", &partners);
        self.fact("funding", &funding);
        self.fact("fact-budget", &initiative.budget.as_ref().map(|budget| self.money(budget)).unwrap_or_default());
        let mut places: Vec<String> = initiative.places.iter().filter_map(place_name).collect();
        for county in self.entry.record.counties() {
            if !places.iter().any(|place| place == county.name()) {
                places.push(county.name().to_owned());
            }
        }
        self.fact("fact-where", &escaped(&places.join(", ")));
        self.text_fact("fact-participants", initiative.participants_note.as_ref());
        self.website(initiative.website.as_ref());
    }

    /// Who is in it, by role, as the page has them.
    fn partners(&self, initiative: &Initiative) -> String {
        let mut lines = Vec::new();
        for role in PartnerRole::ALL {
            for partner in initiative.partners.iter().filter(|partner| partner.role == *role) {
                let linked = self.entry.linked(role.code()).find(|linked| linked.id == partner.who);
                lines.extend(linked.map(|linked| format!("{} ({})", record_link(linked), self.word(role.key()))));
            }
        }
        lines.join(", ")
    }

    fn funding(&self, initiative: &Initiative) -> String {
        let lines = initiative.funding.iter().map(|line| {
            let funder = line.funder.as_ref().and_then(|id| self.entry.linked.iter().find(|linked| linked.id == *id));
            let reference = line.reference.as_deref().map(escaped);
            let reference = reference.map(|number| self.with("funding-reference", "reference", Arg::Text(&number)));
            let amount = line.amount.as_ref().map(|amount| self.money(amount));
            let parts = [funder.map(record_link), line.programme.as_deref().map(escaped), reference, amount];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        });
        lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("; ")
    }

    fn cluster(&mut self, cluster: &Cluster) {
        self.paragraphs(Some(&cluster.summary));
        self.paragraphs(cluster.body.as_ref());
        let notes: String = cluster.facts.iter().map(|fact| format!("<li>{}</li>", self.said(fact))).collect();
        if !notes.is_empty() {
            self.out += &format!("<ul>{notes}</ul>");
        }
        self.word_fact("fact-status", Some(cluster.status.key()));
        self.fact("fact-place", &place_line(&cluster.place).map(|place| escaped(&place)).unwrap_or_default());
        let counties = cluster.counties_served.iter().map(|county| county.name()).collect::<Vec<_>>().join(", ");
        match &cluster.area {
            Some(area) => self.text_fact("fact-area", Some(area)),
            None => self.fact("fact-area", &counties),
        }
        self.links("fact-host", &["host-organisation"]);
        self.text_fact("fact-form", cluster.organisation_form.as_ref());
        let founded = cluster.founded.map(|date| dates::partial(self.lang(), &date)).unwrap_or_default();
        self.dated("fact-founded", &founded, cluster.founded_note.as_ref());
        let member = dates::stretch(self.lang(), cluster.member_from.as_ref(), cluster.member_to.as_ref());
        self.fact("fact-member", &escaped(&member));
        self.links("carried-on-by", &["successor"]);
        self.fact("fact-contact", &cluster.contact.as_ref().map(|contact| self.contact(contact)).unwrap_or_default());
        self.fact("fact-also", &escaped(&cluster.also_known_as.join(", ")));
        self.website(cluster.website.as_ref());
    }

    fn organisation(&mut self, organisation: &Organisation) {
        self.paragraphs(organisation.summary.as_ref());
        self.word_fact("fact-sort", organisation.kind.map(model::record::OrganisationKind::key));
        self.fact("fact-place", &place_line(&organisation.place).map(|place| escaped(&place)).unwrap_or_default());
        self.fact("fact-also", &escaped(&organisation.also_known_as.join(", ")));
        self.website(organisation.website.as_ref());
    }

    fn theme(&mut self, theme: &Theme) {
        self.paragraphs(theme.definition.as_ref());
        if let Some(challenge) = &theme.challenge {
            self.paragraphs(Some(&challenge.summary));
            self.text_fact("goal", Some(&challenge.goal));
        }
        let synonyms = match self.lang() {
            Lang::Sv => &theme.synonyms.sv,
            Lang::En => &theme.synonyms.en,
        };
        self.fact("also-said", &escaped(&synonyms.join(", ")));
        self.links("broader", &["broader"]);
    }

    fn result(&mut self, result: &PracticeResult) {
        self.paragraphs(result.summary.as_ref());
        for (key, text) in [
            ("result-objective", &result.objective),
            ("result-main", &result.main_results),
            ("result-recommendation", &result.recommendation),
        ] {
            if text.is_some() {
                self.out += &format!("<h2>{}</h2>", self.word(key));
                self.paragraphs(text.as_ref());
            }
        }
        if let Some(address) = &result.link {
            let text = self.with("read-it-at", "host", Arg::Text(&escaped(&address.publisher())));
            self.out += &format!("<p>{}</p>", link(address.as_str(), &text));
        }
        self.published(result.published.as_ref(), result.date_note.as_ref());
        self.links("fact-from", &["initiative"]);
        self.links("fact-by", &["organisation"]);
        let counties = result.counties.iter().map(|county| county.name()).collect::<Vec<_>>().join(", ");
        self.fact("fact-where", &counties);
    }

    fn clipping(&mut self, clipping: &Clipping) {
        self.paragraphs(clipping.comment.as_ref());
        let text = self.with("read-it-at", "host", Arg::Text(&escaped(&clipping.link.publisher())));
        self.out += &format!("<p>{}</p>", link(clipping.link.as_str(), &text));
        self.published(clipping.date.as_ref(), clipping.date_note.as_ref());
        self.links("fact-about", &["about"]);
    }

    /// Themes and sources stand on every page.
    fn done(mut self) -> String {
        self.links("themes-label", &["theme"]);
        let sources = self.entry.record.head().sources.iter();
        let sources = sources.map(|source| format!("{} ({})", web_link(&source.url), self.day(source.read.0)));
        let sources = sources.collect::<Vec<_>>().join(", ");
        self.fact("sources", &sources);
        if !self.facts.is_empty() {
            self.out += &format!("<dl>{}</dl>", self.facts);
        }
        self.out
    }

    fn lang(&self) -> Lang {
        self.edition.lang
    }

    fn word(&self, key: &str) -> String {
        escaped(&self.edition.word(key))
    }

    /// A message with something in it that is HTML already.
    fn with(&self, key: &str, name: &'static str, value: Arg<'_>) -> String {
        self.edition.words.say(self.lang(), key, &[(name, value)])
    }

    fn day(&self, day: civil::Date) -> String {
        dates::day(self.lang(), day)
    }

    /// A text in a line, which says its language when that is not the feed's.
    fn said(&self, text: &Text) -> String {
        let (lang, text) = text.read(self.lang());
        if lang == self.lang() {
            escaped(text)
        } else {
            format!("<span lang=\"{}\">{}</span>", lang.code(), escaped(text))
        }
    }

    fn paragraphs(&mut self, text: Option<&Text>) {
        let Some((lang, text)) = text.map(|text| text.read(self.lang())) else { return };
        let attribute = if lang == self.lang() { String::new() } else { format!(" lang=\"{}\"", lang.code()) };
        for part in text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()) {
            self.out += &format!("<p{attribute}>{}</p>", escaped(part));
        }
    }

    /// A line of the facts, in HTML; none when it says nothing.
    fn fact(&mut self, key: &str, html: &str) {
        if !html.is_empty() {
            self.facts += &format!("<dt>{}</dt><dd>{html}</dd>", self.word(key));
        }
    }

    fn word_fact(&mut self, key: &str, word: Option<&str>) {
        let word = word.map(|word| self.word(word)).unwrap_or_default();
        self.fact(key, &word);
    }

    fn text_fact(&mut self, key: &str, text: Option<&Text>) {
        let text = text.map(|text| self.said(text)).unwrap_or_default();
        self.fact(key, &text);
    }

    fn dated(&mut self, key: &str, date: &str, note: Option<&Text>) {
        let date = Some(escaped(&capitalised(date))).filter(|date| !date.is_empty());
        let note = note.map(|note| self.said(note));
        self.fact(key, &date.into_iter().chain(note).collect::<Vec<_>>().join(". "));
    }

    fn published(&mut self, date: Option<&PartialDate>, note: Option<&Text>) {
        let date = date.map(|date| dates::partial(self.lang(), date)).unwrap_or_default();
        self.dated("fact-published", &date, note);
    }

    fn links(&mut self, key: &str, roles: &[&str]) {
        let linked = self.entry.linked.iter().filter(|linked| roles.contains(&linked.role.as_str()));
        let links = linked.map(record_link).collect::<Vec<_>>().join(", ");
        self.fact(key, &links);
    }

    fn website(&mut self, site: Option<&WebAddress>) {
        self.fact("fact-website", &site.map(web_link).unwrap_or_default());
    }

    fn contact(&self, contact: &Contact) -> String {
        let role = self.said(&contact.role);
        let address = contact.email.as_ref().map(|mail| format!("mailto:{mail}"));
        match address.or_else(|| contact.url.as_ref().map(ToString::to_string)) {
            Some(address) => link(&address, &role),
            None => role,
        }
    }

    fn money(&self, money: &Money) -> String {
        let sek = money.currency.as_str() == "SEK";
        let currency = if sek { self.word("currency-sek") } else { money.currency.to_string() };
        format!("{}\u{a0}{currency}", words::number(self.lang(), money.amount))
    }
}

fn link(href: &str, html: &str) -> String {
    format!("<a href=\"{}\">{html}</a>", escaped(&crate::write::iri(href)))
}

fn record_link(linked: &Linked) -> String {
    link(&linked.url, &escaped(&linked.title))
}

fn web_link(address: &WebAddress) -> String {
    link(address.as_str(), &escaped(&address.publisher()))
}

/// What a place is called: its own name, else its municipality, else its county.
fn place_name(place: &Place) -> Option<String> {
    let municipality = || place.municipality.map(|municipality| municipality.name().to_owned());
    place.name.clone().or_else(municipality).or_else(|| place.county.map(|county| county.name().to_owned()))
}

/// The same, with the county where that says more.
fn place_line(place: &Place) -> Option<String> {
    let name = place_name(place)?;
    let county = place.county.map(model::County::name).filter(|county| *county != name);
    Some(county.map_or_else(|| name.clone(), |county| format!("{name}, {county}")))
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A text as it may stand in HTML, in an attribute too.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
