import { homeCard } from '../cards/home-card.ts';
import { defineCommand, Words } from './command.ts';

const SHOWN = 5;

export const home = defineCommand({
  name: 'home',
  usage: 'home',
  summary: 'Find a customer; those you follow and looked at lately',
  examples: ['home'],
  aliases: ['start', 'recent'],
  args: Words,
  async run(_, { store, person, reader }) {
    const [followed, recent] = await Promise.all([store.customers.followed(person.id, SHOWN), store.customers.recent(person.id, SHOWN)]);
    const known = new Set(followed.map(({ id }) => id));
    return { kind: 'answer', view: homeCard({ followed, recent: recent.filter(({ id }) => !known.has(id)), reader }) };
  },
});
