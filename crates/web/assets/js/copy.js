// "Copy": puts the text of a field on the clipboard; where that is refused, the text is left selected.
document.documentElement.classList.add('has-script');
for (const part of document.querySelectorAll('[data-copy]')) {
  const field = part.querySelector('textarea');
  const status = part.querySelector('[role=status]');
  part.querySelector('button').addEventListener('click', async () => {
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
}
