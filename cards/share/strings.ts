import { plural } from '../view/plural.ts';

/** Posting a customer where others read it. */
export const shareStrings = {
  title: (name: string, place: string) => `Share ${name} in ${place}?`,
  readers: (n: number, text: string) => `${text} ${plural(n, 'person', 'people')} will read it.`,
  guests: (n: number) => `${n} ${plural(n, 'guest is', 'guests are')} among them.`,
  unknown: (n: number) => `${n} of them ${plural(n, 'is', 'are')} in no directory.`,
  leftOut: (fields: string) => `Left out, since it may not be seen there: ${fields}.`,
  entriesLeftOut: (n: number) => `${n} ${plural(n, 'entry', 'entries')} of the newest`,
  nothingLeftOut: 'Nothing is left out.',
  looks: 'It will look like this:',
  yes: 'Share',
  no: 'Keep it to myself',
  by: (name: string) => `Shared by ${name}`,
  done: (name: string, place: string) => `${name} is shared in ${place}.`,
  follows: 'It appears there within a few seconds.',
  nothing: {
    say: 'I post no customer there: a guest or somebody I cannot look up reads it, or more people than I can check.',
    try: 'Share it in a channel with colleagues only, or send them the customer’s name: they can ask me themselves.',
  },
  direct: {
    say: 'This is between the two of us, so there is nobody to share it with.',
    try: 'Ask in the channel where you want to share it, and press Share there.',
  },
  closed: {
    say: 'This channel is set to be read-only for me.',
    try: 'Share it in another channel, or ask an administrator to open this one.',
  },
  noCustomer: { say: 'Share which customer?', try: 'Type the name after it: share acme.' },
};
