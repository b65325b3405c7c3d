/** What the documentation shows and rules here cannot have, with the reason. Listed so that it is known what is missing. */
export interface Apart {
  readonly reason: string;
  readonly expressions: readonly string[];
}

export const APART: readonly Apart[] = [
  {
    reason: 'authorizer asks the API server what somebody may do, and rules here ask nobody',
    expressions: [
      "authorizer.group('').resource('pods').namespace('default').check('create').allowed()",
      "authorizer.path('/healthz').check('get').allowed()",
      "authorizer.serviceAccount('default', 'myserviceaccount').resource('deployments').check('delete').allowed()",
      "authorizer.group('').resource('pods').fieldSelector('spec.nodeName=mynode').check('list').allowed()",
      "authorizer.group('').resource('pods').labelSelector('example.com/mylabel=myvalue').check('list').allowed()",
      '!authorizer.group("admissionregistration.k8s.io").resource("validatingwebhookconfigurations").name("my-webhook.example.com").check("breakglass").allowed()',
    ],
  },
  {
    reason: 'builds an object that changes another: rules here judge and change nothing',
    expressions: [
      "Object{metadata: Object.metadata{labels: {'pod-security.kubernetes.io/enforce': 'baseline'}}}",
      'JSONPatch{op: "add", path: "/spec/initContainers/-", value: Object.spec.initContainers{name: "mesh-proxy"}}',
    ],
  },
  {
    reason: 'names of fields that are escaped: no field of ours is called so',
    expressions: ['self.__namespace__ > 0', 'self.x__dash__prop > 0', 'self.redact__underscores__d > 0'],
  },
];
