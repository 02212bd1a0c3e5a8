import { createRequire } from 'node:module';
import express, { type Router } from 'express';
import { z } from 'zod';
import { parseJson } from '../../cards/view/press.ts';
import { pressFromSlack, valuesFromSlack } from '../../cards/view/slack/block-kit.ts';
import { pressFromTeams, valuesFromTeams } from '../../cards/view/teams/adaptive-card.ts';
import type { View } from '../../cards/view/view.ts';
import { DEPARTMENTS, type Person } from '../../crm/person/person.ts';
import { unreachable } from '../../crm/problem.ts';
import { beginFromMessage } from '../adapter/begin-from-message.ts';
import type { Ask, Platform, Request, Wiring } from '../platform.ts';
import { localGuard } from './guard.ts';
import { accountOf, identityOf, NEWCOMER, PLACES, placeOf, readersOf, VISITORS } from './places.ts';
import { type RenderedReply, renderReply, renderView } from './rendered-reply.ts';

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

interface Post {
  key: string;
  place: string;
  /** How often it was edited. */
  edits: number;
  /** The post in whose thread it stands. */
  under: string | null;
  at: string;
  shown: RenderedReply;
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

const Who = z.object({
  person: z.string().min(1).max(200),
  place: z.enum(PLACES.map(({ id }) => id)),
});
const Words = Who.extend({ words: z.string().max(4000) });
const Query = Who.extend({ query: z.string().max(200) });
/** The payload that Slack or Teams would send; the same readers parse it. */
const Pressed = Who.extend({
  press: z.discriminatedUnion('from', [
    z.object({ from: z.literal('slack'), payload: z.unknown() }),
    z.object({
      from: z.literal('slack-form'),
      view: z.object({ callback_id: z.string(), private_metadata: z.string(), state: z.unknown() }),
    }),
    z.object({ from: z.literal('teams'), verb: z.string().optional(), data: z.unknown() }),
    z.object({ from: z.literal('search'), customer: z.string() }),
    z.object({ from: z.literal('message'), key: z.string(), command: z.string() }),
  ]),
});

type Press = z.infer<typeof Pressed>['press'];

/** The bot without Slack or Teams: a page of this machine that shows every reply as both would. */
export function playgroundPlatform(wiring: Wiring, options: PlaygroundOptions): Platform {
  const { store, now } = wiring;
  const posts: Post[] = [];
  wiring.http.use(routes(wiring, options, posts));
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
    async update(place, reference, view) {
      const post = posts.find(({ key, place: at }) => key === reference && at === place.id);
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

function routes(
  { app, store, now }: Wiring,
  options: PlaygroundOptions,
  posts: readonly Post[],
): Router {
  const movedIn = new Set<string>();
  const router = express.Router();
  const own = express.Router();
  own.use(localGuard(options.open), setHeaders, express.json({ limit: '200kb' }));
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
    response.json(renderReply(await app.handle(requestFor(who, { kind: 'words', words }))));
  });
  own.post('/press', async (request, response) => {
    const { press, ...who } = Pressed.parse(request.body);
    const ask =
      press.from === 'message' ? await beginFromPost(press, who, { app, posts }) : readPress(press);
    if (!ask) return void response.status(400).json({ say: 'Nothing is behind this button.' });
    response.json(renderReply(await app.handle(requestFor(who, ask))));
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
    response.json({ posts: posts.filter((post) => post.place === id) });
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
  router.get('/', localGuard(options.open), setHeaders, (_, response) =>
    response.sendFile(new URL('page/index.html', import.meta.url).pathname),
  );
  return router;
}

const setHeaders: express.RequestHandler = (_, response, next) => {
  response.set(HEADERS);
  next();
};

/** A request that does not parse is the page's mistake, and said so. */
const refuseUnreadable: express.ErrorRequestHandler = (error, _request, response, next) => {
  if (error instanceof z.ZodError)
    response.status(400).json({ say: 'That request cannot be read.' });
  else next(error);
};

function readPress(press: Exclude<Press, { from: 'message' }>): Ask | null {
  switch (press.from) {
    case 'slack':
      return asAsk(pressFromSlack(press.payload), {});
    case 'slack-form':
      return {
        kind: 'press',
        action: press.view.callback_id,
        data: parseJson(press.view.private_metadata),
        values: valuesFromSlack(press.view.state),
      };
    case 'teams':
      return asAsk(pressFromTeams(press.data, press.verb), valuesFromTeams(press.data));
    case 'search':
      return {
        kind: 'press',
        action: 'customer.pick',
        data: { customer: press.customer },
        values: {},
      };
    default:
      return unreachable(press);
  }
}

/** Something in the menu of a post: it becomes a draft of the person who chose it. */
async function beginFromPost(
  { key, command }: Extract<Press, { from: 'message' }>,
  who: z.infer<typeof Who>,
  { app, posts }: { app: Wiring['app']; posts: readonly Post[] },
): Promise<Ask | null> {
  const place = placeOf(who.place, who.person);
  const post = posts.find((one) => one.key === key && one.place === place.id);
  if (!post) return null;
  const messages = [
    { author: 'Rapport', at: new Date(post.at), words: post.shown.text.slice(0, 3000) },
  ];
  return beginFromMessage(
    app,
    { account: accountOf(who.person), place },
    {
      command,
      place,
      origin: { author: 'Rapport', link: null, place: place.name, messages, files: [] },
    },
  );
}

const asAsk = (
  press: ReturnType<typeof pressFromSlack>,
  values: ReturnType<typeof valuesFromTeams>,
): Ask | null => press && { kind: 'press', ...press, values };

const requestFor = ({ person, place }: z.infer<typeof Who>, ask: Ask): Request => ({
  account: accountOf(person),
  place: placeOf(place, person),
  ask,
});

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
