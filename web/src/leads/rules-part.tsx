import type { AssignmentRule, LeadPolicy, ScoringRule } from '../../../shared/leads/policy.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import type { WebRecord } from '../lib/records.ts';
import { ConditionLine } from './condition-line.tsx';

/** The policy while it is edited. */
export interface PolicyEdit {
  policy: LeadPolicy;
  change: (part: Partial<LeadPolicy>) => void;
  fault: (path: string) => string | undefined;
  readOnly: boolean;
}

/** A list with one of its members replaced. */
const swapped = <T,>(list: readonly T[], index: number, next: T): T[] =>
  list.map((one, at) => (at === index ? next : one));
const without = <T,>(list: readonly T[], index: number): T[] => list.filter((_one, at) => at !== index);

/** An id that no rule of the list has. */
const freshId = (rules: readonly { id: string }[]): string => {
  let count = rules.length + 1;
  while (rules.some((one) => one.id === `rule-${count}`)) count++;
  return `rule-${count}`;
};

function Conditions({
  when,
  path,
  edit,
  onChange,
}: {
  when: readonly string[];
  path: string;
  edit: PolicyEdit;
  onChange: (when: string[]) => void;
}) {
  const { t } = useI18n();
  const words = t.leads.settings;
  return (
    <>
      {when.map((text, index) => (
        <ConditionLine
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name but their place
          key={index}
          text={text}
          first={index === 0}
          fault={edit.fault(`${path}.when.${index}`)}
          readOnly={edit.readOnly}
          onChange={(next) => onChange(swapped(when, index, next))}
          onRemove={() => onChange(without(when, index))}
        />
      ))}
      {when.length === 0 ? (
        <span className="quiet-hint">
          {words.when} {words.everyLead}
        </span>
      ) : null}
      {edit.readOnly || when.length >= 5 ? null : (
        <button type="button" className="link st-add" onClick={() => onChange([...when, 'region:filled'])}>
          + {words.addCondition}
        </button>
      )}
    </>
  );
}

function Target({
  rule,
  path,
  edit,
  members,
  onChange,
}: {
  rule: AssignmentRule;
  path: string;
  edit: PolicyEdit;
  members: readonly WebRecord[];
  onChange: (to: AssignmentRule['to']) => void;
}) {
  const { t } = useI18n();
  const words = t.leads.settings;
  const { to } = rule;
  const teams = [...new Set(members.flatMap((one) => (typeof one['team'] === 'string' ? [one['team']] : [])))].sort();
  const begin = (kind: AssignmentRule['to']['kind']) =>
    onChange(
      kind === 'pool' ? { kind } : kind === 'team' ? { kind, team: teams[0] ?? '' } : { kind, members: [] as string[] },
    );
  const chosen = to.kind === 'members' ? to.members : [];
  const fault = edit.fault(`${path}.to.members`) ?? edit.fault(`${path}.to.members.0`) ?? edit.fault(`${path}.to.team`);
  return (
    <>
      <div className="ld-condition">
        <span>{words.goesTo}</span>
        <select
          className="input"
          aria-label={words.goesTo}
          disabled={edit.readOnly}
          value={to.kind}
          onChange={({ target }) => begin(target.value as AssignmentRule['to']['kind'])}
        >
          {(['members', 'team', 'pool'] as const).map((kind) => (
            <option key={kind} value={kind}>
              {words.kinds[kind]}
            </option>
          ))}
        </select>
        {to.kind === 'team' ? (
          <select
            className="input"
            aria-label={words.team}
            disabled={edit.readOnly}
            value={to.team}
            onChange={({ target }) => onChange({ kind: 'team', team: target.value })}
          >
            {[...new Set([...teams, to.team])].map((team) => (
              <option key={team} value={team}>
                {team}
              </option>
            ))}
          </select>
        ) : null}
        {fault ? <span className="form-fault">{fault}</span> : null}
      </div>
      {to.kind === 'members' ? (
        <fieldset className="ld-people" aria-label={words.members} disabled={edit.readOnly}>
          {members.map((one) => (
            <label key={one.id}>
              <input
                type="checkbox"
                checked={chosen.includes(one.id)}
                onChange={({ target }) =>
                  onChange({
                    kind: 'members',
                    members: target.checked ? [...chosen, one.id] : chosen.filter((id) => id !== one.id),
                  })
                }
              />
              {String(one['name'])}
            </label>
          ))}
        </fieldset>
      ) : null}
    </>
  );
}

