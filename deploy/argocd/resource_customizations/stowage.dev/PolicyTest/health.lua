-- Health of every kind of stowage.dev, by its conditions and the generation that they are about: what kstatus says of it,
-- in Argo CD's words. Source of resource_customizations/ and argocd-cm.yaml.
local waiting = {status = "Progressing", message = "Waiting for the controller"}

if obj.metadata.deletionTimestamp ~= nil then
  return {status = "Progressing", message = "Being deleted"}
end
-- kstatus takes an object without a status for a finished one: here it is one that the controller has not seen.
if obj.status == nil or obj.status.observedGeneration ~= obj.metadata.generation then
  return waiting
end

local ready = nil
for _, condition in ipairs(obj.status.conditions or {}) do
  if condition.type == "Reconciling" and condition.status == "True" then
    return {status = "Progressing", message = condition.message}
  end
  if condition.type == "Stalled" and condition.status == "True" then
    return {status = "Degraded", message = condition.message}
  end
  if condition.type == "Ready" then
    ready = condition
  end
end

if ready == nil then
  return waiting
end
if ready.status ~= "True" then
  return {status = "Progressing", message = ready.message}
end
if obj.spec ~= nil and obj.spec.state == "suspended" then
  return {status = "Suspended", message = "Suspended: takes no new volumes"}
end
return {status = "Healthy", message = ready.message}
