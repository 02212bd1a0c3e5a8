import { absenceStrings, holidayStrings } from './absence/strings.ts';
import { auditStrings } from './audit/strings.ts';
import { connectionStrings } from './connection/strings.ts';
import { connectorStrings } from './connector/strings.ts';
import { answerStrings } from './customer/answer-strings.ts';
import { fieldStrings } from './customer/field-strings.ts';
import { listFileStrings } from './customer/list-file-strings.ts';
import { customerListStrings } from './customer/list-strings.ts';
import { savedListStrings } from './customer/saved-list-strings.ts';
import { stageStrings } from './customer/stage-strings.ts';
import { customerStrings } from './customer/strings.ts';
import { digestStrings } from './digest/strings.ts';
import { erasureStrings } from './erasure/strings.ts';
import { exportStrings } from './export/strings.ts';
import { figureStrings } from './figure/strings.ts';
import { listFollowStrings } from './follow/list-strings.ts';
import { goalStrings } from './goal/strings.ts';
import { rotationStrings } from './handoff/rotation-strings.ts';
import { handoffStrings } from './handoff/strings.ts';
import { helpStrings } from './help/strings.ts';
import { ingestStrings } from './ingest/strings.ts';
import { noteStrings } from './note/strings.ts';
import { undeliveredStrings } from './notification/strings.ts';
import { adminStrings } from './person/strings.ts';
import { promiseStrings } from './promise/strings.ts';
import { questionStrings } from './question/strings.ts';
import { roomStrings } from './room/strings.ts';
import { sentenceStrings } from './sentence/strings.ts';
import { notificationStrings } from './settings/strings.ts';
import { shareStrings } from './share/strings.ts';
import { signalStrings } from './signal/strings.ts';
import { statusStrings } from './status/strings.ts';
import { taskStrings } from './task/strings.ts';
import { timeStrings } from './task/time-strings.ts';
import { timelineStrings } from './timeline/strings.ts';
import { undoStrings } from './undo/strings.ts';
import { listCommas, plural } from './view/plural.ts';
import { winStrings } from './win/strings.ts';
import { workStrings } from './work/strings.ts';

/**
 * The bot's own English, all of it in this one place, so that another language is another object of the same type.
 * How it speaks: STYLE.md beside this file.
 */
