import { cn } from "./cn.tsx";
import { shortImage } from "./short-image.ts";

/** Images, paths and quantities are set in mono; plain names only stand out from the text around them. */
const TYPED_ELSEWHERE = /[:/=@.]|^\S+-[a-z0-9]{8,10}-[a-z0-9]{5}$/;

/** A registry, a path and a tag. */
const IMAGE = /^[^\s/]+\/\S+[:@]\S+$/;

export type SentenceProps = {
  text: string;
  /** In lists: images without their registry; the whole name is on hover. */
  short?: boolean;
  className?: string;
};

/** A verdict's sentence: words between backticks are names that are typed elsewhere. */
export function Sentence({ text, short = false, className }: SentenceProps) {
  let offset = 0;
  return (
    <span className={className}>
      {text.split("`").map((part, index) => {
        const key = offset;
        offset += part.length + 1;
        if (index % 2 === 0) return part;
        return (
          <code
            key={key}
            title={short && IMAGE.test(part) ? part : undefined}
            className={cn(
              "break-words text-ink",
              TYPED_ELSEWHERE.test(part) ? "mono" : "font-medium font-sans text-[length:inherit]",
            )}
          >
            {short && IMAGE.test(part) ? shortImage(part) : part}
          </code>
        );
      })}
    </span>
  );
}
