/** Domains in which anybody may have a mailbox: they are no company's. */
export const MAIL_PROVIDERS: ReadonlySet<string> = new Set(
  (
    'gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ' +
    'ymail.com icloud.com me.com mac.com aol.com gmx.com gmx.de gmx.net gmx.at gmx.ch ' +
    'web.de t-online.de freenet.de mail.com mail.ru yandex.ru yandex.com proton.me ' +
    'protonmail.com pm.me fastmail.com zoho.com qq.com 163.com 126.com naver.com daum.net ' +
    'orange.fr free.fr wanadoo.fr laposte.net libero.it virgilio.it hotmail.co.uk ' +
    'hotmail.fr hotmail.de hotmail.it hotmail.es outlook.de outlook.fr yahoo.co.uk ' +
    'yahoo.co.jp yahoo.de yahoo.fr yahoo.it yahoo.es yahoo.co.in btinternet.com seznam.cz ' +
    'wp.pl o2.pl onet.pl interia.pl bluewin.ch telenet.be ziggo.nl kpnmail.nl ' +
    'rediffmail.com uol.com.br bol.com.br terra.com.br hey.com tutanota.com tuta.io ' +
    'tuta.com posteo.de mailbox.org hushmail.com runbox.com protonmail.ch passmail.net ' +
    'duck.com privaterelay.appleid.com mail.de email.de arcor.de online.de vodafone.de ' +
    'kabelmail.de 1und1.de ewe.net netcologne.de gmx.info gmx.eu outlook.com.br ' +
    'hotmail.com.br live.co.uk live.de live.fr live.nl live.it live.se live.dk live.no ' +
    'live.ca live.com.au yahoo.com.br yahoo.ca yahoo.com.au yahoo.in yahoo.com.mx ' +
    'yahoo.com.ar yahoo.com.sg yahoo.com.hk yahoo.com.tw yahoo.co.id yahoo.ie yahoo.pl ' +
    'yahoo.se yahoo.dk yahoo.no yahoo.gr rocketmail.com aim.com aol.co.uk aol.de ' +
    'verizon.net comcast.net att.net sbcglobal.net bellsouth.net cox.net charter.net ' +
    'spectrum.net earthlink.net juno.com optonline.net frontier.com centurylink.net ' +
    'windstream.net roadrunner.com rr.com sympatico.ca rogers.com shaw.ca telus.net ' +
    'videotron.ca bigpond.com optusnet.com.au xtra.co.nz virginmedia.com sky.com ' +
    'talktalk.net ntlworld.com blueyonder.co.uk tiscali.co.uk sfr.fr neuf.fr bbox.fr ' +
    'numericable.fr club-internet.fr alice.it tin.it tiscali.it fastwebnet.it poste.it ' +
    'pec.it telefonica.net terra.es ono.com movistar.es sapo.pt netcabo.pt skynet.be ' +
    'proximus.be home.nl xs4all.nl planet.nl hetnet.nl upcmail.nl casema.nl chello.nl ' +
    'chello.at aon.at a1.net inode.at hispeed.ch sunrise.ch swissonline.ch telia.com ' +
    'spray.se comhem.se bredband.net telenor.no online.no getmail.no mail.dk stofanet.dk ' +
    'suomi24.fi luukku.com elisanet.fi inbox.lv inbox.lt mail.ee centrum.cz email.cz ' +
    'post.cz volny.cz azet.sk zoznam.sk freemail.hu citromail.hu abv.bg mail.bg gazeta.pl ' +
    'tlen.pl op.pl poczta.fm vp.pl list.ru bk.ru inbox.ru internet.ru ya.ru yandex.ua ' +
    'yandex.kz yandex.by rambler.ru ukr.net i.ua meta.ua tut.by sina.com sina.cn sohu.com ' +
    'foxmail.com aliyun.com 139.com 189.cn yeah.net 21cn.com vip.qq.com hanmail.net ' +
    'nate.com docomo.ne.jp ezweb.ne.jp softbank.ne.jp nifty.com indiatimes.com sify.com ' +
    'globo.com ig.com.br uol.com ibest.com.br hotmail.com.ar fibertel.com.ar ' +
    'speedy.com.ar prodigy.net.mx mailinator.com guerrillamail.com 10minutemail.com ' +
    'yopmail.com tempmail.com'
  ).split(' '),
);
