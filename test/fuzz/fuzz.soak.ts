import { testTexts } from './test-texts.ts';

// About 20 seconds each.
testTexts({ reviews: 1_500, admissions: 12_000, annotations: 9_000, expressions: 90_000 });
