/** The tenant that every subscription of the embedded Azure belongs to. */
export const TENANT = "00000000-0000-0000-0000-000000000001";
