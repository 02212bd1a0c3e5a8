import {
  digestChange,
  digestCopy,
  digestDetail,
  digestEdit,
  digestEditing,
  digestFigures,
  digestHandOff,
  digestKeep,
  digestLate,
  digestPause,
  digestPreview,
  digestResume,
  digestSetUp,
  digestShow,
  digestStop,
  digestTake,
  digestTest,
  digestWhy,
} from '../../cards/digest/actions.ts';
import { CommandInput, type Context, defineCommand, on, type Reply } from '../command.ts';
import { beginHandoff } from '../handoff/begin.ts';
import { submitOrAgain } from '../parse/form.ts';
import { edit, editForm, Filled } from './edit.ts';
import { beginDigest, fromInput } from './from-input.ts';
import { actOn, showIssueFigures, showIssueReasons } from './issue.ts';
import { previewDigest, showDetail, testDigest } from './preview.ts';
import { copyWords, settleDigest, showDigest, stepDigest, theDigest } from './steps.ts';
import { showLate, takeCustomer } from './take.ts';

type Which = { digest: string };
const step =
  (state: 'on' | 'paused' | 'stopped') =>
  ({ digest: id }: Which, context: Context): Promise<Reply> =>
    stepDigest(id, { state }, context);

export const digest = defineCommand({
  name: 'digest',
  usage:
    'digest [daily, weekly or monthly] [day] [time] [zone] | preview | test | edit | pause | resume | stop | like <channel> | leaders',
  summary:
    'A message to this channel each week: the shared figures, what went well, what needs somebody',
  examples: ['digest', 'digest daily 9:00', 'digest like #success', 'digest leaders'],
  phrases: [
    {
      words: ['stop|end the|this digest', 'no more digest|digests [here]'],
      typed: 'stop',
      confirm: true,
    },
    {
      words: [
        'show|preview [me] the|next digest',
        'show [me] the next digest',
        'what will|would the digest say',
        'see the [next] digest before it goes out',
        'what is in the next digest',
        'what the [next] digest will|would say',
        'what the [next] digest will|would look like',
      ],
      typed: 'preview',
    },
  ],
  writes: true,
  args: CommandInput,
  run: fromInput,
  actions: [
    on(digestSetUp, beginDigest),
    on(digestChange, ({ digest: id, change }, context) => settleDigest(id, change, context)),
    on(digestShow, async ({ digest: id }, context) =>
      showDigest(await theDigest(id, context), context),
    ),
    on(digestFigures, showIssueFigures),
    on(digestWhy, showIssueReasons),
    on(digestDetail, showDetail),
    on(digestTake, takeCustomer),
    on(digestHandOff, async ({ customer, ...which }, context) => {
      await actOn(which, context);
      return beginHandoff({ customer }, context);
    }),
    on(digestLate, showLate),
    on(digestPause, step('paused')),
    on(digestResume, step('on')),
    on(digestStop, step('stopped')),
    on(digestKeep, ({ digest: id }, context) =>
      settleDigest(id, { askedAt: context.now }, context, { isKept: true }),
    ),
    on(digestPreview, ({ digest: id }, context) => previewDigest(id, context)),
    on(digestTest, ({ digest: id }, context) => testDigest(id, context)),
    on(digestCopy, async ({ digest: id }, context) => copyWords(id, context)),
    on(digestEditing, async (which, context) => ({
      kind: 'form',
      form: await editForm(which, context),
    })),
    submitOrAgain(
      { action: digestEdit, values: Filled },
      ({ data, values }, context) => edit(data, values, context),
      ({ data }, context) => editForm(data, context),
    ),
  ],
});
