import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import express, { type Router } from 'express';
import { z } from 'zod';
import type { View } from '../../cards/view/view.ts';
import { DEPARTMENTS, type Person } from '../../crm/person/person.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import { incomingJson } from '../adapter/incoming-text.ts';
import { followAnswer, leaveAnswers } from '../adapter/live-answers.ts';
import { localGuard } from '../adapter/local-guard.ts';
import type { Platform, Request, Wiring } from '../platform.ts';
import { accountOf, identityOf, NEWCOMER, PLACES, placeOf, readersOf, VISITORS } from './places.ts';
import { type RenderedReply, renderReply, renderView } from './rendered-reply.ts';
import {
  beginFromPost,
  type Post,
  Pressed,
  Query,
  readPress,
  requestFor,
  Who,
  Words,
} from './requests.ts';

export interface PlaygroundOptions {
  /** Also for others than this machine. */
  open: boolean;
  /** There is no other chat, so everybody is told here what comes by itself. */
  everybody: boolean;
  /** Questions that are worth typing. */
  suggestions: readonly { customer: string; question: string; find?: string }[];
  /** The entries of a message's own menu, and the command that each begins. */
  shortcuts?: readonly { command: string; label: string }[];
}

const KEPT = 200;

/** Suggestions that a newcomer would not think of typing. */
const FIRST = [
  { question: 'work', find: 'What waits for you' },
  { question: 'handoffs', find: 'What was handed to you and by you' },
  { question: 'wins', find: 'The month, and who helped whom' },
];

const HEADERS = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data: https:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** The bot without Slack or Teams: a page of this machine that shows every reply as both would. */
export function playgroundPlatform(wiring: Wiring, options: PlaygroundOptions): Platform {
  const { store, now } = wiring;
  const posts: Post[] = [];
  const finished = new Map<string, Finished>();
  wiring.http.use(routes(wiring, options, { posts, finished }));
  return {
    identify: async (account) => identityOf(account),
    readers: async (place) => readersOf(place, await store.people.all()),
    async post(place, view: View, key, under) {
      if (!posts.some((post) => post.key === key))
        posts.push({
          key,
          place: place.id,
          edits: 0,
          under: under ?? null,
          at: now().toISOString(),
          shown: renderView(view),
        });
      posts.splice(0, posts.length - KEPT);
      return { reference: key };
    },
    async findPost(_, key) {
      return posts.some((post) => post.key === key) ? { reference: key } : null;
    },
    async update(place, reference, view) {
      const post = posts.find(({ key, place: at }) => key === reference && at === place.id);
      if (!post && reference.startsWith(ANSWER)) {
        finished.set(reference, { place: place.id, shown: renderView(view) });
        for (const key of [...finished.keys()].slice(0, -KEPT)) finished.delete(key);
        return 'done';
      }
      if (!post) return 'gone';
      Object.assign(post, { edits: post.edits + 1, shown: renderView(view) });
      return 'done';
    },
    direct: async ({ user }) => placeOf('direct', user),
    threads: true,
    standsIn: true,
    start: async () => {},
    stop: async () => {},
  };
}

/** Begins the key of an answer that says by itself how it ended. */
const ANSWER = 'answer:';

/** An answer as it was edited, for the page to fetch. */
interface Finished {
  place: string;
  shown: RenderedReply;
}

/** Answers a request; where something of it is under way, under a key by which the page finds the end of it. */
function answering({ app, store, log, now }: Wiring) {
  return async (request: Request): Promise<RenderedReply & { live?: string }> => {
    await leaveAnswers({ store, log }, request);
    const reply = await app.handle(request);
    const rendered = renderReply(reply);
    if (reply.kind !== 'answer' || !reply.follows) return rendered;
    const reference = `${ANSWER}${randomUUID()}`;
    await followAnswer({ store, log, now }, reply, { ...request, reference });
    return { ...rendered, live: reference };
  };
}

