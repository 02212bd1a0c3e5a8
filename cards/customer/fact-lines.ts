import type { CustomerField } from '../../crm/customer/field-owners.ts';
import { unreachable } from '../../crm/problem.ts';
import type { Overview } from '../../crm/store/customers.ts';
import { type Strings, stringsFor } from '../strings.ts';
import { count, day, duration, money, month, type Reader } from '../view/format.ts';
import { joinByDots, systemName } from '../view/names.ts';
import type { Fact } from '../view/view.ts';

/** The system that decides a fact; null where a colleague set it here. */
export interface FactOrigin {
  field: CustomerField;
  source: string | null;
  at: Date | null;
}

/**
 * Each fact that this reader may see, with its value. Most are from one system, which is said once, in `usual`; the
 * others say by themselves where they are from, and all of them how old they are where that differs.
 */
export function factLines(
  overview: Overview,
  origins: readonly FactOrigin[],
  reader: Reader,
): { usual: string; facts: Fact[] } {
  const strings = stringsFor(reader);
  const known = origins.flatMap((origin) => {
    const value = factValue(origin.field, overview, strings, reader);
    if (!value) return [];
    const label = strings.fields.names[origin.field];
    return [{ label, value, from: originText(origin, strings, reader) }];
  });
  const usual = mostFrequent(known.map(({ from }) => from));
  return {
    usual,
    facts: known.map(({ label, value, from }) => ({
      label,
      value: [joinByDots([value, from === usual ? null : from])],
    })),
  };
}

/** The first of those that come most often. */
function mostFrequent(words: readonly string[]): string {
  const times = (word: string) => words.filter((one) => one === word).length;
  return words.reduce((best, word) => (times(word) > times(best) ? word : best), words[0] ?? '');
}

function originText({ source, at }: FactOrigin, strings: Strings, reader: Reader): string {
  const { fields: words } = strings;
  const age = at && duration(reader.now.getTime() - at.getTime(), reader);
  if (source === null) return words.here(age ?? '');
  const system = systemName(source, strings);
  return age === null ? words.fromUnknown(system) : words.from(system, age);
}

/** Null where it is not known, or not for this reader. */
function factValue(
  field: CustomerField,
  { customer, owner }: Overview,
  strings: Strings,
  reader: Reader,
): string | null {
  switch (field) {
    case 'name':
      return customer.name;
    case 'stage':
      return strings.stage[customer.stage];
    case 'owner':
      return owner;
    case 'revenue':
      return customer.revenue && money(customer.revenue, reader);
    case 'renewal':
      return customer.renewsOn && day(customer.renewsOn, reader);
    case 'health':
      return customer.health === null ? null : count(customer.health, reader);
    case 'segment':
      return customer.segment;
    case 'industry':
      return customer.industry;
    case 'place':
      return joinByDots([customer.city, customer.country]) || null;
    case 'since':
      return customer.since && month(customer.since, reader);
    default:
      return unreachable(field);
  }
}
