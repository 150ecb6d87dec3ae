import { Link } from 'wouter';

interface Props {
  title: string;
  text: string;
  action?: { label: string; href: string };
}

/** A page that consists of one sentence and one action. */
export function Message({ title, text, action }: Props) {
  return (
    <div className="message">
      <h1>{title}</h1>
      <p>{text}</p>
      {action ? (
        <Link className="btn" href={action.href}>
          {action.label}
        </Link>
      ) : null}
    </div>
  );
}
