// What is measured inside a page. Each function is handed to the browser whole, so it leans on nothing around it.

/** Texts and boxes that stick out of the page, or out of something that clips them. */
export function cutOff() {
  const faults = [];
  const root = document.scrollingElement;
  const width = root.clientWidth;
  const name = (element) => {
    const classes = (element.getAttribute('class') ?? '')
      .trim()
      .split(/\s+/)
      .filter(Boolean)
      .map((one) => `.${one}`)
      .join('');
    return `${element.tagName.toLowerCase()}${classes}`;
  };
  if (root.scrollWidth > width) {
    const widest = [...document.body.querySelectorAll('*:not(.visually-hidden, .table-scroll *)')].filter(
      (element) => element.getBoundingClientRect().right > width + 1,
    );
    const cause = widest.length > 0 ? `, because of ${name(widest.at(-1))}` : '';
    faults.push(`scrolls sideways: ${root.scrollWidth} px in ${width} px${cause}`);
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const element = text.parentElement;
    if (
      !text.data.trim() ||
      !element.checkVisibility({ visibilityProperty: true }) ||
      element.closest('.visually-hidden, .skip, title, script, .is-stacked thead')
    )
      continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    const said = `"${text.data.trim().slice(0, 30)}" in ${name(element)}`;
    if (box.right > width + 1 || box.left < -1) {
      if (!element.closest('.table-scroll')) faults.push(`${said} ends at ${Math.round(box.right)} px of ${width}`);
    }
    for (let around = element; around && around !== document.body; around = around.parentElement) {
      const style = getComputedStyle(around);
      if (!/hidden|clip/.test(style.overflowX + style.overflowY)) continue;
      if (style.overflowX === 'visible' || around.namespaceURI.includes('svg')) continue;
      const frame = around.getBoundingClientRect();
      if (
        box.right > frame.right + 2 ||
        box.left < frame.left - 2 ||
        box.bottom > frame.bottom + 4 ||
        box.top < frame.top - 4
      ) {
        faults.push(`${said} is cut off by ${name(around)}`);
      }
    }
  }
  return [...new Set(faults)];
}

/** What would be printed: navigation that is still there, and text that white paper would swallow. */
export function onPaper() {
  const faults = [];
  const name = (element) => {
    const classes = element.getAttribute('class') ?? '';
    return `${element.tagName.toLowerCase()}.${classes} "${element.textContent.trim().slice(0, 30)}"`;
  };
  const away = '.skip, .menu, .menu-open, .language, .find, .breadcrumb, .paging, .site-footer, nav, form, button';
  for (const element of document.querySelectorAll(away)) {
    if (element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().height > 0) {
      faults.push(`is printed: ${name(element)}`);
    }
  }
  // A canvas turns every colour notation into bytes.
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const bytes = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data;
  };
  const luminance = ([r, g, b]) => {
    const linear = [r, g, b].map((byte) => (byte <= 10 ? byte / 3294 : ((byte / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  for (const element of document.body.querySelectorAll('*')) {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('.visually-hidden')) continue;
    const style = getComputedStyle(element);
    const ground = bytes(style.backgroundColor);
    const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (ground[3] > 128 && luminance(ground) < 0.6 && hasText) faults.push(`dark ground: ${name(element)}`);
    if (!hasText) continue;
    const ink = bytes(element.namespaceURI.includes('svg') ? style.fill : style.color);
    const contrast = 1.05 / (luminance(ink) + 0.05);
    if (contrast < 4.5) faults.push(`${contrast.toFixed(1)}:1 on white paper: ${name(element)}`);
  }
  return [...new Set(faults)];
}

/** What every page must have, and the names that must be there for others to point to. */
export function soundness() {
  const faults = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const firsts = all('h1');
  if (firsts.length !== 1) faults.push(`${firsts.length} h1`);
  let level = 0;
  for (const heading of all('h1, h2, h3, h4, h5, h6').filter((element) => element.checkVisibility())) {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) faults.push(`h${level} is followed by h${next} "${heading.textContent.trim().slice(0, 40)}"`);
    if (!heading.textContent.trim()) faults.push(`h${next} without text`);
    level = next;
  }
  const ids = all('[id]').map((element) => element.id);
  for (const id of new Set(ids.filter((one, place) => ids.indexOf(one) !== place))) {
    faults.push(`id "${id}" is not alone`);
  }
  const pointers = [
    'aria-labelledby',
    'aria-describedby',
    'aria-controls',
    'aria-owns',
    'for',
    'popovertarget',
    'form',
    'list',
    'headers',
  ];
  for (const pointer of pointers) {
    for (const element of all(`[${pointer}]`)) {
      for (const id of element.getAttribute(pointer).split(/\s+/)) {
        if (!document.getElementById(id)) faults.push(`${pointer}="${id}" points to nothing`);
      }
    }
  }
  for (const element of all('a[href^="#"], use[href^="#"]')) {
    if (!document.getElementById(element.getAttribute('href').slice(1))) {
      faults.push(`${element.getAttribute('href')} points to nothing`);
    }
  }
  if (!document.title.trim()) faults.push('no title');
  if (document.cookie) faults.push(`document.cookie is "${document.cookie}"`);
  if (localStorage.length + sessionStorage.length > 0) faults.push('something is stored in the browser');
  // Linked data stands in a script element and is none: nothing runs it.
  const inline = all('[style], style, script:not([src], [type="application/ld+json"])').length;
  if (inline > 0) faults.push(`${inline} inline styles or scripts`);
  return faults;
}

/** Every text of the page with the language that it says it is in. */
export function texts() {
  const found = [];
  for (const element of document.querySelectorAll('title, p, li, dd, dt, h1, h2, h3, summary, figcaption, label')) {
    if (element.closest('svg')) continue;
    const own = [...element.childNodes].filter(
      (node) =>
        node.nodeType === Node.TEXT_NODE ||
        (node.nodeType === Node.ELEMENT_NODE &&
          !node.hasAttribute('lang') &&
          getComputedStyle(node).display === 'inline'),
    );
    const text = own
      .map((node) => node.textContent)
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim();
    if (text) found.push({ lang: element.closest('[lang]')?.lang, text });
  }
  return found;
}
