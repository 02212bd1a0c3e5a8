import { Upstream } from '../../problem.ts';
import { KEY_FIELD } from './objects.ts';

/** The field that notes and tasks need in Salesforce. */
export const KEY_FIELD_STEP = `Setup → Object Manager → Activity → Fields & Relationships → New → Text, 255 characters, field name ${KEY_FIELD.replace('__c', '')}, External ID and (where it is offered) Unique; then make it editable for the user of the app`;

/** Where the field is missing, its absence is told with the step that mends it. */
export async function withKeyField<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof Upstream && /external id field does not exist/i.test(cause.reason ?? ''))
      throw new Upstream(cause.system, 'rejected', {
        reason: `Salesforce has no field ${KEY_FIELD} on activities that I may use. ${KEY_FIELD_STEP}`,
        cause,
      });
    throw cause;
  }
}
