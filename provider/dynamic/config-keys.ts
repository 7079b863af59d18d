/** The configuration of this package: `pulumi config set azure-vm-backup:endpoint azure`. */
export const CONFIG_KEYS = {
  endpoint: "What answers: embedded (default), azure, or the URL of an Azure Resource Manager.",
  home: "The folder of the embedded Azure and of what was begun; default .azure-vm-backup beside Pulumi.yaml.",
} as const;
