// "Near me" asks the browser, on request only, and never sends more than about a kilometre's precision.
import { at, expect, test } from '../harness.mjs';

const gamleby = { latitude: 57.896_71, longitude: 16.404_82 };

for (const [lang, from, to, label] of [
  ['sv', '/', '/kluster', 'Nära mig'],
  ['en', '/en/', '/en/clusters', 'Near me'],
]) {
  test(`near me: granted, it leads to the nearest (${lang})`, async ({ visit, fault }) => {
    const page = await visit(from, { width: 390, geolocation: gamleby });
    page.on('request', (request) => {
      if (/57\.89\d/.test(request.url())) fault(`a finer position left the page: ${request.url()}`);
    });
    await page.getByRole('button', { name: label }).click();
    await page.waitForURL(/near=/);
    expect('the address', at(page), `${to}?near=57.90,16.40`);
    expect('the nearest', await page.locator('.nearest h2').innerText(), 'Gamlebygymnasiet');
  });

  test(`near me: denied, it says so (${lang})`, async ({ visit }) => {
    const page = await visit(from, { width: 390 });
    const button = page.getByRole('button', { name: label });
    const status = page.getByRole('status');
    expect('nothing is said at first', await status.innerText(), '');
    await button.click();
    const said = await button.getAttribute('data-failed');
    await status.filter({ hasText: said }).waitFor();
    expect('still here', at(page), from);
  });
}

test('near me: nothing asks for the position unasked', async ({ visit }) => {
  const page = await visit('/', { geolocation: gamleby });
  await page.waitForTimeout(300);
  expect('still here', at(page), '/');
  expect('nothing is said', await page.getByRole('status').innerText(), '');
});
