/** What is said and done with customers: subject and note, by language and kind. */
export type Words = Readonly<
  Record<'call' | 'meeting' | 'visit' | 'task' | 'note' | 'email', readonly (readonly [string, string])[]>
>;

export const chineseWords: Words = {
  call: [
    ['电话确认交期', '客户希望提前一周到货，已答应与仓库核对后回复。'],
    ['电话回访使用情况', '车况良好，反馈后拨变速偶有跳档，已记录并建议到店调试。'],
    ['询问补货计划', '门店库存还能卖三周，月底前会下补货单。'],
    ['沟通付款安排', '财务说本周五统一付款，尾款会一起付清。'],
    ['了解新店筹备进度', '新店装修推迟，首批铺货改到下月中旬。'],
    ['确认收货', '货已收到，外箱有一件破损，产品无损。'],
  ],
  meeting: [
    ['年度框架协议讨论', '双方确认返点方案，价格条款还需总经理批准。'],
    ['新品介绍会', '客户对砾石公路车感兴趣，要求下周送两台样车。'],
    ['线上会议：电助力车合规要求', '讲解新国标要点，客户将补发当地上牌要求。'],
    ['季度对账会', '账目一致，差一张三月的发票，财务本周补寄。'],
  ],
  visit: [
    ['拜访门店，查看陈列', '公路车位置靠里，建议移到橱窗；竞品占了两个主展位。'],
    ['到厂参观生产线', '质检流程规范，对方希望我们出具链条疲劳测试报告。'],
    ['上门培训装配', '培训了五名技师，重点讲碟刹排气和中轴安装。'],
    ['例行拜访', '老板不在，和店长聊了春季活动，需要海报和试骑车。'],
  ],
  task: [
    ['寄送新版价目表', '纸质一份，电子版发邮箱。'],
    ['准备报价单', '按 50 台和 100 台两档报价。'],
    ['跟进样车试骑反馈', ''],
    ['催收尾款', '超过账期先电话提醒，再发对账单。'],
    ['核对客户开票信息', '税号和开户行以最新营业执照为准。'],
    ['安排试骑活动车辆', ''],
  ],
  note: [
    ['客户背景', '老板以前是车队教练，懂车，重视售后响应速度。'],
    ['竞品动态', '竞品同级别车型降价 5%，送两次保养。'],
    ['付款习惯', '一般收到发票后 45 天付款，年底会提前。'],
    ['收货要求', '只在工作日上午收货，需提前一天预约车位。'],
  ],
  email: [
    ['发送报价', '报价有效期 30 天，含运费，不含安装。'],
    ['发送产品资料', '附件为车架尺寸表和质保条款。'],
    ['回复质保问题', '车架五年，电池两年或 500 次循环，以先到者为准。'],
  ],
};

export const englishWords: Words = {
  call: [
    ['Call about the delivery date', 'They need the goods before the season opens; promised an answer by Friday.'],
    ['Follow-up on the sample bikes', 'Ride quality praised, saddle found too soft. Asked for the alternative.'],
    ['Payment terms discussed', 'They ask for 60 days; told them 30 is our standard, 45 with approval.'],
  ],
  meeting: [
    ['Video meeting: e-bike range', 'Interested in the mid-drive city model. Certificates are the open point.'],
    ['Annual review', 'Two late deliveries last year. They want a named contact for shipping.'],
  ],
  visit: [
    ['Visit at the trade fair', 'Met the new purchasing manager; wants a price list for wheelsets.'],
    ['Showroom visit', 'Our bikes stand in the second row. Agreed on a display for spring.'],
  ],
  task: [
    ['Send certificates for the e-bikes', 'Battery transport papers as well.'],
    ['Prepare an offer for 40 wheelsets', ''],
    ['Ask for the container booking', ''],
  ],
  note: [
    ['Background', 'Family business in the second generation, three shops, own workshop.'],
    ['Customs', 'They clear goods themselves; commercial invoice in three copies.'],
  ],
  email: [
    ['Quotation sent', 'Valid for 30 days, FOB Shanghai.'],
    ['Answer about the frame warranty', 'Five years on frames, two on batteries.'],
  ],
};

export const germanWords: Words = {
  call: [
    ['Rückruf wegen Liefertermin', 'Container ist gebucht, Ankunft voraussichtlich in fünf Wochen.'],
    ['Reklamation Laufräder', 'Zwei Felgen mit Höhenschlag, Fotos folgen per E-Mail.'],
  ],
  meeting: [['Jahresgespräch', 'Abnahmemenge bleibt, Preis für E-Bikes wird neu verhandelt.']],
  visit: [['Besuch auf der Messe', 'Interesse an Gravelrädern, Muster im März.']],
  task: [
    ['Angebot für Faltrad-Aktion erstellen', ''],
    ['Prüfbericht Bremsen nachreichen', ''],
  ],
  note: [['Zahlungsverhalten', 'Zahlt pünktlich mit Skonto.']],
  email: [['Preisliste verschickt', 'Gültig ab dem nächsten Quartal.']],
};

/** Names of deals. */
export const chineseDeals = [
  '春季整车补货',
  '新店首批铺货',
  '秋季公路车订货',
  '电动助力车区域代理',
  '赛事定制车队',
  '轮组年度框架协议',
  '员工福利骑行车',
  '校园车更新项目',
  '山地车新品试销',
  '配件年度供货',
  '公共自行车二期',
  '骑行驿站租赁车',
  '童车六一促销',
  '碳纤维公路车团购',
  '链条飞轮季度订单',
] as const;
export const englishDeals = [
  'Spring season order',
  'E-bike dealer agreement',
  'Wheelset framework contract',
  'Rental fleet',
  'Gravel bike launch',
  'Folding bike promotion',
] as const;
export const germanDeals = [
  'Frühjahrsorder',
  'Rahmenvertrag Laufräder',
  'Händlervertrag E-Bikes',
  'Aktion Falträder',
] as const;

export const nextSteps = {
  CN: ['提交方案', '安排样车试骑', '与总经理确认价格', '发送合同草稿', '约采购经理面谈', '核对交期与库存'],
  DE: ['Angebot schicken', 'Muster versenden', 'Termin mit Einkauf'],
  en: ['Send the proposal', 'Ship two samples', 'Agree on payment terms', 'Meet purchasing'],
} as const;

export const wonReasons = [
  '价格和交期都满足要求',
  '样车试骑评价好',
  '售后响应快',
  'Best delivery time',
  '老客户续单',
] as const;
export const lostReasons = [
  '竞品价格低 8%',
  '预算取消',
  '客户选择本地供应商',
  'No certificate in time',
  '联系不上决策人',
] as const;
