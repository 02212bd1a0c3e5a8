/** About times that were typed. */
export const timeStrings = {
  due: {
    unread: (words: string) => ({
      say: `I could not read “${words}” as a time.`,
      try: 'Try friday 3pm, tomorrow, in 2 hours or 12 dec.',
    }),
    past: (words: string, day: string) => ({
      say: `“${words}” has passed: that was ${day}.`,
      try: 'Name a time to come: tomorrow 9am.',
    }),
    span: (words: string, first: string, last: string) => ({
      say: `“${words}” begins on ${first} and ends on ${last}.`,
      try: 'Type the day that you mean.',
    }),
    slip: (words: string, meant: string, when: string) => ({
      say: `I could not read “${words}” as a time.`,
      try: `Do you mean ${meant}, ${when}? Then type it so.`,
    }),
  },
  noSuchDay: (words: string, month: string, days: string) => ({
    say: `There is no “${words}”: ${month} has ${days} days.`,
    try: 'Type a day that it has.',
  }),
  past: {
    near: (typed: string, meant: string, day: string) => ({
      say: `I could not read “${typed}” as a day.`,
      try: `Type ${meant} for ${day}.`,
    }),
    unread: (typed: string) => ({
      say: `I could not read “${typed}” as a day.`,
      try: 'Type a day such as monday, 12 nov or 2026-10-01, or last month.',
    }),
    ahead: (day: string) => ({
      say: `${day} is still to come.`,
      try: 'Name a day that has been: since monday.',
    }),
    order: (since: string, until: string) => ({
      say: `${since} is after ${until}.`,
      try: 'Swap the two days.',
    }),
    twice: (word: string) => ({
      say: `“${word}” was typed twice.`,
      try: 'Type it once, with one day.',
    }),
  },
};
