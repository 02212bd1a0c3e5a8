import type { Stage } from '../customer.ts';
import type { CITIES } from './cities.ts';
import type { Named } from './contacts.ts';
import type { Colleague } from './people.ts';

/** One customer of the demo in one line. Revenue is a year's, in whole units; `renews` and `since` count days from today, `since` back. */
export type Row = readonly [
  key: string, name: string, segment: 'Enterprise' | 'Mid-market' | 'Small business', industry: string, city: keyof typeof CITIES,
  owner: Colleague, success: Colleague | null, stage: Stage,
  revenue: number | null, renews: number | null, health: number | null, since: number, more?: More,
];

export interface More {
  currency?: 'USD' | 'JPY';
  contacts?: readonly Named[];
  domain?: string;
  /** The story of this customer begins that many days ago: the usual year is told up to there only. */
  story?: number;
  /** Days since it left. */
  left?: number;
}

/** Those with a story worth finding; told in stories/. */
export const STORY_ROWS: readonly Row[] = [
  ['acme', 'Acme Industries', 'Mid-market', 'Manufacturing', 'Berlin', 'ana', 'ben', 'live', 48_000, 22, 62, 265,
    { story: 45, contacts: [['Jonas Weber', 'Head of Logistics'], ['Katrin Seidel', 'Chief Financial Officer'], ['Murat Yıldız', 'IT Manager', 'murat.yildiz']] }],
  ['acme-retail', 'Acme Retail', 'Small business', 'Retail', 'Leeds', 'tom', 'sofia', 'live', 6_000, 140, 78, 590, { contacts: [['Harriet Barlow', 'Shop Operations Lead']] }],
  ['acme-labs', 'Acme Labs', 'Small business', 'Life sciences', 'Boston', 'darnell', null, 'churned', null, null, null, 1_180,
    { currency: 'USD', story: 365, left: 730, contacts: [['Wes Hayes', 'Lab Director']] }],
  ['globex', 'Globex', 'Mid-market', 'Wholesale', 'Manchester', 'tom', 'sofia', 'at-risk', 31_200, 48, 38, 690,
    { story: 32, contacts: [['Dana Fletcher', 'Operations Director'], ['Simon Dunn', 'Finance Lead']] }],
  ['brightwater', 'Brightwater Foods', 'Mid-market', 'Food', 'Hamburg', 'ana', 'ben', 'live', 39_600, 20, 96, 710,
    { story: 60, contacts: [['Leonie Petersen', 'Head of Supply Chain'], ['Florian Groß', 'Controller']] }],
  ['halden', 'Halden Logistics', 'Enterprise', 'Logistics', 'Cologne', 'ana', 'sofia', 'at-risk', 96_000, 118, 24, 480,
    { story: 30, contacts: [['Heike Vogt', 'Operations Director'], ['Matthias Hahn', 'Head of IT']] }],
  ['lumiere', 'Lumière Freight SAS', 'Mid-market', 'Logistics', 'Lyon', 'ana', 'sofia', 'live', 26_400, 205, 70, 340,
    { domain: 'lumiere-freight.example', story: 40, contacts: [['Élodie Garnier', 'Directrice des opérations'], ['Rémi Besson', 'IT Manager']] }],
  ['vela', 'Vela Clinics', 'Mid-market', 'Health care', 'Lisbon', 'ana', 'ben', 'onboarding', 33_000, 310, 41, 58,
    { story: 90, contacts: [['Inês Carvalho', 'Chief Information Officer'], ['Nuno Figueiredo', 'IT Security Lead']] }],
  ['oresund', 'Øresund Shipping A/S', 'Enterprise', 'Shipping', 'Copenhagen', 'tom', 'ben', 'live', 84_000, 344, 81, 760,
    { domain: 'oresund-shipping.example', story: 120, contacts: [['Søren Nygaard', 'Chief Operating Officer'], ['Freja Holm', 'Terminal Planner']] }],
  ['kestrel', 'Kestrel Energy', 'Enterprise', 'Energy', 'Edinburgh', 'tom', 'sofia', 'onboarding', 120_000, 351, 88, 100,
    { story: 110, contacts: [['Fiona MacLeod', 'Head of Procurement'], ['Callum Reid', 'Data Platform Lead']] }],
  ['tamarind', 'Tamarind Hotels', 'Mid-market', 'Hospitality', 'Barcelona', 'ana', 'sofia', 'live', 28_800, 166, 57, 420,
    { story: 50, contacts: [['Lucía Navarro', 'Finance Lead'], ['Andrés Peña', 'Purchasing Manager']] }],
  ['solvang', 'Solvang Robotics', 'Mid-market', 'Manufacturing', 'Oslo', 'tom', null, 'lead', null, null, null, 9,
    { story: 60, contacts: [['Sigrid Moen', 'Head of Supply Chain']] }],
];

