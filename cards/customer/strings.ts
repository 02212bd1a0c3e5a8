import { listAnd, plural } from '../view/plural.ts';

/** Looking a customer up: the card, and what is said where none is found. */
export const customerStrings = {
  customer: {
    /** `Antje Beispiel, Operations Director, works there.` */
    person: (name: string, title: string | null) =>
      title ? `${name}, ${title}, works there.` : `${name} works there.`,
    stageSince: (stage: string, when: string) => `${stage} since ${when}`,
    customerSince: (month: string) => `customer since ${month}`,
    knownSince: (month: string) => `known since ${month}`,
    customerFrom: (day: string) => `from ${day}`,
    heldBy: (name: string, since: string | null) =>
      since ? `with ${name} since ${since}` : `with ${name}`,
    planned: (what: string, when: string) => `Planned: ${what}, ${when}`,
    they: 'They',
    owner: 'Owner',
    noOwner: 'nobody yet',
    lastTouch: (kind: string, when: string) => `${kind}, ${when}`,
    lastTouchLabel: 'Last touch',
    noTouch: 'nobody yet',
    revenue: (amount: string) => `${amount} a year`,
    noRevenue: 'Revenue not known',
    renews: (day: string, distance: string) => `renews ${day}, ${distance}`,
    renewed: (day: string, distance: string) => `renewal was due ${day}, ${distance}`,
    tickets: (n: number, text: string) => `${text} open ${plural(n, 'ticket', 'tickets')}`,
    noTickets: 'No open tickets',
    deals: (n: number, text: string) => `${text} open ${plural(n, 'deal', 'deals')}`,
    noDeals: 'no open deals',
    health: (score: string) => `health ${score} of 100`,
    before: 'Before you reach out',
    newest: 'Newest',
    fresh: (n: number, text: string, since: string) =>
      n === 0 ? `nothing new since ${since}` : `${text} new since ${since}`,
    quiet: 'Nothing has happened yet. What you do with them will stand here.',
    asOf: (time: string) => `As of ${time}`,
    source: (source: string, age: string) => `${source} ${age} ago`,
    more: 'More',
    /** A colleague called these the same company. */
    twins: (names: readonly string[]) => `Same company as ${listAnd(names)}`,
    /** Shows the other customer that may be the same. */
    same: 'Same company…',
    sameAs: (name: string) => `Same as ${name}…`,
    credit: (number: string) => `Credit note ${number}`,
    credits: (n: number, text: string) => `${text} credit ${plural(n, 'note', 'notes')}`,
    /** Inferred: no record says that they lead. */
    lastInTouch: (lead: string) => `${lead} (last in touch)`,
    morePinned: (n: number) => `${n} more pinned`,
  },
  sameCompany: {
    title: (one: string, other: string) => `Is ${one} the same company as ${other}?`,
    list: (name: string) => `${name} · perhaps the same company`,
    none: 'No other customer looks like it.',
    compare: 'Compare',
    same: 'Same company',
    different: 'Not the same',
    undo: 'Undo',
    said: (by: string, same: boolean) =>
      `${by} said that they are ${same ? 'one company' : 'two companies'}.`,
    effect:
      'Called the same, each card counts the other’s urgent tickets and its last touch. Both records stay; no system is changed.',
    whoMay: 'The owner of one of them or a manager can say so.',
  },
  warning: {
    urgent: (n: number) => `${n} urgent ${plural(n, 'ticket', 'tickets')}`,
    openFor: (n: number, age: string) => plural(n, `open ${age}`, `one open ${age}`),
    lateInvoice: (number: string, days: number) =>
      `Invoice ${number} is ${days} ${plural(days, 'day', 'days')} late`,
    moreLate: (n: number) => `${n} more late`,
    wrote: (who: string, n: number, when: string) =>
      `${who} wrote ${plural(n, when, `${n} times since ${when}`)}`,
    unanswered: (age: string) => `unanswered for ${age}`,
    urgentThere: (n: number) => `${n} urgent ${plural(n, 'ticket', 'tickets')} there`,
    justContacted: (by: string, when: string) => `${by} was in touch ${when}`,
    silent: (days: number) => `No contact for ${days} days`,
    lookAlike: (name: string, others: number) =>
      `May be the same company as ${name}${others > 0 ? ` and ${others} more` : ''}`,
  },
  why: {
    title: (name: string) => `${name} · why you see this`,
    asked: 'You asked. Nobody else sees this answer; that you looked is in the audit log.',
    role: (department: string, role: string) => `You are a ${role} in ${department}.`,
    all: 'You may see every field of a customer.',
    hidden: (fields: string) => `Kept from your department: ${fields}.`,
    sources: 'Where it comes from',
    noSources: 'Nothing was brought in from another system yet.',
    fields: {
      identity: 'who the customer is',
      revenue: 'recurring revenue',
      dealAmounts: 'deal amounts',
      invoices: 'invoices',
      health: 'health',
      contactDetails: 'contact details',
    },
  },
  contacts: {
    title: (name: string) => `${name} · people there`,
    none: 'No contacts are known. The CRM is where to add one.',
    hidden: 'Phone numbers and e-mail addresses are kept from your department.',
  },
  choices: {
    title: (n: number, query: string, capped: boolean) =>
      `${['', '', 'Two', 'Three', 'Four', 'Five'][n] ?? n}${capped ? ' or more' : ''} customers look like “${query}”`,
    none: 'None of these? Try the domain, an e-mail address or the name with the city.',
    noOwner: 'no owner',
  },
  /** The buttons of customers to choose from. */
  deeds: {
    show: () => 'Show',
    timeline: (name: string) => `Timeline of ${name}`,
    notes: (name: string) => `Notes on ${name}`,
    audit: (name: string) => `Audit log of ${name}`,
    share: (name: string) => `Preview ${name} for sharing`,
    room: (name: string) => `Make this the room of ${name}`,
    task: (name: string) => `Add the task to ${name}`,
    note: (name: string) => `Add the note to ${name}`,
    beginNote: (name: string) => `Write a note on ${name}`,
    question: (name: string) => `Ask about ${name}`,
    handoff: (name: string) => `Hand off ${name}`,
    beginHandoff: (name: string) => `Hand off ${name}…`,
    goal: (name: string) => `Set the goal for ${name}`,
    win: (name: string) => `Preview the win with ${name}`,
    follow: (name: string) => `Follow ${name}`,
    followHere: (name: string) => `Follow ${name} here`,
    unfollow: (name: string) => `Unfollow ${name}`,
    duplicate: (name: string) => `Duplicates of ${name}`,
    unfollowHere: (name: string) => `Unfollow ${name} here`,
  },
  notFound: {
    title: (query: string) => `I know no customer called “${query}”.`,
    near: 'Did you mean…',
    meant: 'A command is the first word. Did you mean:',
    try: 'Try the domain, a contact’s e-mail or phone number, or a link from the CRM.',
    empty:
      'There are no customers yet. Bring some in: npm run import -- ravenstack <folder>, or start Rapport on an empty store for the demo.',
  },
};
