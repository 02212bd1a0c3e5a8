import type { City } from './cities.ts';
import type { Random } from './random.ts';

export interface Reachable {
  name: string;
  title: string;
  email: string;
  phone: string | null;
}

/** A name, a title and, where the name is not in Latin letters, what the e-mail calls them. */
export type ContactName = readonly [name: string, title: string, mailbox?: string];

type Names = { first: readonly [string, ...string[]]; last: readonly [string, ...string[]] };

const NAMES: Readonly<Record<City['names'], Names>> = {
  german: {
    first: [
      'Jonas',
      'Katrin',
      'Matthias',
      'Leonie',
      'Jürgen',
      'Heike',
      'Florian',
      'Sabine',
      'Anselm',
      'Greta',
    ],
    last: [
      'Weber',
      'Krüger',
      'Schäfer',
      'Vogt',
      'Lindner',
      'Groß',
      'Petersen',
      'Bauer',
      'Hahn',
      'Seidel',
    ],
  },
  british: {
    first: [
      'Alice',
      'Gareth',
      'Imogen',
      'Rory',
      'Nadia',
      'Callum',
      'Harriet',
      'Dev',
      'Fiona',
      'Simon',
    ],
    last: [
      'Hughes',
      'Okoye',
      'Barlow',
      'MacLeod',
      'Sharma',
      'Fletcher',
      'Pryce',
      'Dunn',
      'Whitaker',
      'Reid',
    ],
  },
  american: {
    first: [
      'Marcus',
      'Renee',
      'Tyler',
      'Gloria',
      'Wes',
      'Dolores',
      'Andre',
      'Kelsey',
      'Hank',
      'Mei',
    ],
    last: [
      'Johnson',
      'Castillo',
      'Nguyen',
      'Brooks',
      'Kowalski',
      'Freeman',
      'Ortega',
      'Hayes',
      'Stein',
      'Wu',
    ],
  },
  french: {
    first: ['Élodie', 'Mathieu', 'Noémie', 'Benoît', 'Chloé', 'Rémi', 'Agathe', 'Yanis'],
    last: ['Lefèvre', 'Garnier', 'Moulin', 'Besson', 'Chevalier', 'Rousset', 'Diallo', 'Perrin'],
  },
  southern: {
    first: [
      'Lucía',
      'João',
      'Chiara',
      'Íñigo',
      'Marta',
      'Nuno',
      'Giulia',
      'Eleni',
      'Andrés',
      'Stavros',
    ],
    last: [
      'Navarro',
      'Figueiredo',
      'Conti',
      'Peña',
      'Carvalho',
      'Greco',
      'Vidal',
      'Ferrari',
      'Muñoz',
      'Pappas',
    ],
  },
  nordic: {
    first: [
      'Søren',
      'Astrid',
      'Mikkel',
      'Freja',
      'Åsa',
      'Henrik',
      'Aino',
      'Lars',
      'Sigrid',
      'Jussi',
    ],
    last: [
      'Nygaard',
      'Bergström',
      'Holm',
      'Virtanen',
      'Østergaard',
      'Dahl',
      'Lund',
      'Hägg',
      'Moen',
      'Koskinen',
    ],
  },
  slavic: {
    first: [
      'Zdeněk',
      'Małgorzata',
      'Petr',
      'Oksana',
      'Jiří',
      'Wojciech',
      'Lenka',
      'Andrij',
      'Tereza',
      'Łukasz',
    ],
    last: [
      'Dvořák',
      'Wiśniewska',
      'Horák',
      'Bondarenko',
      'Zieliński',
      'Malá',
      'Kravets',
      'Novotná',
    ],
  },
};

const TITLES = [
  'Head of Logistics',
  'Operations Director',
  'IT Manager',
  'Finance Lead',
  'Warehouse Manager',
  'Chief Financial Officer',
  'Purchasing Manager',
  'Head of Data',
  'Supply Chain Planner',
  'Managing Director',
  'Customer Care Lead',
  'Controller',
] as const;

/** Two or three people who work at the customer, their e-mails unlike one another. */
export function inventContacts(city: City, chance: Random): ContactName[] {
  const pool = NAMES[city.names];
  const people = new Map<string, ContactName>();
  const wanted = chance.between(1, 2);
  while (people.size < wanted) {
    const name = `${chance.pick(pool.first)} ${chance.pick(pool.last)}`;
    people.set(name, [name, chance.pick(TITLES)]);
  }
  return [...people.values()];
}

export function reachable(
  [name, title, mailbox]: ContactName,
  domain: string,
  phone: string | null,
): Reachable {
  return { name, title, email: `${mailbox ?? mailboxOf(name)}@${domain}`, phone };
}

/** The nth number of a city's fictional range, or null where there is none. */
export function phoneOf(city: City, nth: number): string | null {
  if (!city.phone) return null;
  const [prefix, digits] = city.phone;
  const tail = String(nth % 10 ** digits).padStart(digits, '0');
  return prefix + (digits === 4 ? `${tail.slice(0, 2)} ${tail.slice(2)}` : tail);
}

const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', æ: 'ae' };

const mailboxOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[ßøłæ]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFKD')
    .replace(/[^a-z ]/g, '')
    .trim()
    .replace(/ +/g, '.');
