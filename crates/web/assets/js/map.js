// The map room: moves and zooms the map that is there, fetching nothing, and shows which pin is which row. One finger
// scrolls the page, two move the map; the wheel zooms with Ctrl, or once the map has been clicked or focused.

const WIDTH = 390;
const HEIGHT = 748;
const TALL = HEIGHT / WIDTH;
const MOST_ZOOM = 10;
const APART = 30;
const WHOLE = { x: 0, y: 0, w: WIDTH };
const SVG = 'http://www.w3.org/2000/svg';

const figure = document.querySelector('[data-map]');
const frame = figure.querySelector('.room-frame');
const svg = frame.querySelector('.map');
const land = svg.querySelector('.room-land');
const counties = land.querySelector('.room-counties');
const layer = svg.querySelector('.room-pins');
const tip = frame.querySelector('.room-tip');
const near = svg.querySelector('.room-ring') !== null;
const words = JSON.parse(figure.dataset.words);
const links = Object.fromEntries([...frame.querySelectorAll('[data-zoom]')].map((link) => [link.dataset.zoom, link]));

// One record, or all that is at one place.
const atoms = JSON.parse(figure.dataset.atoms).map(([x, y, what, ...rest]) => {
  if (Array.isArray(what)) return { x, y, counts: what, place: rest[0], county: rest[1] };
  const counts = words.kinds.map((_, kind) => (kind === what ? 1 : 0));
  const [style, title, place, href, county, short] = rest;
  return { x, y, counts, kind: words.kinds[what], style, title, place, href, county, short };
});
const sum = (counts) => counts.reduce((all, count) => all + count, 0);

// The land has the view box; marks stand in units of the frame.

const clamp = (value, least, most) => Math.min(Math.max(value, least), most);
const width = (w) => clamp(w, WIDTH / MOST_ZOOM, WIDTH);
const inside = ({ x, y, w }) => ({ x: clamp(x, 0, WIDTH - width(w)), y: clamp(y, 0, (WIDTH - width(w)) * TALL), w: width(w) });
const [x0, y0, w0] = land.getAttribute('viewBox').split(' ').map(Number);
const start = inside({ x: x0, y: y0, w: w0 });
let view = start;
const begun = () => ['x', 'y', 'w'].every((key) => view[key] === start[key]);
const zoom = () => WIDTH / view.w;
const toFrame = (x, y) => [(x - view.x) * zoom(), (y - view.y) * zoom()];

// One point of the frame stays where it is.
const closer = (times, [fx, fy] = [WIDTH / 2, HEIGHT / 2], from = view) => {
  const w = width(from.w / times);
  const [x, y] = [from.x + (fx * from.w) / WIDTH, from.y + (fy * from.w) / WIDTH];
  return { x: x - (fx * w) / WIDTH, y: y - (fy * w) / WIDTH, w };
};

// Where the map is on its way to: the next step is taken from there, however fast the steps come.
let goal = null;
const ahead = (times) => closer(times, undefined, goal ?? view);

let going = 0;
function halt() {
  cancelAnimationFrame(going);
  goal = null;
}

function go(to) {
  halt();
  const [from, wanted] = [view, inside(to)];
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return show(wanted);
  goal = wanted;
  const since = performance.now();
  const step = (now) => {
    const left = clamp(1 - (now - since) / 260, 0, 1) ** 3;
    const between = (key) => wanted[key] + (from[key] - wanted[key]) * left;
    show({ x: between('x'), y: between('y'), w: between('w') });
    if (left > 0) going = requestAnimationFrame(step);
    else goal = null;
  };
  going = requestAnimationFrame(step);
}

function show(next) {
  view = inside(next);
  land.setAttribute('viewBox', [view.x, view.y, view.w, view.w * TALL].map((unit) => unit.toFixed(2)).join(' '));
  counties.setAttribute('stroke-width', Math.max(1, Math.sqrt(zoom()) * 0.8) / zoom());
  land.querySelector('.room-borders')?.remove();
  if (view.w < WIDTH * 0.36) {
    const borders = { class: 'room-borders', href: figure.dataset.borders, 'stroke-width': 8 / zoom() };
    counties.after(make('use', borders));
  }
  for (const fixed of svg.querySelectorAll('[data-at]')) place(fixed, toFrame(...fixed.dataset.at.split(' ').map(Number)));
  draw();
  settle();
}

