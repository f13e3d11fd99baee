/** Texts of uploading. */
export const upload = {
  title: "Upload",
  drop: "Drop recordings and their sidecars here",
  dropWhy: "Any usual sound file; a JSON file of the same name tells agent, queue and time.",
  choose: "Choose files",
  source: "Source",
  sourceWhy: "The recording system they come from",
  list: "Uploads",
  sending: "Sending",
  queued: "Waiting to be sent",
  refused: "Refused",
  open: "Open the call",
  known: "Was here already",
  again: "Send again",
  lonely: (name: string) => `${name} describes no recording here; drop it together with its sound.`,
  withSidecar: "with sidecar",
  unsent: "The connection broke while sending; nothing was kept. Send it again.",
} as const;
