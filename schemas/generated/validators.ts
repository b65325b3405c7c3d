// @ts-nocheck
// Written by tools/generate.mjs from schemas/. Do not edit.

/** One way in which a value is not what its schema says. `keyword` tells what `params` holds. */
export type Violation = {
  /** JSON pointer to the value. */
  readonly instancePath: string;
} & (
  | { readonly keyword: 'additionalProperties'; readonly params: { readonly additionalProperty: string } }
  | { readonly keyword: 'required'; readonly params: { readonly missingProperty: string } }
  | { readonly keyword: 'type'; readonly params: { readonly type: string } }
  | { readonly keyword: 'enum'; readonly params: { readonly allowedValues: readonly string[] } }
  | { readonly keyword: 'pattern'; readonly params: { readonly pattern: string } }
  | {
      readonly keyword:
        | 'minimum' | 'maximum' | 'minLength' | 'maxLength' | 'minItems' | 'maxItems' | 'minProperties' | 'maxProperties';
      readonly params: { readonly limit: number };
    }
);

export interface Validator {
  (value: unknown): boolean;
  /** What the last call found; overwritten by the next. */
  errors?: readonly Violation[] | null;
}

/** A kind, or `ClassParameters` for the parameters of a StorageClass alone. */
export type ValidatorName = 'Backend' | 'Enclosure' | 'PlacementPolicy' | 'PolicyBinding' | 'PolicyException' | 'PolicyTest' | 'StorageClass' | 'Topology' | 'VolumeAttributesClass' | 'VolumeSnapshotClass' | 'ClassParameters' | 'AttributeParameters';

var __getOwnPropNames = Object.getOwnPropertyNames;
var __commonJS = (cb, mod) => function() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};

var require_ucs2length = __commonJS({
  "node_modules/ajv/dist/runtime/ucs2length.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 });
    function ucs2length(str) {
      let len = str.length, length = 0, pos = 0, value;
      for (; pos < len; )
        length++, value = str.charCodeAt(pos++), value >= 55296 && value <= 56319 && pos < len && (value = str.charCodeAt(pos), (value & 64512) === 56320 && pos++);
      return length;
    }
    exports.default = ucs2length;
    ucs2length.code = 'require("ajv/dist/runtime/ucs2length").default';
  }
});

