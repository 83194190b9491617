import { readdirSync, readFileSync } from 'node:fs';

/** A package that `npm ci --omit=dev` installs. */
export interface ProductionPackage {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly license: string;
  /** What it says about its licence and its authors, file by file. */
  readonly notices: readonly string[];
}

/** Lists them by package-lock.json, each as it is installed: once for each version. */
export function listProductionPackages(): ProductionPackage[] {
  const { packages } = readJson('package-lock.json') as Lock;
  const packagesByName = Object.entries(packages)
    .filter(([path, { dev = false }]) => path !== '' && !dev)
    .map(([path]) => readPackage(path));
  const unique = new Map(packagesByName.map(one => [`${one.name} ${one.version}`, one]));
  return [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  /** An object in old packages. */
  readonly license?: string | { readonly type: string };
}

function readPackage(path: string): ProductionPackage {
  const { name, version, license = 'none' } = readJson(`${path}/package.json`) as Manifest;
  const files = readdirSync(new URL(path, ROOT))
    .filter(file => NOTICE.test(file))
    .sort();
  return {
    name,
    version,
    license: typeof license === 'string' ? license : license.type,
    notices: files.map(file => readFileSync(new URL(`${path}/${file}`, ROOT), 'utf8')),
  };
}

const NOTICE = /^(licen[cs]e|notice|copying)/i;

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, ROOT), 'utf8'));
}

const ROOT = new URL('../', import.meta.url);
