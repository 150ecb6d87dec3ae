import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { describeInBrowser } from '../harness/browser.ts';

/** Opens the editor of a field on a record page and types into it, without leaving it. */
const typeInto = async (page: Page, field: string, text: string): Promise<void> => {
  const line = page.locator(`[data-field="${field}"]`);
  await line.locator('.editable').click();
  await line.locator('input').fill(text);
};

describeInBrowser('two people edit the same record', ({ visit }) => {
  test('what only one changed is kept of both; where both changed the same, the second decides and loses nothing', async () => {
    const at = '/accounts/acc_example';
    const first = await visit({ email: 'sales-manager@demo.example', language: 'zh-CN', at });
    const second = await visit({ email: 'admin@demo.example', language: 'en', at });
    await first.page.locator('[data-field="city"]').waitFor();
    await second.page.locator('[data-field="city"]').waitFor();

    // Different fields: the second edit is laid beside the first without a question.
    await typeInto(second.page, 'industry', 'E-bikes');
    await typeInto(first.page, 'city', '苏州');
    await first.page.keyboard.press('Enter');
    await first.page.locator('[data-field="city"]').getByText('苏州').waitFor();
    await first.calm();
    await second.page.keyboard.press('Enter');
    await second.page.getByText('both are kept').waitFor();
    await second.page.locator('[data-field="city"]').getByText('苏州').waitFor();
    await second.page.locator('[data-field="industry"]').getByText('E-bikes').waitFor();

    // The same field: the second sees who entered what, with what was typed still there.
    await typeInto(first.page, 'city', '杭州');
    await typeInto(second.page, 'city', 'Ningbo');
    await second.page.keyboard.press('Enter');
    await second.page.locator('[data-field="city"]').getByText('Ningbo').waitFor();
    await second.calm();
    await first.page.keyboard.press('Enter');
    const note = first.page.locator('[data-field="city"] .clash-note');
    await note.waitFor();
    const words = await note.textContent();
    expect(words).toMatch(/将此改为\s*Ningbo/);
    expect(words).toMatch(/您填写的是\s*杭州/);
    await note.getByRole('button', { name: '保留我的' }).click();
    await note.waitFor({ state: 'detached' });
    await first.page.locator('[data-field="city"]').getByText('杭州').waitFor();
    await first.calm();

    // And the other way round, in the other language: theirs is taken.
    await typeInto(second.page, 'city', 'Shenzhen');
    await second.page.keyboard.press('Enter');
    const other = second.page.locator('[data-field="city"] .clash-note');
    await other.waitFor();
    expect(await other.textContent()).toMatch(/changed this .* to\s*杭州/s);
    expect(await other.textContent()).toMatch(/You typed\s*Shenzhen/);
    await other.getByRole('button', { name: 'Take theirs' }).click();
    await second.page.locator('[data-field="city"]').getByText('杭州').waitFor();
    expect([first.errors, second.errors]).toEqual([[], []]);
  });
});
