import type { Wish } from '../../crm/goal/rules.ts';

/** Words on the goals of a customer. */
export const goalStrings = {
  title: (customer: string) => `${customer} · goal`,
  button: 'Goal',
  none: 'No goal is set for them.',
  howTo: 'Type goal acme renew with 40 seats by 1 Dec: every department sees it on the card.',
  by: (day: string, fromToday: string) => `by ${day}, ${fromToday}`,
  late: (day: string, fromToday: string) => `was due ${day}, ${fromToday}`,
  set: (name: string, when: string) => `set by ${name}, ${when}`,
  onCard: (what: string) => `Goal ${what}`,
  of: (department: string) => `of ${department}`,
  history: 'Before',
  earlier: (what: string, name: string, when: string) => `${what} · ${name}, ${when}`,
  closed: {
    reached: (what: string, name: string, when: string) => `Reached: ${what} · ${name}, ${when}`,
    withdrawn: (what: string, name: string, when: string) =>
      `Withdrawn: ${what} · ${name}, ${when}`,
  },
  done: {
    set: 'Set. Every department sees it on the card.',
    changed: 'Changed. The earlier words stay below.',
    same: 'It says so already.',
    reached: 'Reached. It stays in the history.',
    withdrawn: 'Withdrawn. It stays in the history.',
    closed: 'It is closed already.',
  },
  conflict: {
    wants: (
      one: { department: string; wish: string },
      other: { department: string; wish: string },
    ) => `${one.department} wants ${one.wish}, ${other.department} ${other.wish}`,
    seats: (n: string) => `${n} seats`,
    agree: (names: string) => `Agree on one before either of you reaches out: ${names}.`,
    line: (customer: string, words: string) => `${customer} · ${words}`,
    why: 'Your department’s goal for this customer and another one’s pull apart.',
    wish: {
      'more-seats': 'more seats',
      'fewer-seats': 'fewer seats',
      'bigger-plan': 'a bigger plan',
      'smaller-plan': 'a smaller plan',
      'more-products': 'more products',
      'fewer-products': 'fewer products',
      'higher-price': 'a higher price',
      'lower-price': 'a lower price',
      'longer-term': 'a longer term',
      'shorter-term': 'a shorter term',
      stay: 'them to stay',
      leave: 'them to leave',
      'more-contact': 'more contact',
      'less-contact': 'less contact',
    } satisfies Record<Wish, string>,
  },
  buttons: {
    set: 'Set a goal',
    change: 'Change',
    reached: 'Reached',
    withdraw: 'Withdraw',
    open: 'Open the goals',
  },
  confirm: {
    title: 'Withdraw the goal?',
    text: 'It leaves the card of every department and stays in the history.',
    yes: 'Withdraw it',
    no: 'Keep it',
  },
  form: {
    title: 'Goal for a customer',
    customer: 'Customer',
    what: 'Goal',
    hint: 'The outcome that the customer has of it',
    due: 'By when',
    submit: 'Save',
  },
  entry: {
    set: (name: string, what: string) => `${name} set the goal: ${what}`,
    changed: (name: string, what: string) => `${name} changed the goal: ${what}`,
    reached: (name: string, what: string) => `${name}: goal reached: ${what}`,
    withdrawn: (name: string, what: string) => `${name} withdrew the goal: ${what}`,
    due: (day: string) => `By ${day}`,
  },
  problem: {
    profit: {
      say: 'Which customer outcome brings it? Profit alone is no goal for a customer.',
      try: 'Say the outcome that they have of it, such as “all teams live, renew with 40 seats”.',
    },
    noWhat: {
      say: 'The goal’s words are missing.',
      try: 'Type goal acme renew with 40 seats by 1 Dec.',
    },
    gone: { say: 'That goal is no longer here.', try: 'Type goal and the customer’s name.' },
    busy: {
      say: 'Somebody changes this goal at the same moment.',
      try: 'Look at it, and try again.',
    },
    notYours: (department: string) => ({
      say: `That is the goal of ${department}.`,
      try: 'Its colleagues, the customer’s owner or a manager change it. Set your own department’s goal beside it, or talk to them.',
    }),
    noneOpen: { say: 'No goal is open for them.', try: 'Type goal acme and the words of one.' },
  },
};
