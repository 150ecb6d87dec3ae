import type { CasesByRule, Cell, Data } from './company-generator-base.ts';
import { accountSound, accountWith, archivedAccount, imported } from './company-generator-values.ts';
import { DAY, dateOf, MINUTE } from './service-generator-clock.ts';

// Days that are none, lie ahead, or follow each other the wrong way.

const tomorrow = (c: Cell): string => dateOf(c.now + DAY);
/** An order on which dates are put. */
const orderWith =
  (data: (day: string, c: Cell) => Data, ...locators: string[]) =>
  (c: Cell) => {
    const rec = c.order(c.account(), [c.line(c.product())], data(dateOf(c.base), c));
    if (locators.length > 0) c.fault(rec, ...locators);
  };
const plusDays = (day: string, count: number): string => dateOf(Date.parse(`${day}T04:00:00Z`) + count * DAY);

export const dateCases: CasesByRule = {
  'bad-date': {
    faulty: {
      'a day that no month has': accountWith('birthDate', '1999-02-30'),
      'a leap day of a common year': accountWith('birthDate', '1999-02-29'),
      'a month too many': orderWith(() => ({ shipDate: '2026-13-01' }), 'shipDate'),
      'in a line': (c) => c.fault(c.product({}, {}, [{ from: '2026-04-31', price: 1 }]), 'lines.0.from'),
      unreadable: (c) =>
        c.fault(
          c.order(c.account(), [c.line(c.product())], { orderDate: undefined }, imported(c, { orderDate: '31.02.26' })),
          'orderDate',
        ),
      'unreadable, not required': (c) =>
        c.fault(c.account({}, imported(c, { customerSince: 'last spring' })), 'customerSince'),
    },
    near: {
      'a leap day': accountSound({ birthDate: '2024-02-29' }),
      'the last of a month': accountSound({ birthDate: '1999-01-31' }),
      none: accountSound({ birthDate: undefined }),
      archived: archivedAccount({ birthDate: '1999-02-30' }),
      'taken back': (c) => void c.account({ birthDate: '1999-02-30' }, c.removed),
    },
  },
  'date-in-future': {
    faulty: {
      'born tomorrow': (c) => c.fault(c.account({ birthDate: tomorrow(c), customerSince: undefined }), 'birthDate'),
      'customer since tomorrow': (c) => c.fault(c.account({ customerSince: tomorrow(c) }), 'customerSince'),
      'ordered tomorrow': (c) =>
        c.fault(c.order(c.account(), [c.line(c.product())], { orderDate: tomorrow(c) }), 'orderDate'),
      'happened in six minutes': (c) =>
        c.fault(c.activity(c.account(), c.now + 6 * MINUTE, {}, { made: c.base }), 'happenedAt'),
      'contact born next year': (c) => c.fault(c.contact(c.account(), { birthDate: '2027-01-01' }), 'birthDate'),
    },
    near: {
      today: (c) => void c.account({ birthDate: c.today }),
      'ordered today': (c) => void c.order(c.account(), [c.line(c.product())], { orderDate: c.today }),
      'a clock that goes five minutes ahead': (c) =>
        void c.activity(c.account(), c.now + 5 * MINUTE, {}, { made: c.now }),
      'a date that may lie ahead': orderWith((_, c) => ({ dueDate: tomorrow(c) })),
      archived: (c) => void c.account({ birthDate: tomorrow(c) }, c.archived),
    },
  },
  'dates-out-of-order': {
    faulty: {
      'shipped a day before the order': orderWith((day) => ({ shipDate: plusDays(day, -1) }), 'shipDate'),
      'due before the order': orderWith((day) => ({ dueDate: plusDays(day, -30) }), 'dueDate'),
      both: orderWith((day) => ({ dueDate: plusDays(day, -1), shipDate: plusDays(day, -1) }), 'shipDate', 'dueDate'),
      'customer before birth': (c) =>
        c.fault(c.account({ birthDate: '1990-05-02', customerSince: '1990-05-01' }), 'customerSince'),
      'a price that ends before it begins': (c) =>
        c.fault(c.product({}, {}, [{ from: '2026-02-01', to: '2026-01-31', price: 1 }]), 'lines.0.to'),
    },
    near: {
      'the same day': orderWith((day) => ({ shipDate: day, dueDate: day })),
      'only the second': orderWith(() => ({ shipDate: undefined, dueDate: '2026-12-01' })),
      'customer since birth': accountSound({ birthDate: '1990-05-02', customerSince: '1990-05-02' }),
      'the order lies ahead: that is the fault': (c) => {
        const day = { orderDate: tomorrow(c), shipDate: dateOf(c.base) };
        c.also('date-in-future', c.order(c.account(), [c.line(c.product())], day), 'orderDate');
      },
      archived: (c) => void c.account({ birthDate: '1990-05-02', customerSince: '1980-05-01' }, c.archived),
    },
  },
};
