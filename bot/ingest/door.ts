import { createHash } from 'node:crypto';
import type { Express, Request, Response } from 'express';
import type { Logger } from 'pino';
import { type ItemMappings, mapsItems } from '../../crm/connectors/items/mappings.ts';
import type { ReceivedDelivery } from '../../crm/ingest/delivery.ts';
import { Repeated } from '../../crm/problem.ts';
import type { Store } from '../../crm/store/store.ts';
import { readBody, refuseUnread } from '../adapter/request-body.ts';
import { readItems } from './body.ts';
import type { IngestSecrets } from './config.ts';
import { REFUSALS, unknownSource } from './refusals.ts';
import { signatureChecks } from './signature.ts';

interface Refusal {
  status: number;
  error: string;
  next: string;
}

/** `POST /ingest/:source`: what a tool sends is stored, with the job that reads it, before it hears "accepted". */
export function ingestDoor({
  http,
  store,
  log,
  now,
  mappings,
  secrets,
}: {
  http: Express;
  store: Store;
  log: Logger;
  now: () => Date;
  mappings: ItemMappings;
  secrets: IngestSecrets;
}): void {
  const check = signatureChecks(secrets, now);

  http.post('/ingest/:source', async (request, response) => {
    const { source } = request.params;
    const signature = check(request.headers, source);
    if (typeof signature === 'string') return refuseEarly(request, response, REFUSALS[signature]);
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
    if (!mapsItems(source, mappings.get))
      return answer(response, unknownSource(source, mappings.names()));
    const body = readItems(bytes);
    if ('fault' in body) return answer(response, REFUSALS[body.fault]);
    const key = signature.keyOf(body.items);
    if (key === null) return answer(response, REFUSALS.noEventId);
    const digest = createHash('sha256').update(bytes).digest('hex');
    const delivery = { source, key, digest, signature: signature.id, receivedAt: now() };
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
