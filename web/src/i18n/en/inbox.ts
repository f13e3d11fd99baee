export const inbox = {
  nav: "Inbox",
} as const;