const make = (name, attributes) => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};
const place = (element, [x, y]) => element.setAttribute('transform', `translate(${x.toFixed(1)} ${y.toFixed(1)})`);

// What is too near is one, as on the server (groups.rs).

const radius = (total, county) => {
  if (total === 1) return county ? 14 : 7.5;
  return [11.5, 13.5, 16][Math.floor(Math.log10(Math.max(total, 1)))] ?? 19;
};

function gather() {
  const groups = [];
  const reach = APART / zoom();
  const alone = (atom) => atom.short || atom.county;
  atoms.forEach((atom, index) => {
    const fits = ({ seed }) => !alone(seed) && Math.hypot(seed.x - atom.x, seed.y - atom.y) < reach;
    const group = alone(atom) ? null : groups.find(fits);
    if (group) group.of.push(index);
    else groups.push({ seed: atom, of: [index] });
  });
  const seen = [];
  for (const group of groups) {
    group.at = toFrame(group.seed.x, group.seed.y);
    if (group.at[0] < -9 || group.at[1] < -9 || group.at[0] > WIDTH + 9 || group.at[1] > HEIGHT + 9) continue;
    group.counts = words.kinds.map((_, kind) => sum(group.of.map((index) => atoms[index].counts[kind])));
    group.total = sum(group.counts);
    group.r = radius(group.total, group.seed.county);
    seen.push(group);
  }
  for (let turn = 0; turn < 80 && apart(seen); turn += 1);
  return seen;
}

// Pushes what touches a little apart; whether anything did.
function apart(groups) {
  let moved = false;
  groups.forEach((one, index) => {
    for (const other of groups.slice(index + 1)) {
      let [dx, dy] = [other.at[0] - one.at[0], other.at[1] - one.at[1]];
      const [gap, least] = [Math.hypot(dx, dy), 1.05 * (one.r + other.r)];
      if (gap >= least) continue;
      [dx, dy] = gap > 0.01 ? [dx / gap, dy / gap] : [0.8, 0.6];
      const step = (least - gap) / 2 + 0.02;
      one.at = [one.at[0] - dx * step, one.at[1] - dy * step];
      other.at = [other.at[0] + dx * step, other.at[1] + dy * step];
      moved = true;
    }
  });
  return moved;
}

const list = new Intl.ListFormat(document.documentElement.lang.replace('en', 'en-GB'));
const counted = (counts) => list.format(counts.flatMap((count, kind) => {
  const [one, more] = words.counted[kind];
  return count === 0 ? [] : [count === 1 ? one : more.replace('#', count)];
}));

function title({ seed, of, counts, total }) {
  if (total === 1) return [seed.title, seed.place].filter(Boolean).join(', ');
  const pattern = seed.county ? words.county : of.length > 1 ? words.around : words.at;
  const where = seed.county || seed.place;
  const what = (counts.includes(total) ? '%w' : words.all).replace('%w', counted(counts)).replace('#', total);
  return where ? pattern.replace('%p', where).replace('%w', what) : what;
}

// Everything in it is a number or a word of ours.
function body({ seed, counts, total, r }) {
  const hit = `<circle class="map-hit" r="${total > 1 || seed.county ? r + 2.5 : 13.5}"/>`;
  const ring = seed.county ? `<circle class="county-ring" r="${total > 1 ? r + 2.5 : r - 0.5}"/>` : '';
  if (total === 1) {
    const shape = seed.kind === 'cluster' ? 'leaf' : `mark-${seed.kind}`;
    return `${hit}${ring}<use class="map-leaf" href="#${shape}" x="-8.5" y="-8.5" width="17" height="17"/>`;
  }
  const gap = counts.includes(total) ? 0 : 3;
  let begin = 0;
  const parts = counts.map((count, kind) => {
    const share = (100 * count) / total;
    begin += share;
    return count && `<circle class="bubble-part is-${words.kinds[kind]}" r="${r - 1.6}" pathLength="100" stroke-dasharray="${share - gap} 100" stroke-dashoffset="${share - begin}"/>`;
  }).filter(Boolean);
  return `${hit}<circle class="bubble" r="${r}"/><g transform="rotate(-90)">${parts.join('')}</g>${ring}<text class="bubble-count" dy=".35em">${total}</text>`;
}