export const english = {
  ...customerStrings,
  customerList: customerListStrings,
  savedLists: savedListStrings,
  ...timelineStrings,
  ...helpStrings,
  absence: absenceStrings,
  answers: answerStrings,
  audit: auditStrings,
  connection: connectionStrings,
  connector: connectorStrings,
  notifications: notificationStrings,
  digest: digestStrings,
  erasure: erasureStrings,
  export: exportStrings,
  listFiles: listFileStrings,
  fields: fieldStrings,
  stages: stageStrings,
  figure: figureStrings,
  goal: goalStrings,
  listFollow: listFollowStrings,
  handoff: handoffStrings,
  holidays: holidayStrings,
  ingest: ingestStrings,
  rotation: rotationStrings,
  admin: adminStrings,
  note: noteStrings,
  people: questionStrings,
  promise: promiseStrings,
  room: roomStrings,
  sentence: sentenceStrings,
  share: shareStrings,
  signal: signalStrings,
  status: statusStrings,
  takeBack: undoStrings,
  task: taskStrings,
  time: timeStrings,
  undelivered: undeliveredStrings,
  win: winStrings,
  ask: workStrings.ask,
  work: workStrings.work,
  whose: workStrings.whose,
  openWork: workStrings.openWork,
  department: {
    marketing: 'Marketing',
    sales: 'Sales',
    onboarding: 'Onboarding',
    success: 'Success',
    support: 'Support',
    product: 'Product',
    operations: 'Operations',
    finance: 'Finance',
  } as Record<string, string>,
  /** The names of known systems; others are written as their id, with a capital. */
  system: {
    crm: 'CRM',
    hubspot: 'HubSpot',
    salesforce: 'Salesforce',
    zendesk: 'Zendesk',
    helpdesk: 'Helpdesk',
    slack: 'Slack',
    teams: 'Teams',
  } as Record<string, string>,
  stage: {
    lead: 'lead',
    prospect: 'prospect',
    onboarding: 'onboarding',
    live: 'live',
    'at-risk': 'at risk',
    churned: 'left us',
  },
  entryKind: {
    signup: 'Sign-up',
    campaign: 'Campaign',
    visit: 'Visit',
    email: 'E-mail',
    call: 'Call',
    meeting: 'Meeting',
    message: 'Message',
    note: 'Note',
    deal: 'Deal',
    subscription: 'Subscription',
    ticket: 'Ticket',
    usage: 'Product use',
    survey: 'Survey',
    review: 'Review',
    order: 'Order',
    invoice: 'Invoice',
    payment: 'Payment',
    churn: 'Churn',
    handoff: 'Handoff',
    task: 'Task',
    promise: 'Promise',
    win: 'Win',
    change: 'Change',
  },
  touch: {
    call: 'call',
    email: 'e-mail',
    meeting: 'meeting',
    message: 'message',
    note: 'note',
    ticket: 'ticket',
    handoff: 'handoff',
  } as Record<string, string>,
  repeat: (kind: string, n: string) =>
    (
      ({
        usage: `${n} sessions`,
        visit: `${n} website visits`,
        campaign: `${n} campaign contacts`,
        order: `${n} orders`,
        payment: `${n} payments`,
      }) as Record<string, string>
    )[kind],
  steps: (newest: string, more: number, n: string) =>
    `${newest}, and ${n} ${plural(more, 'step', 'steps')} before it`,
  length: {
    minutes: (n: string) => `${n} min`,
    hours: (n: string) => `${n} h`,
    days: (n: string) => `${n} days`,
  },
  repeatSince: (what: string, since: string) => `${what} since ${since}`,

  home: {
    title: 'Your customers',
    search: 'Find a customer',
    placeholder: 'Name, domain, e-mail, phone…',
    recent: 'Looked at lately',
    followed: 'You follow',
    empty:
      'Type a customer’s name to see everything that every department did with them. What you look at will stand here.',
  },
  picker: {
    /** Beside a picker that cannot show what was typed. */
    said: (words: string) => `You wrote “${words}”.`,
    unknown: 'the person you picked',
  },
  me: {
    title: (name: string) => `You are ${name}`,
    role: (role: string, department: string) => `${role} in ${department}`,
    access: 'What you may see',
    accessCount: (seen: number, all: number) =>
      seen === all ? 'everything' : `${seen} of ${all} kinds of facts`,
    account: 'How I know you',
    open: 'Open',
    back: 'All about me',
    zone: 'Time zone',
    locale: 'Language and region',
    email: 'E-mail',
    sees: 'You may see',
    hidden: 'Kept from you',
    nothing: 'nothing',
  },
  buttons: {
    show: 'Show',
    timeline: 'Timeline',
    share: 'Share',
    follow: 'Follow',
    unfollow: 'Unfollow',
    why: 'Why this?',
    contacts: 'People there',
    card: 'Back to the card',
    backToHandoff: 'Back to the handoff',
    backToTask: 'Back to the task',
    backToQuestion: 'Back to the question',
    backToWin: 'Back to the win',
    older: 'Older',
    newer: 'Newer',
    filter: 'Filter',
    clear: 'Clear the filter',
    retry: 'Try again',
    openChat: 'Open it',
    open: (source: string) => `Open in ${source}`,
  },
  commas: listCommas,
  andMore: (n: number) => `and ${n} more`,
  /** Of a list: `13 open, 1 late`; the second only where there are some. */
  withLate: (all: string, late: number, text: string) =>
    late === 0 ? all : `${all}, ${text} late`,
  open: (n: string) => `${n} open`,
  unreadMentions: (left: number, read: number) =>
    `You mentioned ${left + read} people and channels, and I looked up the first ${read}. Name the other ${left} in another message, or ask a whole department.`,
  /** On the button that shows the rest of a list. */
  nMore: (n: string) => `${n} more`,
  roles: { member: 'member', manager: 'manager', leader: 'leader', administrator: 'administrator' },
  refused: {
    outsider: {
      say: 'I answer only people of the organisation that runs me.',
      try: 'Ask the colleague there who works with you.',
    },
    guest: {
      say: 'I don’t show customers to guests.',
      try: 'Ask the colleague who invited you; an administrator can make you a full member.',
    },
    'no-email': {
      say: 'Your account shows no confirmed e-mail address, so I cannot tell who you are.',
      try: 'Add and confirm your work e-mail address in your profile, then ask again.',
    },
    unmapped: {
      say: 'I know no colleague with your e-mail address.',
      try: 'Ask your administrator to add you to the people in the CRM, with this address.',
    },
    inactive: {
      say: 'Your access has ended.',
      try: 'Ask your administrator if this is a mistake.',
    },
  },
  /** Where a form cannot hold a text. */
  returned: 'No form holds so long a text, so here is all of it, to copy and shorten.',
  notReturned:
    'Nothing is stored. It is too long even to be shown again, so shorten it where you wrote it, or write it in several.',
  problem: {
    shared: (channel: string) => ({
      say: `I can’t show customers here: ${channel} is shared with another organisation, or I cannot see who reads it.`,
      try: 'Ask me in a direct message.',
    }),
    thisChannel: 'this channel',
    thisChat: 'this chat',
    repeated: {
      say: 'That was saved the first time you sent it.',
      try: 'Open it again to change it.',
    },
    stale: {
      say: 'That button is from an older message and no longer fits.',
      try: 'Ask again for a fresh one.',
    },
    unknownCustomer: {
      say: 'That customer is no longer here.',
      try: 'Search by name: it may have been merged.',
    },
    directory: {
      say: 'I cannot check who you are right now, so I show nothing and keep nothing.',
      try: 'Try again in a minute.',
    },
    upstream: (system: string, kept: string) => ({
      say: `${system} does not answer right now.`,
      try: `${kept} Try again in a minute.`,
    }),
    /** Whether something that was asked for is kept now, and what to do about it. */
    outcome: {
      nothing: { say: 'Nothing was changed.', try: 'Try again' },
      'not-kept': { say: 'Nothing of this was kept.', try: 'Do it again' },
      kept: {
        say: 'It is kept, though I cannot show it.',
        try: 'Do not do it again: look at the customer’s card or “work”',
      },
      unknown: {
        say: 'I do not know whether it was kept.',
        try: 'Look at the customer’s card or “work” before you do it again',
      },
      'not-shown': {
        say: 'I could not show the answer.',
        try: 'If I was to keep something, look at the customer’s card or “work” before you do it again',
      },
    },
    textTooLong: (length: number, limit: number) => ({
      say: `That text is ${length.toLocaleString('en')} characters long, and I keep at most ${limit.toLocaleString('en')} there.`,
      try: 'Nothing is stored. Shorten it and send it again.',
    }),
    tooLong: {
      say: 'That is too long to be a name.',
      try: 'Type the customer’s name, domain or e-mail address.',
    },
    diskFull: (reference: string, kept: string, next: string) => ({
      say: `The disk that holds my records is full. ${kept}`,
      try: `Tell your administrator, with the reference ${reference}. When there is room again: ${next.charAt(0).toLowerCase()}${next.slice(1)}.`,
    }),
    unknown: (reference: string, kept: string, next: string) => ({
      say: `Something broke on our side. ${kept}`,
      try: `${next}; if it stays, tell your administrator the reference ${reference}.`,
    }),
  },
};

export type Strings = typeof english;

/** The words for a reader's language; English where there is no other. */
export const stringsFor = (_reader: { locale: string }): Strings => english;
