/** Lists of customers that somebody gave a name. */
export const savedListStrings = {
  title: 'Your lists',
  none: 'You have kept no list yet.',
  how: 'Type customers at risk as danger zone, and list danger zone shows it again.',
  typed: (words: string) => `customers ${words}`,
  show: (name: string) => `Show ${name}`,
  save: 'Keep this list',
  remove: 'Remove this list',
  all: 'Your lists',
  saved: (name: string, before: string | null) =>
    `Kept. Type list ${name} to see it again.${before ? ` It stands in place of: ${before}.` : ''}`,
  removed: (name: string) => `Removed: ${name}`,
  form: {
    title: 'Keep this list',
    name: 'Name',
    hint: 'For example danger zone',
    submit: 'Keep it',
  },
  unknown: (name: string, known: string | null) => ({
    say: `You have no list called “${name}”.`,
    try: known === null ? 'Type lists to see those that you kept.' : `You have these: ${known}.`,
  }),
  noName: {
    say: 'The name is missing, or it is too long.',
    try: 'Give it a name of up to 60 characters: customers at risk as danger zone.',
  },
  tooMany: (most: number) => ({
    say: `You have kept ${most} lists, which is as many as there is room for.`,
    try: 'Type lists, and remove one first.',
  }),
};
