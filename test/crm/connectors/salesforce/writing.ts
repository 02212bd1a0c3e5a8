import type { Organisation } from './organisation.ts';

/** Why Salesforce does not take these values; null where it does. */
export function refusalOf(
  organisation: Organisation,
  name: string,
  values: Readonly<Record<string, unknown>>,
): { code: string; message: string } | null {
  const fields = organisation.schema[name]?.fields ?? {};
  for (const [field, value] of Object.entries(values)) {
    const known = fields[field];
    if (!known || organisation.isHidden(name, field))
      return {
        code: 'INVALID_FIELD',
        message: `No such column '${field}' on sobject of type ${name}`,
      };
    if (typeof value === 'string' && value.length > (known.length ?? Number.MAX_SAFE_INTEGER))
      return {
        code: 'STRING_TOO_LONG',
        message: `${field}: data value too large (max length=${known.length})`,
      };
    if (!known.referenceTo || value === null) continue;
    const refusal = refusalOfReference(organisation, field, String(value), known.referenceTo);
    if (refusal) return refusal;
  }
  return null;
}

function refusalOfReference(
  organisation: Organisation,
  field: string,
  id: string,
  targets: readonly string[],
): { code: string; message: string } | null {
  if (!/^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/.test(id))
    return { code: 'MALFORMED_ID', message: `${field}: id value of incorrect type: ${id}` };
  const target = organisation.nameOfId(id);
  if (!target || !targets.includes(target) || !organisation.get(target, id))
    return { code: 'INVALID_CROSS_REFERENCE_KEY', message: `invalid cross reference id: ${field}` };
  if (!organisation.lives(target, id))
    return { code: 'ENTITY_IS_DELETED', message: 'entity is deleted' };
  if (target === 'User' && organisation.get('User', id)?.['IsActive'] === false)
    return {
      code: 'INACTIVE_OWNER_OR_USER',
      message: 'operation performed with inactive user as owner of record',
    };
  return null;
}

/** The values that Salesforce derives from others by itself. */
export function derived(
  organisation: Organisation,
  name: string,
  values: Readonly<Record<string, unknown>>,
  at: Date,
): Record<string, unknown> {
  if (name !== 'Task') return {};
  const status = organisation.all('TaskStatus').find((one) => one['ApiName'] === values['Status']);
  const what = values['WhatId'];
  const isAccount = typeof what === 'string' && organisation.nameOfId(what) === 'Account';
  return {
    ...(status && {
      IsClosed: status['IsClosed'],
      CompletedDateTime: status['IsClosed'] ? at.toISOString() : null,
    }),
    ...(isAccount && { AccountId: what }),
  };
}
