import { decideFieldsJob } from '../../crm/matching/jobs.ts';
import { defineJob } from '../job.ts';

/** Customers that are decided in one transaction. */
const PAGE = 500;

/** Decides the facts anew that several systems tell, since an administrator changed which of them decides. */
export const decideFields = defineJob({
  kind: decideFieldsJob,
  async run({ after }, { store, now }) {
    for (let last = after; ; ) {
      const next = await store.matches.decideFields(last, PAGE, now());
      if (next === null) return;
      last = next;
    }
  },
});
