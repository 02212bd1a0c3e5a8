import { createHash } from 'node:crypto';
import type { Express, Request, Response } from 'express';
import type { Logger } from 'pino';
import { type ItemMappings, mapsItems } from '../../crm/connectors/items/mappings.ts';
import type { ReceivedDelivery } from '../../crm/ingest/delivery.ts';
import { Repeated } from '../../crm/problem.ts';
import type { Store } from '../../crm/store/store.ts';
import { readBody, refuseUnread } from '../adapter/request-body.ts';
import { readItems } from './body.ts';
import { REFUSALS, unknownSource } from './refusals.ts';
import { signatureCheck } from './signature.ts';

interface Refusal {
  status: number;
  error: string;
  next: string;
}

/** Visible characters but a comma: a key that came twice is joined by one. */
const KEY = /^[!-+\--~]{1,200}$/;

/** `POST /ingest/:source`: what a tool sends is stored, with the job that reads it, before it hears "accepted". */
export function ingestDoor({
  http,
  store,
  log,
  now,
  mappings,
  secret,
}: {
  http: Express;
  store: Store;
  log: Logger;
  now: () => Date;
  mappings: ItemMappings;
  secret: string;
}): void {
  const check = signatureCheck(secret, now);

  http.post('/ingest/:source', async (request, response) => {
    const signature = check(request.headers);
    if (typeof signature === 'string') return refuseEarly(request, response, REFUSALS[signature]);
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string' || !KEY.test(key))
      return refuseEarly(request, response, REFUSALS.noKey);
    const read = await readBody(request).catch(() => null);
    if (!read) return void response.destroy();
    if ('refused' in read)
      return refuseEarly(
        request,
        response,
        read.refused === 413 ? REFUSALS.tooLarge : REFUSALS.busy,
      );
    const { bytes } = read;
    if (!signature.isOf(bytes)) return answer(response, REFUSALS.unsigned);
    const { source } = request.params;
    if (!mapsItems(source, mappings.get))
      return answer(response, unknownSource(source, mappings.names()));
    const body = readItems(bytes);
    if ('fault' in body) return answer(response, REFUSALS[body.fault]);
    const digest = createHash('sha256').update(bytes).digest('hex');
    const delivery = { source, key, digest, signature: signature.hex, receivedAt: now() };
    answer(response, await accept({ ...delivery, items: body.items }));
  });

  /** A repeated request is answered as the first one was. */
  async function accept(delivery: ReceivedDelivery): Promise<Refusal | Accepted> {
    const count = delivery.items.length;
    try {
      await store.commit([{ kind: 'received', delivery }], delivery.receivedAt);
      return { status: 202, accepted: count };
    } catch (cause) {
      if (!(cause instanceof Repeated)) throw cause;
    }
    const earlier = await store.deliveries.receipt(delivery);
    if (!earlier) return REFUSALS.otherKey;
    return earlier.digest === delivery.digest
      ? { status: 202, accepted: earlier.count }
      : REFUSALS.otherBody;
  }

  /** Before the body was read. */
  function refuseEarly(request: Request, response: Response, { status, ...why }: Refusal): void {
    log.warn({ status }, REFUSED);
    if (status === 503) response.setHeader('retry-after', '5');
    refuseUnread(request, response, status, JSON.stringify(why));
  }

  function answer(response: Response, { status, ...said }: Refusal | Accepted): void {
    if (status !== 202) log.warn({ status }, REFUSED);
    response.status(status).json(said);
  }
}

const REFUSED = 'a request to /ingest was refused';

interface Accepted {
  status: 202;
  accepted: number;
}
