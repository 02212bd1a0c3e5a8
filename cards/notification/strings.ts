/** Tells the person who caused a message that it reached nobody. */
export const undeliveredStrings = {
  title: (customer: string, whom: string) => `${customer}: ${whom} was not told`,
  nobody: (customer: string, of: string | null) =>
    `${customer}: nobody ${of ? `in ${of}` : 'whom you asked'} was told`,
  line: {
    handoff: 'Your handoff',
    task: 'Your task',
    promise: 'News of the promise',
    question: 'Your question',
    note: 'That you named them in a note',
    win: 'That you named them in a win',
  },
  reached: (what: string, whom: string, why: string) => `${what} did not reach ${whom}: ${why}.`,
  reachedNobody: (what: string, why: string) => `${what} reached nobody there: ${why}.`,
  because: {
    inactive: 'they no longer work here',
    unreachable: 'they have not written to me yet, or I know no account of theirs',
    muted:
      'they asked not to be told of this customer, or of such things; it stands in their list of work',
    fault: 'I tried until there was nothing left to try',
  },
  kept: 'It is kept here and stands on the timeline; nothing was lost.',
  next: {
    handoff: 'Hand it to somebody else, or tell them yourself.',
    task: 'Give it to somebody else, or tell them yourself.',
    promise: 'Tell them yourself.',
    question: 'Ask somebody else, or tell them yourself.',
    note: 'Ask somebody else, or tell them yourself.',
    win: 'Tell them yourself.',
  },
  link: 'I reach them once they have written to me, or once their account is linked.',
  why: 'You asked for it, and it reached nobody.',
  buttons: {
    handoff: 'Someone else…',
    task: 'Somebody else…',
    ask: 'Ask somebody else…',
    open: {
      handoff: 'The handoff',
      task: 'The task',
      promise: 'The promise',
      note: 'The note',
      win: 'The win',
    },
    write: (name: string) => `Write to ${name}`,
    link: 'Whose account is whose',
    tell: (name: string) => `Tell ${name}`,
    customer: 'The customer',
  },
  post: {
    somewhere: 'the channel',
    title: (customer: string, place: string) => `${customer}: not posted in ${place}`,
    because: {
      shared: (place: string) =>
        `${place} is shared with another organisation by now, so I show no customer there.`,
      'read-only': (place: string) => `An administrator set ${place} to be read-only in between.`,
      silent: (place: string) => `An administrator set ${place} to be silent in between.`,
      strangers: (place: string) => `A guest, or somebody I cannot look up, reads ${place} by now.`,
      elsewhere: (place: string) => `${place} is no longer where wins are posted.`,
      fault: (place: string) => `I could not post in ${place}: it takes no messages from me.`,
    },
    next: {
      share: 'Share it in another channel, or ask an administrator to open this one.',
      win: 'The win is kept, and everybody named in it was told. If the channel opens within four days it goes there with the wins of the day; else tell it yourself.',
    },
    why: { share: 'You shared it.', win: 'You told the win.' },
  },
  administrator: {
    asked: (name: string) => `${name} is told`,
    askedNext: 'They see the reason, and your words only as far as they may read them.',
    askedLink: 'They can link the account.',
    already: { say: 'It is there by now.', try: 'Nothing is left to tell an administrator.' },
    nobody: {
      say: 'I know no administrator whom I could tell.',
      try: 'Whoever runs me can name one: administrators have that role among the people of the CRM.',
    },
    why: (by: string) => `${by} asks for your help, and you are an administrator.`,
    refused: {
      title: (customer: string, system: string) =>
        `${customer}: ${system} refuses what was written`,
      who: (by: string, what: string) =>
        `${by} wrote ${what}, which is kept here and did not get there.`,
      text: (words: string) => `“${words}”`,
      next: (system: string, by: string) =>
        `Change in ${system} what it refuses; then ${by} presses “Try again”.`,
      answer: (by: string) => `Answer ${by}…`,
      what: { note: 'a note', task: 'a task', owner: 'a new owner', stage: 'a new stage' },
    },
    unreached: {
      title: (name: string) => `I cannot reach ${name}`,
      text: (by: string, name: string) =>
        `${by} wanted to tell ${name} something. They have not written to me yet, or I know no account of theirs.`,
      next: 'Link their account, or ask them to write to me once.',
    },
  },
};