/** Everybody else: a year like many. */
export const OTHER_ROWS: readonly Row[] = [
  ['sakura', '株式会社さくら物流', 'Enterprise', 'Logistics', 'Tokyo', 'yuki', 'grace', 'live', 12_600_000, 96, 84, 520,
    { currency: 'JPY', domain: 'sakura-butsuryu.example', contacts: [['佐藤 美咲', '物流部長', 'misaki.sato'], ['田中 健一', 'IT Manager', 'kenichi.tanaka']] }],
  ['skarda', 'Škarda Motory s.r.o.', 'Mid-market', 'Automotive', 'Brno', 'ana', 'ben', 'live', 27_000, 73, 74, 460, { domain: 'skarda-motory.example' }],
  ['tekstil', 'Łódzki Tekstil', 'Small business', 'Textiles', 'Łódź', 'ana', 'ben', 'live', 8_400, 188, 69, 300, { domain: 'lodzki-tekstil.example' }],
  ['aegean', 'Αιγαίο Ferries', 'Mid-market', 'Shipping', 'Piraeus', 'tom', 'sofia', 'live', 21_600, 251, 77, 410,
    { domain: 'aigaio-ferries.example', contacts: [['Ελένη Παππά', 'Operations Director', 'eleni.pappa']] }],
  ['zerno', 'Київ Зерно', 'Mid-market', 'Agriculture', 'Kyiv', 'tom', 'ben', 'live', 18_000, 133, 82, 380,
    { domain: 'kyiv-zerno.example', contacts: [['Оксана Бондаренко', 'Logistics Lead', 'oksana.bondarenko']] }],
  ['nakheel', 'شركة النخلة للتجارة', 'Mid-market', 'Wholesale', 'Dubai', 'yuki', 'grace', 'prospect', null, null, null, 70,
    { domain: 'nakhla-trading.example', contacts: [['ليلى حداد', 'Purchasing Manager', 'layla.haddad']] }],
  ['tables', 'Bobby <b>Tables</b> & Söhne *Ltd*', 'Small business', 'Furniture', 'Manchester', 'tom', 'sofia', 'live', 4_800, 87, 66, 240,
    { domain: 'tables-soehne.example', contacts: [['Robert "Bobby" <i>Tables</i>', 'Owner @channel', 'bobby']] }],
  ['pinion', 'Pinion Cycles', 'Small business', 'Sporting goods', 'Berlin', 'ana', 'ben', 'live', 7_200, 61, 88, 540],
  ['hafenkontor', 'Hafenkontor Nord', 'Mid-market', 'Logistics', 'Hamburg', 'ana', 'ben', 'live', 36_000, 178, 80, 620],
  ['moosbach', 'Moosbach Brauerei', 'Mid-market', 'Food', 'Munich', 'ana', 'ben', 'live', 24_000, 34, 73, 450],
  ['rheinwerk', 'Rheinwerkstoff AG', 'Enterprise', 'Chemicals', 'Cologne', 'ana', 'sofia', 'live', 110_400, 290, 76, 830],
  ['mainstahl', 'Mainstahl Handel', 'Mid-market', 'Wholesale', 'Frankfurt', 'ana', 'ben', 'live', 30_000, 11, 68, 354],
  ['wolkenpost', 'Wolkenpost', 'Small business', 'Delivery', 'Berlin', 'ana', 'ben', 'onboarding', 9_600, 330, 79, 35],
  ['alpenglas', 'Alpenglas', 'Mid-market', 'Manufacturing', 'Vienna', 'ana', 'ben', 'live', 22_800, 222, 85, 500],
  ['uhrwerk', 'Zürcher Uhrwerk', 'Mid-market', 'Luxury goods', 'Zürich', 'ana', 'ben', 'live', 34_800, 105, 90, 395, { domain: 'zuercher-uhrwerk.example' }],
  ['thistle', 'Thistle & Oak', 'Small business', 'Retail', 'Edinburgh', 'tom', 'sofia', 'live', 5_400, 150, 71, 270],
  ['penrose', 'Penrose Logistics', 'Enterprise', 'Logistics', 'London', 'tom', 'sofia', 'live', 132_000, 199, 87, 910],
  ['marlow', 'Marlow Pharma', 'Enterprise', 'Pharmaceuticals', 'London', 'tom', 'sofia', 'live', 88_800, 66, 64, 570],
  ['dockside', 'Dockside Coffee', 'Small business', 'Food', 'London', 'tom', 'sofia', 'live', 3_600, 240, 92, 330],
  ['bramble', 'Bramble Toys', 'Small business', 'Toys', 'Leeds', 'tom', 'sofia', 'churned', null, null, null, 470, { left: 96 }],
  ['fairbairn', 'Fairbairn Textiles', 'Mid-market', 'Textiles', 'Manchester', 'tom', 'sofia', 'live', 19_200, 123, 60, 365],
  ['cobalt', 'Cobalt Street Media', 'Small business', 'Media', 'London', 'tom', null, 'prospect', null, null, null, 44],
  ['hollins', 'Hollins Water', 'Enterprise', 'Utilities', 'Leeds', 'tom', null, 'prospect', null, null, null, 120],
  ['granite', 'Granite State Supply', 'Mid-market', 'Wholesale', 'Boston', 'darnell', 'grace', 'live', 42_000, 54, 83, 505, { currency: 'USD' }],
  ['lakefront', 'Lakefront Produce', 'Mid-market', 'Food', 'Chicago', 'darnell', 'grace', 'live', 25_200, 214, 58, 290, { currency: 'USD' }],
  ['hudson', 'Hudson Yard Tools', 'Mid-market', 'Hardware', 'New York', 'darnell', 'grace', 'live', 37_200, 142, 79, 430, { currency: 'USD' }],
  ['beacon', 'Beacon Medical', 'Enterprise', 'Health care', 'Boston', 'darnell', 'grace', 'live', 105_600, 268, 91, 640, { currency: 'USD' }],
  ['prairie', 'Prairie Parcel', 'Small business', 'Delivery', 'Chicago', 'darnell', 'grace', 'at-risk', 10_800, 79, 42, 415, { currency: 'USD' }],
  ['ninth', 'Ninth Avenue Bakeries', 'Small business', 'Food', 'New York', 'darnell', null, 'lead', null, null, null, 21, { currency: 'USD' }],
  ['summit', 'Summit & Pine Outdoors', 'Mid-market', 'Sporting goods', 'Boston', 'darnell', null, 'prospect', null, null, null, 63, { currency: 'USD' }],
  ['moulin', 'Moulin de Perrache', 'Small business', 'Food', 'Lyon', 'ana', 'sofia', 'live', 6_600, 92, 75, 310],
  ['belleville', 'Belleville Optique', 'Small business', 'Retail', 'Paris', 'ana', 'sofia', 'live', 7_800, 175, 67, 280],
  ['quatre', 'Quatre Vents Énergie', 'Enterprise', 'Energy', 'Paris', 'ana', 'sofia', 'live', 91_200, 236, 72, 545, { domain: 'quatre-vents.example' }],
  ['olivar', 'Olivar del Sur', 'Mid-market', 'Agriculture', 'Madrid', 'ana', 'sofia', 'live', 20_400, 47, 86, 350],
  ['azulejo', 'Azulejo Cerâmica', 'Small business', 'Manufacturing', 'Lisbon', 'ana', 'sofia', 'live', 9_000, 128, 81, 260, { domain: 'azulejo-ceramica.example' }],
  ['costa', 'Costa Brava Marinas', 'Mid-market', 'Leisure', 'Barcelona', 'ana', 'sofia', 'churned', null, null, null, 560, { left: 33 }],
  ['navigli', 'Navigli Moda', 'Mid-market', 'Fashion', 'Milan', 'ana', 'sofia', 'live', 29_400, 161, 63, 385],
  ['brera', 'Brera Caffè', 'Small business', 'Food', 'Milan', 'ana', null, 'lead', null, null, null, 30, { domain: 'brera-caffe.example' }],
  ['fjordfisk', 'Fjordfisk', 'Mid-market', 'Food', 'Oslo', 'tom', 'ben', 'live', 26_400, 39, 78, 420],
  ['granskog', 'Granskog Timber', 'Mid-market', 'Forestry', 'Stockholm', 'tom', 'ben', 'live', 32_400, 183, 84, 475],
  ['tallinna', 'Saaristo Boats', 'Small business', 'Leisure', 'Helsinki', 'tom', 'ben', 'live', 8_400, 114, 70, 295, { domain: 'saaristo-boats.example' }],
  ['nordlys', 'Nordlys Apotek', 'Mid-market', 'Pharmacies', 'Oslo', 'tom', 'ben', 'onboarding', 23_400, 338, 74, 41],
  ['lillebro', 'Lillebro Møbler', 'Small business', 'Furniture', 'Copenhagen', 'tom', null, 'prospect', null, null, null, 52, { domain: 'lillebro.example' }],
  ['havn', 'Havnegade Wind', 'Enterprise', 'Energy', 'Copenhagen', 'tom', null, 'prospect', null, null, null, 85],
  ['spree', 'Spreebogen Druck', 'Small business', 'Printing', 'Berlin', 'ana', null, 'lead', null, null, null, 16],
  ['kanal', 'Kanalhaus Immobilien', 'Mid-market', 'Real estate', 'Hamburg', 'ana', null, 'prospect', null, null, null, 57],
  ['isar', 'Isarauen Bio', 'Small business', 'Food', 'Munich', 'ana', null, 'churned', null, null, null, 610, { left: 150 }],
];
