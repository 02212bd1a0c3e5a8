/** What administrators read. */
export const adminWords = {
  only: { say: 'That is for administrators.', try: 'Ask one of yours; `me` says who you are to me.' },
  audit: {
    title: 'Who saw what',
    about: (what: string) => `Who saw what · ${what}`,
    none: 'Nothing is on record for that.',
    older: 'Older',
    somebody: (account: string) => `somebody unknown (${account})`,
    where: { direct: 'privately', group: 'in a group', channel: 'in a channel', home: 'at home' } as Record<string, string>,
    action: {
      'look-up': 'looked at', search: 'searched', timeline: 'read the timeline of', 'open-entry': 'opened an entry of', share: 'shared', refused: 'was refused', follow: 'follows',
      form: 'filled in a form for', admin: 'set', note: 'noted on', handoff: 'handed over', task: 'set a task for', mention: 'asked about', win: 'told a win of', room: 'set the room of', settings: 'changed settings',
    } as Record<string, string>,
  },
  channel: {
    title: (name: string) => `${name} and me`,
    here: { say: 'This is not a channel.', try: 'Type it in the channel that you want to set.' },
    mode: {
      open: 'Open: colleagues may ask, write and share here.',
      'read-only': 'Read-only: colleagues may ask here; nothing is written or posted from here, by nobody.',
      silent: 'Silent: I neither answer nor post here.',
    },
    department: (name: string) => `It belongs to ${name}.`,
    noDepartment: 'It belongs to no department.',
    amounts: 'Amounts may be shown here, as far as everybody may see them.',
    noAmounts: 'No amounts are shown here.',
    set: { open: 'Open', 'read-only': 'Read-only', silent: 'Silent' },
    showAmounts: 'Show amounts', hideAmounts: 'Hide amounts',
    unread: (word: string) => ({ say: `I could not read “${word}”.`, try: 'Type: channel open, channel read-only, channel silent, channel department sales, channel department none, channel amounts on, channel amounts off.' }),
    unknownDepartment: (word: string, known: string) => ({ say: `I know no department “${word}”.`, try: `There are: ${known}.` }),
    readOnly: { say: 'This channel is set to be read-only: nothing is written or posted from here.', try: 'Do it in a direct message with me, or ask an administrator to open this channel.' },
    silent: { say: 'I am set to be silent in this channel.', try: 'Ask me in a direct message.' },
  },
};
