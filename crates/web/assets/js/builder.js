// "Embed": what is chosen is seen at once. The server makes the page anew; its parts take the place of the old ones.

const form = document.querySelector('[data-builder]');
const status = form.querySelector('[data-builder-status]');
const part = (page, name) => page.querySelector(`[data-builder-part="${name}"]`);
let going;

form.addEventListener('change', async ({ target }) => {
  const chosen = [...new FormData(form)].filter(([, value]) => value !== '');
  const address = `${form.action}?${new URLSearchParams(chosen)}`;
  going?.abort();
  going = new AbortController();
  try {
    const answer = await fetch(address, { signal: going.signal });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    // The choices themselves are another set when something else is shown; else the focus may stand in them.
    const parts = target.name === 'of' ? ['filter', 'result'] : ['result'];
    for (const name of parts) part(document, name).replaceWith(part(page, name));
    history.replaceState(null, '', address);
    status.textContent = form.dataset.done;
  } catch (error) {
    if (error.name !== 'AbortError') form.submit();
  }
});
