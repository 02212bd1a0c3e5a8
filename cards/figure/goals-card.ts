import type { Days } from '../../crm/figure/scope.ts';
import type { Target } from '../../crm/figure/target.ts';
import type { Figure, Kpi } from '../../kpi/kpi.ts';
import type { Standing } from '../../kpi/standing.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { joinByDots } from '../view/names.ts';
import { listCommas } from '../view/plural.ts';
import { type Block, bold, line, text, type View } from '../view/view.ts';
import { kpiShow, kpisShow } from './actions.ts';
import { type SegmentText, segmentWords } from './card.ts';
import { figureWords } from './change.ts';
import { shortTarget } from './target.ts';

/** The figure of one stretch of days, and where it stands to its target. */
export interface Stand {
  figure: Figure;
  standing: Standing;
}

export interface SharedGoal {
  kpi: Kpi;
  target: Target;
  segment: SegmentText;
  /** The calendar's period of today, as far as it has come. */
  days: Days;
  now: Stand;
  /** The last period that is over. */
  last: Stand;
}

/** The organisation's targets, each with where it stands now and how the last period ended. */
export function goalsCard({
  goals,
  hidden,
  may,
  scope,
  reader,
}: {
  goals: readonly SharedGoal[];
  /** Targets of amounts, which this reader does not see. */
  hidden: readonly Kpi[];
  /** Whether the reader may set targets. */
  may: boolean;
  scope: Days;
  reader: Reader;
}): View {
  const { goals: strings, buttons } = stringsFor(reader).figure;
  return {
    title: strings.title,
    blocks: [
      ...(goals.length === 0 ? [text(strings.none), text(strings.howTo(may), 'quiet')] : []),
      ...goals.map((goal) => goalBlock(goal, reader)),
      ...(hidden.length > 0
        ? [text(strings.hidden(listCommas(hidden.map(({ name }) => name))), 'quiet')]
        : []),
      {
        kind: 'buttons',
        buttons: [
          ...goals.slice(0, 3).map(({ kpi, days, segment: _, target }) =>
            button(
              kpi.name,
              press(kpiShow, {
                ...days,
                by: target.segment.kind,
                of: target.segment.value,
                kpi: kpi.id,
              }),
            ),
          ),
          button(buttons.figures, press(kpisShow, scope)),
        ],
      },
    ],
  };
}

/** `Retention rate · all customers · target 95 % 0.8 points below · this quarter 94.2 % · last quarter 96 % ✓`. */
function goalBlock({ kpi, target, segment, now, last }: SharedGoal, reader: Reader): Block {
  const { goals: strings, target: words } = stringsFor(reader).figure;
  const stands = ({ figure }: Stand, when: string): string => {
    const value = figureWords(kpi, figure, reader);
    return value === null ? strings.noData(when) : strings.stands(when, value);
  };
  const ended = stands(last, strings.last[target.period]);
  return text(
    line`${bold(kpi.name)} ${joinByDots([
      target.segment.kind === 'all' ? null : segmentWords(segment, reader),
      stands(now, strings.now[target.period]),
      shortTarget({ target, standing: now.standing }, { kpi, figure: now.figure, reader }),
      last.standing.kind === 'met' ? `${ended} ${words.met}` : ended,
    ])}`,
  );
}