for (const name of layer.querySelectorAll('title')) name.remove();
const first = layer.innerHTML;
const inLayer = () => new Map([...layer.children].map((mark) => [mark.dataset.atoms, mark]));
let drawn = inLayer();

// Where the view began, the marks are as the server has set them out.
function draw() {
  const focused = drawn.has(document.activeElement?.dataset?.atoms) && document.activeElement.dataset.atoms;
  if (begun()) {
    layer.innerHTML = first;
    drawn = inLayer();
  } else redraw();
  // The focus stays with what had it, wherever that is counted now.
  if (focused && !layer.contains(document.activeElement)) {
    (markOf(focused.split(' ')[0]) ?? svg).focus({ preventScroll: true });
  }
  tell(null);
}

function redraw() {
  const groups = gather();
  const names = label(groups);
  const next = new Map();
  for (const group of groups) {
    const key = group.of.join(' ');
    let mark = drawn.get(key);
    if (!mark?.group) {
      mark ??= make('a', { 'data-atoms': key });
      const kind = group.total === 1 ? `${group.seed.kind} ${group.seed.style}` : 'many';
      mark.setAttribute('class', `pin map-point is-${kind}`);
      mark.setAttribute('aria-label', title(group));
      mark.innerHTML = body(group);
    }
    mark.group = group;
    mark.setAttribute('href', group.total === 1 ? group.seed.href : address(around(group)));
    mark.querySelector('.map-label')?.remove();
    if (names.has(group)) mark.append(names.get(group));
    place(mark, group.at);
    next.set(key, mark);
  }
  for (const [key, mark] of drawn) if (!next.has(key)) mark.remove();
  for (const mark of next.values()) if (!mark.parentNode) layer.append(mark);
  drawn = next;
}

// A name for each leaf that has room for one.
function label(groups) {
  const taken = groups.map(({ at, r }) => [at[0] - r, at[1] - r, at[0] + r, at[1] + r]);
  const free = (box) => box[0] > 2 && box[1] > 2 && box[2] < WIDTH - 2 && box[3] < HEIGHT - 2
    && taken.every((other) => box[0] > other[2] || box[2] < other[0] || box[1] > other[3] || box[3] < other[1]);
  const names = new Map();
  for (const group of groups.filter(({ seed }) => seed.short)) {
    const lines = group.seed.short.split('\n');
    const [width, height] = [Math.max(...lines.map((line) => line.length)) * 7, lines.length * 16];
    const below = -height / 2;
    for (const [dx, dy] of [[1, 0], [-1, 0], [1, -1], [1, 1], [-1, -1], [-1, 1], [0, -1], [0, 1]]) {
      const x = dx * (group.r + 3);
      const y = below + dy * (group.r - (dx ? 0 : below));
      const left = group.at[0] + x - (width * (1 - dx)) / 2;
      const box = [left, group.at[1] + y, left + width, group.at[1] + y + height];
      if (!free(box)) continue;
      taken.push(box);
      const text = make('text', { class: 'map-label', 'text-anchor': ['end', 'middle', 'start'][dx + 1] });
      lines.forEach((line, index) => {
        const part = make('tspan', { x, y: y + 12.5 + index * 16 });
        part.textContent = line;
        text.append(part, ' ');
      });
      names.set(group, text);
      break;
    }
  }
  return names;
}

