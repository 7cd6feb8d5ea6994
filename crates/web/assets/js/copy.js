// "Copy": puts the text of a field on the clipboard; where that is refused, the text is left selected.
document.documentElement.classList.add('has-script');
document.addEventListener('click', async ({ target }) => {
  const part = target.closest('[data-copy] button')?.closest('[data-copy]');
  if (!part) return;
  const field = part.querySelector('textarea, input');
  const status = part.querySelector('[role=status]');
  field.focus();
  field.select();
  status.textContent = '';
  try {
    await navigator.clipboard.writeText(field.value);
    status.textContent = part.dataset.done;
  } catch {
    status.textContent = part.dataset.failed;
  }
});
