/** How many times as long as usual the faults go on: `npm run test:faults -- --times N`. */
export const TIMES = Number(process.env['FAULT_TIMES'] ?? 1);

/** Each fault, but not as often or as long as usual: `npm run test:faults -- --brief`. */
const IS_BRIEF = process.env['FAULT_BRIEF'] === 'true';

/** Of something that is done many times, or for long: how much. */
export const amount = (usual: number, brief: number): number => (IS_BRIEF ? brief : usual * TIMES);
