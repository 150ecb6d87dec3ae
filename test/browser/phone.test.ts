import { expect, test } from 'vitest';
import { describeInBrowser } from '../harness/browser.ts';

/** Addresses of all pages that a person can open from the navigation, and a record of each kind that people work with. */
const addresses = [
  '/',
  '/work',
  '/approvals',
  '/delegations',
  '/notices',
  '/notices/settings',
  '/accounts',
  '/contacts',
  '/opportunities',
  '/opportunities/funnel',
  '/orders',
  '/products',
  '/categories',
  '/activities',
  '/change-requests',
  '/deviations',
  '/proposals',
  '/conformance',
  '/fit-gaps',
  '/processes',
  '/processes/order',
  '/processes/order/versions/0',
  '/processes/order/versions/0/print',
  '/settings/calendar',
  '/findings',
  '/imports',
  '/imports/new',
  '/audit',
  '/audit/rules',
  '/reviews',
  '/standards',
  '/members',
  '/pipelines',
  '/settings',
  '/shipments',
  '/shipments/desk',
  '/receivables',
  '/receivables/ageing',
  '/payments',
  '/payments/new',
  '/credit-notes',
  '/price-lists',
  '/part-codes',
  '/account-groups',
  '/settings/commerce',
  '/accounts/acc_example/credit',
  '/accounts/acc_example/statement',
  '/accounts/acc_example',
  '/contacts/con_example',
  '/opportunities/opp_example',
  '/products/prd_example',
];

/** Pages that are looked at side by side: most of the time goes by in waiting for the network to be quiet. */
const TABS = 3;

describeInBrowser('on a phone', ({ visit, world }) => {
  test.each(['zh-CN', 'en'] as const)(
    'every page fits 360 px without sideways scrolling, and without errors, in %s',
    { timeout: 120_000 },
    async (language) => {
      const wide: string[] = [];
      const empty: string[] = [];
      const left = [...addresses];
      const walk = async () => {
        const { page, errors } = await visit({ email: 'admin@demo.example', language, width: 360, height: 780 });
        for (let address = left.shift(); address !== undefined; address = left.shift()) {
          await page.goto(`${world().url}/ws_demo${address}`);
          await page.locator('main h1, main h2').first().waitFor();
          await page.waitForLoadState('networkidle');
          const { scroll, text } = await page.evaluate(() => ({
            scroll: document.documentElement.scrollWidth,
            text: document.querySelector('main')?.textContent ?? '',
          }));
          if (scroll > 360) wide.push(`${address} ${scroll}`);
          if (text.length < 20) empty.push(address);
        }
        await page.context().close();
        return errors;
      };
      const errors = (await Promise.all(Array.from({ length: TABS }, walk))).flat();
      expect(wide).toEqual([]);
      expect(empty).toEqual([]);
      expect(errors).toEqual([]);
    },
  );
});
