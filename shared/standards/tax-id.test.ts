import { expect, it } from 'vitest';
import { isWrongVatNumber, vatExample } from './tax-id.ts';

it.each<[string, string, string | undefined, boolean]>([
  ['nine digits', 'DE123456789', 'DE', false],
  ['written with spaces and dots', 'de 123.456.789', 'DE', false],
  ['a digit short', 'DE12345678', 'DE', true],
  ['a digit long', 'DE1234567890', 'DE', true],
  ['a letter among the digits', 'DE12345678O', 'DE', true],
  ['a national number', '12/345/67890', 'DE', false],
  ['Greece under its own letters', 'EL123456789', 'GR', false],
  ['Greece, a digit short', 'EL12345678', 'GR', true],
  ['Austria', 'ATU12345678', 'AT', false],
  ['Austria without its U', 'AT123456789', 'AT', true],
  ['the Netherlands', 'NL123456789B01', 'NL', false],
  ['the number of a neighbour', 'DE12345678', 'FR', false],
  ['a country outside the union', 'US12', 'US', false],
  ['no country', 'DE12345678', undefined, false],
])('%s', (_name, text, country, wrong) => {
  expect(isWrongVatNumber(text, country)).toBe(wrong);
});

it.each(['AT', 'BE', 'CY', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IT', 'LU', 'LV', 'MT', 'NL'])(
  'the example of %s has its form',
  (country) => {
    expect(isWrongVatNumber(vatExample(country)!, country)).toBe(false);
  },
);
it('has no example where there is no one form', () => {
  expect(['LT', 'US', undefined].map(vatExample)).toEqual([undefined, undefined, undefined]);
});
