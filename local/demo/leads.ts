import type { Rec } from '../../shared/kernel/record.ts';
import type { LeadState } from '../../shared/leads/lead.ts';
import { lead } from '../../shared/leads/lead.ts';
import { leadForm } from '../../shared/leads/lead-form.ts';
import { recallDates } from '../../shared/leads/marks.ts';
import type { Origin } from '../../shared/leads/origins.ts';
import { defaultLeadPolicy } from '../../shared/leads/policy.ts';
import { scoreOf } from '../../shared/leads/scoring.ts';
import { nameSource } from './names.ts';
import type { PersonKey } from './people.ts';
import { randomOf } from './random.ts';
import type { Setting } from './record.ts';
import { idOf, recordOf } from './record.ts';

/** How many leads stand where. */
const plan: readonly (readonly [LeadState, number])[] = [
  ['new', 7],
  ['working', 10],
  ['qualified', 5],
  ['recycled', 9],
  ['dead', 4],
];

/** Firms that might buy bicycles for their people, guests or shops; all invented. */
const firms: readonly (readonly [company: string, region: string, city: string, industry: string, domain: string])[] = [
  ['杭州湖畔骑行俱乐部', '浙江', '杭州', '体育服务', 'hupan-ride.example'],
  ['厦门环岛文旅有限公司', '福建', '厦门', '旅游', 'huandao-wenlv.example'],
  ['成都锦江共享出行科技有限公司', '四川', '成都', '出行', 'jinjiang-go.example'],
  ['青岛海风酒店管理有限公司', '山东', '青岛', '酒店', 'haifeng-hotel.example'],
  ['西安城墙景区服务有限公司', '陕西', '西安', '旅游', 'chengqiang.example'],
  ['苏州工业园区物业集团', '江苏', '苏州', '物业', 'yuanqu-wy.example'],
  ['昆明滇池运动公园', '云南', '昆明', '体育服务', 'dianchi-park.example'],
  ['大连星海连锁车行', '辽宁', '大连', '零售', 'xinghai-bike.example'],
  ['武汉东湖绿道运营有限公司', '湖北', '武汉', '旅游', 'donghu-green.example'],
  ['长沙湘江户外用品商行', '湖南', '长沙', '零售', 'xiangjiang-out.example'],
  ['Alpine Tours AG', 'Tirol', 'Innsbruck', 'Tourism', 'alpine-tours.example'],
  ['Harbour Cycles Ltd', 'Auckland', 'Auckland', 'Retail', 'harbour-cycles.example'],
  ['Fjord Hotels AS', 'Vestland', 'Bergen', 'Hotels', 'fjord-hotels.example'],
];
const messages = [
  '我们计划明年三月更新一批租赁用车，大约四十辆，希望先看样车并了解交期与售后安排。',
  '想了解电助力车的批发价，请发一份目录。',
  '朋友介绍来的，打算开一家门店，请问代理条件是什么？首批进货量大概在二十辆左右。',
  '请问儿童车有现货吗？',
  'We look for forty city bikes for our guests, delivery in spring. Please send an offer with lead times and spare parts.',
] as const;
const titles = ['采购经理', '总经理', '店长', '运营主管', 'Purchasing'] as const;
const origins: readonly Origin[] = ['website', 'website', 'fair', 'referral', 'campaign', 'call', 'partner', 'list'];
const sellers: readonly PersonKey[] = ['sales-rep', 'sales-rep', 'sales-rep-2', 'sales-manager'];

/** Leads in all states, with a website's form: from an enquiry of this morning to what lies in the public pool. */
export const makeLeads = (setting: Setting): Rec[] => {
  const random = randomOf('leads');
  const names = nameSource(randomOf('people of leads'));
  const { calendar, members } = setting;
  const form = recordOf(leadForm, setting, {
    id: idOf('frm', 0),
    createdAt: calendar.at(calendar.workday(-120), 10, 0),
    owner: members.marketing,
    data: {
      name: '官网询价',
      active: true,
      origin: 'website',
      title: '联系我们',
      thanks: '谢谢，我们会在一个工作日内联系您。',
      language: 'zh-CN',
      perHour: 120,
      perAddressHour: 10,
    },
  });
  const leads = plan
    .flatMap(([status, count]) => Array.from({ length: count }, () => status))
    .map((status, index) => {
      const [company, region, city, industry, domain] = firms[index % firms.length]!;
      const abroad = index % firms.length >= 10;
      const person = names(abroad ? 'DE' : 'CN');
      const origin = random.pick(origins);
      const age = status === 'new' ? random.int(0, 2) : random.int(3, status === 'recycled' ? 70 : 12);
      const createdAt = calendar.past(calendar.at(calendar.workday(-age), random.int(9, 16), random.int(0, 59)));
      const owner = members[random.pick(sellers)];
      const data = {
        name: person.name,
        ...(random.chance(0.85) ? { company } : {}),
        ...(random.chance(0.6) ? { jobTitle: random.pick(titles) } : {}),
        // Numbers that nobody has.
        mobile: abroad ? `+49 1520 00${String(10_000 + index)}` : `+86 139 0000 ${String(7000 + index)}`,
        ...(random.chance(0.7) ? { email: `${person.mailbox}@${random.chance(0.7) ? domain : 'mail.example'}` } : {}),
        country: abroad ? 'DE' : 'CN',
        region,
        city,
        industry,
        origin,
        ...(random.chance(0.35) ? { budget: random.int(4, 60) * 1_000_000, currency: 'CNY' } : {}),
        ...(random.chance(0.7) ? { message: random.pick(messages) } : {}),
        status,
        ...(status === 'dead' ? { deadReason: random.pick(['no-need', 'unreachable', 'competitor'] as const) } : {}),
      };
      const held = status === 'new' || status === 'working' || status === 'qualified';
      const pooled = calendar.past(calendar.at(calendar.workday(-random.int(1, 20)), 9, 0));
      return recordOf(lead, setting, {
        id: idOf('led', index),
        createdAt,
        owner,
        data,
        computed: {
          score: scoreOf(data, defaultLeadPolicy).score,
          ...(origin === 'website' ? { formId: form.id } : {}),
          ...(held ? { lastTouchAt: createdAt, ...recallDates(calendar.workday(-age), defaultLeadPolicy) } : {}),
          ...(status === 'recycled' ? { poolSince: [pooled, createdAt].sort()[1], recalledFrom: owner.id } : {}),
        },
      });
    });
  return [form, ...leads];
};
