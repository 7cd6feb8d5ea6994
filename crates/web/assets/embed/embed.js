// <klover-embed src="…" view="list|calendar|map" lang="sv|en" max="…">: a list, a calendar or a map of the network on
// a page of one's own. What stands inside the element is shown until ours is there, and when it cannot be.
(() => {
  const script = document.currentScript ?? document.querySelector('script[src$="/embed.js"]');
  const home = new URL(script?.src ?? document.baseURI);

  class KloverEmbed extends HTMLElement {
    static observedAttributes = ['src', 'view', 'lang', 'max'];

    connectedCallback() {
      if (!this.shadowRoot) {
        const root = this.attachShadow({ mode: 'open' });
        root.append(document.createElement('slot'));
        root.addEventListener('click', (event) => this.turn(event));
      }
      this.load(this.address());
    }

    disconnectedCallback() {
      this.request?.abort();
    }

    attributeChangedCallback(name, before, after) {
      if (this.shadowRoot && this.isConnected && before !== after) this.load(this.address());
    }

    /** The address of the embed; nothing when the source is not at the site that this script is from. */
    address() {
      const url = new URL(this.getAttribute('src') ?? '', home);
      if (url.origin !== home.origin) return undefined;
      const lang = this.getAttribute('lang') ?? (url.pathname.startsWith('/en/') ? 'en' : 'sv');
      const room = url.pathname.replace(/^\/(en\/)?/, '');
      url.pathname = (lang.startsWith('en') ? '/en/embed/' : '/badda-in/') + room;
      url.hash = '';
      for (const key of ['view', 'max']) if (this.getAttribute(key)) url.searchParams.set(key, this.getAttribute(key));
      return url.href;
    }

    load(address, focus) {
      this.request?.abort();
      if (!address) return;
      // A request that gives a document, which holds no script that could run: there is no text to be made into HTML.
      const request = new XMLHttpRequest();
      this.request = request;
      request.responseType = 'document';
      request.open('GET', address);
      request.addEventListener('load', () => this.show(request.response, focus));
      request.send();
    }

    show(page, focus) {
      const part = page?.querySelector('[data-klover]');
      const href = page?.querySelector('link[rel=stylesheet]')?.href;
      if (!part || !href) return;
      const root = this.shadowRoot;
      const put = () => {
        root.lastChild.replaceWith(document.importNode(part, true));
        if (focus) root.querySelector(`[data-klover-go="${focus}"]`)?.focus();
        this.dispatchEvent(new Event('klover-shown'));
      };
      const style = root.querySelector('link');
      if (style?.href === href) {
        put();
        return;
      }
      // Nothing is shown before it is dressed; where the page refuses our style sheet, its own links stay.
      style?.remove();
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = href;
      link.addEventListener('load', put, { once: true });
      root.prepend(link);
    }

    /** Another month is shown in its place. */
    turn(event) {
      const way = event.target.closest('[data-klover-go]');
      if (!way || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      this.load(way.href, way.dataset.kloverGo);
    }
  }

  if (!customElements.get('klover-embed')) customElements.define('klover-embed', KloverEmbed);
})();
