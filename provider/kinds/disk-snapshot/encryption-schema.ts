/** The keys with which Azure Disk Encryption encrypts the volumes of a disk. */
import { armId, oneOf, Type } from "../../schema/vocabulary.js";

const closed = { additionalProperties: false } as const;

const vault = armId("Microsoft.KeyVault/vaults", { description: "The ARM id of the key vault that contains it." });

export const encryptionSettings = Type.Object(
  {
    version: Type.Optional(
      oneOf(["1.0", "1.1"], {
        replaceOnChanges: true,
        inherited: true,
        description:
          "The version of Azure Disk Encryption: `1.0` with an application of Microsoft Entra ID, `1.1` without one.",
      }),
    ),
    volumes: Type.Array(
      Type.Object(
        {
          diskEncryptionKey: Type.Optional(
            Type.Object(
              {
                secretUrl: Type.String({ minLength: 1, description: "The URL of the key vault's secret." }),
                vault,
              },
              { ...closed, description: "The key that the volume is encrypted with." },
            ),
          ),
          keyEncryptionKey: Type.Optional(
            Type.Object(
              { keyUrl: Type.String({ minLength: 1, description: "The URL of the key vault's key." }), vault },
              { ...closed, description: "The key that encrypts the key of the volume." },
            ),
          ),
        },
        { ...closed, description: "The keys of one volume." },
      ),
      { minItems: 1, description: "The keys of each volume of the disk." },
    ),
  },
  {
    ...closed,
    description: "The keys of Azure Disk Encryption, which encrypts inside the VM. Default: those of the source.",
  },
);
