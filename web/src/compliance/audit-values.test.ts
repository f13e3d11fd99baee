import { describe, expect, it } from "vitest";
import { en } from "../i18n/en";
import { zh } from "../i18n/zh";
import { valueIn } from "./audit-values";

describe("a value in the audit trail", () => {
  it("is said in the reader's language where it is the house's own word", () => {
    expect(valueIn("how", "password", zh)).toBe("密码");
    expect(valueIn("how", "oidc", en)).toBe("identity provider");
    expect(valueIn("stage", "transcribe", zh)).toBe("转写");
    expect(valueIn("outcome", "not_met", zh)).toBe("未达标");
    expect(valueIn("on", "True", zh)).toBe("是");
  });

  it("may be several", () => {
    expect(valueIn("layers", "audio transcript", zh)).toBe("录音、文字");
    expect(valueIn("kinds", "auto_fail, health", en)).toBe("Fatal item, Sound");
  });

  it("stays as it is where it is a name, a number, or new", () => {
    expect(valueIn("agent", "password", zh)).toBe("password");
    expect(valueIn("why", "The customer asked.", zh)).toBe("The customer asked.");
    expect(valueIn("stage", "unheard", zh)).toBe("unheard");
    expect(valueIn("count", "7", zh)).toBe("7");
  });
});
