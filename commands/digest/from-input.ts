import { stringsFor } from '../../cards/strings.ts';
import type { Digest } from '../../crm/digest/digest.ts';
import { newDigest } from '../../crm/digest/rules.ts';
import { WEEKLY } from '../../crm/digest/schedule.ts';
import { fold } from '../../crm/matching/names.ts';
import type { Addressee } from '../../crm/notification/message.ts';
import { type Audience, isManager } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import { clip } from '../../crm/text/cut.ts';
import { type CommandInput, type Context, inputText, type Reply } from '../command.ts';
import { channelAudience } from '../share/channel-audience.ts';
import { editForm } from './edit.ts';
import { readSchedule } from './parse.ts';
import { previewDigest, proposeDigest, testDigest } from './preview.ts';
import { mayKnow, setUp, showDigest, stepDigest } from './steps.ts';

/** So much of what was typed is said again. */
const REPEATED = 100;

/** `digest`, `digest daily 9:00`, `digest pause`, `digest like #success`, `digest leaders`. */
export async function fromInput(typed: CommandInput, context: Context): Promise<Reply> {
  const words = inputText(typed).trim();
  const [, leaders, rest] = /^(leaders?|me|mine)\b(.*)$/is.exec(words) ?? [];
  if (leaders) return forLeader((rest ?? '').trim(), context);
  return forChannel(words, context);
}

/** Sets up the digest that was proposed; where others read by now than it said, it is proposed again. */
export async function beginDigest(
  promised: { place: string; readers: number },
  context: Context,
): Promise<Reply> {
  const { audience } = await channelOf(context);
  const isSame = promised.place === context.place.id && promised.readers === audience.size;
  return forChannel(isSame ? 'weekly' : '', context);
}

async function forChannel(words: string, context: Context): Promise<Reply> {
  const { to, audience } = await channelOf(context);
  const known = await context.store.digests.of(to);
  return answer(words, to, { known, readers: audience.size }, context);
}

async function channelOf(context: Context): Promise<{ to: Addressee; audience: Audience }> {
  const { place, reader } = context;
  if (place.kind !== 'channel' && place.kind !== 'group')
    throw new Problem('no-channel', stringsFor(reader).digest.problem.direct);
  const { audience } = await channelAudience(context);
  return { to: { kind: 'place', place }, audience };
}

/** Managers and leaders have one of their own, in private, with who takes part. */
async function forLeader(words: string, context: Context): Promise<Reply> {
  const { person, store, reader } = context;
  if (!isManager(person.role))
    throw new Problem('leaders-only', stringsFor(reader).digest.problem.leaders);
  const to: Addressee = { kind: 'person', person: person.id };
  return answer(words, to, { known: await store.digests.of(to), readers: null }, context);
}

async function answer(
  words: string,
  to: Addressee,
  { known, readers }: { known: Digest | null; readers: number | null },
  context: Context,
): Promise<Reply> {
  const [verb = '', ...rest] = words.toLowerCase().split(/\s+/);
  const current = known && known.state !== 'stopped' ? known : null;
  if (current && words === '') return showDigest(current, context, { readers });
  if (current && isVerb(verb)) return act(verb, current, context);
  const { problem } = stringsFor(context.reader).digest;
  const command = to.kind === 'person' ? 'digest leaders' : 'digest';
  if (!current && isVerb(verb)) throw new Problem('no-digest', problem.none(command));
  const like = verb === 'like' || verb === 'as' ? await namedDigest(rest.join(' '), context) : null;
  const before = like?.schedule ?? current?.schedule ?? { ...WEEKLY, zone: context.reader.zone };
  const schedule = like ? before : readSchedule(words, before, context.reader.zone);
  if (!schedule)
    throw new Problem('unread-schedule', problem.unread(clip(words, REPEATED), command));
  const kpis = like ? like.kpis : (known?.kpis ?? null);
  if (current) return stepDigest(current.id, { schedule, kpis }, context);
  if (words === '' && readers !== null) {
    const draft = { id: context.id(), to, variant: 'shared' as const, schedule, kpis };
    const proposed = newDigest({ ...draft, by: context.person.id }, context.now, new Set());
    return proposeDigest(proposed, readers, context);
  }
  const made = await setUp(to, { schedule, kpis }, context);
  return showDigest(made, context, { readers, isNew: true });
}

const VERBS = ['preview', 'test', 'edit', 'pause', 'resume', 'stop'] as const;
type Verb = (typeof VERBS)[number];
const isVerb = (word: string): word is Verb => VERBS.some((verb) => verb === word);

async function act(verb: Verb, { id }: Digest, context: Context): Promise<Reply> {
  if (verb === 'preview') return previewDigest(id, context);
  if (verb === 'test') return testDigest(id, context);
  if (verb === 'edit') return { kind: 'form', form: await editForm({ digest: id }, context) };
  const state = { pause: 'paused', resume: 'on', stop: 'stopped' } as const;
  return stepDigest(id, { state: state[verb] }, context);
}

/** Of the digests that the asker may know of. */
async function namedDigest(typed: string, context: Context): Promise<Digest> {
  const { problem } = stringsFor(context.reader).digest;
  if (typed === '') throw new Problem('unknown-digest', problem.likeNothing);
  const name = fold(typed.replace(/^#/, ''));
  const found = (await context.store.digests.all()).find(
    ({ to }) => to.kind === 'place' && fold((to.place.name ?? '').replace(/^#/, '')) === name,
  );
  if (!found || !(await mayKnow(found, context)))
    throw new Problem('unknown-digest', problem.unknown(clip(typed, REPEATED)));
  return found;
}
