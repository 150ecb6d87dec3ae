import type { CodeWords } from './code-words.ts';

/** Errors of signing in, links, files and traffic. */
export const accessWords = {
  unauthenticated: {
    symptom: { en: 'In the middle of the work you are asked to sign in.', zh: '操作中途被要求登录。' },
    cause: {
      en: 'The time of your session is over, or you signed out in another tab.',
      zh: '登录已超时，或在另一个标签页退出了登录。',
    },
    rightWay: {
      en: 'Sign in here; you come back to the same page. On a computer that others use, sign out when you leave.',
      zh: '在此登录后会回到原页面；公用电脑离开时请退出登录。',
    },
  },
  'invalid-token': {
    symptom: { en: 'Every page asks you to sign in again.', zh: '每个页面都要求重新登录。' },
    cause: {
      en: 'The sign-in ran out, or the clock of this computer is wrong by minutes.',
      zh: '登录凭证已过期，或本机时间相差较大。',
    },
    rightWay: {
      en: 'Sign in again. If it comes back at once, set the computer’s clock to automatic.',
      zh: '重新登录；若马上又出现，请把电脑时间设为自动校准。',
    },
  },
  'sign-in-failed': {
    symptom: { en: 'Address and password are refused.', zh: '邮箱和密码被拒绝。' },
    cause: {
      en: 'One of the two is mistyped, often by Caps Lock or an old password of the browser. Which of them is not told, so that nobody can try addresses.',
      zh: '其中一项输错，常见于大写锁定或浏览器记住的旧密码；为防止试探邮箱，不提示是哪一项。',
    },
    rightWay: {
      en: 'Type both anew. After the third time use “forgot password” rather than to guess on.',
      zh: '两项都重新输入；三次不成功就用“忘记密码”，不要继续猜。',
    },
  },
  'challenge-failed': {
    symptom: { en: 'The code by mail or from the app is refused.', zh: '邮件或验证器里的验证码被拒绝。' },
    cause: {
      en: 'It is a few minutes old, of an earlier mail, or belongs to another account.',
      zh: '验证码已过几分钟、来自更早的邮件，或属于另一个账号。',
    },
    rightWay: {
      en: 'Use the newest mail alone, or wait for the next code of the app; then type it without spaces.',
      zh: '只用最新一封邮件，或等验证器的下一个码，输入时不带空格。',
    },
  },
  forbidden: {
    symptom: {
      en: 'A page or button answers that your role does not allow it.',
      zh: '打开页面或点按钮时，提示角色没有此权限。',
    },
    cause: {
      en: 'Rights come of roles, each with a first and a last day. Yours does not have this one, or its last day is past.',
      zh: '权限来自角色，角色有起止日期；您的角色不含此权限，或已到期。',
    },
    rightWay: {
      en: 'Ask a colleague who has the role to do it, or an administrator for the role with a reason. Do not work under another person’s sign-in: everything is kept by name.',
      zh: '请有该角色的同事办理，或说明理由请管理员授权；不要借用他人账号，所有操作都按姓名留痕。',
    },
  },
  'not-a-member': {
    symptom: { en: 'You are signed in, and the company does not open.', zh: '登录成功，但进不了企业。' },
    cause: {
      en: 'You were not invited to it yet, or your membership was ended.',
      zh: '您尚未被邀请，或成员资格已停用。',
    },
    rightWay: {
      en: 'Choose another company by the list, or ask an administrator to invite the address by which you sign in.',
      zh: '从列表选择其他企业，或请管理员邀请您登录所用的邮箱。',
    },
  },
  'weak-password': {
    symptom: { en: 'A new password is refused.', zh: '新密码被拒绝。' },
    cause: {
      en: 'It has fewer than 10 characters, or no upper case letter, lower case letter or digit.',
      zh: '少于 10 位，或缺少大写字母、小写字母、数字中的一种。',
    },
    rightWay: {
      en: 'Take three or four words that have nothing to do with each other, with a digit and a capital letter, and use it nowhere else.',
      zh: '用三四个互不相关的词，加上数字和大写字母，并且不要在别处使用。',
    },
  },
  'link-used': {
    symptom: {
      en: 'A customer opens the link of a survey, and it was used already.',
      zh: '客户打开调查链接，提示已使用过。',
    },
    cause: {
      en: 'Each link takes one answer. It was given from this mail before, perhaps by a colleague to whom the mail was passed on.',
      zh: '每个链接只收一次回答：可能已答过，或邮件转给同事后由对方答了。',
    },
    rightWay: {
      en: 'Look at the answer under survey answers. What they want to add belongs into a contact or a suggestion.',
      zh: '在调查回执中查看已有的回答；客户还想补充的，记入联系记录或建议。',
    },
  },
  'link-expired': {
    symptom: {
      en: 'A customer opens the link of a survey, and it works no more.',
      zh: '客户打开调查链接，提示已失效。',
    },
    cause: {
      en: 'A link holds for the days that its survey says, and ends at once when the survey is stopped.',
      zh: '链接按调查设定的天数有效，调查停用时立即失效。',
    },
    rightWay: {
      en: 'Ask the customer by phone, or hand out a new link from the record that it is about.',
      zh: '电话征询客户，或在对应记录上重新发一个链接。',
    },
  },
  'body-too-large': {
    symptom: { en: 'Saving something very long is refused.', zh: '保存很长的内容时被拒绝。' },
    cause: {
      en: 'One request takes 1 MB. Usually a whole mail with pictures, or thousands of lines, was pasted into a field.',
      zh: '一次最多提交 1 MB；多半是把带图片的整封邮件或几千行粘贴进了字段。',
    },
    rightWay: {
      en: 'Attach the text as a file and write its gist into the field; bring many lines in by an import.',
      zh: '把原文作为附件，字段里只写要点；大量明细请用导入。',
    },
  },
  'upload-too-large': {
    symptom: { en: 'A file is refused while it is uploaded.', zh: '上传文件时被拒绝。' },
    cause: {
      en: 'It is over the size that is allowed, or was changed between choosing and sending.',
      zh: '文件超过允许的大小，或在选择之后又被修改。',
    },
    rightWay: {
      en: 'Close it in Excel and choose it again; cut a large table into several files, make a picture smaller.',
      zh: '先在 Excel 中关闭文件再重新选择；大表拆成几个文件，图片压缩后再传。',
    },
  },
  'unreadable-file': {
    symptom: { en: 'A file was uploaded, and cannot be opened.', zh: '文件已上传，但无法打开。' },
    cause: {
      en: 'It is damaged, protected by a password, or of another kind than its name says: a renamed file stays what it was.',
      zh: '文件损坏、有密码，或实际类型与扩展名不符：改名并不会改变文件类型。',
    },
    rightWay: {
      en: 'Open it in its own program, save it as .xlsx, .csv, .pdf or .jpg without a password, and upload that one.',
      zh: '用原来的程序打开，另存为不带密码的 .xlsx、.csv、.pdf 或 .jpg 再上传。',
    },
  },
  'too-many-requests': {
    symptom: { en: 'Answers stop for a while: “too many requests”.', zh: '一段时间内操作都被拒绝，提示请求过于频繁。' },
    cause: {
      en: 'More was asked in a short time than one person asks: a program with your sign-in, a key that is held down, several exports or bulk edits at once.',
      zh: '短时间内的请求超过一个人的正常用量：程序在用您的账号、按键一直按着，或同时进行多个导出或批量修改。',
    },
    rightWay: {
      en: 'Wait a minute. Let exports and bulk edits end one after the other; for many records use an import instead of a script.',
      zh: '稍等一分钟；导出和批量修改一个一个来，大量数据请用导入，不要用脚本逐条提交。',
    },
  },
  internal: {
    symptom: { en: 'An error that says nothing about your values.', zh: '报错内容与您填写的值无关。' },
    cause: {
      en: 'The fault is ours. What had been saved before stays; this step was not carried out by halves.',
      zh: '是系统自身的问题；此前保存的内容不受影响，这一步也不会只执行一半。',
    },
    rightWay: {
      en: 'Try once more. If it comes again, ask for help from here: page, record and error are sent along.',
      zh: '再试一次；仍然出现就在此求助，页面、记录和错误会一并发送。',
    },
  },
  busy: {
    symptom: { en: 'Saving takes long and ends with “busy”.', zh: '保存很久，最后提示系统繁忙。' },
    cause: {
      en: 'Many people changed the same thing at one moment, such as one customer’s credit, or a service behind it is slow.',
      zh: '很多人在同一时刻修改同一处（例如同一客户的信用），或后台服务变慢。',
    },
    rightWay: {
      en: 'Wait some seconds and press save again: what was carried out is not carried out twice.',
      zh: '等几秒再点保存；已经执行的不会重复执行。',
    },
  },
} as const satisfies CodeWords;
