//! The fields of the index, and how an entry fills them.

use model::{Kind, Lang};
use tantivy::TantivyDocument;
use tantivy::schema::{FAST, Field, IndexRecordOption, NumericOptions, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{PreTokenizedString, Token as TantivyToken};

use crate::analyse::{Analyser, Token};
use crate::entry::Entry;
use crate::speech::{Speech, plain};

/// Changes whenever the fields or what is put into them change: an index of another making is made anew.
pub(crate) const MAKING: u32 = 1;
/// An end that is open, in seconds since 1970.
pub(crate) const OPEN_END: i64 = i64::MAX;

/// Every field, by name.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    pub schema: Schema,
    pub id: Field,
    pub kind: Field,
    pub sort: Field,
    pub status: Field,
    pub form: Field,
    pub theme: Field,
    pub cluster: Field,
    pub county: Field,
    pub municipality: Field,
    pub lang: Field,
    pub begins: Field,
    pub ends: Field,
    pub lat: Field,
    pub lon: Field,
    pub order_sv: Field,
    pub order_en: Field,
    pub texts: [Texts; 2],
    /// The stems again, without any marks: what is found by those who type without å, ä and ö.
    pub plain: Field,
    /// Whole words as they stand: what a misspelt word may have meant.
    pub word: Field,
    /// The words of titles, without marks: what someone may be about to type.
    pub start: Field,
}

/// The texts in one language, by weight.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Texts {
    pub title: Field,
    pub around: Field,
    pub body: Field,
}

impl Fields {
    pub fn new() -> Self {
        let mut schema = Schema::builder();
        let with_positions = TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let text = TextOptions::default().set_indexing_options(with_positions);
        let terms = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default().set_tokenizer("raw").set_index_option(IndexRecordOption::Basic),
        );
        let code = TextOptions::default().set_fast("raw");
        let number = NumericOptions::default().set_fast();
        let mut texts = |lang: Lang| Texts {
            title: schema.add_text_field(&format!("title_{}", lang.code()), text.clone()),
            around: schema.add_text_field(&format!("around_{}", lang.code()), text.clone()),
            body: schema.add_text_field(&format!("body_{}", lang.code()), text.clone()),
        };
        let texts = Lang::ALL.map(&mut texts);
        Self {
            id: schema.add_text_field("id", STRING | FAST),
            kind: schema.add_u64_field("kind", number.clone()),
            sort: schema.add_text_field("sort", code.clone()),
            status: schema.add_text_field("status", code.clone()),
            form: schema.add_text_field("form", code.clone()),
            theme: schema.add_text_field("theme", code.clone()),
            cluster: schema.add_text_field("cluster", code.clone()),
            county: schema.add_text_field("county", code.clone()),
            municipality: schema.add_text_field("municipality", code.clone()),
            lang: schema.add_text_field("lang", code.clone()),
            begins: schema.add_i64_field("begins", number.clone()),
            ends: schema.add_i64_field("ends", number.clone()),
            lat: schema.add_f64_field("lat", number.clone()),
            lon: schema.add_f64_field("lon", number),
            order_sv: schema.add_text_field("order_sv", code.clone()),
            order_en: schema.add_text_field("order_en", code),
            texts,
            plain: schema.add_text_field("plain", text),
            word: schema.add_text_field("word", terms.clone()),
            start: schema.add_text_field("start", terms),
            schema: schema.build(),
        }
    }

    /// The fields of a language's texts.
    pub fn texts(&self, lang: Lang) -> Texts {
        self.texts[usize::from(lang != Lang::Sv)]
    }

    /// An entry as the index takes it.
    pub fn document(&self, entry: &Entry, order: [String; 2], speech: &Speech) -> TantivyDocument {
        let mut doc = TantivyDocument::default();
        doc.add_text(self.id, &entry.id);
        doc.add_u64(self.kind, entry.kind.map_or(0, kind_number));
        let codes = [(self.sort, entry.sort), (self.status, entry.status), (self.form, entry.form)];
        codes.iter().for_each(|(field, code)| code.iter().for_each(|code| doc.add_text(*field, code)));
        entry.themes.iter().for_each(|id| doc.add_text(self.theme, id));
        entry.clusters.iter().for_each(|id| doc.add_text(self.cluster, id));
        entry.counties.iter().for_each(|county| doc.add_text(self.county, county.to_string()));
        entry.municipalities.iter().for_each(|one| doc.add_text(self.municipality, one.to_string()));
        entry.langs.iter().for_each(|lang| doc.add_text(self.lang, lang.code()));
        for span in &entry.spans {
            doc.add_i64(self.begins, span.from.as_second());
            doc.add_i64(self.ends, span.until.map_or(OPEN_END, jiff::Timestamp::as_second));
        }
        for position in &entry.positions {
            doc.add_f64(self.lat, position.lat);
            doc.add_f64(self.lon, position.lon);
        }
        let [sv, en] = order;
        doc.add_text(self.order_sv, sv);
        doc.add_text(self.order_en, en);
        for lang in Lang::ALL {
            self.add_texts(&mut doc, entry, lang, speech.analyser(lang));
        }
        doc
    }

    fn add_texts(&self, doc: &mut TantivyDocument, entry: &Entry, lang: Lang, analyser: &Analyser) {
        let texts = self.texts(lang);
        for (field, said) in [(texts.title, &entry.titles), (texts.around, &entry.around), (texts.body, &entry.bodies)]
        {
            for text in said.of(lang) {
                let tokens = analyser.tokens(text);
                doc.add_pre_tokenized_text(self.plain, tokenized(&tokens, plain));
                doc.add_pre_tokenized_text(field, tokenized(&tokens, str::to_owned));
                for word in analyser.whole_words(text) {
                    if field == texts.title {
                        doc.add_text(self.start, plain(&word));
                    }
                    doc.add_text(self.word, word);
                }
            }
        }
    }
}

fn tokenized(tokens: &[Token], spelling: impl Fn(&str) -> String) -> PreTokenizedString {
    let token = |token: &Token| TantivyToken {
        offset_from: token.from,
        offset_to: token.to,
        position: token.position,
        text: spelling(&token.text),
        position_length: 1,
    };
    PreTokenizedString { text: String::new(), tokens: tokens.iter().map(token).collect() }
}

/// A kind's place in the vocabulary.
pub(crate) fn kind_number(kind: Kind) -> u64 {
    Kind::ALL.iter().position(|known| *known == kind).unwrap_or_default() as u64
}

/// The kind with a place in the vocabulary.
pub(crate) fn kind_of(number: u64) -> Option<Kind> {
    usize::try_from(number).ok().and_then(|number| Kind::ALL.get(number)).copied()
}