/** Whose a new lead becomes: rules in their order, the first that fits. */
export function AssignmentPart({ edit, members }: { edit: PolicyEdit; members: readonly WebRecord[] }) {
  const { t } = useI18n();
  const words = t.leads.settings;
  const rules = edit.policy.assignment;
  const set = (assignment: AssignmentRule[]) => edit.change({ assignment });
  return (
    <section className="st-part" aria-labelledby="ld-assignment">
      <h2 id="ld-assignment">{words.assignment}</h2>
      <p className="st-hint">{rules.length === 0 ? words.noRules : words.assignmentHint}</p>
      <div className="ld-rules">
        {rules.map((rule, index) => {
          const path = `policy.assignment.${index}`;
          const put = (part: Partial<AssignmentRule>) => set(swapped(rules, index, { ...rule, ...part }));
          return (
            <div key={rule.id} className="ld-rule">
              <div className="ld-rule-head">
                <input
                  className="input"
                  aria-label={words.ruleName}
                  maxLength={80}
                  disabled={edit.readOnly}
                  value={rule.name}
                  onChange={({ target }) => put({ name: target.value })}
                />
                {edit.fault(`${path}.name`) ? <span className="form-fault">{edit.fault(`${path}.name`)}</span> : null}
                {edit.readOnly ? null : (
                  <>
                    <button
                      type="button"
                      className="btn quiet small"
                      disabled={index === 0}
                      onClick={() =>
                        set([...rules.slice(0, index - 1), rule, rules[index - 1]!, ...rules.slice(index + 1)])
                      }
                    >
                      {words.up}
                    </button>
                    <button
                      type="button"
                      className="btn quiet small"
                      onClick={() => {
                        set(without(rules, index));
                        toast({
                          text: words.removed,
                          action: { label: t.common.undo, run: () => edit.change({ assignment: [...rules] }) },
                        });
                      }}
                    >
                      {words.remove}
                    </button>
                  </>
                )}
              </div>
              <Conditions when={rule.when} path={path} edit={edit} onChange={(when) => put({ when })} />
              <Target rule={rule} path={path} edit={edit} members={members} onChange={(to) => put({ to })} />
            </div>
          );
        })}
      </div>
      {edit.readOnly ? null : (
        <button
          type="button"
          className="btn st-add"
          onClick={() =>
            set([
              ...rules,
              {
                id: freshId(rules),
                name: words.newRule(rules.length + 1),
                when: ['region:filled'],
                to: { kind: 'members', members: [] },
              },
            ])
          }
        >
          <Icon name="plus" />
          {words.addRule}
        </button>
      )}
    </section>
  );
}

/** Points for what is known of a lead. */
export function ScoringPart({ edit }: { edit: PolicyEdit }) {
  const i18n = useI18n();
  const { t, lang } = i18n;
  const words = t.leads.settings;
  const rules = edit.policy.scoring;
  const set = (scoring: ScoringRule[]) => edit.change({ scoring });
  const own = lang === 'en' ? 'en' : 'zh';
  const other = own === 'en' ? 'zh' : 'en';
  return (
    <section className="st-part" aria-labelledby="ld-scoring">
      <h2 id="ld-scoring">{words.scoring}</h2>
      <p className="st-hint">{words.scoringHint}</p>
      <div className="ld-rules">
        {rules.map((rule, index) => {
          const path = `policy.scoring.${index}`;
          const put = (part: Partial<ScoringRule>) => set(swapped(rules, index, { ...rule, ...part }));
          return (
            <div key={rule.id} className="ld-rule">
              <div className="ld-rule-head">
                <input
                  className="input"
                  aria-label={words.ruleName}
                  maxLength={80}
                  disabled={edit.readOnly}
                  value={rule.label[own]}
                  onChange={({ target }) => {
                    const same = rule.label[other] === rule.label[own];
                    put({ label: { ...rule.label, [own]: target.value, ...(same ? { [other]: target.value } : {}) } });
                  }}
                />
                <input
                  className="input ld-points"
                  type="number"
                  min={-100}
                  max={100}
                  aria-label={words.points}
                  disabled={edit.readOnly}
                  value={rule.points}
                  onChange={({ target }) => put({ points: Math.round(Number(target.value)) || 0 })}
                />
                {edit.readOnly ? null : (
                  <button
                    type="button"
                    className="btn quiet small"
                    onClick={() => {
                      set(without(rules, index));
                      toast({
                        text: words.removed,
                        action: { label: t.common.undo, run: () => edit.change({ scoring: [...rules] }) },
                      });
                    }}
                  >
                    {words.remove}
                  </button>
                )}
              </div>
              <Conditions when={rule.when} path={path} edit={edit} onChange={(when) => put({ when })} />
            </div>
          );
        })}
      </div>
      {edit.readOnly ? null : (
        <button
          type="button"
          className="btn st-add"
          onClick={() => {
            const text = words.newRule(rules.length + 1);
            set([
              ...rules,
              { id: freshId(rules), label: { en: text, zh: text }, points: 10, when: ['company:filled'] },
            ]);
          }}
        >
          <Icon name="plus" />
          {words.addRule}
        </button>
      )}
    </section>
  );
}
