import { stringsFor } from '../../cards/strings.ts';
import { winNotice } from '../../cards/win/done-card.ts';
import { accessOfAudience, isAdministrator, sees } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import type { Context, Reply } from '../command.ts';

/** An administrator says where wins are posted: here, or nowhere. */
export async function winsChannel(on: boolean, context: Context): Promise<Reply> {
  const { person, place, reader, store, audit } = context;
  const { channel: strings } = stringsFor(reader).win;
  if (!isAdministrator(person)) {
    await audit({
      action: 'refused',
      customer: null,
      detail: { why: 'not-an-administrator', command: 'win channel' },
    });
    throw new Problem('administrators-only', { ...strings.notAdministrator, reopens: false });
  }
  if (!on) {
    await store.settings.set('wins-channel', null);
    await audit({ action: 'settings', customer: null, detail: { winsChannel: 'off' } });
    return { kind: 'answer', view: winNotice({ title: strings.off.title, say: strings.off.text }) };
  }
  if (place.kind !== 'channel' && place.kind !== 'group')
    throw new Problem('no-channel', strings.notHere);
  const audience = await context.audience();
  if (!sees(accessOfAudience(audience), 'identity'))
    throw new Problem('strangers', strings.strangers);
  await store.settings.set('wins-channel', place);
  await audit({ action: 'settings', customer: null, detail: { winsChannel: place.id } });
  const { title, text } = strings.set(
    place.name ? `#${place.name.replace(/^#/, '')}` : stringsFor(reader).problem.thisChannel,
  );
  return { kind: 'answer', view: winNotice({ title, say: text }) };
}
