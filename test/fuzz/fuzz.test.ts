import { testTexts } from './test-texts.ts';

// What npm test has time for, about a second each; test:soak tries more, and npm run fuzz as many as it is told.
testTexts({ reviews: 60, admissions: 800, annotations: 400, expressions: 4_000 });
