import { plural } from '../view/plural.ts';

/** Words on the digests of figures. */
export const digestStrings = {
  title: {
    day: (day: string) => `${day} · our customers`,
    week: (n: number) => `Week ${n} · our customers`,
    month: (month: string) => `${month} · our customers`,
  },
  late: (slot: string) => `Late: this was due ${slot}, while I was not running.`,
  change: {
    up: (n: string) => `▲ ${n}`,
    down: (n: string) => `▼ ${n}`,
    same: 'unchanged',
  },
  noFigures: 'No figure that you see here has data for these days.',
  noData: (names: string) => `No data: ${names}`,
  wentWell: 'Went well',
  won: {
    deal: (n: number) => `${n} ${plural(n, 'deal', 'deals')}`,
    renewal: (n: number) => `${n} ${plural(n, 'renewal', 'renewals')}`,
    save: (n: number) => `${n} ${plural(n, 'save', 'saves')}`,
    'turn-around': (n: number) => `${n} ${plural(n, 'turn-around', 'turn-arounds')}`,
    other: (n: number) => `${n} other ${plural(n, 'win', 'wins')}`,
  },
  thanks: (names: string) => `thanks to ${names}`,
  others: (n: number) => `${n} ${plural(n, 'other', 'others')}`,
  needs: 'Needs somebody',
  lateHandoffs: (n: string, count: number) => `${n} ${plural(count, 'handoff', 'handoffs')} late`,
  in: (n: string, department: string) => `${n} in ${department}`,
  nothing: 'Nothing waits for anybody.',
  asOf: (when: string) => `As of ${when}`,
  buttons: {
    figures: 'All figures',
    why: 'Why?',
    settings: 'Pause · Edit',
    pause: 'Pause',
    resume: 'Resume',
    stop: 'Stop',
  },
  settings: {
    on: (place: string) => `${place} has a digest`,
    made: (place: string) => `${place} gets a digest`,
    paused: (place: string) => `The digest of ${place} is paused`,
    stopped: (place: string) => `The digest of ${place} is stopped`,
    again: 'Type digest there to have one again.',
    comes: (when: string, zone: string) => `Comes ${when} (${zone})`,
    every: {
      day: (days: string, clock: string) => `${days} at ${clock}`,
      week: (day: string, clock: string) => `every ${day} at ${clock}`,
      month: (date: string, clock: string) => `on the ${date} of each month at ${clock}`,
    },
    workdays: 'every working day',
    next: (when: string) => `Next: ${when}`,
    readers: (n: number) => `${n} ${plural(n, 'person reads', 'people read')} it there`,
    by: (name: string) => `Set up by ${name}`,
    figures: (names: string) => `Figures: ${names}`,
  },
  problem: {
    gone: {
      say: 'That digest is no longer here.',
      try: 'Type digest in the channel to set one up.',
    },
    busy: {
      say: 'Somebody else changed it at the same moment.',
      try: 'Look at it again, then change it.',
    },
    direct: {
      say: 'A digest goes to a channel, and this is none.',
      try: 'Type digest in the channel that should get it.',
    },
  },
};
