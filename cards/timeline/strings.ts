import { listAnd, listCommas, plural } from '../view/plural.ts';

/** The timeline, its filter and one of its entries. */
export const timelineStrings = {
  timeline: {
    title: (name: string) => `${name} · timeline`,
    lookedMark: 'new since you last looked, above',
    they: 'They',
    wrote: (who: string) => `${who} wrote: `,
    called: (who: string) => `${who} called: `,
    planned: 'Planned: ',
    empty: 'Nothing here yet.',
    emptyFiltered: 'Nothing matches this filter. Widen the period or clear it.',
    since: (day: string) => `since ${day}`,
    until: (day: string) => `until ${day}`,
    and: listAnd,
    shown: ({ from, to, of, lines }: { from: string; to: string; of: string; lines: number }) =>
      `${from}–${to} of ${of} ${plural(lines, 'line', 'lines')}`,
    atLeast: (n: string) => `at least ${n}`,
    unread: (word: string, departments: readonly string[]) => ({
      say: `I could not read “${word}”.`,
      try: `After “only” name departments (${listCommas(departments)}) or kinds such as calls, tickets, notes; after “since” or “until” a day such as monday, 12 nov or 2026-10-01.`,
    }),
    noColleague: (query: string) => ({
      say: `I know no colleague called “${query}”.`,
      try: 'Use their name or work e-mail address.',
    }),
  },
  filter: {
    title: 'Filter the timeline',
    begin: 'Whose timeline?',
    customer: 'Customer',
    departments: 'Departments',
    kinds: 'Kinds',
    since: 'From',
    until: 'To',
    person: 'Colleague',
    text: 'Words',
    textHint: 'Searched in titles and texts',
    submit: 'Show',
    order: { say: 'The period ends before it begins.', try: 'Swap the two days.' },
  },
  entry: {
    back: 'Back to the timeline',
    when: 'When',
    department: 'Department',
    kind: 'Kind',
    who: 'Who',
    contact: 'Contact',
    amount: 'Amount',
    source: 'Source',
    seenBy: 'Seen by',
    visibility: { everyone: 'every colleague', department: 'its department', managers: 'managers' },
    gone: { say: 'That entry is gone or is not yours to see.', try: 'Open the timeline again.' },
  },
};
