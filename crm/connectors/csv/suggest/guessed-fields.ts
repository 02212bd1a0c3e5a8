import type { Fields, MappedKind } from '../../mapping/mapping.ts';
import type { ValueSpec } from '../../mapping/value-spec.ts';
import type { Finder } from './finder.ts';

const AMOUNT = /amount|value|total|price|revenue|worth|mrr|arr$/;
const BEGUN = /creat|open|submit|start|begin|issue|sign|date|since/;
const ENDED = /clos|solv|resolv|end|cancel/;

const money = (find: Finder): ValueSpec | null => {
  const amount = find.number(AMOUNT);
  const currency = find.any(/currency/);
  return amount && currency ? { money: amount, currency } : amount;
};

interface Row {
  /** The column that names the customer. */
  customer: string | null;
  id: string;
  /** The file's own name. */
  title: string;
}

/** Null where a column is missing that no row can be without. */
type Make = (find: Finder, row: Row) => Fields | '' | null;

/** The fields of a kind of record, as far as a file seems to have them. */
export const GUESSED_FIELDS: Partial<Record<MappedKind, Make>> = {
  customer: (find) => {
    const name =
      find.any(/^(?:(?:account|company|customer|client|organi[sz]ation) )?name$/) ??
      find.any(/^(?:account|company|customer|client|organi[sz]ation)$/) ??
      find.any(/name$/);
    return (
      name &&
      given({
        name,
        stage: 'live',
        industry: find.any(/industry|sector/),
        segment: find.any(/segment|plan|tier/),
        city: find.any(/city|town/),
        country: find.any(/country/),
        domains: find.any(/domain|website/),
        revenue: money(find),
        since: find.date(/creat|sign|since|start|joined/),
        renewsOn: find.date(/renew/),
      })
    );
  },
  contact: (find, { customer }) => {
    const name = find.any(/^(?:full |contact )?name$/) ?? split(find) ?? find.any(/mail/);
    return (
      name &&
      customer &&
      given({
        customer,
        name,
        title: find.any(/title|position|role/),
        email: find.any(/mail/),
        phone: find.any(/phone|mobile|tel$/),
      })
    );
  },
  person: (find) => {
    const name = find.any(/^(?:full |user )?name$/) ?? split(find) ?? find.any(/mail/);
    return (
      name &&
      given({
        name,
        email: find.any(/mail/),
        title: find.any(/title|position/),
        department: 'sales',
      })
    );
  },
  deal: (find, { customer }) =>
    given({
      customer,
      name: find.any(/^(?:deal |opportunity )?(?:name|title)$/) ?? 'Deal',
      status: status(find, /status|stage/, { won: /won/i, lost: /lost|cancel/i }),
      stage: find.any(/stage/),
      money: money(find),
      openedAt: find.date(/creat|open|engage|start/),
      closedAt: find.date(/clos|won/),
    }),
  ticket: (find, { customer }) => {
    const openedAt = find.date(BEGUN);
    const solvedAt = find.date(ENDED);
    const words = { solved: /solv|clos|done/i, waiting: /wait|pend|hold/i };
    const said = status(find, /status|state/, solvedAt ? { waiting: words.waiting } : words);
    return (
      openedAt &&
      given({
        customer,
        subject: find.any(/subject|title|summary/) ?? 'Ticket',
        status: solvedAt ? [{ when: solvedAt, use: 'solved' }, { use: said }] : said,
        openedAt,
        solvedAt,
      })
    );
  },
  invoice: (find, { customer, id }) => {
    const [amount, issuedOn] = [
      money(find),
      find.date(/issu|creat|invoice date|^date$/) ?? find.date(/date/),
    ];
    const number = find.any(/number|^no$|invoice$/) ?? id;
    return (
      amount &&
      issuedOn &&
      given({
        customer,
        number,
        money: amount,
        issuedOn,
        dueOn: find.date(/due/),
        paidOn: find.date(/paid/),
      })
    );
  },
  payment: (find, { customer }) => {
    const [amount, at] = [money(find), find.date(/./)];
    return amount && at && given({ customer, money: amount, at, method: find.any(/method|type/) });
  },
  subscription: (find, { customer }) => {
    const startedOn = find.date(/start|begin|creat|since/);
    return (
      startedOn &&
      given({
        customer,
        plan: find.any(/plan|product|tier/) ?? 'Subscription',
        seats: find.number(/seat|quantity/),
        monthly: find.number(/mrr|monthly/),
        startedOn,
        endedOn: find.date(/end|cancel/),
      })
    );
  },
  entry: (find, { customer, title: file }) => {
    const at = find.date(/./);
    const title = find.any(/title|subject|summary|topic|type|event|activity/);
    return (
      customer &&
      at &&
      given({
        id: `${file} {#}`,
        customer,
        at,
        department: 'sales',
        channel: 'system',
        direction: 'internal',
        kind: 'note',
        title: title ?? file,
        body: find.any(/body|note|text|description|comment/),
      })
    );
  },
};

function split(find: Finder): string | null {
  const [first, last] = [
    find.any(/first name|given name/),
    find.any(/last name|surname|family name/),
  ];
  return first || last
    ? [first && `[${first}]`, last && `[ ${last}]`].filter(Boolean).join('')
    : null;
}

/** Another word for each that the file has; those of no pattern, and those still to come, are open. */
function status(find: Finder, column: RegExp, words: Readonly<Record<string, RegExp>>): ValueSpec {
  const found = find.any(column);
  if (!found) return 'open';
  const to = find.words(found).flatMap((word) => {
    const meant = Object.entries(words).find(([, pattern]) => pattern.test(word));
    return meant ? [[word, meant[0]]] : [];
  });
  return to.length === 0 ? 'open' : { map: found, to: Object.fromEntries(to), else: 'open' };
}

const given = (fields: Readonly<Record<string, ValueSpec | null>>): Fields =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([field, spec]) => (spec === null ? [] : [[field, spec]])),
  );
