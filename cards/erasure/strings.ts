import type { ErasedThing } from '../../crm/erasure/erasure.ts';
import { listOr, plural } from '../view/plural.ts';

const FEW = 3;

/** `Ana, Ben, Kim or one of 6 others`: anybody of a long list may agree, so its beginning is enough. */
const oneOf = (names: readonly string[]): readonly string[] =>
  names.length > FEW + 1 ? [...names.slice(0, FEW), `one of ${names.length - FEW} others`] : names;

const things =
  (one: string, other: string) =>
  (n: number, text: string): string =>
    `${text} ${plural(n, one, other)}`;

/** Erasing a customer or a contact. */
export const erasureStrings = {
  thing: {
    contact: things('contact', 'contacts'),
    entry: things('entry', 'entries'),
    note: things('note', 'notes'),
    handoff: things('handoff', 'handoffs'),
    task: things('task', 'tasks'),
    promise: things('promise', 'promises'),
    question: things('question', 'questions'),
    goal: things('goal', 'goals'),
    win: things('win', 'wins'),
    signal: things('signal', 'signals'),
    deal: things('deal', 'deals'),
    ticket: things('ticket', 'tickets'),
    subscription: things('subscription', 'subscriptions'),
    invoice: things('invoice', 'invoices'),
    payment: things('payment', 'payments'),
    survey_answer: things('answer to surveys', 'answers to surveys'),
    usage_day: things('record of usage', 'records of usage'),
    churn: things('cancellation', 'cancellations'),
    message: things('message', 'messages'),
    channel: (n, text) => `posts in ${text} ${plural(n, 'channel', 'channels')}`,
    mention: (n, text) => `the name in ${text} ${plural(n, 'text', 'texts')} elsewhere`,
  } satisfies Record<ErasedThing, (n: number, text: string) => string>,
  /** For a contact their entries stay, without them. */
  ofContact: {
    contact: things('record of them', 'records of them'),
    entry: (n: number, text: string) =>
      `${text} ${plural(n, 'entry stays', 'entries stay')} without them`,
  },
  goes: (what: string) => `${what}.`,
  nothing: 'Nothing else is known here.',
  preview: (name: string) => `Erase ${name}?`,
  asks: (by: string, name: string) => `${by} asks to erase ${name}`,
  waits: (name: string) => `${name} waits to be erased`,
  final: 'It cannot be taken back.',
  needs: (names: readonly string[]) => `Somebody else has to agree: ${listOr(oneOf(names))}.`,
  openUntil: (day: string) => `The question is open until ${day}.`,
  week: 'The question is open for 7 days.',
  systems: (systems: string) =>
    `${systems} ${systems.includes(' and ') ? 'keep their' : 'keeps its'} own record: erase it there as well.`,
  figures: 'Figures of the past change with it.',
  texts: {
    customer: 'Texts elsewhere lose the name.',
    contact:
      'Texts lose the whole name everywhere, and at their own customers the first and the last name alone too, unless somebody else there has it. A nickname stays: look for it yourself.',
  },
  why: 'You may agree to it, and nobody agrees to their own asking.',
  whyAnswer: 'You asked for it.',
  whyDone: 'You asked for it, or agreed.',
  ask: 'Ask to erase it',
  keep: 'Keep',
  erase: 'Erase',
  /** The name goes in this moment, so the answer says it no more. */
  agreed: 'It is being erased.',
  agreedNext: 'Both of you hear from me when it is done.',
  kept: 'It stays: nothing is erased.',
  keptBy: (by: string) => `${by} said no, so nothing is erased.`,
  joined: 'The customer became a part of another one meanwhile, so nothing is erased.',
  joinedNext:
    'To erase that one as a whole, type: forget and its name. To part the two first, open its card.',
  expired: 'Nobody agreed within 7 days, so nothing is erased.',
  expiredNext: 'To ask again, type: forget and the name.',
  doneTitle: { customer: 'A customer is erased.', contact: 'A contact is erased.' },
  done: (asked: string, agreed: string) => `${asked} asked for it, ${agreed} agreed.`,
  proof: (proof: string) =>
    `Proof: ${proof}. To check a name against it, type: forget and the name.`,
  unedited: (n: number, text: string) =>
    `${text} ${plural(n, 'message', 'messages')} could not be edited in the chat, because the platform does not allow it any more. ${plural(n, 'Delete it', 'Delete them')} there by hand.`,
  backups: (at: string) =>
    `Backups from before ${at} still hold it, and I cannot reach them. npm run restore erases it again if the folder erasures of DATA_DIR lies there; otherwise delete those backups.`,
  answers: 'Private answers that people got before stay in their chats.',
  erased: 'This was erased.',
  list: 'Erased, and asked to be erased',
  none: 'Nothing was erased yet. To begin, type: forget acme.',
  line: {
    customer: 'A customer',
    contact: 'A contact',
  },
  asked: (name: string) => `asked by ${name}`,
  agreedBy: (name: string) => `agreed by ${name}`,
  restored: 'erased again after a restore',
  proofShort: (proof: string) => `proof ${proof}`,
  refused: (n: number, text: string) =>
    `${text} ${plural(n, 'record', 'records')} of it refused since`,
  underWay: 'under way',
  notAgreed: 'kept',
  overdue: 'nobody agreed',
  open: 'Open',
  proven: (subject: 'customer' | 'contact', name: string, day: string) =>
    `A ${subject} called ${name} was erased on ${day}.`,
  which: (query: string) => `Whom do you mean by “${query}”?`,
  someone: 'somebody who left',
  nobody: {
    say: 'Nobody else here may agree to it: that takes another administrator, the head of a department or a leader.',
    try: 'Name a second administrator in ADMINISTRATORS, or give a colleague that role in the CRM, and ask again.',
  },
  own: {
    say: 'You asked for it yourself, so somebody else has to agree.',
    try: 'Wait for their answer, or press Keep.',
  },
  notYours: {
    say: 'Only another administrator may answer this.',
    try: 'Leave it to them.',
  },
  over: {
    say: 'That question is answered already, or its time is over.',
    try: 'Type: forget, to see how it ended.',
  },
  noContact: (address: string) => ({
    say: `No contact has the address ${address}.`,
    try: 'Type the name of the contact, or of the customer, after forget.',
  }),
  gone: {
    say: 'That is not known here any more.',
    try: 'Type: forget, to see what was erased.',
  },
  already: {
    say: 'Somebody asked to erase that already.',
    try: 'Type: forget, to see who may agree.',
  },
};