function routes(
  wiring: Wiring,
  options: PlaygroundOptions,
  { posts, finished }: { posts: readonly Post[]; finished: ReadonlyMap<string, Finished> },
): Router {
  const { app, store, now } = wiring;
  const answered = answering(wiring);
  const movedIn = new Set<string>();
  const router = express.Router();
  const own = express.Router();
  own.use(localGuard(options), setHeaders, express.json({ limit: '200kb' }), cleanBody);
  own.get('/people', async (_, response) => {
    const people = (await store.people.all()).filter(({ active }) => active).slice(0, 500);
    const fresh = options.everybody
      ? people.map(({ email }) => accountOf(email)).filter(({ user }) => !movedIn.has(user))
      : [];
    for (const account of fresh) await store.people.remember(account, identityOf(account), now());
    for (const { user } of fresh) movedIn.add(user);
    response.json({
      people: people.toSorted(byDepartment).map(personOption),
      strangers: VISITORS,
      places: PLACES,
      suggestions: [...FIRST, ...options.suggestions],
      shortcuts: options.shortcuts ?? [],
      newcomer: NEWCOMER,
    });
  });
  own.post('/ask', async (request, response) => {
    const { words, ...who } = Words.parse(request.body);
    response.json(await answered(requestFor(who, { kind: 'words', words })));
  });
  own.post('/press', async (request, response) => {
    const { press, ...who } = Pressed.parse(request.body);
    const ask =
      press.from === 'message' ? await beginFromPost(press, who, { app, posts }) : readPress(press);
    if (!ask) return void response.status(400).json({ say: 'Nothing is behind this button.' });
    response.json(await answered(requestFor(who, ask)));
  });
  own.post('/suggest', async (request, response) => {
    const { query, ...who } = Query.parse(request.body);
    response.json({
      options: await app.suggest(requestFor(who, { kind: 'words', words: query }), query),
    });
  });
  own.get('/posts', (request, response) => {
    const { person, place } = Who.parse(request.query);
    const { id } = placeOf(place, person);
    const answers = [...finished].flatMap(([key, { place: at, shown }]) =>
      at === id ? [{ key, shown }] : [],
    );
    response.json({ posts: posts.filter((post) => post.place === id), answers });
  });
  own.get('/adaptivecards.js', (_, response) =>
    response.sendFile(
      createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js'),
    ),
  );
  own.use(
    express.static(new URL('page', import.meta.url).pathname, {
      index: false,
      dotfiles: 'deny',
      cacheControl: false,
    }),
  );
  own.use(refuseUnreadable);
  router.use('/playground', own);
  router.get('/', localGuard(options), setHeaders, (_, response) =>
    response.sendFile(new URL('page/index.html', import.meta.url).pathname),
  );
  return router;
}

const cleanBody: express.RequestHandler = (request, _, next) => {
  request.body = incomingJson(request.body);
  next();
};

const setHeaders: express.RequestHandler = (_, response, next) => {
  response.set(HEADERS);
  next();
};

/** A request that does not parse is the page's mistake, and said so. */
const refuseUnreadable: express.ErrorRequestHandler = (error, _request, response, next) => {
  if (!(error instanceof z.ZodError)) return next(error);
  const isTooLong = error.issues.some(
    ({ code, path }) => code === 'too_big' && path[0] === 'words',
  );
  response.status(400).json({
    say: isTooLong
      ? `A message has at most ${LONGEST.arrival} characters. Shorten it, and send it again.`
      : 'That request cannot be read. Reload the page, and try again.',
  });
};

const byDepartment = (one: Person, other: Person): number =>
  rank(one) - rank(other) || one.name.localeCompare(other.name);

/** Departments of the company's own come last. */
const ORDER: readonly string[] = DEPARTMENTS;

const rank = ({ department }: Person): number =>
  (ORDER.indexOf(department) + ORDER.length + 1) % (ORDER.length + 1);

const personOption = ({ email, name, department, role, title }: Person) => ({
  user: email,
  label: name,
  department,
  detail: title ?? role,
});