var validateBackend = validate10, schema11 = { type: "object", required: ["apiVersion", "kind", "metadata", "spec"], properties: { apiVersion: { type: "string", enum: ["stowage.dev/v1alpha1"] }, kind: { type: "string", enum: ["Backend"] }, metadata: { type: "object", required: ["name"], properties: { name: { type: "string", maxLength: 253, pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" }, labels: { type: "object", maxProperties: 64, additionalProperties: { type: "string", maxLength: 63 } }, annotations: { type: "object", maxProperties: 64, additionalProperties: { type: "string", maxLength: 65536 } } }, additionalProperties: !1 }, spec: { type: "object", properties: { composable: { type: "object", properties: { storageGroups: { type: "array", minItems: 1, maxItems: 1024, items: { type: "string", pattern: "^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$" } }, encryption: { type: "object", required: ["secretRef"], properties: { secretRef: { type: "object", required: ["name"], properties: { name: { type: "string", minLength: 1, maxLength: 253 }, namespace: { type: "string", minLength: 1, maxLength: 63 } }, additionalProperties: !1 } }, additionalProperties: !1 } }, additionalProperties: !1 }, nfs: { type: "object", required: ["servers", "exportPath"], properties: { servers: { type: "array", minItems: 1, maxItems: 16, items: { type: "string", pattern: "^([0-9A-Za-z]([0-9A-Za-z.-]{0,251}[0-9A-Za-z])?|[0-9A-Fa-f:.]{2,45})$" } }, exportPath: { type: "string", maxLength: 1024, pattern: "^(/|(/[^/\\s]+){1,16})$" }, mountOptions: { type: "array", maxItems: 64, items: { type: "string", minLength: 1, maxLength: 256 } }, accessModes: { type: "array", minItems: 1, maxItems: 4, items: { type: "string", enum: ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"] } } }, additionalProperties: !1 }, pools: { type: "array", minItems: 1, maxItems: 256, items: { type: "object", required: ["name"], properties: { name: { type: "string", pattern: "^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$" }, labels: { type: "object", maxProperties: 64, additionalProperties: { type: "string", maxLength: 63 } }, storageGroups: { type: "array", minItems: 1, maxItems: 1024, items: { type: "string", pattern: "^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$" } }, requiredTags: { type: "array", maxItems: 64, items: { type: "string", minLength: 1, maxLength: 63 } }, limits: { type: "object", properties: { maxVolumeSize: { type: "string", pattern: "^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?$" }, maxVolumes: { type: "integer", minimum: 1, maximum: 1e6 }, maxTotalSize: { type: "string", pattern: "^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?$" } }, additionalProperties: !1 } }, additionalProperties: !1 } }, limits: { type: "object", properties: { maxVolumeSize: { type: "string", pattern: "^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?$" }, maxVolumes: { type: "integer", minimum: 1, maximum: 1e6 }, maxTotalSize: { type: "string", pattern: "^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?$" } }, additionalProperties: !1 }, labels: { type: "object", maxProperties: 64, additionalProperties: { type: "string", maxLength: 63 } }, state: { type: "string", enum: ["normal", "suspended"] } }, additionalProperties: !1 } }, additionalProperties: !1 }, func2 = require_ucs2length().default, pattern0 = new RegExp("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$", "u"), pattern1 = new RegExp("^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$", "u"), pattern2 = new RegExp("^([0-9A-Za-z]([0-9A-Za-z.-]{0,251}[0-9A-Za-z])?|[0-9A-Fa-f:.]{2,45})$", "u"), pattern3 = new RegExp("^(/|(/[^/\\s]+){1,16})$", "u"), pattern6 = new RegExp("^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?$", "u");
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.apiVersion === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "apiVersion" } };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.kind === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" } };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.metadata === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "metadata" } };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.spec === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "spec" } };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "apiVersion" || key0 === "kind" || key0 === "metadata" || key0 === "spec")) {
        let err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 } };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    if (data.apiVersion !== void 0) {
      let data0 = data.apiVersion;
      if (typeof data0 != "string") {
        let err5 = { instancePath: instancePath + "/apiVersion", schemaPath: "#/properties/apiVersion/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
      if (data0 !== "stowage.dev/v1alpha1") {
        let err6 = { instancePath: instancePath + "/apiVersion", schemaPath: "#/properties/apiVersion/enum", keyword: "enum", params: { allowedValues: schema11.properties.apiVersion.enum } };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.kind !== void 0) {
      let data1 = data.kind;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
      if (data1 !== "Backend") {
        let err8 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/enum", keyword: "enum", params: { allowedValues: schema11.properties.kind.enum } };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.metadata !== void 0) {
      let data2 = data.metadata;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        if (data2.name === void 0) {
          let err9 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/required", keyword: "required", params: { missingProperty: "name" } };
          vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
        }
        for (let key1 in data2)
          if (!(key1 === "name" || key1 === "labels" || key1 === "annotations")) {
            let err10 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 } };
            vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
          }
        if (data2.name !== void 0) {
          let data3 = data2.name;
          if (typeof data3 == "string") {
            if (func2(data3) > 253) {
              let err11 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/maxLength", keyword: "maxLength", params: { limit: 253 } };
              vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
            }
            if (!pattern0.test(data3)) {
              let err12 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/pattern", keyword: "pattern", params: { pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" } };
              vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
            }
          } else {
            let err13 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
          }
        }
        if (data2.labels !== void 0) {
          let data4 = data2.labels;
          if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
            if (Object.keys(data4).length > 64) {
              let err14 = { instancePath: instancePath + "/metadata/labels", schemaPath: "#/properties/metadata/properties/labels/maxProperties", keyword: "maxProperties", params: { limit: 64 } };
              vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
            }
            for (let key2 in data4) {
              let data5 = data4[key2];
              if (typeof data5 == "string") {
                if (func2(data5) > 63) {
                  let err15 = { instancePath: instancePath + "/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/labels/additionalProperties/maxLength", keyword: "maxLength", params: { limit: 63 } };
                  vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
                }
              } else {
                let err16 = { instancePath: instancePath + "/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/labels/additionalProperties/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
              }
            }
          } else {
            let err17 = { instancePath: instancePath + "/metadata/labels", schemaPath: "#/properties/metadata/properties/labels/type", keyword: "type", params: { type: "object" } };
            vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
          }
        }
        if (data2.annotations !== void 0) {
          let data6 = data2.annotations;
          if (data6 && typeof data6 == "object" && !Array.isArray(data6)) {
            if (Object.keys(data6).length > 64) {
              let err18 = { instancePath: instancePath + "/metadata/annotations", schemaPath: "#/properties/metadata/properties/annotations/maxProperties", keyword: "maxProperties", params: { limit: 64 } };
              vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
            }
            for (let key3 in data6) {
              let data7 = data6[key3];
              if (typeof data7 == "string") {
                if (func2(data7) > 65536) {
                  let err19 = { instancePath: instancePath + "/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/annotations/additionalProperties/maxLength", keyword: "maxLength", params: { limit: 65536 } };
                  vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
                }
              } else {
                let err20 = { instancePath: instancePath + "/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/annotations/additionalProperties/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
              }
            }
          } else {
            let err21 = { instancePath: instancePath + "/metadata/annotations", schemaPath: "#/properties/metadata/properties/annotations/type", keyword: "type", params: { type: "object" } };
            vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
          }
        }
      } else {
        let err22 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/type", keyword: "type", params: { type: "object" } };
        vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
      }
    }
    if (data.spec !== void 0) {
      let data8 = data.spec;
      if (data8 && typeof data8 == "object" && !Array.isArray(data8)) {
        for (let key4 in data8)
          if (!(key4 === "composable" || key4 === "nfs" || key4 === "pools" || key4 === "limits" || key4 === "labels" || key4 === "state")) {
            let err23 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key4 } };
            vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
          }
        if (data8.composable !== void 0) {
          let data9 = data8.composable;
          if (data9 && typeof data9 == "object" && !Array.isArray(data9)) {
            for (let key5 in data9)
              if (!(key5 === "storageGroups" || key5 === "encryption")) {
                let err24 = { instancePath: instancePath + "/spec/composable", schemaPath: "#/properties/spec/properties/composable/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key5 } };
                vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
              }
            if (data9.storageGroups !== void 0) {
              let data10 = data9.storageGroups;
              if (Array.isArray(data10)) {
                if (data10.length > 1024) {
                  let err25 = { instancePath: instancePath + "/spec/composable/storageGroups", schemaPath: "#/properties/spec/properties/composable/properties/storageGroups/maxItems", keyword: "maxItems", params: { limit: 1024 } };
                  vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
                }
                if (data10.length < 1) {
                  let err26 = { instancePath: instancePath + "/spec/composable/storageGroups", schemaPath: "#/properties/spec/properties/composable/properties/storageGroups/minItems", keyword: "minItems", params: { limit: 1 } };
                  vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
                }
                let len0 = data10.length;
                for (let i0 = 0; i0 < len0; i0++) {
                  let data11 = data10[i0];
                  if (typeof data11 == "string") {
                    if (!pattern1.test(data11)) {
                      let err27 = { instancePath: instancePath + "/spec/composable/storageGroups/" + i0, schemaPath: "#/properties/spec/properties/composable/properties/storageGroups/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$" } };
                      vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
                    }
                  } else {
                    let err28 = { instancePath: instancePath + "/spec/composable/storageGroups/" + i0, schemaPath: "#/properties/spec/properties/composable/properties/storageGroups/items/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
                  }
                }
              } else {
                let err29 = { instancePath: instancePath + "/spec/composable/storageGroups", schemaPath: "#/properties/spec/properties/composable/properties/storageGroups/type", keyword: "type", params: { type: "array" } };
                vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
              }
            }
            if (data9.encryption !== void 0) {
              let data12 = data9.encryption;
              if (data12 && typeof data12 == "object" && !Array.isArray(data12)) {
                if (data12.secretRef === void 0) {
                  let err30 = { instancePath: instancePath + "/spec/composable/encryption", schemaPath: "#/properties/spec/properties/composable/properties/encryption/required", keyword: "required", params: { missingProperty: "secretRef" } };
                  vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
                }
                for (let key6 in data12)
                  if (key6 !== "secretRef") {
                    let err31 = { instancePath: instancePath + "/spec/composable/encryption", schemaPath: "#/properties/spec/properties/composable/properties/encryption/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key6 } };
                    vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
                  }
                if (data12.secretRef !== void 0) {
                  let data13 = data12.secretRef;
                  if (data13 && typeof data13 == "object" && !Array.isArray(data13)) {
                    if (data13.name === void 0) {
                      let err32 = { instancePath: instancePath + "/spec/composable/encryption/secretRef", schemaPath: "#/properties/spec/properties/composable/properties/encryption/properties/secretRef/required", keyword: "required", params: { missingProperty: "name" } };
                      vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
                    }
                    for (let key7 in data13)
                      if (!(key7 === "name" || key7 === "namespace")) {
                        let err33 = { instancePath: instancePath + "/spec/composable/encryption/secretRef", schemaPath: "#/properties/spec/properties/composable/properties/encryption/properties/secretRef/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key7 } };
                        vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
                      }
                    if (data13.name !== void 0) {
                      let data14 = data13.name;
                      if (typeof data14 == "string") {
                        if (func2(data14) > 253) {
                          let err34 = { instancePath: instancePath + "/spec/composable/encryption/secretRef/name", schemaPath: "#/properties/spec/properties/composable/properties/encryption/properties/secretRef/properties/name/maxLength", keyword: "maxLength", params: { limit: 253 } };
                          vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
                        }
                        if (func2(data14) < 1) {
                          let err35 = { instancePath: instancePath + "/spec/composable/encryption/secretRef/name", schemaPath: "#/properties/spec/properties/composable/properties/encryption/properties/secretRef/properties/name/minLength", keyword: "minLength", params: { limit: 1 } };
                          vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
                        }
                      } else {
                        let err36 = { instancePath: instancePath + "/spec/composable/encryption/secretRef/name", schemaPath: "#/properties/spec/properties/composable/properties/encryption/properties/secretRef/properties/name/type", keyword: "type", params: { type: "string" } };
                        vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
                      }
                    }
                    if (data13.namespace !== void 0) {
                      let data15 = data13.namespace;
                      if (typeof data15 == "string") {
                        if (func2(data15) > 63) {
                          let err37 = { instancePath: instancePath + "/spec/composable/encryption/secretRef/namespace", schemaPath: "#/properties/spec/properties/composable/properties/encryption/properties/secretRef/properties/namespace/maxLength", keyword: "maxLength", params: { limit: 63 } };
                          vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
                        }
                        if (func2(data15) < 1) {
                          let err38 = { instancePath: instancePath + "/spec/composable/encryption/secretRef/namespace", schemaPath: "#/properties/spec/properties/composable/properties/encryption/properties/secretRef/properties/namespace/minLength", keyword: "minLength", params: { limit: 1 } };
                          vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
                        }
                      } else {
                        let err39 = { instancePath: instancePath + "/spec/composable/encryption/secretRef/namespace", schemaPath: "#/properties/spec/properties/composable/properties/encryption/properties/secretRef/properties/namespace/type", keyword: "type", params: { type: "string" } };
                        vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
                      }
                    }
                  } else {
                    let err40 = { instancePath: instancePath + "/spec/composable/encryption/secretRef", schemaPath: "#/properties/spec/properties/composable/properties/encryption/properties/secretRef/type", keyword: "type", params: { type: "object" } };
                    vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
                  }
                }
              } else {
                let err41 = { instancePath: instancePath + "/spec/composable/encryption", schemaPath: "#/properties/spec/properties/composable/properties/encryption/type", keyword: "type", params: { type: "object" } };
                vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
              }
            }
          } else {
            let err42 = { instancePath: instancePath + "/spec/composable", schemaPath: "#/properties/spec/properties/composable/type", keyword: "type", params: { type: "object" } };
            vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
          }
        }
        if (data8.nfs !== void 0) {
          let data16 = data8.nfs;
          if (data16 && typeof data16 == "object" && !Array.isArray(data16)) {
            if (data16.servers === void 0) {
              let err43 = { instancePath: instancePath + "/spec/nfs", schemaPath: "#/properties/spec/properties/nfs/required", keyword: "required", params: { missingProperty: "servers" } };
              vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
            }
            if (data16.exportPath === void 0) {
              let err44 = { instancePath: instancePath + "/spec/nfs", schemaPath: "#/properties/spec/properties/nfs/required", keyword: "required", params: { missingProperty: "exportPath" } };
              vErrors === null ? vErrors = [err44] : vErrors.push(err44), errors++;
            }
            for (let key8 in data16)
              if (!(key8 === "servers" || key8 === "exportPath" || key8 === "mountOptions" || key8 === "accessModes")) {
                let err45 = { instancePath: instancePath + "/spec/nfs", schemaPath: "#/properties/spec/properties/nfs/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key8 } };
                vErrors === null ? vErrors = [err45] : vErrors.push(err45), errors++;
              }
            if (data16.servers !== void 0) {
              let data17 = data16.servers;
              if (Array.isArray(data17)) {
                if (data17.length > 16) {
                  let err46 = { instancePath: instancePath + "/spec/nfs/servers", schemaPath: "#/properties/spec/properties/nfs/properties/servers/maxItems", keyword: "maxItems", params: { limit: 16 } };
                  vErrors === null ? vErrors = [err46] : vErrors.push(err46), errors++;
                }
                if (data17.length < 1) {
                  let err47 = { instancePath: instancePath + "/spec/nfs/servers", schemaPath: "#/properties/spec/properties/nfs/properties/servers/minItems", keyword: "minItems", params: { limit: 1 } };
                  vErrors === null ? vErrors = [err47] : vErrors.push(err47), errors++;
                }
                let len1 = data17.length;
                for (let i1 = 0; i1 < len1; i1++) {
                  let data18 = data17[i1];
                  if (typeof data18 == "string") {
                    if (!pattern2.test(data18)) {
                      let err48 = { instancePath: instancePath + "/spec/nfs/servers/" + i1, schemaPath: "#/properties/spec/properties/nfs/properties/servers/items/pattern", keyword: "pattern", params: { pattern: "^([0-9A-Za-z]([0-9A-Za-z.-]{0,251}[0-9A-Za-z])?|[0-9A-Fa-f:.]{2,45})$" } };
                      vErrors === null ? vErrors = [err48] : vErrors.push(err48), errors++;
                    }
                  } else {
                    let err49 = { instancePath: instancePath + "/spec/nfs/servers/" + i1, schemaPath: "#/properties/spec/properties/nfs/properties/servers/items/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err49] : vErrors.push(err49), errors++;
                  }
                }
              } else {
                let err50 = { instancePath: instancePath + "/spec/nfs/servers", schemaPath: "#/properties/spec/properties/nfs/properties/servers/type", keyword: "type", params: { type: "array" } };
                vErrors === null ? vErrors = [err50] : vErrors.push(err50), errors++;
              }
            }
            if (data16.exportPath !== void 0) {
              let data19 = data16.exportPath;
              if (typeof data19 == "string") {
                if (func2(data19) > 1024) {
                  let err51 = { instancePath: instancePath + "/spec/nfs/exportPath", schemaPath: "#/properties/spec/properties/nfs/properties/exportPath/maxLength", keyword: "maxLength", params: { limit: 1024 } };
                  vErrors === null ? vErrors = [err51] : vErrors.push(err51), errors++;
                }
                if (!pattern3.test(data19)) {
                  let err52 = { instancePath: instancePath + "/spec/nfs/exportPath", schemaPath: "#/properties/spec/properties/nfs/properties/exportPath/pattern", keyword: "pattern", params: { pattern: "^(/|(/[^/\\s]+){1,16})$" } };
                  vErrors === null ? vErrors = [err52] : vErrors.push(err52), errors++;
                }
              } else {
                let err53 = { instancePath: instancePath + "/spec/nfs/exportPath", schemaPath: "#/properties/spec/properties/nfs/properties/exportPath/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err53] : vErrors.push(err53), errors++;
              }
            }
            if (data16.mountOptions !== void 0) {
              let data20 = data16.mountOptions;
              if (Array.isArray(data20)) {
                if (data20.length > 64) {
                  let err54 = { instancePath: instancePath + "/spec/nfs/mountOptions", schemaPath: "#/properties/spec/properties/nfs/properties/mountOptions/maxItems", keyword: "maxItems", params: { limit: 64 } };
                  vErrors === null ? vErrors = [err54] : vErrors.push(err54), errors++;
                }
                let len2 = data20.length;
                for (let i2 = 0; i2 < len2; i2++) {
                  let data21 = data20[i2];
                  if (typeof data21 == "string") {
                    if (func2(data21) > 256) {
                      let err55 = { instancePath: instancePath + "/spec/nfs/mountOptions/" + i2, schemaPath: "#/properties/spec/properties/nfs/properties/mountOptions/items/maxLength", keyword: "maxLength", params: { limit: 256 } };
                      vErrors === null ? vErrors = [err55] : vErrors.push(err55), errors++;
                    }
                    if (func2(data21) < 1) {
                      let err56 = { instancePath: instancePath + "/spec/nfs/mountOptions/" + i2, schemaPath: "#/properties/spec/properties/nfs/properties/mountOptions/items/minLength", keyword: "minLength", params: { limit: 1 } };
                      vErrors === null ? vErrors = [err56] : vErrors.push(err56), errors++;
                    }
                  } else {
                    let err57 = { instancePath: instancePath + "/spec/nfs/mountOptions/" + i2, schemaPath: "#/properties/spec/properties/nfs/properties/mountOptions/items/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err57] : vErrors.push(err57), errors++;
                  }
                }
              } else {
                let err58 = { instancePath: instancePath + "/spec/nfs/mountOptions", schemaPath: "#/properties/spec/properties/nfs/properties/mountOptions/type", keyword: "type", params: { type: "array" } };
                vErrors === null ? vErrors = [err58] : vErrors.push(err58), errors++;
              }
            }
            if (data16.accessModes !== void 0) {
              let data22 = data16.accessModes;
              if (Array.isArray(data22)) {
                if (data22.length > 4) {
                  let err59 = { instancePath: instancePath + "/spec/nfs/accessModes", schemaPath: "#/properties/spec/properties/nfs/properties/accessModes/maxItems", keyword: "maxItems", params: { limit: 4 } };
                  vErrors === null ? vErrors = [err59] : vErrors.push(err59), errors++;
                }
                if (data22.length < 1) {
                  let err60 = { instancePath: instancePath + "/spec/nfs/accessModes", schemaPath: "#/properties/spec/properties/nfs/properties/accessModes/minItems", keyword: "minItems", params: { limit: 1 } };
                  vErrors === null ? vErrors = [err60] : vErrors.push(err60), errors++;
                }
                let len3 = data22.length;
                for (let i3 = 0; i3 < len3; i3++) {
                  let data23 = data22[i3];
                  if (typeof data23 != "string") {
                    let err61 = { instancePath: instancePath + "/spec/nfs/accessModes/" + i3, schemaPath: "#/properties/spec/properties/nfs/properties/accessModes/items/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err61] : vErrors.push(err61), errors++;
                  }
                  if (!(data23 === "ReadWriteOnce" || data23 === "ReadOnlyMany" || data23 === "ReadWriteMany" || data23 === "ReadWriteOncePod")) {
                    let err62 = { instancePath: instancePath + "/spec/nfs/accessModes/" + i3, schemaPath: "#/properties/spec/properties/nfs/properties/accessModes/items/enum", keyword: "enum", params: { allowedValues: schema11.properties.spec.properties.nfs.properties.accessModes.items.enum } };
                    vErrors === null ? vErrors = [err62] : vErrors.push(err62), errors++;
                  }
                }
              } else {
                let err63 = { instancePath: instancePath + "/spec/nfs/accessModes", schemaPath: "#/properties/spec/properties/nfs/properties/accessModes/type", keyword: "type", params: { type: "array" } };
                vErrors === null ? vErrors = [err63] : vErrors.push(err63), errors++;
              }
            }
          } else {
            let err64 = { instancePath: instancePath + "/spec/nfs", schemaPath: "#/properties/spec/properties/nfs/type", keyword: "type", params: { type: "object" } };
            vErrors === null ? vErrors = [err64] : vErrors.push(err64), errors++;
          }
        }
        if (data8.pools !== void 0) {
          let data24 = data8.pools;
          if (Array.isArray(data24)) {
            if (data24.length > 256) {
              let err65 = { instancePath: instancePath + "/spec/pools", schemaPath: "#/properties/spec/properties/pools/maxItems", keyword: "maxItems", params: { limit: 256 } };
              vErrors === null ? vErrors = [err65] : vErrors.push(err65), errors++;
            }
            if (data24.length < 1) {
              let err66 = { instancePath: instancePath + "/spec/pools", schemaPath: "#/properties/spec/properties/pools/minItems", keyword: "minItems", params: { limit: 1 } };
              vErrors === null ? vErrors = [err66] : vErrors.push(err66), errors++;
            }
            let len4 = data24.length;
            for (let i4 = 0; i4 < len4; i4++) {
              let data25 = data24[i4];
              if (data25 && typeof data25 == "object" && !Array.isArray(data25)) {
                if (data25.name === void 0) {
                  let err67 = { instancePath: instancePath + "/spec/pools/" + i4, schemaPath: "#/properties/spec/properties/pools/items/required", keyword: "required", params: { missingProperty: "name" } };
                  vErrors === null ? vErrors = [err67] : vErrors.push(err67), errors++;
                }
                for (let key9 in data25)
                  if (!(key9 === "name" || key9 === "labels" || key9 === "storageGroups" || key9 === "requiredTags" || key9 === "limits")) {
                    let err68 = { instancePath: instancePath + "/spec/pools/" + i4, schemaPath: "#/properties/spec/properties/pools/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key9 } };
                    vErrors === null ? vErrors = [err68] : vErrors.push(err68), errors++;
                  }
                if (data25.name !== void 0) {
                  let data26 = data25.name;
                  if (typeof data26 == "string") {
                    if (!pattern1.test(data26)) {
                      let err69 = { instancePath: instancePath + "/spec/pools/" + i4 + "/name", schemaPath: "#/properties/spec/properties/pools/items/properties/name/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$" } };
                      vErrors === null ? vErrors = [err69] : vErrors.push(err69), errors++;
                    }
                  } else {
                    let err70 = { instancePath: instancePath + "/spec/pools/" + i4 + "/name", schemaPath: "#/properties/spec/properties/pools/items/properties/name/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err70] : vErrors.push(err70), errors++;
                  }
                }
                if (data25.labels !== void 0) {
                  let data27 = data25.labels;
                  if (data27 && typeof data27 == "object" && !Array.isArray(data27)) {
                    if (Object.keys(data27).length > 64) {
                      let err71 = { instancePath: instancePath + "/spec/pools/" + i4 + "/labels", schemaPath: "#/properties/spec/properties/pools/items/properties/labels/maxProperties", keyword: "maxProperties", params: { limit: 64 } };
                      vErrors === null ? vErrors = [err71] : vErrors.push(err71), errors++;
                    }
                    for (let key10 in data27) {
                      let data28 = data27[key10];
                      if (typeof data28 == "string") {
                        if (func2(data28) > 63) {
                          let err72 = { instancePath: instancePath + "/spec/pools/" + i4 + "/labels/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/spec/properties/pools/items/properties/labels/additionalProperties/maxLength", keyword: "maxLength", params: { limit: 63 } };
                          vErrors === null ? vErrors = [err72] : vErrors.push(err72), errors++;
                        }
                      } else {
                        let err73 = { instancePath: instancePath + "/spec/pools/" + i4 + "/labels/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/spec/properties/pools/items/properties/labels/additionalProperties/type", keyword: "type", params: { type: "string" } };
                        vErrors === null ? vErrors = [err73] : vErrors.push(err73), errors++;
                      }
                    }
                  } else {
                    let err74 = { instancePath: instancePath + "/spec/pools/" + i4 + "/labels", schemaPath: "#/properties/spec/properties/pools/items/properties/labels/type", keyword: "type", params: { type: "object" } };
                    vErrors === null ? vErrors = [err74] : vErrors.push(err74), errors++;
                  }
                }
                if (data25.storageGroups !== void 0) {
                  let data29 = data25.storageGroups;
                  if (Array.isArray(data29)) {
                    if (data29.length > 1024) {
                      let err75 = { instancePath: instancePath + "/spec/pools/" + i4 + "/storageGroups", schemaPath: "#/properties/spec/properties/pools/items/properties/storageGroups/maxItems", keyword: "maxItems", params: { limit: 1024 } };
                      vErrors === null ? vErrors = [err75] : vErrors.push(err75), errors++;
                    }
                    if (data29.length < 1) {
                      let err76 = { instancePath: instancePath + "/spec/pools/" + i4 + "/storageGroups", schemaPath: "#/properties/spec/properties/pools/items/properties/storageGroups/minItems", keyword: "minItems", params: { limit: 1 } };
                      vErrors === null ? vErrors = [err76] : vErrors.push(err76), errors++;
                    }
                    let len5 = data29.length;
                    for (let i5 = 0; i5 < len5; i5++) {
                      let data30 = data29[i5];
                      if (typeof data30 == "string") {
                        if (!pattern1.test(data30)) {
                          let err77 = { instancePath: instancePath + "/spec/pools/" + i4 + "/storageGroups/" + i5, schemaPath: "#/properties/spec/properties/pools/items/properties/storageGroups/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$" } };
                          vErrors === null ? vErrors = [err77] : vErrors.push(err77), errors++;
                        }
                      } else {
                        let err78 = { instancePath: instancePath + "/spec/pools/" + i4 + "/storageGroups/" + i5, schemaPath: "#/properties/spec/properties/pools/items/properties/storageGroups/items/type", keyword: "type", params: { type: "string" } };
                        vErrors === null ? vErrors = [err78] : vErrors.push(err78), errors++;
                      }
                    }
                  } else {
                    let err79 = { instancePath: instancePath + "/spec/pools/" + i4 + "/storageGroups", schemaPath: "#/properties/spec/properties/pools/items/properties/storageGroups/type", keyword: "type", params: { type: "array" } };
                    vErrors === null ? vErrors = [err79] : vErrors.push(err79), errors++;
                  }
                }
                if (data25.requiredTags !== void 0) {
                  let data31 = data25.requiredTags;
                  if (Array.isArray(data31)) {
                    if (data31.length > 64) {
                      let err80 = { instancePath: instancePath + "/spec/pools/" + i4 + "/requiredTags", schemaPath: "#/properties/spec/properties/pools/items/properties/requiredTags/maxItems", keyword: "maxItems", params: { limit: 64 } };
                      vErrors === null ? vErrors = [err80] : vErrors.push(err80), errors++;
                    }
                    let len6 = data31.length;
                    for (let i6 = 0; i6 < len6; i6++) {
                      let data32 = data31[i6];
                      if (typeof data32 == "string") {
                        if (func2(data32) > 63) {
                          let err81 = { instancePath: instancePath + "/spec/pools/" + i4 + "/requiredTags/" + i6, schemaPath: "#/properties/spec/properties/pools/items/properties/requiredTags/items/maxLength", keyword: "maxLength", params: { limit: 63 } };
                          vErrors === null ? vErrors = [err81] : vErrors.push(err81), errors++;
                        }
                        if (func2(data32) < 1) {
                          let err82 = { instancePath: instancePath + "/spec/pools/" + i4 + "/requiredTags/" + i6, schemaPath: "#/properties/spec/properties/pools/items/properties/requiredTags/items/minLength", keyword: "minLength", params: { limit: 1 } };
                          vErrors === null ? vErrors = [err82] : vErrors.push(err82), errors++;
                        }
                      } else {
                        let err83 = { instancePath: instancePath + "/spec/pools/" + i4 + "/requiredTags/" + i6, schemaPath: "#/properties/spec/properties/pools/items/properties/requiredTags/items/type", keyword: "type", params: { type: "string" } };
                        vErrors === null ? vErrors = [err83] : vErrors.push(err83), errors++;
                      }
                    }
                  } else {
                    let err84 = { instancePath: instancePath + "/spec/pools/" + i4 + "/requiredTags", schemaPath: "#/properties/spec/properties/pools/items/properties/requiredTags/type", keyword: "type", params: { type: "array" } };
                    vErrors === null ? vErrors = [err84] : vErrors.push(err84), errors++;
                  }
                }
                if (data25.limits !== void 0) {
                  let data33 = data25.limits;
                  if (data33 && typeof data33 == "object" && !Array.isArray(data33)) {
                    for (let key11 in data33)
                      if (!(key11 === "maxVolumeSize" || key11 === "maxVolumes" || key11 === "maxTotalSize")) {
                        let err85 = { instancePath: instancePath + "/spec/pools/" + i4 + "/limits", schemaPath: "#/properties/spec/properties/pools/items/properties/limits/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key11 } };
                        vErrors === null ? vErrors = [err85] : vErrors.push(err85), errors++;
                      }
                    if (data33.maxVolumeSize !== void 0) {
                      let data34 = data33.maxVolumeSize;
                      if (typeof data34 == "string") {
                        if (!pattern6.test(data34)) {
                          let err86 = { instancePath: instancePath + "/spec/pools/" + i4 + "/limits/maxVolumeSize", schemaPath: "#/properties/spec/properties/pools/items/properties/limits/properties/maxVolumeSize/pattern", keyword: "pattern", params: { pattern: "^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?$" } };
                          vErrors === null ? vErrors = [err86] : vErrors.push(err86), errors++;
                        }
                      } else {
                        let err87 = { instancePath: instancePath + "/spec/pools/" + i4 + "/limits/maxVolumeSize", schemaPath: "#/properties/spec/properties/pools/items/properties/limits/properties/maxVolumeSize/type", keyword: "type", params: { type: "string" } };
                        vErrors === null ? vErrors = [err87] : vErrors.push(err87), errors++;
                      }
                    }
                    if (data33.maxVolumes !== void 0) {
                      let data35 = data33.maxVolumes;
                      if (!(typeof data35 == "number" && !(data35 % 1) && !isNaN(data35) && isFinite(data35))) {
                        let err88 = { instancePath: instancePath + "/spec/pools/" + i4 + "/limits/maxVolumes", schemaPath: "#/properties/spec/properties/pools/items/properties/limits/properties/maxVolumes/type", keyword: "type", params: { type: "integer" } };
                        vErrors === null ? vErrors = [err88] : vErrors.push(err88), errors++;
                      }
                      if (typeof data35 == "number" && isFinite(data35)) {
                        if (data35 > 1e6 || isNaN(data35)) {
                          let err89 = { instancePath: instancePath + "/spec/pools/" + i4 + "/limits/maxVolumes", schemaPath: "#/properties/spec/properties/pools/items/properties/limits/properties/maxVolumes/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1e6 } };
                          vErrors === null ? vErrors = [err89] : vErrors.push(err89), errors++;
                        }
                        if (data35 < 1 || isNaN(data35)) {
                          let err90 = { instancePath: instancePath + "/spec/pools/" + i4 + "/limits/maxVolumes", schemaPath: "#/properties/spec/properties/pools/items/properties/limits/properties/maxVolumes/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
                          vErrors === null ? vErrors = [err90] : vErrors.push(err90), errors++;
                        }
                      }
                    }
                    if (data33.maxTotalSize !== void 0) {
                      let data36 = data33.maxTotalSize;
                      if (typeof data36 == "string") {
                        if (!pattern6.test(data36)) {
                          let err91 = { instancePath: instancePath + "/spec/pools/" + i4 + "/limits/maxTotalSize", schemaPath: "#/properties/spec/properties/pools/items/properties/limits/properties/maxTotalSize/pattern", keyword: "pattern", params: { pattern: "^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?$" } };
                          vErrors === null ? vErrors = [err91] : vErrors.push(err91), errors++;
                        }
                      } else {
                        let err92 = { instancePath: instancePath + "/spec/pools/" + i4 + "/limits/maxTotalSize", schemaPath: "#/properties/spec/properties/pools/items/properties/limits/properties/maxTotalSize/type", keyword: "type", params: { type: "string" } };
                        vErrors === null ? vErrors = [err92] : vErrors.push(err92), errors++;
                      }
                    }
                  } else {
                    let err93 = { instancePath: instancePath + "/spec/pools/" + i4 + "/limits", schemaPath: "#/properties/spec/properties/pools/items/properties/limits/type", keyword: "type", params: { type: "object" } };
                    vErrors === null ? vErrors = [err93] : vErrors.push(err93), errors++;
                  }
                }
              } else {
                let err94 = { instancePath: instancePath + "/spec/pools/" + i4, schemaPath: "#/properties/spec/properties/pools/items/type", keyword: "type", params: { type: "object" } };
                vErrors === null ? vErrors = [err94] : vErrors.push(err94), errors++;
              }
            }
          } else {
            let err95 = { instancePath: instancePath + "/spec/pools", schemaPath: "#/properties/spec/properties/pools/type", keyword: "type", params: { type: "array" } };
            vErrors === null ? vErrors = [err95] : vErrors.push(err95), errors++;
          }
        }
        if (data8.limits !== void 0) {
          let data37 = data8.limits;
          if (data37 && typeof data37 == "object" && !Array.isArray(data37)) {
            for (let key12 in data37)
              if (!(key12 === "maxVolumeSize" || key12 === "maxVolumes" || key12 === "maxTotalSize")) {
                let err96 = { instancePath: instancePath + "/spec/limits", schemaPath: "#/properties/spec/properties/limits/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key12 } };
                vErrors === null ? vErrors = [err96] : vErrors.push(err96), errors++;
              }
            if (data37.maxVolumeSize !== void 0) {
              let data38 = data37.maxVolumeSize;
              if (typeof data38 == "string") {
                if (!pattern6.test(data38)) {
                  let err97 = { instancePath: instancePath + "/spec/limits/maxVolumeSize", schemaPath: "#/properties/spec/properties/limits/properties/maxVolumeSize/pattern", keyword: "pattern", params: { pattern: "^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?$" } };
                  vErrors === null ? vErrors = [err97] : vErrors.push(err97), errors++;
                }
              } else {
                let err98 = { instancePath: instancePath + "/spec/limits/maxVolumeSize", schemaPath: "#/properties/spec/properties/limits/properties/maxVolumeSize/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err98] : vErrors.push(err98), errors++;
              }
            }
            if (data37.maxVolumes !== void 0) {
              let data39 = data37.maxVolumes;
              if (!(typeof data39 == "number" && !(data39 % 1) && !isNaN(data39) && isFinite(data39))) {
                let err99 = { instancePath: instancePath + "/spec/limits/maxVolumes", schemaPath: "#/properties/spec/properties/limits/properties/maxVolumes/type", keyword: "type", params: { type: "integer" } };
                vErrors === null ? vErrors = [err99] : vErrors.push(err99), errors++;
              }
              if (typeof data39 == "number" && isFinite(data39)) {
                if (data39 > 1e6 || isNaN(data39)) {
                  let err100 = { instancePath: instancePath + "/spec/limits/maxVolumes", schemaPath: "#/properties/spec/properties/limits/properties/maxVolumes/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1e6 } };
                  vErrors === null ? vErrors = [err100] : vErrors.push(err100), errors++;
                }
                if (data39 < 1 || isNaN(data39)) {
                  let err101 = { instancePath: instancePath + "/spec/limits/maxVolumes", schemaPath: "#/properties/spec/properties/limits/properties/maxVolumes/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
                  vErrors === null ? vErrors = [err101] : vErrors.push(err101), errors++;
                }
              }
            }
            if (data37.maxTotalSize !== void 0) {
              let data40 = data37.maxTotalSize;
              if (typeof data40 == "string") {
                if (!pattern6.test(data40)) {
                  let err102 = { instancePath: instancePath + "/spec/limits/maxTotalSize", schemaPath: "#/properties/spec/properties/limits/properties/maxTotalSize/pattern", keyword: "pattern", params: { pattern: "^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?$" } };
                  vErrors === null ? vErrors = [err102] : vErrors.push(err102), errors++;
                }
              } else {
                let err103 = { instancePath: instancePath + "/spec/limits/maxTotalSize", schemaPath: "#/properties/spec/properties/limits/properties/maxTotalSize/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err103] : vErrors.push(err103), errors++;
              }
            }
          } else {
            let err104 = { instancePath: instancePath + "/spec/limits", schemaPath: "#/properties/spec/properties/limits/type", keyword: "type", params: { type: "object" } };
            vErrors === null ? vErrors = [err104] : vErrors.push(err104), errors++;
          }
        }
        if (data8.labels !== void 0) {
          let data41 = data8.labels;
          if (data41 && typeof data41 == "object" && !Array.isArray(data41)) {
            if (Object.keys(data41).length > 64) {
              let err105 = { instancePath: instancePath + "/spec/labels", schemaPath: "#/properties/spec/properties/labels/maxProperties", keyword: "maxProperties", params: { limit: 64 } };
              vErrors === null ? vErrors = [err105] : vErrors.push(err105), errors++;
            }
            for (let key13 in data41) {
              let data42 = data41[key13];
              if (typeof data42 == "string") {
                if (func2(data42) > 63) {
                  let err106 = { instancePath: instancePath + "/spec/labels/" + key13.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/spec/properties/labels/additionalProperties/maxLength", keyword: "maxLength", params: { limit: 63 } };
                  vErrors === null ? vErrors = [err106] : vErrors.push(err106), errors++;
                }
              } else {
                let err107 = { instancePath: instancePath + "/spec/labels/" + key13.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/spec/properties/labels/additionalProperties/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err107] : vErrors.push(err107), errors++;
              }
            }
          } else {
            let err108 = { instancePath: instancePath + "/spec/labels", schemaPath: "#/properties/spec/properties/labels/type", keyword: "type", params: { type: "object" } };
            vErrors === null ? vErrors = [err108] : vErrors.push(err108), errors++;
          }
        }
        if (data8.state !== void 0) {
          let data43 = data8.state;
          if (typeof data43 != "string") {
            let err109 = { instancePath: instancePath + "/spec/state", schemaPath: "#/properties/spec/properties/state/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err109] : vErrors.push(err109), errors++;
          }
          if (!(data43 === "normal" || data43 === "suspended")) {
            let err110 = { instancePath: instancePath + "/spec/state", schemaPath: "#/properties/spec/properties/state/enum", keyword: "enum", params: { allowedValues: schema11.properties.spec.properties.state.enum } };
            vErrors === null ? vErrors = [err110] : vErrors.push(err110), errors++;
          }
        }
      } else {
        let err111 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/type", keyword: "type", params: { type: "object" } };
        vErrors === null ? vErrors = [err111] : vErrors.push(err111), errors++;
      }
    }
  } else {
    let err112 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    vErrors === null ? vErrors = [err112] : vErrors.push(err112), errors++;
  }
  return validate10.errors = vErrors, errors === 0;
}
var validateEnclosure = validate11, schema12 = { type: "object", required: ["apiVersion", "kind", "metadata", "spec"], properties: { apiVersion: { type: "string", enum: ["stowage.dev/v1alpha1"] }, kind: { type: "string", enum: ["Enclosure"] }, metadata: { type: "object", required: ["name"], properties: { name: { type: "string", maxLength: 253, pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" }, labels: { type: "object", maxProperties: 64, additionalProperties: { type: "string", maxLength: 63 } }, annotations: { type: "object", maxProperties: 64, additionalProperties: { type: "string", maxLength: 65536 } } }, additionalProperties: !1 }, spec: { type: "object", required: ["storageGroup", "portals", "drives"], properties: { storageGroup: { type: "string", pattern: "^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$" }, domain: { type: "string", minLength: 1, maxLength: 63 }, bandwidthDomain: { type: "string", minLength: 1, maxLength: 63 }, portals: { type: "array", minItems: 1, maxItems: 16, items: { type: "object", required: ["transport", "address"], properties: { transport: { type: "string", enum: ["iscsi", "nvmetcp", "roce"] }, address: { type: "string", minLength: 1, maxLength: 253 }, port: { type: "integer", minimum: 1, maximum: 65535 } }, additionalProperties: !1 } }, drives: { type: "array", minItems: 1, maxItems: 1024, items: { type: "object", required: ["id", "mediaType", "protocol", "capacity"], properties: { id: { type: "string", pattern: "^(wwn-0x[0-9a-f]{16}([0-9a-f]{16})?|eui\\.[0-9a-f]{16}|nguid\\.[0-9a-f]{32})$" }, mediaType: { type: "string", enum: ["HDD", "SSD"] }, protocol: { type: "string", enum: ["SATA", "SAS", "NVMe"] }, rotationSpeedRPM: { type: "integer", minimum: 1, maximum: 3e4 }, capacity: { type: "string", pattern: "^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?$" }, tags: { type: "array", maxItems: 32, items: { type: "string", pattern: "^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$" } }, state: { type: "string", enum: ["enabled", "draining", "maintenance", "failed"] } }, additionalProperties: !1 } } }, additionalProperties: !1 } }, additionalProperties: !1 }, pattern12 = new RegExp("^(wwn-0x[0-9a-f]{16}([0-9a-f]{16})?|eui\\.[0-9a-f]{16}|nguid\\.[0-9a-f]{32})$", "u");
function validate11(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.apiVersion === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "apiVersion" } };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.kind === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" } };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.metadata === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "metadata" } };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.spec === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "spec" } };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "apiVersion" || key0 === "kind" || key0 === "metadata" || key0 === "spec")) {
        let err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 } };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    if (data.apiVersion !== void 0) {
      let data0 = data.apiVersion;
      if (typeof data0 != "string") {
        let err5 = { instancePath: instancePath + "/apiVersion", schemaPath: "#/properties/apiVersion/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
      if (data0 !== "stowage.dev/v1alpha1") {
        let err6 = { instancePath: instancePath + "/apiVersion", schemaPath: "#/properties/apiVersion/enum", keyword: "enum", params: { allowedValues: schema12.properties.apiVersion.enum } };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.kind !== void 0) {
      let data1 = data.kind;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
      if (data1 !== "Enclosure") {
        let err8 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/enum", keyword: "enum", params: { allowedValues: schema12.properties.kind.enum } };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.metadata !== void 0) {
      let data2 = data.metadata;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        if (data2.name === void 0) {
          let err9 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/required", keyword: "required", params: { missingProperty: "name" } };
          vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
        }
        for (let key1 in data2)
          if (!(key1 === "name" || key1 === "labels" || key1 === "annotations")) {
            let err10 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 } };
            vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
          }
        if (data2.name !== void 0) {
          let data3 = data2.name;
          if (typeof data3 == "string") {
            if (func2(data3) > 253) {
              let err11 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/maxLength", keyword: "maxLength", params: { limit: 253 } };
              vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
            }
            if (!pattern0.test(data3)) {
              let err12 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/pattern", keyword: "pattern", params: { pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" } };
              vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
            }
          } else {
            let err13 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
          }
        }
        if (data2.labels !== void 0) {
          let data4 = data2.labels;
          if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
            if (Object.keys(data4).length > 64) {
              let err14 = { instancePath: instancePath + "/metadata/labels", schemaPath: "#/properties/metadata/properties/labels/maxProperties", keyword: "maxProperties", params: { limit: 64 } };
              vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
            }
            for (let key2 in data4) {
              let data5 = data4[key2];
              if (typeof data5 == "string") {
                if (func2(data5) > 63) {
                  let err15 = { instancePath: instancePath + "/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/labels/additionalProperties/maxLength", keyword: "maxLength", params: { limit: 63 } };
                  vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
                }
              } else {
                let err16 = { instancePath: instancePath + "/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/labels/additionalProperties/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
              }
            }
          } else {
            let err17 = { instancePath: instancePath + "/metadata/labels", schemaPath: "#/properties/metadata/properties/labels/type", keyword: "type", params: { type: "object" } };
            vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
          }
        }
        if (data2.annotations !== void 0) {
          let data6 = data2.annotations;
          if (data6 && typeof data6 == "object" && !Array.isArray(data6)) {
            if (Object.keys(data6).length > 64) {
              let err18 = { instancePath: instancePath + "/metadata/annotations", schemaPath: "#/properties/metadata/properties/annotations/maxProperties", keyword: "maxProperties", params: { limit: 64 } };
              vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
            }
            for (let key3 in data6) {
              let data7 = data6[key3];
              if (typeof data7 == "string") {
                if (func2(data7) > 65536) {
                  let err19 = { instancePath: instancePath + "/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/annotations/additionalProperties/maxLength", keyword: "maxLength", params: { limit: 65536 } };
                  vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
                }
              } else {
                let err20 = { instancePath: instancePath + "/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/annotations/additionalProperties/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
              }
            }
          } else {
            let err21 = { instancePath: instancePath + "/metadata/annotations", schemaPath: "#/properties/metadata/properties/annotations/type", keyword: "type", params: { type: "object" } };
            vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
          }
        }
      } else {
        let err22 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/type", keyword: "type", params: { type: "object" } };
        vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
      }
    }
    if (data.spec !== void 0) {
      let data8 = data.spec;
      if (data8 && typeof data8 == "object" && !Array.isArray(data8)) {
        if (data8.storageGroup === void 0) {
          let err23 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/required", keyword: "required", params: { missingProperty: "storageGroup" } };
          vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
        }
        if (data8.portals === void 0) {
          let err24 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/required", keyword: "required", params: { missingProperty: "portals" } };
          vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
        }
        if (data8.drives === void 0) {
          let err25 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/required", keyword: "required", params: { missingProperty: "drives" } };
          vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
        }
        for (let key4 in data8)
          if (!(key4 === "storageGroup" || key4 === "domain" || key4 === "bandwidthDomain" || key4 === "portals" || key4 === "drives")) {
            let err26 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key4 } };
            vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
          }
        if (data8.storageGroup !== void 0) {
          let data9 = data8.storageGroup;
          if (typeof data9 == "string") {
            if (!pattern1.test(data9)) {
              let err27 = { instancePath: instancePath + "/spec/storageGroup", schemaPath: "#/properties/spec/properties/storageGroup/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$" } };
              vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
            }
          } else {
            let err28 = { instancePath: instancePath + "/spec/storageGroup", schemaPath: "#/properties/spec/properties/storageGroup/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
          }
        }
        if (data8.domain !== void 0) {
          let data10 = data8.domain;
          if (typeof data10 == "string") {
            if (func2(data10) > 63) {
              let err29 = { instancePath: instancePath + "/spec/domain", schemaPath: "#/properties/spec/properties/domain/maxLength", keyword: "maxLength", params: { limit: 63 } };
              vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
            }
            if (func2(data10) < 1) {
              let err30 = { instancePath: instancePath + "/spec/domain", schemaPath: "#/properties/spec/properties/domain/minLength", keyword: "minLength", params: { limit: 1 } };
              vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
            }
          } else {
            let err31 = { instancePath: instancePath + "/spec/domain", schemaPath: "#/properties/spec/properties/domain/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
          }
        }
        if (data8.bandwidthDomain !== void 0) {
          let data11 = data8.bandwidthDomain;
          if (typeof data11 == "string") {
            if (func2(data11) > 63) {
              let err32 = { instancePath: instancePath + "/spec/bandwidthDomain", schemaPath: "#/properties/spec/properties/bandwidthDomain/maxLength", keyword: "maxLength", params: { limit: 63 } };
              vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
            }
            if (func2(data11) < 1) {
              let err33 = { instancePath: instancePath + "/spec/bandwidthDomain", schemaPath: "#/properties/spec/properties/bandwidthDomain/minLength", keyword: "minLength", params: { limit: 1 } };
              vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
            }
          } else {
            let err34 = { instancePath: instancePath + "/spec/bandwidthDomain", schemaPath: "#/properties/spec/properties/bandwidthDomain/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
          }
        }
        if (data8.portals !== void 0) {
          let data12 = data8.portals;
          if (Array.isArray(data12)) {
            if (data12.length > 16) {
              let err35 = { instancePath: instancePath + "/spec/portals", schemaPath: "#/properties/spec/properties/portals/maxItems", keyword: "maxItems", params: { limit: 16 } };
              vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
            }
            if (data12.length < 1) {
              let err36 = { instancePath: instancePath + "/spec/portals", schemaPath: "#/properties/spec/properties/portals/minItems", keyword: "minItems", params: { limit: 1 } };
              vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
            }
            let len0 = data12.length;
            for (let i0 = 0; i0 < len0; i0++) {
              let data13 = data12[i0];
              if (data13 && typeof data13 == "object" && !Array.isArray(data13)) {
                if (data13.transport === void 0) {
                  let err37 = { instancePath: instancePath + "/spec/portals/" + i0, schemaPath: "#/properties/spec/properties/portals/items/required", keyword: "required", params: { missingProperty: "transport" } };
                  vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
                }
                if (data13.address === void 0) {
                  let err38 = { instancePath: instancePath + "/spec/portals/" + i0, schemaPath: "#/properties/spec/properties/portals/items/required", keyword: "required", params: { missingProperty: "address" } };
                  vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
                }
                for (let key5 in data13)
                  if (!(key5 === "transport" || key5 === "address" || key5 === "port")) {
                    let err39 = { instancePath: instancePath + "/spec/portals/" + i0, schemaPath: "#/properties/spec/properties/portals/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key5 } };
                    vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
                  }
                if (data13.transport !== void 0) {
                  let data14 = data13.transport;
                  if (typeof data14 != "string") {
                    let err40 = { instancePath: instancePath + "/spec/portals/" + i0 + "/transport", schemaPath: "#/properties/spec/properties/portals/items/properties/transport/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
                  }
                  if (!(data14 === "iscsi" || data14 === "nvmetcp" || data14 === "roce")) {
                    let err41 = { instancePath: instancePath + "/spec/portals/" + i0 + "/transport", schemaPath: "#/properties/spec/properties/portals/items/properties/transport/enum", keyword: "enum", params: { allowedValues: schema12.properties.spec.properties.portals.items.properties.transport.enum } };
                    vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
                  }
                }
                if (data13.address !== void 0) {
                  let data15 = data13.address;
                  if (typeof data15 == "string") {
                    if (func2(data15) > 253) {
                      let err42 = { instancePath: instancePath + "/spec/portals/" + i0 + "/address", schemaPath: "#/properties/spec/properties/portals/items/properties/address/maxLength", keyword: "maxLength", params: { limit: 253 } };
                      vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
                    }
                    if (func2(data15) < 1) {
                      let err43 = { instancePath: instancePath + "/spec/portals/" + i0 + "/address", schemaPath: "#/properties/spec/properties/portals/items/properties/address/minLength", keyword: "minLength", params: { limit: 1 } };
                      vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
                    }
                  } else {
                    let err44 = { instancePath: instancePath + "/spec/portals/" + i0 + "/address", schemaPath: "#/properties/spec/properties/portals/items/properties/address/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err44] : vErrors.push(err44), errors++;
                  }
                }
                if (data13.port !== void 0) {
                  let data16 = data13.port;
                  if (!(typeof data16 == "number" && !(data16 % 1) && !isNaN(data16) && isFinite(data16))) {
                    let err45 = { instancePath: instancePath + "/spec/portals/" + i0 + "/port", schemaPath: "#/properties/spec/properties/portals/items/properties/port/type", keyword: "type", params: { type: "integer" } };
                    vErrors === null ? vErrors = [err45] : vErrors.push(err45), errors++;
                  }
                  if (typeof data16 == "number" && isFinite(data16)) {
                    if (data16 > 65535 || isNaN(data16)) {
                      let err46 = { instancePath: instancePath + "/spec/portals/" + i0 + "/port", schemaPath: "#/properties/spec/properties/portals/items/properties/port/maximum", keyword: "maximum", params: { comparison: "<=", limit: 65535 } };
                      vErrors === null ? vErrors = [err46] : vErrors.push(err46), errors++;
                    }
                    if (data16 < 1 || isNaN(data16)) {
                      let err47 = { instancePath: instancePath + "/spec/portals/" + i0 + "/port", schemaPath: "#/properties/spec/properties/portals/items/properties/port/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
                      vErrors === null ? vErrors = [err47] : vErrors.push(err47), errors++;
                    }
                  }
                }
              } else {
                let err48 = { instancePath: instancePath + "/spec/portals/" + i0, schemaPath: "#/properties/spec/properties/portals/items/type", keyword: "type", params: { type: "object" } };
                vErrors === null ? vErrors = [err48] : vErrors.push(err48), errors++;
              }
            }
          } else {
            let err49 = { instancePath: instancePath + "/spec/portals", schemaPath: "#/properties/spec/properties/portals/type", keyword: "type", params: { type: "array" } };
            vErrors === null ? vErrors = [err49] : vErrors.push(err49), errors++;
          }
        }
        if (data8.drives !== void 0) {
          let data17 = data8.drives;
          if (Array.isArray(data17)) {
            if (data17.length > 1024) {
              let err50 = { instancePath: instancePath + "/spec/drives", schemaPath: "#/properties/spec/properties/drives/maxItems", keyword: "maxItems", params: { limit: 1024 } };
              vErrors === null ? vErrors = [err50] : vErrors.push(err50), errors++;
            }
            if (data17.length < 1) {
              let err51 = { instancePath: instancePath + "/spec/drives", schemaPath: "#/properties/spec/properties/drives/minItems", keyword: "minItems", params: { limit: 1 } };
              vErrors === null ? vErrors = [err51] : vErrors.push(err51), errors++;
            }
            let len1 = data17.length;
            for (let i1 = 0; i1 < len1; i1++) {
              let data18 = data17[i1];
              if (data18 && typeof data18 == "object" && !Array.isArray(data18)) {
                if (data18.id === void 0) {
                  let err52 = { instancePath: instancePath + "/spec/drives/" + i1, schemaPath: "#/properties/spec/properties/drives/items/required", keyword: "required", params: { missingProperty: "id" } };
                  vErrors === null ? vErrors = [err52] : vErrors.push(err52), errors++;
                }
                if (data18.mediaType === void 0) {
                  let err53 = { instancePath: instancePath + "/spec/drives/" + i1, schemaPath: "#/properties/spec/properties/drives/items/required", keyword: "required", params: { missingProperty: "mediaType" } };
                  vErrors === null ? vErrors = [err53] : vErrors.push(err53), errors++;
                }
                if (data18.protocol === void 0) {
                  let err54 = { instancePath: instancePath + "/spec/drives/" + i1, schemaPath: "#/properties/spec/properties/drives/items/required", keyword: "required", params: { missingProperty: "protocol" } };
                  vErrors === null ? vErrors = [err54] : vErrors.push(err54), errors++;
                }
                if (data18.capacity === void 0) {
                  let err55 = { instancePath: instancePath + "/spec/drives/" + i1, schemaPath: "#/properties/spec/properties/drives/items/required", keyword: "required", params: { missingProperty: "capacity" } };
                  vErrors === null ? vErrors = [err55] : vErrors.push(err55), errors++;
                }
                for (let key6 in data18)
                  if (!(key6 === "id" || key6 === "mediaType" || key6 === "protocol" || key6 === "rotationSpeedRPM" || key6 === "capacity" || key6 === "tags" || key6 === "state")) {
                    let err56 = { instancePath: instancePath + "/spec/drives/" + i1, schemaPath: "#/properties/spec/properties/drives/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key6 } };
                    vErrors === null ? vErrors = [err56] : vErrors.push(err56), errors++;
                  }
                if (data18.id !== void 0) {
                  let data19 = data18.id;
                  if (typeof data19 == "string") {
                    if (!pattern12.test(data19)) {
                      let err57 = { instancePath: instancePath + "/spec/drives/" + i1 + "/id", schemaPath: "#/properties/spec/properties/drives/items/properties/id/pattern", keyword: "pattern", params: { pattern: "^(wwn-0x[0-9a-f]{16}([0-9a-f]{16})?|eui\\.[0-9a-f]{16}|nguid\\.[0-9a-f]{32})$" } };
                      vErrors === null ? vErrors = [err57] : vErrors.push(err57), errors++;
                    }
                  } else {
                    let err58 = { instancePath: instancePath + "/spec/drives/" + i1 + "/id", schemaPath: "#/properties/spec/properties/drives/items/properties/id/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err58] : vErrors.push(err58), errors++;
                  }
                }
                if (data18.mediaType !== void 0) {
                  let data20 = data18.mediaType;
                  if (typeof data20 != "string") {
                    let err59 = { instancePath: instancePath + "/spec/drives/" + i1 + "/mediaType", schemaPath: "#/properties/spec/properties/drives/items/properties/mediaType/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err59] : vErrors.push(err59), errors++;
                  }
                  if (!(data20 === "HDD" || data20 === "SSD")) {
                    let err60 = { instancePath: instancePath + "/spec/drives/" + i1 + "/mediaType", schemaPath: "#/properties/spec/properties/drives/items/properties/mediaType/enum", keyword: "enum", params: { allowedValues: schema12.properties.spec.properties.drives.items.properties.mediaType.enum } };
                    vErrors === null ? vErrors = [err60] : vErrors.push(err60), errors++;
                  }
                }
                if (data18.protocol !== void 0) {
                  let data21 = data18.protocol;
                  if (typeof data21 != "string") {
                    let err61 = { instancePath: instancePath + "/spec/drives/" + i1 + "/protocol", schemaPath: "#/properties/spec/properties/drives/items/properties/protocol/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err61] : vErrors.push(err61), errors++;
                  }
                  if (!(data21 === "SATA" || data21 === "SAS" || data21 === "NVMe")) {
                    let err62 = { instancePath: instancePath + "/spec/drives/" + i1 + "/protocol", schemaPath: "#/properties/spec/properties/drives/items/properties/protocol/enum", keyword: "enum", params: { allowedValues: schema12.properties.spec.properties.drives.items.properties.protocol.enum } };
                    vErrors === null ? vErrors = [err62] : vErrors.push(err62), errors++;
                  }
                }
                if (data18.rotationSpeedRPM !== void 0) {
                  let data22 = data18.rotationSpeedRPM;
                  if (!(typeof data22 == "number" && !(data22 % 1) && !isNaN(data22) && isFinite(data22))) {
                    let err63 = { instancePath: instancePath + "/spec/drives/" + i1 + "/rotationSpeedRPM", schemaPath: "#/properties/spec/properties/drives/items/properties/rotationSpeedRPM/type", keyword: "type", params: { type: "integer" } };
                    vErrors === null ? vErrors = [err63] : vErrors.push(err63), errors++;
                  }
                  if (typeof data22 == "number" && isFinite(data22)) {
                    if (data22 > 3e4 || isNaN(data22)) {
                      let err64 = { instancePath: instancePath + "/spec/drives/" + i1 + "/rotationSpeedRPM", schemaPath: "#/properties/spec/properties/drives/items/properties/rotationSpeedRPM/maximum", keyword: "maximum", params: { comparison: "<=", limit: 3e4 } };
                      vErrors === null ? vErrors = [err64] : vErrors.push(err64), errors++;
                    }
                    if (data22 < 1 || isNaN(data22)) {
                      let err65 = { instancePath: instancePath + "/spec/drives/" + i1 + "/rotationSpeedRPM", schemaPath: "#/properties/spec/properties/drives/items/properties/rotationSpeedRPM/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
                      vErrors === null ? vErrors = [err65] : vErrors.push(err65), errors++;
                    }
                  }
                }
                if (data18.capacity !== void 0) {
                  let data23 = data18.capacity;
                  if (typeof data23 == "string") {
                    if (!pattern6.test(data23)) {
                      let err66 = { instancePath: instancePath + "/spec/drives/" + i1 + "/capacity", schemaPath: "#/properties/spec/properties/drives/items/properties/capacity/pattern", keyword: "pattern", params: { pattern: "^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?$" } };
                      vErrors === null ? vErrors = [err66] : vErrors.push(err66), errors++;
                    }
                  } else {
                    let err67 = { instancePath: instancePath + "/spec/drives/" + i1 + "/capacity", schemaPath: "#/properties/spec/properties/drives/items/properties/capacity/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err67] : vErrors.push(err67), errors++;
                  }
                }
                if (data18.tags !== void 0) {
                  let data24 = data18.tags;
                  if (Array.isArray(data24)) {
                    if (data24.length > 32) {
                      let err68 = { instancePath: instancePath + "/spec/drives/" + i1 + "/tags", schemaPath: "#/properties/spec/properties/drives/items/properties/tags/maxItems", keyword: "maxItems", params: { limit: 32 } };
                      vErrors === null ? vErrors = [err68] : vErrors.push(err68), errors++;
                    }
                    let len2 = data24.length;
                    for (let i2 = 0; i2 < len2; i2++) {
                      let data25 = data24[i2];
                      if (typeof data25 == "string") {
                        if (!pattern1.test(data25)) {
                          let err69 = { instancePath: instancePath + "/spec/drives/" + i1 + "/tags/" + i2, schemaPath: "#/properties/spec/properties/drives/items/properties/tags/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$" } };
                          vErrors === null ? vErrors = [err69] : vErrors.push(err69), errors++;
                        }
                      } else {
                        let err70 = { instancePath: instancePath + "/spec/drives/" + i1 + "/tags/" + i2, schemaPath: "#/properties/spec/properties/drives/items/properties/tags/items/type", keyword: "type", params: { type: "string" } };
                        vErrors === null ? vErrors = [err70] : vErrors.push(err70), errors++;
                      }
                    }
                  } else {
                    let err71 = { instancePath: instancePath + "/spec/drives/" + i1 + "/tags", schemaPath: "#/properties/spec/properties/drives/items/properties/tags/type", keyword: "type", params: { type: "array" } };
                    vErrors === null ? vErrors = [err71] : vErrors.push(err71), errors++;
                  }
                }
                if (data18.state !== void 0) {
                  let data26 = data18.state;
                  if (typeof data26 != "string") {
                    let err72 = { instancePath: instancePath + "/spec/drives/" + i1 + "/state", schemaPath: "#/properties/spec/properties/drives/items/properties/state/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err72] : vErrors.push(err72), errors++;
                  }
                  if (!(data26 === "enabled" || data26 === "draining" || data26 === "maintenance" || data26 === "failed")) {
                    let err73 = { instancePath: instancePath + "/spec/drives/" + i1 + "/state", schemaPath: "#/properties/spec/properties/drives/items/properties/state/enum", keyword: "enum", params: { allowedValues: schema12.properties.spec.properties.drives.items.properties.state.enum } };
                    vErrors === null ? vErrors = [err73] : vErrors.push(err73), errors++;
                  }
                }
              } else {
                let err74 = { instancePath: instancePath + "/spec/drives/" + i1, schemaPath: "#/properties/spec/properties/drives/items/type", keyword: "type", params: { type: "object" } };
                vErrors === null ? vErrors = [err74] : vErrors.push(err74), errors++;
              }
            }
          } else {
            let err75 = { instancePath: instancePath + "/spec/drives", schemaPath: "#/properties/spec/properties/drives/type", keyword: "type", params: { type: "array" } };
            vErrors === null ? vErrors = [err75] : vErrors.push(err75), errors++;
          }
        }
      } else {
        let err76 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/type", keyword: "type", params: { type: "object" } };
        vErrors === null ? vErrors = [err76] : vErrors.push(err76), errors++;
      }
    }
  } else {
    let err77 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    vErrors === null ? vErrors = [err77] : vErrors.push(err77), errors++;
  }
  return validate11.errors = vErrors, errors === 0;
}
var validatePlacementPolicy = validate12, schema13 = { type: "object", required: ["apiVersion", "kind", "metadata", "spec"], properties: { apiVersion: { type: "string", enum: ["stowage.dev/v1alpha1"] }, kind: { type: "string", enum: ["PlacementPolicy"] }, metadata: { type: "object", required: ["name"], properties: { name: { type: "string", maxLength: 253, pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" }, labels: { type: "object", maxProperties: 64, additionalProperties: { type: "string", maxLength: 63 } }, annotations: { type: "object", maxProperties: 64, additionalProperties: { type: "string", maxLength: 65536 } } }, additionalProperties: !1 }, spec: { type: "object", required: ["scope"], properties: { scope: { type: "string", enum: ["Config", "Request", "Drive", "Placement", "Score"] }, kinds: { type: "array", minItems: 1, maxItems: 16, items: { type: "string", enum: ["Backend", "Enclosure", "Topology", "PlacementPolicy", "PolicyBinding", "PolicyException", "PolicyTest", "StorageClass", "VolumeSnapshotClass", "VolumeAttributesClass"] } }, kubernetesVersion: { type: "string", pattern: "^1\\.[0-9]{1,3}$" }, parameters: { type: "array", maxItems: 64, items: { type: "object", required: ["name"], properties: { name: { type: "string", pattern: "^[A-Za-z_][A-Za-z0-9_]{0,62}$" }, type: { type: "string", enum: ["string", "int", "bool", "list"] }, default: { type: "string", maxLength: 1024 }, description: { type: "string", minLength: 1, maxLength: 1024 } }, additionalProperties: !1 } }, matchConditions: { type: "array", maxItems: 64, items: { type: "object", required: ["name", "expression"], properties: { name: { type: "string", minLength: 1, maxLength: 63 }, expression: { type: "string", minLength: 1, maxLength: 8192 } }, additionalProperties: !1 } }, variables: { type: "array", maxItems: 64, items: { type: "object", required: ["name", "expression"], properties: { name: { type: "string", pattern: "^[A-Za-z_][A-Za-z0-9_]{0,62}$" }, expression: { type: "string", minLength: 1, maxLength: 8192 } }, additionalProperties: !1 } }, validations: { type: "array", minItems: 1, maxItems: 64, items: { type: "object", required: ["expression"], properties: { name: { type: "string", minLength: 1, maxLength: 63, pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$" }, expression: { type: "string", minLength: 1, maxLength: 8192 }, message: { type: "string", minLength: 1, maxLength: 1024 }, messageExpression: { type: "string", minLength: 1, maxLength: 8192 } }, additionalProperties: !1 } }, scores: { type: "array", minItems: 1, maxItems: 64, items: { type: "object", required: ["expression"], properties: { name: { type: "string", minLength: 1, maxLength: 63, pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$" }, expression: { type: "string", minLength: 1, maxLength: 8192 } }, additionalProperties: !1 } }, action: { type: "string", enum: ["Deny", "Warn", "Audit"] }, failurePolicy: { type: "string", enum: ["Fail", "Ignore"] } }, additionalProperties: !1 } }, additionalProperties: !1 }, func28 = Object.prototype.hasOwnProperty, pattern16 = new RegExp("^1\\.[0-9]{1,3}$", "u"), pattern17 = new RegExp("^[A-Za-z_][A-Za-z0-9_]{0,62}$", "u"), pattern19 = new RegExp("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", "u");
function validate12(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.apiVersion === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "apiVersion" } };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.kind === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" } };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.metadata === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "metadata" } };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.spec === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "spec" } };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "apiVersion" || key0 === "kind" || key0 === "metadata" || key0 === "spec")) {
        let err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 } };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    if (data.apiVersion !== void 0) {
      let data0 = data.apiVersion;
      if (typeof data0 != "string") {
        let err5 = { instancePath: instancePath + "/apiVersion", schemaPath: "#/properties/apiVersion/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
      if (data0 !== "stowage.dev/v1alpha1") {
        let err6 = { instancePath: instancePath + "/apiVersion", schemaPath: "#/properties/apiVersion/enum", keyword: "enum", params: { allowedValues: schema13.properties.apiVersion.enum } };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.kind !== void 0) {
      let data1 = data.kind;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
      if (data1 !== "PlacementPolicy") {
        let err8 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/enum", keyword: "enum", params: { allowedValues: schema13.properties.kind.enum } };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.metadata !== void 0) {
      let data2 = data.metadata;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        if (data2.name === void 0) {
          let err9 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/required", keyword: "required", params: { missingProperty: "name" } };
          vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
        }
        for (let key1 in data2)
          if (!(key1 === "name" || key1 === "labels" || key1 === "annotations")) {
            let err10 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 } };
            vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
          }
        if (data2.name !== void 0) {
          let data3 = data2.name;
          if (typeof data3 == "string") {
            if (func2(data3) > 253) {
              let err11 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/maxLength", keyword: "maxLength", params: { limit: 253 } };
              vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
            }
            if (!pattern0.test(data3)) {
              let err12 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/pattern", keyword: "pattern", params: { pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" } };
              vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
            }
          } else {
            let err13 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
          }
        }
        if (data2.labels !== void 0) {
          let data4 = data2.labels;
          if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
            if (Object.keys(data4).length > 64) {
              let err14 = { instancePath: instancePath + "/metadata/labels", schemaPath: "#/properties/metadata/properties/labels/maxProperties", keyword: "maxProperties", params: { limit: 64 } };
              vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
            }
            for (let key2 in data4) {
              let data5 = data4[key2];
              if (typeof data5 == "string") {
                if (func2(data5) > 63) {
                  let err15 = { instancePath: instancePath + "/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/labels/additionalProperties/maxLength", keyword: "maxLength", params: { limit: 63 } };
                  vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
                }
              } else {
                let err16 = { instancePath: instancePath + "/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/labels/additionalProperties/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
              }
            }
          } else {
            let err17 = { instancePath: instancePath + "/metadata/labels", schemaPath: "#/properties/metadata/properties/labels/type", keyword: "type", params: { type: "object" } };
            vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
          }
        }
        if (data2.annotations !== void 0) {
          let data6 = data2.annotations;
          if (data6 && typeof data6 == "object" && !Array.isArray(data6)) {
            if (Object.keys(data6).length > 64) {
              let err18 = { instancePath: instancePath + "/metadata/annotations", schemaPath: "#/properties/metadata/properties/annotations/maxProperties", keyword: "maxProperties", params: { limit: 64 } };
              vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
            }
            for (let key3 in data6) {
              let data7 = data6[key3];
              if (typeof data7 == "string") {
                if (func2(data7) > 65536) {
                  let err19 = { instancePath: instancePath + "/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/annotations/additionalProperties/maxLength", keyword: "maxLength", params: { limit: 65536 } };
                  vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
                }
              } else {
                let err20 = { instancePath: instancePath + "/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/annotations/additionalProperties/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
              }
            }
          } else {
            let err21 = { instancePath: instancePath + "/metadata/annotations", schemaPath: "#/properties/metadata/properties/annotations/type", keyword: "type", params: { type: "object" } };
            vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
          }
        }
      } else {
        let err22 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/type", keyword: "type", params: { type: "object" } };
        vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
      }
    }
    if (data.spec !== void 0) {
      let data8 = data.spec;
      if (data8 && typeof data8 == "object" && !Array.isArray(data8)) {
        if (data8.scope === void 0) {
          let err23 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/required", keyword: "required", params: { missingProperty: "scope" } };
          vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
        }
        for (let key4 in data8)
          if (!func28.call(schema13.properties.spec.properties, key4)) {
            let err24 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key4 } };
            vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
          }
        if (data8.scope !== void 0) {
          let data9 = data8.scope;
          if (typeof data9 != "string") {
            let err25 = { instancePath: instancePath + "/spec/scope", schemaPath: "#/properties/spec/properties/scope/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
          }
          if (!(data9 === "Config" || data9 === "Request" || data9 === "Drive" || data9 === "Placement" || data9 === "Score")) {
            let err26 = { instancePath: instancePath + "/spec/scope", schemaPath: "#/properties/spec/properties/scope/enum", keyword: "enum", params: { allowedValues: schema13.properties.spec.properties.scope.enum } };
            vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
          }
        }
        if (data8.kinds !== void 0) {
          let data10 = data8.kinds;
          if (Array.isArray(data10)) {
            if (data10.length > 16) {
              let err27 = { instancePath: instancePath + "/spec/kinds", schemaPath: "#/properties/spec/properties/kinds/maxItems", keyword: "maxItems", params: { limit: 16 } };
              vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
            }
            if (data10.length < 1) {
              let err28 = { instancePath: instancePath + "/spec/kinds", schemaPath: "#/properties/spec/properties/kinds/minItems", keyword: "minItems", params: { limit: 1 } };
              vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
            }
            let len0 = data10.length;
            for (let i0 = 0; i0 < len0; i0++) {
              let data11 = data10[i0];
              if (typeof data11 != "string") {
                let err29 = { instancePath: instancePath + "/spec/kinds/" + i0, schemaPath: "#/properties/spec/properties/kinds/items/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
              }
              if (!(data11 === "Backend" || data11 === "Enclosure" || data11 === "Topology" || data11 === "PlacementPolicy" || data11 === "PolicyBinding" || data11 === "PolicyException" || data11 === "PolicyTest" || data11 === "StorageClass" || data11 === "VolumeSnapshotClass" || data11 === "VolumeAttributesClass")) {
                let err30 = { instancePath: instancePath + "/spec/kinds/" + i0, schemaPath: "#/properties/spec/properties/kinds/items/enum", keyword: "enum", params: { allowedValues: schema13.properties.spec.properties.kinds.items.enum } };
                vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
              }
            }
          } else {
            let err31 = { instancePath: instancePath + "/spec/kinds", schemaPath: "#/properties/spec/properties/kinds/type", keyword: "type", params: { type: "array" } };
            vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
          }
        }
        if (data8.kubernetesVersion !== void 0) {
          let data12 = data8.kubernetesVersion;
          if (typeof data12 == "string") {
            if (!pattern16.test(data12)) {
              let err32 = { instancePath: instancePath + "/spec/kubernetesVersion", schemaPath: "#/properties/spec/properties/kubernetesVersion/pattern", keyword: "pattern", params: { pattern: "^1\\.[0-9]{1,3}$" } };
              vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
            }
          } else {
            let err33 = { instancePath: instancePath + "/spec/kubernetesVersion", schemaPath: "#/properties/spec/properties/kubernetesVersion/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
          }
        }
        if (data8.parameters !== void 0) {
          let data13 = data8.parameters;
          if (Array.isArray(data13)) {
            if (data13.length > 64) {
              let err34 = { instancePath: instancePath + "/spec/parameters", schemaPath: "#/properties/spec/properties/parameters/maxItems", keyword: "maxItems", params: { limit: 64 } };
              vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
            }
            let len1 = data13.length;
            for (let i1 = 0; i1 < len1; i1++) {
              let data14 = data13[i1];
              if (data14 && typeof data14 == "object" && !Array.isArray(data14)) {
                if (data14.name === void 0) {
                  let err35 = { instancePath: instancePath + "/spec/parameters/" + i1, schemaPath: "#/properties/spec/properties/parameters/items/required", keyword: "required", params: { missingProperty: "name" } };
                  vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
                }
                for (let key5 in data14)
                  if (!(key5 === "name" || key5 === "type" || key5 === "default" || key5 === "description")) {
                    let err36 = { instancePath: instancePath + "/spec/parameters/" + i1, schemaPath: "#/properties/spec/properties/parameters/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key5 } };
                    vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
                  }
                if (data14.name !== void 0) {
                  let data15 = data14.name;
                  if (typeof data15 == "string") {
                    if (!pattern17.test(data15)) {
                      let err37 = { instancePath: instancePath + "/spec/parameters/" + i1 + "/name", schemaPath: "#/properties/spec/properties/parameters/items/properties/name/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_]{0,62}$" } };
                      vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
                    }
                  } else {
                    let err38 = { instancePath: instancePath + "/spec/parameters/" + i1 + "/name", schemaPath: "#/properties/spec/properties/parameters/items/properties/name/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
                  }
                }
                if (data14.type !== void 0) {
                  let data16 = data14.type;
                  if (typeof data16 != "string") {
                    let err39 = { instancePath: instancePath + "/spec/parameters/" + i1 + "/type", schemaPath: "#/properties/spec/properties/parameters/items/properties/type/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
                  }
                  if (!(data16 === "string" || data16 === "int" || data16 === "bool" || data16 === "list")) {
                    let err40 = { instancePath: instancePath + "/spec/parameters/" + i1 + "/type", schemaPath: "#/properties/spec/properties/parameters/items/properties/type/enum", keyword: "enum", params: { allowedValues: schema13.properties.spec.properties.parameters.items.properties.type.enum } };
                    vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
                  }
                }
                if (data14.default !== void 0) {
                  let data17 = data14.default;
                  if (typeof data17 == "string") {
                    if (func2(data17) > 1024) {
                      let err41 = { instancePath: instancePath + "/spec/parameters/" + i1 + "/default", schemaPath: "#/properties/spec/properties/parameters/items/properties/default/maxLength", keyword: "maxLength", params: { limit: 1024 } };
                      vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
                    }
                  } else {
                    let err42 = { instancePath: instancePath + "/spec/parameters/" + i1 + "/default", schemaPath: "#/properties/spec/properties/parameters/items/properties/default/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
                  }
                }
                if (data14.description !== void 0) {
                  let data18 = data14.description;
                  if (typeof data18 == "string") {
                    if (func2(data18) > 1024) {
                      let err43 = { instancePath: instancePath + "/spec/parameters/" + i1 + "/description", schemaPath: "#/properties/spec/properties/parameters/items/properties/description/maxLength", keyword: "maxLength", params: { limit: 1024 } };
                      vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
                    }
                    if (func2(data18) < 1) {
                      let err44 = { instancePath: instancePath + "/spec/parameters/" + i1 + "/description", schemaPath: "#/properties/spec/properties/parameters/items/properties/description/minLength", keyword: "minLength", params: { limit: 1 } };
                      vErrors === null ? vErrors = [err44] : vErrors.push(err44), errors++;
                    }
                  } else {
                    let err45 = { instancePath: instancePath + "/spec/parameters/" + i1 + "/description", schemaPath: "#/properties/spec/properties/parameters/items/properties/description/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err45] : vErrors.push(err45), errors++;
                  }
                }
              } else {
                let err46 = { instancePath: instancePath + "/spec/parameters/" + i1, schemaPath: "#/properties/spec/properties/parameters/items/type", keyword: "type", params: { type: "object" } };
                vErrors === null ? vErrors = [err46] : vErrors.push(err46), errors++;
              }
            }
          } else {
            let err47 = { instancePath: instancePath + "/spec/parameters", schemaPath: "#/properties/spec/properties/parameters/type", keyword: "type", params: { type: "array" } };
            vErrors === null ? vErrors = [err47] : vErrors.push(err47), errors++;
          }
        }
        if (data8.matchConditions !== void 0) {
          let data19 = data8.matchConditions;
          if (Array.isArray(data19)) {
            if (data19.length > 64) {
              let err48 = { instancePath: instancePath + "/spec/matchConditions", schemaPath: "#/properties/spec/properties/matchConditions/maxItems", keyword: "maxItems", params: { limit: 64 } };
              vErrors === null ? vErrors = [err48] : vErrors.push(err48), errors++;
            }
            let len2 = data19.length;
            for (let i2 = 0; i2 < len2; i2++) {
              let data20 = data19[i2];
              if (data20 && typeof data20 == "object" && !Array.isArray(data20)) {
                if (data20.name === void 0) {
                  let err49 = { instancePath: instancePath + "/spec/matchConditions/" + i2, schemaPath: "#/properties/spec/properties/matchConditions/items/required", keyword: "required", params: { missingProperty: "name" } };
                  vErrors === null ? vErrors = [err49] : vErrors.push(err49), errors++;
                }
                if (data20.expression === void 0) {
                  let err50 = { instancePath: instancePath + "/spec/matchConditions/" + i2, schemaPath: "#/properties/spec/properties/matchConditions/items/required", keyword: "required", params: { missingProperty: "expression" } };
                  vErrors === null ? vErrors = [err50] : vErrors.push(err50), errors++;
                }
                for (let key6 in data20)
                  if (!(key6 === "name" || key6 === "expression")) {
                    let err51 = { instancePath: instancePath + "/spec/matchConditions/" + i2, schemaPath: "#/properties/spec/properties/matchConditions/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key6 } };
                    vErrors === null ? vErrors = [err51] : vErrors.push(err51), errors++;
                  }
                if (data20.name !== void 0) {
                  let data21 = data20.name;
                  if (typeof data21 == "string") {
                    if (func2(data21) > 63) {
                      let err52 = { instancePath: instancePath + "/spec/matchConditions/" + i2 + "/name", schemaPath: "#/properties/spec/properties/matchConditions/items/properties/name/maxLength", keyword: "maxLength", params: { limit: 63 } };
                      vErrors === null ? vErrors = [err52] : vErrors.push(err52), errors++;
                    }
                    if (func2(data21) < 1) {
                      let err53 = { instancePath: instancePath + "/spec/matchConditions/" + i2 + "/name", schemaPath: "#/properties/spec/properties/matchConditions/items/properties/name/minLength", keyword: "minLength", params: { limit: 1 } };
                      vErrors === null ? vErrors = [err53] : vErrors.push(err53), errors++;
                    }
                  } else {
                    let err54 = { instancePath: instancePath + "/spec/matchConditions/" + i2 + "/name", schemaPath: "#/properties/spec/properties/matchConditions/items/properties/name/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err54] : vErrors.push(err54), errors++;
                  }
                }
                if (data20.expression !== void 0) {
                  let data22 = data20.expression;
                  if (typeof data22 == "string") {
                    if (func2(data22) > 8192) {
                      let err55 = { instancePath: instancePath + "/spec/matchConditions/" + i2 + "/expression", schemaPath: "#/properties/spec/properties/matchConditions/items/properties/expression/maxLength", keyword: "maxLength", params: { limit: 8192 } };
                      vErrors === null ? vErrors = [err55] : vErrors.push(err55), errors++;
                    }
                    if (func2(data22) < 1) {
                      let err56 = { instancePath: instancePath + "/spec/matchConditions/" + i2 + "/expression", schemaPath: "#/properties/spec/properties/matchConditions/items/properties/expression/minLength", keyword: "minLength", params: { limit: 1 } };
                      vErrors === null ? vErrors = [err56] : vErrors.push(err56), errors++;
                    }
                  } else {
                    let err57 = { instancePath: instancePath + "/spec/matchConditions/" + i2 + "/expression", schemaPath: "#/properties/spec/properties/matchConditions/items/properties/expression/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err57] : vErrors.push(err57), errors++;
                  }
                }
              } else {
                let err58 = { instancePath: instancePath + "/spec/matchConditions/" + i2, schemaPath: "#/properties/spec/properties/matchConditions/items/type", keyword: "type", params: { type: "object" } };
                vErrors === null ? vErrors = [err58] : vErrors.push(err58), errors++;
              }
            }
          } else {
            let err59 = { instancePath: instancePath + "/spec/matchConditions", schemaPath: "#/properties/spec/properties/matchConditions/type", keyword: "type", params: { type: "array" } };
            vErrors === null ? vErrors = [err59] : vErrors.push(err59), errors++;
          }
        }
        if (data8.variables !== void 0) {
          let data23 = data8.variables;
          if (Array.isArray(data23)) {
            if (data23.length > 64) {
              let err60 = { instancePath: instancePath + "/spec/variables", schemaPath: "#/properties/spec/properties/variables/maxItems", keyword: "maxItems", params: { limit: 64 } };
              vErrors === null ? vErrors = [err60] : vErrors.push(err60), errors++;
            }
            let len3 = data23.length;
            for (let i3 = 0; i3 < len3; i3++) {
              let data24 = data23[i3];
              if (data24 && typeof data24 == "object" && !Array.isArray(data24)) {
                if (data24.name === void 0) {
                  let err61 = { instancePath: instancePath + "/spec/variables/" + i3, schemaPath: "#/properties/spec/properties/variables/items/required", keyword: "required", params: { missingProperty: "name" } };
                  vErrors === null ? vErrors = [err61] : vErrors.push(err61), errors++;
                }
                if (data24.expression === void 0) {
                  let err62 = { instancePath: instancePath + "/spec/variables/" + i3, schemaPath: "#/properties/spec/properties/variables/items/required", keyword: "required", params: { missingProperty: "expression" } };
                  vErrors === null ? vErrors = [err62] : vErrors.push(err62), errors++;
                }
                for (let key7 in data24)
                  if (!(key7 === "name" || key7 === "expression")) {
                    let err63 = { instancePath: instancePath + "/spec/variables/" + i3, schemaPath: "#/properties/spec/properties/variables/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key7 } };
                    vErrors === null ? vErrors = [err63] : vErrors.push(err63), errors++;
                  }
                if (data24.name !== void 0) {
                  let data25 = data24.name;
                  if (typeof data25 == "string") {
                    if (!pattern17.test(data25)) {
                      let err64 = { instancePath: instancePath + "/spec/variables/" + i3 + "/name", schemaPath: "#/properties/spec/properties/variables/items/properties/name/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_]{0,62}$" } };
                      vErrors === null ? vErrors = [err64] : vErrors.push(err64), errors++;
                    }
                  } else {
                    let err65 = { instancePath: instancePath + "/spec/variables/" + i3 + "/name", schemaPath: "#/properties/spec/properties/variables/items/properties/name/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err65] : vErrors.push(err65), errors++;
                  }
                }
                if (data24.expression !== void 0) {
                  let data26 = data24.expression;
                  if (typeof data26 == "string") {
                    if (func2(data26) > 8192) {
                      let err66 = { instancePath: instancePath + "/spec/variables/" + i3 + "/expression", schemaPath: "#/properties/spec/properties/variables/items/properties/expression/maxLength", keyword: "maxLength", params: { limit: 8192 } };
                      vErrors === null ? vErrors = [err66] : vErrors.push(err66), errors++;
                    }
                    if (func2(data26) < 1) {
                      let err67 = { instancePath: instancePath + "/spec/variables/" + i3 + "/expression", schemaPath: "#/properties/spec/properties/variables/items/properties/expression/minLength", keyword: "minLength", params: { limit: 1 } };
                      vErrors === null ? vErrors = [err67] : vErrors.push(err67), errors++;
                    }
                  } else {
                    let err68 = { instancePath: instancePath + "/spec/variables/" + i3 + "/expression", schemaPath: "#/properties/spec/properties/variables/items/properties/expression/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err68] : vErrors.push(err68), errors++;
                  }
                }
              } else {
                let err69 = { instancePath: instancePath + "/spec/variables/" + i3, schemaPath: "#/properties/spec/properties/variables/items/type", keyword: "type", params: { type: "object" } };
                vErrors === null ? vErrors = [err69] : vErrors.push(err69), errors++;
              }
            }
          } else {
            let err70 = { instancePath: instancePath + "/spec/variables", schemaPath: "#/properties/spec/properties/variables/type", keyword: "type", params: { type: "array" } };
            vErrors === null ? vErrors = [err70] : vErrors.push(err70), errors++;
          }
        }
        if (data8.validations !== void 0) {
          let data27 = data8.validations;
          if (Array.isArray(data27)) {
            if (data27.length > 64) {
              let err71 = { instancePath: instancePath + "/spec/validations", schemaPath: "#/properties/spec/properties/validations/maxItems", keyword: "maxItems", params: { limit: 64 } };
              vErrors === null ? vErrors = [err71] : vErrors.push(err71), errors++;
            }
            if (data27.length < 1) {
              let err72 = { instancePath: instancePath + "/spec/validations", schemaPath: "#/properties/spec/properties/validations/minItems", keyword: "minItems", params: { limit: 1 } };
              vErrors === null ? vErrors = [err72] : vErrors.push(err72), errors++;
            }
            let len4 = data27.length;
            for (let i4 = 0; i4 < len4; i4++) {
              let data28 = data27[i4];
              if (data28 && typeof data28 == "object" && !Array.isArray(data28)) {
                if (data28.expression === void 0) {
                  let err73 = { instancePath: instancePath + "/spec/validations/" + i4, schemaPath: "#/properties/spec/properties/validations/items/required", keyword: "required", params: { missingProperty: "expression" } };
                  vErrors === null ? vErrors = [err73] : vErrors.push(err73), errors++;
                }
                for (let key8 in data28)
                  if (!(key8 === "name" || key8 === "expression" || key8 === "message" || key8 === "messageExpression")) {
                    let err74 = { instancePath: instancePath + "/spec/validations/" + i4, schemaPath: "#/properties/spec/properties/validations/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key8 } };
                    vErrors === null ? vErrors = [err74] : vErrors.push(err74), errors++;
                  }
                if (data28.name !== void 0) {
                  let data29 = data28.name;
                  if (typeof data29 == "string") {
                    if (func2(data29) > 63) {
                      let err75 = { instancePath: instancePath + "/spec/validations/" + i4 + "/name", schemaPath: "#/properties/spec/properties/validations/items/properties/name/maxLength", keyword: "maxLength", params: { limit: 63 } };
                      vErrors === null ? vErrors = [err75] : vErrors.push(err75), errors++;
                    }
                    if (func2(data29) < 1) {
                      let err76 = { instancePath: instancePath + "/spec/validations/" + i4 + "/name", schemaPath: "#/properties/spec/properties/validations/items/properties/name/minLength", keyword: "minLength", params: { limit: 1 } };
                      vErrors === null ? vErrors = [err76] : vErrors.push(err76), errors++;
                    }
                    if (!pattern19.test(data29)) {
                      let err77 = { instancePath: instancePath + "/spec/validations/" + i4 + "/name", schemaPath: "#/properties/spec/properties/validations/items/properties/name/pattern", keyword: "pattern", params: { pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$" } };
                      vErrors === null ? vErrors = [err77] : vErrors.push(err77), errors++;
                    }
                  } else {
                    let err78 = { instancePath: instancePath + "/spec/validations/" + i4 + "/name", schemaPath: "#/properties/spec/properties/validations/items/properties/name/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err78] : vErrors.push(err78), errors++;
                  }
                }
                if (data28.expression !== void 0) {
                  let data30 = data28.expression;
                  if (typeof data30 == "string") {
                    if (func2(data30) > 8192) {
                      let err79 = { instancePath: instancePath + "/spec/validations/" + i4 + "/expression", schemaPath: "#/properties/spec/properties/validations/items/properties/expression/maxLength", keyword: "maxLength", params: { limit: 8192 } };
                      vErrors === null ? vErrors = [err79] : vErrors.push(err79), errors++;
                    }
                    if (func2(data30) < 1) {
                      let err80 = { instancePath: instancePath + "/spec/validations/" + i4 + "/expression", schemaPath: "#/properties/spec/properties/validations/items/properties/expression/minLength", keyword: "minLength", params: { limit: 1 } };
                      vErrors === null ? vErrors = [err80] : vErrors.push(err80), errors++;
                    }
                  } else {
                    let err81 = { instancePath: instancePath + "/spec/validations/" + i4 + "/expression", schemaPath: "#/properties/spec/properties/validations/items/properties/expression/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err81] : vErrors.push(err81), errors++;
                  }
                }
                if (data28.message !== void 0) {
                  let data31 = data28.message;
                  if (typeof data31 == "string") {
                    if (func2(data31) > 1024) {
                      let err82 = { instancePath: instancePath + "/spec/validations/" + i4 + "/message", schemaPath: "#/properties/spec/properties/validations/items/properties/message/maxLength", keyword: "maxLength", params: { limit: 1024 } };
                      vErrors === null ? vErrors = [err82] : vErrors.push(err82), errors++;
                    }
                    if (func2(data31) < 1) {
                      let err83 = { instancePath: instancePath + "/spec/validations/" + i4 + "/message", schemaPath: "#/properties/spec/properties/validations/items/properties/message/minLength", keyword: "minLength", params: { limit: 1 } };
                      vErrors === null ? vErrors = [err83] : vErrors.push(err83), errors++;
                    }
                  } else {
                    let err84 = { instancePath: instancePath + "/spec/validations/" + i4 + "/message", schemaPath: "#/properties/spec/properties/validations/items/properties/message/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err84] : vErrors.push(err84), errors++;
                  }
                }
                if (data28.messageExpression !== void 0) {
                  let data32 = data28.messageExpression;
                  if (typeof data32 == "string") {
                    if (func2(data32) > 8192) {
                      let err85 = { instancePath: instancePath + "/spec/validations/" + i4 + "/messageExpression", schemaPath: "#/properties/spec/properties/validations/items/properties/messageExpression/maxLength", keyword: "maxLength", params: { limit: 8192 } };
                      vErrors === null ? vErrors = [err85] : vErrors.push(err85), errors++;
                    }
                    if (func2(data32) < 1) {
                      let err86 = { instancePath: instancePath + "/spec/validations/" + i4 + "/messageExpression", schemaPath: "#/properties/spec/properties/validations/items/properties/messageExpression/minLength", keyword: "minLength", params: { limit: 1 } };
                      vErrors === null ? vErrors = [err86] : vErrors.push(err86), errors++;
                    }
                  } else {
                    let err87 = { instancePath: instancePath + "/spec/validations/" + i4 + "/messageExpression", schemaPath: "#/properties/spec/properties/validations/items/properties/messageExpression/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err87] : vErrors.push(err87), errors++;
                  }
                }
              } else {
                let err88 = { instancePath: instancePath + "/spec/validations/" + i4, schemaPath: "#/properties/spec/properties/validations/items/type", keyword: "type", params: { type: "object" } };
                vErrors === null ? vErrors = [err88] : vErrors.push(err88), errors++;
              }
            }
          } else {
            let err89 = { instancePath: instancePath + "/spec/validations", schemaPath: "#/properties/spec/properties/validations/type", keyword: "type", params: { type: "array" } };
            vErrors === null ? vErrors = [err89] : vErrors.push(err89), errors++;
          }
        }
        if (data8.scores !== void 0) {
          let data33 = data8.scores;
          if (Array.isArray(data33)) {
            if (data33.length > 64) {
              let err90 = { instancePath: instancePath + "/spec/scores", schemaPath: "#/properties/spec/properties/scores/maxItems", keyword: "maxItems", params: { limit: 64 } };
              vErrors === null ? vErrors = [err90] : vErrors.push(err90), errors++;
            }
            if (data33.length < 1) {
              let err91 = { instancePath: instancePath + "/spec/scores", schemaPath: "#/properties/spec/properties/scores/minItems", keyword: "minItems", params: { limit: 1 } };
              vErrors === null ? vErrors = [err91] : vErrors.push(err91), errors++;
            }
            let len5 = data33.length;
            for (let i5 = 0; i5 < len5; i5++) {
              let data34 = data33[i5];
              if (data34 && typeof data34 == "object" && !Array.isArray(data34)) {
                if (data34.expression === void 0) {
                  let err92 = { instancePath: instancePath + "/spec/scores/" + i5, schemaPath: "#/properties/spec/properties/scores/items/required", keyword: "required", params: { missingProperty: "expression" } };
                  vErrors === null ? vErrors = [err92] : vErrors.push(err92), errors++;
                }
                for (let key9 in data34)
                  if (!(key9 === "name" || key9 === "expression")) {
                    let err93 = { instancePath: instancePath + "/spec/scores/" + i5, schemaPath: "#/properties/spec/properties/scores/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key9 } };
                    vErrors === null ? vErrors = [err93] : vErrors.push(err93), errors++;
                  }
                if (data34.name !== void 0) {
                  let data35 = data34.name;
                  if (typeof data35 == "string") {
                    if (func2(data35) > 63) {
                      let err94 = { instancePath: instancePath + "/spec/scores/" + i5 + "/name", schemaPath: "#/properties/spec/properties/scores/items/properties/name/maxLength", keyword: "maxLength", params: { limit: 63 } };
                      vErrors === null ? vErrors = [err94] : vErrors.push(err94), errors++;
                    }
                    if (func2(data35) < 1) {
                      let err95 = { instancePath: instancePath + "/spec/scores/" + i5 + "/name", schemaPath: "#/properties/spec/properties/scores/items/properties/name/minLength", keyword: "minLength", params: { limit: 1 } };
                      vErrors === null ? vErrors = [err95] : vErrors.push(err95), errors++;
                    }
                    if (!pattern19.test(data35)) {
                      let err96 = { instancePath: instancePath + "/spec/scores/" + i5 + "/name", schemaPath: "#/properties/spec/properties/scores/items/properties/name/pattern", keyword: "pattern", params: { pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$" } };
                      vErrors === null ? vErrors = [err96] : vErrors.push(err96), errors++;
                    }
                  } else {
                    let err97 = { instancePath: instancePath + "/spec/scores/" + i5 + "/name", schemaPath: "#/properties/spec/properties/scores/items/properties/name/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err97] : vErrors.push(err97), errors++;
                  }
                }
                if (data34.expression !== void 0) {
                  let data36 = data34.expression;
                  if (typeof data36 == "string") {
                    if (func2(data36) > 8192) {
                      let err98 = { instancePath: instancePath + "/spec/scores/" + i5 + "/expression", schemaPath: "#/properties/spec/properties/scores/items/properties/expression/maxLength", keyword: "maxLength", params: { limit: 8192 } };
                      vErrors === null ? vErrors = [err98] : vErrors.push(err98), errors++;
                    }
                    if (func2(data36) < 1) {
                      let err99 = { instancePath: instancePath + "/spec/scores/" + i5 + "/expression", schemaPath: "#/properties/spec/properties/scores/items/properties/expression/minLength", keyword: "minLength", params: { limit: 1 } };
                      vErrors === null ? vErrors = [err99] : vErrors.push(err99), errors++;
                    }
                  } else {
                    let err100 = { instancePath: instancePath + "/spec/scores/" + i5 + "/expression", schemaPath: "#/properties/spec/properties/scores/items/properties/expression/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err100] : vErrors.push(err100), errors++;
                  }
                }
              } else {
                let err101 = { instancePath: instancePath + "/spec/scores/" + i5, schemaPath: "#/properties/spec/properties/scores/items/type", keyword: "type", params: { type: "object" } };
                vErrors === null ? vErrors = [err101] : vErrors.push(err101), errors++;
              }
            }
          } else {
            let err102 = { instancePath: instancePath + "/spec/scores", schemaPath: "#/properties/spec/properties/scores/type", keyword: "type", params: { type: "array" } };
            vErrors === null ? vErrors = [err102] : vErrors.push(err102), errors++;
          }
        }
        if (data8.action !== void 0) {
          let data37 = data8.action;
          if (typeof data37 != "string") {
            let err103 = { instancePath: instancePath + "/spec/action", schemaPath: "#/properties/spec/properties/action/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err103] : vErrors.push(err103), errors++;
          }
          if (!(data37 === "Deny" || data37 === "Warn" || data37 === "Audit")) {
            let err104 = { instancePath: instancePath + "/spec/action", schemaPath: "#/properties/spec/properties/action/enum", keyword: "enum", params: { allowedValues: schema13.properties.spec.properties.action.enum } };
            vErrors === null ? vErrors = [err104] : vErrors.push(err104), errors++;
          }
        }
        if (data8.failurePolicy !== void 0) {
          let data38 = data8.failurePolicy;
          if (typeof data38 != "string") {
            let err105 = { instancePath: instancePath + "/spec/failurePolicy", schemaPath: "#/properties/spec/properties/failurePolicy/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err105] : vErrors.push(err105), errors++;
          }
          if (!(data38 === "Fail" || data38 === "Ignore")) {
            let err106 = { instancePath: instancePath + "/spec/failurePolicy", schemaPath: "#/properties/spec/properties/failurePolicy/enum", keyword: "enum", params: { allowedValues: schema13.properties.spec.properties.failurePolicy.enum } };
            vErrors === null ? vErrors = [err106] : vErrors.push(err106), errors++;
          }
        }
      } else {
        let err107 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/type", keyword: "type", params: { type: "object" } };
        vErrors === null ? vErrors = [err107] : vErrors.push(err107), errors++;
      }
    }
  } else {
    let err108 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    vErrors === null ? vErrors = [err108] : vErrors.push(err108), errors++;
  }
  return validate12.errors = vErrors, errors === 0;
}
var validatePolicyBinding = validate13, schema14 = { type: "object", required: ["apiVersion", "kind", "metadata", "spec"], properties: { apiVersion: { type: "string", enum: ["stowage.dev/v1alpha1"] }, kind: { type: "string", enum: ["PolicyBinding"] }, metadata: { type: "object", required: ["name"], properties: { name: { type: "string", maxLength: 253, pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" }, labels: { type: "object", maxProperties: 64, additionalProperties: { type: "string", maxLength: 63 } }, annotations: { type: "object", maxProperties: 64, additionalProperties: { type: "string", maxLength: 65536 } } }, additionalProperties: !1 }, spec: { type: "object", properties: { policy: { type: "string", maxLength: 253, pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" }, pack: { type: "object", required: ["name", "version"], properties: { name: { type: "string", maxLength: 63, pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$" }, version: { type: "string", maxLength: 32, pattern: "^(0|[1-9][0-9]{0,5})\\.(0|[1-9][0-9]{0,5})\\.(0|[1-9][0-9]{0,5})$" } }, additionalProperties: !1 }, policies: { type: "array", minItems: 1, maxItems: 64, items: { type: "string", maxLength: 253, pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" } }, action: { type: "string", enum: ["Deny", "Warn", "Audit"] }, parameters: { type: "object", maxProperties: 64, additionalProperties: { type: "string", maxLength: 1024 } }, matchConditions: { type: "array", maxItems: 64, items: { type: "object", required: ["name", "expression"], properties: { name: { type: "string", minLength: 1, maxLength: 63 }, expression: { type: "string", minLength: 1, maxLength: 8192 } }, additionalProperties: !1 } } }, additionalProperties: !1 } }, additionalProperties: !1 }, pattern24 = new RegExp("^(0|[1-9][0-9]{0,5})\\.(0|[1-9][0-9]{0,5})\\.(0|[1-9][0-9]{0,5})$", "u");
function validate13(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.apiVersion === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "apiVersion" } };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.kind === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" } };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.metadata === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "metadata" } };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.spec === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "spec" } };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "apiVersion" || key0 === "kind" || key0 === "metadata" || key0 === "spec")) {
        let err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 } };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    if (data.apiVersion !== void 0) {
      let data0 = data.apiVersion;
      if (typeof data0 != "string") {
        let err5 = { instancePath: instancePath + "/apiVersion", schemaPath: "#/properties/apiVersion/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
      if (data0 !== "stowage.dev/v1alpha1") {
        let err6 = { instancePath: instancePath + "/apiVersion", schemaPath: "#/properties/apiVersion/enum", keyword: "enum", params: { allowedValues: schema14.properties.apiVersion.enum } };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.kind !== void 0) {
      let data1 = data.kind;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
      if (data1 !== "PolicyBinding") {
        let err8 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/enum", keyword: "enum", params: { allowedValues: schema14.properties.kind.enum } };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.metadata !== void 0) {
      let data2 = data.metadata;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        if (data2.name === void 0) {
          let err9 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/required", keyword: "required", params: { missingProperty: "name" } };
          vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
        }
        for (let key1 in data2)
          if (!(key1 === "name" || key1 === "labels" || key1 === "annotations")) {
            let err10 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 } };
            vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
          }
        if (data2.name !== void 0) {
          let data3 = data2.name;
          if (typeof data3 == "string") {
            if (func2(data3) > 253) {
              let err11 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/maxLength", keyword: "maxLength", params: { limit: 253 } };
              vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
            }
            if (!pattern0.test(data3)) {
              let err12 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/pattern", keyword: "pattern", params: { pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" } };
              vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
            }
          } else {
            let err13 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
          }
        }
        if (data2.labels !== void 0) {
          let data4 = data2.labels;
          if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
            if (Object.keys(data4).length > 64) {
              let err14 = { instancePath: instancePath + "/metadata/labels", schemaPath: "#/properties/metadata/properties/labels/maxProperties", keyword: "maxProperties", params: { limit: 64 } };
              vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
            }
            for (let key2 in data4) {
              let data5 = data4[key2];
              if (typeof data5 == "string") {
                if (func2(data5) > 63) {
                  let err15 = { instancePath: instancePath + "/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/labels/additionalProperties/maxLength", keyword: "maxLength", params: { limit: 63 } };
                  vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
                }
              } else {
                let err16 = { instancePath: instancePath + "/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/labels/additionalProperties/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
              }
            }
          } else {
            let err17 = { instancePath: instancePath + "/metadata/labels", schemaPath: "#/properties/metadata/properties/labels/type", keyword: "type", params: { type: "object" } };
            vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
          }
        }
        if (data2.annotations !== void 0) {
          let data6 = data2.annotations;
          if (data6 && typeof data6 == "object" && !Array.isArray(data6)) {
            if (Object.keys(data6).length > 64) {
              let err18 = { instancePath: instancePath + "/metadata/annotations", schemaPath: "#/properties/metadata/properties/annotations/maxProperties", keyword: "maxProperties", params: { limit: 64 } };
              vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
            }
            for (let key3 in data6) {
              let data7 = data6[key3];
              if (typeof data7 == "string") {
                if (func2(data7) > 65536) {
                  let err19 = { instancePath: instancePath + "/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/annotations/additionalProperties/maxLength", keyword: "maxLength", params: { limit: 65536 } };
                  vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
                }
              } else {
                let err20 = { instancePath: instancePath + "/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/annotations/additionalProperties/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
              }
            }
          } else {
            let err21 = { instancePath: instancePath + "/metadata/annotations", schemaPath: "#/properties/metadata/properties/annotations/type", keyword: "type", params: { type: "object" } };
            vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
          }
        }
      } else {
        let err22 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/type", keyword: "type", params: { type: "object" } };
        vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
      }
    }
    if (data.spec !== void 0) {
      let data8 = data.spec;
      if (data8 && typeof data8 == "object" && !Array.isArray(data8)) {
        for (let key4 in data8)
          if (!(key4 === "policy" || key4 === "pack" || key4 === "policies" || key4 === "action" || key4 === "parameters" || key4 === "matchConditions")) {
            let err23 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key4 } };
            vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
          }
        if (data8.policy !== void 0) {
          let data9 = data8.policy;
          if (typeof data9 == "string") {
            if (func2(data9) > 253) {
              let err24 = { instancePath: instancePath + "/spec/policy", schemaPath: "#/properties/spec/properties/policy/maxLength", keyword: "maxLength", params: { limit: 253 } };
              vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
            }
            if (!pattern0.test(data9)) {
              let err25 = { instancePath: instancePath + "/spec/policy", schemaPath: "#/properties/spec/properties/policy/pattern", keyword: "pattern", params: { pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" } };
              vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
            }
          } else {
            let err26 = { instancePath: instancePath + "/spec/policy", schemaPath: "#/properties/spec/properties/policy/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
          }
        }
        if (data8.pack !== void 0) {
          let data10 = data8.pack;
          if (data10 && typeof data10 == "object" && !Array.isArray(data10)) {
            if (data10.name === void 0) {
              let err27 = { instancePath: instancePath + "/spec/pack", schemaPath: "#/properties/spec/properties/pack/required", keyword: "required", params: { missingProperty: "name" } };
              vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
            }
            if (data10.version === void 0) {
              let err28 = { instancePath: instancePath + "/spec/pack", schemaPath: "#/properties/spec/properties/pack/required", keyword: "required", params: { missingProperty: "version" } };
              vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
            }
            for (let key5 in data10)
              if (!(key5 === "name" || key5 === "version")) {
                let err29 = { instancePath: instancePath + "/spec/pack", schemaPath: "#/properties/spec/properties/pack/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key5 } };
                vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
              }
            if (data10.name !== void 0) {
              let data11 = data10.name;
              if (typeof data11 == "string") {
                if (func2(data11) > 63) {
                  let err30 = { instancePath: instancePath + "/spec/pack/name", schemaPath: "#/properties/spec/properties/pack/properties/name/maxLength", keyword: "maxLength", params: { limit: 63 } };
                  vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
                }
                if (!pattern19.test(data11)) {
                  let err31 = { instancePath: instancePath + "/spec/pack/name", schemaPath: "#/properties/spec/properties/pack/properties/name/pattern", keyword: "pattern", params: { pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$" } };
                  vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
                }
              } else {
                let err32 = { instancePath: instancePath + "/spec/pack/name", schemaPath: "#/properties/spec/properties/pack/properties/name/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
              }
            }
            if (data10.version !== void 0) {
              let data12 = data10.version;
              if (typeof data12 == "string") {
                if (func2(data12) > 32) {
                  let err33 = { instancePath: instancePath + "/spec/pack/version", schemaPath: "#/properties/spec/properties/pack/properties/version/maxLength", keyword: "maxLength", params: { limit: 32 } };
                  vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
                }
                if (!pattern24.test(data12)) {
                  let err34 = { instancePath: instancePath + "/spec/pack/version", schemaPath: "#/properties/spec/properties/pack/properties/version/pattern", keyword: "pattern", params: { pattern: "^(0|[1-9][0-9]{0,5})\\.(0|[1-9][0-9]{0,5})\\.(0|[1-9][0-9]{0,5})$" } };
                  vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
                }
              } else {
                let err35 = { instancePath: instancePath + "/spec/pack/version", schemaPath: "#/properties/spec/properties/pack/properties/version/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
              }
            }
          } else {
            let err36 = { instancePath: instancePath + "/spec/pack", schemaPath: "#/properties/spec/properties/pack/type", keyword: "type", params: { type: "object" } };
            vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
          }
        }
        if (data8.policies !== void 0) {
          let data13 = data8.policies;
          if (Array.isArray(data13)) {
            if (data13.length > 64) {
              let err37 = { instancePath: instancePath + "/spec/policies", schemaPath: "#/properties/spec/properties/policies/maxItems", keyword: "maxItems", params: { limit: 64 } };
              vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
            }
            if (data13.length < 1) {
              let err38 = { instancePath: instancePath + "/spec/policies", schemaPath: "#/properties/spec/properties/policies/minItems", keyword: "minItems", params: { limit: 1 } };
              vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
            }
            let len0 = data13.length;
            for (let i0 = 0; i0 < len0; i0++) {
              let data14 = data13[i0];
              if (typeof data14 == "string") {
                if (func2(data14) > 253) {
                  let err39 = { instancePath: instancePath + "/spec/policies/" + i0, schemaPath: "#/properties/spec/properties/policies/items/maxLength", keyword: "maxLength", params: { limit: 253 } };
                  vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
                }
                if (!pattern0.test(data14)) {
                  let err40 = { instancePath: instancePath + "/spec/policies/" + i0, schemaPath: "#/properties/spec/properties/policies/items/pattern", keyword: "pattern", params: { pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" } };
                  vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
                }
              } else {
                let err41 = { instancePath: instancePath + "/spec/policies/" + i0, schemaPath: "#/properties/spec/properties/policies/items/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
              }
            }
          } else {
            let err42 = { instancePath: instancePath + "/spec/policies", schemaPath: "#/properties/spec/properties/policies/type", keyword: "type", params: { type: "array" } };
            vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
          }
        }
        if (data8.action !== void 0) {
          let data15 = data8.action;
          if (typeof data15 != "string") {
            let err43 = { instancePath: instancePath + "/spec/action", schemaPath: "#/properties/spec/properties/action/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
          }
          if (!(data15 === "Deny" || data15 === "Warn" || data15 === "Audit")) {
            let err44 = { instancePath: instancePath + "/spec/action", schemaPath: "#/properties/spec/properties/action/enum", keyword: "enum", params: { allowedValues: schema14.properties.spec.properties.action.enum } };
            vErrors === null ? vErrors = [err44] : vErrors.push(err44), errors++;
          }
        }
        if (data8.parameters !== void 0) {
          let data16 = data8.parameters;
          if (data16 && typeof data16 == "object" && !Array.isArray(data16)) {
            if (Object.keys(data16).length > 64) {
              let err45 = { instancePath: instancePath + "/spec/parameters", schemaPath: "#/properties/spec/properties/parameters/maxProperties", keyword: "maxProperties", params: { limit: 64 } };
              vErrors === null ? vErrors = [err45] : vErrors.push(err45), errors++;
            }
            for (let key6 in data16) {
              let data17 = data16[key6];
              if (typeof data17 == "string") {
                if (func2(data17) > 1024) {
                  let err46 = { instancePath: instancePath + "/spec/parameters/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/spec/properties/parameters/additionalProperties/maxLength", keyword: "maxLength", params: { limit: 1024 } };
                  vErrors === null ? vErrors = [err46] : vErrors.push(err46), errors++;
                }
              } else {
                let err47 = { instancePath: instancePath + "/spec/parameters/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/spec/properties/parameters/additionalProperties/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err47] : vErrors.push(err47), errors++;
              }
            }
          } else {
            let err48 = { instancePath: instancePath + "/spec/parameters", schemaPath: "#/properties/spec/properties/parameters/type", keyword: "type", params: { type: "object" } };
            vErrors === null ? vErrors = [err48] : vErrors.push(err48), errors++;
          }
        }
        if (data8.matchConditions !== void 0) {
          let data18 = data8.matchConditions;
          if (Array.isArray(data18)) {
            if (data18.length > 64) {
              let err49 = { instancePath: instancePath + "/spec/matchConditions", schemaPath: "#/properties/spec/properties/matchConditions/maxItems", keyword: "maxItems", params: { limit: 64 } };
              vErrors === null ? vErrors = [err49] : vErrors.push(err49), errors++;
            }
            let len1 = data18.length;
            for (let i1 = 0; i1 < len1; i1++) {
              let data19 = data18[i1];
              if (data19 && typeof data19 == "object" && !Array.isArray(data19)) {
                if (data19.name === void 0) {
                  let err50 = { instancePath: instancePath + "/spec/matchConditions/" + i1, schemaPath: "#/properties/spec/properties/matchConditions/items/required", keyword: "required", params: { missingProperty: "name" } };
                  vErrors === null ? vErrors = [err50] : vErrors.push(err50), errors++;
                }
                if (data19.expression === void 0) {
                  let err51 = { instancePath: instancePath + "/spec/matchConditions/" + i1, schemaPath: "#/properties/spec/properties/matchConditions/items/required", keyword: "required", params: { missingProperty: "expression" } };
                  vErrors === null ? vErrors = [err51] : vErrors.push(err51), errors++;
                }
                for (let key7 in data19)
                  if (!(key7 === "name" || key7 === "expression")) {
                    let err52 = { instancePath: instancePath + "/spec/matchConditions/" + i1, schemaPath: "#/properties/spec/properties/matchConditions/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key7 } };
                    vErrors === null ? vErrors = [err52] : vErrors.push(err52), errors++;
                  }
                if (data19.name !== void 0) {
                  let data20 = data19.name;
                  if (typeof data20 == "string") {
                    if (func2(data20) > 63) {
                      let err53 = { instancePath: instancePath + "/spec/matchConditions/" + i1 + "/name", schemaPath: "#/properties/spec/properties/matchConditions/items/properties/name/maxLength", keyword: "maxLength", params: { limit: 63 } };
                      vErrors === null ? vErrors = [err53] : vErrors.push(err53), errors++;
                    }
                    if (func2(data20) < 1) {
                      let err54 = { instancePath: instancePath + "/spec/matchConditions/" + i1 + "/name", schemaPath: "#/properties/spec/properties/matchConditions/items/properties/name/minLength", keyword: "minLength", params: { limit: 1 } };
                      vErrors === null ? vErrors = [err54] : vErrors.push(err54), errors++;
                    }
                  } else {
                    let err55 = { instancePath: instancePath + "/spec/matchConditions/" + i1 + "/name", schemaPath: "#/properties/spec/properties/matchConditions/items/properties/name/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err55] : vErrors.push(err55), errors++;
                  }
                }
                if (data19.expression !== void 0) {
                  let data21 = data19.expression;
                  if (typeof data21 == "string") {
                    if (func2(data21) > 8192) {
                      let err56 = { instancePath: instancePath + "/spec/matchConditions/" + i1 + "/expression", schemaPath: "#/properties/spec/properties/matchConditions/items/properties/expression/maxLength", keyword: "maxLength", params: { limit: 8192 } };
                      vErrors === null ? vErrors = [err56] : vErrors.push(err56), errors++;
                    }
                    if (func2(data21) < 1) {
                      let err57 = { instancePath: instancePath + "/spec/matchConditions/" + i1 + "/expression", schemaPath: "#/properties/spec/properties/matchConditions/items/properties/expression/minLength", keyword: "minLength", params: { limit: 1 } };
                      vErrors === null ? vErrors = [err57] : vErrors.push(err57), errors++;
                    }
                  } else {
                    let err58 = { instancePath: instancePath + "/spec/matchConditions/" + i1 + "/expression", schemaPath: "#/properties/spec/properties/matchConditions/items/properties/expression/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err58] : vErrors.push(err58), errors++;
                  }
                }
              } else {
                let err59 = { instancePath: instancePath + "/spec/matchConditions/" + i1, schemaPath: "#/properties/spec/properties/matchConditions/items/type", keyword: "type", params: { type: "object" } };
                vErrors === null ? vErrors = [err59] : vErrors.push(err59), errors++;
              }
            }
          } else {
            let err60 = { instancePath: instancePath + "/spec/matchConditions", schemaPath: "#/properties/spec/properties/matchConditions/type", keyword: "type", params: { type: "array" } };
            vErrors === null ? vErrors = [err60] : vErrors.push(err60), errors++;
          }
        }
      } else {
        let err61 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/type", keyword: "type", params: { type: "object" } };
        vErrors === null ? vErrors = [err61] : vErrors.push(err61), errors++;
      }
    }
  } else {
    let err62 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    vErrors === null ? vErrors = [err62] : vErrors.push(err62), errors++;
  }
  return validate13.errors = vErrors, errors === 0;
}
var validatePolicyException = validate14, schema15 = { type: "object", required: ["apiVersion", "kind", "metadata", "spec"], properties: { apiVersion: { type: "string", enum: ["stowage.dev/v1alpha1"] }, kind: { type: "string", enum: ["PolicyException"] }, metadata: { type: "object", required: ["name"], properties: { name: { type: "string", maxLength: 253, pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" }, labels: { type: "object", maxProperties: 64, additionalProperties: { type: "string", maxLength: 63 } }, annotations: { type: "object", maxProperties: 64, additionalProperties: { type: "string", maxLength: 65536 } } }, additionalProperties: !1 }, spec: { type: "object", required: ["policy", "object", "reason", "approver", "expires"], properties: { policy: { type: "string", maxLength: 253, pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" }, rule: { type: "string", minLength: 1, maxLength: 63, pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$" }, object: { type: "object", required: ["kind", "name"], properties: { kind: { type: "string", enum: ["Backend", "Enclosure", "Topology", "StorageClass", "VolumeSnapshotClass", "VolumeAttributesClass", "PersistentVolumeClaim", "PersistentVolume"] }, namespace: { type: "string", minLength: 1, maxLength: 63 }, name: { type: "string", minLength: 1, maxLength: 253 } }, additionalProperties: !1 }, reason: { type: "string", minLength: 1, maxLength: 1024 }, approver: { type: "string", minLength: 1, maxLength: 253 }, expires: { type: "string", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" } }, additionalProperties: !1 } }, additionalProperties: !1 }, pattern29 = new RegExp("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "u");
function validate14(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.apiVersion === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "apiVersion" } };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.kind === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" } };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.metadata === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "metadata" } };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.spec === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "spec" } };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "apiVersion" || key0 === "kind" || key0 === "metadata" || key0 === "spec")) {
        let err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 } };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    if (data.apiVersion !== void 0) {
      let data0 = data.apiVersion;
      if (typeof data0 != "string") {
        let err5 = { instancePath: instancePath + "/apiVersion", schemaPath: "#/properties/apiVersion/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
      if (data0 !== "stowage.dev/v1alpha1") {
        let err6 = { instancePath: instancePath + "/apiVersion", schemaPath: "#/properties/apiVersion/enum", keyword: "enum", params: { allowedValues: schema15.properties.apiVersion.enum } };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.kind !== void 0) {
      let data1 = data.kind;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
      if (data1 !== "PolicyException") {
        let err8 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/enum", keyword: "enum", params: { allowedValues: schema15.properties.kind.enum } };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.metadata !== void 0) {
      let data2 = data.metadata;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        if (data2.name === void 0) {
          let err9 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/required", keyword: "required", params: { missingProperty: "name" } };
          vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
        }
        for (let key1 in data2)
          if (!(key1 === "name" || key1 === "labels" || key1 === "annotations")) {
            let err10 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 } };
            vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
          }
        if (data2.name !== void 0) {
          let data3 = data2.name;
          if (typeof data3 == "string") {
            if (func2(data3) > 253) {
              let err11 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/maxLength", keyword: "maxLength", params: { limit: 253 } };
              vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
            }
            if (!pattern0.test(data3)) {
              let err12 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/pattern", keyword: "pattern", params: { pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" } };
              vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
            }
          } else {
            let err13 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
          }
        }
        if (data2.labels !== void 0) {
          let data4 = data2.labels;
          if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
            if (Object.keys(data4).length > 64) {
              let err14 = { instancePath: instancePath + "/metadata/labels", schemaPath: "#/properties/metadata/properties/labels/maxProperties", keyword: "maxProperties", params: { limit: 64 } };
              vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
            }
            for (let key2 in data4) {
              let data5 = data4[key2];
              if (typeof data5 == "string") {
                if (func2(data5) > 63) {
                  let err15 = { instancePath: instancePath + "/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/labels/additionalProperties/maxLength", keyword: "maxLength", params: { limit: 63 } };
                  vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
                }
              } else {
                let err16 = { instancePath: instancePath + "/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/labels/additionalProperties/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
              }
            }
          } else {
            let err17 = { instancePath: instancePath + "/metadata/labels", schemaPath: "#/properties/metadata/properties/labels/type", keyword: "type", params: { type: "object" } };
            vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
          }
        }
        if (data2.annotations !== void 0) {
          let data6 = data2.annotations;
          if (data6 && typeof data6 == "object" && !Array.isArray(data6)) {
            if (Object.keys(data6).length > 64) {
              let err18 = { instancePath: instancePath + "/metadata/annotations", schemaPath: "#/properties/metadata/properties/annotations/maxProperties", keyword: "maxProperties", params: { limit: 64 } };
              vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
            }
            for (let key3 in data6) {
              let data7 = data6[key3];
              if (typeof data7 == "string") {
                if (func2(data7) > 65536) {
                  let err19 = { instancePath: instancePath + "/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/annotations/additionalProperties/maxLength", keyword: "maxLength", params: { limit: 65536 } };
                  vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
                }
              } else {
                let err20 = { instancePath: instancePath + "/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/annotations/additionalProperties/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
              }
            }
          } else {
            let err21 = { instancePath: instancePath + "/metadata/annotations", schemaPath: "#/properties/metadata/properties/annotations/type", keyword: "type", params: { type: "object" } };
            vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
          }
        }
      } else {
        let err22 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/type", keyword: "type", params: { type: "object" } };
        vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
      }
    }
    if (data.spec !== void 0) {
      let data8 = data.spec;
      if (data8 && typeof data8 == "object" && !Array.isArray(data8)) {
        if (data8.policy === void 0) {
          let err23 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/required", keyword: "required", params: { missingProperty: "policy" } };
          vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
        }
        if (data8.object === void 0) {
          let err24 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/required", keyword: "required", params: { missingProperty: "object" } };
          vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
        }
        if (data8.reason === void 0) {
          let err25 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/required", keyword: "required", params: { missingProperty: "reason" } };
          vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
        }
        if (data8.approver === void 0) {
          let err26 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/required", keyword: "required", params: { missingProperty: "approver" } };
          vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
        }
        if (data8.expires === void 0) {
          let err27 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/required", keyword: "required", params: { missingProperty: "expires" } };
          vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
        }
        for (let key4 in data8)
          if (!(key4 === "policy" || key4 === "rule" || key4 === "object" || key4 === "reason" || key4 === "approver" || key4 === "expires")) {
            let err28 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key4 } };
            vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
          }
        if (data8.policy !== void 0) {
          let data9 = data8.policy;
          if (typeof data9 == "string") {
            if (func2(data9) > 253) {
              let err29 = { instancePath: instancePath + "/spec/policy", schemaPath: "#/properties/spec/properties/policy/maxLength", keyword: "maxLength", params: { limit: 253 } };
              vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
            }
            if (!pattern0.test(data9)) {
              let err30 = { instancePath: instancePath + "/spec/policy", schemaPath: "#/properties/spec/properties/policy/pattern", keyword: "pattern", params: { pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" } };
              vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
            }
          } else {
            let err31 = { instancePath: instancePath + "/spec/policy", schemaPath: "#/properties/spec/properties/policy/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
          }
        }
        if (data8.rule !== void 0) {
          let data10 = data8.rule;
          if (typeof data10 == "string") {
            if (func2(data10) > 63) {
              let err32 = { instancePath: instancePath + "/spec/rule", schemaPath: "#/properties/spec/properties/rule/maxLength", keyword: "maxLength", params: { limit: 63 } };
              vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
            }
            if (func2(data10) < 1) {
              let err33 = { instancePath: instancePath + "/spec/rule", schemaPath: "#/properties/spec/properties/rule/minLength", keyword: "minLength", params: { limit: 1 } };
              vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
            }
            if (!pattern19.test(data10)) {
              let err34 = { instancePath: instancePath + "/spec/rule", schemaPath: "#/properties/spec/properties/rule/pattern", keyword: "pattern", params: { pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$" } };
              vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
            }
          } else {
            let err35 = { instancePath: instancePath + "/spec/rule", schemaPath: "#/properties/spec/properties/rule/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
          }
        }
        if (data8.object !== void 0) {
          let data11 = data8.object;
          if (data11 && typeof data11 == "object" && !Array.isArray(data11)) {
            if (data11.kind === void 0) {
              let err36 = { instancePath: instancePath + "/spec/object", schemaPath: "#/properties/spec/properties/object/required", keyword: "required", params: { missingProperty: "kind" } };
              vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
            }
            if (data11.name === void 0) {
              let err37 = { instancePath: instancePath + "/spec/object", schemaPath: "#/properties/spec/properties/object/required", keyword: "required", params: { missingProperty: "name" } };
              vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
            }
            for (let key5 in data11)
              if (!(key5 === "kind" || key5 === "namespace" || key5 === "name")) {
                let err38 = { instancePath: instancePath + "/spec/object", schemaPath: "#/properties/spec/properties/object/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key5 } };
                vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
              }
            if (data11.kind !== void 0) {
              let data12 = data11.kind;
              if (typeof data12 != "string") {
                let err39 = { instancePath: instancePath + "/spec/object/kind", schemaPath: "#/properties/spec/properties/object/properties/kind/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
              }
              if (!(data12 === "Backend" || data12 === "Enclosure" || data12 === "Topology" || data12 === "StorageClass" || data12 === "VolumeSnapshotClass" || data12 === "VolumeAttributesClass" || data12 === "PersistentVolumeClaim" || data12 === "PersistentVolume")) {
                let err40 = { instancePath: instancePath + "/spec/object/kind", schemaPath: "#/properties/spec/properties/object/properties/kind/enum", keyword: "enum", params: { allowedValues: schema15.properties.spec.properties.object.properties.kind.enum } };
                vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
              }
            }
            if (data11.namespace !== void 0) {
              let data13 = data11.namespace;
              if (typeof data13 == "string") {
                if (func2(data13) > 63) {
                  let err41 = { instancePath: instancePath + "/spec/object/namespace", schemaPath: "#/properties/spec/properties/object/properties/namespace/maxLength", keyword: "maxLength", params: { limit: 63 } };
                  vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
                }
                if (func2(data13) < 1) {
                  let err42 = { instancePath: instancePath + "/spec/object/namespace", schemaPath: "#/properties/spec/properties/object/properties/namespace/minLength", keyword: "minLength", params: { limit: 1 } };
                  vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
                }
              } else {
                let err43 = { instancePath: instancePath + "/spec/object/namespace", schemaPath: "#/properties/spec/properties/object/properties/namespace/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
              }
            }
            if (data11.name !== void 0) {
              let data14 = data11.name;
              if (typeof data14 == "string") {
                if (func2(data14) > 253) {
                  let err44 = { instancePath: instancePath + "/spec/object/name", schemaPath: "#/properties/spec/properties/object/properties/name/maxLength", keyword: "maxLength", params: { limit: 253 } };
                  vErrors === null ? vErrors = [err44] : vErrors.push(err44), errors++;
                }
                if (func2(data14) < 1) {
                  let err45 = { instancePath: instancePath + "/spec/object/name", schemaPath: "#/properties/spec/properties/object/properties/name/minLength", keyword: "minLength", params: { limit: 1 } };
                  vErrors === null ? vErrors = [err45] : vErrors.push(err45), errors++;
                }
              } else {
                let err46 = { instancePath: instancePath + "/spec/object/name", schemaPath: "#/properties/spec/properties/object/properties/name/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err46] : vErrors.push(err46), errors++;
              }
            }
          } else {
            let err47 = { instancePath: instancePath + "/spec/object", schemaPath: "#/properties/spec/properties/object/type", keyword: "type", params: { type: "object" } };
            vErrors === null ? vErrors = [err47] : vErrors.push(err47), errors++;
          }
        }
        if (data8.reason !== void 0) {
          let data15 = data8.reason;
          if (typeof data15 == "string") {
            if (func2(data15) > 1024) {
              let err48 = { instancePath: instancePath + "/spec/reason", schemaPath: "#/properties/spec/properties/reason/maxLength", keyword: "maxLength", params: { limit: 1024 } };
              vErrors === null ? vErrors = [err48] : vErrors.push(err48), errors++;
            }
            if (func2(data15) < 1) {
              let err49 = { instancePath: instancePath + "/spec/reason", schemaPath: "#/properties/spec/properties/reason/minLength", keyword: "minLength", params: { limit: 1 } };
              vErrors === null ? vErrors = [err49] : vErrors.push(err49), errors++;
            }
          } else {
            let err50 = { instancePath: instancePath + "/spec/reason", schemaPath: "#/properties/spec/properties/reason/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err50] : vErrors.push(err50), errors++;
          }
        }
        if (data8.approver !== void 0) {
          let data16 = data8.approver;
          if (typeof data16 == "string") {
            if (func2(data16) > 253) {
              let err51 = { instancePath: instancePath + "/spec/approver", schemaPath: "#/properties/spec/properties/approver/maxLength", keyword: "maxLength", params: { limit: 253 } };
              vErrors === null ? vErrors = [err51] : vErrors.push(err51), errors++;
            }
            if (func2(data16) < 1) {
              let err52 = { instancePath: instancePath + "/spec/approver", schemaPath: "#/properties/spec/properties/approver/minLength", keyword: "minLength", params: { limit: 1 } };
              vErrors === null ? vErrors = [err52] : vErrors.push(err52), errors++;
            }
          } else {
            let err53 = { instancePath: instancePath + "/spec/approver", schemaPath: "#/properties/spec/properties/approver/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err53] : vErrors.push(err53), errors++;
          }
        }
        if (data8.expires !== void 0) {
          let data17 = data8.expires;
          if (typeof data17 == "string") {
            if (!pattern29.test(data17)) {
              let err54 = { instancePath: instancePath + "/spec/expires", schemaPath: "#/properties/spec/properties/expires/pattern", keyword: "pattern", params: { pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" } };
              vErrors === null ? vErrors = [err54] : vErrors.push(err54), errors++;
            }
          } else {
            let err55 = { instancePath: instancePath + "/spec/expires", schemaPath: "#/properties/spec/properties/expires/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err55] : vErrors.push(err55), errors++;
          }
        }
      } else {
        let err56 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/type", keyword: "type", params: { type: "object" } };
        vErrors === null ? vErrors = [err56] : vErrors.push(err56), errors++;
      }
    }
  } else {
    let err57 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    vErrors === null ? vErrors = [err57] : vErrors.push(err57), errors++;
  }
  return validate14.errors = vErrors, errors === 0;
}
var validatePolicyTest = validate15, schema16 = { type: "object", required: ["apiVersion", "kind", "metadata", "spec"], properties: { apiVersion: { type: "string", enum: ["stowage.dev/v1alpha1"] }, kind: { type: "string", enum: ["PolicyTest"] }, metadata: { type: "object", required: ["name"], properties: { name: { type: "string", maxLength: 253, pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" }, labels: { type: "object", maxProperties: 64, additionalProperties: { type: "string", maxLength: 63 } }, annotations: { type: "object", maxProperties: 64, additionalProperties: { type: "string", maxLength: 65536 } } }, additionalProperties: !1 }, spec: { type: "object", required: ["cases"], properties: { inventory: { type: "object", minProperties: 1, maxProperties: 1, properties: { example: { type: "string", pattern: "^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$" }, objects: { type: "array", minItems: 1, maxItems: 1024, items: { type: "object" } } }, additionalProperties: !1 }, policies: { type: "array", minItems: 1, maxItems: 1024, items: { type: "string", maxLength: 253, pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" } }, today: { type: "string", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }, cases: { type: "array", minItems: 1, maxItems: 256, items: { type: "object", required: ["name", "expect"], properties: { name: { type: "string", minLength: 1, maxLength: 128 }, request: { type: "object", required: ["size"], properties: { class: { type: "string", maxLength: 253, pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" }, parameters: { type: "object", maxProperties: 64, additionalProperties: { type: "string", maxLength: 1024 } }, size: { type: "string", pattern: "^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?$" }, accessModes: { type: "array", minItems: 1, maxItems: 4, items: { type: "string", enum: ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"] } }, node: { type: "string", minLength: 1, maxLength: 253 }, claim: { type: "object", required: ["namespace", "name"], properties: { namespace: { type: "string", minLength: 1, maxLength: 63 }, name: { type: "string", minLength: 1, maxLength: 253 }, labels: { type: "object", maxProperties: 64, additionalProperties: { type: "string", maxLength: 63 } }, namespaceLabels: { type: "object", maxProperties: 64, additionalProperties: { type: "string", maxLength: 63 } } }, additionalProperties: !1 }, quota: { type: "object", properties: { volumes: { type: "integer", minimum: 0, maximum: 1e6 }, sizeGiB: { type: "integer", minimum: 0, maximum: 1e9 } }, additionalProperties: !1 } }, additionalProperties: !1 }, object: { type: "object" }, oldObject: { type: "object" }, expect: { type: "object", minProperties: 1, properties: { findings: { type: "array", maxItems: 64, items: { type: "object", required: ["policy"], properties: { policy: { type: "string", maxLength: 253, pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" }, index: { type: "integer", minimum: 0, maximum: 63 }, rule: { type: "string", minLength: 1, maxLength: 63, pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$" }, severity: { type: "string", enum: ["error", "warning", "note"] }, message: { type: "string", minLength: 1, maxLength: 1024 } }, additionalProperties: !1 } }, placement: { type: "object", minProperties: 1, properties: { layout: { type: "string", enum: ["single", "mirror", "striped-mirror", "slice", "mirrored-slice"] }, legs: { type: "integer", minimum: 1, maximum: 128 }, survives: { type: "array", minItems: 1, maxItems: 10, items: { type: "string", pattern: "^[a-z][A-Za-z0-9-]{0,30}$" } } }, additionalProperties: !1 }, refused: { type: "object", properties: { code: { type: "string", enum: ["size-out-of-range", "policy-denied", "no-capacity", "unreachable", "search-bounded"] }, message: { type: "string", minLength: 1, maxLength: 1024 } }, additionalProperties: !1 } }, additionalProperties: !1 } }, additionalProperties: !1 } } }, additionalProperties: !1 } }, additionalProperties: !1 }, pattern38 = new RegExp("^[a-z][A-Za-z0-9-]{0,30}$", "u");
function validate15(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.apiVersion === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "apiVersion" } };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.kind === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" } };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.metadata === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "metadata" } };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.spec === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "spec" } };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "apiVersion" || key0 === "kind" || key0 === "metadata" || key0 === "spec")) {
        let err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 } };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    if (data.apiVersion !== void 0) {
      let data0 = data.apiVersion;
      if (typeof data0 != "string") {
        let err5 = { instancePath: instancePath + "/apiVersion", schemaPath: "#/properties/apiVersion/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
      if (data0 !== "stowage.dev/v1alpha1") {
        let err6 = { instancePath: instancePath + "/apiVersion", schemaPath: "#/properties/apiVersion/enum", keyword: "enum", params: { allowedValues: schema16.properties.apiVersion.enum } };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.kind !== void 0) {
      let data1 = data.kind;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
      if (data1 !== "PolicyTest") {
        let err8 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/enum", keyword: "enum", params: { allowedValues: schema16.properties.kind.enum } };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.metadata !== void 0) {
      let data2 = data.metadata;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        if (data2.name === void 0) {
          let err9 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/required", keyword: "required", params: { missingProperty: "name" } };
          vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
        }
        for (let key1 in data2)
          if (!(key1 === "name" || key1 === "labels" || key1 === "annotations")) {
            let err10 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 } };
            vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
          }
        if (data2.name !== void 0) {
          let data3 = data2.name;
          if (typeof data3 == "string") {
            if (func2(data3) > 253) {
              let err11 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/maxLength", keyword: "maxLength", params: { limit: 253 } };
              vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
            }
            if (!pattern0.test(data3)) {
              let err12 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/pattern", keyword: "pattern", params: { pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" } };
              vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
            }
          } else {
            let err13 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
          }
        }
        if (data2.labels !== void 0) {
          let data4 = data2.labels;
          if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
            if (Object.keys(data4).length > 64) {
              let err14 = { instancePath: instancePath + "/metadata/labels", schemaPath: "#/properties/metadata/properties/labels/maxProperties", keyword: "maxProperties", params: { limit: 64 } };
              vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
            }
            for (let key2 in data4) {
              let data5 = data4[key2];
              if (typeof data5 == "string") {
                if (func2(data5) > 63) {
                  let err15 = { instancePath: instancePath + "/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/labels/additionalProperties/maxLength", keyword: "maxLength", params: { limit: 63 } };
                  vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
                }
              } else {
                let err16 = { instancePath: instancePath + "/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/labels/additionalProperties/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
              }
            }
          } else {
            let err17 = { instancePath: instancePath + "/metadata/labels", schemaPath: "#/properties/metadata/properties/labels/type", keyword: "type", params: { type: "object" } };
            vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
          }
        }
        if (data2.annotations !== void 0) {
          let data6 = data2.annotations;
          if (data6 && typeof data6 == "object" && !Array.isArray(data6)) {
            if (Object.keys(data6).length > 64) {
              let err18 = { instancePath: instancePath + "/metadata/annotations", schemaPath: "#/properties/metadata/properties/annotations/maxProperties", keyword: "maxProperties", params: { limit: 64 } };
              vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
            }
            for (let key3 in data6) {
              let data7 = data6[key3];
              if (typeof data7 == "string") {
                if (func2(data7) > 65536) {
                  let err19 = { instancePath: instancePath + "/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/annotations/additionalProperties/maxLength", keyword: "maxLength", params: { limit: 65536 } };
                  vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
                }
              } else {
                let err20 = { instancePath: instancePath + "/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/annotations/additionalProperties/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
              }
            }
          } else {
            let err21 = { instancePath: instancePath + "/metadata/annotations", schemaPath: "#/properties/metadata/properties/annotations/type", keyword: "type", params: { type: "object" } };
            vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
          }
        }
      } else {
        let err22 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/type", keyword: "type", params: { type: "object" } };
        vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
      }
    }
    if (data.spec !== void 0) {
      let data8 = data.spec;
      if (data8 && typeof data8 == "object" && !Array.isArray(data8)) {
        if (data8.cases === void 0) {
          let err23 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/required", keyword: "required", params: { missingProperty: "cases" } };
          vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
        }
        for (let key4 in data8)
          if (!(key4 === "inventory" || key4 === "policies" || key4 === "today" || key4 === "cases")) {
            let err24 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key4 } };
            vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
          }
        if (data8.inventory !== void 0) {
          let data9 = data8.inventory;
          if (data9 && typeof data9 == "object" && !Array.isArray(data9)) {
            if (Object.keys(data9).length > 1) {
              let err25 = { instancePath: instancePath + "/spec/inventory", schemaPath: "#/properties/spec/properties/inventory/maxProperties", keyword: "maxProperties", params: { limit: 1 } };
              vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
            }
            if (Object.keys(data9).length < 1) {
              let err26 = { instancePath: instancePath + "/spec/inventory", schemaPath: "#/properties/spec/properties/inventory/minProperties", keyword: "minProperties", params: { limit: 1 } };
              vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
            }
            for (let key5 in data9)
              if (!(key5 === "example" || key5 === "objects")) {
                let err27 = { instancePath: instancePath + "/spec/inventory", schemaPath: "#/properties/spec/properties/inventory/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key5 } };
                vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
              }
            if (data9.example !== void 0) {
              let data10 = data9.example;
              if (typeof data10 == "string") {
                if (!pattern1.test(data10)) {
                  let err28 = { instancePath: instancePath + "/spec/inventory/example", schemaPath: "#/properties/spec/properties/inventory/properties/example/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$" } };
                  vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
                }
              } else {
                let err29 = { instancePath: instancePath + "/spec/inventory/example", schemaPath: "#/properties/spec/properties/inventory/properties/example/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
              }
            }
            if (data9.objects !== void 0) {
              let data11 = data9.objects;
              if (Array.isArray(data11)) {
                if (data11.length > 1024) {
                  let err30 = { instancePath: instancePath + "/spec/inventory/objects", schemaPath: "#/properties/spec/properties/inventory/properties/objects/maxItems", keyword: "maxItems", params: { limit: 1024 } };
                  vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
                }
                if (data11.length < 1) {
                  let err31 = { instancePath: instancePath + "/spec/inventory/objects", schemaPath: "#/properties/spec/properties/inventory/properties/objects/minItems", keyword: "minItems", params: { limit: 1 } };
                  vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
                }
                let len0 = data11.length;
                for (let i0 = 0; i0 < len0; i0++) {
                  let data12 = data11[i0];
                  if (!(data12 && typeof data12 == "object" && !Array.isArray(data12))) {
                    let err32 = { instancePath: instancePath + "/spec/inventory/objects/" + i0, schemaPath: "#/properties/spec/properties/inventory/properties/objects/items/type", keyword: "type", params: { type: "object" } };
                    vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
                  }
                }
              } else {
                let err33 = { instancePath: instancePath + "/spec/inventory/objects", schemaPath: "#/properties/spec/properties/inventory/properties/objects/type", keyword: "type", params: { type: "array" } };
                vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
              }
            }
          } else {
            let err34 = { instancePath: instancePath + "/spec/inventory", schemaPath: "#/properties/spec/properties/inventory/type", keyword: "type", params: { type: "object" } };
            vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
          }
        }
        if (data8.policies !== void 0) {
          let data13 = data8.policies;
          if (Array.isArray(data13)) {
            if (data13.length > 1024) {
              let err35 = { instancePath: instancePath + "/spec/policies", schemaPath: "#/properties/spec/properties/policies/maxItems", keyword: "maxItems", params: { limit: 1024 } };
              vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
            }
            if (data13.length < 1) {
              let err36 = { instancePath: instancePath + "/spec/policies", schemaPath: "#/properties/spec/properties/policies/minItems", keyword: "minItems", params: { limit: 1 } };
              vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
            }
            let len1 = data13.length;
            for (let i1 = 0; i1 < len1; i1++) {
              let data14 = data13[i1];
              if (typeof data14 == "string") {
                if (func2(data14) > 253) {
                  let err37 = { instancePath: instancePath + "/spec/policies/" + i1, schemaPath: "#/properties/spec/properties/policies/items/maxLength", keyword: "maxLength", params: { limit: 253 } };
                  vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
                }
                if (!pattern0.test(data14)) {
                  let err38 = { instancePath: instancePath + "/spec/policies/" + i1, schemaPath: "#/properties/spec/properties/policies/items/pattern", keyword: "pattern", params: { pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" } };
                  vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
                }
              } else {
                let err39 = { instancePath: instancePath + "/spec/policies/" + i1, schemaPath: "#/properties/spec/properties/policies/items/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
              }
            }
          } else {
            let err40 = { instancePath: instancePath + "/spec/policies", schemaPath: "#/properties/spec/properties/policies/type", keyword: "type", params: { type: "array" } };
            vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
          }
        }
        if (data8.today !== void 0) {
          let data15 = data8.today;
          if (typeof data15 == "string") {
            if (!pattern29.test(data15)) {
              let err41 = { instancePath: instancePath + "/spec/today", schemaPath: "#/properties/spec/properties/today/pattern", keyword: "pattern", params: { pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" } };
              vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
            }
          } else {
            let err42 = { instancePath: instancePath + "/spec/today", schemaPath: "#/properties/spec/properties/today/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
          }
        }
        if (data8.cases !== void 0) {
          let data16 = data8.cases;
          if (Array.isArray(data16)) {
            if (data16.length > 256) {
              let err43 = { instancePath: instancePath + "/spec/cases", schemaPath: "#/properties/spec/properties/cases/maxItems", keyword: "maxItems", params: { limit: 256 } };
              vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
            }
            if (data16.length < 1) {
              let err44 = { instancePath: instancePath + "/spec/cases", schemaPath: "#/properties/spec/properties/cases/minItems", keyword: "minItems", params: { limit: 1 } };
              vErrors === null ? vErrors = [err44] : vErrors.push(err44), errors++;
            }
            let len2 = data16.length;
            for (let i2 = 0; i2 < len2; i2++) {
              let data17 = data16[i2];
              if (data17 && typeof data17 == "object" && !Array.isArray(data17)) {
                if (data17.name === void 0) {
                  let err45 = { instancePath: instancePath + "/spec/cases/" + i2, schemaPath: "#/properties/spec/properties/cases/items/required", keyword: "required", params: { missingProperty: "name" } };
                  vErrors === null ? vErrors = [err45] : vErrors.push(err45), errors++;
                }
                if (data17.expect === void 0) {
                  let err46 = { instancePath: instancePath + "/spec/cases/" + i2, schemaPath: "#/properties/spec/properties/cases/items/required", keyword: "required", params: { missingProperty: "expect" } };
                  vErrors === null ? vErrors = [err46] : vErrors.push(err46), errors++;
                }
                for (let key6 in data17)
                  if (!(key6 === "name" || key6 === "request" || key6 === "object" || key6 === "oldObject" || key6 === "expect")) {
                    let err47 = { instancePath: instancePath + "/spec/cases/" + i2, schemaPath: "#/properties/spec/properties/cases/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key6 } };
                    vErrors === null ? vErrors = [err47] : vErrors.push(err47), errors++;
                  }
                if (data17.name !== void 0) {
                  let data18 = data17.name;
                  if (typeof data18 == "string") {
                    if (func2(data18) > 128) {
                      let err48 = { instancePath: instancePath + "/spec/cases/" + i2 + "/name", schemaPath: "#/properties/spec/properties/cases/items/properties/name/maxLength", keyword: "maxLength", params: { limit: 128 } };
                      vErrors === null ? vErrors = [err48] : vErrors.push(err48), errors++;
                    }
                    if (func2(data18) < 1) {
                      let err49 = { instancePath: instancePath + "/spec/cases/" + i2 + "/name", schemaPath: "#/properties/spec/properties/cases/items/properties/name/minLength", keyword: "minLength", params: { limit: 1 } };
                      vErrors === null ? vErrors = [err49] : vErrors.push(err49), errors++;
                    }
                  } else {
                    let err50 = { instancePath: instancePath + "/spec/cases/" + i2 + "/name", schemaPath: "#/properties/spec/properties/cases/items/properties/name/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err50] : vErrors.push(err50), errors++;
                  }
                }
                if (data17.request !== void 0) {
                  let data19 = data17.request;
                  if (data19 && typeof data19 == "object" && !Array.isArray(data19)) {
                    if (data19.size === void 0) {
                      let err51 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request", schemaPath: "#/properties/spec/properties/cases/items/properties/request/required", keyword: "required", params: { missingProperty: "size" } };
                      vErrors === null ? vErrors = [err51] : vErrors.push(err51), errors++;
                    }
                    for (let key7 in data19)
                      if (!(key7 === "class" || key7 === "parameters" || key7 === "size" || key7 === "accessModes" || key7 === "node" || key7 === "claim" || key7 === "quota")) {
                        let err52 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request", schemaPath: "#/properties/spec/properties/cases/items/properties/request/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key7 } };
                        vErrors === null ? vErrors = [err52] : vErrors.push(err52), errors++;
                      }
                    if (data19.class !== void 0) {
                      let data20 = data19.class;
                      if (typeof data20 == "string") {
                        if (func2(data20) > 253) {
                          let err53 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/class", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/class/maxLength", keyword: "maxLength", params: { limit: 253 } };
                          vErrors === null ? vErrors = [err53] : vErrors.push(err53), errors++;
                        }
                        if (!pattern0.test(data20)) {
                          let err54 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/class", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/class/pattern", keyword: "pattern", params: { pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" } };
                          vErrors === null ? vErrors = [err54] : vErrors.push(err54), errors++;
                        }
                      } else {
                        let err55 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/class", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/class/type", keyword: "type", params: { type: "string" } };
                        vErrors === null ? vErrors = [err55] : vErrors.push(err55), errors++;
                      }
                    }
                    if (data19.parameters !== void 0) {
                      let data21 = data19.parameters;
                      if (data21 && typeof data21 == "object" && !Array.isArray(data21)) {
                        if (Object.keys(data21).length > 64) {
                          let err56 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/parameters", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/parameters/maxProperties", keyword: "maxProperties", params: { limit: 64 } };
                          vErrors === null ? vErrors = [err56] : vErrors.push(err56), errors++;
                        }
                        for (let key8 in data21) {
                          let data22 = data21[key8];
                          if (typeof data22 == "string") {
                            if (func2(data22) > 1024) {
                              let err57 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/parameters/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/parameters/additionalProperties/maxLength", keyword: "maxLength", params: { limit: 1024 } };
                              vErrors === null ? vErrors = [err57] : vErrors.push(err57), errors++;
                            }
                          } else {
                            let err58 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/parameters/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/parameters/additionalProperties/type", keyword: "type", params: { type: "string" } };
                            vErrors === null ? vErrors = [err58] : vErrors.push(err58), errors++;
                          }
                        }
                      } else {
                        let err59 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/parameters", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/parameters/type", keyword: "type", params: { type: "object" } };
                        vErrors === null ? vErrors = [err59] : vErrors.push(err59), errors++;
                      }
                    }
                    if (data19.size !== void 0) {
                      let data23 = data19.size;
                      if (typeof data23 == "string") {
                        if (!pattern6.test(data23)) {
                          let err60 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/size", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/size/pattern", keyword: "pattern", params: { pattern: "^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?$" } };
                          vErrors === null ? vErrors = [err60] : vErrors.push(err60), errors++;
                        }
                      } else {
                        let err61 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/size", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/size/type", keyword: "type", params: { type: "string" } };
                        vErrors === null ? vErrors = [err61] : vErrors.push(err61), errors++;
                      }
                    }
                    if (data19.accessModes !== void 0) {
                      let data24 = data19.accessModes;
                      if (Array.isArray(data24)) {
                        if (data24.length > 4) {
                          let err62 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/accessModes", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/accessModes/maxItems", keyword: "maxItems", params: { limit: 4 } };
                          vErrors === null ? vErrors = [err62] : vErrors.push(err62), errors++;
                        }
                        if (data24.length < 1) {
                          let err63 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/accessModes", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/accessModes/minItems", keyword: "minItems", params: { limit: 1 } };
                          vErrors === null ? vErrors = [err63] : vErrors.push(err63), errors++;
                        }
                        let len3 = data24.length;
                        for (let i3 = 0; i3 < len3; i3++) {
                          let data25 = data24[i3];
                          if (typeof data25 != "string") {
                            let err64 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/accessModes/" + i3, schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/accessModes/items/type", keyword: "type", params: { type: "string" } };
                            vErrors === null ? vErrors = [err64] : vErrors.push(err64), errors++;
                          }
                          if (!(data25 === "ReadWriteOnce" || data25 === "ReadOnlyMany" || data25 === "ReadWriteMany" || data25 === "ReadWriteOncePod")) {
                            let err65 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/accessModes/" + i3, schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/accessModes/items/enum", keyword: "enum", params: { allowedValues: schema16.properties.spec.properties.cases.items.properties.request.properties.accessModes.items.enum } };
                            vErrors === null ? vErrors = [err65] : vErrors.push(err65), errors++;
                          }
                        }
                      } else {
                        let err66 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/accessModes", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/accessModes/type", keyword: "type", params: { type: "array" } };
                        vErrors === null ? vErrors = [err66] : vErrors.push(err66), errors++;
                      }
                    }
                    if (data19.node !== void 0) {
                      let data26 = data19.node;
                      if (typeof data26 == "string") {
                        if (func2(data26) > 253) {
                          let err67 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/node", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/node/maxLength", keyword: "maxLength", params: { limit: 253 } };
                          vErrors === null ? vErrors = [err67] : vErrors.push(err67), errors++;
                        }
                        if (func2(data26) < 1) {
                          let err68 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/node", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/node/minLength", keyword: "minLength", params: { limit: 1 } };
                          vErrors === null ? vErrors = [err68] : vErrors.push(err68), errors++;
                        }
                      } else {
                        let err69 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/node", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/node/type", keyword: "type", params: { type: "string" } };
                        vErrors === null ? vErrors = [err69] : vErrors.push(err69), errors++;
                      }
                    }
                    if (data19.claim !== void 0) {
                      let data27 = data19.claim;
                      if (data27 && typeof data27 == "object" && !Array.isArray(data27)) {
                        if (data27.namespace === void 0) {
                          let err70 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/claim", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/claim/required", keyword: "required", params: { missingProperty: "namespace" } };
                          vErrors === null ? vErrors = [err70] : vErrors.push(err70), errors++;
                        }
                        if (data27.name === void 0) {
                          let err71 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/claim", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/claim/required", keyword: "required", params: { missingProperty: "name" } };
                          vErrors === null ? vErrors = [err71] : vErrors.push(err71), errors++;
                        }
                        for (let key9 in data27)
                          if (!(key9 === "namespace" || key9 === "name" || key9 === "labels" || key9 === "namespaceLabels")) {
                            let err72 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/claim", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/claim/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key9 } };
                            vErrors === null ? vErrors = [err72] : vErrors.push(err72), errors++;
                          }
                        if (data27.namespace !== void 0) {
                          let data28 = data27.namespace;
                          if (typeof data28 == "string") {
                            if (func2(data28) > 63) {
                              let err73 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/claim/namespace", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/claim/properties/namespace/maxLength", keyword: "maxLength", params: { limit: 63 } };
                              vErrors === null ? vErrors = [err73] : vErrors.push(err73), errors++;
                            }
                            if (func2(data28) < 1) {
                              let err74 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/claim/namespace", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/claim/properties/namespace/minLength", keyword: "minLength", params: { limit: 1 } };
                              vErrors === null ? vErrors = [err74] : vErrors.push(err74), errors++;
                            }
                          } else {
                            let err75 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/claim/namespace", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/claim/properties/namespace/type", keyword: "type", params: { type: "string" } };
                            vErrors === null ? vErrors = [err75] : vErrors.push(err75), errors++;
                          }
                        }
                        if (data27.name !== void 0) {
                          let data29 = data27.name;
                          if (typeof data29 == "string") {
                            if (func2(data29) > 253) {
                              let err76 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/claim/name", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/claim/properties/name/maxLength", keyword: "maxLength", params: { limit: 253 } };
                              vErrors === null ? vErrors = [err76] : vErrors.push(err76), errors++;
                            }
                            if (func2(data29) < 1) {
                              let err77 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/claim/name", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/claim/properties/name/minLength", keyword: "minLength", params: { limit: 1 } };
                              vErrors === null ? vErrors = [err77] : vErrors.push(err77), errors++;
                            }
                          } else {
                            let err78 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/claim/name", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/claim/properties/name/type", keyword: "type", params: { type: "string" } };
                            vErrors === null ? vErrors = [err78] : vErrors.push(err78), errors++;
                          }
                        }
                        if (data27.labels !== void 0) {
                          let data30 = data27.labels;
                          if (data30 && typeof data30 == "object" && !Array.isArray(data30)) {
                            if (Object.keys(data30).length > 64) {
                              let err79 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/claim/labels", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/claim/properties/labels/maxProperties", keyword: "maxProperties", params: { limit: 64 } };
                              vErrors === null ? vErrors = [err79] : vErrors.push(err79), errors++;
                            }
                            for (let key10 in data30) {
                              let data31 = data30[key10];
                              if (typeof data31 == "string") {
                                if (func2(data31) > 63) {
                                  let err80 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/claim/labels/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/claim/properties/labels/additionalProperties/maxLength", keyword: "maxLength", params: { limit: 63 } };
                                  vErrors === null ? vErrors = [err80] : vErrors.push(err80), errors++;
                                }
                              } else {
                                let err81 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/claim/labels/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/claim/properties/labels/additionalProperties/type", keyword: "type", params: { type: "string" } };
                                vErrors === null ? vErrors = [err81] : vErrors.push(err81), errors++;
                              }
                            }
                          } else {
                            let err82 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/claim/labels", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/claim/properties/labels/type", keyword: "type", params: { type: "object" } };
                            vErrors === null ? vErrors = [err82] : vErrors.push(err82), errors++;
                          }
                        }
                        if (data27.namespaceLabels !== void 0) {
                          let data32 = data27.namespaceLabels;
                          if (data32 && typeof data32 == "object" && !Array.isArray(data32)) {
                            if (Object.keys(data32).length > 64) {
                              let err83 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/claim/namespaceLabels", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/claim/properties/namespaceLabels/maxProperties", keyword: "maxProperties", params: { limit: 64 } };
                              vErrors === null ? vErrors = [err83] : vErrors.push(err83), errors++;
                            }
                            for (let key11 in data32) {
                              let data33 = data32[key11];
                              if (typeof data33 == "string") {
                                if (func2(data33) > 63) {
                                  let err84 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/claim/namespaceLabels/" + key11.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/claim/properties/namespaceLabels/additionalProperties/maxLength", keyword: "maxLength", params: { limit: 63 } };
                                  vErrors === null ? vErrors = [err84] : vErrors.push(err84), errors++;
                                }
                              } else {
                                let err85 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/claim/namespaceLabels/" + key11.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/claim/properties/namespaceLabels/additionalProperties/type", keyword: "type", params: { type: "string" } };
                                vErrors === null ? vErrors = [err85] : vErrors.push(err85), errors++;
                              }
                            }
                          } else {
                            let err86 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/claim/namespaceLabels", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/claim/properties/namespaceLabels/type", keyword: "type", params: { type: "object" } };
                            vErrors === null ? vErrors = [err86] : vErrors.push(err86), errors++;
                          }
                        }
                      } else {
                        let err87 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/claim", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/claim/type", keyword: "type", params: { type: "object" } };
                        vErrors === null ? vErrors = [err87] : vErrors.push(err87), errors++;
                      }
                    }
                    if (data19.quota !== void 0) {
                      let data34 = data19.quota;
                      if (data34 && typeof data34 == "object" && !Array.isArray(data34)) {
                        for (let key12 in data34)
                          if (!(key12 === "volumes" || key12 === "sizeGiB")) {
                            let err88 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/quota", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/quota/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key12 } };
                            vErrors === null ? vErrors = [err88] : vErrors.push(err88), errors++;
                          }
                        if (data34.volumes !== void 0) {
                          let data35 = data34.volumes;
                          if (!(typeof data35 == "number" && !(data35 % 1) && !isNaN(data35) && isFinite(data35))) {
                            let err89 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/quota/volumes", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/quota/properties/volumes/type", keyword: "type", params: { type: "integer" } };
                            vErrors === null ? vErrors = [err89] : vErrors.push(err89), errors++;
                          }
                          if (typeof data35 == "number" && isFinite(data35)) {
                            if (data35 > 1e6 || isNaN(data35)) {
                              let err90 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/quota/volumes", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/quota/properties/volumes/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1e6 } };
                              vErrors === null ? vErrors = [err90] : vErrors.push(err90), errors++;
                            }
                            if (data35 < 0 || isNaN(data35)) {
                              let err91 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/quota/volumes", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/quota/properties/volumes/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 } };
                              vErrors === null ? vErrors = [err91] : vErrors.push(err91), errors++;
                            }
                          }
                        }
                        if (data34.sizeGiB !== void 0) {
                          let data36 = data34.sizeGiB;
                          if (!(typeof data36 == "number" && !(data36 % 1) && !isNaN(data36) && isFinite(data36))) {
                            let err92 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/quota/sizeGiB", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/quota/properties/sizeGiB/type", keyword: "type", params: { type: "integer" } };
                            vErrors === null ? vErrors = [err92] : vErrors.push(err92), errors++;
                          }
                          if (typeof data36 == "number" && isFinite(data36)) {
                            if (data36 > 1e9 || isNaN(data36)) {
                              let err93 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/quota/sizeGiB", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/quota/properties/sizeGiB/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1e9 } };
                              vErrors === null ? vErrors = [err93] : vErrors.push(err93), errors++;
                            }
                            if (data36 < 0 || isNaN(data36)) {
                              let err94 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/quota/sizeGiB", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/quota/properties/sizeGiB/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 } };
                              vErrors === null ? vErrors = [err94] : vErrors.push(err94), errors++;
                            }
                          }
                        }
                      } else {
                        let err95 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request/quota", schemaPath: "#/properties/spec/properties/cases/items/properties/request/properties/quota/type", keyword: "type", params: { type: "object" } };
                        vErrors === null ? vErrors = [err95] : vErrors.push(err95), errors++;
                      }
                    }
                  } else {
                    let err96 = { instancePath: instancePath + "/spec/cases/" + i2 + "/request", schemaPath: "#/properties/spec/properties/cases/items/properties/request/type", keyword: "type", params: { type: "object" } };
                    vErrors === null ? vErrors = [err96] : vErrors.push(err96), errors++;
                  }
                }
                if (data17.object !== void 0) {
                  let data37 = data17.object;
                  if (!(data37 && typeof data37 == "object" && !Array.isArray(data37))) {
                    let err97 = { instancePath: instancePath + "/spec/cases/" + i2 + "/object", schemaPath: "#/properties/spec/properties/cases/items/properties/object/type", keyword: "type", params: { type: "object" } };
                    vErrors === null ? vErrors = [err97] : vErrors.push(err97), errors++;
                  }
                }
                if (data17.oldObject !== void 0) {
                  let data38 = data17.oldObject;
                  if (!(data38 && typeof data38 == "object" && !Array.isArray(data38))) {
                    let err98 = { instancePath: instancePath + "/spec/cases/" + i2 + "/oldObject", schemaPath: "#/properties/spec/properties/cases/items/properties/oldObject/type", keyword: "type", params: { type: "object" } };
                    vErrors === null ? vErrors = [err98] : vErrors.push(err98), errors++;
                  }
                }
                if (data17.expect !== void 0) {
                  let data39 = data17.expect;
                  if (data39 && typeof data39 == "object" && !Array.isArray(data39)) {
                    if (Object.keys(data39).length < 1) {
                      let err99 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/minProperties", keyword: "minProperties", params: { limit: 1 } };
                      vErrors === null ? vErrors = [err99] : vErrors.push(err99), errors++;
                    }
                    for (let key13 in data39)
                      if (!(key13 === "findings" || key13 === "placement" || key13 === "refused")) {
                        let err100 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key13 } };
                        vErrors === null ? vErrors = [err100] : vErrors.push(err100), errors++;
                      }
                    if (data39.findings !== void 0) {
                      let data40 = data39.findings;
                      if (Array.isArray(data40)) {
                        if (data40.length > 64) {
                          let err101 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/findings", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/findings/maxItems", keyword: "maxItems", params: { limit: 64 } };
                          vErrors === null ? vErrors = [err101] : vErrors.push(err101), errors++;
                        }
                        let len4 = data40.length;
                        for (let i4 = 0; i4 < len4; i4++) {
                          let data41 = data40[i4];
                          if (data41 && typeof data41 == "object" && !Array.isArray(data41)) {
                            if (data41.policy === void 0) {
                              let err102 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/findings/" + i4, schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/findings/items/required", keyword: "required", params: { missingProperty: "policy" } };
                              vErrors === null ? vErrors = [err102] : vErrors.push(err102), errors++;
                            }
                            for (let key14 in data41)
                              if (!(key14 === "policy" || key14 === "index" || key14 === "rule" || key14 === "severity" || key14 === "message")) {
                                let err103 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/findings/" + i4, schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/findings/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key14 } };
                                vErrors === null ? vErrors = [err103] : vErrors.push(err103), errors++;
                              }
                            if (data41.policy !== void 0) {
                              let data42 = data41.policy;
                              if (typeof data42 == "string") {
                                if (func2(data42) > 253) {
                                  let err104 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/findings/" + i4 + "/policy", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/findings/items/properties/policy/maxLength", keyword: "maxLength", params: { limit: 253 } };
                                  vErrors === null ? vErrors = [err104] : vErrors.push(err104), errors++;
                                }
                                if (!pattern0.test(data42)) {
                                  let err105 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/findings/" + i4 + "/policy", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/findings/items/properties/policy/pattern", keyword: "pattern", params: { pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" } };
                                  vErrors === null ? vErrors = [err105] : vErrors.push(err105), errors++;
                                }
                              } else {
                                let err106 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/findings/" + i4 + "/policy", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/findings/items/properties/policy/type", keyword: "type", params: { type: "string" } };
                                vErrors === null ? vErrors = [err106] : vErrors.push(err106), errors++;
                              }
                            }
                            if (data41.index !== void 0) {
                              let data43 = data41.index;
                              if (!(typeof data43 == "number" && !(data43 % 1) && !isNaN(data43) && isFinite(data43))) {
                                let err107 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/findings/" + i4 + "/index", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/findings/items/properties/index/type", keyword: "type", params: { type: "integer" } };
                                vErrors === null ? vErrors = [err107] : vErrors.push(err107), errors++;
                              }
                              if (typeof data43 == "number" && isFinite(data43)) {
                                if (data43 > 63 || isNaN(data43)) {
                                  let err108 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/findings/" + i4 + "/index", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/findings/items/properties/index/maximum", keyword: "maximum", params: { comparison: "<=", limit: 63 } };
                                  vErrors === null ? vErrors = [err108] : vErrors.push(err108), errors++;
                                }
                                if (data43 < 0 || isNaN(data43)) {
                                  let err109 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/findings/" + i4 + "/index", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/findings/items/properties/index/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 } };
                                  vErrors === null ? vErrors = [err109] : vErrors.push(err109), errors++;
                                }
                              }
                            }
                            if (data41.rule !== void 0) {
                              let data44 = data41.rule;
                              if (typeof data44 == "string") {
                                if (func2(data44) > 63) {
                                  let err110 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/findings/" + i4 + "/rule", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/findings/items/properties/rule/maxLength", keyword: "maxLength", params: { limit: 63 } };
                                  vErrors === null ? vErrors = [err110] : vErrors.push(err110), errors++;
                                }
                                if (func2(data44) < 1) {
                                  let err111 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/findings/" + i4 + "/rule", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/findings/items/properties/rule/minLength", keyword: "minLength", params: { limit: 1 } };
                                  vErrors === null ? vErrors = [err111] : vErrors.push(err111), errors++;
                                }
                                if (!pattern19.test(data44)) {
                                  let err112 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/findings/" + i4 + "/rule", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/findings/items/properties/rule/pattern", keyword: "pattern", params: { pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$" } };
                                  vErrors === null ? vErrors = [err112] : vErrors.push(err112), errors++;
                                }
                              } else {
                                let err113 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/findings/" + i4 + "/rule", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/findings/items/properties/rule/type", keyword: "type", params: { type: "string" } };
                                vErrors === null ? vErrors = [err113] : vErrors.push(err113), errors++;
                              }
                            }
                            if (data41.severity !== void 0) {
                              let data45 = data41.severity;
                              if (typeof data45 != "string") {
                                let err114 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/findings/" + i4 + "/severity", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/findings/items/properties/severity/type", keyword: "type", params: { type: "string" } };
                                vErrors === null ? vErrors = [err114] : vErrors.push(err114), errors++;
                              }
                              if (!(data45 === "error" || data45 === "warning" || data45 === "note")) {
                                let err115 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/findings/" + i4 + "/severity", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/findings/items/properties/severity/enum", keyword: "enum", params: { allowedValues: schema16.properties.spec.properties.cases.items.properties.expect.properties.findings.items.properties.severity.enum } };
                                vErrors === null ? vErrors = [err115] : vErrors.push(err115), errors++;
                              }
                            }
                            if (data41.message !== void 0) {
                              let data46 = data41.message;
                              if (typeof data46 == "string") {
                                if (func2(data46) > 1024) {
                                  let err116 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/findings/" + i4 + "/message", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/findings/items/properties/message/maxLength", keyword: "maxLength", params: { limit: 1024 } };
                                  vErrors === null ? vErrors = [err116] : vErrors.push(err116), errors++;
                                }
                                if (func2(data46) < 1) {
                                  let err117 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/findings/" + i4 + "/message", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/findings/items/properties/message/minLength", keyword: "minLength", params: { limit: 1 } };
                                  vErrors === null ? vErrors = [err117] : vErrors.push(err117), errors++;
                                }
                              } else {
                                let err118 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/findings/" + i4 + "/message", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/findings/items/properties/message/type", keyword: "type", params: { type: "string" } };
                                vErrors === null ? vErrors = [err118] : vErrors.push(err118), errors++;
                              }
                            }
                          } else {
                            let err119 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/findings/" + i4, schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/findings/items/type", keyword: "type", params: { type: "object" } };
                            vErrors === null ? vErrors = [err119] : vErrors.push(err119), errors++;
                          }
                        }
                      } else {
                        let err120 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/findings", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/findings/type", keyword: "type", params: { type: "array" } };
                        vErrors === null ? vErrors = [err120] : vErrors.push(err120), errors++;
                      }
                    }
                    if (data39.placement !== void 0) {
                      let data47 = data39.placement;
                      if (data47 && typeof data47 == "object" && !Array.isArray(data47)) {
                        if (Object.keys(data47).length < 1) {
                          let err121 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/placement", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/placement/minProperties", keyword: "minProperties", params: { limit: 1 } };
                          vErrors === null ? vErrors = [err121] : vErrors.push(err121), errors++;
                        }
                        for (let key15 in data47)
                          if (!(key15 === "layout" || key15 === "legs" || key15 === "survives")) {
                            let err122 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/placement", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/placement/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key15 } };
                            vErrors === null ? vErrors = [err122] : vErrors.push(err122), errors++;
                          }
                        if (data47.layout !== void 0) {
                          let data48 = data47.layout;
                          if (typeof data48 != "string") {
                            let err123 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/placement/layout", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/placement/properties/layout/type", keyword: "type", params: { type: "string" } };
                            vErrors === null ? vErrors = [err123] : vErrors.push(err123), errors++;
                          }
                          if (!(data48 === "single" || data48 === "mirror" || data48 === "striped-mirror" || data48 === "slice" || data48 === "mirrored-slice")) {
                            let err124 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/placement/layout", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/placement/properties/layout/enum", keyword: "enum", params: { allowedValues: schema16.properties.spec.properties.cases.items.properties.expect.properties.placement.properties.layout.enum } };
                            vErrors === null ? vErrors = [err124] : vErrors.push(err124), errors++;
                          }
                        }
                        if (data47.legs !== void 0) {
                          let data49 = data47.legs;
                          if (!(typeof data49 == "number" && !(data49 % 1) && !isNaN(data49) && isFinite(data49))) {
                            let err125 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/placement/legs", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/placement/properties/legs/type", keyword: "type", params: { type: "integer" } };
                            vErrors === null ? vErrors = [err125] : vErrors.push(err125), errors++;
                          }
                          if (typeof data49 == "number" && isFinite(data49)) {
                            if (data49 > 128 || isNaN(data49)) {
                              let err126 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/placement/legs", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/placement/properties/legs/maximum", keyword: "maximum", params: { comparison: "<=", limit: 128 } };
                              vErrors === null ? vErrors = [err126] : vErrors.push(err126), errors++;
                            }
                            if (data49 < 1 || isNaN(data49)) {
                              let err127 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/placement/legs", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/placement/properties/legs/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
                              vErrors === null ? vErrors = [err127] : vErrors.push(err127), errors++;
                            }
                          }
                        }
                        if (data47.survives !== void 0) {
                          let data50 = data47.survives;
                          if (Array.isArray(data50)) {
                            if (data50.length > 10) {
                              let err128 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/placement/survives", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/placement/properties/survives/maxItems", keyword: "maxItems", params: { limit: 10 } };
                              vErrors === null ? vErrors = [err128] : vErrors.push(err128), errors++;
                            }
                            if (data50.length < 1) {
                              let err129 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/placement/survives", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/placement/properties/survives/minItems", keyword: "minItems", params: { limit: 1 } };
                              vErrors === null ? vErrors = [err129] : vErrors.push(err129), errors++;
                            }
                            let len5 = data50.length;
                            for (let i5 = 0; i5 < len5; i5++) {
                              let data51 = data50[i5];
                              if (typeof data51 == "string") {
                                if (!pattern38.test(data51)) {
                                  let err130 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/placement/survives/" + i5, schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/placement/properties/survives/items/pattern", keyword: "pattern", params: { pattern: "^[a-z][A-Za-z0-9-]{0,30}$" } };
                                  vErrors === null ? vErrors = [err130] : vErrors.push(err130), errors++;
                                }
                              } else {
                                let err131 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/placement/survives/" + i5, schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/placement/properties/survives/items/type", keyword: "type", params: { type: "string" } };
                                vErrors === null ? vErrors = [err131] : vErrors.push(err131), errors++;
                              }
                            }
                          } else {
                            let err132 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/placement/survives", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/placement/properties/survives/type", keyword: "type", params: { type: "array" } };
                            vErrors === null ? vErrors = [err132] : vErrors.push(err132), errors++;
                          }
                        }
                      } else {
                        let err133 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/placement", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/placement/type", keyword: "type", params: { type: "object" } };
                        vErrors === null ? vErrors = [err133] : vErrors.push(err133), errors++;
                      }
                    }
                    if (data39.refused !== void 0) {
                      let data52 = data39.refused;
                      if (data52 && typeof data52 == "object" && !Array.isArray(data52)) {
                        for (let key16 in data52)
                          if (!(key16 === "code" || key16 === "message")) {
                            let err134 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/refused", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/refused/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key16 } };
                            vErrors === null ? vErrors = [err134] : vErrors.push(err134), errors++;
                          }
                        if (data52.code !== void 0) {
                          let data53 = data52.code;
                          if (typeof data53 != "string") {
                            let err135 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/refused/code", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/refused/properties/code/type", keyword: "type", params: { type: "string" } };
                            vErrors === null ? vErrors = [err135] : vErrors.push(err135), errors++;
                          }
                          if (!(data53 === "size-out-of-range" || data53 === "policy-denied" || data53 === "no-capacity" || data53 === "unreachable" || data53 === "search-bounded")) {
                            let err136 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/refused/code", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/refused/properties/code/enum", keyword: "enum", params: { allowedValues: schema16.properties.spec.properties.cases.items.properties.expect.properties.refused.properties.code.enum } };
                            vErrors === null ? vErrors = [err136] : vErrors.push(err136), errors++;
                          }
                        }
                        if (data52.message !== void 0) {
                          let data54 = data52.message;
                          if (typeof data54 == "string") {
                            if (func2(data54) > 1024) {
                              let err137 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/refused/message", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/refused/properties/message/maxLength", keyword: "maxLength", params: { limit: 1024 } };
                              vErrors === null ? vErrors = [err137] : vErrors.push(err137), errors++;
                            }
                            if (func2(data54) < 1) {
                              let err138 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/refused/message", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/refused/properties/message/minLength", keyword: "minLength", params: { limit: 1 } };
                              vErrors === null ? vErrors = [err138] : vErrors.push(err138), errors++;
                            }
                          } else {
                            let err139 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/refused/message", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/refused/properties/message/type", keyword: "type", params: { type: "string" } };
                            vErrors === null ? vErrors = [err139] : vErrors.push(err139), errors++;
                          }
                        }
                      } else {
                        let err140 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect/refused", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/properties/refused/type", keyword: "type", params: { type: "object" } };
                        vErrors === null ? vErrors = [err140] : vErrors.push(err140), errors++;
                      }
                    }
                  } else {
                    let err141 = { instancePath: instancePath + "/spec/cases/" + i2 + "/expect", schemaPath: "#/properties/spec/properties/cases/items/properties/expect/type", keyword: "type", params: { type: "object" } };
                    vErrors === null ? vErrors = [err141] : vErrors.push(err141), errors++;
                  }
                }
              } else {
                let err142 = { instancePath: instancePath + "/spec/cases/" + i2, schemaPath: "#/properties/spec/properties/cases/items/type", keyword: "type", params: { type: "object" } };
                vErrors === null ? vErrors = [err142] : vErrors.push(err142), errors++;
              }
            }
          } else {
            let err143 = { instancePath: instancePath + "/spec/cases", schemaPath: "#/properties/spec/properties/cases/type", keyword: "type", params: { type: "array" } };
            vErrors === null ? vErrors = [err143] : vErrors.push(err143), errors++;
          }
        }
      } else {
        let err144 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/type", keyword: "type", params: { type: "object" } };
        vErrors === null ? vErrors = [err144] : vErrors.push(err144), errors++;
      }
    }
  } else {
    let err145 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    vErrors === null ? vErrors = [err145] : vErrors.push(err145), errors++;
  }
  return validate15.errors = vErrors, errors === 0;
}
var validateStorageClass = validate16, schema17 = { type: "object", required: ["apiVersion", "kind", "metadata", "provisioner"], properties: { apiVersion: { type: "string", enum: ["storage.k8s.io/v1"] }, kind: { type: "string", enum: ["StorageClass"] }, metadata: { type: "object", required: ["name"], properties: { name: { type: "string", maxLength: 253, pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" }, labels: { type: "object", maxProperties: 64, additionalProperties: { type: "string", maxLength: 63 } }, annotations: { type: "object", maxProperties: 64, additionalProperties: { type: "string", maxLength: 65536 } } }, additionalProperties: !1 }, provisioner: { type: "string", enum: ["csi.stowage.dev"] }, parameters: { type: "object", properties: { type: { type: "string", enum: ["hdd", "ssd", "slice"] }, rpm: { type: "string", pattern: "^[0-9]{1,5}$" }, fsType: { type: "string", enum: ["ext4", "xfs"] }, "csi.storage.k8s.io/fstype": { type: "string", enum: ["ext4", "xfs"] }, striping: { type: "string", enum: ["true", "false"] }, redundancy: { type: "string", enum: ["true", "false"] }, raidMaxDrives: { type: "string", pattern: "^([2-9]|[1-9][0-9]|1[01][0-9]|12[0-8])$" }, sgResiliency: { type: "string", enum: ["true", "false"] }, jbodResiliency: { type: "string", enum: ["true", "false"] }, encrypt: { type: "string", enum: ["true", "false"] }, minVolumeSize: { type: "string", pattern: "^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?$" }, maxVolumeSize: { type: "string", pattern: "^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?$" }, softDomains: { type: "string", enum: ["true", "false"] }, requiredTags: { type: "string", pattern: "^[A-Za-z0-9._-]{1,63}( *, *[A-Za-z0-9._-]{1,63})*$" }, excludedTags: { type: "string", pattern: "^[A-Za-z0-9._-]{1,63}( *, *[A-Za-z0-9._-]{1,63})*$" }, storageGroup: { type: "string", pattern: "^[A-Za-z0-9._-]{1,63}( *, *[A-Za-z0-9._-]{1,63})*$" }, networkTransportsAllowed: { type: "string", pattern: "^(iscsi|nvmetcp|roce)( *, *(iscsi|nvmetcp|roce)){0,2}$" }, fillDrive: { type: "string", enum: ["true", "false"] }, workloadSpread: { type: "string", pattern: "^[a-z][A-Za-z0-9-]{0,30}(:required)?$" }, workloadAffinity: { type: "string", pattern: "^[a-z][A-Za-z0-9-]{0,30}(:required)?$" }, workloadLabel: { type: "string", pattern: "^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$" }, reserveBandwidth: { type: "string", pattern: "^(media|\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?)$" }, selector: { type: "string", minLength: 1, maxLength: 1024 }, storagePools: { type: "string", pattern: "^[^:;,]+:[^:;,]+(,[^:;,]+)*(;[^:;,]+:[^:;,]+(,[^:;,]+)*)*$" }, additionalStoragePools: { type: "string", pattern: "^[^:;,]+:[^:;,]+(,[^:;,]+)*(;[^:;,]+:[^:;,]+(,[^:;,]+)*)*$" }, excludeStoragePools: { type: "string", pattern: "^[^:;,]+:[^:;,]+(,[^:;,]+)*(;[^:;,]+:[^:;,]+(,[^:;,]+)*)*$" } }, patternProperties: { "^csi\\.storage\\.k8s\\.io/(?!fstype$)": { type: "string" } }, additionalProperties: !1 }, reclaimPolicy: { type: "string", enum: ["Delete", "Retain"] }, volumeBindingMode: { type: "string", enum: ["Immediate", "WaitForFirstConsumer"] }, allowVolumeExpansion: { type: "boolean" }, mountOptions: { type: "array", maxItems: 64, items: { type: "string", minLength: 1, maxLength: 256 } }, allowedTopologies: { type: "array", maxItems: 256, items: { type: "object", properties: { matchLabelExpressions: { type: "array", maxItems: 64, items: { type: "object", required: ["key", "values"], properties: { key: { type: "string", minLength: 1 }, values: { type: "array", items: { type: "string" } } }, additionalProperties: !1 } } }, additionalProperties: !1 } } }, additionalProperties: !1 }, pattern40 = new RegExp("^csi\\.storage\\.k8s\\.io/(?!fstype$)", "u"), pattern41 = new RegExp("^[0-9]{1,5}$", "u"), pattern42 = new RegExp("^([2-9]|[1-9][0-9]|1[01][0-9]|12[0-8])$", "u"), pattern45 = new RegExp("^[A-Za-z0-9._-]{1,63}( *, *[A-Za-z0-9._-]{1,63})*$", "u"), pattern48 = new RegExp("^(iscsi|nvmetcp|roce)( *, *(iscsi|nvmetcp|roce)){0,2}$", "u"), pattern49 = new RegExp("^[a-z][A-Za-z0-9-]{0,30}(:required)?$", "u"), pattern51 = new RegExp("^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$", "u"), pattern52 = new RegExp("^(media|\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?)$", "u"), pattern53 = new RegExp("^[^:;,]+:[^:;,]+(,[^:;,]+)*(;[^:;,]+:[^:;,]+(,[^:;,]+)*)*$", "u");
function validate16(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.apiVersion === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "apiVersion" } };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.kind === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" } };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.metadata === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "metadata" } };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.provisioner === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "provisioner" } };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    for (let key0 in data)
      if (!func28.call(schema17.properties, key0)) {
        let err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 } };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    if (data.apiVersion !== void 0) {
      let data0 = data.apiVersion;
      if (typeof data0 != "string") {
        let err5 = { instancePath: instancePath + "/apiVersion", schemaPath: "#/properties/apiVersion/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
      if (data0 !== "storage.k8s.io/v1") {
        let err6 = { instancePath: instancePath + "/apiVersion", schemaPath: "#/properties/apiVersion/enum", keyword: "enum", params: { allowedValues: schema17.properties.apiVersion.enum } };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.kind !== void 0) {
      let data1 = data.kind;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
      if (data1 !== "StorageClass") {
        let err8 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/enum", keyword: "enum", params: { allowedValues: schema17.properties.kind.enum } };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.metadata !== void 0) {
      let data2 = data.metadata;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        if (data2.name === void 0) {
          let err9 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/required", keyword: "required", params: { missingProperty: "name" } };
          vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
        }
        for (let key1 in data2)
          if (!(key1 === "name" || key1 === "labels" || key1 === "annotations")) {
            let err10 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 } };
            vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
          }
        if (data2.name !== void 0) {
          let data3 = data2.name;
          if (typeof data3 == "string") {
            if (func2(data3) > 253) {
              let err11 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/maxLength", keyword: "maxLength", params: { limit: 253 } };
              vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
            }
            if (!pattern0.test(data3)) {
              let err12 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/pattern", keyword: "pattern", params: { pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" } };
              vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
            }
          } else {
            let err13 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
          }
        }
        if (data2.labels !== void 0) {
          let data4 = data2.labels;
          if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
            if (Object.keys(data4).length > 64) {
              let err14 = { instancePath: instancePath + "/metadata/labels", schemaPath: "#/properties/metadata/properties/labels/maxProperties", keyword: "maxProperties", params: { limit: 64 } };
              vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
            }
            for (let key2 in data4) {
              let data5 = data4[key2];
              if (typeof data5 == "string") {
                if (func2(data5) > 63) {
                  let err15 = { instancePath: instancePath + "/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/labels/additionalProperties/maxLength", keyword: "maxLength", params: { limit: 63 } };
                  vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
                }
              } else {
                let err16 = { instancePath: instancePath + "/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/labels/additionalProperties/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
              }
            }
          } else {
            let err17 = { instancePath: instancePath + "/metadata/labels", schemaPath: "#/properties/metadata/properties/labels/type", keyword: "type", params: { type: "object" } };
            vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
          }
        }
        if (data2.annotations !== void 0) {
          let data6 = data2.annotations;
          if (data6 && typeof data6 == "object" && !Array.isArray(data6)) {
            if (Object.keys(data6).length > 64) {
              let err18 = { instancePath: instancePath + "/metadata/annotations", schemaPath: "#/properties/metadata/properties/annotations/maxProperties", keyword: "maxProperties", params: { limit: 64 } };
              vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
            }
            for (let key3 in data6) {
              let data7 = data6[key3];
              if (typeof data7 == "string") {
                if (func2(data7) > 65536) {
                  let err19 = { instancePath: instancePath + "/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/annotations/additionalProperties/maxLength", keyword: "maxLength", params: { limit: 65536 } };
                  vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
                }
              } else {
                let err20 = { instancePath: instancePath + "/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/annotations/additionalProperties/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
              }
            }
          } else {
            let err21 = { instancePath: instancePath + "/metadata/annotations", schemaPath: "#/properties/metadata/properties/annotations/type", keyword: "type", params: { type: "object" } };
            vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
          }
        }
      } else {
        let err22 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/type", keyword: "type", params: { type: "object" } };
        vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
      }
    }
    if (data.provisioner !== void 0) {
      let data8 = data.provisioner;
      if (typeof data8 != "string") {
        let err23 = { instancePath: instancePath + "/provisioner", schemaPath: "#/properties/provisioner/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
      }
      if (data8 !== "csi.stowage.dev") {
        let err24 = { instancePath: instancePath + "/provisioner", schemaPath: "#/properties/provisioner/enum", keyword: "enum", params: { allowedValues: schema17.properties.provisioner.enum } };
        vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
      }
    }
    if (data.parameters !== void 0) {
      let data9 = data.parameters;
      if (data9 && typeof data9 == "object" && !Array.isArray(data9)) {
        for (let key4 in data9)
          if (!(func28.call(schema17.properties.parameters.properties, key4) || pattern40.test(key4))) {
            let err25 = { instancePath: instancePath + "/parameters", schemaPath: "#/properties/parameters/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key4 } };
            vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
          }
        if (data9.type !== void 0) {
          let data10 = data9.type;
          if (typeof data10 != "string") {
            let err26 = { instancePath: instancePath + "/parameters/type", schemaPath: "#/properties/parameters/properties/type/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
          }
          if (!(data10 === "hdd" || data10 === "ssd" || data10 === "slice")) {
            let err27 = { instancePath: instancePath + "/parameters/type", schemaPath: "#/properties/parameters/properties/type/enum", keyword: "enum", params: { allowedValues: schema17.properties.parameters.properties.type.enum } };
            vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
          }
        }
        if (data9.rpm !== void 0) {
          let data11 = data9.rpm;
          if (typeof data11 == "string") {
            if (!pattern41.test(data11)) {
              let err28 = { instancePath: instancePath + "/parameters/rpm", schemaPath: "#/properties/parameters/properties/rpm/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,5}$" } };
              vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
            }
          } else {
            let err29 = { instancePath: instancePath + "/parameters/rpm", schemaPath: "#/properties/parameters/properties/rpm/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
          }
        }
        if (data9.fsType !== void 0) {
          let data12 = data9.fsType;
          if (typeof data12 != "string") {
            let err30 = { instancePath: instancePath + "/parameters/fsType", schemaPath: "#/properties/parameters/properties/fsType/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
          }
          if (!(data12 === "ext4" || data12 === "xfs")) {
            let err31 = { instancePath: instancePath + "/parameters/fsType", schemaPath: "#/properties/parameters/properties/fsType/enum", keyword: "enum", params: { allowedValues: schema17.properties.parameters.properties.fsType.enum } };
            vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
          }
        }
        if (data9["csi.storage.k8s.io/fstype"] !== void 0) {
          let data13 = data9["csi.storage.k8s.io/fstype"];
          if (typeof data13 != "string") {
            let err32 = { instancePath: instancePath + "/parameters/csi.storage.k8s.io~1fstype", schemaPath: "#/properties/parameters/properties/csi.storage.k8s.io~1fstype/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
          }
          if (!(data13 === "ext4" || data13 === "xfs")) {
            let err33 = { instancePath: instancePath + "/parameters/csi.storage.k8s.io~1fstype", schemaPath: "#/properties/parameters/properties/csi.storage.k8s.io~1fstype/enum", keyword: "enum", params: { allowedValues: schema17.properties.parameters.properties["csi.storage.k8s.io/fstype"].enum } };
            vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
          }
        }
        if (data9.striping !== void 0) {
          let data14 = data9.striping;
          if (typeof data14 != "string") {
            let err34 = { instancePath: instancePath + "/parameters/striping", schemaPath: "#/properties/parameters/properties/striping/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
          }
          if (!(data14 === "true" || data14 === "false")) {
            let err35 = { instancePath: instancePath + "/parameters/striping", schemaPath: "#/properties/parameters/properties/striping/enum", keyword: "enum", params: { allowedValues: schema17.properties.parameters.properties.striping.enum } };
            vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
          }
        }
        if (data9.redundancy !== void 0) {
          let data15 = data9.redundancy;
          if (typeof data15 != "string") {
            let err36 = { instancePath: instancePath + "/parameters/redundancy", schemaPath: "#/properties/parameters/properties/redundancy/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
          }
          if (!(data15 === "true" || data15 === "false")) {
            let err37 = { instancePath: instancePath + "/parameters/redundancy", schemaPath: "#/properties/parameters/properties/redundancy/enum", keyword: "enum", params: { allowedValues: schema17.properties.parameters.properties.redundancy.enum } };
            vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
          }
        }
        if (data9.raidMaxDrives !== void 0) {
          let data16 = data9.raidMaxDrives;
          if (typeof data16 == "string") {
            if (!pattern42.test(data16)) {
              let err38 = { instancePath: instancePath + "/parameters/raidMaxDrives", schemaPath: "#/properties/parameters/properties/raidMaxDrives/pattern", keyword: "pattern", params: { pattern: "^([2-9]|[1-9][0-9]|1[01][0-9]|12[0-8])$" } };
              vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
            }
          } else {
            let err39 = { instancePath: instancePath + "/parameters/raidMaxDrives", schemaPath: "#/properties/parameters/properties/raidMaxDrives/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
          }
        }
        if (data9.sgResiliency !== void 0) {
          let data17 = data9.sgResiliency;
          if (typeof data17 != "string") {
            let err40 = { instancePath: instancePath + "/parameters/sgResiliency", schemaPath: "#/properties/parameters/properties/sgResiliency/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
          }
          if (!(data17 === "true" || data17 === "false")) {
            let err41 = { instancePath: instancePath + "/parameters/sgResiliency", schemaPath: "#/properties/parameters/properties/sgResiliency/enum", keyword: "enum", params: { allowedValues: schema17.properties.parameters.properties.sgResiliency.enum } };
            vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
          }
        }
        if (data9.jbodResiliency !== void 0) {
          let data18 = data9.jbodResiliency;
          if (typeof data18 != "string") {
            let err42 = { instancePath: instancePath + "/parameters/jbodResiliency", schemaPath: "#/properties/parameters/properties/jbodResiliency/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
          }
          if (!(data18 === "true" || data18 === "false")) {
            let err43 = { instancePath: instancePath + "/parameters/jbodResiliency", schemaPath: "#/properties/parameters/properties/jbodResiliency/enum", keyword: "enum", params: { allowedValues: schema17.properties.parameters.properties.jbodResiliency.enum } };
            vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
          }
        }
        if (data9.encrypt !== void 0) {
          let data19 = data9.encrypt;
          if (typeof data19 != "string") {
            let err44 = { instancePath: instancePath + "/parameters/encrypt", schemaPath: "#/properties/parameters/properties/encrypt/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err44] : vErrors.push(err44), errors++;
          }
          if (!(data19 === "true" || data19 === "false")) {
            let err45 = { instancePath: instancePath + "/parameters/encrypt", schemaPath: "#/properties/parameters/properties/encrypt/enum", keyword: "enum", params: { allowedValues: schema17.properties.parameters.properties.encrypt.enum } };
            vErrors === null ? vErrors = [err45] : vErrors.push(err45), errors++;
          }
        }
        if (data9.minVolumeSize !== void 0) {
          let data20 = data9.minVolumeSize;
          if (typeof data20 == "string") {
            if (!pattern6.test(data20)) {
              let err46 = { instancePath: instancePath + "/parameters/minVolumeSize", schemaPath: "#/properties/parameters/properties/minVolumeSize/pattern", keyword: "pattern", params: { pattern: "^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?$" } };
              vErrors === null ? vErrors = [err46] : vErrors.push(err46), errors++;
            }
          } else {
            let err47 = { instancePath: instancePath + "/parameters/minVolumeSize", schemaPath: "#/properties/parameters/properties/minVolumeSize/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err47] : vErrors.push(err47), errors++;
          }
        }
        if (data9.maxVolumeSize !== void 0) {
          let data21 = data9.maxVolumeSize;
          if (typeof data21 == "string") {
            if (!pattern6.test(data21)) {
              let err48 = { instancePath: instancePath + "/parameters/maxVolumeSize", schemaPath: "#/properties/parameters/properties/maxVolumeSize/pattern", keyword: "pattern", params: { pattern: "^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?$" } };
              vErrors === null ? vErrors = [err48] : vErrors.push(err48), errors++;
            }
          } else {
            let err49 = { instancePath: instancePath + "/parameters/maxVolumeSize", schemaPath: "#/properties/parameters/properties/maxVolumeSize/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err49] : vErrors.push(err49), errors++;
          }
        }
        if (data9.softDomains !== void 0) {
          let data22 = data9.softDomains;
          if (typeof data22 != "string") {
            let err50 = { instancePath: instancePath + "/parameters/softDomains", schemaPath: "#/properties/parameters/properties/softDomains/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err50] : vErrors.push(err50), errors++;
          }
          if (!(data22 === "true" || data22 === "false")) {
            let err51 = { instancePath: instancePath + "/parameters/softDomains", schemaPath: "#/properties/parameters/properties/softDomains/enum", keyword: "enum", params: { allowedValues: schema17.properties.parameters.properties.softDomains.enum } };
            vErrors === null ? vErrors = [err51] : vErrors.push(err51), errors++;
          }
        }
        if (data9.requiredTags !== void 0) {
          let data23 = data9.requiredTags;
          if (typeof data23 == "string") {
            if (!pattern45.test(data23)) {
              let err52 = { instancePath: instancePath + "/parameters/requiredTags", schemaPath: "#/properties/parameters/properties/requiredTags/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}( *, *[A-Za-z0-9._-]{1,63})*$" } };
              vErrors === null ? vErrors = [err52] : vErrors.push(err52), errors++;
            }
          } else {
            let err53 = { instancePath: instancePath + "/parameters/requiredTags", schemaPath: "#/properties/parameters/properties/requiredTags/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err53] : vErrors.push(err53), errors++;
          }
        }
        if (data9.excludedTags !== void 0) {
          let data24 = data9.excludedTags;
          if (typeof data24 == "string") {
            if (!pattern45.test(data24)) {
              let err54 = { instancePath: instancePath + "/parameters/excludedTags", schemaPath: "#/properties/parameters/properties/excludedTags/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}( *, *[A-Za-z0-9._-]{1,63})*$" } };
              vErrors === null ? vErrors = [err54] : vErrors.push(err54), errors++;
            }
          } else {
            let err55 = { instancePath: instancePath + "/parameters/excludedTags", schemaPath: "#/properties/parameters/properties/excludedTags/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err55] : vErrors.push(err55), errors++;
          }
        }
        if (data9.storageGroup !== void 0) {
          let data25 = data9.storageGroup;
          if (typeof data25 == "string") {
            if (!pattern45.test(data25)) {
              let err56 = { instancePath: instancePath + "/parameters/storageGroup", schemaPath: "#/properties/parameters/properties/storageGroup/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}( *, *[A-Za-z0-9._-]{1,63})*$" } };
              vErrors === null ? vErrors = [err56] : vErrors.push(err56), errors++;
            }
          } else {
            let err57 = { instancePath: instancePath + "/parameters/storageGroup", schemaPath: "#/properties/parameters/properties/storageGroup/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err57] : vErrors.push(err57), errors++;
          }
        }
        if (data9.networkTransportsAllowed !== void 0) {
          let data26 = data9.networkTransportsAllowed;
          if (typeof data26 == "string") {
            if (!pattern48.test(data26)) {
              let err58 = { instancePath: instancePath + "/parameters/networkTransportsAllowed", schemaPath: "#/properties/parameters/properties/networkTransportsAllowed/pattern", keyword: "pattern", params: { pattern: "^(iscsi|nvmetcp|roce)( *, *(iscsi|nvmetcp|roce)){0,2}$" } };
              vErrors === null ? vErrors = [err58] : vErrors.push(err58), errors++;
            }
          } else {
            let err59 = { instancePath: instancePath + "/parameters/networkTransportsAllowed", schemaPath: "#/properties/parameters/properties/networkTransportsAllowed/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err59] : vErrors.push(err59), errors++;
          }
        }
        if (data9.fillDrive !== void 0) {
          let data27 = data9.fillDrive;
          if (typeof data27 != "string") {
            let err60 = { instancePath: instancePath + "/parameters/fillDrive", schemaPath: "#/properties/parameters/properties/fillDrive/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err60] : vErrors.push(err60), errors++;
          }
          if (!(data27 === "true" || data27 === "false")) {
            let err61 = { instancePath: instancePath + "/parameters/fillDrive", schemaPath: "#/properties/parameters/properties/fillDrive/enum", keyword: "enum", params: { allowedValues: schema17.properties.parameters.properties.fillDrive.enum } };
            vErrors === null ? vErrors = [err61] : vErrors.push(err61), errors++;
          }
        }
        if (data9.workloadSpread !== void 0) {
          let data28 = data9.workloadSpread;
          if (typeof data28 == "string") {
            if (!pattern49.test(data28)) {
              let err62 = { instancePath: instancePath + "/parameters/workloadSpread", schemaPath: "#/properties/parameters/properties/workloadSpread/pattern", keyword: "pattern", params: { pattern: "^[a-z][A-Za-z0-9-]{0,30}(:required)?$" } };
              vErrors === null ? vErrors = [err62] : vErrors.push(err62), errors++;
            }
          } else {
            let err63 = { instancePath: instancePath + "/parameters/workloadSpread", schemaPath: "#/properties/parameters/properties/workloadSpread/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err63] : vErrors.push(err63), errors++;
          }
        }
        if (data9.workloadAffinity !== void 0) {
          let data29 = data9.workloadAffinity;
          if (typeof data29 == "string") {
            if (!pattern49.test(data29)) {
              let err64 = { instancePath: instancePath + "/parameters/workloadAffinity", schemaPath: "#/properties/parameters/properties/workloadAffinity/pattern", keyword: "pattern", params: { pattern: "^[a-z][A-Za-z0-9-]{0,30}(:required)?$" } };
              vErrors === null ? vErrors = [err64] : vErrors.push(err64), errors++;
            }
          } else {
            let err65 = { instancePath: instancePath + "/parameters/workloadAffinity", schemaPath: "#/properties/parameters/properties/workloadAffinity/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err65] : vErrors.push(err65), errors++;
          }
        }
        if (data9.workloadLabel !== void 0) {
          let data30 = data9.workloadLabel;
          if (typeof data30 == "string") {
            if (!pattern51.test(data30)) {
              let err66 = { instancePath: instancePath + "/parameters/workloadLabel", schemaPath: "#/properties/parameters/properties/workloadLabel/pattern", keyword: "pattern", params: { pattern: "^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$" } };
              vErrors === null ? vErrors = [err66] : vErrors.push(err66), errors++;
            }
          } else {
            let err67 = { instancePath: instancePath + "/parameters/workloadLabel", schemaPath: "#/properties/parameters/properties/workloadLabel/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err67] : vErrors.push(err67), errors++;
          }
        }
        if (data9.reserveBandwidth !== void 0) {
          let data31 = data9.reserveBandwidth;
          if (typeof data31 == "string") {
            if (!pattern52.test(data31)) {
              let err68 = { instancePath: instancePath + "/parameters/reserveBandwidth", schemaPath: "#/properties/parameters/properties/reserveBandwidth/pattern", keyword: "pattern", params: { pattern: "^(media|\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?)$" } };
              vErrors === null ? vErrors = [err68] : vErrors.push(err68), errors++;
            }
          } else {
            let err69 = { instancePath: instancePath + "/parameters/reserveBandwidth", schemaPath: "#/properties/parameters/properties/reserveBandwidth/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err69] : vErrors.push(err69), errors++;
          }
        }
        if (data9.selector !== void 0) {
          let data32 = data9.selector;
          if (typeof data32 == "string") {
            if (func2(data32) > 1024) {
              let err70 = { instancePath: instancePath + "/parameters/selector", schemaPath: "#/properties/parameters/properties/selector/maxLength", keyword: "maxLength", params: { limit: 1024 } };
              vErrors === null ? vErrors = [err70] : vErrors.push(err70), errors++;
            }
            if (func2(data32) < 1) {
              let err71 = { instancePath: instancePath + "/parameters/selector", schemaPath: "#/properties/parameters/properties/selector/minLength", keyword: "minLength", params: { limit: 1 } };
              vErrors === null ? vErrors = [err71] : vErrors.push(err71), errors++;
            }
          } else {
            let err72 = { instancePath: instancePath + "/parameters/selector", schemaPath: "#/properties/parameters/properties/selector/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err72] : vErrors.push(err72), errors++;
          }
        }
        if (data9.storagePools !== void 0) {
          let data33 = data9.storagePools;
          if (typeof data33 == "string") {
            if (!pattern53.test(data33)) {
              let err73 = { instancePath: instancePath + "/parameters/storagePools", schemaPath: "#/properties/parameters/properties/storagePools/pattern", keyword: "pattern", params: { pattern: "^[^:;,]+:[^:;,]+(,[^:;,]+)*(;[^:;,]+:[^:;,]+(,[^:;,]+)*)*$" } };
              vErrors === null ? vErrors = [err73] : vErrors.push(err73), errors++;
            }
          } else {
            let err74 = { instancePath: instancePath + "/parameters/storagePools", schemaPath: "#/properties/parameters/properties/storagePools/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err74] : vErrors.push(err74), errors++;
          }
        }
        if (data9.additionalStoragePools !== void 0) {
          let data34 = data9.additionalStoragePools;
          if (typeof data34 == "string") {
            if (!pattern53.test(data34)) {
              let err75 = { instancePath: instancePath + "/parameters/additionalStoragePools", schemaPath: "#/properties/parameters/properties/additionalStoragePools/pattern", keyword: "pattern", params: { pattern: "^[^:;,]+:[^:;,]+(,[^:;,]+)*(;[^:;,]+:[^:;,]+(,[^:;,]+)*)*$" } };
              vErrors === null ? vErrors = [err75] : vErrors.push(err75), errors++;
            }
          } else {
            let err76 = { instancePath: instancePath + "/parameters/additionalStoragePools", schemaPath: "#/properties/parameters/properties/additionalStoragePools/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err76] : vErrors.push(err76), errors++;
          }
        }
        if (data9.excludeStoragePools !== void 0) {
          let data35 = data9.excludeStoragePools;
          if (typeof data35 == "string") {
            if (!pattern53.test(data35)) {
              let err77 = { instancePath: instancePath + "/parameters/excludeStoragePools", schemaPath: "#/properties/parameters/properties/excludeStoragePools/pattern", keyword: "pattern", params: { pattern: "^[^:;,]+:[^:;,]+(,[^:;,]+)*(;[^:;,]+:[^:;,]+(,[^:;,]+)*)*$" } };
              vErrors === null ? vErrors = [err77] : vErrors.push(err77), errors++;
            }
          } else {
            let err78 = { instancePath: instancePath + "/parameters/excludeStoragePools", schemaPath: "#/properties/parameters/properties/excludeStoragePools/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err78] : vErrors.push(err78), errors++;
          }
        }
        for (let key5 in data9)
          if (pattern40.test(key5) && typeof data9[key5] != "string") {
            let err79 = { instancePath: instancePath + "/parameters/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/parameters/patternProperties/%5Ecsi%5C.storage%5C.k8s%5C.io~1(%3F!fstype%24)/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err79] : vErrors.push(err79), errors++;
          }
      } else {
        let err80 = { instancePath: instancePath + "/parameters", schemaPath: "#/properties/parameters/type", keyword: "type", params: { type: "object" } };
        vErrors === null ? vErrors = [err80] : vErrors.push(err80), errors++;
      }
    }
    if (data.reclaimPolicy !== void 0) {
      let data37 = data.reclaimPolicy;
      if (typeof data37 != "string") {
        let err81 = { instancePath: instancePath + "/reclaimPolicy", schemaPath: "#/properties/reclaimPolicy/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err81] : vErrors.push(err81), errors++;
      }
      if (!(data37 === "Delete" || data37 === "Retain")) {
        let err82 = { instancePath: instancePath + "/reclaimPolicy", schemaPath: "#/properties/reclaimPolicy/enum", keyword: "enum", params: { allowedValues: schema17.properties.reclaimPolicy.enum } };
        vErrors === null ? vErrors = [err82] : vErrors.push(err82), errors++;
      }
    }
    if (data.volumeBindingMode !== void 0) {
      let data38 = data.volumeBindingMode;
      if (typeof data38 != "string") {
        let err83 = { instancePath: instancePath + "/volumeBindingMode", schemaPath: "#/properties/volumeBindingMode/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err83] : vErrors.push(err83), errors++;
      }
      if (!(data38 === "Immediate" || data38 === "WaitForFirstConsumer")) {
        let err84 = { instancePath: instancePath + "/volumeBindingMode", schemaPath: "#/properties/volumeBindingMode/enum", keyword: "enum", params: { allowedValues: schema17.properties.volumeBindingMode.enum } };
        vErrors === null ? vErrors = [err84] : vErrors.push(err84), errors++;
      }
    }
    if (data.allowVolumeExpansion !== void 0 && typeof data.allowVolumeExpansion != "boolean") {
      let err85 = { instancePath: instancePath + "/allowVolumeExpansion", schemaPath: "#/properties/allowVolumeExpansion/type", keyword: "type", params: { type: "boolean" } };
      vErrors === null ? vErrors = [err85] : vErrors.push(err85), errors++;
    }
    if (data.mountOptions !== void 0) {
      let data40 = data.mountOptions;
      if (Array.isArray(data40)) {
        if (data40.length > 64) {
          let err86 = { instancePath: instancePath + "/mountOptions", schemaPath: "#/properties/mountOptions/maxItems", keyword: "maxItems", params: { limit: 64 } };
          vErrors === null ? vErrors = [err86] : vErrors.push(err86), errors++;
        }
        let len0 = data40.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data41 = data40[i0];
          if (typeof data41 == "string") {
            if (func2(data41) > 256) {
              let err87 = { instancePath: instancePath + "/mountOptions/" + i0, schemaPath: "#/properties/mountOptions/items/maxLength", keyword: "maxLength", params: { limit: 256 } };
              vErrors === null ? vErrors = [err87] : vErrors.push(err87), errors++;
            }
            if (func2(data41) < 1) {
              let err88 = { instancePath: instancePath + "/mountOptions/" + i0, schemaPath: "#/properties/mountOptions/items/minLength", keyword: "minLength", params: { limit: 1 } };
              vErrors === null ? vErrors = [err88] : vErrors.push(err88), errors++;
            }
          } else {
            let err89 = { instancePath: instancePath + "/mountOptions/" + i0, schemaPath: "#/properties/mountOptions/items/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err89] : vErrors.push(err89), errors++;
          }
        }
      } else {
        let err90 = { instancePath: instancePath + "/mountOptions", schemaPath: "#/properties/mountOptions/type", keyword: "type", params: { type: "array" } };
        vErrors === null ? vErrors = [err90] : vErrors.push(err90), errors++;
      }
    }
    if (data.allowedTopologies !== void 0) {
      let data42 = data.allowedTopologies;
      if (Array.isArray(data42)) {
        if (data42.length > 256) {
          let err91 = { instancePath: instancePath + "/allowedTopologies", schemaPath: "#/properties/allowedTopologies/maxItems", keyword: "maxItems", params: { limit: 256 } };
          vErrors === null ? vErrors = [err91] : vErrors.push(err91), errors++;
        }
        let len1 = data42.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data43 = data42[i1];
          if (data43 && typeof data43 == "object" && !Array.isArray(data43)) {
            for (let key6 in data43)
              if (key6 !== "matchLabelExpressions") {
                let err92 = { instancePath: instancePath + "/allowedTopologies/" + i1, schemaPath: "#/properties/allowedTopologies/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key6 } };
                vErrors === null ? vErrors = [err92] : vErrors.push(err92), errors++;
              }
            if (data43.matchLabelExpressions !== void 0) {
              let data44 = data43.matchLabelExpressions;
              if (Array.isArray(data44)) {
                if (data44.length > 64) {
                  let err93 = { instancePath: instancePath + "/allowedTopologies/" + i1 + "/matchLabelExpressions", schemaPath: "#/properties/allowedTopologies/items/properties/matchLabelExpressions/maxItems", keyword: "maxItems", params: { limit: 64 } };
                  vErrors === null ? vErrors = [err93] : vErrors.push(err93), errors++;
                }
                let len2 = data44.length;
                for (let i2 = 0; i2 < len2; i2++) {
                  let data45 = data44[i2];
                  if (data45 && typeof data45 == "object" && !Array.isArray(data45)) {
                    if (data45.key === void 0) {
                      let err94 = { instancePath: instancePath + "/allowedTopologies/" + i1 + "/matchLabelExpressions/" + i2, schemaPath: "#/properties/allowedTopologies/items/properties/matchLabelExpressions/items/required", keyword: "required", params: { missingProperty: "key" } };
                      vErrors === null ? vErrors = [err94] : vErrors.push(err94), errors++;
                    }
                    if (data45.values === void 0) {
                      let err95 = { instancePath: instancePath + "/allowedTopologies/" + i1 + "/matchLabelExpressions/" + i2, schemaPath: "#/properties/allowedTopologies/items/properties/matchLabelExpressions/items/required", keyword: "required", params: { missingProperty: "values" } };
                      vErrors === null ? vErrors = [err95] : vErrors.push(err95), errors++;
                    }
                    for (let key7 in data45)
                      if (!(key7 === "key" || key7 === "values")) {
                        let err96 = { instancePath: instancePath + "/allowedTopologies/" + i1 + "/matchLabelExpressions/" + i2, schemaPath: "#/properties/allowedTopologies/items/properties/matchLabelExpressions/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key7 } };
                        vErrors === null ? vErrors = [err96] : vErrors.push(err96), errors++;
                      }
                    if (data45.key !== void 0) {
                      let data46 = data45.key;
                      if (typeof data46 == "string") {
                        if (func2(data46) < 1) {
                          let err97 = { instancePath: instancePath + "/allowedTopologies/" + i1 + "/matchLabelExpressions/" + i2 + "/key", schemaPath: "#/properties/allowedTopologies/items/properties/matchLabelExpressions/items/properties/key/minLength", keyword: "minLength", params: { limit: 1 } };
                          vErrors === null ? vErrors = [err97] : vErrors.push(err97), errors++;
                        }
                      } else {
                        let err98 = { instancePath: instancePath + "/allowedTopologies/" + i1 + "/matchLabelExpressions/" + i2 + "/key", schemaPath: "#/properties/allowedTopologies/items/properties/matchLabelExpressions/items/properties/key/type", keyword: "type", params: { type: "string" } };
                        vErrors === null ? vErrors = [err98] : vErrors.push(err98), errors++;
                      }
                    }
                    if (data45.values !== void 0) {
                      let data47 = data45.values;
                      if (Array.isArray(data47)) {
                        let len3 = data47.length;
                        for (let i3 = 0; i3 < len3; i3++)
                          if (typeof data47[i3] != "string") {
                            let err99 = { instancePath: instancePath + "/allowedTopologies/" + i1 + "/matchLabelExpressions/" + i2 + "/values/" + i3, schemaPath: "#/properties/allowedTopologies/items/properties/matchLabelExpressions/items/properties/values/items/type", keyword: "type", params: { type: "string" } };
                            vErrors === null ? vErrors = [err99] : vErrors.push(err99), errors++;
                          }
                      } else {
                        let err100 = { instancePath: instancePath + "/allowedTopologies/" + i1 + "/matchLabelExpressions/" + i2 + "/values", schemaPath: "#/properties/allowedTopologies/items/properties/matchLabelExpressions/items/properties/values/type", keyword: "type", params: { type: "array" } };
                        vErrors === null ? vErrors = [err100] : vErrors.push(err100), errors++;
                      }
                    }
                  } else {
                    let err101 = { instancePath: instancePath + "/allowedTopologies/" + i1 + "/matchLabelExpressions/" + i2, schemaPath: "#/properties/allowedTopologies/items/properties/matchLabelExpressions/items/type", keyword: "type", params: { type: "object" } };
                    vErrors === null ? vErrors = [err101] : vErrors.push(err101), errors++;
                  }
                }
              } else {
                let err102 = { instancePath: instancePath + "/allowedTopologies/" + i1 + "/matchLabelExpressions", schemaPath: "#/properties/allowedTopologies/items/properties/matchLabelExpressions/type", keyword: "type", params: { type: "array" } };
                vErrors === null ? vErrors = [err102] : vErrors.push(err102), errors++;
              }
            }
          } else {
            let err103 = { instancePath: instancePath + "/allowedTopologies/" + i1, schemaPath: "#/properties/allowedTopologies/items/type", keyword: "type", params: { type: "object" } };
            vErrors === null ? vErrors = [err103] : vErrors.push(err103), errors++;
          }
        }
      } else {
        let err104 = { instancePath: instancePath + "/allowedTopologies", schemaPath: "#/properties/allowedTopologies/type", keyword: "type", params: { type: "array" } };
        vErrors === null ? vErrors = [err104] : vErrors.push(err104), errors++;
      }
    }
  } else {
    let err105 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    vErrors === null ? vErrors = [err105] : vErrors.push(err105), errors++;
  }
  return validate16.errors = vErrors, errors === 0;
}
var validateTopology = validate17, schema18 = { type: "object", required: ["apiVersion", "kind", "metadata", "spec"], properties: { apiVersion: { type: "string", enum: ["stowage.dev/v1alpha1"] }, kind: { type: "string", enum: ["Topology"] }, metadata: { type: "object", required: ["name"], properties: { name: { type: "string", maxLength: 253, pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" }, labels: { type: "object", maxProperties: 64, additionalProperties: { type: "string", maxLength: 63 } }, annotations: { type: "object", maxProperties: 64, additionalProperties: { type: "string", maxLength: 65536 } } }, additionalProperties: !1 }, spec: { type: "object", properties: { levels: { type: "array", maxItems: 8, items: { type: "string", pattern: "^[a-z][A-Za-z0-9-]{0,30}$" } }, domains: { type: "array", maxItems: 16384, items: { type: "object", required: ["name", "level"], properties: { name: { type: "string", pattern: "^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$" }, level: { type: "string", minLength: 1, maxLength: 31 }, parent: { type: "string", minLength: 1, maxLength: 63 } }, additionalProperties: !1 } }, bandwidthDomains: { type: "array", maxItems: 4096, items: { type: "object", required: ["name"], properties: { name: { type: "string", pattern: "^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$" }, bandwidth: { type: "string", pattern: "^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|[eE][+-]?[0-9]{1,2})?$" }, reaches: { type: "array", maxItems: 4096, items: { type: "string", minLength: 1, maxLength: 63 } } }, additionalProperties: !1 } }, nodes: { type: "array", maxItems: 16384, items: { type: "object", required: ["name"], properties: { name: { type: "string", minLength: 1, maxLength: 253 }, domain: { type: "string", minLength: 1, maxLength: 63 }, bandwidthDomain: { type: "string", minLength: 1, maxLength: 63 } }, additionalProperties: !1 } } }, additionalProperties: !1 } }, additionalProperties: !1 }, pattern61 = new RegExp("^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|[eE][+-]?[0-9]{1,2})?$", "u");
function validate17(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.apiVersion === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "apiVersion" } };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.kind === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" } };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.metadata === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "metadata" } };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.spec === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "spec" } };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "apiVersion" || key0 === "kind" || key0 === "metadata" || key0 === "spec")) {
        let err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 } };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    if (data.apiVersion !== void 0) {
      let data0 = data.apiVersion;
      if (typeof data0 != "string") {
        let err5 = { instancePath: instancePath + "/apiVersion", schemaPath: "#/properties/apiVersion/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
      if (data0 !== "stowage.dev/v1alpha1") {
        let err6 = { instancePath: instancePath + "/apiVersion", schemaPath: "#/properties/apiVersion/enum", keyword: "enum", params: { allowedValues: schema18.properties.apiVersion.enum } };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.kind !== void 0) {
      let data1 = data.kind;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
      if (data1 !== "Topology") {
        let err8 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/enum", keyword: "enum", params: { allowedValues: schema18.properties.kind.enum } };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.metadata !== void 0) {
      let data2 = data.metadata;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        if (data2.name === void 0) {
          let err9 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/required", keyword: "required", params: { missingProperty: "name" } };
          vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
        }
        for (let key1 in data2)
          if (!(key1 === "name" || key1 === "labels" || key1 === "annotations")) {
            let err10 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 } };
            vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
          }
        if (data2.name !== void 0) {
          let data3 = data2.name;
          if (typeof data3 == "string") {
            if (func2(data3) > 253) {
              let err11 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/maxLength", keyword: "maxLength", params: { limit: 253 } };
              vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
            }
            if (!pattern0.test(data3)) {
              let err12 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/pattern", keyword: "pattern", params: { pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" } };
              vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
            }
          } else {
            let err13 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
          }
        }
        if (data2.labels !== void 0) {
          let data4 = data2.labels;
          if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
            if (Object.keys(data4).length > 64) {
              let err14 = { instancePath: instancePath + "/metadata/labels", schemaPath: "#/properties/metadata/properties/labels/maxProperties", keyword: "maxProperties", params: { limit: 64 } };
              vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
            }
            for (let key2 in data4) {
              let data5 = data4[key2];
              if (typeof data5 == "string") {
                if (func2(data5) > 63) {
                  let err15 = { instancePath: instancePath + "/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/labels/additionalProperties/maxLength", keyword: "maxLength", params: { limit: 63 } };
                  vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
                }
              } else {
                let err16 = { instancePath: instancePath + "/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/labels/additionalProperties/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
              }
            }
          } else {
            let err17 = { instancePath: instancePath + "/metadata/labels", schemaPath: "#/properties/metadata/properties/labels/type", keyword: "type", params: { type: "object" } };
            vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
          }
        }
        if (data2.annotations !== void 0) {
          let data6 = data2.annotations;
          if (data6 && typeof data6 == "object" && !Array.isArray(data6)) {
            if (Object.keys(data6).length > 64) {
              let err18 = { instancePath: instancePath + "/metadata/annotations", schemaPath: "#/properties/metadata/properties/annotations/maxProperties", keyword: "maxProperties", params: { limit: 64 } };
              vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
            }
            for (let key3 in data6) {
              let data7 = data6[key3];
              if (typeof data7 == "string") {
                if (func2(data7) > 65536) {
                  let err19 = { instancePath: instancePath + "/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/annotations/additionalProperties/maxLength", keyword: "maxLength", params: { limit: 65536 } };
                  vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
                }
              } else {
                let err20 = { instancePath: instancePath + "/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/annotations/additionalProperties/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
              }
            }
          } else {
            let err21 = { instancePath: instancePath + "/metadata/annotations", schemaPath: "#/properties/metadata/properties/annotations/type", keyword: "type", params: { type: "object" } };
            vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
          }
        }
      } else {
        let err22 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/type", keyword: "type", params: { type: "object" } };
        vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
      }
    }
    if (data.spec !== void 0) {
      let data8 = data.spec;
      if (data8 && typeof data8 == "object" && !Array.isArray(data8)) {
        for (let key4 in data8)
          if (!(key4 === "levels" || key4 === "domains" || key4 === "bandwidthDomains" || key4 === "nodes")) {
            let err23 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key4 } };
            vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
          }
        if (data8.levels !== void 0) {
          let data9 = data8.levels;
          if (Array.isArray(data9)) {
            if (data9.length > 8) {
              let err24 = { instancePath: instancePath + "/spec/levels", schemaPath: "#/properties/spec/properties/levels/maxItems", keyword: "maxItems", params: { limit: 8 } };
              vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
            }
            let len0 = data9.length;
            for (let i0 = 0; i0 < len0; i0++) {
              let data10 = data9[i0];
              if (typeof data10 == "string") {
                if (!pattern38.test(data10)) {
                  let err25 = { instancePath: instancePath + "/spec/levels/" + i0, schemaPath: "#/properties/spec/properties/levels/items/pattern", keyword: "pattern", params: { pattern: "^[a-z][A-Za-z0-9-]{0,30}$" } };
                  vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
                }
              } else {
                let err26 = { instancePath: instancePath + "/spec/levels/" + i0, schemaPath: "#/properties/spec/properties/levels/items/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
              }
            }
          } else {
            let err27 = { instancePath: instancePath + "/spec/levels", schemaPath: "#/properties/spec/properties/levels/type", keyword: "type", params: { type: "array" } };
            vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
          }
        }
        if (data8.domains !== void 0) {
          let data11 = data8.domains;
          if (Array.isArray(data11)) {
            if (data11.length > 16384) {
              let err28 = { instancePath: instancePath + "/spec/domains", schemaPath: "#/properties/spec/properties/domains/maxItems", keyword: "maxItems", params: { limit: 16384 } };
              vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
            }
            let len1 = data11.length;
            for (let i1 = 0; i1 < len1; i1++) {
              let data12 = data11[i1];
              if (data12 && typeof data12 == "object" && !Array.isArray(data12)) {
                if (data12.name === void 0) {
                  let err29 = { instancePath: instancePath + "/spec/domains/" + i1, schemaPath: "#/properties/spec/properties/domains/items/required", keyword: "required", params: { missingProperty: "name" } };
                  vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
                }
                if (data12.level === void 0) {
                  let err30 = { instancePath: instancePath + "/spec/domains/" + i1, schemaPath: "#/properties/spec/properties/domains/items/required", keyword: "required", params: { missingProperty: "level" } };
                  vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
                }
                for (let key5 in data12)
                  if (!(key5 === "name" || key5 === "level" || key5 === "parent")) {
                    let err31 = { instancePath: instancePath + "/spec/domains/" + i1, schemaPath: "#/properties/spec/properties/domains/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key5 } };
                    vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
                  }
                if (data12.name !== void 0) {
                  let data13 = data12.name;
                  if (typeof data13 == "string") {
                    if (!pattern1.test(data13)) {
                      let err32 = { instancePath: instancePath + "/spec/domains/" + i1 + "/name", schemaPath: "#/properties/spec/properties/domains/items/properties/name/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$" } };
                      vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
                    }
                  } else {
                    let err33 = { instancePath: instancePath + "/spec/domains/" + i1 + "/name", schemaPath: "#/properties/spec/properties/domains/items/properties/name/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
                  }
                }
                if (data12.level !== void 0) {
                  let data14 = data12.level;
                  if (typeof data14 == "string") {
                    if (func2(data14) > 31) {
                      let err34 = { instancePath: instancePath + "/spec/domains/" + i1 + "/level", schemaPath: "#/properties/spec/properties/domains/items/properties/level/maxLength", keyword: "maxLength", params: { limit: 31 } };
                      vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
                    }
                    if (func2(data14) < 1) {
                      let err35 = { instancePath: instancePath + "/spec/domains/" + i1 + "/level", schemaPath: "#/properties/spec/properties/domains/items/properties/level/minLength", keyword: "minLength", params: { limit: 1 } };
                      vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
                    }
                  } else {
                    let err36 = { instancePath: instancePath + "/spec/domains/" + i1 + "/level", schemaPath: "#/properties/spec/properties/domains/items/properties/level/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
                  }
                }
                if (data12.parent !== void 0) {
                  let data15 = data12.parent;
                  if (typeof data15 == "string") {
                    if (func2(data15) > 63) {
                      let err37 = { instancePath: instancePath + "/spec/domains/" + i1 + "/parent", schemaPath: "#/properties/spec/properties/domains/items/properties/parent/maxLength", keyword: "maxLength", params: { limit: 63 } };
                      vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
                    }
                    if (func2(data15) < 1) {
                      let err38 = { instancePath: instancePath + "/spec/domains/" + i1 + "/parent", schemaPath: "#/properties/spec/properties/domains/items/properties/parent/minLength", keyword: "minLength", params: { limit: 1 } };
                      vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
                    }
                  } else {
                    let err39 = { instancePath: instancePath + "/spec/domains/" + i1 + "/parent", schemaPath: "#/properties/spec/properties/domains/items/properties/parent/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
                  }
                }
              } else {
                let err40 = { instancePath: instancePath + "/spec/domains/" + i1, schemaPath: "#/properties/spec/properties/domains/items/type", keyword: "type", params: { type: "object" } };
                vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
              }
            }
          } else {
            let err41 = { instancePath: instancePath + "/spec/domains", schemaPath: "#/properties/spec/properties/domains/type", keyword: "type", params: { type: "array" } };
            vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
          }
        }
        if (data8.bandwidthDomains !== void 0) {
          let data16 = data8.bandwidthDomains;
          if (Array.isArray(data16)) {
            if (data16.length > 4096) {
              let err42 = { instancePath: instancePath + "/spec/bandwidthDomains", schemaPath: "#/properties/spec/properties/bandwidthDomains/maxItems", keyword: "maxItems", params: { limit: 4096 } };
              vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
            }
            let len2 = data16.length;
            for (let i2 = 0; i2 < len2; i2++) {
              let data17 = data16[i2];
              if (data17 && typeof data17 == "object" && !Array.isArray(data17)) {
                if (data17.name === void 0) {
                  let err43 = { instancePath: instancePath + "/spec/bandwidthDomains/" + i2, schemaPath: "#/properties/spec/properties/bandwidthDomains/items/required", keyword: "required", params: { missingProperty: "name" } };
                  vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
                }
                for (let key6 in data17)
                  if (!(key6 === "name" || key6 === "bandwidth" || key6 === "reaches")) {
                    let err44 = { instancePath: instancePath + "/spec/bandwidthDomains/" + i2, schemaPath: "#/properties/spec/properties/bandwidthDomains/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key6 } };
                    vErrors === null ? vErrors = [err44] : vErrors.push(err44), errors++;
                  }
                if (data17.name !== void 0) {
                  let data18 = data17.name;
                  if (typeof data18 == "string") {
                    if (!pattern1.test(data18)) {
                      let err45 = { instancePath: instancePath + "/spec/bandwidthDomains/" + i2 + "/name", schemaPath: "#/properties/spec/properties/bandwidthDomains/items/properties/name/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$" } };
                      vErrors === null ? vErrors = [err45] : vErrors.push(err45), errors++;
                    }
                  } else {
                    let err46 = { instancePath: instancePath + "/spec/bandwidthDomains/" + i2 + "/name", schemaPath: "#/properties/spec/properties/bandwidthDomains/items/properties/name/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err46] : vErrors.push(err46), errors++;
                  }
                }
                if (data17.bandwidth !== void 0) {
                  let data19 = data17.bandwidth;
                  if (typeof data19 == "string") {
                    if (!pattern61.test(data19)) {
                      let err47 = { instancePath: instancePath + "/spec/bandwidthDomains/" + i2 + "/bandwidth", schemaPath: "#/properties/spec/properties/bandwidthDomains/items/properties/bandwidth/pattern", keyword: "pattern", params: { pattern: "^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|[eE][+-]?[0-9]{1,2})?$" } };
                      vErrors === null ? vErrors = [err47] : vErrors.push(err47), errors++;
                    }
                  } else {
                    let err48 = { instancePath: instancePath + "/spec/bandwidthDomains/" + i2 + "/bandwidth", schemaPath: "#/properties/spec/properties/bandwidthDomains/items/properties/bandwidth/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err48] : vErrors.push(err48), errors++;
                  }
                }
                if (data17.reaches !== void 0) {
                  let data20 = data17.reaches;
                  if (Array.isArray(data20)) {
                    if (data20.length > 4096) {
                      let err49 = { instancePath: instancePath + "/spec/bandwidthDomains/" + i2 + "/reaches", schemaPath: "#/properties/spec/properties/bandwidthDomains/items/properties/reaches/maxItems", keyword: "maxItems", params: { limit: 4096 } };
                      vErrors === null ? vErrors = [err49] : vErrors.push(err49), errors++;
                    }
                    let len3 = data20.length;
                    for (let i3 = 0; i3 < len3; i3++) {
                      let data21 = data20[i3];
                      if (typeof data21 == "string") {
                        if (func2(data21) > 63) {
                          let err50 = { instancePath: instancePath + "/spec/bandwidthDomains/" + i2 + "/reaches/" + i3, schemaPath: "#/properties/spec/properties/bandwidthDomains/items/properties/reaches/items/maxLength", keyword: "maxLength", params: { limit: 63 } };
                          vErrors === null ? vErrors = [err50] : vErrors.push(err50), errors++;
                        }
                        if (func2(data21) < 1) {
                          let err51 = { instancePath: instancePath + "/spec/bandwidthDomains/" + i2 + "/reaches/" + i3, schemaPath: "#/properties/spec/properties/bandwidthDomains/items/properties/reaches/items/minLength", keyword: "minLength", params: { limit: 1 } };
                          vErrors === null ? vErrors = [err51] : vErrors.push(err51), errors++;
                        }
                      } else {
                        let err52 = { instancePath: instancePath + "/spec/bandwidthDomains/" + i2 + "/reaches/" + i3, schemaPath: "#/properties/spec/properties/bandwidthDomains/items/properties/reaches/items/type", keyword: "type", params: { type: "string" } };
                        vErrors === null ? vErrors = [err52] : vErrors.push(err52), errors++;
                      }
                    }
                  } else {
                    let err53 = { instancePath: instancePath + "/spec/bandwidthDomains/" + i2 + "/reaches", schemaPath: "#/properties/spec/properties/bandwidthDomains/items/properties/reaches/type", keyword: "type", params: { type: "array" } };
                    vErrors === null ? vErrors = [err53] : vErrors.push(err53), errors++;
                  }
                }
              } else {
                let err54 = { instancePath: instancePath + "/spec/bandwidthDomains/" + i2, schemaPath: "#/properties/spec/properties/bandwidthDomains/items/type", keyword: "type", params: { type: "object" } };
                vErrors === null ? vErrors = [err54] : vErrors.push(err54), errors++;
              }
            }
          } else {
            let err55 = { instancePath: instancePath + "/spec/bandwidthDomains", schemaPath: "#/properties/spec/properties/bandwidthDomains/type", keyword: "type", params: { type: "array" } };
            vErrors === null ? vErrors = [err55] : vErrors.push(err55), errors++;
          }
        }
        if (data8.nodes !== void 0) {
          let data22 = data8.nodes;
          if (Array.isArray(data22)) {
            if (data22.length > 16384) {
              let err56 = { instancePath: instancePath + "/spec/nodes", schemaPath: "#/properties/spec/properties/nodes/maxItems", keyword: "maxItems", params: { limit: 16384 } };
              vErrors === null ? vErrors = [err56] : vErrors.push(err56), errors++;
            }
            let len4 = data22.length;
            for (let i4 = 0; i4 < len4; i4++) {
              let data23 = data22[i4];
              if (data23 && typeof data23 == "object" && !Array.isArray(data23)) {
                if (data23.name === void 0) {
                  let err57 = { instancePath: instancePath + "/spec/nodes/" + i4, schemaPath: "#/properties/spec/properties/nodes/items/required", keyword: "required", params: { missingProperty: "name" } };
                  vErrors === null ? vErrors = [err57] : vErrors.push(err57), errors++;
                }
                for (let key7 in data23)
                  if (!(key7 === "name" || key7 === "domain" || key7 === "bandwidthDomain")) {
                    let err58 = { instancePath: instancePath + "/spec/nodes/" + i4, schemaPath: "#/properties/spec/properties/nodes/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key7 } };
                    vErrors === null ? vErrors = [err58] : vErrors.push(err58), errors++;
                  }
                if (data23.name !== void 0) {
                  let data24 = data23.name;
                  if (typeof data24 == "string") {
                    if (func2(data24) > 253) {
                      let err59 = { instancePath: instancePath + "/spec/nodes/" + i4 + "/name", schemaPath: "#/properties/spec/properties/nodes/items/properties/name/maxLength", keyword: "maxLength", params: { limit: 253 } };
                      vErrors === null ? vErrors = [err59] : vErrors.push(err59), errors++;
                    }
                    if (func2(data24) < 1) {
                      let err60 = { instancePath: instancePath + "/spec/nodes/" + i4 + "/name", schemaPath: "#/properties/spec/properties/nodes/items/properties/name/minLength", keyword: "minLength", params: { limit: 1 } };
                      vErrors === null ? vErrors = [err60] : vErrors.push(err60), errors++;
                    }
                  } else {
                    let err61 = { instancePath: instancePath + "/spec/nodes/" + i4 + "/name", schemaPath: "#/properties/spec/properties/nodes/items/properties/name/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err61] : vErrors.push(err61), errors++;
                  }
                }
                if (data23.domain !== void 0) {
                  let data25 = data23.domain;
                  if (typeof data25 == "string") {
                    if (func2(data25) > 63) {
                      let err62 = { instancePath: instancePath + "/spec/nodes/" + i4 + "/domain", schemaPath: "#/properties/spec/properties/nodes/items/properties/domain/maxLength", keyword: "maxLength", params: { limit: 63 } };
                      vErrors === null ? vErrors = [err62] : vErrors.push(err62), errors++;
                    }
                    if (func2(data25) < 1) {
                      let err63 = { instancePath: instancePath + "/spec/nodes/" + i4 + "/domain", schemaPath: "#/properties/spec/properties/nodes/items/properties/domain/minLength", keyword: "minLength", params: { limit: 1 } };
                      vErrors === null ? vErrors = [err63] : vErrors.push(err63), errors++;
                    }
                  } else {
                    let err64 = { instancePath: instancePath + "/spec/nodes/" + i4 + "/domain", schemaPath: "#/properties/spec/properties/nodes/items/properties/domain/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err64] : vErrors.push(err64), errors++;
                  }
                }
                if (data23.bandwidthDomain !== void 0) {
                  let data26 = data23.bandwidthDomain;
                  if (typeof data26 == "string") {
                    if (func2(data26) > 63) {
                      let err65 = { instancePath: instancePath + "/spec/nodes/" + i4 + "/bandwidthDomain", schemaPath: "#/properties/spec/properties/nodes/items/properties/bandwidthDomain/maxLength", keyword: "maxLength", params: { limit: 63 } };
                      vErrors === null ? vErrors = [err65] : vErrors.push(err65), errors++;
                    }
                    if (func2(data26) < 1) {
                      let err66 = { instancePath: instancePath + "/spec/nodes/" + i4 + "/bandwidthDomain", schemaPath: "#/properties/spec/properties/nodes/items/properties/bandwidthDomain/minLength", keyword: "minLength", params: { limit: 1 } };
                      vErrors === null ? vErrors = [err66] : vErrors.push(err66), errors++;
                    }
                  } else {
                    let err67 = { instancePath: instancePath + "/spec/nodes/" + i4 + "/bandwidthDomain", schemaPath: "#/properties/spec/properties/nodes/items/properties/bandwidthDomain/type", keyword: "type", params: { type: "string" } };
                    vErrors === null ? vErrors = [err67] : vErrors.push(err67), errors++;
                  }
                }
              } else {
                let err68 = { instancePath: instancePath + "/spec/nodes/" + i4, schemaPath: "#/properties/spec/properties/nodes/items/type", keyword: "type", params: { type: "object" } };
                vErrors === null ? vErrors = [err68] : vErrors.push(err68), errors++;
              }
            }
          } else {
            let err69 = { instancePath: instancePath + "/spec/nodes", schemaPath: "#/properties/spec/properties/nodes/type", keyword: "type", params: { type: "array" } };
            vErrors === null ? vErrors = [err69] : vErrors.push(err69), errors++;
          }
        }
      } else {
        let err70 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/type", keyword: "type", params: { type: "object" } };
        vErrors === null ? vErrors = [err70] : vErrors.push(err70), errors++;
      }
    }
  } else {
    let err71 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    vErrors === null ? vErrors = [err71] : vErrors.push(err71), errors++;
  }
  return validate17.errors = vErrors, errors === 0;
}
var validateVolumeAttributesClass = validate18, schema19 = { type: "object", required: ["apiVersion", "kind", "metadata", "driverName", "parameters"], properties: { apiVersion: { type: "string", enum: ["storage.k8s.io/v1", "storage.k8s.io/v1beta1"] }, kind: { type: "string", enum: ["VolumeAttributesClass"] }, metadata: { type: "object", required: ["name"], properties: { name: { type: "string", maxLength: 253, pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" }, labels: { type: "object", maxProperties: 64, additionalProperties: { type: "string", maxLength: 63 } }, annotations: { type: "object", maxProperties: 64, additionalProperties: { type: "string", maxLength: 65536 } } }, additionalProperties: !1 }, driverName: { type: "string", enum: ["csi.stowage.dev"] }, parameters: { type: "object", minProperties: 1, properties: { maxIops: { type: "string", pattern: "^(none|[1-9][0-9]{0,8})$" }, maxReadIops: { type: "string", pattern: "^(none|[1-9][0-9]{0,8})$" }, maxWriteIops: { type: "string", pattern: "^(none|[1-9][0-9]{0,8})$" }, maxBandwidth: { type: "string", pattern: "^(none|\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?)$" }, maxReadBandwidth: { type: "string", pattern: "^(none|\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?)$" }, maxWriteBandwidth: { type: "string", pattern: "^(none|\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?)$" }, minBandwidth: { type: "string", pattern: "^(none|\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?)$" }, tags: { type: "string", pattern: "^([A-Za-z0-9._-]{1,63}( *, *[A-Za-z0-9._-]{1,63}){0,15})?$" } }, additionalProperties: !1 } }, additionalProperties: !1 }, pattern63 = new RegExp("^(none|[1-9][0-9]{0,8})$", "u"), pattern66 = new RegExp("^(none|\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?)$", "u"), pattern70 = new RegExp("^([A-Za-z0-9._-]{1,63}( *, *[A-Za-z0-9._-]{1,63}){0,15})?$", "u");
function validate18(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.apiVersion === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "apiVersion" } };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.kind === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" } };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.metadata === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "metadata" } };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.driverName === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "driverName" } };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.parameters === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "parameters" } };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "apiVersion" || key0 === "kind" || key0 === "metadata" || key0 === "driverName" || key0 === "parameters")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 } };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.apiVersion !== void 0) {
      let data0 = data.apiVersion;
      if (typeof data0 != "string") {
        let err6 = { instancePath: instancePath + "/apiVersion", schemaPath: "#/properties/apiVersion/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
      if (!(data0 === "storage.k8s.io/v1" || data0 === "storage.k8s.io/v1beta1")) {
        let err7 = { instancePath: instancePath + "/apiVersion", schemaPath: "#/properties/apiVersion/enum", keyword: "enum", params: { allowedValues: schema19.properties.apiVersion.enum } };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.kind !== void 0) {
      let data1 = data.kind;
      if (typeof data1 != "string") {
        let err8 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
      if (data1 !== "VolumeAttributesClass") {
        let err9 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/enum", keyword: "enum", params: { allowedValues: schema19.properties.kind.enum } };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.metadata !== void 0) {
      let data2 = data.metadata;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        if (data2.name === void 0) {
          let err10 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/required", keyword: "required", params: { missingProperty: "name" } };
          vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
        }
        for (let key1 in data2)
          if (!(key1 === "name" || key1 === "labels" || key1 === "annotations")) {
            let err11 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 } };
            vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
          }
        if (data2.name !== void 0) {
          let data3 = data2.name;
          if (typeof data3 == "string") {
            if (func2(data3) > 253) {
              let err12 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/maxLength", keyword: "maxLength", params: { limit: 253 } };
              vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
            }
            if (!pattern0.test(data3)) {
              let err13 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/pattern", keyword: "pattern", params: { pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" } };
              vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
            }
          } else {
            let err14 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
          }
        }
        if (data2.labels !== void 0) {
          let data4 = data2.labels;
          if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
            if (Object.keys(data4).length > 64) {
              let err15 = { instancePath: instancePath + "/metadata/labels", schemaPath: "#/properties/metadata/properties/labels/maxProperties", keyword: "maxProperties", params: { limit: 64 } };
              vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
            }
            for (let key2 in data4) {
              let data5 = data4[key2];
              if (typeof data5 == "string") {
                if (func2(data5) > 63) {
                  let err16 = { instancePath: instancePath + "/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/labels/additionalProperties/maxLength", keyword: "maxLength", params: { limit: 63 } };
                  vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
                }
              } else {
                let err17 = { instancePath: instancePath + "/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/labels/additionalProperties/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
              }
            }
          } else {
            let err18 = { instancePath: instancePath + "/metadata/labels", schemaPath: "#/properties/metadata/properties/labels/type", keyword: "type", params: { type: "object" } };
            vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
          }
        }
        if (data2.annotations !== void 0) {
          let data6 = data2.annotations;
          if (data6 && typeof data6 == "object" && !Array.isArray(data6)) {
            if (Object.keys(data6).length > 64) {
              let err19 = { instancePath: instancePath + "/metadata/annotations", schemaPath: "#/properties/metadata/properties/annotations/maxProperties", keyword: "maxProperties", params: { limit: 64 } };
              vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
            }
            for (let key3 in data6) {
              let data7 = data6[key3];
              if (typeof data7 == "string") {
                if (func2(data7) > 65536) {
                  let err20 = { instancePath: instancePath + "/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/annotations/additionalProperties/maxLength", keyword: "maxLength", params: { limit: 65536 } };
                  vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
                }
              } else {
                let err21 = { instancePath: instancePath + "/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/annotations/additionalProperties/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
              }
            }
          } else {
            let err22 = { instancePath: instancePath + "/metadata/annotations", schemaPath: "#/properties/metadata/properties/annotations/type", keyword: "type", params: { type: "object" } };
            vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
          }
        }
      } else {
        let err23 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/type", keyword: "type", params: { type: "object" } };
        vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
      }
    }
    if (data.driverName !== void 0) {
      let data8 = data.driverName;
      if (typeof data8 != "string") {
        let err24 = { instancePath: instancePath + "/driverName", schemaPath: "#/properties/driverName/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
      }
      if (data8 !== "csi.stowage.dev") {
        let err25 = { instancePath: instancePath + "/driverName", schemaPath: "#/properties/driverName/enum", keyword: "enum", params: { allowedValues: schema19.properties.driverName.enum } };
        vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
      }
    }
    if (data.parameters !== void 0) {
      let data9 = data.parameters;
      if (data9 && typeof data9 == "object" && !Array.isArray(data9)) {
        if (Object.keys(data9).length < 1) {
          let err26 = { instancePath: instancePath + "/parameters", schemaPath: "#/properties/parameters/minProperties", keyword: "minProperties", params: { limit: 1 } };
          vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
        }
        for (let key4 in data9)
          if (!(key4 === "maxIops" || key4 === "maxReadIops" || key4 === "maxWriteIops" || key4 === "maxBandwidth" || key4 === "maxReadBandwidth" || key4 === "maxWriteBandwidth" || key4 === "minBandwidth" || key4 === "tags")) {
            let err27 = { instancePath: instancePath + "/parameters", schemaPath: "#/properties/parameters/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key4 } };
            vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
          }
        if (data9.maxIops !== void 0) {
          let data10 = data9.maxIops;
          if (typeof data10 == "string") {
            if (!pattern63.test(data10)) {
              let err28 = { instancePath: instancePath + "/parameters/maxIops", schemaPath: "#/properties/parameters/properties/maxIops/pattern", keyword: "pattern", params: { pattern: "^(none|[1-9][0-9]{0,8})$" } };
              vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
            }
          } else {
            let err29 = { instancePath: instancePath + "/parameters/maxIops", schemaPath: "#/properties/parameters/properties/maxIops/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
          }
        }
        if (data9.maxReadIops !== void 0) {
          let data11 = data9.maxReadIops;
          if (typeof data11 == "string") {
            if (!pattern63.test(data11)) {
              let err30 = { instancePath: instancePath + "/parameters/maxReadIops", schemaPath: "#/properties/parameters/properties/maxReadIops/pattern", keyword: "pattern", params: { pattern: "^(none|[1-9][0-9]{0,8})$" } };
              vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
            }
          } else {
            let err31 = { instancePath: instancePath + "/parameters/maxReadIops", schemaPath: "#/properties/parameters/properties/maxReadIops/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
          }
        }
        if (data9.maxWriteIops !== void 0) {
          let data12 = data9.maxWriteIops;
          if (typeof data12 == "string") {
            if (!pattern63.test(data12)) {
              let err32 = { instancePath: instancePath + "/parameters/maxWriteIops", schemaPath: "#/properties/parameters/properties/maxWriteIops/pattern", keyword: "pattern", params: { pattern: "^(none|[1-9][0-9]{0,8})$" } };
              vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
            }
          } else {
            let err33 = { instancePath: instancePath + "/parameters/maxWriteIops", schemaPath: "#/properties/parameters/properties/maxWriteIops/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
          }
        }
        if (data9.maxBandwidth !== void 0) {
          let data13 = data9.maxBandwidth;
          if (typeof data13 == "string") {
            if (!pattern66.test(data13)) {
              let err34 = { instancePath: instancePath + "/parameters/maxBandwidth", schemaPath: "#/properties/parameters/properties/maxBandwidth/pattern", keyword: "pattern", params: { pattern: "^(none|\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?)$" } };
              vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
            }
          } else {
            let err35 = { instancePath: instancePath + "/parameters/maxBandwidth", schemaPath: "#/properties/parameters/properties/maxBandwidth/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
          }
        }
        if (data9.maxReadBandwidth !== void 0) {
          let data14 = data9.maxReadBandwidth;
          if (typeof data14 == "string") {
            if (!pattern66.test(data14)) {
              let err36 = { instancePath: instancePath + "/parameters/maxReadBandwidth", schemaPath: "#/properties/parameters/properties/maxReadBandwidth/pattern", keyword: "pattern", params: { pattern: "^(none|\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?)$" } };
              vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
            }
          } else {
            let err37 = { instancePath: instancePath + "/parameters/maxReadBandwidth", schemaPath: "#/properties/parameters/properties/maxReadBandwidth/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
          }
        }
        if (data9.maxWriteBandwidth !== void 0) {
          let data15 = data9.maxWriteBandwidth;
          if (typeof data15 == "string") {
            if (!pattern66.test(data15)) {
              let err38 = { instancePath: instancePath + "/parameters/maxWriteBandwidth", schemaPath: "#/properties/parameters/properties/maxWriteBandwidth/pattern", keyword: "pattern", params: { pattern: "^(none|\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?)$" } };
              vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
            }
          } else {
            let err39 = { instancePath: instancePath + "/parameters/maxWriteBandwidth", schemaPath: "#/properties/parameters/properties/maxWriteBandwidth/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
          }
        }
        if (data9.minBandwidth !== void 0) {
          let data16 = data9.minBandwidth;
          if (typeof data16 == "string") {
            if (!pattern66.test(data16)) {
              let err40 = { instancePath: instancePath + "/parameters/minBandwidth", schemaPath: "#/properties/parameters/properties/minBandwidth/pattern", keyword: "pattern", params: { pattern: "^(none|\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?)$" } };
              vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
            }
          } else {
            let err41 = { instancePath: instancePath + "/parameters/minBandwidth", schemaPath: "#/properties/parameters/properties/minBandwidth/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
          }
        }
        if (data9.tags !== void 0) {
          let data17 = data9.tags;
          if (typeof data17 == "string") {
            if (!pattern70.test(data17)) {
              let err42 = { instancePath: instancePath + "/parameters/tags", schemaPath: "#/properties/parameters/properties/tags/pattern", keyword: "pattern", params: { pattern: "^([A-Za-z0-9._-]{1,63}( *, *[A-Za-z0-9._-]{1,63}){0,15})?$" } };
              vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
            }
          } else {
            let err43 = { instancePath: instancePath + "/parameters/tags", schemaPath: "#/properties/parameters/properties/tags/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
          }
        }
      } else {
        let err44 = { instancePath: instancePath + "/parameters", schemaPath: "#/properties/parameters/type", keyword: "type", params: { type: "object" } };
        vErrors === null ? vErrors = [err44] : vErrors.push(err44), errors++;
      }
    }
  } else {
    let err45 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    vErrors === null ? vErrors = [err45] : vErrors.push(err45), errors++;
  }
  return validate18.errors = vErrors, errors === 0;
}
var validateVolumeSnapshotClass = validate19, schema20 = { type: "object", required: ["apiVersion", "kind", "metadata", "driver", "deletionPolicy"], properties: { apiVersion: { type: "string", enum: ["snapshot.storage.k8s.io/v1"] }, kind: { type: "string", enum: ["VolumeSnapshotClass"] }, metadata: { type: "object", required: ["name"], properties: { name: { type: "string", maxLength: 253, pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" }, labels: { type: "object", maxProperties: 64, additionalProperties: { type: "string", maxLength: 63 } }, annotations: { type: "object", maxProperties: 64, additionalProperties: { type: "string", maxLength: 65536 } } }, additionalProperties: !1 }, driver: { type: "string", enum: ["csi.stowage.dev"] }, deletionPolicy: { type: "string", enum: ["Delete", "Retain"] }, parameters: { type: "object", properties: { "csi.storage.k8s.io/snapshotter-secret-name": { type: "string", minLength: 1, maxLength: 253 }, "csi.storage.k8s.io/snapshotter-secret-namespace": { type: "string", minLength: 1, maxLength: 253 }, "csi.storage.k8s.io/snapshotter-list-secret-name": { type: "string", minLength: 1, maxLength: 253 }, "csi.storage.k8s.io/snapshotter-list-secret-namespace": { type: "string", minLength: 1, maxLength: 253 } }, patternProperties: { "^csi\\.storage\\.k8s\\.io/(?!snapshotter-secret-name$|snapshotter-secret-namespace$|snapshotter-list-secret-name$|snapshotter-list-secret-namespace$)": { type: "string" } }, additionalProperties: !1 } }, additionalProperties: !1 }, pattern72 = new RegExp("^csi\\.storage\\.k8s\\.io/(?!snapshotter-secret-name$|snapshotter-secret-namespace$|snapshotter-list-secret-name$|snapshotter-list-secret-namespace$)", "u");
function validate19(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.apiVersion === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "apiVersion" } };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.kind === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" } };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.metadata === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "metadata" } };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.driver === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "driver" } };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.deletionPolicy === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "deletionPolicy" } };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "apiVersion" || key0 === "kind" || key0 === "metadata" || key0 === "driver" || key0 === "deletionPolicy" || key0 === "parameters")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 } };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.apiVersion !== void 0) {
      let data0 = data.apiVersion;
      if (typeof data0 != "string") {
        let err6 = { instancePath: instancePath + "/apiVersion", schemaPath: "#/properties/apiVersion/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
      if (data0 !== "snapshot.storage.k8s.io/v1") {
        let err7 = { instancePath: instancePath + "/apiVersion", schemaPath: "#/properties/apiVersion/enum", keyword: "enum", params: { allowedValues: schema20.properties.apiVersion.enum } };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.kind !== void 0) {
      let data1 = data.kind;
      if (typeof data1 != "string") {
        let err8 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
      if (data1 !== "VolumeSnapshotClass") {
        let err9 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/enum", keyword: "enum", params: { allowedValues: schema20.properties.kind.enum } };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.metadata !== void 0) {
      let data2 = data.metadata;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        if (data2.name === void 0) {
          let err10 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/required", keyword: "required", params: { missingProperty: "name" } };
          vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
        }
        for (let key1 in data2)
          if (!(key1 === "name" || key1 === "labels" || key1 === "annotations")) {
            let err11 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 } };
            vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
          }
        if (data2.name !== void 0) {
          let data3 = data2.name;
          if (typeof data3 == "string") {
            if (func2(data3) > 253) {
              let err12 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/maxLength", keyword: "maxLength", params: { limit: 253 } };
              vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
            }
            if (!pattern0.test(data3)) {
              let err13 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/pattern", keyword: "pattern", params: { pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" } };
              vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
            }
          } else {
            let err14 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
          }
        }
        if (data2.labels !== void 0) {
          let data4 = data2.labels;
          if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
            if (Object.keys(data4).length > 64) {
              let err15 = { instancePath: instancePath + "/metadata/labels", schemaPath: "#/properties/metadata/properties/labels/maxProperties", keyword: "maxProperties", params: { limit: 64 } };
              vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
            }
            for (let key2 in data4) {
              let data5 = data4[key2];
              if (typeof data5 == "string") {
                if (func2(data5) > 63) {
                  let err16 = { instancePath: instancePath + "/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/labels/additionalProperties/maxLength", keyword: "maxLength", params: { limit: 63 } };
                  vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
                }
              } else {
                let err17 = { instancePath: instancePath + "/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/labels/additionalProperties/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
              }
            }
          } else {
            let err18 = { instancePath: instancePath + "/metadata/labels", schemaPath: "#/properties/metadata/properties/labels/type", keyword: "type", params: { type: "object" } };
            vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
          }
        }
        if (data2.annotations !== void 0) {
          let data6 = data2.annotations;
          if (data6 && typeof data6 == "object" && !Array.isArray(data6)) {
            if (Object.keys(data6).length > 64) {
              let err19 = { instancePath: instancePath + "/metadata/annotations", schemaPath: "#/properties/metadata/properties/annotations/maxProperties", keyword: "maxProperties", params: { limit: 64 } };
              vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
            }
            for (let key3 in data6) {
              let data7 = data6[key3];
              if (typeof data7 == "string") {
                if (func2(data7) > 65536) {
                  let err20 = { instancePath: instancePath + "/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/annotations/additionalProperties/maxLength", keyword: "maxLength", params: { limit: 65536 } };
                  vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
                }
              } else {
                let err21 = { instancePath: instancePath + "/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/metadata/properties/annotations/additionalProperties/type", keyword: "type", params: { type: "string" } };
                vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
              }
            }
          } else {
            let err22 = { instancePath: instancePath + "/metadata/annotations", schemaPath: "#/properties/metadata/properties/annotations/type", keyword: "type", params: { type: "object" } };
            vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
          }
        }
      } else {
        let err23 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/type", keyword: "type", params: { type: "object" } };
        vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
      }
    }
    if (data.driver !== void 0) {
      let data8 = data.driver;
      if (typeof data8 != "string") {
        let err24 = { instancePath: instancePath + "/driver", schemaPath: "#/properties/driver/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
      }
      if (data8 !== "csi.stowage.dev") {
        let err25 = { instancePath: instancePath + "/driver", schemaPath: "#/properties/driver/enum", keyword: "enum", params: { allowedValues: schema20.properties.driver.enum } };
        vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
      }
    }
    if (data.deletionPolicy !== void 0) {
      let data9 = data.deletionPolicy;
      if (typeof data9 != "string") {
        let err26 = { instancePath: instancePath + "/deletionPolicy", schemaPath: "#/properties/deletionPolicy/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
      }
      if (!(data9 === "Delete" || data9 === "Retain")) {
        let err27 = { instancePath: instancePath + "/deletionPolicy", schemaPath: "#/properties/deletionPolicy/enum", keyword: "enum", params: { allowedValues: schema20.properties.deletionPolicy.enum } };
        vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
      }
    }
    if (data.parameters !== void 0) {
      let data10 = data.parameters;
      if (data10 && typeof data10 == "object" && !Array.isArray(data10)) {
        for (let key4 in data10)
          if (!(key4 === "csi.storage.k8s.io/snapshotter-secret-name" || key4 === "csi.storage.k8s.io/snapshotter-secret-namespace" || key4 === "csi.storage.k8s.io/snapshotter-list-secret-name" || key4 === "csi.storage.k8s.io/snapshotter-list-secret-namespace" || pattern72.test(key4))) {
            let err28 = { instancePath: instancePath + "/parameters", schemaPath: "#/properties/parameters/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key4 } };
            vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
          }
        if (data10["csi.storage.k8s.io/snapshotter-secret-name"] !== void 0) {
          let data11 = data10["csi.storage.k8s.io/snapshotter-secret-name"];
          if (typeof data11 == "string") {
            if (func2(data11) > 253) {
              let err29 = { instancePath: instancePath + "/parameters/csi.storage.k8s.io~1snapshotter-secret-name", schemaPath: "#/properties/parameters/properties/csi.storage.k8s.io~1snapshotter-secret-name/maxLength", keyword: "maxLength", params: { limit: 253 } };
              vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
            }
            if (func2(data11) < 1) {
              let err30 = { instancePath: instancePath + "/parameters/csi.storage.k8s.io~1snapshotter-secret-name", schemaPath: "#/properties/parameters/properties/csi.storage.k8s.io~1snapshotter-secret-name/minLength", keyword: "minLength", params: { limit: 1 } };
              vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
            }
          } else {
            let err31 = { instancePath: instancePath + "/parameters/csi.storage.k8s.io~1snapshotter-secret-name", schemaPath: "#/properties/parameters/properties/csi.storage.k8s.io~1snapshotter-secret-name/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
          }
        }
        if (data10["csi.storage.k8s.io/snapshotter-secret-namespace"] !== void 0) {
          let data12 = data10["csi.storage.k8s.io/snapshotter-secret-namespace"];
          if (typeof data12 == "string") {
            if (func2(data12) > 253) {
              let err32 = { instancePath: instancePath + "/parameters/csi.storage.k8s.io~1snapshotter-secret-namespace", schemaPath: "#/properties/parameters/properties/csi.storage.k8s.io~1snapshotter-secret-namespace/maxLength", keyword: "maxLength", params: { limit: 253 } };
              vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
            }
            if (func2(data12) < 1) {
              let err33 = { instancePath: instancePath + "/parameters/csi.storage.k8s.io~1snapshotter-secret-namespace", schemaPath: "#/properties/parameters/properties/csi.storage.k8s.io~1snapshotter-secret-namespace/minLength", keyword: "minLength", params: { limit: 1 } };
              vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
            }
          } else {
            let err34 = { instancePath: instancePath + "/parameters/csi.storage.k8s.io~1snapshotter-secret-namespace", schemaPath: "#/properties/parameters/properties/csi.storage.k8s.io~1snapshotter-secret-namespace/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
          }
        }
        if (data10["csi.storage.k8s.io/snapshotter-list-secret-name"] !== void 0) {
          let data13 = data10["csi.storage.k8s.io/snapshotter-list-secret-name"];
          if (typeof data13 == "string") {
            if (func2(data13) > 253) {
              let err35 = { instancePath: instancePath + "/parameters/csi.storage.k8s.io~1snapshotter-list-secret-name", schemaPath: "#/properties/parameters/properties/csi.storage.k8s.io~1snapshotter-list-secret-name/maxLength", keyword: "maxLength", params: { limit: 253 } };
              vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
            }
            if (func2(data13) < 1) {
              let err36 = { instancePath: instancePath + "/parameters/csi.storage.k8s.io~1snapshotter-list-secret-name", schemaPath: "#/properties/parameters/properties/csi.storage.k8s.io~1snapshotter-list-secret-name/minLength", keyword: "minLength", params: { limit: 1 } };
              vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
            }
          } else {
            let err37 = { instancePath: instancePath + "/parameters/csi.storage.k8s.io~1snapshotter-list-secret-name", schemaPath: "#/properties/parameters/properties/csi.storage.k8s.io~1snapshotter-list-secret-name/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
          }
        }
        if (data10["csi.storage.k8s.io/snapshotter-list-secret-namespace"] !== void 0) {
          let data14 = data10["csi.storage.k8s.io/snapshotter-list-secret-namespace"];
          if (typeof data14 == "string") {
            if (func2(data14) > 253) {
              let err38 = { instancePath: instancePath + "/parameters/csi.storage.k8s.io~1snapshotter-list-secret-namespace", schemaPath: "#/properties/parameters/properties/csi.storage.k8s.io~1snapshotter-list-secret-namespace/maxLength", keyword: "maxLength", params: { limit: 253 } };
              vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
            }
            if (func2(data14) < 1) {
              let err39 = { instancePath: instancePath + "/parameters/csi.storage.k8s.io~1snapshotter-list-secret-namespace", schemaPath: "#/properties/parameters/properties/csi.storage.k8s.io~1snapshotter-list-secret-namespace/minLength", keyword: "minLength", params: { limit: 1 } };
              vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
            }
          } else {
            let err40 = { instancePath: instancePath + "/parameters/csi.storage.k8s.io~1snapshotter-list-secret-namespace", schemaPath: "#/properties/parameters/properties/csi.storage.k8s.io~1snapshotter-list-secret-namespace/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
          }
        }
        for (let key5 in data10)
          if (pattern72.test(key5) && typeof data10[key5] != "string") {
            let err41 = { instancePath: instancePath + "/parameters/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/parameters/patternProperties/%5Ecsi%5C.storage%5C.k8s%5C.io~1(%3F!snapshotter-secret-name%24%7Csnapshotter-secret-namespace%24%7Csnapshotter-list-secret-name%24%7Csnapshotter-list-secret-namespace%24)/type", keyword: "type", params: { type: "string" } };
            vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
          }
      } else {
        let err42 = { instancePath: instancePath + "/parameters", schemaPath: "#/properties/parameters/type", keyword: "type", params: { type: "object" } };
        vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
      }
    }
  } else {
    let err43 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
  }
  return validate19.errors = vErrors, errors === 0;
}
var validateClassParameters = validate20, schema21 = { type: "object", properties: { type: { type: "string", enum: ["hdd", "ssd", "slice"] }, rpm: { type: "string", pattern: "^[0-9]{1,5}$" }, fsType: { type: "string", enum: ["ext4", "xfs"] }, "csi.storage.k8s.io/fstype": { type: "string", enum: ["ext4", "xfs"] }, striping: { type: "string", enum: ["true", "false"] }, redundancy: { type: "string", enum: ["true", "false"] }, raidMaxDrives: { type: "string", pattern: "^([2-9]|[1-9][0-9]|1[01][0-9]|12[0-8])$" }, sgResiliency: { type: "string", enum: ["true", "false"] }, jbodResiliency: { type: "string", enum: ["true", "false"] }, encrypt: { type: "string", enum: ["true", "false"] }, minVolumeSize: { type: "string", pattern: "^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?$" }, maxVolumeSize: { type: "string", pattern: "^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?$" }, softDomains: { type: "string", enum: ["true", "false"] }, requiredTags: { type: "string", pattern: "^[A-Za-z0-9._-]{1,63}( *, *[A-Za-z0-9._-]{1,63})*$" }, excludedTags: { type: "string", pattern: "^[A-Za-z0-9._-]{1,63}( *, *[A-Za-z0-9._-]{1,63})*$" }, storageGroup: { type: "string", pattern: "^[A-Za-z0-9._-]{1,63}( *, *[A-Za-z0-9._-]{1,63})*$" }, networkTransportsAllowed: { type: "string", pattern: "^(iscsi|nvmetcp|roce)( *, *(iscsi|nvmetcp|roce)){0,2}$" }, fillDrive: { type: "string", enum: ["true", "false"] }, workloadSpread: { type: "string", pattern: "^[a-z][A-Za-z0-9-]{0,30}(:required)?$" }, workloadAffinity: { type: "string", pattern: "^[a-z][A-Za-z0-9-]{0,30}(:required)?$" }, workloadLabel: { type: "string", pattern: "^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$" }, reserveBandwidth: { type: "string", pattern: "^(media|\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?)$" }, selector: { type: "string", minLength: 1, maxLength: 1024 }, storagePools: { type: "string", pattern: "^[^:;,]+:[^:;,]+(,[^:;,]+)*(;[^:;,]+:[^:;,]+(,[^:;,]+)*)*$" }, additionalStoragePools: { type: "string", pattern: "^[^:;,]+:[^:;,]+(,[^:;,]+)*(;[^:;,]+:[^:;,]+(,[^:;,]+)*)*$" }, excludeStoragePools: { type: "string", pattern: "^[^:;,]+:[^:;,]+(,[^:;,]+)*(;[^:;,]+:[^:;,]+(,[^:;,]+)*)*$" } }, patternProperties: { "^csi\\.storage\\.k8s\\.io/(?!fstype$)": { type: "string" } }, additionalProperties: !1 };
function validate20(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (let key0 in data)
      if (!(func28.call(schema21.properties, key0) || pattern40.test(key0))) {
        let err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 } };
        vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
      }
    if (data.type !== void 0) {
      let data0 = data.type;
      if (typeof data0 != "string") {
        let err1 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
      }
      if (!(data0 === "hdd" || data0 === "ssd" || data0 === "slice")) {
        let err2 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/enum", keyword: "enum", params: { allowedValues: schema21.properties.type.enum } };
        vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
      }
    }
    if (data.rpm !== void 0) {
      let data1 = data.rpm;
      if (typeof data1 == "string") {
        if (!pattern41.test(data1)) {
          let err3 = { instancePath: instancePath + "/rpm", schemaPath: "#/properties/rpm/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,5}$" } };
          vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
        }
      } else {
        let err4 = { instancePath: instancePath + "/rpm", schemaPath: "#/properties/rpm/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.fsType !== void 0) {
      let data2 = data.fsType;
      if (typeof data2 != "string") {
        let err5 = { instancePath: instancePath + "/fsType", schemaPath: "#/properties/fsType/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
      if (!(data2 === "ext4" || data2 === "xfs")) {
        let err6 = { instancePath: instancePath + "/fsType", schemaPath: "#/properties/fsType/enum", keyword: "enum", params: { allowedValues: schema21.properties.fsType.enum } };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data["csi.storage.k8s.io/fstype"] !== void 0) {
      let data3 = data["csi.storage.k8s.io/fstype"];
      if (typeof data3 != "string") {
        let err7 = { instancePath: instancePath + "/csi.storage.k8s.io~1fstype", schemaPath: "#/properties/csi.storage.k8s.io~1fstype/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
      if (!(data3 === "ext4" || data3 === "xfs")) {
        let err8 = { instancePath: instancePath + "/csi.storage.k8s.io~1fstype", schemaPath: "#/properties/csi.storage.k8s.io~1fstype/enum", keyword: "enum", params: { allowedValues: schema21.properties["csi.storage.k8s.io/fstype"].enum } };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.striping !== void 0) {
      let data4 = data.striping;
      if (typeof data4 != "string") {
        let err9 = { instancePath: instancePath + "/striping", schemaPath: "#/properties/striping/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
      if (!(data4 === "true" || data4 === "false")) {
        let err10 = { instancePath: instancePath + "/striping", schemaPath: "#/properties/striping/enum", keyword: "enum", params: { allowedValues: schema21.properties.striping.enum } };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.redundancy !== void 0) {
      let data5 = data.redundancy;
      if (typeof data5 != "string") {
        let err11 = { instancePath: instancePath + "/redundancy", schemaPath: "#/properties/redundancy/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
      if (!(data5 === "true" || data5 === "false")) {
        let err12 = { instancePath: instancePath + "/redundancy", schemaPath: "#/properties/redundancy/enum", keyword: "enum", params: { allowedValues: schema21.properties.redundancy.enum } };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.raidMaxDrives !== void 0) {
      let data6 = data.raidMaxDrives;
      if (typeof data6 == "string") {
        if (!pattern42.test(data6)) {
          let err13 = { instancePath: instancePath + "/raidMaxDrives", schemaPath: "#/properties/raidMaxDrives/pattern", keyword: "pattern", params: { pattern: "^([2-9]|[1-9][0-9]|1[01][0-9]|12[0-8])$" } };
          vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
        }
      } else {
        let err14 = { instancePath: instancePath + "/raidMaxDrives", schemaPath: "#/properties/raidMaxDrives/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.sgResiliency !== void 0) {
      let data7 = data.sgResiliency;
      if (typeof data7 != "string") {
        let err15 = { instancePath: instancePath + "/sgResiliency", schemaPath: "#/properties/sgResiliency/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
      if (!(data7 === "true" || data7 === "false")) {
        let err16 = { instancePath: instancePath + "/sgResiliency", schemaPath: "#/properties/sgResiliency/enum", keyword: "enum", params: { allowedValues: schema21.properties.sgResiliency.enum } };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
    if (data.jbodResiliency !== void 0) {
      let data8 = data.jbodResiliency;
      if (typeof data8 != "string") {
        let err17 = { instancePath: instancePath + "/jbodResiliency", schemaPath: "#/properties/jbodResiliency/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
      if (!(data8 === "true" || data8 === "false")) {
        let err18 = { instancePath: instancePath + "/jbodResiliency", schemaPath: "#/properties/jbodResiliency/enum", keyword: "enum", params: { allowedValues: schema21.properties.jbodResiliency.enum } };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.encrypt !== void 0) {
      let data9 = data.encrypt;
      if (typeof data9 != "string") {
        let err19 = { instancePath: instancePath + "/encrypt", schemaPath: "#/properties/encrypt/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
      if (!(data9 === "true" || data9 === "false")) {
        let err20 = { instancePath: instancePath + "/encrypt", schemaPath: "#/properties/encrypt/enum", keyword: "enum", params: { allowedValues: schema21.properties.encrypt.enum } };
        vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
      }
    }
    if (data.minVolumeSize !== void 0) {
      let data10 = data.minVolumeSize;
      if (typeof data10 == "string") {
        if (!pattern6.test(data10)) {
          let err21 = { instancePath: instancePath + "/minVolumeSize", schemaPath: "#/properties/minVolumeSize/pattern", keyword: "pattern", params: { pattern: "^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?$" } };
          vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
        }
      } else {
        let err22 = { instancePath: instancePath + "/minVolumeSize", schemaPath: "#/properties/minVolumeSize/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
      }
    }
    if (data.maxVolumeSize !== void 0) {
      let data11 = data.maxVolumeSize;
      if (typeof data11 == "string") {
        if (!pattern6.test(data11)) {
          let err23 = { instancePath: instancePath + "/maxVolumeSize", schemaPath: "#/properties/maxVolumeSize/pattern", keyword: "pattern", params: { pattern: "^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?$" } };
          vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
        }
      } else {
        let err24 = { instancePath: instancePath + "/maxVolumeSize", schemaPath: "#/properties/maxVolumeSize/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
      }
    }
    if (data.softDomains !== void 0) {
      let data12 = data.softDomains;
      if (typeof data12 != "string") {
        let err25 = { instancePath: instancePath + "/softDomains", schemaPath: "#/properties/softDomains/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
      }
      if (!(data12 === "true" || data12 === "false")) {
        let err26 = { instancePath: instancePath + "/softDomains", schemaPath: "#/properties/softDomains/enum", keyword: "enum", params: { allowedValues: schema21.properties.softDomains.enum } };
        vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
      }
    }
    if (data.requiredTags !== void 0) {
      let data13 = data.requiredTags;
      if (typeof data13 == "string") {
        if (!pattern45.test(data13)) {
          let err27 = { instancePath: instancePath + "/requiredTags", schemaPath: "#/properties/requiredTags/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}( *, *[A-Za-z0-9._-]{1,63})*$" } };
          vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
        }
      } else {
        let err28 = { instancePath: instancePath + "/requiredTags", schemaPath: "#/properties/requiredTags/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
      }
    }
    if (data.excludedTags !== void 0) {
      let data14 = data.excludedTags;
      if (typeof data14 == "string") {
        if (!pattern45.test(data14)) {
          let err29 = { instancePath: instancePath + "/excludedTags", schemaPath: "#/properties/excludedTags/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}( *, *[A-Za-z0-9._-]{1,63})*$" } };
          vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
        }
      } else {
        let err30 = { instancePath: instancePath + "/excludedTags", schemaPath: "#/properties/excludedTags/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
      }
    }
    if (data.storageGroup !== void 0) {
      let data15 = data.storageGroup;
      if (typeof data15 == "string") {
        if (!pattern45.test(data15)) {
          let err31 = { instancePath: instancePath + "/storageGroup", schemaPath: "#/properties/storageGroup/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}( *, *[A-Za-z0-9._-]{1,63})*$" } };
          vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
        }
      } else {
        let err32 = { instancePath: instancePath + "/storageGroup", schemaPath: "#/properties/storageGroup/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
      }
    }
    if (data.networkTransportsAllowed !== void 0) {
      let data16 = data.networkTransportsAllowed;
      if (typeof data16 == "string") {
        if (!pattern48.test(data16)) {
          let err33 = { instancePath: instancePath + "/networkTransportsAllowed", schemaPath: "#/properties/networkTransportsAllowed/pattern", keyword: "pattern", params: { pattern: "^(iscsi|nvmetcp|roce)( *, *(iscsi|nvmetcp|roce)){0,2}$" } };
          vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
        }
      } else {
        let err34 = { instancePath: instancePath + "/networkTransportsAllowed", schemaPath: "#/properties/networkTransportsAllowed/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
      }
    }
    if (data.fillDrive !== void 0) {
      let data17 = data.fillDrive;
      if (typeof data17 != "string") {
        let err35 = { instancePath: instancePath + "/fillDrive", schemaPath: "#/properties/fillDrive/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
      }
      if (!(data17 === "true" || data17 === "false")) {
        let err36 = { instancePath: instancePath + "/fillDrive", schemaPath: "#/properties/fillDrive/enum", keyword: "enum", params: { allowedValues: schema21.properties.fillDrive.enum } };
        vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
      }
    }
    if (data.workloadSpread !== void 0) {
      let data18 = data.workloadSpread;
      if (typeof data18 == "string") {
        if (!pattern49.test(data18)) {
          let err37 = { instancePath: instancePath + "/workloadSpread", schemaPath: "#/properties/workloadSpread/pattern", keyword: "pattern", params: { pattern: "^[a-z][A-Za-z0-9-]{0,30}(:required)?$" } };
          vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
        }
      } else {
        let err38 = { instancePath: instancePath + "/workloadSpread", schemaPath: "#/properties/workloadSpread/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
      }
    }
    if (data.workloadAffinity !== void 0) {
      let data19 = data.workloadAffinity;
      if (typeof data19 == "string") {
        if (!pattern49.test(data19)) {
          let err39 = { instancePath: instancePath + "/workloadAffinity", schemaPath: "#/properties/workloadAffinity/pattern", keyword: "pattern", params: { pattern: "^[a-z][A-Za-z0-9-]{0,30}(:required)?$" } };
          vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
        }
      } else {
        let err40 = { instancePath: instancePath + "/workloadAffinity", schemaPath: "#/properties/workloadAffinity/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
      }
    }
    if (data.workloadLabel !== void 0) {
      let data20 = data.workloadLabel;
      if (typeof data20 == "string") {
        if (!pattern51.test(data20)) {
          let err41 = { instancePath: instancePath + "/workloadLabel", schemaPath: "#/properties/workloadLabel/pattern", keyword: "pattern", params: { pattern: "^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$" } };
          vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
        }
      } else {
        let err42 = { instancePath: instancePath + "/workloadLabel", schemaPath: "#/properties/workloadLabel/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
      }
    }
    if (data.reserveBandwidth !== void 0) {
      let data21 = data.reserveBandwidth;
      if (typeof data21 == "string") {
        if (!pattern52.test(data21)) {
          let err43 = { instancePath: instancePath + "/reserveBandwidth", schemaPath: "#/properties/reserveBandwidth/pattern", keyword: "pattern", params: { pattern: "^(media|\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?)$" } };
          vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
        }
      } else {
        let err44 = { instancePath: instancePath + "/reserveBandwidth", schemaPath: "#/properties/reserveBandwidth/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err44] : vErrors.push(err44), errors++;
      }
    }
    if (data.selector !== void 0) {
      let data22 = data.selector;
      if (typeof data22 == "string") {
        if (func2(data22) > 1024) {
          let err45 = { instancePath: instancePath + "/selector", schemaPath: "#/properties/selector/maxLength", keyword: "maxLength", params: { limit: 1024 } };
          vErrors === null ? vErrors = [err45] : vErrors.push(err45), errors++;
        }
        if (func2(data22) < 1) {
          let err46 = { instancePath: instancePath + "/selector", schemaPath: "#/properties/selector/minLength", keyword: "minLength", params: { limit: 1 } };
          vErrors === null ? vErrors = [err46] : vErrors.push(err46), errors++;
        }
      } else {
        let err47 = { instancePath: instancePath + "/selector", schemaPath: "#/properties/selector/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err47] : vErrors.push(err47), errors++;
      }
    }
    if (data.storagePools !== void 0) {
      let data23 = data.storagePools;
      if (typeof data23 == "string") {
        if (!pattern53.test(data23)) {
          let err48 = { instancePath: instancePath + "/storagePools", schemaPath: "#/properties/storagePools/pattern", keyword: "pattern", params: { pattern: "^[^:;,]+:[^:;,]+(,[^:;,]+)*(;[^:;,]+:[^:;,]+(,[^:;,]+)*)*$" } };
          vErrors === null ? vErrors = [err48] : vErrors.push(err48), errors++;
        }
      } else {
        let err49 = { instancePath: instancePath + "/storagePools", schemaPath: "#/properties/storagePools/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err49] : vErrors.push(err49), errors++;
      }
    }
    if (data.additionalStoragePools !== void 0) {
      let data24 = data.additionalStoragePools;
      if (typeof data24 == "string") {
        if (!pattern53.test(data24)) {
          let err50 = { instancePath: instancePath + "/additionalStoragePools", schemaPath: "#/properties/additionalStoragePools/pattern", keyword: "pattern", params: { pattern: "^[^:;,]+:[^:;,]+(,[^:;,]+)*(;[^:;,]+:[^:;,]+(,[^:;,]+)*)*$" } };
          vErrors === null ? vErrors = [err50] : vErrors.push(err50), errors++;
        }
      } else {
        let err51 = { instancePath: instancePath + "/additionalStoragePools", schemaPath: "#/properties/additionalStoragePools/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err51] : vErrors.push(err51), errors++;
      }
    }
    if (data.excludeStoragePools !== void 0) {
      let data25 = data.excludeStoragePools;
      if (typeof data25 == "string") {
        if (!pattern53.test(data25)) {
          let err52 = { instancePath: instancePath + "/excludeStoragePools", schemaPath: "#/properties/excludeStoragePools/pattern", keyword: "pattern", params: { pattern: "^[^:;,]+:[^:;,]+(,[^:;,]+)*(;[^:;,]+:[^:;,]+(,[^:;,]+)*)*$" } };
          vErrors === null ? vErrors = [err52] : vErrors.push(err52), errors++;
        }
      } else {
        let err53 = { instancePath: instancePath + "/excludeStoragePools", schemaPath: "#/properties/excludeStoragePools/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err53] : vErrors.push(err53), errors++;
      }
    }
    for (let key1 in data)
      if (pattern40.test(key1) && typeof data[key1] != "string") {
        let err54 = { instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/patternProperties/%5Ecsi%5C.storage%5C.k8s%5C.io~1(%3F!fstype%24)/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err54] : vErrors.push(err54), errors++;
      }
  } else {
    let err55 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    vErrors === null ? vErrors = [err55] : vErrors.push(err55), errors++;
  }
  return validate20.errors = vErrors, errors === 0;
}
var validateAttributeParameters = validate21;
function validate21(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (Object.keys(data).length < 1) {
      let err0 = { instancePath, schemaPath: "#/minProperties", keyword: "minProperties", params: { limit: 1 } };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "maxIops" || key0 === "maxReadIops" || key0 === "maxWriteIops" || key0 === "maxBandwidth" || key0 === "maxReadBandwidth" || key0 === "maxWriteBandwidth" || key0 === "minBandwidth" || key0 === "tags")) {
        let err1 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 } };
        vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
      }
    if (data.maxIops !== void 0) {
      let data0 = data.maxIops;
      if (typeof data0 == "string") {
        if (!pattern63.test(data0)) {
          let err2 = { instancePath: instancePath + "/maxIops", schemaPath: "#/properties/maxIops/pattern", keyword: "pattern", params: { pattern: "^(none|[1-9][0-9]{0,8})$" } };
          vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
        }
      } else {
        let err3 = { instancePath: instancePath + "/maxIops", schemaPath: "#/properties/maxIops/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    }
    if (data.maxReadIops !== void 0) {
      let data1 = data.maxReadIops;
      if (typeof data1 == "string") {
        if (!pattern63.test(data1)) {
          let err4 = { instancePath: instancePath + "/maxReadIops", schemaPath: "#/properties/maxReadIops/pattern", keyword: "pattern", params: { pattern: "^(none|[1-9][0-9]{0,8})$" } };
          vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
        }
      } else {
        let err5 = { instancePath: instancePath + "/maxReadIops", schemaPath: "#/properties/maxReadIops/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.maxWriteIops !== void 0) {
      let data2 = data.maxWriteIops;
      if (typeof data2 == "string") {
        if (!pattern63.test(data2)) {
          let err6 = { instancePath: instancePath + "/maxWriteIops", schemaPath: "#/properties/maxWriteIops/pattern", keyword: "pattern", params: { pattern: "^(none|[1-9][0-9]{0,8})$" } };
          vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
        }
      } else {
        let err7 = { instancePath: instancePath + "/maxWriteIops", schemaPath: "#/properties/maxWriteIops/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.maxBandwidth !== void 0) {
      let data3 = data.maxBandwidth;
      if (typeof data3 == "string") {
        if (!pattern66.test(data3)) {
          let err8 = { instancePath: instancePath + "/maxBandwidth", schemaPath: "#/properties/maxBandwidth/pattern", keyword: "pattern", params: { pattern: "^(none|\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?)$" } };
          vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
        }
      } else {
        let err9 = { instancePath: instancePath + "/maxBandwidth", schemaPath: "#/properties/maxBandwidth/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.maxReadBandwidth !== void 0) {
      let data4 = data.maxReadBandwidth;
      if (typeof data4 == "string") {
        if (!pattern66.test(data4)) {
          let err10 = { instancePath: instancePath + "/maxReadBandwidth", schemaPath: "#/properties/maxReadBandwidth/pattern", keyword: "pattern", params: { pattern: "^(none|\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?)$" } };
          vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
        }
      } else {
        let err11 = { instancePath: instancePath + "/maxReadBandwidth", schemaPath: "#/properties/maxReadBandwidth/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.maxWriteBandwidth !== void 0) {
      let data5 = data.maxWriteBandwidth;
      if (typeof data5 == "string") {
        if (!pattern66.test(data5)) {
          let err12 = { instancePath: instancePath + "/maxWriteBandwidth", schemaPath: "#/properties/maxWriteBandwidth/pattern", keyword: "pattern", params: { pattern: "^(none|\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?)$" } };
          vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
        }
      } else {
        let err13 = { instancePath: instancePath + "/maxWriteBandwidth", schemaPath: "#/properties/maxWriteBandwidth/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.minBandwidth !== void 0) {
      let data6 = data.minBandwidth;
      if (typeof data6 == "string") {
        if (!pattern66.test(data6)) {
          let err14 = { instancePath: instancePath + "/minBandwidth", schemaPath: "#/properties/minBandwidth/pattern", keyword: "pattern", params: { pattern: "^(none|\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?)$" } };
          vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
        }
      } else {
        let err15 = { instancePath: instancePath + "/minBandwidth", schemaPath: "#/properties/minBandwidth/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.tags !== void 0) {
      let data7 = data.tags;
      if (typeof data7 == "string") {
        if (!pattern70.test(data7)) {
          let err16 = { instancePath: instancePath + "/tags", schemaPath: "#/properties/tags/pattern", keyword: "pattern", params: { pattern: "^([A-Za-z0-9._-]{1,63}( *, *[A-Za-z0-9._-]{1,63}){0,15})?$" } };
          vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
        }
      } else {
        let err17 = { instancePath: instancePath + "/tags", schemaPath: "#/properties/tags/type", keyword: "type", params: { type: "string" } };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
  } else {
    let err18 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
  }
  return validate21.errors = vErrors, errors === 0;
}

export const validators: Readonly<Record<ValidatorName, Validator>> = {
  Backend: validateBackend,
  Enclosure: validateEnclosure,
  PlacementPolicy: validatePlacementPolicy,
  PolicyBinding: validatePolicyBinding,
  PolicyException: validatePolicyException,
  PolicyTest: validatePolicyTest,
  StorageClass: validateStorageClass,
  Topology: validateTopology,
  VolumeAttributesClass: validateVolumeAttributesClass,
  VolumeSnapshotClass: validateVolumeSnapshotClass,
  ClassParameters: validateClassParameters,
  AttributeParameters: validateAttributeParameters,
};
