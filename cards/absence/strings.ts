import { plural } from '../view/plural.ts';

/** Words on being away, and on who covers. */
export const absenceStrings = {
  set: (until: string) => `You are away until ${until}`,
  covers: (who: string) => `${who} gets what is handed to you until then.`,
  noCover: 'What is handed to you goes to your department until then.',
  waiting: (n: number) =>
    `${n} ${plural(n, 'handoff waits', 'handoffs wait')} for you: hand them on before you go.`,
  held: (n: number) =>
    `${n} ${plural(n, 'thing', 'things')} that others gave you ${plural(n, 'is', 'are')} due before you are back: they are told, and who could take it.`,
  coming: (from: string, until: string) => `You will be away from ${from} until ${until}`,
  present: 'You are not away.',
  how: 'Type for example: away until monday cover @lea.',
  over: 'I am back',
  stay: 'I am not going',
  back: 'You are back: what is handed to you comes to you again.',
  noUntil: {
    say: 'Until when are you away?',
    try: 'Type it like this: away until monday, or away until 2 jan cover @lea. Back earlier: away off.',
  },
  dayOff: {
    holiday: (day: string, who: string | null) =>
      `${day} is a holiday ${who ? `for ${who}` : 'here'}.`,
    'day-off': (day: string, who: string | null) =>
      `${day} is a day off${who ? ` for ${who}` : ''}.`,
  },
  selfCover: {
    say: 'You cannot stand in for yourself.',
    try: 'Name a colleague: away until monday cover @lea.',
  },
};

export const holidayStrings = {
  title: (zone: string) => `Holidays in ${zone}`,
  none: 'None are set for the next twelve months.',
  how: 'They do not count towards the time for what is handed over. An administrator sets them: holidays Europe/Berlin 25 dec, 26 dec, 1 jan; and takes them off: holidays Europe/Berlin not 26 dec.',
  unread: (words: string) => ({
    say: `I could not read “${words}” as a day.`,
    try: 'Type days with commas between them: holidays 25 dec, 26 dec; or a country: holidays germany, holidays de-by.',
  }),
  propose: 'Propose a country’s holidays',
  proposed: (country: string, zone: string) => `Public holidays of ${country}, for ${zone}`,
  check:
    'Nothing is set yet. Check them: what is not observed where you are can be taken off later with “not”.',
  notYours: 'Nothing is set. An administrator can add them.',
  allSet: 'All of the next twelve months are set already.',
  add: (n: number, text: string) => `Add ${plural(n, 'this day', `these ${text} days`)}`,
  unknownCountry: {
    say: 'I cannot tell which country’s holidays you have.',
    try: 'Type its name: holidays germany.',
  },
};
