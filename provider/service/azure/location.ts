/** Azure takes `West Europe` for `westeurope`. */
export const normalLocation = (location: string): string => location.toLowerCase().replaceAll(" ", "");
