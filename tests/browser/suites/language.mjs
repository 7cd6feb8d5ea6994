// Whether a text is in the language that it says it is in: told by the small words that every sentence has.
import { ask } from '../http.mjs';

const signs = {
  sv: /(?<!\p{L})(och|att|som|är|på|av|för|inte|till|från|eller|med|har)(?!\p{L})/giu,
  en: /(?<!\p{L})(and|the|that|which|is|are|of|for|not|to|from|with|has)(?!\p{L})/giu,
};

let known;
/** The names of all clusters and organisations, which are the same in both languages; the longest first. */
const names = () =>
  (known ??= Promise.all([ask('/kluster'), ask('/organisationer')]).then((lists) => {
    const pattern = /<a href="\/(?:kluster|organisationer)\/[^"]*">([^<]+)<\/a>/g;
    const links = lists.flatMap(({ body }) => [...body.matchAll(pattern)]);
    return [...new Set(links.map(([, name]) => name))].sort((one, other) => other.length - one.length);
  }));

/** Those of some texts, each with its `lang`, that are in the other language. */
export async function misplaced(texts) {
  const all = await names();
  return texts.flatMap(({ lang, text }) => {
    const other = lang === 'sv' ? 'en' : 'sv';
    const count = (which, of) => of.match(signs[which])?.length ?? 0;
    if (count(other, text) < 2) return [];
    const rest = all.reduce((left, name) => left.replaceAll(name, ''), text);
    if (count(other, rest) < 2 || count(other, rest) <= count(lang, rest)) return [];
    return [`lang="${lang}", but in ${other}: "${text.slice(0, 80)}"`];
  });
}