// Latitude and longitude: SWEREF 99 TM backwards (projection.rs), to a few metres.
function degrees(x, y) {
  const [n, e2, r] = [0.00167922, 0.00669438, 6364902.17];
  const [xi, eta] = [(7680000 - y / 0.00048) / r, (x / 0.00048 - 277000) / r];
  const d = n / 2 - (2 / 3) * n * n;
  const north = xi - d * Math.sin(2 * xi) * Math.cosh(2 * eta);
  const east = eta - d * Math.cos(2 * xi) * Math.sinh(2 * eta);
  const s = Math.sin(north) / Math.cosh(east);
  const lat = Math.asin(s) + s * Math.sqrt(1 - s * s) * (e2 + e2 * e2 - (7 / 6) * e2 * e2 * s * s);
  return [(lat * 180) / Math.PI, 15 + (Math.atan2(Math.sinh(east), Math.cos(north)) * 180) / Math.PI];
}

function address(at) {
  const base = figure.dataset.base;
  if (at.w >= WIDTH && !near) return base;
  const [half, tall] = [at.w / 2, (at.w * TALL) / 2];
  const [x, y] = [at.x + half, at.y + tall];
  const [lat, lon] = degrees(x, y);
  const wide = (degrees(x + half, y)[1] - degrees(x - half, y)[1]) / 2;
  const high = (degrees(x, y - tall)[0] - degrees(x, y + tall)[0]) / 2;
  const bbox = [lon - wide, lat - high, lon + wide, lat + high].map((degree) => degree.toFixed(3));
  return `${base}${base.includes('?') ? '&' : '?'}bbox=${bbox}`;
}

// The view in which a group falls apart.
function around({ of }) {
  const [xs, ys] = [of.map((index) => atoms[index].x), of.map((index) => atoms[index].y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const needed = Math.max((right - left) * 1.6, ((bottom - top) * 1.6) / TALL, of.length > 1 ? 0 : view.w / 3);
  const w = Math.max(needed, view.w / 5, WIDTH / MOST_ZOOM);
  return inside({ x: (left + right - w) / 2, y: (top + bottom - w * TALL) / 2, w });
}

let settling = 0;
function settle() {
  clearTimeout(settling);
  settling = setTimeout(() => {
    history.replaceState(null, '', address(view));
    const [into, out] = [inside(closer(2)), inside(closer(0.5))];
    for (const [link, to] of [[links.in, into], [links.out, out]]) {
      link.href = address(to);
      link.ariaDisabled = to.w === view.w ? 'true' : null;
    }
    links.whole.hidden = view.w >= WIDTH && !near;
    if (!near) links.whole.href = figure.dataset.base;
    figure.querySelector('.room-view').hidden = begun();
    figure.querySelector('[data-this-view]').href = address(view);
  }, 200);
}

const rows = [...document.querySelectorAll('[data-atom]')];
const markOf = (atom) => [...drawn.values()].find((mark) => mark.dataset.atoms.split(' ').includes(String(atom)));

function tell(mark, words = mark?.getAttribute('aria-label')) {
  const of = mark ? mark.dataset.atoms.split(' ') : [];
  for (const row of rows) row.classList.toggle('is-lit', of.includes(row.dataset.atom));
  for (const other of drawn.values()) other.classList.toggle('is-lit', other === mark);
  tip.hidden = !mark;
  if (!mark) return;
  tip.textContent = words;
  const [box, around] = [mark.querySelector('.map-hit').getBoundingClientRect(), frame.getBoundingClientRect()];
  const middle = box.left + box.width / 2 - around.left;
  const left = clamp(middle - tip.offsetWidth / 2, 4, around.width - tip.offsetWidth - 4);
  const above = box.top - around.top - tip.offsetHeight - 6;
  tip.style.left = `${left}px`;
  tip.style.top = `${above > 4 ? above : box.bottom - around.top + 6}px`;
}

for (const [on, off] of [['pointerover', 'pointerout'], ['focusin', 'focusout']]) {
  layer.addEventListener(on, ({ target }) => tell(target.closest('.pin')));
  layer.addEventListener(off, () => tell(null));
}
for (const row of rows) {
  const name = row.querySelector('a').textContent;
  for (const on of ['pointerenter', 'focusin']) row.addEventListener(on, () => tell(markOf(row.dataset.atom), name));
  for (const off of ['pointerleave', 'focusout']) row.addEventListener(off, () => tell(null));
}

const plain = ({ ctrlKey, metaKey, altKey }) => !(ctrlKey || metaKey || altKey);
const units = ({ clientX, clientY }) => {
  const box = svg.getBoundingClientRect();
  return [((clientX - box.left) * WIDTH) / box.width, ((clientY - box.top) * WIDTH) / box.width];
};

for (const [name, link] of Object.entries(links)) {
  link.addEventListener('click', (event) => {
    if (!plain(event) || (name === 'whole' && near)) return;
    event.preventDefault();
    go({ in: ahead(2), out: ahead(0.5), whole: WHOLE }[name]);
    if (name === 'whole') svg.focus({ preventScroll: true });
  });
}

layer.addEventListener('click', (event) => {
  const of = event.target.closest('.pin')?.dataset.atoms.split(' ') ?? [];
  if (dragged) event.preventDefault();
  else if (of.length > 1 && zoom() < MOST_ZOOM * 0.95 && plain(event)) {
    event.preventDefault();
    go(around({ of }));
  }
});

let awake = false;
frame.addEventListener('pointerdown', () => { awake = true; });
frame.addEventListener('pointerleave', () => { awake = false; });
svg.addEventListener('wheel', (event) => {
  if (!event.ctrlKey && !awake && !frame.contains(document.activeElement)) return;
  event.preventDefault();
  halt();
  show(closer(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)), units(event)));
}, { passive: false });

