import type { Messages } from "../en";

/** 一通电话保留多久。 */
export const kept: Messages["kept"] = {
  title: "保存期限",
  until: (day) => `保留至 ${day}`,
  ever: "永久保留",
  waits: (days) => `期限未定：还缺${days}的日期`,
  noClass: "没有适用的类别",
  by: (name, from, period) => `${name}：自${from}起 ${period}`,
  byForever: (name) => `${name}：永久`,
  byName: (name) => name,
  longest: "同时适用几个类别时，以保留最久的为准。",
  days: "业务日期",
  noDays: "尚未填写。",
  hold: "法律保全",
  holdWhy: "解除之前，什么都不会删除。",
  put: (who, when) => `${who} 设于 ${when}`,
  tell: "填写日期",
  tellWhy: "保存期限由此日期起算。再次填写会替换之前的日期，并记入审计记录。",
  what: "这一天发生了什么",
  when: "日期",
  own: "其他…",
  name: "在保存期限文件中的名称",
  nameWhy: "小写字母、数字和下划线，如 contract_end。",
  save: "保存",
  rules: "保存期限与法律保全",
  day: { call_start: "通话当天", contract_end: "合同终止", dispute_closed: "纠纷结案" },
};
