import type { Messages } from "../en";

export const inbox: Messages["inbox"] = {
  nav: "待办",
};
