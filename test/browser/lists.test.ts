import { expect, test } from 'vitest';
import { describeInBrowser } from '../harness/browser.ts';

describeInBrowser('lists in the browser', ({ visit, world }) => {
  test('a filtered list is saved as a view, and all that match are edited together and taken back', async () => {
    const at = '/accounts?filter=country:eq:DE&columns=name,city,industry';
    const { page, errors, calm } = await visit({ email: 'sales-manager@demo.example', language: 'en', at });
    await page.getByRole('button', { name: 'Save as a view' }).click();
    await page.getByLabel('Name').fill('German customers');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'German customers' }).waitFor();
    await page.waitForURL(/\?view=viw_/);
    await page.goto(page.url());
    await page.getByText('Country is Germany').waitFor();
    await page.locator('.grid-row').first().waitFor();
    const rows = await page.locator('.grid-row').count();

    await page.locator('.grid').focus();
    await page.keyboard.press('Control+a');
    await page.getByText(`All ${rows} that match`).waitFor();
    await page.getByRole('button', { name: 'Edit fields' }).click();
    await page.getByLabel('Field', { exact: true }).selectOption('industry');
    await page.locator('.bulk-line input').fill('Bicycles');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: `Change ${rows} records` }).click();
    await page.getByText(`${rows} changed`).waitFor();
    await calm();
    expect(await page.locator('.grid-row').getByText('Bicycles').count()).toBe(rows);
    await page.locator('.job-card').getByRole('button', { name: 'Undo' }).click();
    await page.getByText(`${rows} records are as they were`).waitFor();
    await calm();
    expect(await page.locator('.grid-row').getByText('Bicycles').count()).toBe(0);
    expect(errors).toEqual([]);
  });

  test('a block from a spreadsheet is taken cell by cell, what is wrong says so, and Ctrl+Z takes it back', async () => {
    const at = '/accounts?filter=country:eq:US&columns=name,city,country';
    const { page, calm } = await visit({ email: 'sales-manager@demo.example', language: 'en', at });
    await page
      .context()
      .grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(world().url).origin });
    const cities = page.locator('.grid-row .grid-cell:nth-child(3)');
    await cities.nth(1).waitFor();
    const before = await cities.allTextContents();
    await page.evaluate(() => navigator.clipboard.writeText('Boston\tUS\nDallas\tNowhere'));
    await page.locator('.grid').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Control+v');
    await page.getByText('3 cells pasted. 1 cell could not be taken.').waitFor();
    expect((await cities.allTextContents()).slice(0, 2)).toEqual(['Boston', 'Dallas']);
    await page.locator('.grid-cell.faulty').getByText('not a country').waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText('The last edit is taken back.').waitFor();
    await calm();
    expect(await cities.allTextContents()).toEqual(before);
  });
});
