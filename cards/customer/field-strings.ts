import type { CustomerField } from '../../crm/customer/field-owners.ts';
import { shortText } from '../view/lines.ts';
import { listCommas, listOr } from '../view/plural.ts';

/** Which system decides which fact of a customer, and where each fact is from. */
export const fieldStrings = {
  names: {
    name: 'Name',
    stage: 'Stage',
    owner: 'Owner',
    revenue: 'Revenue',
    renewal: 'Renewal',
    health: 'Health',
    segment: 'Segment',
    industry: 'Industry',
    place: 'Place',
    since: 'Customer since',
  } satisfies Readonly<Record<CustomerField, string>>,
  title: 'Which system decides what',
  intro:
    'Where several systems tell of one customer, each fact is taken from the first system here that tells it.',
  /** For all but those that the organisation decided. */
  usual: (isForAll: boolean) =>
    `${isForAll ? 'Every fact' : 'Every other fact'}: CRMs, then the record that was here first, then the others.`,
  first: (systems: string) => `${systems}, then as usual`,
  next: ', then ',
  how: (fields: readonly string[], systems: readonly string[]) =>
    `An administrator changes it: “fields revenue stripe, hubspot”, and back: “fields revenue usual”. Facts: ${listCommas(fields.map((field) => field.toLowerCase()))}. Systems: ${systems.length > 0 ? listOr(systems) : 'none has told anything yet'}.`,
  changed: (field: string) =>
    `${field} is decided anew at every customer that several systems know.`,
  unknownField: (words: string, fields: readonly string[]) => ({
    say: `I know no fact called “${shortText(words, 60)}”.`,
    try: `Type one of ${listOr(fields.map((field) => field.toLowerCase()))}: “fields owner hubspot”.`,
  }),
  unknownSystem: (words: string, systems: readonly string[]) => ({
    say: `No system called “${shortText(words, 60)}” has told anything yet.`,
    try:
      systems.length > 0
        ? `Type ${listOr(systems)}, or “usual”.`
        : 'Connect a system first: npm run doctor says how.',
  }),
  missingSystem: (field: string, systems: readonly string[]) => ({
    say: `Say which system decides “${field}”.`,
    try: `Type ${listOr([...systems, 'usual'])} behind it.`,
  }),
  /** On “Why this?”. */
  heading: 'Where each fact is from',
  from: (system: string, age: string) => `${system}, told ${age} ago`,
  fromUnknown: (system: string) => system,
  here: (age: string) => `set here ${age} ago`,
  parts: 'Also a part of this customer',
  compare: (name: string) => `About ${name}…`,
};
