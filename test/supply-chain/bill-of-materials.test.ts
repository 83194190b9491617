import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { listProductionPackages } from '../../scripts/production-packages.ts';

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses?: readonly object[];
}

interface BillOfMaterials {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly serialNumber: string;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

/** Made as the image is built, with a registry that nobody answers at: port 9 discards what it gets. */
function makeBillOfMaterials(): BillOfMaterials {
  const text = execFileSync('npm', ['run', '--silent', 'sbom'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { ...process.env, npm_config_registry: 'http://127.0.0.1:9', npm_config_update_notifier: 'false' },
    encoding: 'utf8',
  });
  return JSON.parse(text) as BillOfMaterials;
}

describe('the bill of materials', () => {
  const bill = makeBillOfMaterials();
  const idOf = ({ name, version }: { name: string; version: string }) => `${name}@${version}`;

  it('is one of CycloneDX, and is told from all others', () => {
    assert.deepEqual([bill.bomFormat, bill.specVersion], ['CycloneDX', '1.5']);
    assert.match(bill.serialNumber, /^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    assert.match(bill.metadata.component.purl, /^pkg:npm\/per-pod-config@/);
  });

  it('names every production dependency that is in the image, with its version, and nothing else', () => {
    const dockerfile = readFileSync(new URL('../../Dockerfile', import.meta.url), 'utf8');
    const removed = [...dockerfile.matchAll(/ node_modules\/(@types\/node|undici-types)\b/g)].map(
      ([, name]) => name,
    );
    assert.equal(removed.length, 2);
    const shipped = listProductionPackages().filter(({ name }) => !removed.includes(name));
    assert.deepEqual(bill.components.map(idOf).sort(), shipped.map(idOf).sort());
  });

  it('says of each where it is from and what its licence is', () => {
    for (const component of bill.components) {
      const purl = `pkg:npm/${idOf(component).replace(/^@/, '%40')}`;
      assert.equal(component.purl, purl);
      assert.ok((component.licenses ?? []).length > 0, component.name);
    }
  });

  it('says which needs which, and all of them are there', () => {
    const known = new Set([bill.metadata.component, ...bill.components].map(({ 'bom-ref': ref }) => ref));
    for (const { ref, dependsOn = [] } of bill.dependencies) {
      for (const each of [ref, ...dependsOn]) assert.ok(known.has(each), each);
    }
  });
});
