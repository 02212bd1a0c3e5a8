import { handoffWords } from './words/handoff.ts';
import { attentionWords } from './words/attention.ts';
import { adminWords } from './words/admin.ts';
import { noteWords } from './words/note.ts';
import { peopleWords } from './words/people.ts';
import { roomWords } from './words/room.ts';
import { taskWords } from './words/task.ts';
import { untoldWords } from './words/untold.ts';
import { winWords } from './words/win.ts';
import { workWords } from './words/work.ts';

/**
 * The bot's own English, all of it in this one place, so that another language is another object of the same type.
 * How it speaks: STYLE.md beside this file.
 */
const plural = (n: number, one: string, other: string) => (n === 1 ? one : other);

export const english = {
  attention: attentionWords,
  handoff: handoffWords,
  admin: adminWords,
  note: noteWords,
  people: peopleWords,
  room: roomWords,
  task: taskWords,
  untold: untoldWords,
  win: winWords,
  ask: workWords.ask,
  work: workWords.work,
  department: {
    marketing: 'Marketing', sales: 'Sales', onboarding: 'Onboarding', success: 'Success', support: 'Support',
    product: 'Product', operations: 'Operations', finance: 'Finance',
  } as Record<string, string>,
  /** What systems call themselves; others are written as their id, with a capital. */
  system: {
    crm: 'CRM', hubspot: 'HubSpot', salesforce: 'Salesforce', zendesk: 'Zendesk', helpdesk: 'Helpdesk', slack: 'Slack', teams: 'Teams',
  } as Record<string, string>,
  stage: {
    lead: 'lead', prospect: 'prospect', onboarding: 'onboarding', live: 'live', 'at-risk': 'at risk', churned: 'left us',
  },
  entryKind: {
    signup: 'Sign-up', campaign: 'Campaign', visit: 'Visit', email: 'E-mail', call: 'Call', meeting: 'Meeting', message: 'Message', note: 'Note',
    deal: 'Deal', subscription: 'Subscription', ticket: 'Ticket', usage: 'Product use', survey: 'Survey', review: 'Review', order: 'Order',
    invoice: 'Invoice', payment: 'Payment', churn: 'Churn', handoff: 'Handoff', task: 'Task', win: 'Win', change: 'Change',
  },
  touch: { call: 'call', email: 'e-mail', meeting: 'meeting', message: 'message', note: 'note', ticket: 'ticket', handoff: 'handoff' } as Record<string, string>,
  repeat: (kind: string, n: string) =>
    (({ usage: `${n} product sessions`, visit: `${n} website visits`, campaign: `${n} campaign contacts`, order: `${n} orders`, payment: `${n} payments` }) as Record<string, string>)[kind],
  steps: (newest: string, more: number, n: string) => `${newest}, and ${n} ${plural(more, 'step', 'steps')} before it`,
  length: { minutes: (n: string) => `${n} min`, hours: (n: string) => `${n} h`, days: (n: string) => `${n} days` },
  repeatSince: (what: string, since: string) => `${what} since ${since}`,

  customer: {
    since: (stage: string, month: string) => `${stage} since ${month}`,
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
    fresh: (n: number, text: string, since: string) => (n === 0 ? `nothing new since ${since}` : `${text} new since ${since}`),
    quiet: 'Nothing has happened yet. What you do with them will stand here.',
    asOf: (time: string) => `As of ${time}`,
    source: (source: string, age: string) => `${source} ${age} ago`,
    more: 'More',
  },
  caution: {
    urgent: (n: number) => `${n} urgent ${plural(n, 'ticket', 'tickets')}`,
    openFor: (n: number, age: string) => (n === 1 ? `open ${age}` : `one open ${age}`),
    lateInvoice: (number: string, days: number) => `Invoice ${number} is ${days} ${plural(days, 'day', 'days')} late`,
    moreLate: (n: number) => `${n} more late`,
    justContacted: (by: string, when: string) => `${by} was in touch ${when}`,
    silent: (days: number) => `No contact for ${days} days`,
    lookAlike: (name: string, others: number) => `May be the same company as ${name}${others > 0 ? ` and ${others} more` : ''}`,
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
      identity: 'who the customer is', revenue: 'recurring revenue', dealAmounts: 'deal amounts', invoices: 'invoices', health: 'health',
      contactDetails: 'contact details',
    },
  },
  contacts: {
    title: (name: string) => `${name} · people there`,
    none: 'No contacts are known. The CRM is where to add one.',
    hidden: 'Phone numbers and e-mail addresses are kept from your department.',
  },
  choices: {
    title: (n: number, query: string) => `${['', '', 'Two', 'Three', 'Four', 'Five'][n] ?? n} customers look like “${query}”`,
    none: 'None of these? Try the domain, an e-mail address or the name with the city.',
    noOwner: 'no owner',
  },
  notFound: {
    title: (query: string) => `I know no customer called “${query}”.`,
    near: 'Did you mean…',
    meant: 'A command is the first word. Did you mean:',
    try: 'Try the domain, a contact’s e-mail or phone number, or a link from the CRM.',
    empty: 'There are no customers yet. Bring some in: npm run import -- ravenstack <folder>, or start Rapport on an empty store for the demo.',
  },
  timeline: {
    title: (name: string) => `${name} · timeline`,
    lookedMark: 'new since you last looked, above',
    empty: 'Nothing here yet.',
    emptyFiltered: 'Nothing matches this filter. Widen the period or clear it.',
    since: (day: string) => `since ${day}`,
    until: (day: string) => `until ${day}`,
    and: (list: readonly string[]) => (list.length < 2 ? list.join('') : `${list.slice(0, -1).join(', ')} and ${list.at(-1)}`),
    shown: (from: string, to: string, total: string) => `${from}–${to} of ${total}`,
    atLeast: (n: string) => `more than ${n}`,
    entries: (text: string) => `${text} entries`,
    unread: (word: string, departments: readonly string[]) => ({
      say: `I could not read “${word}”.`,
      try: `After “only” name departments (${departments.join(', ')}) or kinds such as calls, tickets, notes; after “since” or “until” a day such as monday, 12 nov or 2026-10-01.`,
    }),
    noCustomer: { say: 'Whose timeline?', try: 'Type the customer’s name after it: timeline acme since monday.' },
    noColleague: (query: string) => ({ say: `I know no colleague called “${query}”.`, try: 'Use their name or work e-mail address.' }),
  },
  filter: {
    title: 'Filter the timeline',
    departments: 'Departments', kinds: 'Kinds', since: 'From', until: 'To', person: 'Colleague', text: 'Words',
    textHint: 'Searched in titles and texts', personHint: 'A name or an e-mail address', submit: 'Show',
    order: { say: 'The period ends before it begins.', try: 'Swap the two days.' },
  },
  entry: {
    back: 'Back to the timeline',
    when: 'When', department: 'Department', kind: 'Kind', who: 'Who', contact: 'Contact', amount: 'Amount', source: 'Source', seenBy: 'Seen by',
    visibility: { everyone: 'every colleague', department: 'its department', managers: 'managers' },
    gone: { say: 'That entry is gone or is not yours to see.', try: 'Open the timeline again.' },
  },
  share: {
    title: (name: string, place: string) => `Share ${name} in ${place}?`,
    readers: (n: number, text: string) => `${text} ${plural(n, 'person', 'people')} will read it.`,
    guests: (n: number) => `${n} ${plural(n, 'guest is', 'guests are')} among them.`,
    unknown: (n: number) => `${n} of them ${plural(n, 'is', 'are')} in no directory.`,
    leftOut: (fields: string) => `Left out, since it may not be seen there: ${fields}.`,
    entriesLeftOut: (n: number) => `${n} ${plural(n, 'entry', 'entries')} of the newest`,
    nothingLeftOut: 'Nothing is left out.',
    looks: 'It will look like this:',
    yes: 'Share', no: 'Keep it to myself',
    by: (name: string) => `Shared by ${name}`,
    done: (name: string, place: string) => `${name} is shared in ${place}.`,
    follows: 'It appears there within a few seconds.',
    nothing: { say: 'I post no customer there: a guest or somebody I cannot look up reads it, or more people than I can check.', try: 'Share it in a channel with colleagues only, or send them the customer’s name: they can ask me themselves.' },
    direct: { say: 'This is between the two of us, so there is nobody to share it with.', try: 'Ask in the channel where you want to share it, and press Share there.' },
    closed: { say: 'This channel is set to be read-only for me.', try: 'Share it in another channel, or ask an administrator to open this one.' },
    noCustomer: { say: 'Share which customer?', try: 'Type the name after it: share acme.' },
  },
  home: {
    title: 'Your customers',
    search: 'Find a customer', placeholder: 'Name, domain, e-mail, phone…',
    recent: 'Looked at lately', followed: 'You follow',
    empty: 'Type a customer’s name to see everything that every department did with them. What you look at will stand here.',
  },
  help: {
    title: 'What you can ask',
    all: 'Everything you can ask',
    button: 'What can I ask?',
    plain: 'Plain words work too: “who is acme?”, “acme timeline since monday”. Only you see the answers.',
    usage: (usage: string) => `Type: ${usage}`,
  },
  glossary: {
    title: 'What the words mean',
    terms: [
      ['Customer', 'a company or person we serve, or hope to'],
      ['Owner', 'the colleague who answers for a customer'],
      ['Timeline', 'everything every department did with a customer, in order'],
      ['Entry', 'one line of a timeline'],
      ['Stage', 'how far a customer is: lead, prospect, onboarding, live, at risk, left us'],
      ['Last touch', 'the newest call, e-mail, meeting or message by one of us'],
      ['Note', 'something worth keeping about a customer, for colleagues and in the CRM'],
      ['Handoff', 'a customer given to a colleague or a department, who accepts or declines'],
      ['Packet', 'what comes with a handoff: why, what was promised, what is missing, what matters'],
      ['Rotation', 'colleagues who take turns at what is handed over'],
      ['Task', 'one thing to do for a customer, by one colleague'],
      ['Mention', 'a colleague asked to look at a customer; they answer from the message'],
      ['Win', 'something that went well with a customer, and everybody who had a part'],
      ['Room', 'a channel about one customer: what is typed there needs no name'],
      ['Share', 'to post an answer where others read it, after seeing who they are'],
      ['Follow', 'to be told when something notable happens to a customer'],
    ] as const,
  },
  me: {
    title: (name: string) => `You are ${name}`,
    role: (role: string, department: string) => `${role} in ${department}`,
    zone: 'Time zone', locale: 'Language and region', email: 'E-mail', sees: 'You may see', hidden: 'Kept from you', nothing: 'nothing',
  },
  buttons: {
    show: 'Show', timeline: 'Timeline', share: 'Share', follow: 'Follow', unfollow: 'Unfollow', why: 'Why this?', contacts: 'People there', card: 'Back to the card',
    older: 'Older', newer: 'Newer', filter: 'Filter', clear: 'Clear the filter', retry: 'Try again', open: (source: string) => `Open in ${source}`,
  },
  andMore: (n: number) => `and ${n} more`,
  roles: { member: 'member', manager: 'manager', leader: 'leader', administrator: 'administrator' },
  refused: {
    outsider: { say: 'I answer only people of the organisation that runs me.', try: 'Ask the colleague there who works with you.' },
    guest: { say: 'I don’t show customers to guests.', try: 'Ask the colleague who invited you; an administrator can make you a full member.' },
    'no-email': { say: 'Your account shows no confirmed e-mail address, so I cannot tell who you are.', try: 'Add and confirm your work e-mail address in your profile, then ask again.' },
    unmapped: { say: 'I know no colleague with your e-mail address.', try: 'Ask your administrator to add you to the people in the CRM, with this address.' },
    inactive: { say: 'Your access has ended.', try: 'Ask your administrator if this is a mistake.' },
  },
  problem: {
    shared: (channel: string) => ({ say: `I can’t show customers here: ${channel} is shared with another organisation, or I cannot see who reads it.`, try: 'Ask me in a direct message.' }),
    thisChannel: 'this channel', thisChat: 'this chat',
    repeated: { say: 'That was saved the first time you sent it.', try: 'Open it again to change it.' },
    stale: { say: 'That button is from an older message and no longer fits.', try: 'Ask again for a fresh one.' },
    unknownCustomer: { say: 'That customer is no longer here.', try: 'Search by name: it may have been merged.' },
    directory: { say: 'I cannot check who you are right now, so I show nothing.', try: 'Try again in a minute.' },
    upstream: (system: string) => ({ say: `${system} does not answer right now.`, try: 'Nothing was lost. Try again in a minute.' }),
    tooLong: { say: 'That is too long to be a name.', try: 'Type the customer’s name, domain or e-mail address.' },
    unknown: (reference: string) => ({ say: 'Something broke on our side. Nothing was lost.', try: `Try again; if it stays, tell your administrator the reference ${reference}.` }),
  },
};

export type Words = typeof english;

/** The words for a reader's language; English where there is no other. */
export const wordsFor = (_reader: { locale: string }): Words => english;
