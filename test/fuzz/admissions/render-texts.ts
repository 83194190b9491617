/** The value with all texts in it rendered, those that are keys too. Of two keys that become one, the last is left. */
export function renderTexts<T>(value: T, ordinal: number): T {
  const known: Readonly<Record<string, string>> = {
    '$(ordinal)': String(ordinal),
    '$(ordinal + 1)': String(ordinal + 1),
    '$(pod)': `web-${ordinal}`,
    '$$(': '$(',
  };
  const renderText = (text: string) =>
    text.replaceAll(/\$\$\(|\$\([^)]*\)/g, found => known[found] ?? assertKnown(found));
  const renderAny = (part: unknown): unknown => {
    if (typeof part === 'string') return renderText(part);
    if (Array.isArray(part)) return part.map(renderAny);
    if (part === null || typeof part !== 'object') return part;
    return Object.fromEntries(
      Object.entries(part).map(([key, member]) => [renderText(key), renderAny(member)]),
    );
  };
  return renderAny(value) as T;
}

function assertKnown(expression: string): never {
  throw new Error(`the model does not know ${expression}`);
}
