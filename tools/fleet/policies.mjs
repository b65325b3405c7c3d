// @ts-check

/** One policy at each scope: the cost of rules is part of what the fleet shows. */
export const fleetPolicies = () => `apiVersion: stowage.dev/v1alpha1
kind: PlacementPolicy
metadata:
  name: classes-are-bounded
spec:
  scope: Config
  kinds: [StorageClass]
  validations:
    - expression: has(object.parameters) && has(object.parameters.maxVolumeSize)
      message: a class sets maxVolumeSize
---
apiVersion: stowage.dev/v1alpha1
kind: PlacementPolicy
metadata:
  name: slices-are-encrypted
spec:
  scope: Request
  matchConditions:
    - name: slice
      expression: request.parameters.type == 'slice'
  validations:
    - expression: request.parameters.encrypt == 'true'
      message: a slice shares its drive with other tenants, so its class says encrypt
---
apiVersion: stowage.dev/v1alpha1
kind: PlacementPolicy
metadata:
  name: worn-drives-only-in-mirrors
spec:
  scope: Drive
  matchConditions:
    - name: unmirrored
      expression: request.parameters.redundancy != 'true'
  validations:
    - expression: "!('worn' in drive.tags)"
      message: a drive tagged worn holds only one leg of a mirror
---
apiVersion: stowage.dev/v1alpha1
kind: PlacementPolicy
metadata:
  name: mirrors-survive-a-rack
spec:
  scope: Placement
  matchConditions:
    - name: mirrored
      expression: request.parameters.redundancy == 'true'
  validations:
    - expression: placement.survives('rack')
      message: a mirrored volume survives the loss of any rack
`;
