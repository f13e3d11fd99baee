import { useNames } from "../app/names";
import { useSpoken } from "../i18n/context";

/** Who puts the rubrics of the house's folder on the shelf. */
const HOUSE = "everycall";

/** Says who wrote or moved a version. */
export function useAuthors(ids: readonly string[]): (id: string) => string {
  const { m } = useSpoken();
  const name = useNames(ids.filter((each) => each !== HOUSE));
  return (id) => (id === HOUSE ? m.product : name(id));
}
