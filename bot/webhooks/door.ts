import type { Express, Request, Response } from 'express';
import type { Logger } from 'pino';
import type { Connector, Connectors, ConnectorWebhooks, Touched } from '../../crm/connector.ts';
import { readTouchedJob } from '../../crm/connectors/jobs.ts';
import { Repeated } from '../../crm/problem.ts';
import { sendJob } from '../../crm/store/change.ts';
import type { Store } from '../../crm/store/store.ts';
import { readBody, refuseUnread } from '../adapter/request-body.ts';
import { readItems } from '../ingest/body.ts';
import { REFUSALS } from './refusals.ts';

interface Refusal {
  status: number;
  error: string;
  next: string;
}
type Answer = Refusal | { status: 202; touched: number };

/**
 * `POST /webhooks/:source`: a connected system tells of changes. The job that reads the records again is stored before
 * the system hears "accepted".
 */
export function webhookDoor({
  http,
  store,
  log,
  now,
  connectors,
  publicUrl,
}: {
  http: Express;
  store: Store;
  log: Logger;
  now: () => Date;
  connectors: Connectors;
  /** Where the systems believe this server to be; they sign it. */
  publicUrl: string;
}): void {
  const doors = new Map(
    connectors.flatMap(({ id, webhooks }: Connector) => (webhooks ? [[id, webhooks]] : [])),
  );
  const base = publicUrl.replace(/\/+$/, '');

  http.post('/webhooks/:source', async (request, response) => {
    const { source } = request.params;
    const webhooks = doors.get(source);
    if (!webhooks) return refuseEarly(request, response, REFUSALS.unknownSource);
    const { method, headers, originalUrl } = request;
    const address = `${base}${originalUrl}`;
    const signature = webhooks.signature({ method, address, headers, at: now() });
    if (typeof signature === 'string') return refuseEarly(request, response, REFUSALS[signature]);
    const read = await readBody(request).catch(() => null);
    if (!read) return void response.destroy();
    if ('refused' in read)
      return refuseEarly(request, response, REFUSALS[read.refused === 413 ? 'tooLarge' : 'busy']);
    if (!signature.isOf(read.bytes)) return answer(response, REFUSALS.unsigned);
    const touched = touchedIn(webhooks, read.bytes);
    if (!touched) return answer(response, REFUSALS.notReadable);
    answer(response, await accept({ source, signature: signature.id, touched }));
  });

  async function accept({
    source,
    signature,
    touched,
  }: {
    source: string;
    signature: string;
    touched: readonly Touched[];
  }): Promise<Answer> {
    const at = now();
    const delivery = `${source} webhook ${signature}`;
    const data = { source, touched: [...touched], saidAt: at.toISOString() };
    try {
      await store.commit(
        [
          { kind: 'once', delivery },
          ...(touched.length > 0 ? [sendJob(readTouchedJob, data, { key: delivery })] : []),
        ],
        at,
      );
    } catch (cause) {
      if (!(cause instanceof Repeated)) throw cause;
      return REFUSALS.repeated;
    }
    return { status: 202, touched: touched.length };
  }

  /** Before the body was read. */
  function refuseEarly(request: Request, response: Response, { status, ...why }: Refusal): void {
    log.warn({ status }, REFUSED);
    if (status === 503) response.setHeader('retry-after', '5');
    refuseUnread(request, response, status, JSON.stringify(why));
  }

  function answer(response: Response, { status, ...said }: Answer): void {
    if (status !== 202) log.warn({ status }, REFUSED);
    response.status(status).json(said);
  }
}

const REFUSED = 'a request to /webhooks was refused';

function touchedIn(webhooks: ConnectorWebhooks, bytes: Buffer): readonly Touched[] | null {
  const body = readItems(bytes);
  return 'items' in body ? webhooks.touched(body.items) : null;
}
