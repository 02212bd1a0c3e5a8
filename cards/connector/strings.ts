import { shortText } from '../view/lines.ts';
import { listAnd, plural } from '../view/plural.ts';

/** Words on the systems that are connected. */
export const connectorStrings = {
  title: 'Connected systems',
  none: 'No CRM is connected yet. Notes and tasks stay in Rapport.',
  read: (when: string) => `Read to its end ${when}.`,
  reading: (records: string) => `It is being read: ${records} records so far.`,
  first: (records: string) => `It is being read for the first time: ${records} records so far.`,
  failing: (when: string, why: string) =>
    `It cannot be read since ${when}: ${why} It is tried every five minutes.`,
  brokeOff: (when: string) => `Its first reading broke off ${when}, and goes on by itself.`,
  neverRead: 'It was not read yet: that begins within five minutes.',
  onlyRead: 'It is only read: notes and tasks go elsewhere.',
  quota: (left: string, calls: string, when: string) =>
    `${left} of ${calls} calls were left of its day ${when}.`,
  absent: (name: string) => `${name} is not connected`,
  variables: (names: readonly string[]) =>
    `Set ${listAnd(names)} where Rapport runs, and start it again.`,
  others: (names: readonly string[], example: string) =>
    `Not connected: ${listAnd(names)}. Type “setup ${example}” to see how.`,
  unreached: (count: number, text: string) =>
    `${text} ${plural(count, 'colleague of these systems was', 'colleagues of these systems were')} not seen in a chat yet.`,
  people: 'Who is who',
  check: (name: string) => `Test ${name}`,
  again: 'Look again',
  back: 'All systems',
  checked: (name: string) => `Test of ${name}`,
  allWell: (name: string) => `${name} lets Rapport do everything that it needs.`,
  works: { read: (what: readonly string[]) => `Reads ${listAnd(what)}.`, write: undone },
  fails: {
    read: (what: string, why: string) => `Cannot read ${what}: ${why}`,
    write: (what: string, why: string) => `Cannot write ${what}: ${why}`,
  },
  failsAll: (name: string, why: string) => `${name} does not let Rapport in: ${why}`,
  fault: {
    unavailable: 'it does not answer.',
    'rate-limited': 'it asks to be left alone for a while.',
    unauthorised: 'its key does not allow it.',
    rejected: 'it refuses that.',
  },
  quotaLow: (name: string, share: string) => `${name}: ${share} of today’s calls are left`,
  quotaMeans: (name: string) =>
    `When few are left, ${name} is read no more until its day ends; looking up and notes still go through. Something else may use the same account: its own log of calls says so.`,
  quotaWhy: 'You are an administrator, and a limit of a connected system is nearly reached.',
  unknown: (words: string) => ({
    say: `I do not know how to set up “${shortText(words, 60)}”.`,
    try: 'Type “setup crm”.',
  }),
  unknownSystem: {
    say: 'That system is not connected any more.',
    try: 'Type “setup crm” to see those that are.',
  },
};

function undone(what: readonly string[]): string {
  return `Writes ${listAnd(what)}; the test’s own is deleted again.`;
}
