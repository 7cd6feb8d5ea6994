#!/usr/bin/env node
// Draws the pictures that go with links to the site: `node data/geo/make_cards.mjs [CODE…]`, from any folder.
//
// Reads   crates/web/assets/map/sweden.svg, mark/hill.svg, mark/furrows.svg, css/tokens.css, fonts/fraunces-5/
//         crates/model/src/geo.rs   the counties' codes and short names
// Writes  crates/web/assets/card/sweden.png      the network's
//         crates/web/assets/card/county-NN.png   one for each county
//
// Needs Chromium and the playwright-core of `cargo xtask test tools`. What it draws has no words but names of counties,
// which are the same in both languages. The same input and the same Chromium give the same bytes.
import { readFile, mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { deflateSync } from 'node:zlib';

const root = new URL('../../', import.meta.url);
const assets = new URL('crates/web/assets/', root);
const { chromium } = createRequire(new URL('target/tools/browser/', root))('playwright-core');

const WIDTH = 1200;
const HEIGHT = 630;
/** The part of the card that the map of a county takes. */
const MAP_WIDTH = 608;
/** The whole country is drawn with the sprite's margin around it, as high as the card. */
const COUNTRY_WIDTH = 330;
const COUNTRY = [-4, -5, 397, 758];
/** A name is as large as its column lets it be, and not larger than this. */
const NAME_WIDTH = 470;
const LARGEST_NAME = 92;
/** Shares of the map that a county may fill, and the most that the map is enlarged: its coast is not drawn for more. */
const FILL_WIDE = 0.74;
const FILL_HIGH = 0.74;
const MOST_ENLARGED = 6.2;
/** Colours of one picture, and how far apart they are at least (a sum of squares). */
const MOST_COLOURS = 32;
const APART = 60;
const LARGEST_BYTES = 40_000;

const text = (path) => readFile(new URL(path, assets), 'utf8');
const pathsOf = (svg) => [...svg.matchAll(/<path[^>]*\/>/g)].map(([path]) => path).join('');

const sprite = await text('map/sweden.svg');
const [, viewWidth, viewHeight] = /viewBox="0 0 (\d+) (\d+)"/.exec(sprite).map(Number);
const font = (await readFile(new URL('fonts/fraunces-5/fraunces.woff2', assets))).toString('base64');
const leaf = pathsOf(await text('mark/favicon.svg'));
const geo = await readFile(new URL('crates/model/src/geo.rs', root), 'utf8');
const counties = [...geo.matchAll(/^ {4}\((\d+), "[^"]+", "([^"]+)", "SE\d+"\),$/gm)];
const codes = counties.map(([, code, name]) => ({ code: code.padStart(2, '0'), name }));
if (codes.length !== 21) throw new Error(`${codes.length} counties in geo.rs`);

const styles = `
${await text('css/tokens.css')}
@font-face { font-family: Fraunces; src: url(data:font/woff2;base64,${font}); font-weight: 480 650 }
* { margin: 0 }
body { inline-size: ${WIDTH}px; block-size: ${HEIGHT}px; overflow: hidden; position: relative; background: var(--ground) }
svg { position: absolute; display: block }
.map { inset-block: 0; inset-inline-end: 0; background: var(--map-sea); border-radius: 120px 0 0 0 }
#neighbours { fill: var(--map-neighbour) }
#counties { fill: var(--map-county); stroke: var(--map-border); stroke-linejoin: round }
.hill { fill: var(--panel) }
.furrows { fill: var(--furrow) }
.blade { fill: var(--leaf-band) }
.stem { fill: none; stroke: var(--leaf-band); stroke-width: 2.2; stroke-linecap: round }
.eye { fill: var(--heart) }
p { position: absolute; inset-inline-start: 72px; inset-block-end: 188px; color: var(--brand);
  font: 600 96px / 1.02 Fraunces; letter-spacing: -0.015em; inline-size: min-content; word-break: keep-all }
`;

const mark = (x, y, side) => `<svg style="left:${x}px;top:${y}px" width="${side}" height="${side}" viewBox="1 1 38 38"
  overflow="visible"><path class="stem" d="M20 23.5C20.2 29.5 21.5 34 25.5 38"/><g class="blade">${leaf}</g>
  <circle class="eye" cx="20" cy="21" r="3.6"/></svg>`;

const hill = await text('mark/hill.svg').then(pathsOf);
const furrows = await text('mark/furrows.svg').then(pathsOf);
const field = `<svg class="hill" style="left:0;bottom:0" width="${WIDTH}" height="150" viewBox="0 0 1600 200"
  preserveAspectRatio="none">${hill}</svg><svg class="furrows" style="left:0;bottom:-70px" width="${WIDTH}" height="200"
  viewBox="0 0 1600 320" preserveAspectRatio="none">${furrows}</svg>`;

/** A part of the sprite as wide as it is said, with some of it filled and borders of so many pixels. */
const map = (width, [x, y, w, h], own, border) => `<svg class="map" width="${width}" height="${HEIGHT}"
  viewBox="${x} ${y} ${w} ${h}">${sprite.replace(/^<svg[^>]*>|<!--.*?-->|<\/svg>\s*$/gs, '')}
  <style>#counties { stroke-width: ${(border * w) / width} } ${own} { fill: var(--clover-600) }</style></svg>`;

const browser = await chromium.launch({
  executablePath: process.env.KLOVER_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--disable-lcd-text'],
});
const page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT }, colorScheme: 'light' });

