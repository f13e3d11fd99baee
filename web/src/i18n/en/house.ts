/** What the pages of the house have in common. */
export const house = {
  reason: "What for",
  reasonWhy: "It is kept in the audit trail, with your name.",
  leave: "Cancel",
  close: "Close",
  copy: "Copy",
  copied: "Copied",
  itself: "EveryCall itself",
  nobody: "nobody known",
  more: "Show more",
  all: "All",
  never: "never",
  none: "None",
  yes: "Yes",
  no: "No",
  change: "Change",
  optional: "left out: any",
};
