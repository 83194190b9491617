/** 0400 is octal to everybody who writes Kubernetes' YAML, which is of version 1.1; in 1.2 it would be 400. */
export const OCTAL = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^0[0-7]+$/,
  resolve: (digits: string) => Number.parseInt(digits, 8),
} as const;
