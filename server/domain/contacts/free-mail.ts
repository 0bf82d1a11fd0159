/** Mail domains where anybody can have an address: sharing one makes nobody colleagues. */

/**
 * Registrable domains of providers that give private people addresses, compiled by hand from what is commonly known of
 * each country's portals, telephone companies and providers (no list was copied). One that is missing costs a stranger's
 * reply that ends an enrollment, where the sequence asks for that; one too many a colleague's reply that does not.
 */
const domains = new Set(
  `
  gmail.com googlemail.com
  outlook.com hotmail.com live.com msn.com passport.com windowslive.com outlook.de outlook.fr outlook.es outlook.it
  outlook.at outlook.be outlook.dk outlook.cz outlook.hu outlook.ie outlook.pt outlook.sa outlook.sk outlook.jp outlook.kr
  outlook.in outlook.ph outlook.cl outlook.lv outlook.co.id outlook.co.il outlook.co.th outlook.com.ar outlook.com.au
  outlook.com.br outlook.com.gr outlook.com.tr outlook.com.vn outlook.my outlook.sg
  hotmail.de hotmail.fr hotmail.es hotmail.it hotmail.nl hotmail.be hotmail.ch hotmail.at hotmail.se hotmail.no hotmail.dk
  hotmail.fi hotmail.gr hotmail.cz hotmail.hu hotmail.ca hotmail.cl hotmail.my hotmail.ph hotmail.rs hotmail.sg
  hotmail.co.uk hotmail.co.jp hotmail.co.kr hotmail.co.th hotmail.co.id hotmail.co.in hotmail.co.il hotmail.co.nz
  hotmail.co.za hotmail.com.ar hotmail.com.au hotmail.com.br hotmail.com.hk hotmail.com.mx hotmail.com.tr hotmail.com.tw
  hotmail.com.vn
  live.de live.fr live.es live.it live.nl live.be live.at live.se live.no live.dk live.fi live.ca live.cl live.cn live.in
  live.jp live.ie live.ru live.co.uk live.co.kr live.co.za live.com.ar live.com.au live.com.mx live.com.my live.com.ph
  live.com.pt live.com.sg live.hk
  yahoo.com ymail.com rocketmail.com myyahoo.com yahoo.de yahoo.fr yahoo.es yahoo.it yahoo.nl yahoo.be yahoo.at yahoo.se
  yahoo.no yahoo.dk yahoo.fi yahoo.gr yahoo.ie yahoo.pl yahoo.pt yahoo.ro yahoo.ca yahoo.cn yahoo.cl yahoo.in yahoo.cz
  yahoo.hu yahoo.ch yahoo.co.uk yahoo.co.jp yahoo.ne.jp ybb.ne.jp yahoo.co.kr yahoo.co.in yahoo.co.id yahoo.co.th
  yahoo.co.nz yahoo.co.za yahoo.co.il yahoo.com.ar yahoo.com.au yahoo.com.br yahoo.com.cn yahoo.com.co yahoo.com.hk
  yahoo.com.mx yahoo.com.my yahoo.com.ph yahoo.com.pe yahoo.com.sg yahoo.com.tr yahoo.com.tw yahoo.com.ve yahoo.com.vn
  icloud.com me.com mac.com appleid.com
  aol.com aol.de aol.fr aol.it aol.es aol.co.uk aol.com.au aol.com.br aim.com love.com netscape.net netscape.com
  compuserve.com cs.com verizon.net games.com wow.com
  proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tutamail.com tuta.io tuta.com keemail.me
  fastmail.com fastmail.fm fastmail.co.uk fastmail.de fastmail.jp fastmail.net fastmail.to sent.com hushmail.com hush.com
  hey.com zoho.com zohomail.com zohomail.eu zohomail.in mailfence.com startmail.com posteo.de posteo.net posteo.eu
  mailbox.org runbox.com riseup.net disroot.org countermail.com ctemplar.com kolabnow.com duck.com simplelogin.com
  anonaddy.com addy.io mozmail.com skiff.com onmail.com
  mail.com email.com usa.com myself.com consultant.com post.com europe.com asia.com iname.com writeme.com dr.com
  engineer.com cheerful.com accountant.com techie.com linuxmail.org contractor.net financier.com workmail.com
  lycos.com lycos.de lycos.co.uk excite.com excite.it excite.co.jp inbox.com inbox.lv inbox.lt inbox.ru gmx.com gmx.us
  rediffmail.com rediff.com in.com sify.com indiatimes.com vsnl.com vsnl.net bsnl.in dataone.in airtelmail.com
  mailinator.com guerrillamail.com yopmail.com 10minutemail.com temp-mail.org trashmail.com trash-mail.com sharklasers.com
  maildrop.cc dispostable.com getnada.com mytemp.email mailnesia.com spamgourmet.com byom.de wegwerfemail.de
  comcast.net xfinity.com att.net sbcglobal.net bellsouth.net ameritech.net pacbell.net swbell.net prodigy.net flash.net
  nvbell.net snet.net wans.net cox.net charter.net spectrum.net rr.com roadrunner.com twc.com brighthouse.com bresnan.net
  earthlink.net mindspring.com peoplepc.com netzero.net netzero.com juno.com optonline.net optimum.net cablevision.com
  suddenlink.net frontier.com frontiernet.net windstream.net centurylink.net centurytel.net embarqmail.com q.com qwest.net
  mediacombb.net cableone.net wowway.com wowway.net rcn.com hughes.net tds.net zoominternet.net consolidated.net
  insightbb.com knology.net atlanticbb.net metrocast.net gci.net alaska.net hawaiiantel.net epix.net
  ptd.net localnet.com toast.net fuse.net zoomtown.com cincinnatibell.net bellatlantic.net gte.net
  rogers.com bell.net sympatico.ca shaw.ca telus.net videotron.ca videotron.qc.ca cogeco.ca cogeco.net eastlink.ca
  sasktel.net mts.net mymts.net primus.ca teksavvy.com execulink.com xplornet.com
  btinternet.com btopenworld.com talk21.com btconnect.com virginmedia.com virgin.net ntlworld.com blueyonder.co.uk
  sky.com talktalk.net tiscali.co.uk lineone.net plusnet.com plus.com plus.net orange.net wanadoo.co.uk fsnet.co.uk
  freeserve.co.uk freeuk.com o2.co.uk zen.co.uk demon.co.uk supanet.com onetel.com onetel.net madasafish.com
  tesco.net uwclub.net mail.co.uk pipex.com waitrose.com clara.co.uk
  eircom.net indigo.ie iol.ie vodafone.ie
  web.de gmx.de gmx.net gmx.at gmx.ch gmx.li gmx.info gmx.org gmx.biz gmx.eu gmx.fr gmx.es gmx.co.uk t-online.de
  t-online.com magenta.de freenet.de freenet.com arcor.de online.de onlinehome.de vodafone.de vodafonemail.de o2online.de
  o2mail.de 1und1.de email.de mail.de online.ms alice.de alice-dsl.de alice-dsl.net hansenet.de versanet.de osnanet.de
  netcologne.de unitybox.de kabelmail.de kabelbw.de ewetel.net ewe.net nexgo.de mnet-mail.de mnet-online.de unity-mail.de
  germanymail.com firemail.de smart-mail.de directbox.com eclipso.de secure-mail.biz superkabel.de ok.de ist-einmalig.de
  genion.de compuserve.de epost.de tonline.de emailn.de fn.de lycosmail.de
  aon.at chello.at kabsi.at utanet.at inode.at liwest.at tele2.at telering.at salzburg.at vol.at
  bluewin.ch bluemail.ch sunrise.ch hispeed.ch swissonline.ch tiscali.ch vtxmail.ch netplus.ch green.ch quickline.ch
  romandie.com infomaniak.com ik.me
  orange.fr wanadoo.fr free.fr aliceadsl.fr alice.fr sfr.fr neuf.fr cegetel.net club-internet.fr numericable.fr
  noos.fr bbox.fr laposte.net voila.fr tele2.fr 9online.fr 9business.fr libertysurf.fr infonie.fr nordnet.fr dartybox.com
  caramail.com caramail.fr mailo.com netcourrier.com tiscali.fr freesbee.fr worldonline.fr ifrance.com
  libero.it virgilio.it iol.it inwind.it blu.it giallo.it alice.it tin.it tim.it tiscali.it fastwebnet.it fastweb.it
  vodafone.it teletu.it tele2.it email.it supereva.it katamail.com aruba.it arubapec.it pec.it legalmail.it
  poste.it kataweb.it interfree.it jumpy.it infinito.it cheapnet.it
  telefonica.net movistar.es terra.es ya.com wanadoo.es orange.es ono.com jazztel.es vodafone.es euskaltel.net auna.com
  eresmas.com hispavista.com mixmail.com correo.es tiscali.es
  sapo.pt iol.pt clix.pt netcabo.pt telepac.pt mail.pt vodafone.pt oninet.pt zonmail.pt nos.pt meo.pt portugalmail.pt
  kpnmail.nl planet.nl hetnet.nl kpnplanet.nl ziggo.nl home.nl casema.nl chello.nl upcmail.nl quicknet.nl zeelandnet.nl
  xs4all.nl tele2.nl online.nl telfort.nl telfortglasvezel.nl solcon.nl caiway.nl caiway.net versatel.nl wxs.nl freeler.nl
  zonnet.nl orange.nl wanadoo.nl onsbrabantnet.nl kabelfoon.nl delta.nl t-mobilethuis.nl tiscali.nl hccnet.nl filternet.nl
  skynet.be telenet.be proximus.be scarlet.be voo.be belgacom.net pandora.be versadsl.be edpnet.be brutele.be
  tvcablenet.be advalvas.be
  pt.lu luxweb.lu
  telia.com tele2.se bredband.net comhem.se bahnhof.se spray.se passagen.se swipnet.se glocalnet.net home.se telia.se
  bredband2.com ownit.se
  online.no broadpark.no getmail.no c2i.net frisurf.no lyse.net altibox.no start.no tele2.no ebnett.no
  haugnett.no epost.no
  mail.dk tdcadsl.dk tele.dk stofanet.dk youmail.dk ofir.dk jubii.dk get2net.dk webspeed.dk
  privat.dk c.dk profibermail.dk fibermail.dk energimail.dk
  luukku.com suomi24.fi kolumbus.fi elisanet.fi saunalahti.fi inet.fi dnainternet.net welho.com
  netti.fi nic.fi phnet.fi wippies.com jippii.fi
  simnet.is internet.is visir.is
  wp.pl o2.pl onet.pl onet.eu op.pl vp.pl interia.pl interia.eu poczta.fm gazeta.pl tlen.pl go2.pl
  buziaczek.pl autograf.pl amorki.pl spoko.pl poczta.pl neostrada.pl opoczta.pl int.pl epf.pl
  seznam.cz email.cz post.cz centrum.cz atlas.cz volny.cz spoluzaci.cz quick.cz tiscali.cz iol.cz o2active.cz upcmail.cz
  azet.sk centrum.sk zoznam.sk post.sk pobox.sk szm.sk stonline.sk orangemail.sk
  freemail.hu citromail.hu indamail.hu t-online.hu vipmail.hu mailbox.hu upcmail.hu invitel.hu
  abv.bg mail.bg dir.bg gbg.bg
  rdslink.ro clicknet.ro home.ro personal.ro email.ro k.ro
  siol.net volja.net amis.net email.si t-2.net
  net.hr vip.hr inet.hr t-com.hr htnet.hr optinet.hr
  eunet.rs sbb.rs mts.rs ptt.rs
  bih.net.ba t-home.mk
  otenet.gr forthnet.gr hol.gr mail.gr in.gr pathfinder.gr freemail.gr cosmotemail.gr
  cytanet.com.cy primehome.com
  mynet.com turk.net superonline.com ttmail.com e-kolay.net ttnet.net.tr
  hot.ee mail.ee online.ee neti.ee apollo.lv delfi.lv one.lv mail.lv takas.lt mail.lt one.lt zebra.lt
  mail.ru bk.ru list.ru internet.ru xmail.ru yandex.ru yandex.com yandex.by yandex.kz yandex.ua yandex.com.tr ya.ru
  narod.ru rambler.ru rambler.ua lenta.ru ro.ru autorambler.ru myrambler.ru qip.ru pochta.ru pisem.net hotbox.ru
  nm.ru aport.ru e1.ru ngs.ru sibmail.com mail.ua ukr.net i.ua meta.ua bigmir.net email.ua online.ua tut.by tut.ru
  mail.by mail.kz mail.am
  walla.com walla.co.il netvision.net.il bezeqint.net zahav.net.il 012.net.il 013.net barak.net.il nana.co.il nana10.co.il
  emirates.net.ae eim.ae maktoob.com batelco.com.bh qatar.net.qa omantel.net.om saudi.net.sa kuwait.net
  naver.com hanmail.net daum.net nate.com kakao.com korea.com dreamwiz.com hanmir.com empal.com paran.com lycos.co.kr
  chol.com unitel.co.kr
  docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp softbank.jp vodafone.ne.jp disney.ne.jp ymobile.ne.jp nifty.com
  nifty.ne.jp biglobe.ne.jp so-net.ne.jp ocn.ne.jp plala.or.jp dion.ne.jp hi-ho.ne.jp asahi-net.or.jp home.ne.jp
  zaq.ne.jp infoseek.jp goo.jp goo.ne.jp livedoor.com eonet.ne.jp rakuten.jp
  uqwimax.jp wcm.ne.jp willcom.com tiki.ne.jp
  qq.com foxmail.com 163.com 126.com yeah.net 188.com 139.com 189.cn wo.cn sina.com
  sina.cn sina.com.cn sohu.com sogou.com tom.com 21cn.com 21cn.net 263.net 263.net.cn eyou.com
  chinaren.com aliyun.com citiz.net etang.com china.com hainan.net 2980.com
  netvigator.com hkbn.net hongkong.com i-cable.com hknet.com ctimail.com ctm.net
  hinet.net seed.net.tw pchome.com.tw url.com.tw so-net.net.tw giga.net.tw kimo.com yam.com
  singnet.com.sg pacific.net.sg starhub.net.sg streamyx.com tm.net.my jaring.my
  telkom.net plasa.com indosat.net.id cbn.net.id
  vnn.vn fpt.vn pldtdsl.net smartbro.net sltnet.lk thaimail.com
  bigpond.com bigpond.net.au bigpond.com.au optusnet.com.au iinet.net.au westnet.com.au
  on.net adam.com.au dodo.com.au tpg.com.au ozemail.com.au aapt.net.au exemail.com.au netspace.net.au
  iprimus.com.au virginbroadband.com.au aussiebroadband.com.au ausi.com
  xtra.co.nz slingshot.co.nz orcon.net.nz clear.net.nz paradise.net.nz ihug.co.nz vodafone.co.nz windowslive.co.nz
  snap.net.nz actrix.co.nz
  mweb.co.za telkomsa.net vodamail.co.za webmail.co.za iafrica.com absamail.co.za lantic.net polka.co.za axxess.co.za
  menara.ma caramail.ma topnet.tn planet.tn gnet.tn link.net tedata.net.eg africamail.com yebo.co.za
  uol.com.br bol.com.br terra.com.br ig.com.br globo.com globomail.com r7.com zipmail.com.br oi.com.br superig.com.br
  ibest.com.br veloxmail.com.br click21.com.br pop.com.br brturbo.com.br itelefonica.com.br netsite.com.br
  fibertel.com.ar arnet.com.ar speedy.com.ar ciudad.com.ar sinectis.com.ar uolsinectis.com.ar tutopia.com telecentro.com.ar
  prodigy.net.mx infinitum.com.mx terra.com.mx todito.com telmex.com axtel.net cablevision.net.mx
  terra.cl vtr.net entelchile.net manquehue.net terra.com.pe speedy.com.pe une.net.co etb.net.co emcali.net.co
  telmex.net.co cantv.net adinet.com.uy montevideo.com.uy vera.com.uy andinanet.net ice.co.cr racsa.co.cr
  cableonda.net cwpanama.net turbonett.com coqui.net caribe.net
  `
    .trim()
    .split(/\s+/),
)

/** `domain` is a registrable domain, lower case. */
export function isFreeMail(domain: string): boolean {
  return domains.has(domain)
}
