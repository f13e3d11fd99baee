import type { Messages } from "../en";

export const figure: Messages["figure"] = {
  of: (n) => `样本 ${n}`,
  tooLittle: (n) => `数据不足（样本 ${n}）`,
  needs: (n, needed) => `数据不足：已有 ${n}，还需 ${needed}`,
  alike: (n) => `全部相同（样本 ${n}）`,
};
