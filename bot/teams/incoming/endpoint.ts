import {
  type Activity,
  type CloudAdapter,
  type ConfigurationBotFrameworkAuthentication,
  DeliveryModes,
} from 'botbuilder';
import type { Request, RequestHandler, Response } from 'express';
import { Upstream } from '../../../crm/problem.ts';
import { passes } from '../../../crm/retry.ts';
import { resultWithin } from '../../adapter/answer-in-time.ts';
import { reviveText } from '../../adapter/incoming-text.ts';
import { localGuard } from '../../adapter/local-guard.ts';
import { readBody, refuseUnread } from '../../adapter/request-body.ts';
import { workInFlight } from '../../adapter/work-in-flight.ts';
import { activityName, type InvokeResponse, type TeamsContext } from '../context.ts';
import { STRINGS } from '../strings.ts';
import { IncomingActivity } from './activity.ts';
import { dispatchActivity } from './dispatch.ts';

export interface Endpoint {
  handlers: RequestHandler[];
  /** Waits for the turns that were begun. */
  settled(): Promise<void>;
}

type Caller = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>>;

/** `POST /api/messages`: who calls is settled before anything is read into what they say. */
export function teamsEndpoint({
  bot,
  adapter,
  authentication,
  appId,
  isTrustedService,
}: {
  bot: TeamsContext;
  adapter: CloudAdapter;
  authentication: ConfigurationBotFrameworkAuthentication;
  appId: string | undefined;
  isTrustedService: (serviceUrl: string) => boolean;
}): Endpoint {
  const channels = appId ? ['msteams'] : ['msteams', 'emulator'];
  const flight = workInFlight();

  const receive = async (req: Request, res: Response): Promise<void> => {
    const read = await readBody(req).catch(() => null);
    if (!read) return void res.destroy();
    if ('refused' in read) return refuseUnread(req, res, read.refused);
    const activity = parseActivity(read.bytes);
    const incoming = IncomingActivity.safeParse(activity);
    if (!activity || !incoming.success || !channels.includes(incoming.data.channelId))
      return end(res, 400);
    if (!isTrustedService(incoming.data.serviceUrl)) {
      bot.log.warn('a Teams call that wants its answer elsewhere than at Microsoft');
      return end(res, 403);
    }
    const caller = await authentication
      .authenticateRequest(activity, req.get('authorization') ?? '')
      .catch((error: unknown) => refusal(error));
    if (typeof caller === 'number') {
      bot.log.warn({ status: caller }, 'Teams call refused');
      return end(res, caller);
    }
    const turn = flight.track(run(caller, activity, incoming.data));
    // Slow work goes on after the acknowledgement; an invoke's answer is the response itself.
    const answer =
      incoming.data.type === 'invoke' || activity.deliveryMode === DeliveryModes.ExpectReplies
        ? await turn
        : await messageInTime(turn, incoming.data);
    end(res, answer?.status ?? 200, answer?.body);
  };

  /**
   * A message that takes longer, or whose answer Teams does not take, is kept before it is acknowledged: should this
   * copy be killed, another one answers.
   */
  async function messageInTime(
    turn: Promise<InvokeResponse | null>,
    incoming: IncomingActivity,
  ): Promise<InvokeResponse | null> {
    const early = resultWithin(bot.patience.message, turn).catch(() => undefined);
    const answer = await early;
    const name = activityName(incoming);
    if (answer !== undefined || incoming.type !== 'message' || !name) return answer ?? null;
    const key = `teams:${name}`;
    await bot.pending.keep(key, incoming);
    bot.pending.end(key, turn.then(ignored)).catch(ignored);
    return null;
  }

  async function run(
    caller: Caller,
    activity: Activity,
    incoming: IncomingActivity,
  ): Promise<InvokeResponse | null> {
    // The SDK makes a text of whatever is thrown inside of it.
    const result: { answer: InvokeResponse | null; cause?: unknown } = { answer: null };
    try {
      await adapter.processActivityDirect(caller, activity, async (context) => {
        result.answer = await dispatchActivity(bot, { incoming, context }).catch(
          (cause: unknown) => {
            result.cause = cause;
            throw cause;
          },
        );
        if (activity.deliveryMode === DeliveryModes.ExpectReplies)
          result.answer = { status: 200, body: { activities: context.bufferedReplyActivities } };
      });
    } catch (error) {
      bot.log.error(
        { err: error, type: incoming.type, name: incoming.name ?? null },
        'Teams activity not answered',
      );
      if (incoming.type === 'invoke') return broken(incoming);
      // Teams may take the answer later.
      if (result.cause instanceof Upstream && passes(result.cause)) throw result.cause;
    }
    return result.answer;
  }

  return {
    handlers: [appId ? withToken : localGuard({ open: false }), receive],
    settled: flight.settled,
  };
}

const ignored = (): void => {};

/** The SDK throws all kinds of errors for a token that is not good; 503 only where Microsoft's keys could not be read. */
function refusal(error: unknown): number {
  const unread =
    error instanceof Error &&
    (error.name === 'FetchError' || error.message.startsWith('Failed to load'));
  return unread ? 503 : 401;
}

/** Without anything that looks like a token, nothing more is read. */
const withToken: RequestHandler = (req, res, next) => {
  if (/^Bearer [\w-]+\.[\w-]+\.[\w-]+$/.test(req.get('authorization') ?? '')) next();
  else refuseUnread(req, res, 401);
};

/** As the SDK takes it; the parts that we read are checked on their own. Null for what is no JSON object. */
function parseActivity(bytes: Buffer): Activity | null {
  try {
    const value = JSON.parse(bytes.toString(), reviveText);
    return typeof value === 'object' && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function end(res: Response, status: number, body?: object): void {
  res.status(status);
  body ? res.json(body) : res.end();
}

function broken({ name }: IncomingActivity): InvokeResponse {
  if (name?.startsWith('task/'))
    return { status: 200, body: { task: { type: 'message', value: STRINGS.broken } } };
  if (name?.startsWith('composeExtension/'))
    return { status: 200, body: { composeExtension: { type: 'message', text: STRINGS.broken } } };
  return {
    status: 200,
    body: {
      statusCode: 500,
      type: 'application/vnd.microsoft.error',
      value: { code: 'Broken', message: STRINGS.broken },
    },
  };
}