/** The part of the sprite around a county, within the sprite's edges. */
async function around(code) {
  await page.setContent(sprite.replace('<svg', '<svg width="390" height="748"'));
  const box = await page.evaluate((id) => {
    const { x, y, width, height } = document.getElementById(id).getBBox();
    return { x, y, width, height };
  }, `county-${code}`);
  const enlarged = Math.min(
    MOST_ENLARGED,
    (FILL_WIDE * MAP_WIDTH) / box.width,
    (FILL_HIGH * HEIGHT) / box.height,
  );
  const scale = Math.max(enlarged, MAP_WIDTH / viewWidth);
  const [w, h] = [MAP_WIDTH / scale, HEIGHT / scale];
  const within = (middle, part, whole) => Math.min(Math.max(middle - part / 2, 0), whole - part);
  return [within(box.x + box.width / 2, w, viewWidth), within(box.y + box.height / 2, h, viewHeight), w, h];
}

async function county({ code, name }) {
  return `${map(MAP_WIDTH, await around(code), `#county-${code}`, 2.5)}${mark(72, 72, 116)}<p>${name}</p>`;
}

const country = () =>
  `${map(COUNTRY_WIDTH, COUNTRY, '#counties', 1.5)}${mark(270, 92, 330)}`;

/** The pixels of the page as it stands, four bytes each. */
async function pixels(body) {
  await page.setContent(`<!doctype html><style>${styles}</style><body>${field}${body}`);
  await page.evaluate(async ([largest, widest]) => {
    await document.fonts.load('600 96px Fraunces');
    const name = document.querySelector('p');
    if (name) name.style.fontSize = `${Math.min(largest, (96 * widest) / name.getBoundingClientRect().width)}px`;
  }, [LARGEST_NAME, NAME_WIDTH]);
  const png = (await page.screenshot()).toString('base64');
  const drawn = await page.evaluate(async (data) => {
    const blob = await (await fetch(`data:image/png;base64,${data}`)).blob();
    const image = await createImageBitmap(blob);
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
    canvas.drawImage(image, 0, 0);
    const { data: bytes } = canvas.getImageData(0, 0, image.width, image.height);
    let text = '';
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(text);
  }, png);
  return Buffer.from(drawn, 'base64');
}

const distance = (a, b) => [16, 8, 0].reduce((sum, by) => sum + (((a >> by) & 255) - ((b >> by) & 255)) ** 2, 0);

/** A palette of the colours that are seen most, none of them close to another, and the place of each pixel in it. */
function withPalette(bytes) {
  const counts = new Map();
  for (let at = 0; at < bytes.length; at += 4) {
    const colour = bytes.readUIntBE(at, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const palette = [];
  for (const [colour] of [...counts].sort(([a, x], [b, y]) => y - x || a - b)) {
    if (palette.length === MOST_COLOURS) break;
    if (palette.every((other) => distance(colour, other) >= APART)) palette.push(colour);
  }
  const nearest = new Map();
  const place = (colour) => {
    if (!nearest.has(colour)) {
      const by = palette.map((other) => distance(colour, other));
      nearest.set(colour, by.indexOf(Math.min(...by)));
    }
    return nearest.get(colour);
  };
  const places = Buffer.alloc(bytes.length / 4);
  places.forEach((_, at) => (places[at] = place(bytes.readUIntBE(4 * at, 3))));
  return { palette, places };
}

const crcTable = Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k += 1) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n;
});

/** A part of a PNG file: length, name, content, checksum (PNG, section 5.3). */
function chunk(name, content) {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const sum = named.reduce((crc, byte) => crcTable[(crc ^ byte) & 255] ^ (crc >>> 8), 0xffffffff);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(content.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE((sum ^ 0xffffffff) >>> 0, named.length + 4);
  return whole;
}

function pngOf({ palette, places }) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.alloc(3 * palette.length);
  palette.forEach((colour, at) => colours.writeUIntBE(colour, 3 * at, 3));
  const lines = Array.from({ length: HEIGHT }, (_, y) => [
    Buffer.from([0]),
    places.subarray(y * WIDTH, (y + 1) * WIDTH),
  ]);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(Buffer.concat(lines.flat()), { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

async function write(name, body) {
  const png = pngOf(withPalette(await pixels(body)));
  if (png.length > LARGEST_BYTES) throw new Error(`${name}: ${png.length} bytes, at most ${LARGEST_BYTES}`);
  await writeFile(new URL(`card/${name}.png`, assets), png);
  console.log(`${name}.png: ${png.length} bytes`);
}

await mkdir(new URL('card/', assets), { recursive: true });
const asked = process.argv.slice(2);
if (asked.length === 0 || asked.includes('sweden')) await write('sweden', country());
for (const one of codes) {
  if (asked.length === 0 || asked.includes(one.code)) await write(`county-${one.code}`, await county(one));
}
await browser.close();
