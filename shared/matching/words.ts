/** Words of names that say little of who it is: legal forms, towns, marks of a branch. One table, read by the name forms. */

const list = (text: string): string[] => text.trim().split(/\s+/);

/** Characters that one system writes in the traditional form. */
const traditional =
  '機机 業业 東东 電电 車车 國国 際际 貿贸 達达 華华 廣广 縣县 區区 鄉乡 實实 設设 備备 術术 學学 龍龙 鳳凤 馬马 陳陈 張张 劉刘 楊杨 趙赵 黃黄 吳吴 孫孙 鄭郑 謝谢 許许 鄧邓 馮冯 蕭萧 葉叶 蘇苏 盧卢 蔣蒋 賈贾 韓韩 閻阎 餘余 鐘钟 鍾钟 譚谭 陸陆 範范 萬万 錢钱 湯汤 嚴严 賴赖 龔龚 樂乐 長长 門门 開开 關关 發发 樓楼 號号 類类 紅红 綠绿 藍蓝 銀银 鋼钢 鐵铁 銅铜 鋁铝 輪轮 鏈链 條条 頭头 藥药 醫医 療疗 儀仪 紡纺 織织 製制 造造 輸输 運运 進进 導导 體体 網网 絡络 軟软 聯联 資资 產产 團团 責责 環环 節节 財财 寶宝 環环 潤润 澤泽 濱滨 寧宁 蘭兰 慶庆 無无 錫锡 溫温 遠远 洋洋 衛卫 偉伟 強强 麗丽 靜静 傑杰 娟娟 軍军 勇勇 艷艳 濤涛 輝辉 飛飞 鵬鹏 曉晓 紅红 雲云 鑫鑫 穎颖 藝艺 麥麦 農农 漁渔 風风 陽阳 陰阴 過过 還还 這这 間间 標标 準准 規规 級级 廠厂 經经 銷销 務务 諮咨 詢询 顧顾 問问 圖图 書书 畫画 裝装 飾饰 傢家 燈灯 飲饮 館馆 餅饼 糧粮 麵面 雞鸡 魚鱼 鴻鸿 億亿 兆兆 與与 雙双 凱凯 邁迈 維维 創创 愛爱 親亲';
const simpler = new Map(list(traditional).map((pair) => [pair[0]!, pair[1]!]));

const traditionalOnes = new RegExp(`[${[...simpler.keys()].join('')}]`, 'g');

/** Common traditional characters in their simplified form. */
export const simplified = (text: string): string => text.replace(traditionalOnes, (char) => simpler.get(char)!);

const hanTowns = list(
  '北京 上海 天津 重庆 广州 深圳 杭州 南京 苏州 武汉 成都 西安 沈阳 大连 青岛 济南 宁波 厦门 福州 长沙 郑州 合肥 南昌 昆明 贵阳 南宁 海口 太原 石家庄 哈尔滨 长春 兰州 西宁 银川 乌鲁木齐 呼和浩特 拉萨 无锡 常州 温州 嘉兴 绍兴 台州 金华 佛山 东莞 珠海 中山 惠州 汕头 泉州 烟台 潍坊 徐州 南通 扬州 镇江 昆山 义乌 香港 澳门 台湾 台北 中国 广东 浙江 江苏 山东 福建 河南 河北 湖南 湖北 四川 安徽 江西 辽宁 吉林 黑龙江 陕西 山西 云南 贵州 广西 海南 甘肃 青海 宁夏 新疆 内蒙古 西藏',
);
const latinTowns = list(
  'beijing shanghai tianjin chongqing guangzhou shenzhen hangzhou nanjing suzhou wuhan chengdu xian qingdao ningbo xiamen dalian wuxi dongguan foshan hongkong china germany deutschland france uk usa berlin munich hamburg london paris seattle sydney melbourne toronto tokyo singapore',
);
export const towns: readonly RegExp[] = [
  new RegExp(`(?:${hanTowns.join('|')})(?:特别行政区|自治区|省|市)?`, 'gu'),
  new RegExp(`(?<![a-z])(?:${latinTowns.join('|')}|hong kong)(?![a-z])`, 'gu'),
];
/** Pinyin of the towns that are written both ways. */
export const townForm = (town: string): string => {
  const plain = town.replace(/特别行政区$|自治区$|省$|市$/u, '').replace(' ', '');
  const both: Record<string, string> = {
    北京: 'beijing',
    上海: 'shanghai',
    天津: 'tianjin',
    重庆: 'chongqing',
    广州: 'guangzhou',
    深圳: 'shenzhen',
    杭州: 'hangzhou',
    南京: 'nanjing',
    苏州: 'suzhou',
    武汉: 'wuhan',
    成都: 'chengdu',
    西安: 'xian',
    青岛: 'qingdao',
    宁波: 'ningbo',
    厦门: 'xiamen',
    大连: 'dalian',
    无锡: 'wuxi',
    东莞: 'dongguan',
    佛山: 'foshan',
    香港: 'hongkong',
    中国: 'china',
    deutschland: 'germany',
  };
  return both[plain] ?? plain;
};

