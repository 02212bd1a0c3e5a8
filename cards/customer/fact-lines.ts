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

/** Each fact that this reader may see, with its value, the system that it is from, and its age. */
export function factLines(
  overview: Overview,
  origins: readonly FactOrigin[],
  reader: Reader,
): Fact[] {
  const strings = stringsFor(reader);
  return origins.flatMap((origin) => {
    const value = factValue(origin.field, overview, strings, reader);
    if (!value) return [];
    return [
      {
        label: strings.fields.names[origin.field],
        value: [joinByDots([value, originText(origin, strings, reader)])],
      },
    ];
  });
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
