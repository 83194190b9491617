// Run in a process of its own, with a small heap and a small stack: `hostile` measures each hostile template,
// `costly` the costliest that are accepted. Writes JSON to standard output.
import { getHeapStatistics } from 'node:v8';
import { boundTemplate } from '../../src/expression/bound-template.ts';
import { ExpressionError } from '../../src/expression/expression-error.ts';
import { parseTemplate } from '../../src/expression/parse-template.ts';
import { renderTemplate } from '../../src/expression/render-template.ts';
import { variableSizes } from '../../src/expression/variable-sizes.ts';
import {
  COSTLY_TEMPLATES,
  HOSTILE_POD,
  HOSTILE_TEMPLATES,
  type HostileTemplate,
} from './hostile-templates.ts';

const RUNS = 7;

const modes: Readonly<Record<string, () => unknown>> = {
  hostile: () => HOSTILE_TEMPLATES.map(measure),
  costly: () => COSTLY_TEMPLATES.map(template => measure(withMostPeers(template))),
};
process.stdout.write(JSON.stringify(modes[process.argv[2] ?? '']?.()));

function measure({ name, template, variables }: HostileTemplate) {
  const pod = { ...HOSTILE_POD, ...variables };
  const runs = Array.from({ length: RUNS }, () => {
    const bytes = allocatedBytes();
    const start = process.cpuUsage();
    const clock = performance.now();
    const outcome = outcomeOf(() => renderTemplate(parseTemplate(template), pod, 65_536));
    const elapsed = performance.now() - clock;
    const { user, system } = process.cpuUsage(start);
    // The clock counts what other processes do, the processor time what the compiler does in other threads.
    return {
      outcome,
      milliseconds: Math.min(elapsed, (user + system) / 1000),
      bytes: allocatedBytes() - bytes,
    };
  });
  return {
    name,
    outcome: runs[0]?.outcome,
    milliseconds: median(runs.map(run => run.milliseconds)),
    bytes: median(runs.map(run => run.bytes)),
  };
}

/** With as many peers as the bounds just accept. */
function withMostPeers(source: string): HostileTemplate {
  const template = parseTemplate(source);
  const peersOf = (count: number) => Array.from({ length: count }, (_, ordinal) => `web-${ordinal}`);
  let [accepted, refused] = [1, 10_000];
  while (refused - accepted > 1) {
    const count = Math.floor((accepted + refused) / 2);
    const sizes = variableSizes({ ...HOSTILE_POD, peers: peersOf(count) }, template.variables);
    if (outcomeOf(() => String(boundTemplate(template, sizes))).startsWith('rendered')) accepted = count;
    else refused = count;
  }
  return {
    name: `${source} with ${accepted} peers`,
    template: source,
    variables: { peers: peersOf(accepted) },
  };
}

/** All that was ever allocated on the heap: what a run adds is at least what it ever held. */
function allocatedBytes(): number {
  return (getHeapStatistics() as unknown as { total_allocated_bytes: number }).total_allocated_bytes;
}

function outcomeOf(render: () => string): string {
  try {
    return `rendered: ${render().slice(0, 80)}`;
  } catch (error) {
    return error instanceof ExpressionError ? `refused: ${error.message}` : `failed: ${error}`;
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
