// "Print": the browser's own dialogue.
document.documentElement.classList.add('has-script');
for (const button of document.querySelectorAll('[data-print]')) {
  button.addEventListener('click', () => window.print());
}
