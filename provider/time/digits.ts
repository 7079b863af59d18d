/** The integer part of a number with at least `width` digits: `7` is `07`. */
export const digits = (value: number, width = 2): string => String(Math.floor(value)).padStart(width, "0");
