/** The whole part of a number in at least that many digits: `7` is `07`. */
export const digits = (value: number, width = 2): string => String(Math.floor(value)).padStart(width, "0");
