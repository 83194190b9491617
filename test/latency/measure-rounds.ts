/** What is measured: its samples are in milliseconds, a list for each round. */
export interface Samples {
  readonly title: string;
  readonly rounds: number[][];
}

export interface Subject {
  readonly title: string;
  create(): Promise<unknown>;
}

/**
 * Measures all of them in turns, in short rounds and another order each time, so that what else the machine does
 * meets all alike.
 */
export async function measureRounds(
  subjects: readonly Subject[],
  { rounds, perRound, seconds }: { rounds: number; perRound: number; seconds: number },
): Promise<Samples[]> {
  const measured = subjects.map(subject => ({ subject, rounds: [] as number[][] }));
  const deadline = performance.now() + seconds * 1_000;
  for (let round = 0; round < rounds && performance.now() < deadline; round += 1) {
    for (const { subject, rounds } of shuffle(measured)) rounds.push(await measureOne(subject, perRound));
  }
  return measured.map(({ subject: { title }, rounds }) => ({ title, rounds }));
}

/** The first one of a turn warms what the others before it have cooled, and does not count. */
async function measureOne({ create }: Subject, times: number): Promise<number[]> {
  await create();
  const samples: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const start = performance.now();
    await create();
    samples.push(performance.now() - start);
  }
  return samples;
}

function shuffle<T>(items: readonly T[]): T[] {
  return items
    .map(item => ({ item, key: Math.random() }))
    .sort((one, other) => one.key - other.key)
    .map(({ item }) => item);
}
