import { listCommas, plural } from '../view/plural.ts';

/** Words on items that other tools send. */
export const ingestStrings = {
  all: 'Items that tools send',
  sources: (names: readonly string[]) => `There are mappings for ${listCommas(names)}.`,
  choose: (example: string) => `Type map ${example} to see what came last.`,
  title: (tool: string) => `${tool}: items that it sent`,
  came: (count: number, text: string, when: string) =>
    `The last request came ${when}, with ${text} ${plural(count, 'item', 'items')}.`,
  waiting: 'It waits for its turn: look again in a moment.',
  became: (parts: readonly string[]) => `Of these: ${listCommas(parts)}.`,
  saved: (text: string) => `${text} saved`,
  leftOut: (text: string) =>
    `${text} left out, as the mapping says or because a newer one was there`,
  keptAside: (text: string) => `${text} kept aside`,
  example: 'The first item',
  exampleAside: 'The first item that is kept aside',
  secret: 'hidden: it looks like a secret',
  moreFields: (count: number, text: string) =>
    `${text} more ${plural(count, 'field', 'fields')} not shown.`,
  aside: (count: number, text: string) =>
    `${text} ${plural(count, 'item is', 'items are')} kept aside`,
  reason: (text: string, why: string) => `${text} × ${why}`,
  otherReasons: (text: string) => `${text} for other reasons.`,
  fix: (file: string) =>
    `Correct ${file} in the folder of your own mappings, into which a shipped one is copied first, or bring the customer in; then try again. They are kept for 90 days.`,
  none: 'Nothing is kept aside.',
  retry: (count: number, text: string) => `Try the ${plural(count, 'one', text)} again`,
  retried: (count: number, text: string) =>
    `${plural(count, 'It is', `The ${text} are`)} tried again: look again in a moment.`,
  again: 'Look again',
  silent: (tool: string) => ({
    say: `Nothing came from ${tool} yet.`,
    try: 'Its requests go to POST /ingest/… of this server, signed with INGEST_SECRET; the README has a line that sends one.',
  }),
  unknown: (words: string, names: readonly string[]) => ({
    say: `There is no mapping “${words}”.`,
    try: `Type map and one of ${listCommas(names)}, or write a mapping of that name.`,
  }),
};
