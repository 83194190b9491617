/** How many times as long as usual the faults go on: `npm run test:faults -- --times N`. */
export const TIMES = Number(process.env['FAULT_TIMES'] ?? 1);
