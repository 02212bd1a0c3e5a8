import { digestListCard } from '../../cards/digest/list.ts';
import { CommandInput, type Context, defineCommand, type Reply } from '../command.ts';
import { mayKnow } from './steps.ts';

const ISSUES = 30;

export const digests = defineCommand({
  name: 'digests',
  listed: 'late',
  usage: 'digests',
  summary: 'Every digest: which channel gets it, when, and whether anybody acts on it',
  examples: ['digests'],
  phrases: [
    {
      words: [
        'weekly|monthly report|digest|numbers',
        'when do i|we get the|my digest|report',
        'when is the|my [next] digest|report',
        'send me the|a [weekly|monthly] report|digest',
        'send me the|a [weekly|monthly] report|digest {words}',
        'who gets the digest|report',
      ],
      typed: '',
    },
  ],
  readsOnly: true,
  args: CommandInput,
  run: (_, context) => list(context),
});

async function list(context: Context): Promise<Reply> {
  const { store, reader } = context;
  const all = await store.digests.all();
  const visible = await Promise.all(all.map((digest) => mayKnow(digest, context)));
  const known = all.filter((_, i) => visible[i]);
  const listed = await Promise.all(
    known.map(async (digest) => {
      const issues = await store.digests.issues(digest.id, ISSUES);
      const acted = issues.flatMap(({ actedAt }) => actedAt ?? []).map((at) => at.getTime());
      return { digest, actedAt: acted.length > 0 ? new Date(Math.max(...acted)) : null };
    }),
  );
  return { kind: 'answer', view: digestListCard(listed, reader) };
}
