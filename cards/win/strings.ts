import { listAnd, listSome, plural } from '../view/plural.ts';

/** The evidence behind a part that no record proves. */
const often = (n: number): string => (n > 1 ? `, ${n} entries` : '');

export const winStrings = {
  /** The author's words begin in lower case where they go on from the name: `Acme renewed for 3 years`. */
  headline: (customer: string, what: string) => {
    if (what.toLowerCase().startsWith(customer.toLowerCase())) return what;
    return /^\p{Ll}/u.test(what) ? `${customer} ${what}` : `${customer}: ${what}`;
  },
  title: (headline: string) => `🎉 ${headline}`,
  kind: {
    deal: 'Deal',
    renewal: 'Renewal',
    save: 'Saved',
    'turn-around': 'Turned around',
    other: 'Went well',
  },
  ranked: {
    deal: 'deal',
    renewal: 'renewal',
    save: 'save',
    'turn-around': 'turn-around',
    other: 'win',
  },
  /** Further down nobody counts. */
  rank: (rank: number | null, what: string) => {
    const place = [null, 'the biggest', 'the second biggest', 'the third biggest'][rank ?? 0];
    return place ? `${place} ${what} this quarter` : null;
  },
  difference: 'What made the difference',
  /** Proposed from the records, in whole sentences. */
  made: {
    promise: (what: string, name: string | null) =>
      name ? `${name} kept a promise: ${what}.` : `A promise was kept: ${what}.`,
    urgent: (tickets: number, days: number) =>
      `${plural(tickets, 'An urgent ticket was', `${tickets} urgent tickets were`)} solved within ${plural(days, 'a day', `${days} days`)}.`,
  },
  with: (names: string) => `With ${names}`,
  /** `Ana Ruiz (Sales)`. */
  one: (name: string, department: string) => `${name} (${department})`,
  unnamed: (n: number) => plural(n, 'a colleague', `${n} colleagues`),
  nobody: 'Nobody is named yet.',
  by: (name: string) => `Told by ${name}`,
  pictureLeftOut: 'The picture is left out: it could not be fetched from where it is.',
  pictureFrom: (host: string) => `With the picture from ${host}`,
  and: listAnd,
  part: (part: string, n: number) =>
    (
      ({
        won: plural(n, 'won the deal', `won ${n} deals`),
        renewed: plural(n, 'won the renewal', `won ${n} renewals`),
        closed: `solved ${n} ${plural(n, 'ticket', 'tickets')}`,
        'closed-urgent': plural(n, 'solved the urgent ticket', `solved ${n} urgent tickets`),
        'stood-by': 'was there when it was hard',
        sourced: 'sourced the lead',
        sold: `won them over${often(n)}`,
        onboarded: `onboarded them${often(n)}`,
        solved: `took care of ${n} ${plural(n, 'ticket', 'tickets')}`,
        answered: `answered their questions${often(n)}`,
        built: 'made the product fit',
        'looked-after': `looked after them${often(n)}`,
        settled: 'settled the terms',
        ran: 'kept things running',
        helped: 'helped',
      }) as Record<string, string>
    )[part] ?? 'helped',
  automatic: {
    what: {
      deal: 'signed',
      renewal: (day: string | null) => (day === null ? 'renewed' : `renewed until ${day}`),
      expansion: 'bought more',
      save: 'is no longer at risk',
      cameBack: 'came back',
      praise: (score: string, best: string) => `gave us ${score} of ${best}`,
    },
    entry: (what: string) => `Celebrated: ${what}`,
    by: 'Celebrated by itself, by what the records say',
    line: (customer: string, what: string) => `${customer} ${what}: you had a part in it`,
    why: 'The timeline names you in what is celebrated.',
    kind: {
      deal: 'Deals won',
      renewal: 'Renewals',
      expansion: 'Expansions',
      save: 'Saves',
      praise: 'Praise by a customer',
      target: 'Targets that are reached',
    },
    pace: {
      rules: 'big ones at once, small ones in the daily post',
      'at-once': 'at once',
      daily: 'in the daily post',
      off: 'off',
    },
    title: { on: 'Celebrations are on', off: 'Celebrations are off' },
    about:
      'Posted where wins are, once, with everybody whom the timeline names; taken back where it turns. History is never announced.',
    noChannel: 'No channel for wins is set: type win channel in it first.',
    dryRun: (n: number, text: string, parts: string) =>
      n === 0
        ? 'It would have posted nothing in the last 30 days.'
        : `It would have posted ${text} in the last 30 days: ${parts}.`,
    part: (kind: string, n: string) => `${kind} ${n}`,
    how: 'Administrators type celebrations on, celebrations off, or celebrations praise at once, daily or off.',
    unread: (words: string) => ({
      say: `I do not understand “${words}”.`,
      try: 'Type celebrations on, celebrations off, or celebrations praise at once, daily, rules or off.',
    }),
    targetPace: {
      say: 'A target that is reached is posted at once, or not at all.',
      try: 'Type celebrations targets at once, or celebrations targets off.',
    },
    buttons: { on: 'Switch them on', off: 'Switch them off' },
    target: {
      title: (figure: string, value: string) => `🎉 ${figure} reached ${value}`,
      about: (target: string) => `Target ${target}`,
      thanks: (people: string, departments: string) =>
        people === ''
          ? `Thanks to everybody who moves it: ${departments}`
          : `Thanks to ${people}, and to everybody who moves it: ${departments}`,
      why: 'A shared figure reached its target.',
    },
  },
  buttons: {
    thank: (n: string | null) => (n === null ? '👏 Thank them' : `👏 Thank them · ${n}`),
    thankOne: (customer: string, n: string | null) =>
      n === null ? `👏 ${customer}` : `👏 ${customer} · ${n}`,
    add: 'Add somebody',
    story: 'The story',
    post: 'Post it',
    keep: 'Keep it',
    change: 'Change it',
    correct: 'Correct',
    retract: 'Take it back',
    addTo: 'Add to it',
    another: 'It is another win',
    timeline: 'Timeline',
    wins: 'All wins',
  },
  form: {
    title: 'A win',
    customer: 'Customer',
    next: 'Next',
    correct: 'Correct the win',
    add: 'Add somebody',
    what: 'What happened',
    whatPlaceholder: 'renewed for 3 years',
    kind: 'Kind',
    kinds: {
      deal: 'A deal',
      renewal: 'A renewal',
      save: 'A save: they were about to leave',
      'turn-around': 'A turn-around: from angry to glad',
      other: 'Something else',
    },
    credits: 'Who made it happen',
    creditsHint:
      'Proposed from the last year: deals, tickets and the timeline of every department. Take out whoever does not belong.',
    also: 'Also',
    alsoTyped: 'One a line, and what for: Raj: moved the data link up',
    alsoFor: 'What these did',
    alsoForHint: 'Said of all under “Also”. “Add somebody” under the post takes one at a time.',
    who: 'Who had a part in it',
    for: 'For what',
    forPlaceholder: 'moved the data link up',
    difference: 'What made the difference',
    amount: 'Amount',
    amountHint: 'Such as €144,000 or 144000 EUR',
    picture: 'Picture',
    pictureHint:
      'The address of a picture that everybody may open, beginning with https://. Where Slack or Teams cannot fetch it, the post says so.',
    submit: 'Look at it',
    save: 'Save',
    addSubmit: 'Add',
  },
  preview: {
    title: (customer: string, place: string) => `${customer}: post this win in ${place}?`,
    keepTitle: (customer: string) => `${customer}: keep this win?`,
    hidden: 'The amount is left out, since not everybody there may see it.',
    leftOut: (pieces: readonly string[]) =>
      `Left out of your words, since it may be money: ${listAnd(pieces.map((piece) => `“${piece}”`))}.`,
    unnamed: (n: number) =>
      `${n} ${plural(n, 'person does', 'people do')} not want to be named: it says “a colleague”.`,
    small: 'It is gathered with the other small ones into one post on the next weekday afternoon.',
    evidence: 'Who had a part, by the records',
    told: (n: number) =>
      n === 0
        ? ''
        : `${n} ${plural(n, 'colleague is', 'colleagues are')} told in private that they are thanked.`,
    noChannel:
      'There is no wins channel yet, so nobody reads it there. It stands on the timeline and in “wins”. An administrator makes a channel the one by typing “win channel” in it.',
    closed: (place: string) =>
      `${place} takes no posts of mine right now, so it stands on the timeline and in “wins” alone.`,
    strangers: (place: string) =>
      `In ${place} reads a guest or somebody I cannot look up, so it is not posted there. It stands on the timeline and in “wins”.`,
  },
  done: {
    posted: (customer: string, place: string) => `${customer}: the win is on its way to ${place}.`,
    small: (customer: string, place: string) =>
      `${customer}: the win goes into the next afternoon’s post in ${place}.`,
    kept: (customer: string) => `${customer}: the win is kept.`,
    next: 'You can still correct it or take it back: the post changes with it.',
    corrected: (customer: string) => `${customer}: the win is corrected.`,
    follows: 'The post follows within a few seconds.',
    retracted: (customer: string) => `${customer}: the win is taken back.`,
    added: (customer: string) => `${customer}: added to the win.`,
    nothingNew: (customer: string) => `${customer}: all of that stands there already.`,
  },
  retracted: {
    title: (customer: string) => `${customer}: this win was taken back`,
    text: 'It did not hold. Thanks to everybody who worked on it all the same.',
  },
  confirm: {
    title: 'Take this win back?',
    text: 'The post then says so, and it no longer counts.',
    yes: 'Yes, take it back',
    no: 'Keep it',
  },
  confirmPost: {
    title: (place: string) => `Post this win in ${place}?`,
    text: (readers: string, told: string) => [readers, told].filter(Boolean).join(' '),
    yes: 'Post it',
    no: 'Not yet',
  },
  duplicate: {
    title: (author: string, when: string, customer: string) =>
      `${customer}: ${author} posted this ${when}. Add to it?`,
    somebody: 'a colleague',
    theirs: 'It says:',
    adds: (n: number) =>
      n === 0
        ? 'Everybody you would name is thanked there already.'
        : `Would add ${n} ${plural(n, 'colleague', 'colleagues')}.`,
  },
  thanks: {
    done: (names: string) => `You thanked ${names}.`,
    already: (names: string) => `You already thanked ${names}.`,
    more: (n: number) => `${n} more`,
    yourself: 'This one is yours alone: the thanks are for others to give.',
    count: (n: number, text: string) =>
      `${text} ${plural(n, 'colleague has', 'colleagues have')} said thanks.`,
    them: 'them',
  },
  told: {
    title: (customer: string, author: string) => `${customer}: ${author} thanks you`,
    line: (customer: string, what: string, author: string) =>
      `${author} thanks you for ${customer}: ${what}`,
    why: (author: string) => `${author} named you in a win.`,
    for: (what: string) => `You: ${what}.`,
    headline: (headline: string) => headline,
    takenBack: (customer: string) => `${customer}: a win was taken back`,
    takenBackMore: 'You were thanked for it. What you did for them stands on the timeline.',
  },
  story: {
    title: (customer: string) => `${customer}: the story`,
    thanks: (names: string) => `Thanked by ${names}`,
    told: 'Told',
    none: 'Nobody has said thanks yet.',
  },
  daily: {
    title: (n: number) => plural(n, '🎉 Also today: a win', `🎉 Also today: ${n} wins`),
    none: 'The small wins of this day were taken back',
  },
  list: {
    title: (month: string) => `Wins in ${month}`,
    counts: (n: number, text: string) => `${text} ${plural(n, 'win', 'wins')}`,
    saves: (n: number) => `${n} ${plural(n, 'save', 'saves')}`,
    turnArounds: (n: number) => `${n} ${plural(n, 'turn-around', 'turn-arounds')}`,
    across: 'Who helped whom',
    told: 'What was told',
    helped: (from: string, to: string) => `${from} helped ${to}`,
    had: (people: number, departments: number) =>
      `${people} ${plural(people, 'colleague', 'colleagues')} of ${departments} ${plural(departments, 'department', 'departments')} had a part`,
    instead: (month: string) => `No win was told in ${month} yet, so this is the month before.`,
    empty: (month: string | null) =>
      `${month ? `No win was told in ${month}` : 'No win was told this month yet'}. Tell one: win acme renewed for 3 years.`,
    unread: (typed: string) => ({
      say: `I could not read “${typed}” as a month.`,
      try: 'Write it as october, october 2025 or 2025-10, or type “wins” for this one.',
    }),
    earlier: 'Month before',
    later: 'Month after',
    yours: 'Open one to correct it or take it back.',
  },
  entry: {
    title: (author: string, what: string) => `${author} tells a win: ${what}`,
    retracted: (what: string) => `Win taken back: ${what}`,
    somebody: 'A colleague',
  },
  channel: {
    set: (place: string) => ({
      title: `Wins are posted in ${place} from now on.`,
      text: 'Big ones at once, the small ones of a day in one post on weekday afternoons. Type “win channel off” to end it.',
    }),
    off: {
      title: 'Wins are posted nowhere from now on.',
      text: 'They stand on the timelines and in “wins”.',
    },
    notAdministrator: {
      say: 'Which channel wins are posted in is for an administrator to say.',
      try: 'Ask yours to type “win channel” there.',
    },
    notHere: {
      say: 'This is no channel.',
      try: 'Type “win channel” in the channel where wins should be posted.',
    },
    strangers: {
      say: 'A guest reads this channel, or somebody I cannot look up, so I post no customers here.',
      try: 'Choose a channel with colleagues only.',
    },
  },
  problem: {
    gone: {
      say: 'That win is no longer there, or was taken back.',
      try: 'Type “wins” to see those of the month.',
    },
    notYours: {
      say: 'A win is changed by whoever told it, or by a manager.',
      try: 'Ask them, or add somebody to it with “Add somebody”.',
    },
    noColleague: (name: string) => ({
      say: `I know no colleague called “${name}”.`,
      try: 'Use their name or work e-mail address.',
    }),
    nobodyAlso: {
      say: '“What these did” is said of nobody yet.',
      try: 'Choose under “Also” who did this, or empty it.',
    },
    severalColleagues: (name: string, found: readonly string[]) => ({
      say: `“${name}” may be ${listSome(found)}.`,
      try: 'Write the whole name or the e-mail address.',
    }),
    tooMany: (named: number, most: number) => ({
      say: `${named} colleagues are named, and one win credits at most ${most}.`,
      try: 'Nothing is stored. Name fewer and send it again.',
    }),
    unreadAmount: (typed: string) => ({
      say: `I could not tell how much “${typed}” is, or in which currency.`,
      try: 'Write it as €144,000 or 144000 EUR, or leave it empty.',
    }),
    amount: (typed: string) => ({
      say: `I could not read “${typed}” as an amount.`,
      try: 'Write it as €144,000 or 144000 EUR, or leave it empty.',
    }),
    picture: {
      say: 'A picture’s address begins with https://.',
      try: 'Use the address of a picture on the web, or leave it empty.',
    },
    draftGone: {
      say: 'That draft is older than your newest one, or was posted.',
      try: 'Type “win” and the customer’s name to begin again.',
    },
    busy: { say: 'Several people change this win at this moment.', try: 'Press once more.' },
  },
};
