import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findClusterDomain, parseClusterDomain } from '../../src/cluster/cluster-domain.ts';

describe("the cluster's domain is found in the search list that the kubelet writes", () => {
  const POD = 'search prod.svc.cluster.local svc.cluster.local cluster.local';
  const many = Array.from({ length: 29 }, (_, index) => `n${index}.example.com`).join(' ');
  const rows: [title: string, text: string, domain: string | undefined][] = [
    ['of a pod', `${POD}\nnameserver 10.96.0.10\noptions ndots:5\n`, 'cluster.local'],
    ['behind options and name servers', `nameserver 10.96.0.10\noptions ndots:5\n${POD}\n`, 'cluster.local'],
    ['before the entries of the node', `${POD} corp.example.com svc.example.com\n`, 'cluster.local'],
    ['behind the entries of dnsConfig', `search a.example ${POD.slice(7)}`, 'cluster.local'],
    [
      'of another domain',
      'search a.svc.k8s.example.com svc.k8s.example.com k8s.example.com',
      'k8s.example.com',
    ],
    ['of a domain of one label', 'search a.svc.k8s svc.k8s k8s', 'k8s'],
    ['with 32 entries', `${POD} ${many}`, 'cluster.local'],
    ['with tabs', 'search\tprod.svc.cluster.local\t svc.cluster.local\tcluster.local \t', 'cluster.local'],
    ['with carriage returns', `nameserver 10.96.0.10\r\n${POD}\r\n`, 'cluster.local'],
    ['in upper case, with dots at the end', 'search A.SVC.K8s.Example. svc.k8s.example. x', 'k8s.example'],
    ['on the last of several lines', `search a.svc.old svc.old old\n${POD}\n`, 'cluster.local'],
    ['not on a line before a later one', `${POD}\nsearch example.com\n`, undefined],
    ['not on a line before a later domain', `${POD}\ndomain example.com\n`, undefined],
    ['not in a comment', `# ${POD}\n;${POD}\n#${POD}\n`, undefined],
    ['not in a keyword that only begins so', `searches ${POD.slice(7)}`, undefined],
    ['not for a node that searches a domain called svc', 'search svc.example.com example.com', undefined],
    ['not for a namespace of another domain', 'search a.svc.one.example svc.two.example', undefined],
    ['not for a name with more before svc', 'search a.b.svc.one.example svc.one.example', undefined],
    ['not for what is no domain', 'search a.svc.- svc.- -', undefined],
    ['not for a host', 'nameserver 192.168.0.1\nsearch home.arpa\n', undefined],
    ['not in an empty file', '', undefined],
  ];
  for (const [title, text, domain] of rows) it(title, () => assert.equal(findClusterDomain(text), domain));
});

describe('a domain', () => {
  const long = `${'a'.repeat(63)}.${'b'.repeat(63)}`;
  for (const [text, domain] of [
    ['cluster.local', 'cluster.local'],
    ['Cluster.Local.', 'cluster.local'],
    ['k8s', 'k8s'],
    [long, long],
  ] as const) {
    it(`may be ${text}`, () => assert.equal(parseClusterDomain(text), domain));
  }
  for (const text of [
    '',
    '.',
    'a..b',
    '.a',
    'a.b..',
    'a_b',
    '-a',
    'a b',
    'a/b',
    `a${long}`,
    'a.'.repeat(200),
  ]) {
    it(`is not ${JSON.stringify(text)}`, () => assert.equal(parseClusterDomain(text), undefined));
  }
});
