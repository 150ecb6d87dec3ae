import type { Topic } from '../../shared/enquiries/enquiry.ts';

/** The tree of causes: branch, and what grows on it. */
export const branches: readonly (readonly [
  code: string,
  zh: string,
  en: string,
  twigs: readonly (readonly [string, string])[],
])[] = [
  [
    'MAT',
    '来料',
    'Material',
    [
      ['焊材强度不足', 'Weld too weak'],
      ['轴承润滑不足', 'Bearing short of grease'],
      ['电池电芯批次不良', 'Bad batch of cells'],
    ],
  ],
  [
    'ASM',
    '装配',
    'Assembly',
    [
      ['扭矩未达标', 'Torque below the norm'],
      ['线束走线错误', 'Cable routed wrongly'],
      ['漏装零件', 'Part left out'],
    ],
  ],
  [
    'LOG',
    '物流',
    'Logistics',
    [
      ['包装防护不足', 'Packed too lightly'],
      ['承运商野蛮装卸', 'Rough handling by the carrier'],
    ],
  ],
  [
    'ORD',
    '订单处理',
    'Order handling',
    [
      ['型号录错', 'Wrong model entered'],
      ['交期承诺未与生产确认', 'Date promised without asking production'],
    ],
  ],
];

/** What customers complained about, and what was done at once. */
export const troubles = [
  ['车架焊缝有细裂纹', '更换车架并到店安装'],
  ['中轴异响', '更换中轴总成'],
  ['电池续航只有标称一半', '发出新电池并回收旧电池'],
  ['刹车行程过长', '电话指导调节，寄送刹车片'],
  ['仪表偶发黑屏', '更换线束'],
  ['少装脚踏一只', '当天补发脚踏'],
  ['外箱破损，车漆划伤', '补发漆面件并折让'],
  ['送货工具损坏轮圈', '更换轮圈'],
  ['发来的型号与订单不符', '换货，运费由我方承担'],
  ['交货比约定晚两周', '加急发运并致歉'],
] as const;

/** What was asked by topic, and what was answered. */
export const questions: Readonly<Record<Topic, readonly (readonly [string, string])[]>> = {
  product: [['这款助力车最大载重是多少？', '最大载重 120 公斤，含行李。']],
  price: [['五十辆有没有批量价？', '五十辆起按战略价，已发报价单。']],
  order: [['订单里的儿童车能换成蓝色吗？', '可以，交期不变，已修改订单。']],
  delivery: [['月底的货能按时到吗？', '25 日发货，27 日前到。']],
  invoice: [['发票抬头改了怎么办？', '请提供新抬头，当月可以重开。']],
  repair: [['后轮轴承响，哪里能修？', '已安排最近的服务点，周三上门。']],
  use: [['仪表怎么切换档位？', '长按右键两秒，已发操作视频。']],
  other: [['你们春节放假到什么时候？', '放假至初七，初八恢复发货。']],
};
export const topicNames = Object.keys(questions) as Topic[];

/** What customers wrote under a survey. */
export const comments = [
  '处理得很快，客服态度好。',
  '问题解决了，但是打了两次电话才有人接。',
  '交期比承诺的晚，希望提前通知。',
  '车很好骑，会推荐给朋友。',
  '安装说明看不懂，希望有视频。',
] as const;
/** What they would like better. */
export const wishes = [
  '希望送货前一天有短信通知',
  '安装说明最好配视频',
  '能不能在线查询维修进度',
  '希望有儿童车的旧换新',
  '发票能否开电子版',
] as const;
