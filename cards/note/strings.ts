import { listAnd, listCommas, plural } from '../view/plural.ts';

/** Why a file stays a link. */
interface LinkCause {
  system: string;
  /** The chat platform's name. */
  chat: string;
  /** The missing permission, or the system's own words. */
  detail: string | null;
}

export const noteStrings = {
  saved: (customer: string) => `Noted on ${customer}`,
  title: (customer: string) => `${customer} · note`,
  deleted: (customer: string) => `The note on ${customer} is taken back`,
  deletedMore:
    'Nobody sees it any more. Only you, and administrators who might read it before, can still look up what it said.',
  quote: (words: string) => `“${words}”`,
  from: (author: string, place: string | null) =>
    `from ${author}’s message${place ? ` in ${place}` : ''}`,
  replies: (n: number) => `${n} ${plural(n, 'reply', 'replies')}`,
  files: (n: number) => `${n} ${plural(n, 'file', 'files')}`,
  repliesOf: (n: number, leftOut: number | null) =>
    `${n} of ${leftOut === null ? 'more' : n + leftOut} replies, the newest`,
  leftOut: {
    unsized: (name: string) => `${name}: nobody says how large it is; the note keeps its link.`,
    'too-large': (name: string) => `${name} is left out: it is larger than 20 MB.`,
    program: (name: string) => `${name} is left out: programs are not kept.`,
  },
  seenBy: {
    everyone: 'Everyone can see it',
    department: (department: string) => `Only ${department} can see it`,
    managers: 'Only managers can see it',
  },
  savedAt: (time: string) => `saved ${time}`,
  editedAt: (time: string) => `edited ${time}`,
  by: (name: string) => `by ${name}`,
  pinned: 'Pinned',
  told: (names: readonly string[]) =>
    `${listAnd(names)} ${plural(names.length, 'is', 'are')} told.`,
  notTold: (names: readonly string[]) => `Not told, since they may not see it: ${listAnd(names)}.`,
  letGo: (names: readonly string[]) =>
    `${listAnd(names)} ${plural(names.length, 'is', 'are')} not asked any more, and what they were told no longer says it.`,
  nobody: (names: readonly string[]) => `I know no one colleague called ${listAnd(names)}.`,
  beyond: (names: readonly string[]) =>
    `Not told, since one note names too many: ${listAnd(names)}. Name them in another one.`,
  kept: 'What you wrote is kept until you choose: it waits under “work”.',
  guessed: (said: string, customer: string) => `I took “${said}” to be ${customer}.`,
  inRoom: (here: string, customer: string) =>
    `This is the room of ${here}; the note is filed with ${customer}.`,
  message: 'The message',
  history: (n: number) => `${n} earlier ${plural(n, 'text', 'texts')} kept`,
  texts: {
    button: (n: number) => `${n} earlier ${plural(n, 'text', 'texts')}`,
    title: (customer: string, by: string) => `${customer} · what ${by}’s note says and said`,
    deleted: (at: string) => `Taken back ${at}.`,
    empty: 'No words of its own.',
    hidden: (n: number) => `${n} ${plural(n, 'text is', 'texts are')} kept to others.`,
    back: 'Back to the note',
  },
  crm: {
    line: (system: string, state: string) => `${system}: ${state}`,
    waiting: 'on its way…',
    done: (system: string, by: string | null = null, files = 0) =>
      listCommas(
        [
          `In ${system}`,
          by,
          files > 0 ? `with ${files} ${plural(files, 'file', 'files')}` : null,
        ].filter((part) => part !== null),
      ),
    files: {
      link: (names: string, n: number, because: string) =>
        `${names} ${plural(n, 'stays a link', 'stay links')}: ${because}`,
      why: {
        platform: ({ chat }: LinkCause) => `${chat} hands me no files of messages.`,
        elsewhere: ({ chat }: LinkCause) =>
          `kept outside ${chat}, or by another company in a shared channel.`,
        'no-right': ({ chat, detail }: LinkCause) =>
          `${chat} does not let me read files. An administrator can give me the permission ${detail ?? 'files:read'} there.`,
        gone: ({ chat }: LinkCause) => `deleted in ${chat}, or posted where I am not.`,
        'too-large': () => 'larger than 20 MB.',
        'too-many': () => 'a note brings ten files.',
        'no-answer': ({ chat }: LinkCause) => `${chat} did not answer for an hour.`,
        'not-taken': ({ system }: LinkCause) =>
          `I tried for an hour, and ${system} failed each time.`,
        'no-files': ({ system }: LinkCause) => `${system} takes no files with notes.`,
        'no-key': ({ system }: LinkCause) =>
          `${system} does not let me bring files. An administrator can give my key that right there.`,
        refused: ({ system, detail }: LinkCause) =>
          `${system} said no${detail ? `: “${detail}”` : '.'}`,
      },
    },
    filesWait: (system: string, chat: string) =>
      `In ${system}; its files come when ${chat} hands them out`,
    open: (system: string) => `Open in ${system}`,
    failed: (fault: string) => `Saved here, but ${fault}`,
    none: 'no CRM is connected',
    unconnected:
      'Saved here; no CRM is connected. Whoever runs me can connect one, and what is written from then on goes there too.',
    notIn: (system: string) => `not in ${system}, so it stays here`,
    keptHere: (system: string) => `stays here, since everyone could read it in ${system}`,
    noUser: (system: string) => `${system} knows no user like the new owner`,
    noTasks: (system: string) => `${system} keeps no tasks`,
    noOwners: (system: string) => `${system} knows no owner of a customer`,
    noStages: (system: string) => `${system} does not keep that stage`,
    rejected: (system: string, reason: string | null) =>
      `${system} said no${reason ? `: “${reason}”` : '.'}`,
    notAllowed: (system: string, reason: string | null) =>
      `${system} does not let your account do that${reason ? `: “${reason}”` : '.'}`,
    ownRights: (system: string) =>
      `Nothing was lost. Ask an administrator of ${system} for the right and try again, or have it written as Rapport, with your name in the text.`,
    by: {
      you: 'as you',
      rapport: 'as Rapport',
      colleague: (name: string) => `as ${name}`,
    },
    waits: {
      'rate-limited': (system: string) => `${system} asks us to wait; it comes later`,
      unauthorised: (system: string) =>
        `${system} does not let us in; it comes as soon as an administrator renews the key`,
      unavailable: (system: string) => `${system} does not answer; it comes when it does`,
    },
    /** It was written before anybody kept to which system. */
    formerSystem: 'the CRM that has it',
    disconnected: (system: string) =>
      `${system} is not connected any more; it comes when it is connected again`,
    stillDisconnected: (system: string) => `${system} is not connected any more`,
    unclear: (system: string) =>
      `it may stand in ${system} already, and a second one must not come of it`,
    gaveUp: (system: string) => `${system} did not answer for too long`,
    changedThere: (system: string) =>
      `somebody changed it in ${system}; I asked you which text stands`,
    adopted: (customer: string, system: string) =>
      `${customer}: your note was changed in ${system}`,
    before: (words: string) => `Before: ${words}`,
    deleted: (customer: string, system: string) =>
      `${customer}: your note was deleted in ${system}`,
    deletedToo: 'So it is off the timeline here too. Its words stay with you:',
    conflict: (customer: string, system: string) =>
      `${customer}: your note was changed here and in ${system}`,
    nothingLost: 'Nothing was overwritten. Which text stands?',
    here: 'Here',
    there: (system: string) => `In ${system}`,
    keepMine: 'Keep mine',
    takeTheirs: (system: string) => `Take ${system}’s`,
    settled: {
      say: 'That is settled already.',
      try: 'Open the note to see what it says now.',
    },
    map: 'Your administrator can change what the CRM takes; then try again. Nothing was lost.',
    why: {
      note: 'You wrote this note.',
      task: 'You gave this task.',
      owner: 'You are to be the owner.',
      stage: 'You set this stage.',
    },
    subject: { note: 'the note', task: 'the task', owner: 'the owner', stage: 'the stage' },
    failedLine: (customer: string, what: string, system: string) =>
      `${customer}: ${what} is not in ${system}`,
  },
  mention: {
    title: (by: string, customer: string) => `${by} mentions you on ${customer}`,
    why: (by: string) => `${by} wrote your name in a note.`,
    answer: 'Answer',
    takenBack: (by: string, customer: string) => `${by} took a note on ${customer} back`,
    kept: (by: string, customer: string, whom: string) =>
      `${by}’s note on ${customer} is for ${whom} only now`,
    managers: 'managers',
    noMore: 'There is nothing to answer or to do any more.',
  },
  list: {
    title: (customer: string) => `${customer} · notes`,
    none: 'No notes yet that you may see.',
  },
  card: { pinned: (words: string, by: string) => `Pinned: “${words}” · ${by}` },
  form: {
    held: (length: number) =>
      `All ${length.toLocaleString('en')} characters that you typed are kept; add to them here.`,
    title: (customer: string) => `Note on ${customer}`,
    any: 'Note on a customer',
    edit: 'Edit the note',
    customer: 'Customer',
    customerHint: 'Name, domain or e-mail',
    body: 'Note',
    bodyHint: '@name tells a colleague',
    own: 'Your words',
    add: 'Add to it',
    addHint: 'It is too long to be edited here; what you write goes below it.',
    named: 'NamedCustomer in the message; none of them? Choose another one below.',
    other: 'Another customer',
    move: 'Another customer',
    moveIt: 'Move it',
    visibility: 'Who can see it',
    everyone: 'Everyone',
    department: (department: string) => `Only ${department}`,
    managers: 'Managers',
    keep: 'What to keep',
    one: 'This message',
    thread: (n: number) => `The whole thread, ${n} ${plural(n, 'message', 'messages')}`,
    newest: (n: number, leftOut: number | null) =>
      leftOut === null
        ? `The message and ${n - 1} of its replies; the thread is longer than I could read`
        : `The message and its newest ${n - 1} of ${n - 1 + leftOut} replies`,
    lacks: (permission: string) =>
      `Its thread could not be read: I lack the permission “${permission}”, which an administrator can give me. Only this message is kept.`,
    unread: 'Its thread could not be read in time: only this message is kept.',
    save: 'Save',
    which: (query: string, more: boolean) =>
      more
        ? `More customers than fit here look like “${query}”. Choose one, or type more of its name below.`
        : `Several customers look like “${query}”. Which one?`,
    unknown: (query: string) =>
      `I know no customer called “${query}”. Try the domain or an e-mail address.`,
    from: (author: string, place: string | null) => `${author}${place ? ` in ${place}` : ''}`,
  },
  buttons: {
    edit: 'Edit',
    department: 'Only my department',
    everyone: 'Everyone',
    another: 'Another customer…',
    moveTo: (customer: string) => `Move to ${customer}`,
    undo: 'Undo',
    refresh: 'Refresh',
    retry: 'Try again',
    pin: 'Pin',
    unpin: 'Unpin',
    write: 'Write a note',
    note: 'Note',
    handOff: 'Hand off',
    task: 'Task',
    win: 'Win',
    open: 'Show',
    customer: 'The customer',
    notes: 'All notes',
    card: 'Back to the card',
  },
  refused: {
    empty: {
      say: 'The note has no words yet.',
      try: 'Type them after the customer’s name: note acme CFO wants one invoice a year.',
    },
    'too-long': {
      say: 'That note is longer than 20,000 characters.',
      try: 'Shorten it, or save the document where you keep files and note its link.',
    },
    'not-yours': {
      say: 'Only its author can change a note.',
      try: 'Write one of your own beside it.',
    },
    deleted: { say: 'That note was taken back.', try: 'Write a new one.' },
    gone: {
      say: 'That note was taken back or is not yours to see.',
      try: 'Open the customer’s timeline.',
    },
    keptFromYou: {
      say: 'That note is kept to a department, or is gone.',
      try: 'An administrator of that department can read it.',
    },
    busy: { say: 'Somebody else changes that note at this moment.', try: 'Press again.' },
    draft: {
      say: 'I no longer have that message.',
      try: 'Choose “Note on a customer” on it once more.',
    },
    noCustomer: {
      say: 'A note on which customer?',
      try: 'Type the name first: note acme CFO wants one invoice a year.',
    },
  },
};
