//! Which pages there are, for search engines (sitemaps.org 0.9, with `hreflang` as links in XHTML's namespace).

use std::borrow::Cow;

use jiff::Timestamp;
use model::Lang;
use quick_xml::escape::escape;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// The language for readers of neither.
const DEFAULT: Lang = Lang::Sv;

/// Most addresses of one file (sitemaps.org, "Using Sitemap index files").
pub const MOST_ADDRESSES: usize = 50_000;

/// A page in each language.
#[derive(Debug, Clone)]
pub struct Place {
    /// Its full addresses.
    pub addresses: Vec<(Lang, String)>,
    /// When what it shows last changed, where that is known.
    pub changed: Option<Timestamp>,
}

/// A file of pages: each language of each page, with the others beside it.
#[must_use]
pub fn pages(places: &[Place]) -> Vec<u8> {
    let mut out = format!("{HEAD}<urlset xmlns=\"{SITEMAP}\" xmlns:xhtml=\"{XHTML}\">\n");
    for place in places {
        let addresses: Vec<(Lang, Cow<'_, str>)> =
            place.addresses.iter().map(|(lang, address)| (*lang, escape(address))).collect();
        let link = |name: &str, address: &str| {
            format!("<xhtml:link rel=\"alternate\" hreflang=\"{name}\" href=\"{address}\"/>\n")
        };
        let own = addresses.iter().map(|(lang, address)| link(lang.code(), address));
        let default = addresses.iter().filter(|(lang, _)| *lang == DEFAULT).map(|(_, own)| link("x-default", own));
        let links: String = own.chain(default).collect();
        let changed = place.changed.map(lastmod).unwrap_or_default();
        for (_, address) in &addresses {
            out.extend(["<url>\n<loc>", address, "</loc>\n", &changed, &links, "</url>\n"]);
        }
    }
    out.push_str("</urlset>\n");
    out.into_bytes()
}

/// The list of such files, each with when anything in it last changed.
#[must_use]
pub fn index(files: &[(String, Timestamp)]) -> Vec<u8> {
    let mut out = format!("{HEAD}<sitemapindex xmlns=\"{SITEMAP}\">\n");
    for (address, changed) in files {
        out.extend(["<sitemap>\n<loc>", &escape(address), "</loc>\n", &lastmod(*changed), "</sitemap>\n"]);
    }
    out.push_str("</sitemapindex>\n");
    out.into_bytes()
}

/// To the second, as the W3C's note on dates has it.
fn lastmod(changed: Timestamp) -> String {
    format!("<lastmod>{}</lastmod>\n", changed.strftime("%Y-%m-%dT%H:%M:%SZ"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_of_a_page_names_the_others() {
        let place = Place {
            addresses: vec![
                (Lang::Sv, "https://a.se/kluster/x".to_owned()),
                (Lang::En, "https://a.se/en/clusters/x?a&b".to_owned()),
            ],
            changed: Some("2026-11-23T08:00:00.123456Z".parse().unwrap()),
        };
        let text = String::from_utf8(pages(&[place])).unwrap();
        let links = "<lastmod>2026-11-23T08:00:00Z</lastmod>\n\
            <xhtml:link rel=\"alternate\" hreflang=\"sv\" href=\"https://a.se/kluster/x\"/>\n\
            <xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"https://a.se/en/clusters/x?a&amp;b\"/>\n\
            <xhtml:link rel=\"alternate\" hreflang=\"x-default\" href=\"https://a.se/kluster/x\"/>\n";
        let expected = format!(
            "{HEAD}<urlset xmlns=\"{SITEMAP}\" xmlns:xhtml=\"{XHTML}\">\n\
             <url>\n<loc>https://a.se/kluster/x</loc>\n{links}</url>\n\
             <url>\n<loc>https://a.se/en/clusters/x?a&amp;b</loc>\n{links}</url>\n</urlset>\n"
        );
        assert_eq!(text, expected);
    }

    #[test]
    fn an_index_names_its_files() {
        let changed = "2026-11-23T08:00:00Z".parse().unwrap();
        let text = String::from_utf8(index(&[("https://a.se/sitemap-1.xml".to_owned(), changed)])).unwrap();
        let file =
            "<sitemap>\n<loc>https://a.se/sitemap-1.xml</loc>\n<lastmod>2026-11-23T08:00:00Z</lastmod>\n</sitemap>";
        assert_eq!(text, format!("{HEAD}<sitemapindex xmlns=\"{SITEMAP}\">\n{file}\n</sitemapindex>\n"));
    }
}
