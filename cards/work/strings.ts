import { plural } from '../view/plural.ts';

/** Words on questions to colleagues, and on open work. */
export const workStrings = {
  ask: {
    title: (customer: string, from: string) => `${customer}: ${from} asks you`,
    asksDepartment: (from: string, department: string) =>
      `${from} asks ${department}. One answer is enough.`,
    titleTo: (customer: string, from: string, to: string) => `${customer}: ${from} asks ${to}`,
    away: (who: string, day: string) => `${who} is away until ${day}.`,
    awayAsk: (who: string, day: string, other: string) =>
      `${who} is away until ${day}. ${other} may know.`,
    enough: 'One answer is enough.',
    lineTo: (from: string, to: string, customer: string) => `${from} asks ${to} about ${customer}`,
    hidden: {
      title: 'A question stood here',
      text: 'Somebody reads here who may see no customer. It waits for you in work.',
    },
    asksTeam: (from: string) => `${from} asks everybody who works with them. One answer is enough.`,
    line: (from: string, customer: string) => `${from} asks you about ${customer}`,
    why: {
      person: (from: string) => `${from} mentioned you.`,
      department: (department: string) => `You are in ${department}.`,
      channel: (department: string) => `This is the channel of ${department}.`,
      team: 'You own this customer, or worked with them in the last 30 days.',
      answer: 'You asked.',
    },
    answer: 'Answer',
    onIt: 'I take it',
    onItWords: 'I take it.',
    customer: 'Customer',
    again: 'Reply',
    answered: (who: string, when: string) => `${who} answered ${when}`,
    answers: (customer: string, who: string) => `${customer}: ${who} answers`,
    answersLine: (who: string, customer: string) => `${who} answers on ${customer}`,
    youAsked: (words: string) => `You asked: “${words}”`,
    said: (words: string) => `“${words}”`,
    sent: (who: string, customer: string) => `Asked ${who} about ${customer}`,
    sentNext:
      'Their answer comes to you. It stands on the timeline, where every colleague can see it.',
    answerSent: (who: string) => `${who} gets your answer now.`,
    entry: (from: string, to: string, words: string) => `${from} asks ${to}: ${words}`,
    answerEntry: (who: string, from: string, words: string) => `${who} answers ${from}: ${words}`,
    nobodyElse: 'the team',
    people: (n: number) => `${n} ${plural(n, 'colleague', 'colleagues')}`,
    beyond: (left: number) =>
      `${left} more ${plural(left, 'colleague is', 'colleagues are')} not asked. Ask them by name: tell @kim acme …`,
    beyondDepartment: (left: number, department: string) =>
      `${left} more ${plural(left, 'colleague is', 'colleagues are')} not asked. Give the department a channel, where everybody reads it: an administrator types “channel department ${department}” there.`,
    form: {
      title: 'Ask a colleague',
      who: 'Who?',
      team: 'Or a whole team',
      everybody: 'Everybody who works with the customer',
      words: 'What?',
      submit: 'Ask',
      answerTitle: 'Your answer',
      answer: 'Answer',
      answerSubmit: 'Send',
    },
    problem: {
      noWho: {
        say: 'Whom shall I tell?',
        try: 'Type it like this: tell @kim acme can you look at the export?',
      },
      noWords: {
        say: 'What shall I tell them?',
        try: 'Type it after the customer: tell @support acme “can you look at the export?”',
      },
      self: {
        say: 'That would be you.',
        try: 'To remember something yourself: task acme call them by friday 3pm.',
      },
      emptyTeam: {
        say: 'Nobody else has worked with them in the last 30 days.',
        try: 'Name a colleague or a department: tell @support acme …',
      },
      emptyDepartment: (department: string) => ({
        say: `Nobody else is active in ${department}.`,
        try: 'Name a colleague instead.',
      }),
      gone: {
        say: 'That question is no longer here.',
        try: 'Open the customer’s timeline: it stands there.',
      },
      notYours: {
        say: 'That question was put to somebody else.',
        try: 'Write a note on the customer instead.',
      },
      busy: { say: 'Somebody else is answering right now.', try: 'Open it again in a moment.' },
    },
  },
  /** A name that may be several people's, a customer's among them. */
  whose: {
    title: (ref: string) => `“${ref}” could be several`,
    customer: 'Customer',
    show: 'Show',
    more: (n: number) => `and ${n} more: type the full name or the e-mail address`,
    nobody: (ref: string) => ({
      say: `I know no colleague called “${ref}”.`,
      try: 'Use their full name or work e-mail address, or name a department: support, sales.',
    }),
    near: 'Did you mean',
    nobodyAtAll: (ref: string) => `I know no customer and no colleague called “${ref}”.`,
    tryBoth:
      'Try the customer’s domain, or the colleague’s full name or work e-mail address; a department works too.',
  },
  /** Open work of a colleague, of a department or on a customer. */
  openWork: {
    kinds: { tasks: 'tasks', promises: 'promises', handoffs: 'handoffs' },
    onlyLate: 'late',
    lateOf: (late: string, open: string) => `${late} of ${open} open`,
    orMore: (n: string) => `${n}+`,
    none: 'Nothing is open.',
    noneLate: (n: number, text: string) =>
      `Nothing is late; ${text} ${plural(n, 'is', 'are')} open.`,
    task: 'Task',
    promise: 'Promise',
    handoff: 'Handoff',
    all: 'All that is open',
    tickets: 'Open tickets',
    card: 'Customer’s card',
  },
  work: {
    waits: (n: number, text: string) =>
      `${text} ${plural(n, 'thing waits', 'things wait')} for you`,
    nothing: 'Nothing waits for you',
    quiet:
      'Tasks, handoffs and questions for you will stand here. Type a customer’s name to begin with one.',
    handoff: 'Handoff',
    offered: 'Handoff offered',
    promise: 'Promise',
    kept: 'Kept',
    mention: 'Question',
    draft: 'Not finished',
    asked: 'Question on your handoff',
    from: (name: string) => `from ${name}`,
    due: (when: string) => `due ${when}`,
    late: (when: string) => `⚠ late since ${when}`,
    mine: 'You own',
    changed: (text: string) => `${text} new since yesterday`,
    unchanged: 'nothing new since yesterday',
    accept: 'Accept',
    open: 'Open',
    done: 'Done',
    answer: 'Answer',
    finish: 'Finish',
    throwAway: 'Throw away',
    thrownAway: 'Thrown away.',
    show: 'Show',
    draftOf: (author: string) => `from ${author}’s message`,
  },
};
