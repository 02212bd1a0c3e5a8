import { accessOfAudience, withoutAmounts } from '../../crm/policy/policy.ts';
import { tellSignalJob } from '../../crm/signal/jobs.ts';
import { defineJob } from '../job.ts';
import { RULES, toPlace } from './messages.ts';

/** Tells a channel of one signal, as far as all of its readers may see. */
export const tellSignal = defineJob({
  kind: tellSignalJob,
  async run({ signal: id, place }, context) {
    const { store } = context;
    const signal = await store.signals.get(id);
    const rule = RULES.find((one) => one.id === signal?.rule);
    if (!signal || !rule || signal.endedAt) return;
    const [[history], standing, channel, readers] = await Promise.all([
      store.signals.histories([signal.customerId], context.now()),
      store.signals.standing([signal.customerId]),
      store.channels.get({ platform: place.platform, tenant: place.tenant, channel: place.id }),
      context.audience(place),
    ]);
    if (!history) return;
    const access = accessOfAudience(readers);
    const message = toPlace(
      { signal, rule, history, standing },
      {
        place,
        access: channel?.showsAmounts === false ? withoutAmounts(access) : access,
        reader: context.reader(),
      },
    );
    if (message) await store.commit([{ kind: 'message', message }], context.now());
  },
});
