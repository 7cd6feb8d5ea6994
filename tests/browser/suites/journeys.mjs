// What people come for, from the first page to the answer.
import { at, expect, test } from '../harness.mjs';

for (const script of [true, false]) {
  test(`journey: the nearest cluster to Gamleby on a phone, ${script ? 'with' : 'without'} script`, async ({
    visit,
    fault,
  }) => {
    const page = await visit('/', { width: 390, touch: true, script });
    await page.getByLabel('Hitta ditt kluster').and(page.locator('input')).fill('Gamleby');
    await page.getByRole('button', { name: 'Visa närmaste' }).tap();
    await page.waitForURL('**/kluster?near=Gamleby');
    expect('the heading', await page.locator('h1').innerText(), 'Kluster nära Gamleby');
    const nearest = page.locator('.nearest');
    expect('the nearest', await nearest.innerText(), /Gamlebygymnasiet/);
    expect('how far', await nearest.locator('.distance').innerText(), 'På orten');
    const { y } = await nearest.getByRole('link').boundingBox();
    if (y > 844) fault(`the nearest cluster is below the first screen, ${Math.round(y)} px down`);
    const kilometres = (await page.locator('.clusters .distance').allInnerTexts()).map((text) =>
      Number(text.replace(/\D/g, '')),
    );
    expect(
      'the others are by distance',
      kilometres,
      [...kilometres].sort((one, other) => one - other),
    );
    expect('all clusters are there', kilometres.length >= 10, true);
    await nearest.getByRole('link').tap();
    await page.waitForURL('**/kluster/gamleby-kalmar');
    expect('the cluster', await page.locator('h1').innerText(), 'Gamlebygymnasiet');
  });

  test(`journey: the example place is one tap, ${script ? 'with' : 'without'} script`, async ({ visit }) => {
    const page = await visit('/', { width: 390, touch: true, script });
    await page.getByRole('link', { name: 'Gamleby', exact: true }).tap();
    await page.waitForURL('**/kluster?near=Gamleby');
    expect('the nearest', await page.locator('.nearest h2').innerText(), 'Gamlebygymnasiet');
  });
}

test('journey: from a cluster to its initiative to a partner, and back', async ({ visit }) => {
  const page = await visit('/kluster/agrovast');
  const initiative = page.locator('section[aria-labelledby=initiativ] .row-title a').first();
  const title = await initiative.innerText();
  await initiative.click();
  await page.waitForURL('**/initiativ/*');
  expect('the initiative', await page.locator('h1').innerText(), title);
  const path = at(page);
  const partners = page.locator('section[aria-labelledby=parter] a');
  expect(
    'the cluster is among the partners',
    await partners.allInnerTexts().then((names) => names.includes('Agroväst')),
    true,
  );
  expect(
    'each partner has a role',
    (await page.locator('section[aria-labelledby=parter] .role').count()) >= (await partners.count()),
    true,
  );
  const partner = partners.filter({ hasNotText: 'Agroväst' }).first();
  const name = await partner.innerText();
  await partner.click();
  await page.waitForURL(/\/(organisationer|kluster)\/[a-z0-9-]+$/);
  expect('the partner', await page.locator('h1').innerText(), name);
  expect('the partner names the initiative', (await page.locator(`main a[href="${path}"]`).count()) > 0, true);
  expect('the partner names the cluster', (await page.locator('main a[href="/kluster/agrovast"]').count()) > 0, true);
});

