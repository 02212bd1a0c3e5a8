import { plural } from '../view/plural.ts';

/** Words on following a customer, and in a customer's room. */
export const roomStrings = {
  whichCustomer: {
    say: 'Which customer?',
    try: 'Type the name after it. In a customer’s room no name is needed: room acme makes a channel one.',
  },

  follow: {
    started: (customer: string) => `You follow ${customer}`,
    stopped: (customer: string) => `You follow ${customer} no more`,
    neverDid: (customer: string) => ({
      say: `You did not follow ${customer}.`,
      try: 'Type follow to see whom you follow.',
    }),
    startedHere: (customer: string, place: string) => `${place} follows ${customer}`,
    stoppedHere: (customer: string, place: string) => `${place} follows ${customer} no more`,
    tells:
      'I tell you, privately, of urgent and reopened tickets, deals won and lost, a very unhappy answer, a new owner or stage, a renewal 30 days ahead, and if they leave.',
    tellsHere:
      'I post here when a ticket turns urgent or is reopened, a deal is won or lost, somebody is very unhappy, the owner or stage changes, a renewal is 30 days ahead, or they leave.',
    readers: (n: number, text: string) =>
      `${text} ${plural(n, 'person reads', 'people read')} it there, and only what all of them may see.`,
    none: 'You follow nobody yet. Type follow and a customer’s name.',
    list: 'You follow',
    here: 'For this channel too',
    start: 'Follow',
    stop: 'Unfollow',
    stopHere: 'Stop here',
    why: (customer: string) => `You follow ${customer}.`,
    whyHere: (place: string, customer: string) => `${place} follows ${customer}.`,
    event: {
      urgent: (customer: string) => `${customer}: urgent ticket`,
      reopened: (customer: string) => `${customer}: ticket reopened`,
      won: (customer: string) => `${customer}: deal won`,
      lost: (customer: string) => `${customer}: deal lost`,
      left: (customer: string) => `${customer} leaves us`,
      unhappy: (customer: string) => `${customer}: very unhappy answer`,
      renewal: (customer: string) => `${customer} renews soon`,
      owner: (customer: string) => `${customer} has a new owner`,
      stage: (customer: string) => `${customer}: another stage`,
    },
    renews: (day: string, distance: string) => `Renews ${day}, ${distance}.`,
    owner: (name: string) => `Now with ${name}.`,
    stage: (stage: string) => `Now: ${stage}.`,
    noOwner: 'Nobody owns them now.',
  },

  room: {
    owner: (name: string) => `Owner ${name}`,
    noOwner: 'no owner',
    urgent: (n: number, text: string) => `${text} open urgent ${plural(n, 'ticket', 'tickets')}`,
    calm: 'No open urgent tickets',
    nameless:
      'In this channel “note …”, “timeline” or “task …” need no customer’s name. I keep this up to date.',
    title: (customer: string) => `${customer} · this room`,
    preview: (place: string, customer: string) => `Make ${place} the room of ${customer}?`,
    instead: (customer: string) => `It is ${customer}’s room now; that ends.`,
    readers: (n: number, text: string) =>
      `${text} ${plural(n, 'person', 'people')} will read this, and it stays up to date:`,
    yes: 'Make it the room',
    no: 'Not now',
    opened: (place: string, customer: string) => `${place} is ${customer}’s room`,
    opens: 'Their line appears there within a few seconds. What is typed there needs no name.',
    close: 'Close the room',
    closed: (place: string) => `${place} is nobody’s room any more`,
    reopen: 'Type room and a customer’s name to make it one again.',
    hidden: 'A customer’s room',
    guests:
      'I show nothing of the customer while a guest, or somebody I cannot look up, reads this channel.',
    over: 'This was a customer’s room',
    none: {
      say: 'This channel is nobody’s room.',
      try: 'Type room and a customer’s name: their line is kept here, and what is typed here needs no name.',
    },
  },

  problem: {
    direct: {
      say: 'This is between the two of us, not a channel.',
      try: 'Type it in the channel that it is for.',
    },
    closed: {
      say: 'This channel is set to be read-only for me.',
      try: 'Do it in another channel, or ask an administrator to open this one.',
    },
    outsiders: {
      say: 'I post no customer there: a guest or somebody I cannot look up reads it, or more people than I can check.',
      try: 'Use a channel with colleagues only.',
    },
    thisChannel: 'This channel',
  },
};
