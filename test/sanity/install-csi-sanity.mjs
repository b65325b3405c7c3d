import { installGoTool } from '../../tools/install-go-tool.mjs';

/** @returns {Promise<string>} path of the executable */
export const installCsiSanity = () =>
  installGoTool({ package: 'github.com/kubernetes-csi/csi-test/v5/cmd/csi-sanity', version: 'v5.4.0' });
