import { expect, test } from 'vitest';
import { describeInBrowser } from '../harness/browser.ts';
import { PASSWORD } from '../harness/world.ts';

/** Addresses of all pages that a person can open from the navigation, and a record of each kind that people work with. */
const addresses = [
  '/',
  '/work',
  '/approvals',
  '/notices',
  '/accounts',
  '/opportunities',
  '/opportunities/funnel',
  '/quotes',
  '/quotes/new',
  '/orders',
  '/activities',
  '/conformance',
  '/processes',
  '/processes/order/versions/0',
  '/processes/order/versions/0/print',
  '/settings/calendar',
  '/findings',
  '/findings/preventions',
  '/imports',
  '/imports/new',
  '/audit',
  '/audit/rules',
  '/reviews',
  '/standards',
  '/members',
  '/settings',
  '/shipments/desk',
  '/receivables/ageing',
  '/payments/new',
  '/settings/commerce',
  '/accounts/acc_example/credit',
  '/accounts/acc_example',
  '/products/prd_example',
  '/leads',
  '/leads/pool',
  '/leads/settings',
  '/lead-forms/frm_example',
  '/opportunities?shape=board',
  '/activities/mine',
  '/activities/connect',
  '/duplicates',
  '/duplicates/merges',
  '/duplicates/merge?type=account&a=acc_example',
  '/steward',
  '/value',
  '/quality',
  '/campaigns',
  '/improvement',
  '/improvement?tab=needs',
  '/needs/ned_demo001',
  '/interviews',
  '/interviews/itv_demo001',
  '/question-sets',
  '/question-sets/qst_demo001',
  '/meetings',
  '/meetings/mtg_demo001',
  '/committee-report',
  '/reviews/compare',
  '/reviews/goals',
  '/operators/me',
  '/operators',
  '/warnings',
  '/warnings/wrn_demo001',
  '/settings/operators',
  '/conformance/map',
  '/complaints/desk',
  '/complaints/desk?tab=board',
  '/complaints',
  '/complaints/new',
  '/complaints/cpl_example',
  '/causes/tree',
  '/enquiries',
  '/enquiries/new',
  '/surveys',
  '/surveys/results',
  '/suggestions',
  '/service',
  '/settings/service',
  '/problem-book',
  '/problem-book/print',
  '/help-requests',
];

type Language = 'zh-CN' | 'en';
const other = (language: Language): Language => (language === 'en' ? 'zh-CN' : 'en');
const names = { 'zh-CN': '中文', en: 'English' };

const pathOf = (address: string): string => `/ws_demo${address === '/' ? '' : address}`;

describeInBrowser('on a phone', ({ visit }) => {
  test('every page fits 360 px without sideways scrolling, and without errors, in both languages', {
    timeout: 120_000,
  }, async () => {
    const wide: string[] = [];
    const empty: string[] = [];
    const left = [...addresses];
    // Each page comes up in one language and is changed to the other where it stands, in turns.
    const walk = async (first: Language) => {
      const { page, errors, calm } = await visit({ language: first, width: 360, height: 780 });
      await page.locator('input[type=email]').fill('admin@demo.example');
      await page.locator('input[type=password]').fill(PASSWORD);
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/ws_demo/);
      const check = async (address: string, language: Language) => {
        await page.locator(`html[lang=${language}] main :is(h1, h2)`).first().waitFor();
        await calm();
        const { scroll, text, path } = await page.evaluate(() => ({
          scroll: document.documentElement.scrollWidth,
          text: document.querySelector('main')?.textContent ?? '',
          path: location.pathname,
        }));
        expect(path).toBe(pathOf(address).split('?')[0]);
        if (scroll > 360) wide.push(`${address} ${language} ${scroll}`);
        if (text.length < 20) empty.push(`${address} ${language}`);
      };
      let language = first;
      for (let address = left.shift(); address !== undefined; address = left.shift()) {
        // As a click on a link: no page is loaded anew, the client is the same all the way.
        await page.evaluate((to) => history.pushState(null, '', to), pathOf(address));
        await check(address, language);
        language = other(language);
        await page.locator('.topbar .avatar-button').click();
        await page.getByRole('menuitemradio', { name: names[language] }).click();
        await check(address, language);
      }
      return errors;
    };
    // Two windows: while one waits for its page to stand still, the other works.
    const errors = await Promise.all([walk('zh-CN'), walk('en')]);
    expect(wide).toEqual([]);
    expect(empty).toEqual([]);
    expect(errors.flat()).toEqual([]);
  });
});