test('journey: the challenges, county by county, and what Gotland does', async ({ visit, fault }) => {
  const page = await visit('/');
  const names = await page.locator('.challenge h3').allInnerTexts();
  expect(
    'Beredskap and Vatten are on the first page',
    ['Beredskap', 'Vatten'].every((name) => names.includes(name)),
    true,
  );
  let withGotland = 0;
  for (const name of names) {
    await page.locator('.challenge').getByRole('link', { name, exact: true }).click();
    await page.waitForURL('**/utmaningar/*');
    expect('the challenge', await page.locator('h1').innerText(), name);
    const counties = page.locator('.counties-strip > li');
    expect('counties in the strip', await counties.count(), 21);
    const counts = (await page.locator('.counties-strip .county-count').allInnerTexts()).map(Number);
    const table = (await page.locator('.table tbody td:last-child').allTextContents()).map(Number);
    expect(`${name}: the table says what the strip says`, table, counts);
    const gotland = counties.filter({ hasText: 'Gotland' }).filter({ hasNotText: /götland/i });
    const count = Number(await gotland.locator('.county-count').innerText());
    const link = gotland.getByRole('link');
    if (count > 0) {
      withGotland += 1;
      await link.click();
      await page.waitForURL('**#lan-09');
      const row = page.locator('tr#lan-09');
      expect('the row', await row.getByRole('rowheader').innerText(), 'Gotland');
      const { y } = await row.boundingBox();
      if (y < -1 || y > 450) {
        fault(`${name}: the row of Gotland is not at the top after the jump, but at ${Math.round(y)} px`);
      }
      expect(`${name}: what Gotland does`, Number(await row.locator('td').last().innerText()), count);
    } else if ((await link.count()) > 0) {
      fault(`${name}: Gotland has nothing, but is a link`);
    }
    await page.locator('.brand').click();
    await page.waitForURL('**/');
  }
  expect('Gotland works on at least one challenge', withGotland > 0, true);
});

test('journey: English, from a Swedish record to the same record', async ({ visit, fault }) => {
  const page = await visit('/initiativ/agtech-2030');
  const facts = await page.locator('.facts > div').count();
  const partners = await page.locator('section[aria-labelledby=parter] li').count();
  await page.getByRole('link', { name: 'English' }).click();
  await page.waitForURL('**/en/initiatives/agtech-2030');
  expect('html lang', await page.locator('html').getAttribute('lang'), 'en');
  expect('the record', await page.locator('h1').innerText(), /Agtech 2030/i);
  expect('the menu', await page.locator('#meny .nav-link').allInnerTexts(), [
    'Clusters',
    'Activities',
    'Calendar',
    'Map',
    'Initiatives',
    'Themes',
    'Challenges',
  ]);
  expect('facts', await page.locator('.facts > div').count(), facts);
  expect('partners', await page.locator('section[aria-labelledby=parter] li').count(), partners);
  const swedish = page.locator('main [lang=sv]');
  if ((await swedish.count()) > 0 && (await page.locator('.other-language').count()) === 0) {
    fault('there is Swedish text, but no line says so');
  }
  const back = page.getByRole('link', { name: 'Svenska' });
  expect(
    'the link back says its language',
    [await back.getAttribute('lang'), await back.getAttribute('hreflang')],
    ['sv', 'sv'],
  );
  await page.locator('section[aria-labelledby=parter] a').first().click();
  await page.waitForURL(/\/en\/(organisations|clusters)\/[a-z0-9-]+$/);
  await page.locator('#meny').getByRole('link', { name: 'Clusters' }).click();
  await page.waitForURL('**/en/clusters');
  await page.getByRole('link', { name: 'Svenska' }).click();
  await page.waitForURL('**/kluster');
  expect('html lang', await page.locator('html').getAttribute('lang'), 'sv');
});

test('journey: a place in English stays when the language changes', async ({ visit }) => {
  const page = await visit('/kluster?near=Gamleby');
  await page.getByRole('link', { name: 'English' }).click();
  await page.waitForURL('**/en/clusters?near=Gamleby');
  expect('the heading', await page.locator('h1').innerText(), /Gamleby/);
  expect('the nearest', await page.locator('.nearest h2').innerText(), 'Gamlebygymnasiet');
});

test('journey: a misspelt place leads to the right one', async ({ visit }) => {
  const page = await visit('/kluster?near=Gammleby', { status: 400 });
  expect('the field keeps what was typed', await page.locator('#near').inputValue(), 'Gammleby');
  await page.locator('main a:not(form a)', { hasText: 'Gamleby' }).click();
  await page.waitForURL('**/kluster?near=Gamleby');
  expect('the nearest', await page.locator('.nearest h2').innerText(), 'Gamlebygymnasiet');
});
