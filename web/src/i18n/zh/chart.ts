import type { Messages } from "../en";

export const chart: Messages["chart"] = { table: "以表格查看数据" };
