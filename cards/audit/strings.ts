import type { HandoffRefusal } from '../../crm/handoff/rules.ts';
import type { NoteRefusal } from '../../crm/note/rules.ts';
import type { Refusal } from '../../crm/policy/policy.ts';
import type { TaskRefusal } from '../../crm/task/rules.ts';

/** Why something was refused, or somebody was not told, as it stands on record. */
type AuditedWhy =
  | Refusal
  | HandoffRefusal['why']
  | NoteRefusal
  | TaskRefusal
  | 'not-an-administrator'
  | 'managers-only'
  | 'not-the-author'
  | 'not-your-goal'
  | 'shared-channel'
  | 'shared'
  | 'read-only'
  | 'silent'
  | 'channel-closed'
  | 'no-audience'
  | 'unreachable'
  | 'fault'
  | 'rejected';

export const auditStrings = {
  title: 'Who saw what',
  about: (what: string) => `Who saw what · ${what}`,
  none: 'Nothing is on record for that.',
  older: 'Older',
  what: {
    refused: 'refused',
    looks: 'looked at',
    searches: 'searches',
    shares: 'shared',
    notes: 'notes',
    handoffs: 'handoffs',
    tasks: 'tasks',
    questions: 'questions',
    wins: 'wins',
    goals: 'goals',
    promises: 'promises',
    follows: 'follows',
    duplicates: 'duplicates',
    signals: 'signals',
    rooms: 'rooms',
    erasures: 'erasures and exports',
    settings: 'settings and accounts',
  },
  since: (day: string) => `since ${day}`,
  until: (day: string) => `until ${day}`,
  unread: (words: string) => ({
    say: `I could not read “${words}”.`,
    try: 'Type: audit refused, audit acme since monday, audit @kim notes.',
  }),
  commanded: (said: string, command: string) => `${said} · ${command}`,
  somebody: (account: string) => `somebody unknown (${account})`,
  me: 'Rapport',
  where: {
    direct: 'privately',
    group: 'in a group',
    channel: 'in a channel',
    home: 'at home',
  } as Record<string, string>,
  signal: {
    answer: (rule: string, customer: string, useful: boolean) =>
      `called the signal ${rule} at ${customer} ${useful ? 'useful' : 'not useful'}`,
    override: (customer: string, reason: string) =>
      `reaches out to ${customer} although a signal speaks against it: ${reason}`,
    turn: (rule: string, on: boolean) => `switched the rule ${rule} ${on ? 'on' : 'off'}`,
    threshold: (rule: string, value: string) => `set the rule ${rule} to ${value}`,
    dryRun: (rule: string) => `asked what the rule ${rule} would have sent`,
  },
  /** `customer` is empty where it is about none. */
  shown: {
    card: (customer: string) => `looked at ${customer}`,
    preview: (customer: string) => `looked at what to share of ${customer}`,
    contacts: (customer: string) => `looked at the people of ${customer}`,
    notes: (customer: string) => `read the notes of ${customer}`,
    'note-texts': (customer: string) => `read what a note on ${customer} says and said`,
    win: (customer: string) => `read a win of ${customer}`,
    mention: (customer: string) => `read a question about ${customer}`,
    task: (customer: string) => `read a task for ${customer}`,
    signal: (customer: string) => `read a signal of ${customer}`,
    signals: () => 'looked at the signals of their customers',
    handoffs: () => 'looked at their handoffs',
    wins: () => 'looked at the wins',
    figure: () => 'looked at a shared figure',
    figures: () => 'looked at the shared figures',
    'figure-records': () => 'looked at the records behind a figure',
    goals: (customer: string) =>
      customer ? `looked at the goals for ${customer}` : 'looked at the shared goals',
    promise: (customer: string) => `looked at a promise to ${customer}`,
    promises: (customer: string) =>
      customer ? `looked at the promises to ${customer}` : 'looked at promises',
    work: () => 'looked at what waits for them',
    home: () => 'opened their page with me',
  } as Record<string, (customer: string) => string>,
  lookedAt: (customer: string) => `looked at ${customer || 'customers'}`,
  searched: 'searched for a customer',
  timeline: (customer: string) => `read the timeline of ${customer}`,
  entry: (customer: string) => `opened an entry of ${customer}`,
  shared: (customer: string, place: string, readers: string) =>
    `shared ${customer} in ${place}, where ${readers} read it`,
  sameCompany: (customer: string, said: string, other: string) => {
    const meant = { same: 'the same company as', different: 'another company than' }[said];
    return meant
      ? `called ${customer} ${meant} ${other}`
      : `took back whether ${customer} is the same company as ${other}`;
  },
  follows: (customer: string, on: boolean) =>
    on ? `follows ${customer}` : `follows ${customer} no more`,
  followsFor: (customer: string, place: string, on: boolean) =>
    on ? `made ${place} follow ${customer}` : `ended that ${place} follows ${customer}`,
  form: (customer: string) => `filled in a form for ${customer}`,
  admin: {
    channel: (
      name: string | null,
      { mode, amounts, department }: { mode: string; amounts: boolean; department: string | null },
    ) =>
      `set ${name ?? 'a channel'} to be ${mode}, ${amounts ? 'with' : 'without'} amounts${department ? `, of ${department}` : ''}`,
    asks: (person: string, account: string | null) =>
      `asked ${account ? `the account “${account}”` : 'an account'} whether it is ${person}`,
    says: (person: string, account: string | null, yes: boolean) =>
      `said${account ? `, as “${account}”,` : ''} that they are ${yes ? '' : 'not '}${person}`,
    links: (person: string, account: string | null, yes: boolean) =>
      `${yes ? 'confirmed' : 'said'} that the account “${account ?? '–'}” is ${yes ? '' : 'not '}${person}’s`,
    disconnect: (person: string, system: string) => `disconnected ${person}’s account in ${system}`,
    other: 'set something for everybody',
  },
  note: {
    write: 'wrote a note on',
    edit: 'changed a note on',
    'show-to': 'changed who sees a note on',
    pin: 'pinned or unpinned a note on',
    delete: 'took back a note on',
  } as Record<string, string>,
  handoff: {
    offer: 'handed over',
    accept: 'accepted',
    take: 'took on',
    decline: 'declined',
    ask: 'asked about the handoff of',
    answer: 'answered about the handoff of',
    reassign: 'passed on',
    withdraw: 'took back',
    done: 'finished the handoff of',
    tick: 'ticked the checklist of the handoff of',
    reminded: 'reminded of the late handoff of',
    rerouted: 'asked somebody else, since the one asked is away, to take',
    'nobody-to-remind': 'found nobody to remind of the late handoff of',
  } as Record<string, string>,
  task: {
    made: 'set a task for',
    done: 'did a task for',
    drop: 'dropped a task for',
    reopen: 'opened a task again for',
    snooze: 'put off a task for',
    reassign: 'passed on a task for',
    date: 'set a date of a task for',
    retry: 'sent a task to the CRM again for',
    reminded: 'reminded of a task for',
    'nobody-to-remind': 'found nobody to remind of a task for',
    list: 'looked at their tasks',
  } as Record<string, string>,
  mention: {
    asked: 'asked colleagues about',
    answered: 'answered about',
    administrator: 'asked an administrator for help with',
  } as Record<string, string>,
  helped: 'asked an administrator for help',
  win: {
    tell: 'told a win of',
    thank: 'gave thanks for a win of',
    correct: 'corrected a win of',
    retract: 'took back a win of',
    add: 'added to a win of',
    celebrate: 'celebrated a win of',
    turned: 'took back what was celebrated of',
  } as Record<string, string>,
  room: (customer: string, on: boolean) =>
    on ? `made a channel the room of ${customer}` : `closed the room of ${customer}`,
  erase: {
    asked: 'asked to erase a customer or a contact',
    agreed: 'agreed to erase a customer or a contact',
    kept: 'said no to an erasure',
    expired: 'ended a question about an erasure that nobody answered',
    joined: 'kept a customer that became a part of another one before it was erased',
    done: 'erased a customer or a contact',
    list: 'looked at what was erased',
  } as Record<string, string>,
  something: 'something that was erased since',
  somewhere: 'a channel',
  erased: 'did something with a customer that was erased since',
  exported: (customer: string) => `exported everything about ${customer || 'a customer'}`,
  stage: 'set the stage of',
  promise: {
    made: 'noted a promise to',
    keep: 'kept a promise to',
    move: 'moved a promise to',
    withdraw: 'withdrew a promise to',
    reopen: 'opened a promise again to',
    broken: 'put on record that a promise is late to',
    reminded: 'reminded of a promise to',
    retry: 'asked the CRM again to take a promise to',
  } as Record<string, string>,
  goal: {
    set: 'set the goal for',
    changed: 'changed the goal for',
    reached: 'reached the goal for',
    withdrawn: 'withdrew the goal for',
  } as Record<string, string>,
  settings: {
    changed: (what: string) => `changed how they are told things${what ? `: ${what}` : ''}`,
    part: {
      kinds: 'which messages come when',
      dailyAt: 'the daily hour',
      quiet: 'quiet hours',
      daysOff: 'days off',
      snoozedUntil: 'quiet for a while',
      mutedCustomers: 'muted customers',
      named: 'being named in wins',
    } as Record<string, string>,
    absence: 'said when they are away',
    back: 'said that they are back',
    rotation: (name: string) => `set the rotation ${name}`,
    holidays: (zone: string) => `set holidays in ${zone}`,
    connect: (system: string) => `connected their own account in ${system}`,
    disconnect: (system: string) => `disconnected their own account in ${system}`,
    connectionRefused: (system: string) => `lost the consent to their account in ${system}`,
    retryItems: (source: string) => `tried the items of ${source} again that were kept aside`,
    tryAgain: 'tried again what had failed',
    checkSystem: (source: string) => `tested the connection to ${source}`,
    term: (word: string) => `explained the word “${word}”`,
    target: (figure: string, to: string) => `set the target of ${figure}: ${to}`,
    celebrations: 'said what is celebrated by itself',
    wins: 'said where wins are posted',
    noWins: 'said that wins are posted nowhere',
    other: 'changed settings',
  },
  refused: (why: string | undefined, customer: string) =>
    `was refused${customer ? ` on ${customer}` : ''}${why ? `: ${why}` : ''}`,
  untold: (why: string | undefined, customer: string) =>
    `was not told${customer ? ` of ${customer}` : ''}${why ? `: ${why}` : ''}`,
  unposted: (why: string | undefined, customer: string) =>
    `did not post${customer ? ` of ${customer}` : ''}${why ? `: ${why}` : ''}`,
  why: {
    outsider: 'from another organisation',
    guest: 'a guest',
    'no-email': 'the account has no confirmed e-mail address',
    unmapped: 'the account is nobody’s',
    inactive: 'no longer works here',
    'not-an-administrator': 'that is for administrators',
    'managers-only': 'that is for managers',
    'not-your-goal': 'that is another department’s goal',
    'not-the-author': 'only its author may',
    'not-yours': 'it is somebody else’s',
    'holder-only': 'only whoever has it may',
    'shared-channel': 'the channel is shared with another organisation',
    shared: 'the channel is shared with another organisation',
    'read-only': 'the channel is read-only',
    silent: 'the channel is silent',
    'channel-closed': 'the channel is read-only or silent',
    'no-audience': 'a guest or somebody unknown reads the channel',
    unreachable: 'no account of theirs can be reached',
    fault: 'it could not be delivered',
    claimed: 'a colleague was faster',
    'already-yours': 'it was theirs already',
    'department-decides': 'it was offered to a whole department',
    'not-accepted': 'it was not accepted yet',
    'nothing-asked': 'nothing was asked',
    'no-words': 'no words were given',
    'same-receiver': 'it was theirs already',
    'same-checklist': 'nothing was changed',
    ended: 'it had ended',
    reminded: 'they were reminded already',
    closed: 'it was closed',
    'already-done': 'it was done already',
    'already-open': 'it was open already',
    'already-theirs': 'it was theirs already',
    past: 'the time had passed',
    empty: 'it had no words',
    'too-long': 'it was too long',
    deleted: 'it was taken back',
    rejected: 'the chat did not take it',
  } satisfies Record<AuditedWhy, string> as Record<string, string>,
};
