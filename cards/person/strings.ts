import { listCommas } from '../view/plural.ts';

/** Words for administrators. */
export const adminStrings = {
  only: {
    say: 'That is for administrators.',
    try: 'Ask one of yours; “me” says who you are to me.',
  },
  channel: {
    title: (name: string) => `${name} and me`,
    here: { say: 'This is not a channel.', try: 'Type it in the channel that you want to set.' },
    mode: {
      open: 'Open: colleagues may ask, write and share here.',
      'read-only': 'Read-only: colleagues may ask here; nobody writes or posts anything from here.',
      silent: 'Silent: I neither answer nor post here.',
    },
    shared:
      'Another organisation reads this channel, so no customer is shown or posted here, whatever is set below.',
    department: (name: string) =>
      `It belongs to ${name}: what is handed to all of them, or asked of them, is put here once.`,
    noDepartment: 'It belongs to no department.',
    amounts: 'Amounts may be shown here, as far as everybody may see them.',
    noAmounts: 'No amounts are shown here.',
    set: { open: 'Open', 'read-only': 'Read-only', silent: 'Silent' },
    showAmounts: 'Show amounts',
    hideAmounts: 'Hide amounts',
    unread: (word: string) => ({
      say: `I could not read “${word}”.`,
      try: 'Type: channel open, channel read-only, channel silent, channel department sales, channel department none, channel amounts on, channel amounts off.',
    }),
    unknownDepartment: (word: string, known: readonly string[]) => ({
      say: `I know no department “${word}”.`,
      try: `There are: ${listCommas(known)}.`,
    }),
    readOnly: {
      say: 'This channel is set to be read-only: nothing is written or posted from here.',
      try: 'Do it in a direct message with me, or ask an administrator to open this channel.',
    },
    silent: { say: 'I am set to be silent in this channel.', try: 'Ask me in a direct message.' },
  },
};
