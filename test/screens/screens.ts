/** A picture of `docs/screens`: a person, their words and place, and the buttons that they press then. */
export interface Screen {
  name: string;
  person: string;
  place?: string;
  says?: string;
  presses?: readonly string[];
  /** A message that comes by itself, by words that it has. */
  waitsFor?: string;
}

const SIGNED = 'Signed on Friday, starts 1 Dec';

/** The twelve messages that were sketched first, in their order, and the line that follows a handoff. */
export const SCREENS: readonly Screen[] = [
  { name: '01-customer', person: 'Ana Ruiz', says: 'customer acme industries' },
  { name: '02-which-one', person: 'Ana Ruiz', says: 'note acme: call them on Friday' },
  { name: '03-across-customers', person: 'Ana Ruiz', says: 'customers at risk' },
  { name: '04-not-sure', person: 'Ana Ruiz', says: 'acme friday' },
  { name: '05-promises', person: 'Ana Ruiz', says: 'promises' },
  { name: '06-timeline', person: 'Ana Ruiz', says: 'timeline acme industries' },
  {
    name: '07-note',
    person: 'Ana Ruiz',
    says: 'note acme industries CFO wants one invoice a year',
  },
  {
    name: '08-handoff',
    person: 'Ben Osei',
    waitsFor: SIGNED,
  },
  { name: '09-win', person: 'Ana Ruiz', says: 'wins', presses: ['The story'] },
  { name: '10-digest', person: 'Ana Ruiz', place: '#team', says: 'digest' },
  { name: '11-signals', person: 'Tom Whitfield', says: 'signals' },
  { name: '12-no', person: 'Ana Ruiz', place: '#shared', says: 'customer acme industries' },
  { name: '13-work', person: 'Ana Ruiz', says: 'work' },
];

/** Typed before the pictures, so that there is something to receive. */
export const BEFORE = {
  person: 'Ana Ruiz',
  says: `handoff acme industries @ben "${SIGNED}" "SSO by 1 Dec" by thursday 5pm`,
};