let dragged = false;
svg.addEventListener('pointerdown', (down) => {
  dragged = false;
  if (down.pointerType === 'touch' || down.button !== 0) return;
  const [from, at] = [view, units(down)];
  const move = (event) => {
    const [x, y] = units(event);
    const [dx, dy] = [x - at[0], y - at[1]];
    if (!dragged && Math.hypot(dx, dy) < 4) return;
    dragged = true;
    halt();
    figure.classList.add('is-moving');
    show({ x: from.x - dx / zoom(), y: from.y - dy / zoom(), w: from.w });
  };
  const up = () => {
    figure.classList.remove('is-moving');
    removeEventListener('pointermove', move);
  };
  addEventListener('pointermove', move);
  addEventListener('pointerup', up, { once: true });
  addEventListener('pointercancel', up, { once: true });
});
svg.addEventListener('dragstart', (event) => event.preventDefault());

let pinch = null;
const fingers = ({ touches: [one, two] }) => {
  const [[x1, y1], [x2, y2]] = [units(one), units(two)];
  return { at: [(x1 + x2) / 2, (y1 + y2) / 2], span: Math.hypot(x1 - x2, y1 - y2) };
};
svg.addEventListener('touchmove', (event) => {
  if (event.touches.length !== 2) return;
  event.preventDefault();
  const now = fingers(event);
  if (pinch) {
    const next = closer(now.span / pinch.span, now.at);
    const [dx, dy] = [now.at[0] - pinch.at[0], now.at[1] - pinch.at[1]];
    show({ x: next.x - (dx * next.w) / WIDTH, y: next.y - (dy * next.w) / WIDTH, w: next.w });
  }
  pinch = now;
}, { passive: false });
for (const over of ['touchstart', 'touchend', 'touchcancel']) svg.addEventListener(over, () => { pinch = null; });

const STEP = 0.2;
frame.addEventListener('keydown', (event) => {
  if (!plain(event)) return;
  const at = goal ?? view;
  const move = (dx, dy) => ({ ...at, x: at.x + dx * STEP * at.w, y: at.y + dy * STEP * at.w * TALL });
  const to = {
    '+': ahead(2), '=': ahead(2), '-': ahead(0.5), _: ahead(0.5),
    0: WHOLE, ArrowLeft: move(-1, 0), ArrowRight: move(1, 0), ArrowUp: move(0, -1), ArrowDown: move(0, 1),
  }[event.key];
  if (event.key === 'Escape') tell(null);
  if (!to) return;
  event.preventDefault();
  go(to);
});

svg.setAttribute('tabindex', '0');
svg.setAttribute('aria-describedby', 'kartans-tangenter');
figure.classList.add('has-map');
