import type { Fields, MappedKind } from '../../mapping/mapping.ts';
import { finder, plain } from './finder.ts';
import { GUESSED_FIELDS } from './guessed-fields.ts';
import type { Sample } from './sample.ts';

/** A guess of what a file's rows are. */
export interface Guess {
  kind: MappedKind;
  id: string;
  fields: Fields;
}

const BY_NAME: readonly (readonly [MappedKind, RegExp])[] = [
  ['ticket', /ticket|case|issue|incident/],
  ['deal', /deal|opportunit|pipeline|quote/],
  ['invoice', /invoice|bill/],
  ['payment', /payment|charge|transaction/],
  ['subscription', /subscription|contract/],
  ['contact', /contact|people/],
  ['person', /user|agent|employee|colleague|staff|owner/],
  ['customer', /account|compan|customer|client|organi[sz]ation/],
];

/** A column that is a firm's name, whatever the file is called. */
const FIRM_NAME = /^(?:company|account|customer|client|organi[sz]ation)(?: name)?$|^name$/;

/** Guesses from names of files and columns, and from the first cells; null where too little is understood. */
export function guessFile(sample: Sample): Guess | null {
  const file = plain(sample.file.replace(/\..*$/, ''));
  const named = BY_NAME.find(([, words]) => words.test(file))?.[0];
  const find = finder(sample);
  const customer = find.any(
    /^(?:account|company|customer|client|organi[sz]ation)(?: (?:id|no|number|key))?$/,
  );
  const kind = named ?? (customer && find.date(/./) ? 'entry' : find.any(FIRM_NAME) && 'customer');
  if (!kind) return null;
  const id = idOf(sample, kind);
  const fields = GUESSED_FIELDS[kind]?.(find, {
    customer: kind === 'customer' ? null : customer,
    id,
    title: sample.file.replace(/\..*$/, ''),
  });
  return fields ? { kind, id, fields } : null;
}

/** The column whose cells are all there and all different; else the row's number. */
function idOf({ header, cells, rows }: Sample, kind: MappedKind): string {
  const isKey = (name: string) => new Set(cells.get(name)).size === rows && rows > 0;
  const named = header.filter((name) => /(?:^| )(?:id|no|number|key|uuid|code)$/.test(plain(name)));
  const own = named.find((name) => plain(name) === 'id' || plain(name).startsWith(kind));
  const found = [own, ...named].find((name) => name !== undefined && isKey(name));
  const name =
    kind === 'customer'
      ? header.find(
          (one) =>
            /name$|^(?:account|company|customer|client|organi[sz]ation)$/.test(plain(one)) &&
            isKey(one),
        )
      : undefined;
  return `{${found ?? name ?? '#'}}`;
}