/** Legal forms, each with the class that it is compared by. Longer ones come first. */
export const legalForms: readonly (readonly [RegExp, string])[] = [
  [/股份有限公司|股份公司/gu, 'stock'],
  [/有限责任公司|有限公司|责任公司/gu, 'ltd'],
  [/[(（](?:普通|有限|特殊普通)合伙[)）]|合伙企业|事务所/gu, 'partners'],
  [/公司|商行|个体工商户/gu, ''],
  [/\b(?:co|company)[\s.,]*(?:ltd|limited)\b/gu, 'ltd'],
  [/\b(?:ltd|limited|pty|pte|ltda)\b/gu, 'ltd'],
  [/\b(?:inc|incorporated|corp|corporation)\b/gu, 'inc'],
  [/\bl\s?l\s?c\b/gu, 'llc'],
  [/\bl\s?l\s?p\b/gu, 'partners'],
  [/\bgmbh(?:\s*(?:&|and|\+)?\s*co\s*kg)?\b/gu, 'gmbh'],
  [/\b(?:ag|plc)\b/gu, 'stock'],
  [/\b(?:kg|ohg|e\s?k|s\s?a\s?r\s?l|sarl|s\s?a\s?s|s\s?r\s?l|s\s?p\s?a|b\s?v|n\s?v|oy|aps|k\s?k)\b/gu, ''],
  [/\b(?:co|company|cie)\b/gu, ''],
  [/\b(?:the|and)\b|&/gu, ''],
];

/** A part of a firm, which is a customer of its own. */
export const branchMark =
  /分公司|子公司|办事处|分店|分行|支行|分部|营业部|门店|专卖店|旗舰店|仓库|\b(?:branch|office|store|shop|warehouse|subsidiary|division)\b/gu;
/** The whole of several firms. */
export const groupMark = /集团|控股|\b(?:group|holdings?)\b/gu;

/** Forms of address that are no part of a person's name. */
export const addressing =
  /(?:先生|女士|小姐|老师|总经理|经理|总监|主任|工程师)$|\b(?:mr|mrs|ms|miss|dr|prof|herr|frau)\b/gu;

/** Mail that anybody may have: no two customers are one by it. */
export const freeMail: ReadonlySet<string> = new Set(
  list(
    'qq.com 163.com 126.com yeah.net sina.com sina.cn sohu.com foxmail.com aliyun.com 139.com 189.cn 21cn.com tom.com gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com yahoo.cn icloud.com me.com aol.com gmx.de gmx.net web.de t-online.de mail.com proton.me protonmail.com yandex.ru mail.ru orange.fr free.fr libero.it',
  ),
);

/** Mailboxes that several people read. */
export const sharedMailbox =
  /^(?:info|sales|office|contact|admin|service|support|hello|mail|post|kontakt|vertrieb|einkauf|purchase|purchasing|procurement|export|finance|account|accounts|hr|marketing|webmaster|order|orders|family)(?:[\d._-].*)?$/;

/** Colours and sizes in one spelling: another one is another product. */
const attributeForms: Readonly<Record<string, string>> = {
  黑色: 'black',
  黑: 'black',
  blk: 'black',
  schwarz: 'black',
  白色: 'white',
  白: 'white',
  wht: 'white',
  红色: 'red',
  红: 'red',
  蓝色: 'blue',
  蓝: 'blue',
  blu: 'blue',
  绿色: 'green',
  绿: 'green',
  grn: 'green',
  黄色: 'yellow',
  黄: 'yellow',
  银色: 'silver',
  银: 'silver',
  slv: 'silver',
  灰色: 'grey',
  灰: 'grey',
  gray: 'grey',
  橙色: 'orange',
  橙: 'orange',
  紫色: 'purple',
  紫: 'purple',
  粉色: 'pink',
  棕色: 'brown',
  金色: 'gold',
  small: 's',
  medium: 'm',
  large: 'l',
  小号: 's',
  中号: 'm',
  大号: 'l',
  加大号: 'xl',
  特大号: 'xl',
  左: 'left',
  右: 'right',
  lh: 'left',
  rh: 'right',
  前: 'front',
  后: 'rear',
  男: 'men',
  女: 'women',
  男款: 'men',
  女款: 'women',
  mens: 'men',
  womens: 'women',
  男士: 'men',
  女士: 'women',
};
const attributes = new Set([
  ...Object.values(attributeForms),
  ...list(
    'xs xxs xxl xxxl 2xl 3xl multi orange purple pink brown gold beige titan upper lower inner outer male female',
  ),
]);

/** The spelling by which a colour, size or side is compared; other words as they are. */
export const attributeForm = (word: string): string => attributeForms[word] ?? word;
export const isAttribute = (word: string): boolean => attributes.has(word);
export const hanAttributes = new RegExp(
  `(?:${Object.keys(attributeForms)
    .filter((word) => /\p{Script=Han}/u.test(word) && word.length > 1)
    .join('|')})`,
  'gu',
);
