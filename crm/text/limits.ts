/** As many UTF-16 units as a typed text may have. Longer ones are refused with their words, and none is cut. */
export const LONGEST = {
  /** A task, a question, an answer, a reason: as much as Slack's form takes back. */
  text: 3000,
  /** All that is typed at once: more is kept as text where a command does so, else it is given back, and never read word by word. */
  typed: 4000,
  /** A note, which is added to where no form holds it. */
  note: 20_000,
  /** A win's headline; the rest of the words tells the difference. */
  headline: 200,
  /** A colleague, a department or a rotation. */
  name: 100,
  /** Words to search a timeline for. */
  search: 100,
  customer: 300,
  time: 60,
  /** `8:30`. */
  clock: 10,
  amount: 40,
  address: 500,
  /** Anything that arrives: a form that is filled in with more comes again. */
  arrival: 40_000,
} as const;

/** As many colleagues as one win credits; more are refused, and none is left out. */
export const MOST_CREDITS = 40;

/** Of an entry on the timeline: more of it is shown with "…". */
export const TITLE = 500;

/** Characters that a form holds in one field, whatever the platform. */
export const FORM_FIELD = 3000;
