import { defineSignal, numberOf, textOf } from './rule.ts';

/** Another customer has the same name or domain, and nobody said yet whether they are one company. */
export const probableDuplicate = defineSignal({
  id: 'probable-duplicate',
  name: 'Probable duplicate',
  meaning: (n) =>
    `${n === 1 ? 'Another customer has' : `${n} other customers have`} the same name or domain.`,
  threshold: { unit: 'customers', usual: 1, least: 1, most: 5 },
  kinds: ['customer-added', 'customer-changed'],
  holds: false,
  field: 'identity',
  onCard: { line: 'look-alike', always: true },
  find({ lookAlikes }, threshold) {
    const [first] = lookAlikes;
    if (!first || lookAlikes.length < threshold) return null;
    return {
      key: first.id,
      detail: { name: first.name, others: lookAlikes.length - 1 },
      causes: lookAlikes.map(({ id, name }) => ({
        kind: 'customer',
        source: 'rapport',
        id,
        at: null,
        name,
      })),
    };
  },
  tell({ name, others }, words) {
    const rest = numberOf(others);
    return {
      title: `may be the same company as ${textOf(name)}`,
      more: rest > 0 ? `and ${words.number(rest)} more` : null,
      next: 'compare the two on the card, and say whether they are one company',
    };
  },
});
