// "Near me": asks the browser where the reader is, on request only, and goes to what is nearest to it.
// The position is rounded to about a kilometre before it leaves the page.
document.documentElement.classList.add('has-script');
for (const button of document.querySelectorAll('[data-near-me]')) {
  const status = button.parentElement.querySelector('[data-near-status]');
  if (!navigator.geolocation) continue;
  button.hidden = false;
  button.addEventListener('click', () => {
    status.textContent = button.dataset.waiting;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const near = `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`;
        const others = new URLSearchParams(new FormData(button.form));
        others.delete('near');
        location.assign(`${button.form.action}?near=${near}${others.size > 0 ? `&${others}` : ''}`);
      },
      () => { status.textContent = button.dataset.failed; },
      { timeout: 15000, maximumAge: 600000 },
    );
  });
}
