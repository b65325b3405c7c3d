/** A repository that is right, and one with one mistake. */
export const BACKEND = `apiVersion: stowage.dev/v1alpha1
kind: Backend
metadata:
  name: main
spec:
  composable: {}
`;

export const BROKEN = BACKEND.replace('{}', '{ storageGroups: [sg-x] }');
