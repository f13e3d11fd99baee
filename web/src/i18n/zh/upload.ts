import type { Messages } from "../en";

/** Texts of uploading. */
export const upload: Messages["upload"] = {
  title: "上传",
  drop: "把录音和随附信息拖到这里",
  dropWhy: "支持各种常见音频；同名 JSON 文件可提供坐席、队列和时间。",
  choose: "选择文件",
  source: "来源",
  sourceWhy: "录音来自哪个系统",
  list: "上传列表",
  sending: "正在发送",
  queued: "等待发送",
  refused: "被拒绝",
  open: "打开通话",
  known: "此前已有",
  again: "重新发送",
  lonely: (name) => `${name} 没有对应的录音；请与录音一起拖入。`,
  withSidecar: "含随附信息",
  unsent: "发送时连接中断，没有保存任何内容。请重新发送。",
};
