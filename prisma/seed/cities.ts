/** Where customers are. Phone numbers lie in the ranges that each country keeps for fiction; elsewhere there are none. */
export interface City {
  country: string;
  zone: string;
  names: 'german' | 'british' | 'american' | 'french' | 'southern' | 'nordic' | 'slavic';
  /** The number up to its last digits, and how many of those are free. */
  phone?: readonly [prefix: string, digits: number];
}

const german = (prefix: string): City => ({
  country: 'Germany',
  zone: 'Europe/Berlin',
  names: 'german',
  phone: [prefix, 3],
});
const british = (prefix: string): City => ({
  country: 'United Kingdom',
  zone: 'Europe/London',
  names: 'british',
  phone: [prefix, 3],
});
const american = (prefix: string, zone: string): City => ({
  country: 'United States',
  zone,
  names: 'american',
  phone: [prefix, 2],
});
const french = (prefix: string): City => ({
  country: 'France',
  zone: 'Europe/Paris',
  names: 'french',
  phone: [prefix, 4],
});
const other = (country: string, zone: string, names: City['names']): City => ({
  country,
  zone,
  names,
});

export const CITIES = {
  Berlin: german('+49 30 23125 '),
  Hamburg: german('+49 40 66969 '),
  Cologne: german('+49 221 4710 '),
  Munich: german('+49 89 99998 '),
  Frankfurt: german('+49 69 90009 '),
  London: british('+44 20 7946 0'),
  Leeds: british('+44 113 496 0'),
  Edinburgh: british('+44 131 496 0'),
  Manchester: british('+44 161 496 0'),
  'New York': american('+1 212 555 01', 'America/New_York'),
  Boston: american('+1 617 555 01', 'America/New_York'),
  Chicago: american('+1 312 555 01', 'America/Chicago'),
  Lyon: french('+33 4 65 71 '),
  Paris: french('+33 1 99 00 '),
  Barcelona: other('Spain', 'Europe/Madrid', 'southern'),
  Madrid: other('Spain', 'Europe/Madrid', 'southern'),
  Lisbon: other('Portugal', 'Europe/Lisbon', 'southern'),
  Milan: other('Italy', 'Europe/Rome', 'southern'),
  Copenhagen: other('Denmark', 'Europe/Copenhagen', 'nordic'),
  Stockholm: { ...other('Sweden', 'Europe/Stockholm', 'nordic'), phone: ['+46 8 465 004 ', 2] },
  Oslo: other('Norway', 'Europe/Oslo', 'nordic'),
  Helsinki: other('Finland', 'Europe/Helsinki', 'nordic'),
  Brno: other('Czechia', 'Europe/Prague', 'slavic'),
  Łódź: other('Poland', 'Europe/Warsaw', 'slavic'),
  Vienna: other('Austria', 'Europe/Vienna', 'german'),
  Zürich: other('Switzerland', 'Europe/Zurich', 'german'),
  Tokyo: other('Japan', 'Asia/Tokyo', 'british'),
  Piraeus: other('Greece', 'Europe/Athens', 'southern'),
  Kyiv: other('Ukraine', 'Europe/Kyiv', 'slavic'),
  Dubai: other('United Arab Emirates', 'Asia/Dubai', 'british'),
} satisfies Record<string, City>;

export const cityOf = (name: keyof typeof CITIES): City => CITIES[name];
