import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { MANIFESTS } from '../kustomization.ts';

export const OBSERVABILITY = join(MANIFESTS, 'observability');

/** What Prometheus takes for a rules file. */
export interface RulesFile {
  readonly groups: readonly { readonly name: string; readonly rules: readonly Rule[] }[];
}

export interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly description: string };
}

export async function readRules(): Promise<RulesFile> {
  const text = await readFile(join(OBSERVABILITY, 'prometheusrule.yaml'), 'utf8');
  return (parse(text) as { spec: RulesFile }).spec;
}

/** What the tests look at of the dashboard. */
export interface Dashboard {
  readonly panels: readonly {
    readonly id: number;
    readonly type: string;
    readonly title: string;
    readonly description?: string;
    readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
    readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[];
  }[];
  readonly annotations: {
    readonly list: readonly { expr: string; titleFormat: string; textFormat: string }[];
  };
  readonly templating: { readonly list: readonly { name: string; type: string; definition?: string }[] };
}

export async function readDashboard(): Promise<Dashboard> {
  return JSON.parse(await readFile(join(OBSERVABILITY, 'dashboard.json'), 'utf8')) as Dashboard;
}
