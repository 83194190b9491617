/** Ends the process of a test file at the first test that fails: the others would tell no more. */
// biome-ignore lint/style/noDefaultExport: Node.js takes a reporter by its default export.
export default async function* stopAtFailure(events: AsyncIterable<{ readonly type: string }>) {
  for await (const { type } of events) {
    if (type === 'test:fail') process.exit(1);
    yield '';
  }
}
