import type { Json } from '../connectors/mapping/json.ts';

/** Names one request of a tool: the door's source, and the key that the sender gave it. */
export interface DeliveryId {
  source: string;
  key: string;
}

/** The items of one request, as they are stored before the tool hears that they were accepted. */
export interface ReceivedDelivery extends DeliveryId {
  items: readonly Json[];
  receivedAt: Date;
  /** Of the body: the same key with another body is no repetition. */
  digest: string;
  /** A signed request is accepted once, whatever key it is sent under. */
  signature: string;
}
