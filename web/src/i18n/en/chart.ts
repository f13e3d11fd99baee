/** Around every chart. */
export const chart = { table: "The figures as a table" };
